//! `doctor` on a set-up that is well, and on ones that are not.

use helsebro_domain::ids::JobId;
use helsebro_domain::time::{Clock, Date};
use helsebro_simulators::helseid::{HelseidSettings, SigningAlgorithm, StaffPerson};
use helsebro_simulators::idporten::{IdportenSettings, Person};
use helsebro_simulators::{Handle, helseid, idporten};
use helsebro_storage::jobs::{self, NewJob};
use helsebro_storage::sealing::{MasterKey, Vault};
use helsebro_storage::{Scope, SystemReason};
use helsebro_testkit::{TestDatabase, Town, both, oslo};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::binary::Place;
use crate::fixtures::{MASTER_KEY, OTHER_KEY, Whole};

/// What was found, by what was looked at; each finding that is not well says what to do.
fn findings(place: &Place) -> (bool, Vec<(String, String, String)>) {
    let said = place.run(&["doctor", "--json"]);
    let told: Value = serde_json::from_str(&said.out).unwrap();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let found = told["findings"].as_array().unwrap().iter().map(|finding| {
        assert_eq!(finding["advice"].is_null(), finding["state"] == "OK", "{finding}");
        (text(finding, "what"), text(finding, "state"), text(finding, "found"))
    });
    (said.succeeded, found.collect())
}

fn state<'a>(found: &'a [(String, String, String)], what: &str) -> (&'a str, &'a str) {
    let (_, state, text) = found.iter().find(|(name, _, _)| name == what).unwrap();
    (state, text)
}

async fn partners(base: &TestDatabase) -> [Handle; 2] {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let person = Person {
        key: "kari".to_owned(),
        pid: None,
        name: "Kari".to_owned(),
        description: String::new(),
    };
    let settings = IdportenSettings {
        issuer: format!("http://{}", listener.local_addr().unwrap()),
        clients: Vec::new(),
        persons: vec![person],
    };
    let one = idporten::serve(listener, settings, base.clock.clone(), base.dice.clone());
    let one = one.await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nurse = StaffPerson {
        key: "per".to_owned(),
        pid: "27858600133".to_owned(),
        hpr_number: None,
        given_name: "Per".to_owned(),
        family_name: "Haug".to_owned(),
        description: String::new(),
        organisation: None,
    };
    let settings = HelseidSettings {
        issuer: format!("http://{}", listener.local_addr().unwrap()),
        signing: SigningAlgorithm::default(),
        clients: Vec::new(),
        machines: Vec::new(),
        staff: vec![nurse],
    };
    let other = helseid::serve(listener, settings, base.clock.clone(), base.dice.clone());
    [one, other.await.unwrap()]
}

async fn unlocked(base: &TestDatabase) {
    let key = MasterKey::from_text(MASTER_KEY).unwrap();
    Vault::unlock(&base.db, Some(&key)).await.unwrap();
}

// The stand-ins answer while the test waits for the binary.
#[tokio::test(flavor = "multi_thread")]
async fn a_set_up_that_is_well_is_told_so_line_by_line() {
    both(async |base| {
        unlocked(&base).await;
        let handles = partners(&base).await;
        let issuers = handles.each_ref().map(|handle| handle.issuer().to_owned());
        let place = Place::new();
        Whole { issuers, ..Whole::over_test(&base) }.write(&place);
        let said = place.run(&["doctor"]);
        assert!(said.succeeded, "{}{}", said.out, said.err);
        let well = [
            "configuration",
            "database",
            "keys",
            "clock",
            "jobs",
            "journal systems",
            "register feed",
            "controllership",
            "audit trail",
            "ID-porten",
            "HelseID",
            "contact register",
            "population register",
            "SMS gateway",
            "mail server",
            "scanner",
            "platform",
            "seals",
        ];
        for what in well {
            assert!(said.out.contains(&format!("OK    {what}: ")), "{what}: {}", said.out);
        }
        assert_eq!(said.out.lines().count(), well.len(), "{}", said.out);
    })
    .await;
}

#[test]
fn an_empty_set_up_is_told_what_to_do_first() {
    let place = Place::new();
    let (succeeded, found) = findings(&place);
    assert!(!succeeded);
    assert_eq!(state(&found, "configuration").0, "FAIL");
    assert_eq!(state(&found, "database"), ("FAIL", "there is no such file"));
}

#[test]
fn a_file_with_an_unknown_key_is_a_finding_too() {
    let place = Place::new();
    place.file("helsebro.toml", "[http]\nadress = \"x\"\n");
    let (succeeded, found) = findings(&place);
    assert!(!succeeded);
    assert!(state(&found, "configuration").1.contains("the nearest is http.address"));
}

#[tokio::test]
async fn another_key_and_partners_that_are_away_are_found() {
    both(async |base| {
        let town = Town::found(base).await;
        let place = Place::new();
        Whole::over_test(&town.base).write(&place);
        place.file("master.key", OTHER_KEY);
        let (succeeded, found) = findings(&place);
        assert!(!succeeded);
        let sealed = ("FAIL", "the master key is not the one this database was sealed with");
        assert_eq!(state(&found, "keys"), sealed);
        assert_eq!(state(&found, "ID-porten").0, "FAIL");
        assert_eq!(state(&found, "HelseID").0, "FAIL");
    })
    .await;
}

#[tokio::test]
async fn a_clock_before_the_last_audit_line_is_found() {
    both(async |base| {
        base.clock.set(oslo(Date::constant(2090, 1, 2), 9, 0));
        let town = Town::found(base).await;
        let place = Place::new();
        Whole::over_test(&town.base).write(&place);
        let (succeeded, found) = findings(&place);
        assert!(!succeeded);
        let (clock, text) = state(&found, "clock");
        assert!(clock == "FAIL" && text.contains("before the last audit line"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn jobs_laid_aside_or_long_due_are_a_warning() {
    both(async |base| {
        unlocked(&base).await;
        base.clock.set(oslo(Date::constant(2026, 1, 5), 9, 0));
        let scope = Scope::System(SystemReason::Job);
        let now = base.clock.now();
        let enqueue = async |key: &'static str| {
            let id = JobId::new(now, &*base.dice);
            let new =
                NewJob { id, kind: "K", idempotency_key: key, payload: "{}", run_at: now, now };
            let write =
                base.db.write(scope, "test", async |mut tx| jobs::enqueue(&mut tx, &new).await);
            write.await.unwrap();
        };
        let place = Place::new();
        Whole::over_test(&base).write(&place);
        enqueue("one").await;
        let claim = jobs::claim(&base.db, 1).await.unwrap().remove(0);
        base.db
            .write(scope, "test", async |mut tx| jobs::bury(&mut tx, &claim, now, "why").await)
            .await
            .unwrap();
        let (_, found) = findings(&place);
        assert_eq!(state(&found, "jobs"), ("WARN", "0 waiting, 0 being done, 1 laid aside"));
        enqueue("two").await;
        let (_, found) = findings(&place);
        let (jobs, text) = state(&found, "jobs");
        assert!(jobs == "WARN" && text.contains("some have been due for long"), "{text}");
    })
    .await;
}
