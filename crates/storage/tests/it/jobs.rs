//! Jobs: claimed with a lease and a fencing number, started twice if need be,
//! ended once.

use std::time::Duration;

use helsebro_domain::ids::JobId;
use helsebro_storage::jobs::{
    self, BACK_OFF_FIRST, Claim, Enqueued, LEASE, MAX_ATTEMPTS, NewJob, Retried,
};
use helsebro_storage::{Db, Scope, StorageError, SystemReason};
use tokio::task::JoinSet;

use crate::harness::{Town, both, names, put};

const JOB: Scope = Scope::System(SystemReason::Job);

async fn enqueue(town: &Town, key: &str) -> Enqueued {
    let (now, db) = (town.now(), &town.db);
    let id = JobId::new(now, &*town.dice);
    let job = NewJob {
        id,
        kind: "deliver",
        idempotency_key: key,
        payload: r#"{"message":1}"#,
        run_at: now,
        now,
    };
    db.write(JOB, "test.enqueue", async |mut tx| jobs::enqueue(&mut tx, &job).await).await.unwrap()
}

/// Stores an effect and ends the job, as a worker does.
async fn finish(town: &Town, claim: &Claim, effect: &str) -> Result<(), StorageError> {
    let now = town.now();
    town.db
        .write(JOB, "test.finish", async |mut tx| {
            put(&mut tx, effect).await?;
            jobs::finish(&mut tx, claim, now).await
        })
        .await
}

async fn counts(town: &Town) -> (i64, i64, i64) {
    let now = town.now();
    let counts = town
        .db
        .read(JOB, "test.counts", async |mut tx| jobs::counts(&mut tx, now).await)
        .await
        .unwrap();
    (counts.waiting, counts.claimed, counts.dead)
}

#[tokio::test]
async fn a_job_is_written_with_its_cause_and_goes_with_it() {
    both(async |town| {
        let now = town.now();
        let id = JobId::new(now, &*town.dice);
        let job = NewJob { id, kind: "k", idempotency_key: "1", payload: "{}", run_at: now, now };
        let undone: Result<(), StorageError> = town
            .db
            .write(JOB, "test.undone", async |mut tx| {
                assert_eq!(jobs::enqueue(&mut tx, &job).await?, Enqueued::Now);
                Err(StorageError::LeaseLost)
            })
            .await;
        assert!(undone.is_err());
        assert_eq!(jobs::claim(&town.db, 10).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn the_same_key_is_the_same_job_also_when_it_is_done() {
    both(async |town| {
        assert_eq!(enqueue(&town, "message-1").await, Enqueued::Now);
        assert_eq!(enqueue(&town, "message-1").await, Enqueued::Before);
        let claimed = jobs::claim(&town.db, 10).await.unwrap();
        assert_eq!(claimed.len(), 1);
        assert_eq!(claimed[0].payload, r#"{"message":1}"#);
        assert_eq!((claimed[0].attempt, claimed[0].fence), (1, 1));
        finish(&town, &claimed[0], "done").await.unwrap();
        assert_eq!(enqueue(&town, "message-1").await, Enqueued::Before);
        assert_eq!(jobs::claim(&town.db, 10).await.unwrap(), []);
        assert_eq!(counts(&town).await, (0, 0, 0));
    })
    .await;
}

/// A worker pauses past its lease; another takes the job. Both do it, one ends it.
#[tokio::test]
async fn a_worker_that_paused_past_its_lease_cannot_end_the_job() {
    both(async |town| {
        enqueue(&town, "message-1").await;
        let paused = jobs::claim(&town.db, 10).await.unwrap().remove(0);
        assert_eq!(jobs::claim(&town.db, 10).await.unwrap(), [], "it is leased");

        town.clock.move_on(LEASE);
        let second = jobs::claim(&town.db, 10).await.unwrap().remove(0);
        assert_eq!(second.id, paused.id);
        assert_eq!(second.idempotency_key, paused.idempotency_key);
        assert!(second.fence > paused.fence);

        let late = finish(&town, &paused, "paused").await;
        assert!(matches!(late, Err(StorageError::LeaseLost)));
        let now = town.now();
        let retried = town
            .db
            .write(JOB, "test.retry", async |mut tx| {
                jobs::retry(&mut tx, &paused, now, "timeout").await
            })
            .await;
        assert!(matches!(retried, Err(StorageError::LeaseLost)));

        finish(&town, &second, "second").await.unwrap();
        assert!(matches!(finish(&town, &second, "x").await, Err(StorageError::LeaseLost)));
        assert_eq!(names(&town.db).await, ["second"], "one effect, the newest holder's");
    })
    .await;
}

#[tokio::test]
async fn a_worker_that_is_slow_but_alone_can_still_end_the_job() {
    both(async |town| {
        enqueue(&town, "message-1").await;
        let claim = jobs::claim(&town.db, 10).await.unwrap().remove(0);
        town.clock.move_on(LEASE * 2);
        finish(&town, &claim, "late").await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_lease_that_is_extended_holds() {
    both(async |town| {
        enqueue(&town, "message-1").await;
        let claim = jobs::claim(&town.db, 10).await.unwrap().remove(0);
        town.clock.move_on(LEASE / 2);
        let now = town.now();
        town.db
            .write(JOB, "test.extend", async |mut tx| jobs::extend(&mut tx, &claim, now).await)
            .await
            .unwrap();
        town.clock.move_on(LEASE / 2);
        assert_eq!(jobs::claim(&town.db, 10).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_waits_longer_each_time_and_is_laid_aside_at_last() {
    both(async |town| {
        enqueue(&town, "message-1").await;
        let mut pauses = Vec::new();
        for attempt in 1..=MAX_ATTEMPTS {
            let claim = jobs::claim(&town.db, 10).await.unwrap().remove(0);
            assert_eq!(claim.attempt, attempt);
            let now = town.now();
            let retried = town
                .db
                .write(JOB, "test.retry", async |mut tx| {
                    jobs::retry(&mut tx, &claim, now, "PARTNER_DOWN").await
                })
                .await
                .unwrap();
            let Retried::At(at) = retried else { continue };
            assert_eq!(jobs::claim(&town.db, 10).await.unwrap(), [], "not before its time");
            pauses.push(at.since(now));
            town.clock.move_on(at.since(now));
        }
        assert_eq!(pauses.len(), usize::try_from(MAX_ATTEMPTS).unwrap() - 1);
        assert_eq!(pauses[0], BACK_OFF_FIRST);
        assert!(pauses.is_sorted());
        assert_eq!(counts(&town).await, (0, 0, 1));

        let now = town.now();
        let dead = town
            .db
            .read(JOB, "test.dead", async |mut tx| jobs::dead(&mut tx, 10).await)
            .await
            .unwrap();
        assert_eq!(dead[0].last_error.as_deref(), Some("PARTNER_DOWN"));
        let id = dead[0].id;
        town.db
            .write(JOB, "test.revive", async |mut tx| jobs::revive(&mut tx, id, now).await)
            .await
            .unwrap();
        let claim = jobs::claim(&town.db, 10).await.unwrap().remove(0);
        assert_eq!((claim.attempt, claim.fence), (1, MAX_ATTEMPTS + 1));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_no_worker_survives_is_laid_aside() {
    both(async |town| {
        enqueue(&town, "message-1").await;
        for _ in 1..=MAX_ATTEMPTS {
            assert_eq!(jobs::claim(&town.db, 10).await.unwrap().len(), 1);
            town.clock.move_on(LEASE);
        }
        assert_eq!(jobs::claim(&town.db, 10).await.unwrap(), []);
        assert_eq!(counts(&town).await, (0, 0, 1));
    })
    .await;
}

async fn claim_until_empty(db: Db) -> Vec<JobId> {
    let mut claimed = Vec::new();
    loop {
        let next = jobs::claim(&db, 7).await.unwrap();
        if next.is_empty() {
            return claimed;
        }
        claimed.extend(next.iter().map(|claim| claim.id));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn four_workers_claim_each_job_once() {
    both(async |town| {
        for number in 0..200 {
            enqueue(&town, &format!("message-{number}")).await;
        }
        let mut workers = JoinSet::new();
        for _ in 0..2 {
            workers.spawn(claim_until_empty(town.db.clone()));
            workers.spawn(claim_until_empty(town.opened_again().await));
        }
        let mut claimed: Vec<JobId> = workers.join_all().await.into_iter().flatten().collect();
        claimed.sort();
        claimed.dedup();
        assert_eq!(claimed.len(), 200);
        assert_eq!(counts(&town).await, (0, 200, 0));
    })
    .await;
}

#[tokio::test]
async fn writing_a_job_wakes_the_worker() {
    both(async |town| {
        enqueue(&town, "message-1").await;
        let woken = jobs::wait_for_work(&town.db);
        tokio::time::timeout(Duration::from_millis(500), woken).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn done_jobs_are_swept_and_others_stay() {
    both(async |town| {
        for key in ["done", "waiting"] {
            enqueue(&town, key).await;
            town.clock.move_on(Duration::from_secs(1));
        }
        let first = jobs::claim(&town.db, 1).await.unwrap().remove(0);
        finish(&town, &first, "x").await.unwrap();
        town.clock.move_on(Duration::from_secs(1));
        let now = town.now();
        let sweep = async || {
            town.db
                .write(JOB, "test.sweep", async |mut tx| jobs::sweep(&mut tx, now).await)
                .await
                .unwrap()
        };
        assert_eq!((sweep().await, sweep().await), (1, 0));
        assert_eq!(counts(&town).await, (1, 0, 0));
    })
    .await;
}
