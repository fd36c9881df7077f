//! Looks for receipts that do not come (S1-2.1-b).

use helsebro_actions::epj::watching;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    let watched = watching::look(&worker.acts).await?;
    if watched.given_up > 0 {
        tracing::warn!(count = watched.given_up, "no receipt came; the unit has it in the console");
    }
    Ok(Outcome::Done)
}
