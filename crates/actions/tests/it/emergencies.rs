//! L-PJL-16-E: looking somebody up in an emergency, and judging it.

use helsebro_actions::ActError;
use helsebro_actions::audit::emergency::{self, NewEmergency};
use helsebro_actions::audit::officer;
use helsebro_actions::audit::seen::{self, Asked, PAGE, Part, Seen};
use helsebro_actions::breaches::{self, Keeper};
use helsebro_actions::disclosure::opposing;
use helsebro_actions::rights::{self, NewRights};
use helsebro_domain::audit::{Decision, Event, ReasonClass, Verdict, Why};
use helsebro_domain::controllership::Party;
use helsebro_domain::dialog::Desk;
use helsebro_domain::ids::{EmergencyId, PersonId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::rights::{Kind, Target};
use helsebro_domain::time::Date;
use helsebro_testkit::{Town, ids, in_town, told};

use crate::rights::new;

const WHY: &str = "bevisstløs, legevakten spør om medisiner";

fn about(town: &Town, person: PersonId) -> NewEmergency {
    let number = town.plan.person(person).unwrap().number.digits().to_owned();
    let class = Some(ReasonClass::CannotAnswer);
    NewEmergency { number, class, reason: WHY.to_owned(), is_compelling: false }
}

/// Mona at the nursing home, who has nothing to do with Kari.
async fn mona(town: &Town) -> Desk {
    town.desk(ids::MONA, ids::NURSING_HOME).await.unwrap()
}

async fn list(town: &Town, person: PersonId) -> Seen {
    let asked = Asked { part: Part::Others, month: None, before: None, limit: PAGE };
    seen::list(&town.acts, &town.citizen(person), asked).await.unwrap()
}

/// L-PJL-16-E: Mona has no relation to Kari; she opens her with a reason, sees her
/// contacts and reads a conversation, and Kari sees it at once.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_16_e_mona_opens_kari_and_kari_sees_it() {
    in_town(|town| async move {
        let thread = town.kari_writes().await.thread;
        let mona = mona(&town).await;
        assert!(town.desk_opens(&mona, thread).await.is_err());
        let access = town.looks_up(&mona, ids::KARI).await.unwrap();
        let newest = &town.lines(1).await[0];
        assert_eq!((newest.event, newest.why), (Event::EmergencyOpened, Some(Why::Emergency)));
        assert_eq!((newest.subject, newest.unit), (Some(ids::KARI), Some(ids::NURSING_HOME)));
        assert_eq!(newest.rules, "L-PJL-16-E");

        let view = emergency::view(&town.acts, &mona, access.id).await.unwrap();
        assert_eq!(view.name, "Kari Nilsen");
        assert!(!view.contacts.is_empty());
        assert_eq!(view.threads.len(), 1);
        let read = emergency::read(&town.acts, &mona, access.id, thread).await.unwrap();
        assert_eq!(read.messages.len(), 1);
        // It is still unread for its own unit, and Mona is no reader in the conversation.
        let opened = town.opens(ids::KARI, thread).await.unwrap();
        assert!(opened.messages[0].read_by.is_empty());

        let seen = list(&town, ids::KARI).await;
        let told: Vec<_> =
            seen.lines.iter().filter(|line| line.why == Some(Why::Emergency)).collect();
        assert_eq!(
            told.iter().map(|line| line.event).collect::<Vec<_>>(),
            [Event::ThreadRead, Event::EmergencyOpened]
        );
        let emergency = told[1].emergency.clone().unwrap();
        assert_eq!((emergency.reason.as_str(), emergency.verdict), (WHY, None));
    })
    .await;
}

/// L-PJL-16-E: at most sixty minutes, for nobody but the one who opened it.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_16_e_it_closes_after_an_hour_and_is_no_colleagues() {
    in_town(|town| async move {
        let thread = town.kari_writes().await.thread;
        let mona = mona(&town).await;
        let access = town.looks_up(&mona, ids::KARI).await.unwrap();
        let per = town.per().await;
        let refused = emergency::view(&town.acts, &per, access.id).await.err().unwrap();
        assert_eq!(told(&refused), Some(ReasonCode::EmergencyNotAllowed));
        let hege = town.desk(ids::HEGE, ids::GRANLI_HOME_CARE).await.unwrap();
        let not = emergency::view(&town.acts, &hege, access.id).await;
        assert!(matches!(not, Err(ActError::NotFound)));
        let none = EmergencyId::from_uuid(town.new_uuid());
        let not = emergency::view(&town.acts, &mona, none).await;
        assert!(matches!(not, Err(ActError::NotFound)));
        town.base.clock.set(access.until);
        for refused in [
            emergency::view(&town.acts, &mona, access.id).await.err().unwrap(),
            emergency::read(&town.acts, &mona, access.id, thread).await.err().unwrap(),
        ] {
            assert_eq!(told(&refused), Some(ReasonCode::EmergencyNotAllowed));
        }
        let line = &town.lines(1).await[0];
        assert_eq!(line.decision, Decision::Refused(ReasonCode::EmergencyNotAllowed));
        assert_eq!(line.subject, Some(ids::KARI));
    })
    .await;
}

/// L-PJL-16-E: no clinician, no reason, nobody known: nothing is opened, and each
/// leaves its line.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_16_e_who_may_not_or_says_too_little_opens_nothing() {
    in_town(|town| async move {
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        let refused = town.looks_up(&liv, ids::KARI).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::EmergencyNotAllowed));
        let mona = mona(&town).await;
        let good = about(&town, ids::KARI);
        for wrong in [
            NewEmergency { class: None, ..good.clone() },
            NewEmergency { reason: "haster".to_owned(), ..good.clone() },
        ] {
            let refused = emergency::open(&town.acts, &mona, &wrong).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::EmergencyReasonMissing));
        }
        // Whom only Granli knows is to Mona as nobody; in her own list the attempt stands.
        let unknown = NewEmergency { number: "x".to_owned(), ..good.clone() };
        for new in [about(&town, ids::ANNE), unknown] {
            let not = emergency::open(&town.acts, &mona, &new).await;
            assert!(matches!(not, Err(ActError::NotFound)));
            assert_eq!(town.lines(1).await[0].event, Event::EmergencyOpened);
        }
        let annes = list(&town, ids::ANNE).await;
        assert!(annes.lines.iter().any(|line| line.event == Event::EmergencyOpened));
        assert!(annes.lines.iter().all(|line| line.emergency.is_none()));
        let epj = town.epj(ids::NURSING_HOME);
        assert!(emergency::open(&town.acts, &epj, &good).await.is_err());
    })
    .await;
}

/// L-PJL-16-E, L-PJL-17: whom somebody's opposition keeps out is kept out here too, and in the
/// same words whoever it is that she opposes; a compelling reason goes before it, and whoever
/// judges reads that it did. What is not about this municipality is in nobody's way.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_16_e_an_opposition_is_in_the_way_but_of_a_compelling_reason() {
    in_town(|town| async move {
        let acts = &town.acts;
        let (kari, mona) = (town.citizen(ids::KARI), mona(&town).await);
        let good = about(&town, ids::KARI);
        let opposes = |target| {
            let unit = Some(ids::HOME_NURSING);
            NewRights { unit, target, ..new(&town, Kind::OpposeDisclosure) }
        };
        let granli = Some(Target::Enterprise(Party::Municipality(ids::GRANLI)));
        rights::send(acts, &kari, &opposes(granli)).await.unwrap();
        emergency::open(acts, &mona, &good).await.unwrap();
        let request = rights::send(acts, &kari, &opposes(Some(Target::Everybody))).await.unwrap();
        let refused = emergency::open(acts, &mona, &good).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::PatientOpposed));
        let newest = &town.lines(1).await[0];
        assert_eq!((newest.event, newest.subject), (Event::EmergencyOpened, Some(ids::KARI)));
        let compelling = NewEmergency { is_compelling: true, ..good.clone() };
        emergency::open(acts, &mona, &compelling).await.unwrap();
        let hilde = town.console(ids::HILDE, ids::SOLVIK).await;
        let waiting = officer::to_judge(acts, &hilde).await.unwrap();
        let went_before: Vec<_> = waiting.iter().map(|one| one.is_compelling).collect();
        assert_eq!(went_before, [false, true]);
        rights::lift(acts, &kari, request).await.unwrap();
        emergency::open(acts, &mona, &good).await.unwrap();
        // What a unit here has reason to believe is in the way too, until it is taken back.
        let per = town.per().await;
        opposing::note(acts, &per, &good.number, "Hun sa det da jeg var der.").await.unwrap();
        let refused = emergency::open(acts, &mona, &good).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::PatientOpposed));
        opposing::forget(acts, &per, ids::KARI).await.unwrap();
        emergency::open(acts, &mona, &good).await.unwrap();
    })
    .await;
}

/// L-PJL-16-E, C-1.6: Sara's name is shortened, and nothing of her address is seen.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_16_e_a_protected_person_stays_masked() {
    in_town(|town| async move {
        let mona = mona(&town).await;
        let access = town.looks_up(&mona, ids::SARA).await.unwrap();
        let view = emergency::view(&town.acts, &mona, access.id).await.unwrap();
        assert_eq!((view.name.as_str(), view.is_protected), ("Sara L.", true));
    })
    .await;
}

/// L-PJL-16-E, L-PJL-22a: the unit's leader and the data protection officer have the
/// task at once; one of them judges, and the person reads the judgement.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_16_e_it_is_judged_and_kari_is_told() {
    in_town(|town| async move {
        town.appoint(ids::PER, None).await;
        town.appoint(ids::SIRI, Some(ids::NURSING_HOME)).await;
        town.appoint(ids::LIV, Some(ids::HEALTHY_LIFE)).await;
        let mona = mona(&town).await;
        let access = town.looks_up(&mona, ids::KARI).await.unwrap();
        let (per, siri) = (town.per().await, town.siri().await);
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        for (desk, count) in [(&per, 1), (&siri, 1), (&liv, 0)] {
            let waiting = emergency::to_judge(&town.acts, desk).await.unwrap();
            assert_eq!(waiting.len(), count);
            for found in waiting {
                assert_eq!((found.reason.as_str(), found.person.as_str()), (WHY, "Kari Nilsen"));
                assert_eq!(found.staff, "Mona Lie, sykepleier");
                assert_eq!(found.review_by, Date::constant(2027, 2, 5));
            }
        }
        let refused = emergency::to_judge(&town.acts, &mona).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::EmergencyNotAllowed));
        for desk in [&mona, &liv] {
            let refused =
                emergency::judge(&town.acts, desk, access.id, Verdict::Lawful).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::EmergencyNotAllowed));
        }
        emergency::judge(&town.acts, &siri, access.id, Verdict::Unlawful).await.unwrap();
        let again = emergency::judge(&town.acts, &per, access.id, Verdict::Lawful).await;
        assert_eq!(told(&again.unwrap_err()), Some(ReasonCode::InvalidTransition));
        assert!(emergency::to_judge(&town.acts, &per).await.unwrap().is_empty());
        let seen = list(&town, ids::KARI).await;
        let judged = seen.lines.iter().find(|line| line.event == Event::EmergencyJudged).unwrap();
        assert_eq!(judged.emergency.clone().unwrap().verdict, Some(Verdict::Unlawful));
        assert_eq!(judged.why, Some(Why::Review));
    })
    .await;
}

/// L-PJL-16-E: the data protection officer is told of it as the unit's leader is, and judges it
/// in the municipality's console; nobody else there does, and nobody from elsewhere.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_16_e_the_officer_judges_in_the_console() {
    in_town(|town| async move {
        let acts = &town.acts;
        let access = town.looks_up(&mona(&town).await, ids::KARI).await.unwrap();
        let hilde = town.console(ids::HILDE, ids::SOLVIK).await;
        let gro = town.console(ids::GRO, ids::SOLVIK).await;
        let ragna = town.console(ids::RAGNA, ids::GRANLI).await;
        for who in [&gro, &ragna] {
            let refused = officer::to_judge(acts, who).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::EmergencyNotAllowed));
            let newest = &town.lines(1).await[0];
            assert_eq!(newest.event, Event::EmergencyJudged);
            let judged = officer::judge(acts, who, (access.id, Verdict::Lawful)).await;
            assert!(judged.is_err());
        }
        let waiting = officer::to_judge(acts, &hilde).await.unwrap();
        let shown: Vec<_> =
            waiting.iter().map(|one| (one.reason.as_str(), one.review_by)).collect();
        assert_eq!(shown, [(WHY, Date::constant(2027, 2, 5))]);
        assert!(breaches::list(acts, Keeper::Home(&hilde)).await.unwrap().is_empty());
        officer::judge(acts, &hilde, (access.id, Verdict::Unlawful)).await.unwrap();
        // What was not lawful may be a breach: its clock runs from the verdict.
        let found = breaches::list(acts, Keeper::Home(&hilde)).await.unwrap();
        assert_eq!((found.len(), found[0].breach.aware_at), (1, town.now()));
        let one = breaches::one(acts, Keeper::Home(&hilde), found[0].breach.id).await.unwrap();
        assert!(one.nature.ends_with(WHY));
        let again = officer::judge(acts, &hilde, (access.id, Verdict::Lawful)).await;
        assert_eq!(told(&again.unwrap_err()), Some(ReasonCode::InvalidTransition));
        assert!(officer::to_judge(acts, &hilde).await.unwrap().is_empty());
        let seen = list(&town, ids::KARI).await;
        let judged = seen.lines.iter().find(|line| line.event == Event::EmergencyJudged).unwrap();
        assert_eq!(judged.emergency.clone().unwrap().verdict, Some(Verdict::Unlawful));
        assert_eq!(judged.why, Some(Why::Review));
    })
    .await;
}
