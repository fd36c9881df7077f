//! The population register, followed by the worker (§ 1.6, S1-2.1-a).

use core::time::Duration;
use std::sync::Arc;

use helsebro_actions::representation::asking;
use helsebro_domain::ids::PersonId;
use helsebro_domain::parties::{Home, Protection, RegisterPerson, RegistryStatus};
use helsebro_domain::representation::{Coverage, Covers, Terms};
use helsebro_partners::population::{EventKind, FakePopulation};
use helsebro_storage::jobs::OUTAGE_PAUSE_MOST;
use helsebro_storage::parties::{self, RegisterFeed};
use helsebro_storage::{Scope, SystemReason};
use helsebro_testkit::{Town, ids, in_town};

use crate::at_work::{counts, work_with, worker_asking};

const SCOPE: Scope = Scope::System(SystemReason::Register);

pub(crate) fn said(town: &Town, person: PersonId, protection: Protection) -> RegisterPerson {
    let known = town.plan.person(person).unwrap();
    RegisterPerson {
        number: known.number.clone(),
        former_numbers: Vec::new(),
        name: Some(known.name.clone()),
        born: known.born,
        status: RegistryStatus::Resident,
        protection,
        home: Some(Home::opaque([1; 32])),
        parental: Vec::new(),
        guardians: Vec::new(),
    }
}

async fn protection(town: &Town, person: PersonId) -> Protection {
    let read =
        town.base.db.read(SCOPE, "test.row", async |mut tx| parties::person(&mut tx, person).await);
    read.await.unwrap().unwrap().protection
}

async fn feed(town: &Town) -> RegisterFeed {
    let read =
        town.base.db.read(SCOPE, "test.feed", async |mut tx| parties::register_feed(&mut tx).await);
    read.await.unwrap().unwrap()
}

/// C-1.6: a change in the register holds here within minutes, and an outage is waited
/// out without a job being laid aside.
#[tokio::test]
async fn c_1_6_the_worker_follows_the_register_and_waits_while_it_is_away() {
    in_town(async |town| {
        let register = Arc::new(FakePopulation::default());
        register.says(said(&town, ids::KARI, Protection::None), EventKind::Other);
        let worker = worker_asking(&town, register.clone());
        work_with(&worker, &town).await;
        register.says(said(&town, ids::KARI, Protection::Strict), EventKind::Protection);
        register.go_away();
        for _ in 0..20 {
            town.base.clock.move_on(Duration::from_secs(5 * 60));
            work_with(&worker, &town).await;
        }
        assert_eq!(protection(&town, ids::KARI).await, Protection::None);
        assert_eq!(counts(&town.base.db).await.dead, 0);
        register.come_back();
        // What waits for something outside is tried again within this time.
        town.base.clock.move_on(OUTAGE_PAUSE_MOST);
        work_with(&worker, &town).await;
        assert_eq!(protection(&town, ids::KARI).await, Protection::Strict);
        assert_eq!(feed(&town).await.followed_at, town.now());
    })
    .await;
}

/// S1-2.1-a: when somebody asks to act for another, the register is asked about both.
#[tokio::test]
async fn s1_2_1_a_the_register_is_asked_about_the_parties_of_a_request() {
    in_town(async |town| {
        let register = Arc::new(FakePopulation::default());
        let worker = worker_asking(&town, register.clone());
        work_with(&worker, &town).await;
        // She is in the register now, of which no change has told.
        register.says(said(&town, ids::KARI, Protection::Confidential), EventKind::Contact);
        let terms = Terms { coverage: Coverage::of(&[Covers::Messages]), last_day: None };
        let number = town.plan.person(ids::KARI).unwrap().number.clone();
        asking::ask(&town.acts, &town.citizen(ids::ANNE), &number, terms).await.unwrap();
        work_with(&worker, &town).await;
        assert_eq!(protection(&town, ids::KARI).await, Protection::Confidential);
    })
    .await;
}
