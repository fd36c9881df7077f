//! § 10: data about one patient from one enterprise to another, case by case.

use helsebro_actions::ActError;
use helsebro_actions::audit::seen::{self, Asked, PAGE, Part};
use helsebro_actions::controllership::agreements;
use helsebro_actions::dialog::desk::take;
use helsebro_actions::disclosure::asking::{self, NewDisclosure, Whose};
use helsebro_actions::disclosure::deciding::{self, NewRelease};
use helsebro_actions::disclosure::reading::{self, Looker};
use helsebro_actions::disclosure::{AskedWords, opposing};
use helsebro_actions::rights::{self, NewRights};
use helsebro_domain::audit::{Decision, Event, Outcome, Why};
use helsebro_domain::controllership::registering::Kind;
use helsebro_domain::controllership::{Place, Scope};
use helsebro_domain::dialog::Desk;
use helsebro_domain::disclosure::{Check, Consent, Finding, Purpose, Standing};
use helsebro_domain::ids::{DisclosureId, PersonId, ThreadId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::rights::{Kind as RightsKind, Target};
use helsebro_domain::time::Date;
use helsebro_storage::{SystemReason, Tx, disclosure as stored, values};
use helsebro_testkit::{Town, ids, in_town, told};

use crate::controllership::{filled, gro, head, outsourced};
use crate::rights::new;

const WHY: &str = "Jeg steller såret og må vite hva som er prøvd.";
const COMPELLING: &str = "Såret er infisert, og hun kan ikke svare for seg nå.";
const NOTES: &str = "Såret er stelt annenhver dag med skumbandasje.";

const PER_HAS_LEFT: &str = "UPDATE authorisations SET last_day = 20270131 \
     WHERE staff = (SELECT id FROM staff WHERE given = 'Per')";
const AWAY: &str = "ALTER TABLE disclosure_log RENAME TO elsewhere";
const BACK: &str = "ALTER TABLE elsewhere RENAME TO disclosure_log";

async fn run(town: &Town, sql: &'static str) {
    let scope = helsebro_storage::Scope::System(SystemReason::Seed);
    let run = async |mut tx: Tx| tx.execute(sql, values![]).await.map(drop);
    town.base.db.write(scope, "test.run", run).await.unwrap();
}

fn day(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap()
}

pub(crate) async fn mona(town: &Town) -> Desk {
    town.desk(ids::MONA, ids::NURSING_HOME).await.unwrap()
}

fn number(town: &Town, person: PersonId) -> String {
    town.plan.person(person).unwrap().number.digits().to_owned()
}

/// «Sårjournal 2027-01-01–02-28» about Kari, from Solbakken.
pub(crate) fn wound_notes(town: &Town) -> NewDisclosure {
    NewDisclosure {
        whose: Whose::Number(number(town, ids::KARI)),
        source: ids::NURSING_HOME,
        purpose: Purpose::Care,
        consent: Consent::None,
        from: day(2027, 1, 1),
        to: day(2027, 2, 28),
        days: 7,
        words: AskedWords {
            what: "Sårjournal".to_owned(),
            why: WHY.to_owned(),
            compelling: String::new(),
        },
    }
}

pub(crate) fn written() -> NewRelease {
    NewRelease { threads: Vec::new(), words: NOTES.to_owned(), days: 7 }
}

async fn asked(town: &Town, new: &NewDisclosure) -> Result<DisclosureId, ActError> {
    asking::ask(&town.acts, &town.per().await, new).await
}

async fn released(town: &Town, id: DisclosureId, new: &NewRelease) -> Result<(), ActError> {
    deciding::release(&town.acts, &mona(town).await, id, new).await
}

/// A conversation of Kari's that Solbakken has.
pub(crate) async fn at_solbakken(town: &Town, person: PersonId) -> ThreadId {
    let words = ("Såret på leggen", "Såret væsker.");
    let thread = town.writes(person, ids::HOME_NURSING, words).await.unwrap().thread;
    take::forward(&town.acts, &town.per().await, thread, ids::NURSING_HOME).await.unwrap();
    thread
}

/// DX-1: Per asks Fjordro for Kari's wound notes; it is given out, all seven checks and
/// the log entry are stored, and Kari sees all of it.
#[tokio::test(flavor = "multi_thread")]
async fn dx_1_per_gets_the_wound_notes_and_kari_sees_it() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        let id = asked(&town, &wound_notes(&town)).await.unwrap();
        let per = town.per().await;
        let waiting = reading::list(&town.acts, &mona(&town).await).await.unwrap().to_decide;
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].person.as_deref(), Some("Kari Nilsen"));
        assert_eq!(
            (waiting[0].asker.as_str(), waiting[0].standing),
            ("Per Haug, sykepleier", Standing::Asked)
        );
        assert!(matches!(reading::given(&town.acts, &per, id).await, Err(ActError::NotFound)));
        released(&town, id, &written()).await.unwrap();

        let shown = reading::one(&town.acts, &per, id).await.unwrap();
        let passed: Vec<_> = Check::ALL.map(|check| (check, Finding::Passed)).to_vec();
        assert_eq!((shown.checks, shown.looker), (passed, Looker::Asker));
        assert_eq!(shown.basis, Some("HPL25_2026"));
        let given = reading::given(&town.acts, &per, id).await.unwrap();
        assert_eq!((given.words.as_deref(), given.threads.len()), (Some(NOTES), 0));

        let scope = helsebro_storage::Scope::Municipality(ids::SOLVIK);
        let log = async |mut tx| stored::log_of(&mut tx, id).await;
        let log = town.base.db.read(scope, "test.log", log).await.unwrap();
        assert_eq!(log.len(), 1);
        assert_eq!((log[0].receiver, log[0].receiver_unit), (ids::PER, ids::HOME_NURSING));
        assert_eq!((log[0].basis.as_str(), log[0].texts), ("HPL25_2026", 1));
        assert_eq!((log[0].period.from, log[0].period.to), (day(2027, 1, 1), day(2027, 2, 28)));
        assert!(log[0].patient.is_some());
        assert_eq!(log[0].controllers.len(), 1);
        let solvik = helsebro_domain::controllership::Party::Municipality(ids::SOLVIK);
        assert_eq!(log[0].receivers, [solvik]);

        let events = seen(&town, ids::KARI).await;
        let done = events.iter().filter(|line| line.1 == Outcome::Done);
        let newest: Vec<_> = done.map(|line| line.0).take(3).collect();
        assert_eq!(
            newest,
            [Event::DisclosureRead, Event::DisclosureReleased, Event::DisclosureAsked]
        );
    })
    .await;
}

/// L-PJL-17, L-GDPR-18: what she opposes after it was given out is not read any more from that
/// instant, and is again when she takes it back.
#[tokio::test(flavor = "multi_thread")]
async fn l_pjl_17_what_she_opposes_later_is_read_no_more() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        let id = asked(&town, &wound_notes(&town)).await.unwrap();
        released(&town, id, &written()).await.unwrap();
        let (per, kari) = (town.per().await, town.citizen(ids::KARI));
        reading::given(&town.acts, &per, id).await.unwrap();
        let target = Some(Target::Everybody);
        let opposes = NewRights { target, ..new(&town, RightsKind::OpposeDisclosure) };
        let request = rights::send(&town.acts, &kari, &opposes).await.unwrap();
        let refused = reading::given(&town.acts, &per, id).await.map(drop).unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::PatientOpposed));
        let newest = seen(&town, ids::KARI).await.remove(0);
        assert_eq!((newest.0, newest.1), (Event::DisclosureRead, Outcome::Refused));
        rights::lift(&town.acts, &kari, request).await.unwrap();
        reading::given(&town.acts, &per, id).await.unwrap();
    })
    .await;
}

/// What Kari reads in her list, newest first: what, how it went, why, and the words.
async fn seen(town: &Town, person: PersonId) -> Vec<(Event, Outcome, Option<String>)> {
    let asked = Asked { part: Part::Others, month: None, before: None, limit: PAGE };
    let list = seen::list(&town.acts, &town.citizen(person), asked).await.unwrap();
    let about = list.lines.into_iter().filter(|line| line.why == Some(Why::Disclosure));
    about
        .map(|line| {
            let words = line.disclosure.map(|told| format!("{}|{}", told.why, told.compelling));
            (line.event, line.outcome, words)
        })
        .collect()
}

/// Check 1: whoever is no longer authorised gets nothing, and a journal system has no
/// such door.
#[tokio::test(flavor = "multi_thread")]
async fn check_1_who_is_not_authorised_gets_nothing() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        let epj = town.epj(ids::HOME_NURSING);
        let refused = asking::ask(&town.acts, &epj, &wound_notes(&town)).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::StaffNotAuthorised));
        let id = asked(&town, &wound_notes(&town)).await.unwrap();
        run(&town, PER_HAS_LEFT).await;
        let refused = released(&town, id, &written()).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::StaffNotAuthorised));
        let line = &town.lines(1).await[0];
        assert_eq!(line.event, Event::DisclosureReleased);
        assert_eq!(line.decision, Decision::Refused(ReasonCode::StaffNotAuthorised));
    })
    .await;
}

/// Check 2: no basis for case handling without consent; whom Per's unit gives no service
/// is to him as nobody, in the same words.
#[tokio::test(flavor = "multi_thread")]
async fn check_2_without_a_basis_nothing_is_asked() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        let case = NewDisclosure { purpose: Purpose::Case, ..wound_notes(&town) };
        let refused = asked(&town, &case).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::DisclosureNoBasis));
        let id = asked(&town, &NewDisclosure { consent: Consent::Given, ..case }).await.unwrap();
        released(&town, id, &written()).await.unwrap();
        let shown = reading::one(&town.acts, &town.per().await, id).await.unwrap();
        assert_eq!(shown.basis, Some("HPL32_CONSENT"));
        // Lise is a patient of healthy life's, Anne of nobody's in Solvik.
        for whose in [number(&town, ids::LISE), number(&town, ids::ANNE), "x".to_owned()] {
            let new = NewDisclosure { whose: Whose::Number(whose), ..wound_notes(&town) };
            assert!(matches!(asked(&town, &new).await, Err(ActError::NotFound)));
            assert_eq!(town.lines(1).await[0].event, Event::DisclosureAsked);
        }
        let hidden = seen(&town, ids::LISE).await;
        assert_eq!(hidden, [(Event::DisclosureAsked, Outcome::Refused, None)]);
    })
    .await;
}

/// Check 3, DX-2: all residents' diagnoses are not given out, whatever they are for. DX-3:
/// within a joint journal management gets what points to nobody.
#[tokio::test(flavor = "multi_thread")]
async fn dx_2_and_dx_3_all_residents_only_minimised_within_a_joint_journal() {
    in_town(|town| async move {
        let service = outsourced(&town, day(2027, 1, 1), None).await;
        let all = NewDisclosure {
            whose: Whose::Everybody,
            purpose: Purpose::Quality,
            ..wound_notes(&town)
        };
        for purpose in [Purpose::Care, Purpose::Quality] {
            let new = NewDisclosure { purpose, ..all.clone() };
            let refused = asked(&town, &new).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::BulkDisclosureNotAllowed), "{purpose:?}");
        }
        joint_journal(&town, service).await;
        let refused = asked(&town, &NewDisclosure { purpose: Purpose::Care, ..all.clone() }).await;
        assert_eq!(told(&refused.unwrap_err()), Some(ReasonCode::BulkDisclosureNotAllowed));
        let id = asked(&town, &all).await.unwrap();
        let thread = at_solbakken(&town, ids::KARI).await;
        let named = NewRelease { threads: vec![thread], ..written() };
        let refused = released(&town, id, &named).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::ScopeTooWide));
        released(&town, id, &written()).await.unwrap();
        let shown = reading::one(&town.acts, &town.per().await, id).await.unwrap();
        assert_eq!(shown.basis, Some("HPL29A_JOINT"));
        assert!(shown.checks.contains(&(Check::OnePatient, Finding::Minimised)));
    })
    .await;
}

/// Home nursing and Solbakken share a journal, the municipality and Fjordro jointly.
async fn joint_journal(town: &Town, service: helsebro_domain::ids::AgreementId) {
    let access = gro(town).await;
    let provider = agreements::one(&town.acts, &access, service).await.unwrap().draft.others;
    let place = Place::Unit(CareArea::NursingHome, ids::NURSING_HOME);
    let scope = Scope { municipality: ids::SOLVIK, place };
    let joint = head("FJ-2027-1", provider, scope, (day(2027, 1, 1), None));
    let id = agreements::begin(&town.acts, &access, (Kind::JointRecord, &joint)).await.unwrap();
    filled(&town.acts, &access, id).await;
    agreements::bring_into_force(&town.acts, &access, id).await.unwrap();
}

/// Check 4: nineteen letters are no assessment.
#[tokio::test(flavor = "multi_thread")]
async fn check_4_without_an_assessment_nothing_is_asked() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        for why in ["", "Trenger det i dag. ", "                              "] {
            let words = AskedWords { why: why.to_owned(), ..wound_notes(&town).words };
            let new = NewDisclosure { words, ..wound_notes(&town) };
            let refused = asked(&town, &new).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::AssessmentMissing));
        }
        // Nor is nothing given out.
        let id = asked(&town, &wound_notes(&town)).await.unwrap();
        let nothing = NewRelease { words: " ".to_owned(), ..written() };
        let refused = released(&town, id, &nothing).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::AssessmentMissing));
    })
    .await;
}

/// Check 5, RRX-6, L-HPL-29, L-PJL-17: the patient would oppose; a clinician's compelling reason goes
/// before, is stored, told to the data protection officer, and read by Kari.
#[tokio::test(flavor = "multi_thread")]
async fn rrx_6_check_5_an_opposition_stops_all_but_a_compelling_reason() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        at_solbakken(&town, ids::KARI).await;
        let kari = number(&town, ids::KARI);
        let desk = mona(&town).await;
        opposing::note(&town.acts, &desk, &kari, "Har sagt at hjemmesykepleien ikke skal se det.")
            .await
            .unwrap();
        let refused = asked(&town, &wound_notes(&town)).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::PatientOpposed));
        let with = |compelling: &str| NewDisclosure {
            words: AskedWords { compelling: compelling.to_owned(), ..wound_notes(&town).words },
            ..wound_notes(&town)
        };
        let refused = asked(&town, &with("haster")).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::PatientOpposed));
        let id = asked(&town, &with(COMPELLING)).await.unwrap();
        released(&town, id, &written()).await.unwrap();
        let shown = reading::one(&town.acts, &town.per().await, id).await.unwrap();
        assert!(shown.checks.contains(&(Check::NotOpposed, Finding::Overridden)));

        let hilde = town.console(ids::HILDE, ids::SOLVIK).await;
        let listed = reading::overridden(&town.acts, &hilde).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].asker.as_str(), &listed[0].person), ("Per Haug, sykepleier", &None));
        let gro = gro(&town).await;
        assert!(reading::overridden(&town.acts, &gro).await.is_err());

        let words = Some(format!("{WHY}|{COMPELLING}"));
        let lines = seen(&town, ids::KARI).await;
        assert_eq!(lines[0], (Event::DisclosureReleased, Outcome::Done, words.clone()));
        assert_eq!(lines[1], (Event::DisclosureAsked, Outcome::Done, words));
        let refused = (Event::DisclosureAsked, Outcome::Refused, None);
        assert_eq!(lines[2..4], [refused.clone(), refused]);
        assert_eq!(lines[4].0, Event::OppositionNoted);
        // Taken back, it stops nobody.
        opposing::forget(&town.acts, &desk, ids::KARI).await.unwrap();
        asked(&town, &wound_notes(&town)).await.unwrap();
    })
    .await;
}

/// Check 5: an opposition noted after it was asked for stops the release.
#[tokio::test(flavor = "multi_thread")]
async fn check_5_is_made_anew_when_it_is_given_out() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        at_solbakken(&town, ids::KARI).await;
        let id = asked(&town, &wound_notes(&town)).await.unwrap();
        let kari = number(&town, ids::KARI);
        let desk = mona(&town).await;
        let short = opposing::note(&town.acts, &desk, &kari, "nei").await.unwrap_err();
        assert_eq!(told(&short), Some(ReasonCode::AssessmentMissing));
        opposing::note(&town.acts, &desk, &kari, "Hun sa det på stua i går kveld.").await.unwrap();
        let refused = released(&town, id, &written()).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::PatientOpposed));
        // Whom the unit has nothing to do with looks like nobody.
        for whose in [number(&town, ids::OLA), "x".to_owned()] {
            let not = opposing::note(&town.acts, &desk, &whose, WHY).await;
            assert!(matches!(not, Err(ActError::NotFound)));
        }
    })
    .await;
}

/// Check 6: another patient's conversation, another time, more days, a longer period: none
/// of it is given out; and of a conversation only what lies in the period.
#[tokio::test(flavor = "multi_thread")]
async fn check_6_no_more_than_was_asked_for_is_given_out() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        let karis = at_solbakken(&town, ids::KARI).await;
        let olas = at_solbakken(&town, ids::OLA).await;
        for (from, to) in [(day(2025, 1, 1), day(2027, 2, 28)), (day(2027, 3, 1), day(2027, 2, 1))]
        {
            let new = NewDisclosure { from, to, ..wound_notes(&town) };
            assert_eq!(
                told(&asked(&town, &new).await.unwrap_err()),
                Some(ReasonCode::ScopeTooWide)
            );
        }
        for days in [0, 31] {
            let new = NewDisclosure { days, ..wound_notes(&town) };
            assert_eq!(
                told(&asked(&town, &new).await.unwrap_err()),
                Some(ReasonCode::ScopeTooWide)
            );
        }
        let january = NewDisclosure { to: day(2027, 1, 31), ..wound_notes(&town) };
        let earlier = asked(&town, &january).await.unwrap();
        let id = asked(&town, &wound_notes(&town)).await.unwrap();
        let of = |threads: &[ThreadId], days| NewRelease {
            threads: threads.to_vec(),
            words: String::new(),
            days,
        };
        for (id, new) in [
            (id, of(&[karis, olas], 7)),
            (id, of(&[karis], 8)),
            (id, of(&[karis], 0)),
            (earlier, of(&[karis], 7)),
            (id, of(&[ThreadId::from_uuid(town.new_uuid())], 7)),
        ] {
            let refused = released(&town, id, &new).await.unwrap_err();
            assert_eq!(told(&refused), Some(ReasonCode::ScopeTooWide));
        }
        let shown = reading::one(&town.acts, &mona(&town).await, id).await.unwrap();
        assert_eq!(shown.candidates.iter().map(|one| one.thread).collect::<Vec<_>>(), [karis]);
        released(&town, id, &of(&[karis], 3)).await.unwrap();
        town.at(day(2027, 3, 1), 9, 0);
        town.replies(ids::KARI, karis, "Nå er det mars.").await.unwrap();
        town.at(day(2027, 2, 5), 8, 0);
        let given = reading::given(&town.acts, &town.per().await, id).await.unwrap();
        let texts: Vec<_> = given.threads[0].messages.iter().map(|one| one.2.as_str()).collect();
        assert_eq!(
            (given.threads[0].topic.as_str(), texts),
            ("Såret på leggen", vec!["Såret væsker."])
        );
        let again = released(&town, id, &of(&[karis], 3)).await.unwrap_err();
        assert_eq!(told(&again), Some(ReasonCode::InvalidTransition));
    })
    .await;
}

/// Check 7: when the log cannot be written nothing is given out; afterwards it is.
#[tokio::test(flavor = "multi_thread")]
async fn check_7_without_its_log_entry_nothing_is_given_out() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        let id = asked(&town, &wound_notes(&town)).await.unwrap();
        run(&town, AWAY).await;
        let refused = released(&town, id, &written()).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::LogWriteFailed));
        let per = town.per().await;
        let shown = reading::one(&town.acts, &per, id).await.unwrap();
        assert_eq!((shown.listed.standing, shown.checks.len()), (Standing::Asked, 0));
        assert!(reading::given(&town.acts, &per, id).await.is_err());
        run(&town, BACK).await;
        released(&town, id, &written()).await.unwrap();
    })
    .await;
}

/// S2-3-d2, C-1.4: colleagues see that it was asked for and not what was given; other
/// units, other municipalities and the asker herself decide nothing; after the days it is
/// closed.
#[tokio::test(flavor = "multi_thread")]
async fn s2_3_d2_nobody_else_decides_or_reads() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        let id = asked(&town, &wound_notes(&town)).await.unwrap();
        let (per, siri, mona) = (town.per().await, town.siri().await, mona(&town).await);
        let liv = town.desk(ids::LIV, ids::HEALTHY_LIFE).await.unwrap();
        let hege = town.desk(ids::HEGE, ids::GRANLI_HOME_CARE).await.unwrap();
        for desk in [&per, &siri, &liv, &hege] {
            let not = deciding::release(&town.acts, desk, id, &written()).await;
            assert!(matches!(not, Err(ActError::NotFound)));
            let not = deciding::decline(&town.acts, desk, id).await;
            assert!(matches!(not, Err(ActError::NotFound)));
        }
        for desk in [&liv, &hege] {
            assert!(matches!(reading::one(&town.acts, desk, id).await, Err(ActError::NotFound)));
        }
        released(&town, id, &written()).await.unwrap();
        let shown = reading::one(&town.acts, &siri, id).await.unwrap();
        assert_eq!(shown.looker, Looker::Colleague);
        for desk in [&siri, &mona, &liv, &hege] {
            assert!(matches!(reading::given(&town.acts, desk, id).await, Err(ActError::NotFound)));
        }
        reading::given(&town.acts, &per, id).await.unwrap();
        town.at(day(2027, 2, 9), 9, 0);
        let refused = reading::given(&town.acts, &per, id).await.err().unwrap();
        assert_eq!(told(&refused), Some(ReasonCode::RelationEnded));
    })
    .await;
}

/// S2-3-d1: what is declined is not given out, and Kari sees that too.
#[tokio::test(flavor = "multi_thread")]
async fn s2_3_d1_what_is_declined_stays() {
    in_town(|town| async move {
        outsourced(&town, day(2027, 1, 1), None).await;
        let id = asked(&town, &wound_notes(&town)).await.unwrap();
        let mona = mona(&town).await;
        deciding::decline(&town.acts, &mona, id).await.unwrap();
        let again = deciding::decline(&town.acts, &mona, id).await.unwrap_err();
        assert_eq!(told(&again), Some(ReasonCode::InvalidTransition));
        assert!(released(&town, id, &written()).await.is_err());
        let not = reading::given(&town.acts, &town.per().await, id).await;
        assert!(matches!(not, Err(ActError::NotFound)));
        let lines = seen(&town, ids::KARI).await;
        assert_eq!(lines[0].0, Event::DisclosureRead);
        assert!(lines.iter().any(|line| line.0 == Event::DisclosureDeclined));
    })
    .await;
}
