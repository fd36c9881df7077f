//! On the first day that somebody is away: where nobody stands in, what she has goes
//! to the queue.

use helsebro_actions::parties::absence;
use helsebro_storage::jobs::AbsencePayload;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker, payload: AbsencePayload) -> Result<Outcome, BodyFailed> {
    absence::begin(&worker.acts, payload).await?;
    Ok(Outcome::Done)
}
