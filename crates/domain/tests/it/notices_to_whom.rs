//! Who is told, and at which contact point (N-07, N-09, SM-5…SM-8, § 1.6).

use helsebro_domain::ids::PersonId;
use helsebro_domain::notices::{
    Account, Address, Channel, Channels, ContactCard, ContactLanguage, EmailAddress, Level,
    Listing, NotNotified, NoticeChoices, Notifiable, Occasion, PhoneNumber, Planned, Receiver,
    Reservation, SharedWith, Standing, Template, Topic, Weight, Wish, once_per_point,
};
use helsebro_domain::parties::Protection;
use helsebro_domain::representation::{InRegister, Party};
use helsebro_domain::time::Date;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use crate::cast::{TODAY, at};

const KARI_BORN: Date = date(1948, 6, 12);
const JONAS_BORN: Date = date(2012, 9, 14);
const EMIL_BORN: Date = date(2017, 5, 2);

fn receiver(standing: Standing, born: Date) -> Receiver {
    Receiver {
        party: Party {
            id: PersonId::from_uuid(Uuid::from_u128(1)),
            born: Some(born),
            protection: Protection::None,
            register: InRegister::Active,
        },
        standing,
        choices: NoticeChoices::default(),
        account: Account::Open,
    }
}

fn kari() -> Receiver {
    receiver(Standing::Own, KARI_BORN)
}

fn phone(digits: &str) -> PhoneNumber {
    PhoneNumber::parse(digits).unwrap()
}

fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn held<V>(value: V, on: Date) -> Channel<V> {
    let updated = Some(at(on, 12, 0));
    Channel { value, updated, verified: None, shared: SharedWith::Nobody }
}

fn card(mobile: Option<&str>, mail: Option<&str>) -> ContactCard {
    let on = date(2026, 12, 1);
    ContactCard {
        reservation: Reservation::NotReserved,
        listing: Listing::Active,
        notifiable: Notifiable::Yes,
        mobile: mobile.map(|digits| held(phone(digits), on)),
        email: mail.map(|text| held(email(text), on)),
        language: Some(ContactLanguage::Nn),
    }
}

fn karis_card() -> ContactCard {
    card(Some("90000001"), Some("kari@innbygger.example"))
}

fn sms(digits: &str) -> Address {
    Address::Phone(phone(digits))
}

fn places(points: &[Planned]) -> Vec<Address> {
    points.iter().map(|point| point.address.clone()).collect()
}

/// Occasion, standing, own level, level for those she helps, wish, weight, told or why not.
type Case = (Occasion, Standing, Level, Level, Wish, Weight, Result<(), NotNotified>);

/// N-04, N-07, N-09, SM-8, L-GDPR-24, L-PJL-16-E: one table for every occasion, standing, level and wish.
#[test]
fn n_07_n_09_sm_8_who_is_told_by_level_and_choice() {
    use Level::{Full as All, Limited as Low, Normal as Mid};
    use Weight::{NeedsAnswer, Plain};
    use Wish::{Always, ByLevel, Never};
    use {NotNotified as No, Occasion as O, Standing as S};
    let cases: [Case; 25] = [
        // One's own messages.
        (O::Message, S::Own, Low, All, ByLevel, Plain, Err(No::Level)),
        (O::Message, S::Own, Low, Low, ByLevel, NeedsAnswer, Ok(())),
        (O::Message, S::Own, Mid, Low, ByLevel, Plain, Ok(())),
        (O::Message, S::Own, All, Low, ByLevel, Plain, Ok(())),
        (O::Message, S::Own, All, Low, Never, NeedsAnswer, Err(No::Chosen)),
        (O::Message, S::Own, Low, Low, Always, Plain, Ok(())),
        // A helper's: her own level for them.
        (O::Message, S::Helper, All, Low, ByLevel, Plain, Err(No::Level)),
        (O::Message, S::Helper, Low, Mid, ByLevel, Plain, Ok(())),
        (O::Message, S::Helper, All, Low, ByLevel, NeedsAnswer, Ok(())),
        (O::Message, S::Helper, All, All, Never, Plain, Err(No::Chosen)),
        (O::Message, S::Helper, Low, Low, Always, Plain, Ok(())),
        // A parent's: in the child's stead, so by her own level (SM-6).
        (O::Message, S::Parent, Mid, Low, ByLevel, Plain, Ok(())),
        (O::Message, S::Parent, Low, All, ByLevel, Plain, Err(No::Level)),
        (O::Message, S::Parent, Mid, All, Never, Plain, Err(No::Chosen)),
        // A question reaches the lowest level, news does not.
        (O::GrantAsked, S::Own, Low, Low, ByLevel, NeedsAnswer, Ok(())),
        (O::GrantGiven, S::Own, Low, All, ByLevel, Plain, Err(No::Level)),
        (O::GrantGiven, S::Own, Mid, Low, ByLevel, Plain, Ok(())),
        (O::GrantEnded, S::Own, Mid, Low, ByLevel, Plain, Ok(())),
        (O::GrantAsked, S::Own, All, All, Never, NeedsAnswer, Err(No::Chosen)),
        // What is owed asks nobody.
        (O::LookedUp, S::Own, Low, Low, Never, Plain, Ok(())),
        (O::LookedUp, S::Own, All, Low, ByLevel, Plain, Ok(())),
        (O::ServiceEnds, S::Own, Low, Low, Never, Plain, Ok(())),
        (O::RecordMoves, S::Own, Low, Low, Never, Plain, Ok(())),
        (O::RightsAnswered, S::Own, Low, Low, Never, Plain, Ok(())),
        (O::Breach, S::Parent, Low, Low, Never, Plain, Ok(())),
    ];
    for (occasion, standing, level, helper_level, wish, weight, expected) in cases {
        let mut choices = NoticeChoices { level, helper_level, ..NoticeChoices::default() };
        match occasion.topic(standing) {
            Topic::Messages => choices.messages = wish,
            Topic::Helped => choices.helped = wish,
            Topic::Grants => choices.grants = wish,
            Topic::LookedUp
            | Topic::ServiceEnds
            | Topic::RecordMoves
            | Topic::RightsAnswered
            | Topic::Breach
            | Topic::Block
            | Topic::Childs => {
                choices.messages = wish;
                choices.helped = wish;
                choices.grants = wish;
            }
        }
        let receiver = Receiver { choices, ..receiver(standing, KARI_BORN) };
        let told = receiver.wants(occasion, weight, TODAY);
        assert_eq!(told, expected, "{occasion:?} {standing:?} {level:?} {helper_level:?} {wish:?}");
    }
}

/// L-GDPR-24: before anybody has chosen.
#[test]
fn l_gdpr_24_without_a_choice_ones_own_level_is_normal_and_a_helpers_the_lowest() {
    let choices = NoticeChoices::default();
    assert_eq!((choices.level, choices.helper_level), (Level::Normal, Level::Limited));
    let told =
        |standing| receiver(standing, KARI_BORN).wants(Occasion::Message, Weight::Plain, TODAY);
    assert_eq!(told(Standing::Own), Ok(()));
    assert_eq!(told(Standing::Helper), Err(NotNotified::Level));
}

/// SM-8, C-8.2, CH-01, CH-02: the dead and those no longer in the register get nothing, also of what is owed.
#[test]
fn sm_8_the_dead_get_nothing() {
    for (register, why) in [
        (InRegister::Deceased, NotNotified::Deceased),
        (InRegister::NotActive, NotNotified::NotActive),
    ] {
        let mut receiver = kari();
        receiver.party.register = register;
        for occasion in Occasion::ALL {
            assert_eq!(receiver.wants(occasion, Weight::NeedsAnswer, TODAY), Err(why));
        }
    }
    assert_eq!(NotNotified::Deceased.code(), "RECIPIENT_DECEASED");
}

/// SM-8: who has closed her account is told only of what is owed.
#[test]
fn who_has_closed_her_account_is_told_only_of_what_is_owed() {
    let receiver = Receiver { account: Account::Closed, ..kari() };
    for occasion in Occasion::ALL {
        let told = receiver.wants(occasion, Weight::NeedsAnswer, TODAY);
        let expected = if occasion.is_owed() { Ok(()) } else { Err(NotNotified::AccountClosed) };
        assert_eq!(told, expected, "{occasion:?}");
    }
}

/// SM-6, C-8.2: under 12 the parents; from 12 to 15 what is the youth's own, and never a parent's; from 16 her own.
#[test]
fn sm_6_a_child_is_told_through_parents_and_a_youth_at_what_is_her_own() {
    let emil = receiver(Standing::Own, EMIL_BORN);
    let wants = |who: &Receiver, day| who.wants(Occasion::Message, Weight::Plain, day);
    assert_eq!(wants(&emil, TODAY), Err(NotNotified::Child));
    assert_eq!(wants(&emil, date(2029, 5, 1)), Err(NotNotified::Child));
    assert_eq!(wants(&emil, date(2029, 5, 2)), Ok(()));
    let jonas = receiver(Standing::Own, JONAS_BORN);
    assert_eq!(wants(&jonas, TODAY), Ok(()));
    let lise = card(Some("90000007"), Some("lise@innbygger.example"));
    let parents = [lise];
    let points = |card: &ContactCard, day| {
        jonas.points(Occasion::Message, card, &parents, day).map(|found| places(&found))
    };
    let own = card(Some("90000008"), None);
    assert_eq!(points(&own, TODAY), Ok(vec![sms("90000008")]));
    let hers = card(Some("90000007"), None);
    assert_eq!(points(&hers, TODAY), Err(NotNotified::NoContact));
    let mut shared = own.clone();
    shared.mobile.as_mut().unwrap().shared = SharedWith::Others;
    assert_eq!(points(&shared, TODAY), Err(NotNotified::NoContact));
    // From sixteen on the number is hers, whoever else has it; confirmed meanwhile.
    let at_sixteen = date(2028, 9, 14);
    let mut later = hers;
    later.mobile.as_mut().unwrap().verified = Some(at(date(2028, 9, 1), 12, 0));
    let at_fifteen = points(&later, date(2028, 9, 13));
    assert_eq!(at_fifteen, Err(NotNotified::NoContact));
    assert_eq!(points(&later, at_sixteen), Ok(vec![sms("90000007")]));
}

/// Somebody whose age is not known may be a youth.
#[test]
fn sm_6_whose_age_is_not_known_is_told_only_at_what_is_hers_alone() {
    let mut unknown = kari();
    unknown.party.born = None;
    let mut shared = karis_card();
    shared.mobile.as_mut().unwrap().shared = SharedWith::Others;
    shared.email = None;
    let found = unknown.points(Occasion::Message, &shared, &[], TODAY);
    assert_eq!(found, Err(NotNotified::NoContact));
    assert!(unknown.points(Occasion::Message, &karis_card(), &[], TODAY).is_ok());
}

/// SM-5: which way, and the other where one's own cannot be used.
#[test]
fn sm_5_the_chosen_way_is_used_and_the_other_where_it_cannot_be() {
    let (phone, mail) = (sms("90000001"), Address::Email(email("kari@innbygger.example")));
    let (full, only_mail, only_phone) =
        (karis_card(), card(None, Some("kari@innbygger.example")), card(Some("90000001"), None));
    for (channels, card, expected) in [
        (Channels::Sms, &full, vec![phone.clone()]),
        (Channels::Email, &full, vec![mail.clone()]),
        (Channels::Both, &full, vec![phone.clone(), mail.clone()]),
        (Channels::Sms, &only_mail, vec![mail.clone()]),
        (Channels::Email, &only_phone, vec![phone.clone()]),
        (Channels::Both, &only_phone, vec![phone]),
        (Channels::Both, &only_mail, vec![mail]),
    ] {
        let mut kari = kari();
        kari.choices.channels = channels;
        let found = kari.points(Occasion::Message, card, &[], TODAY).unwrap();
        assert_eq!(places(&found), expected, "{channels:?}");
        assert!(found.iter().all(|one| one.language == ContactLanguage::Nn));
        assert!(found.iter().all(|one| one.confirmed_on == Some(date(2026, 12, 1))));
    }
}

/// SM-5, C-8.6, CHX-3, L-EFV-9, L-EFV-32: a reservation does not hinder a service message, 18 months do.
#[test]
fn sm_5_chx_3_the_reserved_are_told_and_old_contact_points_are_not_used() {
    let mut reserved = karis_card();
    reserved.reservation = Reservation::Reserved;
    reserved.notifiable = Notifiable::No;
    assert!(kari().points(Occasion::Message, &reserved, &[], TODAY).is_ok());
    let mut old = karis_card();
    old.mobile.as_mut().unwrap().updated = Some(at(date(2025, 7, 1), 12, 0));
    let found = kari().points(Occasion::Message, &old, &[], TODAY).unwrap();
    assert_eq!(places(&found), [Address::Email(email("kari@innbygger.example"))]);
    old.email = None;
    assert_eq!(kari().points(Occasion::Message, &old, &[], TODAY), Err(NotNotified::Stale));
    let nobody = ContactCard::not_registered();
    assert_eq!(kari().points(Occasion::Message, &nobody, &[], TODAY), Err(NotNotified::NoContact));
    let shown: Vec<bool> = [NotNotified::Stale, NotNotified::NoContact, NotNotified::Level]
        .map(NotNotified::is_shown)
        .into();
    assert_eq!(shown, [true, true, false]);
}

/// SM-5, SM-7, C-8.6, § 1.6.3: the text that says nothing, for whom it must; dialogue has no other.
#[test]
fn sm_7_the_protected_and_shared_contact_points_get_the_text_that_says_nothing() {
    for protection in [Protection::None, Protection::Confidential, Protection::Strict] {
        for shared in [SharedWith::Nobody, SharedWith::Others] {
            for occasion in Occasion::ALL {
                let mut kari = kari();
                kari.party.protection = protection;
                let mut card = karis_card();
                card.mobile.as_mut().unwrap().shared = shared;
                let found = kari.points(occasion, &card, &[], TODAY).unwrap();
                let is_plain = protection == Protection::None && shared == SharedWith::Nobody;
                let expected = match occasion {
                    Occasion::GrantAsked
                    | Occasion::GrantGiven
                    | Occasion::GrantEnded
                    | Occasion::Summarised
                        if is_plain =>
                    {
                        Template::SomethingNew
                    }
                    _ => Template::NewMessage,
                };
                assert_eq!(found[0].template, expected, "{protection:?} {shared:?} {occasion:?}");
            }
        }
    }
}

/// N-09: Anne's number stands on Kari's profile too: one notice in all, whichever way Anne has chosen.
#[test]
fn n_09_one_notice_in_all_when_the_same_number_stands_on_both() {
    let karis = card(Some("90000002"), Some("kari@innbygger.example"));
    let annes = card(Some("90000002"), Some("anne@innbygger.example"));
    let kari = kari();
    for channels in Channels::ALL {
        let mut anne = receiver(Standing::Helper, date(1975, 3, 3));
        anne.choices.channels = channels;
        let karis_points = kari.points(Occasion::Message, &karis, &[], TODAY).unwrap();
        let annes_points = anne.points(Occasion::Message, &annes, &[], TODAY).unwrap();
        let left =
            once_per_point(vec![("kari", &karis, karis_points), ("anne", &annes, annes_points)]);
        let [(_, Ok(hers)), (_, Err(NotNotified::SamePoint))] = &left[..] else {
            panic!("{channels:?}: {left:?}");
        };
        assert_eq!(places(hers), [sms("90000002")]);
    }
    // Numbers of their own: one each.
    let annes = card(Some("90000003"), Some("anne@innbygger.example"));
    let anne = receiver(Standing::Helper, date(1975, 3, 3));
    let left = once_per_point(vec![
        ("kari", &karis, kari.points(Occasion::Message, &karis, &[], TODAY).unwrap()),
        ("anne", &annes, anne.points(Occasion::Message, &annes, &[], TODAY).unwrap()),
    ]);
    assert!(left.iter().all(|(_, points)| points.as_ref().is_ok_and(|found| found.len() == 1)));
}

fn any_card() -> impl Strategy<Value = ContactCard> {
    (proptest::option::of(0..4_u8), proptest::option::of(0..4_u8)).prop_map(|(mobile, mail)| {
        let mobile = mobile.map(|n| format!("9000000{n}"));
        let mail = mail.map(|n| format!("p{n}@innbygger.example"));
        card(mobile.as_deref(), mail.as_deref())
    })
}

proptest! {
    /// N-09: whoever is told, no contact point gets one thing twice; the first keeps
    /// hers; and nobody is left out but one who has a point where another is told.
    #[test]
    fn n_09_no_contact_point_gets_one_thing_twice(
        cards in proptest::collection::vec((any_card(), 0..3_usize), 1..8)
    ) {
        let receivers: Vec<Receiver> = cards
            .iter()
            .map(|(_, way)| {
                let mut one = kari();
                one.choices.channels = Channels::ALL[*way];
                one
            })
            .collect();
        let all: Vec<_> = cards
            .iter()
            .zip(&receivers)
            .enumerate()
            .filter_map(|(place, ((card, _), who))| {
                let points = who.points(Occasion::Message, card, &[], TODAY).ok()?;
                Some((place, card, points))
            })
            .collect();
        let first = all.first().map(|(_, _, points)| points.clone());
        let left = once_per_point(all);
        let told: Vec<Address> = left
            .iter()
            .filter_map(|(_, points)| points.as_ref().ok())
            .flatten()
            .map(|point| point.address.clone())
            .collect();
        let distinct: std::collections::HashSet<_> = told.iter().cloned().collect();
        prop_assert_eq!(told.len(), distinct.len());
        if let (Some(first), Some((_, Ok(kept)))) = (first, left.first()) {
            prop_assert_eq!(&first, kept);
        }
        for (place, points) in &left {
            if points.is_err() {
                let card = &cards[*place].0;
                let has = |address: &Address| match address {
                    Address::Phone(number) => {
                        card.mobile.as_ref().is_some_and(|held| held.value == *number)
                    }
                    Address::Email(mail) => {
                        card.email.as_ref().is_some_and(|held| held.value == *mail)
                    }
                };
                prop_assert!(told.iter().any(has));
            }
        }
    }
}
