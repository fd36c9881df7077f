//! A job's way: into the queue, and out of a worker's hands.

use core::time::Duration;

use helsebro_domain::ids::JobId;
use helsebro_domain::time::Instant;

use super::claim::{Claim, LEASE};
use crate::{StorageError, Tx, values};

/// How often a job is tried before it is laid aside for a person to look at.
pub const MAX_ATTEMPTS: i64 = 12;

/// How long the first pause after a failure is. Each is twice the one before.
pub const BACK_OFF_FIRST: Duration = Duration::from_secs(5);

/// The longest pause after a failure.
pub const BACK_OFF_MOST: Duration = Duration::from_secs(60 * 60);

/// The longest pause while something outside is away.
pub const OUTAGE_PAUSE_MOST: Duration = Duration::from_secs(10 * 60);

/// How many attempts are counted of a job that waits for something outside: so few that
/// it is not laid aside, and that a worker which dies with it may take it again.
pub const OUTAGE_COUNTED: i64 = MAX_ATTEMPTS - 2;

/// The longest payload: ids and a few words, never content.
const MAX_PAYLOAD_BYTES: usize = 16 * 1024;

/// The longest idempotency key and kind.
const MAX_KEY_BYTES: usize = 200;

/// How much of a failure's reason is kept.
const MAX_REASON_CHARS: usize = 200;

const ENQUEUE: &str = "INSERT INTO jobs (id, kind, idempotency_key, payload, state, run_at, \
     attempts, fence, created_at) VALUES ($1, $2, $3, $4, 0, $5, 0, 0, $6) \
     ON CONFLICT DO NOTHING";
const FINISH: &str = "UPDATE jobs SET state = 2, ended_at = $3, last_error = NULL \
     WHERE id = $1 AND fence = $2 AND state = 1";
const RETRY: &str = "UPDATE jobs SET state = 0, run_at = $3, last_error = $4 \
     WHERE id = $1 AND fence = $2 AND state = 1";
const BURY: &str = "UPDATE jobs SET state = 3, ended_at = $3, last_error = $4 \
     WHERE id = $1 AND fence = $2 AND state = 1";
const PUT_OFF: &str = "UPDATE jobs SET state = 0, run_at = $3, last_error = $4, \
     attempts = CASE WHEN attempts > $5 THEN $5 ELSE attempts END \
     WHERE id = $1 AND fence = $2 AND state = 1";
const EXTEND: &str = "UPDATE jobs SET run_at = $3 WHERE id = $1 AND fence = $2 AND state = 1";

pub(super) const STATEMENTS: &[&str] = &[ENQUEUE, FINISH, RETRY, BURY, PUT_OFF, EXTEND];

/// A job to be done.
#[derive(Debug, Clone, Copy)]
pub struct NewJob<'a> {
    /// Its id.
    pub id: JobId,
    /// What kind of job it is; the worker knows the kinds.
    pub kind: &'a str,
    /// What names its effect: the same key is the same effect, done once.
    pub idempotency_key: &'a str,
    /// What it needs to know, as JSON: ids, never content.
    pub payload: &'a str,
    /// When it may be done first.
    pub run_at: Instant,
    /// When it was asked for.
    pub now: Instant,
}

/// Whether a job was put into the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enqueued {
    /// It was.
    Now,
    /// One with the same key is, or was, there already.
    Before,
}

/// What became of a job that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retried {
    /// It will be tried again then.
    At(Instant),
    /// It has been tried often enough and is laid aside.
    Buried,
}

/// Puts a job into the queue, in the transaction of what makes it needed.
///
/// # Errors
/// When a text is too long or the database fails.
pub async fn enqueue(tx: &mut Tx, job: &NewJob<'_>) -> Result<Enqueued, StorageError> {
    if job.payload.len() > MAX_PAYLOAD_BYTES {
        return Err(StorageError::TooLong { what: "a job's payload" });
    }
    if job.idempotency_key.len() > MAX_KEY_BYTES || job.kind.len() > MAX_KEY_BYTES {
        return Err(StorageError::TooLong { what: "a job's key" });
    }
    let NewJob { id, kind, idempotency_key, payload, run_at, now } = job;
    let rows =
        tx.execute(ENQUEUE, values![id, kind, idempotency_key, payload, run_at, now]).await?;
    if rows == 0 {
        return Ok(Enqueued::Before);
    }
    tx.note_enqueued();
    Ok(Enqueued::Now)
}

/// Ends a claimed job as done, in the transaction of its result.
///
/// # Errors
/// [`StorageError::LeaseLost`] when it was claimed anew: then the result must not
/// be stored either.
pub async fn finish(tx: &mut Tx, claim: &Claim, now: Instant) -> Result<(), StorageError> {
    tx.system()?;
    held(tx.execute(FINISH, values![claim.id, claim.fence, now]).await?)
}

/// Puts a job that failed back for later, or lays it aside when it has failed
/// often enough. `why` is a code or a few words, never content.
///
/// # Errors
/// [`StorageError::LeaseLost`] when it was claimed anew.
pub async fn retry(
    tx: &mut Tx,
    claim: &Claim,
    now: Instant,
    why: &str,
) -> Result<Retried, StorageError> {
    if claim.attempt >= MAX_ATTEMPTS {
        bury(tx, claim, now, why).await?;
        return Ok(Retried::Buried);
    }
    tx.system()?;
    let at = now.plus(back_off(claim.attempt));
    held(tx.execute(RETRY, values![claim.id, claim.fence, at, shortened(why)]).await?)?;
    Ok(Retried::At(at))
}

/// Puts a job back that waits for something outside which is away. It is tried again for as
/// long as that lasts, and never laid aside: what it holds is somebody's message.
///
/// # Errors
/// [`StorageError::LeaseLost`] when it was claimed anew.
pub async fn put_off(
    tx: &mut Tx,
    claim: &Claim,
    now: Instant,
    why: &str,
) -> Result<Instant, StorageError> {
    tx.system()?;
    let at = now.plus(back_off(claim.attempt).min(OUTAGE_PAUSE_MOST));
    let why = shortened(why);
    held(tx.execute(PUT_OFF, values![claim.id, claim.fence, at, why, OUTAGE_COUNTED]).await?)?;
    Ok(at)
}

/// Lays a job aside that no retry would help.
///
/// # Errors
/// [`StorageError::LeaseLost`] when it was claimed anew.
pub async fn bury(tx: &mut Tx, claim: &Claim, now: Instant, why: &str) -> Result<(), StorageError> {
    tx.system()?;
    held(tx.execute(BURY, values![claim.id, claim.fence, now, shortened(why)]).await?)
}

/// Gives the holder of a job another lease.
///
/// # Errors
/// [`StorageError::LeaseLost`] when it was claimed anew.
pub async fn extend(tx: &mut Tx, claim: &Claim, now: Instant) -> Result<(), StorageError> {
    tx.system()?;
    held(tx.execute(EXTEND, values![claim.id, claim.fence, now.plus(LEASE)]).await?)
}

fn held(rows: u64) -> Result<(), StorageError> {
    if rows == 1 { Ok(()) } else { Err(StorageError::LeaseLost) }
}

/// The pause after this many attempts.
fn back_off(attempts: i64) -> Duration {
    let doublings = u32::try_from((attempts - 1).clamp(0, 20)).unwrap_or(0);
    BACK_OFF_FIRST.saturating_mul(1 << doublings).min(BACK_OFF_MOST)
}

fn shortened(why: &str) -> String {
    why.chars().take(MAX_REASON_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pause_is_twice_the_one_before_up_to_an_hour() {
        let pauses: Vec<u64> = (1..=13).map(|attempt| back_off(attempt).as_secs()).collect();
        let expected = [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600];
        assert_eq!(pauses, expected);
        assert_eq!(back_off(i64::MAX), BACK_OFF_MOST);
    }
}
