//! A journal system's messages as files: the official examples, unchanged.

use std::path::PathBuf;
use std::sync::Arc;

use helsebro_actions::dialog::start::{self, NewThread};
use helsebro_actions::dialog::{contacts, inbox, thread};
use helsebro_actions::setup::{self, Founding};
use helsebro_actions::{Acts, ActsSettings};
use helsebro_domain::dialog::{EpjAccess, ListedService, ServiceId};
use helsebro_domain::ids::{DraftId, PersonId, ThreadId};
use helsebro_domain::joining::Deployment;
use helsebro_domain::parties::{
    HerId, IdentityNumber, NumberPolicy, Person, PersonName, Protection,
};
use helsebro_domain::representation::{CitizenAccess, EidLevel};
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::Date;
use helsebro_storage::sealing::{MasterKey, Vault};
use helsebro_testkit::{TestDatabase, both, ids, oslo};
use serde_json::Value;

use crate::binary::Place;
use crate::fixtures::{MASTER_KEY, Whole, all_official, official};

/// The examples' published test person, and their conversation.
const PUBLISHED: &str = "13116900216";
const CONVERSATION: &str = "b6cd42ac-21d1-4706-b229-2d2697fcbb4f";

const NUMBERS: &str = "policy = \"synthetic\"\npublished = [\"13116900216\"]";

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn words<'a>(first: &[&'a str], files: &'a [PathBuf]) -> Vec<&'a str> {
    first.iter().copied().chain(files.iter().map(|file| file.to_str().unwrap())).collect()
}

#[test]
fn the_five_official_messages_are_understood_unchanged() {
    let Some(files) = all_official() else { return };
    assert_eq!(files.len(), 5);
    let said = Place::new().run(&words(&["message", "check"], &files));
    assert!(said.succeeded, "{}", said.err);
    let told: Vec<_> = lines(&said.out)
        .iter()
        .map(|line| {
            assert_eq!(line["understood"], true);
            assert_eq!(line["error"], Value::Null);
            assert_eq!(line["patient"], serde_json::json!({"type": "FNR", "last_two": "16"}));
            line["act"].as_str().unwrap().to_owned()
        })
        .collect();
    let expected = [
        "staff_starts_thread",
        "citizen_replies",
        "citizen_writes",
        "staff_answers",
        "staff_answers",
    ];
    assert_eq!(told, expected);
    assert!(!said.out.contains(PUBLISHED) && !said.out.contains("Danser"));
}

#[test]
fn one_file_that_is_not_understood_fails_the_check_and_says_why() {
    let place = Place::new();
    let broken = place.file("ødelagt.xml", "<MsgHead>").display().to_string();
    let said = place.run(&["message", "check", &broken, "none.xml"]);
    assert!(!said.succeeded);
    let told = lines(&said.out);
    assert_eq!((&told[0]["understood"], &told[0]["error"]["code"]), (&false.into(), &"T01".into()));
    assert_eq!((&told[1]["file"], &told[1]["error"]["code"]), (&"none.xml".into(), &"X99".into()));
}

/// A town with the examples' patient, unit and conversation.
async fn seeded(base: &TestDatabase) -> Acts {
    let key = MasterKey::from_text(MASTER_KEY).unwrap();
    let vault = Vault::unlock(&base.db, Some(&key)).await.unwrap();
    let numbers = NumberPolicy::synthetic_and(vec![PUBLISHED.to_owned()]);
    let patient = patient(&numbers);
    let acts = Acts::new(ActsSettings {
        db: base.db.clone(),
        vault,
        clock: base.clock.clone(),
        dice: Arc::clone(&base.dice) as Arc<_>,
        numbers,
        platform: Deployment::Operator.into(),
    });
    // The binary goes by the system's clock, so the town begins well before it.
    base.clock.set(oslo(Date::constant(2026, 1, 5), 9, 0));
    let mut plan = helsebro_simulators::town::demo();
    let unit = plan.units.iter_mut().find(|unit| unit.id == ids::HOME_NURSING).unwrap();
    unit.her_id = HerId::parse("1234");
    let unit = unit.clone();
    let founding = Founding {
        municipalities: &plan.municipalities,
        units: &plan.units,
        people: core::slice::from_ref(&patient),
        staff: &[],
        parents: &[],
        authorisations: &[],
        newcomers: &[],
    };
    setup::found(&acts, founding).await.unwrap();
    let listed = ListedService {
        service: ServiceId::parse("1").unwrap(),
        name: unit.name.clone(),
        unit: unit.id,
        phone: None,
        link: None,
        from: Date::constant(2026, 1, 1),
        last_day: None,
    };
    contacts::replace(&acts, EpjAccess::of(&unit), patient.id, &[listed]).await.unwrap();
    let citizen = citizen();
    let contact = contacts::list(&acts, &citizen).await.unwrap()[0].contact.id;
    let new = NewThread {
        contact,
        draft: DraftId::from_uuid(conversation().uuid()),
        topic: Topic::parse("Bestille attest").unwrap(),
        body: Body::parse("Jeg trenger en attest.").unwrap(),
        to_staff: None,
    };
    start::send(&acts, &citizen, &new).await.unwrap();
    acts
}

fn patient(numbers: &NumberPolicy) -> Person {
    Person {
        id: ids::KARI,
        number: IdentityNumber::parse(PUBLISHED, numbers).unwrap(),
        name: PersonName::new("Line", "Danser"),
        born: None,
        protection: Protection::None,
    }
}

fn citizen() -> CitizenAccess {
    let person: PersonId = ids::KARI;
    CitizenAccess::signed_in(person, EidLevel::High).unwrap()
}

fn conversation() -> ThreadId {
    CONVERSATION.parse().unwrap()
}

/// S1-2.1.1-a: the three that come from health personnel are taken in.
#[tokio::test]
async fn s1_2_1_1_a_the_official_messages_from_health_personnel_are_taken_in_once() {
    let (Some(opens), Some(answers), Some(again)) =
        (official("foresprsel-helsepersonell"), official("svar-p-henvendelse"), official("attest"))
    else {
        return;
    };
    both(async |base| {
        let acts = seeded(&base).await;
        let place = Place::new();
        Whole { numbers: NUMBERS, ..Whole::over_test(&base) }.write(&place);
        let files = [opens.clone(), answers.clone(), again.clone()];
        let said = place.run(&words(&["message", "import"], &files));
        assert!(said.succeeded, "{}{}", said.out, said.err);
        let told = lines(&said.out);
        let outcomes: Vec<_> = told.iter().map(|line| line["outcome"].as_str().unwrap()).collect();
        assert_eq!(outcomes, ["started", "answered", "duplicate"]);
        assert_eq!(told[1]["thread"], CONVERSATION);

        let seen = thread::open(&acts, &citizen(), conversation()).await.unwrap();
        assert_eq!(seen.messages.len(), 2);
        let started: ThreadId = told[0]["thread"].as_str().unwrap().parse().unwrap();
        let seen = thread::open(&acts, &citizen(), started).await.unwrap();
        assert_eq!((seen.topic.as_str(), seen.messages.len()), ("Spørsmål om allergi", 1));

        let said = place.run(&words(&["message", "import"], &files));
        assert!(lines(&said.out).iter().all(|line| line["outcome"] == "duplicate"));
        assert_eq!(inbox::unread(&acts, &citizen()).await.unwrap(), 0);
        for hidden in [PUBLISHED, "Danser", "allergi"] {
            assert!(!said.out.contains(hidden) && !said.err.contains(hidden));
        }
    })
    .await;
}

#[tokio::test]
async fn the_published_test_person_is_taken_only_where_the_configuration_names_her() {
    let Some(opens) = official("foresprsel-helsepersonell") else { return };
    both(async |base| {
        seeded(&base).await;
        let place = Place::new();
        Whole { numbers: "policy = \"synthetic\"", ..Whole::over_test(&base) }.write(&place);
        let said = place.run(&words(&["message", "import"], core::slice::from_ref(&opens)));
        assert!(!said.succeeded);
        let told = lines(&said.out);
        assert_eq!(told[0]["error"]["code"], "E31");
        assert_eq!(told[0]["outcome"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_citizens_own_message_is_not_taken_from_a_file() {
    let Some(writes) = official("foresprsel-innbygger") else { return };
    both(async |base| {
        seeded(&base).await;
        let place = Place::new();
        Whole { numbers: NUMBERS, ..Whole::over_test(&base) }.write(&place);
        let said = place.run(&words(&["message", "import"], core::slice::from_ref(&writes)));
        assert!(!said.succeeded);
        assert_eq!(lines(&said.out)[0]["error"]["code"], "T10");
    })
    .await;
}
