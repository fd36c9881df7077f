//! L-GDPR-33, L-GDPR-34: the registers of breaches, their clock, and who is told.

use helsebro_actions::ActError;
use helsebro_actions::breaches::{self, Keeper, Step};
use helsebro_domain::audit::Event;
use helsebro_domain::breaches::{BreachState, Contents, Persons, Risk};
use helsebro_domain::ids::{BreachId, PersonId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;
use helsebro_testkit::{Town, ids, in_town, oslo, told};

const NATURE: &str = "En arbeidsliste ble lagt igjen på bussen.";
const MEASURES: &str = "Listen er funnet igjen, og rutinen er endret.";
const STORY: &str = "En liste med navnet ditt lå på bussen i en time.";

/// What a breach means, as it is assessed.
pub(crate) fn contents() -> Contents {
    Contents {
        kinds: "Pasienter i hjemmesykepleien: navn og adresse.".to_owned(),
        consequences: "Andre kan ha sett hvem som får hjelp hjemme.".to_owned(),
        measures: MEASURES.to_owned(),
    }
}

fn day(month: i8, day: i8) -> Date {
    Date::new(2027, month, day).unwrap()
}

fn assess(risk: Risk) -> Step {
    Step::Assess { risk, words: contents(), concerned: 2, records: 3 }
}

fn authority(town: &Town) -> Step {
    Step::Authority { at: town.now(), reference: "27/00123".to_owned(), delay: String::new() }
}

fn number(town: &Town, person: PersonId) -> String {
    town.plan.person(person).unwrap().number.digits().to_owned()
}

fn tell(numbers: Vec<String>) -> Step {
    Step::Persons { persons: Persons::Told, story: STORY.to_owned(), numbers, unit: None }
}

/// TV-14: known on Maundy Thursday evening, the clock runs through Easter and the change
/// of the clocks; Hilde tells the authority and the people, and closes it in time.
#[tokio::test(flavor = "multi_thread")]
async fn tv_14_the_officer_closes_a_breach_within_seventy_two_hours() {
    in_town(|town| async move {
        town.at(day(3, 25), 22, 10);
        let access = town.console(ids::HILDE, ids::SOLVIK).await;
        let hilde = Keeper::Home(&access);
        let id = breaches::register(&town.acts, hilde, (town.now(), NATURE)).await.unwrap();
        let due = breaches::one(&town.acts, hilde, id).await.unwrap().breach.due_at;
        assert_eq!(due, oslo(day(3, 28), 23, 10));
        assert_eq!(breaches::warn(&town.acts).await.unwrap(), 0);
        town.at(day(3, 28), 9, 0);
        assert_eq!(breaches::warn(&town.acts).await.unwrap(), 1);
        assert_eq!(town.lines(1).await[0].event, Event::BreachWarned);
        assert_eq!(breaches::warn(&town.acts).await.unwrap(), 0);
        let words = Contents { measures: String::new(), ..contents() };
        let half = Step::Assess { risk: Risk::High, words, concerned: 2, records: 2 };
        for (step, code) in [
            (Step::Close, ReasonCode::AssessmentMissing),
            (half, ReasonCode::AssessmentMissing),
            (authority(&town), ReasonCode::InvalidTransition),
        ] {
            let refused = breaches::take(&town.acts, hilde, id, &step).await.unwrap_err();
            assert_eq!(told(&refused), Some(code));
        }
        breaches::take(&town.acts, hilde, id, &assess(Risk::High)).await.unwrap();
        let refused = breaches::take(&town.acts, hilde, id, &Step::Close).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::BreachAuthorityNotTold));
        breaches::take(&town.acts, hilde, id, &authority(&town)).await.unwrap();
        let refused = breaches::take(&town.acts, hilde, id, &Step::Close).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::BreachPersonsNotTold));
        let (kari, ola) = (number(&town, ids::KARI), number(&town, ids::OLA));
        // A number that is nobody's here leaves nobody untold without a word.
        let unknown = tell(vec![kari.clone(), "x".to_owned()]);
        let refused = breaches::take(&town.acts, hilde, id, &unknown).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::BreachNumberUnknown));
        breaches::take(&town.acts, hilde, id, &tell(vec![kari.clone()])).await.unwrap();
        // Later another is found; Kari is not told once more.
        breaches::take(&town.acts, hilde, id, &tell(vec![kari, ola])).await.unwrap();
        let lines = town.lines(3).await;
        let of = |line: &helsebro_storage::audit::StoredLine| (line.event, line.subject);
        let (named, handled) = (Event::BreachToldPerson, Event::BreachHandled);
        let newest: Vec<_> = lines.iter().map(of).collect();
        assert_eq!(newest[..2], [(named, Some(ids::OLA)), (handled, None)]);
        assert_eq!(newest[2], (named, Some(ids::KARI)));
        breaches::take(&town.acts, hilde, id, &Step::Close).await.unwrap();
        let shown = breaches::one(&town.acts, hilde, id).await.unwrap();
        assert_eq!((shown.breach.state(), shown.named), (BreachState::Closed, 2));
        assert_eq!(shown.nature, NATURE);
        for person in [ids::KARI, ids::OLA] {
            let read = breaches::told(&town.acts, &town.citizen(person)).await.unwrap();
            assert_eq!(read.len(), 1);
            assert_eq!(read[0].story, STORY);
            assert_eq!(read[0].home.as_ref().unwrap().0, "Solvik");
        }
        assert!(breaches::told(&town.acts, &town.citizen(ids::LISE)).await.unwrap().is_empty());
    })
    .await;
}

/// L-GDPR-33: a processor tells the controller, whose clock runs from then; each sees its
/// own register alone.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_33_the_processor_tells_the_controller() {
    in_town(|town| async move {
        let nina = town.nina().await;
        let operator = Keeper::Operator(&nina);
        town.at(day(3, 1), 9, 0);
        let own = breaches::register(&town.acts, operator, (town.now(), NATURE)).await.unwrap();
        town.at(day(3, 1), 11, 0);
        let id = breaches::pass_on(&town.acts, &nina, (own, ids::SOLVIK)).await.unwrap();
        let access = town.console(ids::HILDE, ids::SOLVIK).await;
        let hilde = Keeper::Home(&access);
        let shown = breaches::one(&town.acts, hilde, id).await.unwrap();
        assert_eq!((shown.nature.as_str(), shown.breach.told_by), (NATURE, Some(own)));
        assert_eq!(shown.breach.due_at, oslo(day(3, 4), 11, 0));
        let ragna = town.console(ids::RAGNA, ids::GRANLI).await;
        for (keeper, id) in [(Keeper::Home(&ragna), id), (hilde, own), (operator, id)] {
            let not = breaches::one(&town.acts, keeper, id).await;
            assert!(matches!(not, Err(ActError::NotFound)));
        }
        let unknown = BreachId::from_uuid(town.new_uuid());
        let not = breaches::pass_on(&town.acts, &nina, (unknown, ids::SOLVIK)).await;
        assert!(matches!(not, Err(ActError::NotFound)));
    })
    .await;
}

/// L-GDPR-33: an administrator registers; only the data protection officer handles it, and
/// nobody in another municipality.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_33_only_the_officer_handles_it() {
    in_town(|town| async move {
        let gro = town.console(ids::GRO, ids::SOLVIK).await;
        let gro = Keeper::Home(&gro);
        let short = breaches::register(&town.acts, gro, (town.now(), "Tapt liste")).await;
        assert_eq!(told(&short.unwrap_err()), Some(ReasonCode::AssessmentMissing));
        let ahead = oslo(day(12, 1), 9, 0);
        let ahead = breaches::register(&town.acts, gro, (ahead, NATURE)).await;
        assert_eq!(told(&ahead.unwrap_err()), Some(ReasonCode::InvalidTransition));
        let id = breaches::register(&town.acts, gro, (town.now(), NATURE)).await.unwrap();
        let refused = breaches::take(&town.acts, gro, id, &assess(Risk::Some)).await.unwrap_err();
        assert_eq!(told(&refused), Some(ReasonCode::StaffNotAuthorised));
        assert_eq!(town.lines(1).await[0].event, Event::BreachHandled);
        let nina = town.nina().await;
        let not = breaches::take(&town.acts, Keeper::Operator(&nina), id, &Step::Close).await;
        assert!(matches!(not, Err(ActError::NotFound)));
        let hilde = town.console(ids::HILDE, ids::SOLVIK).await;
        breaches::take(&town.acts, Keeper::Home(&hilde), id, &assess(Risk::Unlikely))
            .await
            .unwrap();
        breaches::take(&town.acts, Keeper::Home(&hilde), id, &Step::Close).await.unwrap();
    })
    .await;
}
