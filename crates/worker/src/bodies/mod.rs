//! What each kind of job does: one file a kind, and here only which is which.

mod sweep_jobs;
mod sweep_sessions;

use helsebro_actions::ActError;
use helsebro_storage::StorageError;

use crate::job::Job;
use crate::looping::Worker;

/// How a body ended, when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// There is more of the same; it should run again soon.
    More,
}

/// Why a body failed. It is tried again later.
#[derive(Debug, thiserror::Error)]
pub enum BodyFailed {
    /// The act was not done.
    #[error("the act was not done")]
    Act(#[from] ActError),
    /// The database failed.
    #[error("the database failed")]
    Storage(#[from] StorageError),
}

/// Runs the body of a job once. Starting it again is harmless.
///
/// # Errors
/// When the act or the database failed.
pub async fn run_body(worker: &Worker, job: Job) -> Result<Outcome, BodyFailed> {
    match job {
        Job::SweepSessions => sweep_sessions::run(worker).await,
        Job::SweepJobs => sweep_jobs::run(worker).await,
    }
}
