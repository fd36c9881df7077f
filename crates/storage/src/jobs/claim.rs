//! Taking jobs, and waiting for some.

use core::time::Duration;

use helsebro_domain::ids::JobId;
use helsebro_domain::time::Instant;

use super::queue::MAX_ATTEMPTS;
use crate::db::Db;
use crate::postgres::Access;
use crate::scope::{Scope, SystemReason};
use crate::{StorageError, Tx, from_row, values};

/// How long a worker has a job to itself.
pub const LEASE: Duration = Duration::from_secs(60);

/// The most jobs claimed at once.
pub const MAX_CLAIMED: u32 = 100;

/// How often the queue is looked at when nothing wakes the worker: retries fall
/// due, leases end, and on PostgreSQL another process may have written a job.
/// NOTIFY would save that second at the price of a lock on every COMMIT.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// A job that was started as often as may be without ever ending is laid aside:
/// whoever takes it does not come back.
const BURY_THE_DEADLY: &str = "UPDATE jobs SET state = 3, ended_at = $1, \
     last_error = 'the worker did not come back' \
     WHERE state <= 1 AND state = 1 AND run_at <= $1 AND attempts >= $2";
const CLAIM: &str = "UPDATE jobs SET state = 1, run_at = $2, attempts = jobs.attempts + 1, \
     fence = jobs.fence + 1 WHERE id IN (SELECT id FROM jobs WHERE state <= 1 AND run_at <= $1 \
     ORDER BY run_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) \
     RETURNING id, kind, idempotency_key, payload, attempts, fence";

pub(super) const STATEMENTS: &[&str] = &[BURY_THE_DEADLY, CLAIM];

/// A job in a worker's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The job.
    pub id: JobId,
    /// What kind of job it is.
    pub kind: String,
    /// What its effect outside must carry.
    pub idempotency_key: String,
    /// What it needs to know, as JSON.
    pub payload: String,
    /// Which try this is, from 1.
    pub attempt: i64,
    /// The fencing number: whoever holds the newest may end the job.
    pub fence: i64,
}

from_row!(Claim { id, kind, idempotency_key, payload, attempt, fence });

/// Takes jobs that are due, the longest waiting first.
///
/// # Errors
/// When the database fails.
pub async fn claim(db: &Db, limit: u32) -> Result<Vec<Claim>, StorageError> {
    let now = db.now();
    let scope = Scope::System(SystemReason::Job);
    db.write_as(Access::Claim, scope, "jobs.claim", async |mut tx| {
        take(&mut tx, now, limit.min(MAX_CLAIMED)).await
    })
    .await
}

/// Waits until a job may be there: until one was written here, or a named
/// interval has passed.
pub async fn wait_for_work(db: &Db) {
    // Being woken and having waited long enough are the same to the worker.
    let _either = tokio::time::timeout(POLL_INTERVAL, db.job_signal().notified()).await;
}

async fn take(tx: &mut Tx, now: Instant, limit: u32) -> Result<Vec<Claim>, StorageError> {
    tx.execute(BURY_THE_DEADLY, values![now, MAX_ATTEMPTS]).await?;
    let mut claimed: Vec<Claim> = tx.all(CLAIM, values![now, now.plus(LEASE), limit]).await?;
    claimed.sort_by_key(|claim| claim.id);
    Ok(claimed)
}
