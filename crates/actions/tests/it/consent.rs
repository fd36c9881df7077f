//! Saying yes to the platform, and taking it back (L-GDPR-7, L-GDPR-8, L-GDPR-6).

use helsebro_actions::ActError;
use helsebro_actions::consent::{self, youth};
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::{contacts, inbox, thread};
use helsebro_actions::parties::unit;
use helsebro_actions::representation::switching;
use helsebro_domain::audit::{Actor, Event};
use helsebro_domain::consent::{Level, ParentSays, Portal, TERMS};
use helsebro_domain::ids::{DraftId, PersonId};
use helsebro_domain::parties::{Protection, YouthDoor};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{Covers, GrantEnd, InRegister, Reach};
use helsebro_storage::consent::{self as ledger, NewConsent};
use helsebro_storage::{Scope, SystemReason, Tx, representation as stored};
use helsebro_testkit::{Town, ids, in_town, service, told};
use jiff::civil::date;

use crate::representation::{goes_over_to, grants, now, registered, session};

async fn withdraws(town: &Town, person: PersonId) {
    consent::withdraw(&town.acts, &town.citizen(person), "nb").await.unwrap();
}

async fn agrees(town: &Town, person: PersonId, level: Level) -> Result<(), ActError> {
    consent::give(&town.acts, &town.citizen(person), level, "nn").await
}

/// L-GDPR-7: what somebody said is kept: to how much, which text, when; each a row of its
/// own, and none is changed.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_7_the_ledger_tells_what_was_said_yes_to_and_when() {
    in_town(|town| async move {
        town.at(date(2027, 2, 3), 9, 0);
        agrees(&town, ids::KARI, Level::Looking).await.unwrap();
        town.at(date(2027, 2, 4), 9, 0);
        withdraws(&town, ids::KARI).await;
        town.at(date(2027, 2, 5), 9, 0);
        agrees(&town, ids::KARI, Level::Everything).await.unwrap();
        let kari = town.citizen(ids::KARI);
        let standing = consent::standing(&town.acts, &kari).await.unwrap();
        assert_eq!(standing.portal, Portal::Active(Level::Everything));
        let said: Vec<_> =
            standing.given.iter().map(|row| (row.level, row.at.in_oslo().date)).collect();
        let expected = [
            (Some(Level::Everything), date(2027, 2, 5)),
            (None, date(2027, 2, 4)),
            (Some(Level::Looking), date(2027, 2, 3)),
            (Some(Level::Everything), date(2027, 2, 2)),
        ];
        assert_eq!(said, expected);
        assert!(standing.given.iter().all(|row| row.terms == TERMS));
        let lines = town.lines(20).await;
        let events: Vec<Event> = lines
            .iter()
            .filter(|line| line.actor == Actor::Citizen(ids::KARI))
            .map(|line| line.event)
            .collect();
        assert_eq!(events, [Event::ConsentGiven, Event::ConsentWithdrawn, Event::ConsentGiven]);
        assert!(lines[0].rules.contains("L-GDPR-7"));
    })
    .await;
}

/// ON-37: when the terms have changed she is asked at next use, nothing closes, and her yes, the
/// same as before, is stored to the new ones; whoever helps her is not asked for her.
#[tokio::test(flavor = "multi_thread")]
async fn on_37_new_terms_are_asked_for_at_next_use_and_close_nothing() {
    in_town(|town| async move {
        town.at(date(2027, 2, 3), 9, 0);
        let old = NewConsent {
            id: town.new_uuid(),
            person: ids::KARI,
            level: Some(Level::Everything),
            terms: "2026-01",
            language: "nb",
            given_by: ids::KARI,
            at: town.now(),
        };
        let scope = Scope::System(SystemReason::Seed);
        let stored = async |mut tx: Tx| ledger::add_consent(&mut tx, &old).await;
        town.base.db.write(scope, "test.consent", stored).await.unwrap();
        let kari = town.citizen(ids::KARI);
        assert!(consent::asks_anew(&town.acts, &kari).await.unwrap());
        assert!(!consent::asks_anew(&town.acts, &town.citizen(ids::GERD)).await.unwrap());
        town.kari_writes().await;
        town.at(date(2027, 2, 4), 9, 0);
        agrees(&town, ids::KARI, Level::Everything).await.unwrap();
        assert!(!consent::asks_anew(&town.acts, &kari).await.unwrap());
        let again = agrees(&town, ids::KARI, Level::Everything).await;
        assert_eq!(told(&again.unwrap_err()), Some(ReasonCode::InvalidTransition));
    })
    .await;
}

/// L-GDPR-6, L-GDPR-7: without a consent nothing is open, with the lesser one no
/// conversation is, and it holds from the next request.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_6_a_session_reaches_as_far_as_the_consent() {
    in_town(|town| async move {
        let token = session(&town, ids::KARI, "hers").await;
        agrees(&town, ids::KARI, Level::Looking).await.unwrap();
        let (access, _) = now(&town, &token).await;
        assert_eq!(access.reach(), Reach::Looking);
        assert_eq!(contacts::list(&town.acts, &access).await.unwrap().len(), 2);
        let refused = inbox::list(&town.acts, &access, None).await.err().unwrap();
        assert_eq!(told(&refused), Some(ReasonCode::ConsentMissing));
        withdraws(&town, ids::KARI).await;
        let (access, _) = now(&town, &token).await;
        assert_eq!(access.reach(), Reach::Nothing);
        let refused = contacts::list(&town.acts, &access).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::ConsentMissing));
        assert!(consent::standing(&town.acts, &access).await.is_ok());
        // As easily given again as taken back: from within the same session.
        consent::give(&town.acts, &access, Level::Everything, "nb").await.unwrap();
        assert_eq!(now(&town, &token).await.0.reach(), Reach::Everything);
    })
    .await;
}

/// L-GDPR-7: when it is taken back, powers of attorney end both ways, what was not sent is
/// gone, and what was sent is there again when she comes back.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_7_taking_it_back_ends_what_rests_on_it() {
    in_town(|town| async move {
        town.kari_writes().await;
        let kari = town.citizen(ids::KARI);
        let target = DraftTarget::Contact(town.contact(ids::KARI, ids::HOME_NURSING).await);
        let draft = DraftId::from_uuid(town.new_uuid());
        drafts::save(&town.acts, &kari, draft, target, ("Emne", "Ikke sendt")).await.unwrap();
        grants(&town, &Covers::ALL).await;
        let token = session(&town, ids::ANNE, "annes").await;
        goes_over_to(&town, &token, ids::KARI).await.unwrap();
        assert_eq!(consent::standing(&town.acts, &kari).await.unwrap().grants, 1);
        withdraws(&town, ids::KARI).await;
        let (access, lost) = now(&town, &token).await;
        assert!(access.is_own() && !lost.unwrap().is_withdrawn);
        assert_eq!(why_ended(&town).await, Some(GrantEnd::ProfileClosed));
        let refused = consent::withdraw(&town.acts, &kari, "nb").await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::InvalidTransition));
        agrees(&town, ids::KARI, Level::Everything).await.unwrap();
        assert_eq!(inbox::list(&town.acts, &kari, None).await.unwrap().lines.len(), 1);
        assert!(drafts::list(&town.acts, &kari).await.unwrap().is_empty());
        assert!(goes_over_to(&town, &token, ids::KARI).await.is_err());
    })
    .await;
}

async fn why_ended(town: &Town) -> Option<GrantEnd> {
    let scope = Scope::System(SystemReason::Representation);
    let read = town.base.db.read(scope, "test.ended", async |mut tx| {
        stored::last_end(&mut tx, ids::ANNE, ids::KARI).await
    });
    read.await.unwrap()
}

/// S1-2.1-a: a helper never has more than the giver; and a helper who takes her own consent
/// back helps nobody.
#[tokio::test(flavor = "multi_thread")]
async fn s1_2_1_a_a_helper_reaches_no_farther_than_the_giver_and_needs_her_own_consent() {
    in_town(|town| async move {
        town.kari_writes().await;
        grants(&town, &Covers::ALL).await;
        let token = session(&town, ids::ANNE, "annes").await;
        goes_over_to(&town, &token, ids::KARI).await.unwrap();
        let anne = now(&town, &token).await.0;
        assert_eq!(inbox::list(&town.acts, &anne, None).await.unwrap().lines.len(), 1);
        agrees(&town, ids::KARI, Level::Looking).await.unwrap();
        let anne = now(&town, &token).await.0;
        assert!(!anne.is_own());
        let refused = inbox::list(&town.acts, &anne, None).await.err().unwrap();
        assert_eq!(told(&refused), Some(ReasonCode::ConsentMissing));
        assert_eq!(contacts::list(&town.acts, &anne).await.unwrap().len(), 2);

        withdraws(&town, ids::ANNE).await;
        let (own, _) = now(&town, &token).await;
        assert!(own.is_own());
        assert_eq!(own.reach(), Reach::Nothing);
        assert!(switching::choices(&town.acts, &own).await.unwrap().now.is_empty());
    })
    .await;
}

/// L-GDPR-8: Jonas (14) without a parent's consent reaches nothing and cannot say yes
/// alone; from the day he is 16 he can. Nobody says yes for another.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_8_jonas_says_yes_alone_from_his_sixteenth_birthday() {
    in_town(|town| async move {
        let token = session(&town, ids::JONAS, "jonas").await;
        for (day, may) in [(date(2027, 2, 2), false), (date(2028, 9, 13), false)] {
            town.at(day, 9, 0);
            let refused = agrees(&town, ids::JONAS, Level::Everything).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::ConsentAge), "{may}");
        }
        town.at(date(2027, 2, 2), 9, 5);
        let (jonas, _) = now(&town, &token).await;
        assert_eq!(jonas.reach(), Reach::Nothing);
        assert!(contacts::list(&town.acts, &jonas).await.is_err());
        town.at(date(2028, 9, 14), 0, 0);
        agrees(&town, ids::JONAS, Level::Everything).await.unwrap();
        let token = session(&town, ids::JONAS, "older").await;
        assert_eq!(now(&town, &token).await.0.reach(), Reach::Everything);

        let token = session(&town, ids::LISE, "lise").await;
        town.at(date(2028, 9, 14), 0, 1);
        goes_over_to(&town, &token, ids::EMIL).await.unwrap();
        let lise = now(&town, &token).await.0;
        let refused = consent::give(&town.acts, &lise, Level::Everything, "nb").await;
        let refused = refused.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::NoRepresentationBasis));
    })
    .await;
}

/// L-GDPR-13: who is responsible stands there before anything is said yes to, by what her
/// services are today.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_13_those_responsible_are_named_before_anything_is_said_yes_to() {
    in_town(|town| async move {
        withdraws(&town, ids::KARI).await;
        let token = session(&town, ids::KARI, "hers").await;
        let (kari, _) = now(&town, &token).await;
        let standing = consent::standing(&town.acts, &kari).await.unwrap();
        assert_eq!(standing.responsible.len(), 1);
        assert_eq!(standing.responsible[0].name, "Solvik kommune");
        assert_eq!(standing.responsible[0].services.len(), 2);
        let anne = consent::standing(&town.acts, &town.citizen(ids::ANNE)).await.unwrap();
        assert!(anne.responsible.is_empty());
    })
    .await;
}

/// A parent says something for a youth.
async fn says(
    town: &Town,
    (parent, youth): (PersonId, PersonId),
    says: ParentSays,
) -> Result<(), ActError> {
    youth::say(&town.acts, &town.citizen(parent), youth, says, "nb").await
}

async fn opens(town: &Town, door: YouthDoor) {
    unit::set_youth_door(&town.acts, &town.per().await, door).await.unwrap();
}

/// L-GDPR-8, L-PBRL-AGE: with Lise's consent and his own yes Jonas (14) reaches what units
/// have opened for youths and nothing else; she takes it back, and his open session stops
/// there and then; at 16 her word means nothing and his own opens everything.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_8_with_a_parents_consent_a_youth_reaches_what_is_opened_for_13() {
    in_town(|town| async move {
        let (lise, jonas) = (ids::LISE, ids::JONAS);
        let nursing = service("HJSP-OST", ids::HOME_NURSING, None);
        let healthy = service("FRISK", ids::HEALTHY_LIFE, None);
        town.lists(ids::HOME_NURSING, jonas, &[nursing, healthy]).await;
        let listed = youth::list(&town.acts, &town.citizen(lise)).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].person, listed[0].says), (jonas, ParentSays::Nothing));
        assert_eq!(listed[0].last_day, Some(date(2028, 9, 13)));

        says(&town, (lise, jonas), ParentSays::Yes).await.unwrap();
        let again = says(&town, (lise, jonas), ParentSays::Yes).await.unwrap_err();
        assert_eq!(told(&again), Some(ReasonCode::InvalidTransition));
        let token = session(&town, jonas, "his").await;
        assert_eq!(now(&town, &token).await.0.reach(), Reach::Nothing);
        agrees(&town, jonas, Level::Everything).await.unwrap();
        let (his, _) = now(&town, &token).await;
        assert_eq!(his.reach(), Reach::Youth);
        assert!(contacts::list(&town.acts, &his).await.unwrap().is_empty());
        opens(&town, YouthDoor::Open).await;
        let seen = contacts::list(&town.acts, &his).await.unwrap();
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].unit.id, ids::HOME_NURSING);

        let words = ("Trening", "Kan jeg trene?");
        let to_nursing = town.writes(jonas, ids::HOME_NURSING, words).await.unwrap().thread;
        let elsewhere = town.writes(jonas, ids::HEALTHY_LIFE, words).await.unwrap().thread;
        assert_eq!(inbox::list(&town.acts, &his, None).await.unwrap().lines.len(), 1);
        assert!(thread::open(&town.acts, &his, to_nursing).await.is_ok());
        let hidden = thread::open(&town.acts, &his, elsewhere).await;
        assert!(matches!(hidden, Err(ActError::NotFound)));
        opens(&town, YouthDoor::Closed).await;
        let hidden = thread::open(&town.acts, &his, to_nursing).await;
        assert!(matches!(hidden, Err(ActError::NotFound)));
        opens(&town, YouthDoor::Open).await;

        // She sees nothing of it.
        let hers = session(&town, lise, "hers").await;
        assert!(goes_over_to(&town, &hers, jonas).await.is_err());
        says(&town, (lise, jonas), ParentSays::Nothing).await.unwrap();
        assert_eq!(now(&town, &token).await.0.reach(), Reach::Nothing);

        town.at(date(2028, 9, 13), 12, 0);
        assert_eq!(youth::list(&town.acts, &town.citizen(lise)).await.unwrap().len(), 1);
        town.at(date(2028, 9, 14), 0, 0);
        assert!(youth::list(&town.acts, &town.citizen(lise)).await.unwrap().is_empty());
        let refused = says(&town, (lise, jonas), ParentSays::Yes).await;
        assert!(matches!(refused, Err(ActError::NotFound)));
        let token = session(&town, jonas, "older").await;
        assert_eq!(now(&town, &token).await.0.reach(), Reach::Everything);
    })
    .await;
}

/// L-GDPR-8, § 1.4: whoever is not a parent, a parent of a younger child, and a parent of a
/// protected youth get the same answer as about nobody, and each leaves a line.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_8_whoever_cannot_say_yes_for_a_youth_learns_nothing() {
    in_town(|town| async move {
        registered(&town, ids::SARA, Protection::Strict, InRegister::Active).await;
        let nobody = PersonId::from_uuid(town.new_uuid());
        for (parent, youth) in [
            (ids::ANNE, ids::JONAS),
            (ids::LISE, ids::EMIL),
            (ids::LISE, ids::SARA),
            (ids::LISE, ids::LISE),
            (ids::LISE, nobody),
        ] {
            let refused = says(&town, (parent, youth), ParentSays::Yes).await;
            assert!(matches!(refused, Err(ActError::NotFound)));
            let line = &town.lines(1).await[0];
            assert_eq!((line.event, line.subject), (Event::ConsentGiven, Some(youth)));
        }
        registered(&town, ids::JONAS, Protection::Confidential, InRegister::Active).await;
        assert!(youth::list(&town.acts, &town.citizen(ids::LISE)).await.unwrap().is_empty());
        let refused = says(&town, (ids::LISE, ids::JONAS), ParentSays::Yes).await;
        assert!(matches!(refused, Err(ActError::NotFound)));
    })
    .await;
}
