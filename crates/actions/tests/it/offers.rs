//! A power of attorney that the one who would be helped offers: to whom, what she learns, and
//! how it is answered (S1-2.1-a).

use helsebro_actions::ActError;
use helsebro_actions::representation::asking::{self, Decision};
use helsebro_actions::representation::giving;
use helsebro_domain::audit::{Actor, Decision as Decided, Event};
use helsebro_domain::ids::{PersonId, RequestId};
use helsebro_domain::parties::{IdentityNumber, Protection};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{Basis, Covers, Direction, InRegister};
use helsebro_storage::{Scope, representation};
use helsebro_testkit::{Town, ids, in_town, told};
use jiff::civil::date;

use crate::representation::{goes_over_to, now, number, registered, session, terms};

const MESSAGES: &[Covers] = &[Covers::Messages];

/// Somebody offers another one, and its id as the other is shown it.
async fn offers(town: &Town, giver: PersonId, receiver: PersonId) -> RequestId {
    let (from, to) = (town.citizen(giver), town.citizen(receiver));
    asking::offer(&town.acts, &from, &number(town, receiver), terms(MESSAGES)).await.unwrap();
    let waiting = asking::waiting(&town.acts, &to).await.unwrap();
    let offer = waiting.last().unwrap();
    assert_eq!(offer.request.direction, Direction::Offered);
    assert_eq!(offer.request.asker, giver);
    offer.request.id
}

async fn made(town: &Town, person: PersonId) -> Vec<asking::MadeRequest> {
    asking::made(&town.acts, &town.citizen(person)).await.unwrap()
}

/// S1-2.1-a: Kari offers, Anne accepts with her own eID and acts on Kari's terms; Kari is
/// shown that she did, and withdraws it as any other.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_what_kari_offers_holds_when_anne_has_accepted_it() {
    in_town(|town| async move {
        let id = offers(&town, ids::KARI, ids::ANNE).await;
        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.actor), (Event::GrantOffered, Actor::Citizen(ids::KARI)));
        let token = session(&town, ids::ANNE, "offered").await;
        assert!(goes_over_to(&town, &token, ids::KARI).await.is_err());

        let (anne, kari) = (town.citizen(ids::ANNE), town.citizen(ids::KARI));
        asking::answer_offer(&town.acts, &anne, id, Decision::Grant).await.unwrap();
        let line = &town.lines(1).await[0];
        assert_eq!((line.event, line.actor), (Event::GrantAccepted, Actor::Citizen(ids::ANNE)));
        assert_eq!((line.subject, line.decision), (Some(ids::KARI), Decided::Accepted));
        goes_over_to(&town, &token, ids::KARI).await.unwrap();
        let (access, _) = now(&town, &token).await;
        assert!(matches!(access.basis(), Basis::PowerOfAttorney { .. }));
        let given = giving::given(&town.acts, &kari).await.unwrap();
        let grant = &given[0].grant.grant;
        assert_eq!((grant.giver, grant.receiver), (ids::KARI, ids::ANNE));
        assert_eq!((grant.terms, grant.from), (terms(MESSAGES), date(2027, 2, 2)));
        assert_eq!(made(&town, ids::KARI).await[0].granted, Some(grant.id));
        // Once.
        let again = asking::answer_offer(&town.acts, &anne, id, Decision::Grant).await;
        assert!(matches!(again, Err(ActError::NotFound)));
        assert!(asking::take_back(&town.acts, &kari, id).await.is_err());

        giving::end(&town.acts, &kari, grant.id).await.unwrap();
        assert!(now(&town, &token).await.0.is_own());
    })
    .await;
}

/// S1-2.1-a, § 1.4: nobody's number tells the giver anything; whoever is protected is not
/// told of an offer, and whoever does not want to hear is not either.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_offering_tells_nothing_about_whose_number_it_was() {
    in_town(|town| async move {
        let (kari, ola) = (town.citizen(ids::KARI), town.citizen(ids::OLA));
        let block = offers(&town, ids::KARI, ids::OLA).await;
        asking::answer_offer(&town.acts, &ola, block, Decision::DeclineAndBlock).await.unwrap();
        let nobody = IdentityNumber::parse("01825010099", town.acts.numbers()).unwrap();
        for number in [number(&town, ids::OLA), nobody, number(&town, ids::SARA)] {
            asking::offer(&town.acts, &kari, &number, terms(MESSAGES)).await.unwrap();
            let line = &town.lines(1).await[0];
            assert_eq!((line.event, line.decision), (Event::GrantOffered, Decided::Accepted));
            assert_eq!(line.subject, Some(ids::KARI));
        }
        let sara = town.citizen(ids::SARA);
        assert!(asking::waiting(&town.acts, &ola).await.unwrap().is_empty());
        assert!(asking::waiting(&town.acts, &sara).await.unwrap().is_empty());
        let made = made(&town, ids::KARI).await;
        assert!(made.iter().all(|one| one.granted.is_none() && !one.is_taken_back));
        let saras = asking::answer_offer(&town.acts, &sara, made[0].id, Decision::Grant).await;
        assert!(matches!(saras, Err(ActError::NotFound)));

        // Five in all, asked for and offered; what was declined or taken back counts.
        asking::take_back(&town.acts, &kari, made[0].id).await.unwrap();
        asking::ask(&town.acts, &kari, &number(&town, ids::GERD), terms(MESSAGES)).await.unwrap();
        let sixth =
            asking::offer(&town.acts, &kari, &number(&town, ids::GERD), terms(MESSAGES)).await;
        assert_eq!(told(&sixth.unwrap_err()), Some(ReasonCode::TooManyRequests));
        let own = number(&town, ids::KARI);
        let anne = town.citizen(ids::ANNE);
        assert!(asking::offer(&town.acts, &kari, &own, terms(MESSAGES)).await.is_err());
        let nothing = asking::offer(&town.acts, &anne, &own, terms(&[])).await;
        assert_eq!(told(&nothing.unwrap_err()), Some(ReasonCode::NoRepresentationBasis));
    })
    .await;
}

/// S1-2.1-a: giver at least 16, receiver at least 18, each told only of herself.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_an_offer_is_from_sixteen_and_to_eighteen() {
    in_town(|town| async move {
        let age = Some(ReasonCode::ProxyAge);
        let jonas = town.citizen(ids::JONAS);
        let annes = number(&town, ids::ANNE);
        let young = asking::offer(&town.acts, &jonas, &annes, terms(MESSAGES)).await;
        assert_eq!(told(&young.unwrap_err()), age);

        let id = offers(&town, ids::KARI, ids::JONAS).await;
        let refused = asking::answer_offer(&town.acts, &jonas, id, Decision::Grant).await;
        assert_eq!(told(&refused.unwrap_err()), age);
        assert!(giving::received(&town.acts, &jonas).await.unwrap().is_empty());
        assert!(made(&town, ids::KARI).await[0].granted.is_none());
    })
    .await;
}

/// S1-2.1-a: an offer is answered by the one it is to, as an offer; what is another's, a
/// request, or run out is not found.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_an_offer_is_answered_by_the_one_it_is_to_and_only_as_an_offer() {
    in_town(|town| async move {
        let acts = &town.acts;
        let id = offers(&town, ids::KARI, ids::ANNE).await;
        let (anne, kari) = (town.citizen(ids::ANNE), town.citizen(ids::KARI));
        let is_not_found = |found: Result<(), ActError>| matches!(found, Err(ActError::NotFound));
        for other in [ids::OLA, ids::KARI] {
            let other = town.citizen(other);
            assert!(is_not_found(asking::answer_offer(acts, &other, id, Decision::Grant).await));
        }
        // Answered as a request it would give Anne's away.
        assert!(is_not_found(asking::answer(acts, &anne, id, Decision::Grant).await));
        assert!(is_not_found(asking::take_back(acts, &anne, id).await));
        asking::ask(acts, &kari, &number(&town, ids::ANNE), terms(MESSAGES)).await.unwrap();
        let asked = made(&town, ids::KARI).await[0].id;
        assert!(is_not_found(asking::answer_offer(acts, &anne, asked, Decision::Grant).await));
        assert!(is_not_found(asking::take_back(acts, &kari, asked).await));

        asking::take_back(acts, &kari, id).await.unwrap();
        let line = &town.lines(1).await[0];
        assert_eq!(line.event, Event::GrantOfferTakenBack);
        assert!(is_not_found(asking::answer_offer(acts, &anne, id, Decision::Grant).await));
        assert!(is_not_found(asking::take_back(acts, &kari, id).await));
        assert!(made(&town, ids::KARI).await[1].is_taken_back);

        // Declined, it is taken back all the same: Kari does not learn that it was.
        let declined = offers(&town, ids::KARI, ids::ANNE).await;
        asking::answer_offer(acts, &anne, declined, Decision::Decline).await.unwrap();
        asking::take_back(acts, &kari, declined).await.unwrap();

        let late = offers(&town, ids::KARI, ids::ANNE).await;
        town.at(date(2027, 3, 5), 9, 0);
        assert!(asking::waiting(acts, &anne).await.unwrap().is_empty());
        let refused = asking::answer_offer(acts, &anne, late, Decision::Grant).await;
        assert_eq!(told(&refused.unwrap_err()), Some(ReasonCode::InvalidTransition));
        assert!(is_not_found(asking::take_back(acts, &kari, late).await));
    })
    .await;
}

/// C-1.6: whoever's address is protected cannot offer one, and is told that it is hers; what
/// she offered before is not told of.
#[tokio::test(flavor = "multi_thread")]
async fn c_1_6_whoever_is_protected_offers_none() {
    in_town(|town| async move {
        let acts = &town.acts;
        let (sara, anne) = (town.citizen(ids::SARA), town.citizen(ids::ANNE));
        let annes = number(&town, ids::ANNE);
        let refused = asking::offer(acts, &sara, &annes, terms(MESSAGES)).await;
        assert_eq!(told(&refused.unwrap_err()), Some(ReasonCode::ProxyAddressProtected));

        let id = offers(&town, ids::KARI, ids::ANNE).await;
        registered(&town, ids::KARI, Protection::Confidential, InRegister::Active).await;
        assert!(asking::waiting(acts, &anne).await.unwrap().is_empty());
        let accepted = asking::answer_offer(acts, &anne, id, Decision::Grant).await;
        assert!(matches!(accepted, Err(ActError::NotFound)));
        assert!(giving::received(acts, &anne).await.unwrap().is_empty());
    })
    .await;
}

/// S1-2.1-a: nobody becomes another's helper but by an offer that she has answered.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_no_power_of_attorney_is_added_without_an_accepted_offer() {
    in_town(|town| async move {
        let id = offers(&town, ids::KARI, ids::ANNE).await;
        for person in [ids::ANNE, ids::OLA] {
            let added = town
                .base
                .db
                .write(Scope::Citizen(person), "test.add_offered", async |mut tx| {
                    representation::add_offered(&mut tx, id, date(2027, 2, 2)).await
                })
                .await;
            assert!(added.is_err());
        }
    })
    .await;
}
