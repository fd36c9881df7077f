//! The loop, the schedule, and a body for every kind.

use core::time::Duration;
use std::collections::BTreeSet;

use helsebro_actions::{ActError, jobs as laid_aside};
use helsebro_domain::ids::JobId;
use helsebro_storage::jobs::{self, NewJob};
use helsebro_storage::{Db, Scope, SystemReason};
use helsebro_testkit::in_town;
use helsebro_worker::{BodyFailed, Job, Outcome, enqueue_due, run_body};

use crate::at_work::{claim, counts, work_through, worker};

const SCOPE: Scope = Scope::System(SystemReason::Operation);

async fn enqueue(db: &Db, kind: &str) {
    let now = db.now();
    let id = JobId::new(now, db.dice());
    let new = NewJob { id, kind, idempotency_key: kind, payload: "{}", run_at: now, now };
    db.write(SCOPE, "test.enqueue", async |mut tx| jobs::enqueue(&mut tx, &new).await)
        .await
        .unwrap();
}

#[tokio::test]
async fn every_job_has_a_body_and_a_test() {
    in_town(async |town| {
        let kinds: BTreeSet<_> = Job::ALL.iter().map(|job| job.kind()).collect();
        assert_eq!(kinds.len(), Job::ALL.len());
        for job in Job::ALL {
            let ended = run_body(&worker(&town), *job, &claim(*job)).await;
            match job {
                // The one that tells of records that move is played in the acts' `custody.rs`.
                // These must be told which envelope; stories in `epj.rs` play them.
                // Those about a promise or an absence are played in `promises.rs`, those
                // about notices in `notices.rs`, and the one about a request for a power of
                // attorney in `register.rs`; the one about rights in the acts' `rights.rs`.
                Job::WriteEnvelope
                | Job::PostEnvelope
                | Job::TakeInEnvelope
                | Job::TellOfCustody
                | Job::WarnOfPromise
                | Job::WarnOfRights
                | Job::ReturnToQueue
                | Job::BeginAbsence
                | Job::AskRegister
                | Job::DecideNotices
                | Job::SendNotice => {
                    assert!(matches!(ended, Err(BodyFailed::Payload)), "{}", job.kind());
                }
                _ => assert_eq!(ended.unwrap(), Outcome::Done, "{}", job.kind()),
            }
            assert!(job.payload().contains("\"version\":1"));
        }
    })
    .await;
}

#[tokio::test]
async fn any_number_of_processes_ask_for_one_job_an_hour_or_a_turn() {
    in_town(async |town| {
        let db = &town.base.db;
        for _ in 0..3 {
            enqueue_due(db).await.unwrap();
        }
        assert_eq!(counts(db).await.waiting, 5 + 5 + 1 + 1, "hourly, every turn, daily, monthly");
        town.base.clock.move_on(Duration::from_secs(5 * 60));
        enqueue_due(db).await.unwrap();
        assert_eq!(counts(db).await.waiting, 12 + 5);
        town.base.clock.move_on(Duration::from_secs(55 * 60));
        enqueue_due(db).await.unwrap();
        assert_eq!(counts(db).await.waiting, 17 + 5 + 5);
    })
    .await;
}

#[tokio::test]
async fn what_is_due_is_done_and_the_loop_stops_when_told() {
    in_town(async |town| {
        enqueue_due(&town.base.db).await.unwrap();
        work_through(&town).await;
        let left = counts(&town.base.db).await;
        assert_eq!((left.waiting, left.claimed, left.dead), (0, 0, 0));
    })
    .await;
}

#[tokio::test]
async fn a_kind_that_only_a_newer_version_knows_is_put_back_and_at_last_laid_aside() {
    in_town(async |town| {
        let db = &town.base.db;
        enqueue(db, "NotYetInvented").await;
        work_through(&town).await;
        assert_eq!(counts(db).await.waiting, 1);
        for _ in 0..jobs::MAX_ATTEMPTS {
            town.base.clock.move_on(jobs::BACK_OFF_MOST);
            work_through(&town).await;
        }
        let dead = db
            .read(SCOPE, "test.dead", async |mut tx| jobs::dead(&mut tx, 10).await)
            .await
            .unwrap();
        assert_eq!(dead.len(), 1);
        assert_eq!(dead[0].kind, "NotYetInvented");
        assert_eq!(dead[0].last_error.as_deref(), Some("this version does not know the kind"));
    })
    .await;
}

/// A job that was laid aside is shown by its kind and class of error alone, and is tried anew
/// with a reason, once.
#[tokio::test]
async fn a_job_that_was_laid_aside_is_tried_anew_with_a_reason() {
    in_town(async |town| {
        let (acts, db) = (&town.acts, &town.base.db);
        let nina = town.nina().await;
        enqueue(db, "NotYetInvented").await;
        for _ in 0..=jobs::MAX_ATTEMPTS {
            work_through(&town).await;
            town.base.clock.move_on(jobs::BACK_OFF_MOST);
        }
        let (shown, revived) = laid_aside::laid_aside(acts, &nina).await.unwrap();
        assert_eq!((shown.len(), revived.len()), (1, 0));
        assert_eq!(shown[0].kind, "NotYetInvented");
        assert_eq!(shown[0].error, "this version does not know the kind");
        let id = shown[0].id;
        assert!(laid_aside::revive(acts, &nina, (id, "igjen")).await.is_err());
        assert_eq!(counts(db).await.dead, 1);
        let reason = "Arbeideren er oppdatert nå.";
        laid_aside::revive(acts, &nina, (id, reason)).await.unwrap();
        let counted = counts(db).await;
        assert_eq!((counted.dead, counted.waiting), (0, 1));
        let (shown, revived) = laid_aside::laid_aside(acts, &nina).await.unwrap();
        assert!(shown.is_empty());
        assert_eq!((revived[0].reason.as_str(), revived[0].staff), (reason, nina.staff()));
        let again = laid_aside::revive(acts, &nina, (id, reason)).await;
        assert!(matches!(again, Err(ActError::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn jobs_done_long_ago_are_cleared_away() {
    in_town(async |town| {
        enqueue_due(&town.base.db).await.unwrap();
        work_through(&town).await;
        assert_eq!(
            run_body(&worker(&town), Job::SweepJobs, &claim(Job::SweepJobs)).await.unwrap(),
            Outcome::Done
        );
        town.base.clock.move_on(Duration::from_secs(8 * 24 * 60 * 60));
        assert_eq!(
            run_body(&worker(&town), Job::SweepJobs, &claim(Job::SweepJobs)).await.unwrap(),
            Outcome::More
        );
        assert_eq!(
            run_body(&worker(&town), Job::SweepJobs, &claim(Job::SweepJobs)).await.unwrap(),
            Outcome::Done
        );
    })
    .await;
}
