//! What is deleted when its time has come, and by whom it was decided (L-PJL-25, L-ARK-13,
//! L-BEV).
//!
//! A plan is looked through in steps, and carried out in steps. Each is a transaction with
//! its own place in the plan, so that whoever comes after a crash goes on from there.

mod carrying_out;
mod facts;
mod granted;
mod looking;
mod plans;

pub(crate) use facts::Around;
pub(crate) use granted::carry_out as erase;
pub use plans::{PlanShown, carry_out, drop, list, one, plan};

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::ids::{AuditId, MunicipalityId, RetentionPlanId};
use helsebro_domain::time::Instant;
use helsebro_storage::{Scope, SystemReason, retention};

use crate::{ActError, Acts};

/// How many conversations are looked at, or deleted, in one transaction.
pub const STEP: i64 = 50;

/// How many steps are made at once for each plan; what is left waits for the next turn, so
/// that nothing else waits long for this.
pub const MAX_STEPS: usize = 5;

const RULES: &[&str] = &["L-PJL-25", "L-ARK-13"];

/// Whether there is more to do of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// There is.
    More,
    /// All is done, or somebody else does it.
    Enough,
}

/// Goes on with every plan that somebody has begun; says how many steps were made.
///
/// # Errors
/// When the database fails.
pub async fn go_on(acts: &Acts) -> Result<usize, ActError> {
    advanced(acts, None).await
}

/// The same for one plan, while whoever began it waits. It is stored: what fails now is
/// tried again at the next turn.
async fn begin(acts: &Acts, plan: RetentionPlanId) {
    if let Err(error) = advanced(acts, Some(plan)).await {
        tracing::error!(%error, "a plan of deletion waits for the next turn");
    }
}

async fn advanced(acts: &Acts, only: Option<RetentionPlanId>) -> Result<usize, ActError> {
    let mut steps = 0;
    for _ in 0..MAX_STEPS {
        let going = acts
            .db()
            .read(Scope::System(SystemReason::Retention), "retention.going_on", async |mut tx| {
                Ok::<_, ActError>(retention::going_on(&mut tx).await?)
            })
            .await?;
        let mut more = false;
        for found in going.into_iter().filter(|found| only.is_none_or(|only| only == found.plan)) {
            steps += 1;
            match step(acts, found).await {
                Ok(step) => more |= step == Step::More,
                // One that fails does not stop the others.
                Err(error) => tracing::error!(%error, "a plan of deletion did not go on"),
            }
        }
        if !more {
            break;
        }
    }
    Ok(steps)
}

async fn step(acts: &Acts, found: retention::GoingOn) -> Result<Step, ActError> {
    match looking::step(acts, found).await? {
        Some(step) => Ok(step),
        None => carrying_out::step(acts, (found.municipality, found.plan)).await,
    }
}

fn line(
    acts: &Acts,
    (actor, home): (Actor, MunicipalityId),
    (event, plan): (Event, RetentionPlanId),
    now: Instant,
) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, actor);
    line.org = Some(home);
    line.object = Object::Retention(plan.uuid());
    line.rules = RULES;
    line
}
