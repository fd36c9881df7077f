use std::collections::HashMap;
use std::time::Duration;

use helsebro_domain::notices::{
    ContactLanguage, ContactUse, Listing, NotUsable, Notifiable, Reservation, SharedWith,
};
use helsebro_domain::time::Date;
use helsebro_partners::http::Limits;
use helsebro_partners::krr::{BATCH_MAX, ContactRegister, NoContactRegister};
use helsebro_partners::{PartnerFault, RegisterFault};
use helsebro_simulators::outside::{OutsideOrder, Party, Weather};

use super::world::{ANNE, KARI, OLA, Outside, SHORT, number};

const TODAY: Date = Date::constant(2027, 2, 2);

fn fault(outcome: Result<impl Sized, RegisterFault>) -> RegisterFault {
    match outcome {
        Ok(_) => panic!("an answer, where there must be none"),
        Err(fault) => fault,
    }
}

#[tokio::test]
async fn kari_is_found_with_both_channels_and_times_in_both_forms() {
    let outside = Outside::start().await;
    let krr = outside.krr(Limits::REGISTER);
    let cards = krr.look_up(&[number(KARI), number(ANNE)]).await.unwrap();
    let kari = &cards[&number(KARI)];
    assert_eq!(kari.reservation, Reservation::NotReserved);
    assert_eq!((kari.listing, kari.notifiable), (Listing::Active, Notifiable::Yes));
    let email = kari.usable_email(ContactUse::LegalNotice, TODAY).unwrap();
    assert_eq!(email.value.as_str(), "kari@innbygger.example");
    assert_eq!(email.confirmed().unwrap().to_string(), "2026-12-01T11:42:34Z");
    let mobile = kari.usable_mobile(ContactUse::LegalNotice, TODAY).unwrap();
    assert_eq!(mobile.value.e164(), "+4790000000");
    assert_eq!(mobile.confirmed().unwrap().to_string(), "2026-12-01T11:42:34.768Z");
    assert_eq!(cards[&number(ANNE)].language, Some(ContactLanguage::Nn));
    assert_eq!(outside.handle.control().seen().krr_calls, 1, "two persons are one call");
}

/// CHX-3, SM-5.
#[tokio::test]
async fn sm_5_ola_is_reserved_and_still_reached_with_service_messages() {
    let outside = Outside::start().await;
    let krr = outside.krr(Limits::REGISTER);
    let cards = krr.look_up(&[number(OLA)]).await.unwrap();
    let ola = &cards[&number(OLA)];
    assert!(ola.usable_mobile(ContactUse::ServiceMessage, TODAY).is_ok());
    let refused = ola.usable_mobile(ContactUse::LegalNotice, TODAY);
    assert_eq!(refused.unwrap_err(), NotUsable::Reserved);
}

/// L-EFV-32: an old address and a fresh phone, on one person.
#[tokio::test]
async fn l_efv_32_marits_old_address_is_stale_and_her_phone_is_not() {
    let outside = Outside::start().await;
    let krr = outside.krr(Limits::REGISTER);
    let marit = number("29828431062");
    let cards = krr.look_up(std::slice::from_ref(&marit)).await.unwrap();
    let card = &cards[&marit];
    assert_eq!(card.usable_email(ContactUse::ServiceMessage, TODAY), Err(NotUsable::Stale));
    assert!(card.usable_mobile(ContactUse::LegalNotice, TODAY).is_ok());
}

#[tokio::test]
async fn who_is_not_registered_or_deleted_is_answered_for_and_has_nothing() {
    let outside = Outside::start().await;
    let krr = outside.krr(Limits::REGISTER);
    for (digits, listing) in
        [("07873910660", Listing::NotRegistered), ("25923122225", Listing::Deleted)]
    {
        let asked = number(digits);
        let cards = krr.look_up(std::slice::from_ref(&asked)).await.unwrap();
        assert_eq!(cards[&asked].listing, listing);
        let refused = cards[&asked].usable_mobile(ContactUse::ServiceMessage, TODAY);
        assert_eq!(refused.unwrap_err(), NotUsable::NoContact);
    }
}

#[tokio::test]
async fn a_phone_that_stands_on_two_is_shared_on_both_and_is_one_number() {
    let outside = Outside::start().await;
    let krr = outside.krr(Limits::REGISTER);
    outside.tell(OutsideOrder::SharePhone { of: "kari".to_owned(), with: "anne".to_owned() });
    let cards = krr.look_up(&[number(KARI), number(ANNE)]).await.unwrap();
    let phones: Vec<_> = cards.values().map(|card| card.mobile.clone().unwrap()).collect();
    assert_eq!(phones[0].value, phones[1].value);
    assert!(phones.iter().all(|phone| phone.shared == SharedWith::Others));
}

/// L-EFV-29: looked up again, it is as it is now.
#[tokio::test]
async fn l_efv_29_a_person_who_reserves_herself_meanwhile_is_reserved_when_asked_again() {
    let outside = Outside::start().await;
    let krr = outside.krr(Limits::REGISTER);
    let kari = [number(KARI)];
    let before = krr.look_up(&kari).await.unwrap();
    assert_eq!(before[&kari[0]].reservation, Reservation::NotReserved);
    outside.tell(OutsideOrder::Reservation { person: "kari".to_owned(), reserved: true });
    outside.tell(OutsideOrder::Language { person: "kari".to_owned(), tag: "se".to_owned() });
    let after = krr.look_up(&kari).await.unwrap();
    assert_eq!(after[&kari[0]].reservation, Reservation::Reserved);
    assert_eq!(after[&kari[0]].language, Some(ContactLanguage::Nb));
}

#[tokio::test]
async fn a_thousand_are_one_call_and_more_are_not_asked_for() {
    let outside = Outside::start().await;
    let krr = outside.krr(Limits::REGISTER);
    let mut many = vec![number(KARI); BATCH_MAX];
    let cards = krr.look_up(&many).await.unwrap();
    assert_eq!(cards.len(), 1);
    let seen = outside.handle.control().seen();
    assert_eq!((seen.krr_calls, seen.krr_asked), (1, BATCH_MAX));
    many.push(number(KARI));
    let refused = fault(krr.look_up(&many).await);
    assert!(matches!(refused, RegisterFault::TooMany { limit: BATCH_MAX }), "{refused:?}");
    assert_eq!(outside.handle.control().seen().krr_calls, 1);
    assert_eq!(krr.look_up(&[]).await.unwrap(), HashMap::new());
}

/// L-EFV-29: whatever goes wrong, nobody is read as not reserved.
#[tokio::test]
async fn an_outage_is_never_read_as_not_reserved() {
    let outside = Outside::registered().await;
    let kari = [number(KARI)];
    for (party, weather) in [
        (Party::Krr, Weather::Down),
        (Party::Krr, Weather::Lying),
        (Party::Krr, Weather::Cut),
        (Party::Krr, Weather::Busy(30)),
        (Party::Maskinporten, Weather::Down),
        (Party::Maskinporten, Weather::Lying),
        (Party::Maskinporten, Weather::Busy(30)),
    ] {
        let krr = outside.krr_by_maskinporten();
        outside.weather(party, weather);
        let outcome = fault(krr.look_up(&kari).await);
        assert!(matches!(outcome, RegisterFault::Fault(_)), "{party:?} {weather:?}: {outcome:?}");
        outside.weather(party, Weather::Fine);
        assert!(krr.look_up(&kari).await.is_ok(), "{party:?} {weather:?}");
    }
    let nowhere = fault(NoContactRegister.look_up(&kari).await);
    assert!(matches!(nowhere, RegisterFault::NotConfigured));
}

#[tokio::test]
async fn a_slow_register_is_given_up_in_time() {
    let outside = Outside::start().await;
    let krr = outside.krr(SHORT);
    outside.weather(Party::Krr, Weather::Slow(5_000));
    let outcome = fault(krr.look_up(&[number(KARI)]).await);
    assert!(matches!(outcome, RegisterFault::Fault(PartnerFault::TooSlow { .. })), "{outcome:?}");
}

#[tokio::test]
async fn how_long_it_wants_to_be_left_is_told_on() {
    let outside = Outside::start().await;
    let krr = outside.krr(Limits::REGISTER);
    for (asked, told) in [(30, 30), (86_400, 3_600)] {
        outside.weather(Party::Krr, Weather::Busy(asked));
        let outcome = fault(krr.look_up(&[number(KARI)]).await);
        assert_eq!(outcome.retry_after(), Some(Duration::from_secs(told)));
    }
}

#[tokio::test]
async fn a_token_that_has_run_out_is_forgotten_and_a_new_one_asked_for() {
    let outside = Outside::registered().await;
    let krr = outside.krr_by_maskinporten();
    assert!(krr.look_up(&[number(KARI)]).await.is_ok());
    outside.clock.step(Duration::from_secs(3_600));
    assert!(krr.look_up(&[number(KARI)]).await.is_ok());
    assert_eq!(outside.handle.control().seen().tokens, 2);
    krr.check().await.unwrap();
    outside.weather(Party::Maskinporten, Weather::Down);
    assert!(krr.check().await.is_err());
}

#[tokio::test]
async fn no_fault_tells_whom_we_asked_for() {
    let outside = Outside::start().await;
    let krr = outside.krr(Limits::REGISTER);
    outside.weather(Party::Krr, Weather::Cut);
    let outcome = fault(krr.look_up(&[number(KARI)]).await);
    let told = format!("{outcome} {outcome:?}");
    assert!(!told.contains(KARI) && !told.contains("http"), "{told}");
}
