//! Those around a patient, decided at the desk (L-PBRL-3-4, L-PBRL-4-3, L-PBRL-AGE).

use helsebro_actions::ActError;
use helsebro_actions::audit::seen::{self, Asked, PAGE, Part};
use helsebro_actions::dialog::desk::thread as desk_thread;
use helsebro_actions::dialog::{inbox, thread};
use helsebro_actions::representation::clinical::{self, Decides, Ends};
use helsebro_domain::audit::Event;
use helsebro_domain::dialog::Desk;
use helsebro_domain::ids::{DecisionId, PersonId, ThreadId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{Basis, BlockClass, BlockReach, YouthTold};
use helsebro_testkit::{Town, ids, in_town, told};
use jiff::civil::{Date, date};

use crate::acts_people::with_home_nursing;
use crate::representation::{goes_over_to, now, session};

const WHY: &str = "Vurdert i dag sammen med fastlegen.";

async fn writes(town: &Town, person: PersonId) -> ThreadId {
    let words = ("Såret på leggen", "Såret på leggen væsker litt mer enn før.");
    town.writes(person, ids::HOME_NURSING, words).await.unwrap().thread
}

async fn decides(
    town: &Town,
    (desk, thread): (&Desk, ThreadId),
    decides: Decides,
    why: &str,
) -> Result<(), ActError> {
    clinical::decide(&town.acts, desk, thread, (&decides, why)).await
}

fn names(town: &Town, person: PersonId, last_day: Date) -> Decides {
    let named = town.plan.person(person).unwrap().number.clone();
    Decides::Competence { named, last_day }
}

fn blocks(parent: Option<PersonId>, reach: BlockReach) -> Decides {
    Decides::Block { parent, class: BlockClass::Compelling, reach }
}

fn opens(parent: PersonId) -> Decides {
    Decides::Open { parent, told: YouthTold::Yes }
}

/// S1-2.1-a, L-PBRL-3-1, L-PBRL-4-3: Per decides, with reasons, that Kari lacks competence and names
/// Gerd, who may then act; Kari is told, and it ends when he ends it and on its last day.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_4_3_the_next_of_kin_whom_a_clinician_names_may_act() {
    in_town(|town| async move {
        let thread = writes(&town, ids::KARI).await;
        let per = town.per().await;
        let at = (&per, thread);
        let token = session(&town, ids::GERD, "gerds").await;
        assert!(goes_over_to(&town, &token, ids::KARI).await.is_err());
        let last = date(2027, 6, 30);
        let short = decides(&town, at, names(&town, ids::GERD, last), "For kort.").await;
        assert_eq!(told(&short.unwrap_err()), Some(ReasonCode::AssessmentMissing));
        let long = names(&town, ids::GERD, date(2028, 2, 3));
        let refused = decides(&town, at, long, WHY).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::NoRepresentationBasis));
        let young = decides(&town, at, names(&town, ids::JONAS, last), WHY).await.unwrap_err();
        assert_eq!(told(&young), Some(ReasonCode::ProxyAge));
        let hidden = decides(&town, at, names(&town, ids::SARA, last), WHY).await;
        assert!(matches!(hidden, Err(ActError::NotFound)));
        assert!(goes_over_to(&town, &token, ids::KARI).await.is_err());

        decides(&town, at, names(&town, ids::GERD, last), WHY).await.unwrap();
        goes_over_to(&town, &token, ids::KARI).await.unwrap();
        assert!(matches!(now(&town, &token).await.0.basis(), Basis::NextOfKin { .. }));
        let kari = town.citizen(ids::KARI);
        let about = clinical::about_me(&town.acts, &kari).await.unwrap();
        assert_eq!(about.decisions.len(), 1);
        assert_eq!((about.decisions[0].0.as_str(), about.decisions[0].2), ("Gerd Aas", last));
        let around = clinical::around(&town.acts, &per, thread).await.unwrap();
        assert_eq!(
            (around.decisions[0].reason.as_str(), around.decisions[0].by.as_str()),
            (WHY, "Per Haug")
        );

        let id = around.decisions[0].what.0;
        clinical::end(&town.acts, &per, thread, Ends::Competence(id)).await.unwrap();
        assert!(now(&town, &token).await.0.is_own());
        let about = clinical::about_me(&town.acts, &kari).await.unwrap();
        assert!(about.decisions.is_empty());

        decides(&town, at, names(&town, ids::GERD, date(2027, 2, 2)), WHY).await.unwrap();
        goes_over_to(&town, &token, ids::KARI).await.unwrap();
        town.at(date(2027, 2, 3), 0, 0);
        let token = session(&town, ids::GERD, "later").await;
        assert!(goes_over_to(&town, &token, ids::KARI).await.is_err());
    })
    .await;
}

/// L-PBRL-3-4: closed to a parent it is gone for her at once, she learns nothing of it, and
/// the child's other conversations are as before.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_3_4_what_is_closed_to_a_parent_is_gone_without_a_trace() {
    in_town(|town| async move {
        with_home_nursing(&town).await;
        let (closed, other) = (writes(&town, ids::EMIL).await, writes(&town, ids::EMIL).await);
        let per = town.per().await;
        let token = session(&town, ids::LISE, "lises").await;
        goes_over_to(&town, &token, ids::EMIL).await.unwrap();
        let one = blocks(Some(ids::LISE), BlockReach::Thread);
        decides(&town, (&per, closed), one, WHY).await.unwrap();
        let lise = now(&town, &token).await.0;
        assert_eq!(inbox::list(&town.acts, &lise, None).await.unwrap().lines.len(), 1);
        assert!(matches!(thread::open(&town.acts, &lise, closed).await, Err(ActError::NotFound)));
        assert!(thread::open(&town.acts, &lise, other).await.is_ok());
        let asked = Asked { part: Part::Others, month: None, before: None, limit: PAGE };
        let log = seen::list(&town.acts, &lise, asked).await.unwrap();
        assert!(log.lines.iter().all(|line| line.event != Event::ParentBlocked));

        let everything = blocks(None, BlockReach::Everything);
        decides(&town, (&per, other), everything, WHY).await.unwrap();
        assert!(now(&town, &token).await.0.is_own());
        assert!(goes_over_to(&town, &token, ids::EMIL).await.is_err());
        let around = clinical::around(&town.acts, &per, closed).await.unwrap();
        assert_eq!(around.blocks.len(), 2);
        for block in &around.blocks {
            clinical::end(&town.acts, &per, closed, Ends::Block(block.what.0)).await.unwrap();
        }
        goes_over_to(&town, &token, ids::EMIL).await.unwrap();
        let stranger = blocks(Some(ids::ANNE), BlockReach::Thread);
        let refused = decides(&town, (&per, closed), stranger, WHY).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::NoRepresentationBasis));
    })
    .await;
}

/// L-PBRL-3-4, L-PBRL-AGE: Per opens one conversation of Jonas's (14) to Lise after an
/// assessment; Jonas is told; she sees that one, until it is ended and no longer than to 16.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_age_one_conversation_is_opened_to_a_parent_until_it_is_ended_or_he_is_16() {
    in_town(|town| async move {
        with_home_nursing(&town).await;
        let (opened, other) = (writes(&town, ids::JONAS).await, writes(&town, ids::JONAS).await);
        let per = town.per().await;
        let at = (&per, opened);
        let token = session(&town, ids::LISE, "lises").await;
        assert!(goes_over_to(&town, &token, ids::JONAS).await.is_err());
        let not_told = Decides::Open { parent: ids::LISE, told: YouthTold::No };
        let refused = decides(&town, at, not_told, WHY).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::AssessmentMissing));
        let refused = decides(&town, at, opens(ids::ANNE), WHY).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::NoRepresentationBasis));
        decides(&town, at, opens(ids::LISE), WHY).await.unwrap();
        goes_over_to(&town, &token, ids::JONAS).await.unwrap();
        let lise = now(&town, &token).await.0;
        assert!(thread::open(&town.acts, &lise, opened).await.is_ok());
        assert!(matches!(thread::open(&town.acts, &lise, other).await, Err(ActError::NotFound)));
        let jonas = town.citizen(ids::JONAS);
        let about = clinical::about_me(&town.acts, &jonas).await.unwrap();
        assert_eq!((about.openings[0].0.as_str(), about.openings[0].1), ("Lise Berg", opened));

        let around = clinical::around(&town.acts, &per, opened).await.unwrap();
        let end = Ends::Opening(around.openings[0].what.0);
        clinical::end(&town.acts, &per, other, end).await.unwrap();
        assert!(thread::open(&town.acts, &lise, opened).await.is_ok());
        clinical::end(&town.acts, &per, opened, end).await.unwrap();
        assert!(now(&town, &token).await.0.is_own());

        decides(&town, at, opens(ids::LISE), WHY).await.unwrap();
        town.at(date(2028, 9, 14), 0, 0);
        let token = session(&town, ids::LISE, "later").await;
        assert!(goes_over_to(&town, &token, ids::JONAS).await.is_err());
    })
    .await;
}

/// L-PBRL-3-4: whoever is no health personnel ends nothing either, whatever it is called.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_3_4_nothing_is_ended_by_who_is_no_clinician() {
    in_town(|town| async move {
        let service = helsebro_testkit::service("FRISK", ids::HEALTHY_LIFE, None);
        town.lists(ids::HEALTHY_LIFE, ids::KARI, &[service]).await;
        let words = ("Trening", "Kan jeg trene?");
        let thread = town.writes(ids::KARI, ids::HEALTHY_LIFE, words).await.unwrap().thread;
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        for ends in [
            Ends::Competence(DecisionId::from_uuid(town.new_uuid())),
            Ends::Block(town.new_uuid()),
            Ends::Opening(town.new_uuid()),
        ] {
            let refused = clinical::end(&town.acts, &liv, thread, ends).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::StaffNotAuthorised), "{ends:?}");
        }
    })
    .await;
}

/// S1-2.1-b, L-PBRL-3-4: nobody decides from outside the unit, or from a journal system, and
/// each attempt leaves its line.
#[tokio::test(flavor = "multi_thread")]
async fn l_pbrl_3_4_nobody_decides_from_elsewhere() {
    in_town(|town| async move {
        with_home_nursing(&town).await;
        let thread = writes(&town, ids::EMIL).await;
        let everything = || blocks(None, BlockReach::Everything);
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        let refused = decides(&town, (&liv, thread), everything(), WHY).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::NoServiceNeed));
        assert_eq!(town.lines(1).await[0].event, Event::ParentBlocked);
        let hege = town.desk(ids::HEGE, ids::GRANLI_HOME_CARE).await.unwrap();
        let refused = decides(&town, (&hege, thread), everything(), WHY).await;
        assert!(matches!(refused, Err(ActError::NotFound)));
        let epj = town.epj(ids::HOME_NURSING);
        let refused = decides(&town, (&epj, thread), everything(), WHY).await;
        assert!(matches!(refused, Err(ActError::NotFound)));
        assert!(clinical::around(&town.acts, &liv, thread).await.is_err());
        assert!(desk_thread::open(&town.acts, &town.per().await, thread).await.is_ok());
    })
    .await;
}
