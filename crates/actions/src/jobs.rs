//! What the operator does about jobs that were laid aside.
//!
//! A job is shown by its kind and by what class of error it died of; what it holds is not
//! opened here.

use helsebro_domain::audit::{Actor, AuditLine, Event};
use helsebro_domain::ids::{AuditId, JobId};
use helsebro_domain::joining::{MIN_REASON, OperatorAccess};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::jobs::{self, DeadJob, Revival};
use helsebro_storage::{Scope, SystemReason};

use crate::{ActError, Acts, trail};

const OPERATION: Scope = Scope::System(SystemReason::Operation);

/// The most jobs that are shown at once.
pub const MAX_SHOWN: u32 = 100;

/// The most revivals that are shown at once.
pub const MAX_REVIVALS: u32 = 20;

/// The most letters of a reason.
pub const MAX_REASON: usize = 500;

/// A job that was laid aside, as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidAside {
    /// The job.
    pub id: JobId,
    /// What kind of job it is.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What class of error it died of; what stands behind the class is not shown.
    pub error: String,
    /// When it was laid aside.
    pub at: Option<Instant>,
}

/// The jobs that are laid aside, newest first, and those that were last let be tried anew.
///
/// # Errors
/// When the database fails.
pub async fn laid_aside(
    acts: &Acts,
    _: &OperatorAccess,
) -> Result<(Vec<LaidAside>, Vec<Revival>), ActError> {
    acts.db()
        .read(OPERATION, "jobs.laid_aside", async |mut tx| {
            let dead = jobs::dead(&mut tx, MAX_SHOWN).await?;
            let revived = jobs::revivals(&mut tx, MAX_REVIVALS).await?;
            Ok((dead.into_iter().map(shown).collect(), revived))
        })
        .await
}

/// Lets a job that was laid aside be tried anew, with a reason.
///
/// # Errors
/// `REASON_TOO_SHORT`, `REASON_TOO_LONG`; [`ActError::NotFound`] for a job that is not laid
/// aside.
pub async fn revive(
    acts: &Acts,
    who: &OperatorAccess,
    (id, reason): (JobId, &str),
) -> Result<(), ActError> {
    let now = acts.now();
    let reason = reason.trim();
    acts.db()
        .write(OPERATION, "jobs.revive", async |mut tx| {
            let job = jobs::dead_job(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let line = AuditId::from_uuid(acts.fresh(now));
            let actor = Actor::Staff(who.staff());
            let mut line = AuditLine::accepted(line, now, Event::JobRevived, actor);
            line.rules = &["S1-1-b"];
            if let Err(refusal) = trail::settle(&mut tx, line, said(reason)).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            jobs::revive(&mut tx, id, now).await?;
            let new =
                Revival { kind: job.kind, at: now, staff: who.staff(), reason: reason.to_owned() };
            jobs::add_revival(&mut tx, (acts.fresh(now), id), &new).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

fn said(reason: &str) -> Result<(), Refusal> {
    match reason.chars().count() {
        letters if letters < MIN_REASON => Err(ReasonCode::ReasonTooShort),
        letters if letters > MAX_REASON => Err(ReasonCode::ReasonTooLong),
        _ => Ok(()),
    }
    .map_err(|code| Refusal::told(code, &["S1-1-b"]))
}

/// The class of an error is what stands before its particulars.
fn shown(job: DeadJob) -> LaidAside {
    let error = job.last_error.unwrap_or_default();
    let class = error.split(':').next().unwrap_or_default().trim().to_owned();
    LaidAside { id: job.id, kind: job.kind, attempts: job.attempts, error: class, at: job.ended_at }
}
