//! How the queue is doing, for `doctor`, and what a person does about dead jobs.

use helsebro_domain::ids::{JobId, StaffId};
use helsebro_domain::time::Instant;

use uuid::Uuid;

use crate::{StorageError, Tx, from_row, values};

/// The most dead jobs listed, or ended ones swept, at once.
pub const MAX_LISTED: u32 = 200;

const COUNT_OPEN: &str = "SELECT \
     COALESCE(SUM(CASE WHEN state = 0 THEN 1 ELSE 0 END), 0) AS waiting, \
     COALESCE(SUM(CASE WHEN state = 1 AND run_at > $1 THEN 1 ELSE 0 END), 0) AS claimed, \
     MIN(CASE WHEN run_at <= $1 THEN run_at END) AS oldest FROM jobs WHERE state <= 1";
const COUNT_DEAD: &str = "SELECT COUNT(*) FROM jobs WHERE state >= 2 AND state = 3";
const OF_KIND: &str = "SELECT kind, COUNT(*), SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END), \
     SUM(CASE WHEN state = 0 AND attempts = 0 THEN 1 ELSE 0 END), \
     SUM(CASE WHEN attempts > 1 THEN 1 ELSE 0 END), MAX(attempts) FROM jobs \
     GROUP BY kind ORDER BY kind";
const DEAD: &str = "SELECT id, kind, attempts, last_error, ended_at FROM jobs \
     WHERE state >= 2 AND state = 3 ORDER BY ended_at DESC LIMIT $1";
const REVIVE: &str = "UPDATE jobs SET state = 0, attempts = 0, run_at = $2, ended_at = NULL \
     WHERE id = $1 AND state = 3";
const SWEEP: &str = "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE state >= 2 \
     AND state = 2 AND ended_at < $1 ORDER BY ended_at LIMIT $2)";

const ONE_DEAD: &str = "SELECT id, kind, attempts, last_error, ended_at FROM jobs \
     WHERE id = $1 AND state = 3";
const ADD_REVIVAL: &str = "INSERT INTO job_revivals (id, job, kind, at, staff, reason) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const REVIVALS: &str = "SELECT kind, at, staff, reason FROM job_revivals \
     ORDER BY at DESC, id DESC LIMIT $1";

pub(super) const STATEMENTS: &[&str] =
    &[COUNT_OPEN, COUNT_DEAD, OF_KIND, DEAD, REVIVE, SWEEP, ONE_DEAD, ADD_REVIVAL, REVIVALS];

/// How many jobs there are of which sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JobCounts {
    /// Waiting to be claimed, now or later.
    pub waiting: i64,
    /// In a worker's hands.
    pub claimed: i64,
    /// Laid aside for a person to look at.
    pub dead: i64,
    /// Since when the longest waiting of those that are due has been due.
    pub due_since: Option<Instant>,
}

/// A job laid aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadJob {
    /// The job.
    pub id: JobId,
    /// What kind of job it is.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Why it failed last.
    pub last_error: Option<String>,
    /// When it was laid aside.
    pub ended_at: Option<Instant>,
}

from_row!(DeadJob { id, kind, attempts, last_error, ended_at });

/// How the jobs of one kind have gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindCounts {
    /// The kind.
    pub kind: String,
    /// How many there are, whatever their state.
    pub all: i64,
    /// How many are done.
    pub done: i64,
    /// How many have not been started yet: due, or waiting for a time of their own.
    pub ahead: i64,
    /// How many were started more than once.
    pub again: i64,
    /// How often the one was started that was started most.
    pub most_attempts: i64,
}

from_row!(KindCounts { kind, all, done, ahead, again, most_attempts });

/// Counts all jobs by kind, those that are done too. It reads the whole queue: for
/// whoever looks back at a trial, not for every minute. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn counts_by_kind(tx: &mut Tx) -> Result<Vec<KindCounts>, StorageError> {
    tx.system()?;
    tx.all(OF_KIND, values![]).await
}

/// Counts the jobs that are not done. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn counts(tx: &mut Tx, now: Instant) -> Result<JobCounts, StorageError> {
    tx.system()?;
    let (waiting, claimed, due_since) = tx.one(COUNT_OPEN, values![now]).await?;
    let (dead,) = tx.one(COUNT_DEAD, values![]).await?;
    Ok(JobCounts { waiting, claimed, dead, due_since })
}

/// The jobs laid aside, newest first. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn dead(tx: &mut Tx, limit: u32) -> Result<Vec<DeadJob>, StorageError> {
    tx.system()?;
    tx.all(DEAD, values![limit.min(MAX_LISTED)]).await
}

/// A job that was laid aside; none when it is not, or is no more. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn dead_job(tx: &mut Tx, id: JobId) -> Result<Option<DeadJob>, StorageError> {
    tx.system()?;
    tx.optional(ONE_DEAD, values![id]).await
}

/// A job that somebody let be tried anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revival {
    /// What kind of job it is.
    pub kind: String,
    /// When.
    pub at: Instant,
    /// Who said so.
    pub staff: StaffId,
    /// Why, in words.
    pub reason: String,
}

from_row!(Revival { kind, at, staff, reason });

/// Stores that somebody let a dead job be tried anew, and why. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn add_revival(
    tx: &mut Tx,
    (id, job): (Uuid, JobId),
    new: &Revival,
) -> Result<(), StorageError> {
    tx.system()?;
    let Revival { kind, at, staff, reason } = new;
    tx.ensure_one(ADD_REVIVAL, values![id, job, kind, *at, *staff, reason]).await
}

/// The jobs that were let be tried anew, newest first. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn revivals(tx: &mut Tx, limit: u32) -> Result<Vec<Revival>, StorageError> {
    tx.system()?;
    tx.all(REVIVALS, values![limit.min(MAX_LISTED)]).await
}

/// Lets a dead job be tried anew. Its fencing number goes on from where it was.
///
/// # Errors
/// When the job is not dead, or the database fails.
pub async fn revive(tx: &mut Tx, id: JobId, now: Instant) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(REVIVE, values![id, now]).await?;
    tx.note_enqueued();
    Ok(())
}

/// Removes some jobs that were done before then, and says how many went. Until
/// then their idempotency keys keep the same job from being done again.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx, before: Instant) -> Result<u64, StorageError> {
    tx.system()?;
    tx.execute(SWEEP, values![before, MAX_LISTED]).await
}
