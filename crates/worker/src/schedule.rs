//! When the recurring jobs are asked for.
//!
//! Every process asks at each turn of five minutes; the key of the hour or the turn
//! lets only the first in, so any number of processes make one job.

use helsebro_domain::ids::JobId;
use helsebro_domain::time::Instant;
use helsebro_storage::jobs::{self, NewJob};
use helsebro_storage::{Db, Scope, StorageError, SystemReason};

use crate::job::Job;

const TURN_MICROS: i64 = 5 * 60 * 1_000_000;

const TURNS_AN_HOUR: i64 = 12;

/// What is done every hour.
const HOURLY: [Job; 5] = [
    Job::SweepSessions,
    Job::SweepJobs,
    Job::SweepAttachments,
    Job::ResolveStored,
    Job::WatchReceipts,
];

/// What is done every five minutes: somebody whose address becomes protected shall not
/// wait long for it to hold here too (§ 1.6), and a service that is over is so at
/// midnight (ON-17).
const EVERY_TURN: [Job; 5] = [
    Job::FollowRegister,
    Job::CheckRegister,
    Job::FollowActivations,
    Job::WatchBreaches,
    Job::GoOnDeleting,
];

/// What is done every day, first of all after midnight: what somebody must look at
/// (S2-0-c).
const DAILY: [Job; 1] = [Job::WatchResponsibility];

/// What is done once a month, for the month that has gone.
const MONTHLY: [Job; 1] = [Job::SummariseHelpers];

/// The five minutes an instant lies in, counted from 1970.
pub(crate) const fn turn_of(now: Instant) -> i64 {
    now.micros().div_euclid(TURN_MICROS)
}

/// Puts what is due now into the queue, unless it is there already.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_due(db: &Db) -> Result<(), StorageError> {
    let now = db.now();
    let turn = turn_of(now);
    let hourly = HOURLY.map(|job| (job, turn.div_euclid(TURNS_AN_HOUR)));
    let often = EVERY_TURN.map(|job| (job, turn));
    let today = now.in_oslo().date;
    let month = i64::from(today.year()) * 100 + i64::from(today.month());
    let monthly = MONTHLY.map(|job| (job, month));
    let daily = DAILY.map(|job| (job, month * 100 + i64::from(today.day())));
    db.write(Scope::System(SystemReason::Job), "jobs.schedule", async |mut tx| {
        for (job, time) in hourly.iter().chain(&often).chain(&daily).chain(&monthly) {
            let key = format!("{}:{time}", job.kind());
            let new = NewJob {
                id: JobId::new(now, db.dice()),
                kind: job.kind(),
                idempotency_key: &key,
                payload: job.payload(),
                run_at: now,
                now,
            };
            jobs::enqueue(&mut tx, &new).await?;
        }
        Ok(())
    })
    .await
}
