//! When the recurring jobs are asked for.
//!
//! Every process asks at each hour; the key of the hour lets only the first in,
//! so any number of processes make one job.

use helsebro_domain::ids::JobId;
use helsebro_domain::time::Instant;
use helsebro_storage::jobs::{self, NewJob};
use helsebro_storage::{Db, Scope, StorageError, SystemReason};

use crate::job::Job;

const HOUR_MICROS: i64 = 60 * 60 * 1_000_000;

/// What is done every hour.
const HOURLY: [Job; 4] =
    [Job::SweepSessions, Job::SweepJobs, Job::SweepAttachments, Job::WatchReceipts];

/// The hour an instant lies in, counted from 1970.
pub(crate) const fn hour_of(now: Instant) -> i64 {
    now.micros().div_euclid(HOUR_MICROS)
}

/// Puts what is due this hour into the queue, unless it is there already.
///
/// # Errors
/// When the database fails.
pub async fn enqueue_due(db: &Db) -> Result<(), StorageError> {
    let now = db.now();
    let hour = hour_of(now);
    db.write(Scope::System(SystemReason::Job), "jobs.schedule", async |mut tx| {
        for job in HOURLY {
            let key = format!("{}:{hour}", job.kind());
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
