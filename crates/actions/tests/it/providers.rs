//! S2-3-b: a provider that is controller has its own register of breaches and its own records of
//! processing, and no municipality has anything to do with them; on both databases.

use helsebro_actions::breaches::{self, Keeper, Step, provider};
use helsebro_actions::controllership::processings_of;
use helsebro_actions::rights::{self, Given, NewRights};
use helsebro_actions::{ActError, breaches::Provider};
use helsebro_domain::audit::Event;
use helsebro_domain::breaches::{BreachState, Holder, Persons, Risk};
use helsebro_domain::controllership::{Category, Validity};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::rights::{Kind, Outcome};
use helsebro_domain::time::Date;
use helsebro_testkit::{Town, ids, in_town, told};

use crate::breaches::contents;
use crate::controllership::outsourced;

const NATURE: &str = "En arbeidsliste ble lagt igjen på bussen.";
const STORY: &str = "En liste med navnet ditt lå på bussen i en time.";

async fn mona(town: &Town) -> Provider {
    provider(&rights::access(&town.acts, ids::MONA).await.unwrap()).unwrap()
}

fn code<T>(found: Result<T, ActError>) -> Option<ReasonCode> {
    match found.err() {
        Some(ActError::NotFound) => Some(ReasonCode::NotAvailable),
        Some(error) => told(&error),
        None => None,
    }
}

/// S2-3-b, L-GDPR-33, L-GDPR-34: Mona enters a breach for Fjordro, assesses it, tells the
/// authority and Kari, and closes it; Kari reads whose it is; Hilde and Nina see nothing of it.
#[tokio::test(flavor = "multi_thread")]
async fn s2_3_b_a_provider_keeps_its_own_register_of_breaches() {
    in_town(|town| async move {
        outsourced(&town, Date::constant(2027, 1, 1), None).await;
        let acts = &town.acts;
        let keeper = Keeper::Provider(mona(&town).await);
        let id = breaches::register(acts, keeper, (town.now(), NATURE)).await.unwrap();
        assert_eq!(town.lines(1).await[0].event, Event::BreachRegistered);
        let numbers = vec![town.plan.person(ids::KARI).unwrap().number.digits().to_owned()];
        let reference = "27/00123".to_owned();
        for step in [
            Step::Assess { risk: Risk::High, words: contents(), concerned: 1, records: 1 },
            Step::Authority { at: town.now(), reference, delay: String::new() },
            Step::Persons { persons: Persons::Told, story: STORY.to_owned(), numbers, unit: None },
        ] {
            breaches::take(acts, keeper, id, &step).await.unwrap();
        }
        breaches::take(acts, keeper, id, &Step::Close).await.unwrap();
        let shown = breaches::one(acts, keeper, id).await.unwrap();
        assert_eq!((shown.breach.state(), shown.named), (BreachState::Closed, 1));
        let measures = Some(contents().measures);
        assert_eq!((shown.nature.as_str(), shown.measures), (NATURE, measures));
        assert!(matches!(shown.breach.holder, Holder::Org(_)));
        let read = breaches::told(acts, &town.citizen(ids::KARI)).await.unwrap();
        assert_eq!((read.len(), read[0].story.as_str()), (1, STORY));
        let whose = read[0].provider.as_ref().map(|(name, _)| name.as_str());
        assert_eq!((read[0].home.as_ref(), whose), (None, Some("Fjordro Omsorg AS")));

        let hilde = town.console(ids::HILDE, ids::SOLVIK).await;
        let nina = town.nina().await;
        for other in [Keeper::Home(&hilde), Keeper::Operator(&nina)] {
            assert!(breaches::list(acts, other).await.unwrap().is_empty());
            let theirs = breaches::one(acts, other, id).await.map(|_| ());
            assert_eq!(code(theirs), Some(ReasonCode::NotAvailable));
            let theirs = breaches::take(acts, other, id, &Step::Close).await;
            assert_eq!(code(theirs), Some(ReasonCode::NotAvailable));
        }
        let desk = rights::access(acts, ids::HILDE).await.unwrap();
        assert_eq!(provider(&desk), None);
        let solviks = breaches::register(acts, Keeper::Home(&hilde), (town.now(), NATURE)).await;
        let theirs = breaches::one(acts, keeper, solviks.unwrap()).await.map(|_| ());
        assert_eq!(code(theirs), Some(ReasonCode::NotAvailable));
    })
    .await;
}

/// S2-3-b, RR-05, L-HPL-44: what stood on the wrong person at a provider's is entered in the
/// provider's own register, and in no municipality's.
#[tokio::test(flavor = "multi_thread")]
async fn s2_3_b_what_stood_on_the_wrong_person_is_in_the_providers_register() {
    in_town(|town| async move {
        outsourced(&town, Date::constant(2027, 1, 1), None).await;
        let wish = NewRights {
            unit: Some(ids::NURSING_HOME),
            written: Validity::days(Date::constant(2027, 1, 1), None),
            ..crate::rights::new(&town, Kind::WrongPerson)
        };
        let kari = town.citizen(ids::KARI);
        let id = rights::send(&town.acts, &kari, &wish).await.unwrap();
        let part = rights::one(&town.acts, &kari, id).await.unwrap().parts[0].id;
        let desk = rights::access(&town.acts, ids::MONA).await.unwrap();
        let yes = Given {
            outcome: Outcome::Granted,
            words: "Det gjaldt en annen.".to_owned(),
            legal_reference: String::new(),
            journal_note: String::new(),
        };
        rights::answer_part(&town.acts, &desk, part, &yes).await.unwrap();
        let keeper = Keeper::Provider(mona(&town).await);
        let found = breaches::list(&town.acts, keeper).await.unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].nature.ends_with("Det gjaldt en annen."));
        let hilde = town.console(ids::HILDE, ids::SOLVIK).await;
        assert!(breaches::list(&town.acts, Keeper::Home(&hilde)).await.unwrap().is_empty());
    })
    .await;
}

/// S2-3-b, L-GDPR-30: Fjordro's own records of processing hold what it is controller of, in the
/// municipality that it delivers to, and nothing of the municipality's.
#[tokio::test(flavor = "multi_thread")]
async fn l_gdpr_30_a_provider_takes_out_its_own_records_of_processing() {
    in_town(|town| async move {
        let org = mona_before(&town).await;
        assert!(org.is_none());
        outsourced(&town, Date::constant(2027, 1, 1), None).await;
        let org = mona(&town).await.org();
        let found = processings_of(&town.acts, org, town.now()).await.unwrap();
        assert_eq!(found.len(), 1);
        let (all, names) = &found[0];
        assert!(names.units.iter().any(|unit| unit.id == ids::NURSING_HOME));
        let record = all.iter().find(|one| one.category == Category::EpjRecord).unwrap();
        assert_eq!(record.unit.as_ref().map(|unit| unit.id), Some(ids::NURSING_HOME));
        assert!(all.iter().all(|one| one.category != Category::Platform));
        assert!(all.iter().all(|one| one.category != Category::CaseFile));
    })
    .await;
}

/// Before anybody has entered Fjordro, Mona answers for nobody.
async fn mona_before(town: &Town) -> Option<Provider> {
    let desk = rights::access(&town.acts, ids::MONA).await.ok()?;
    provider(&desk)
}
