//! Looks each night for what somebody in a municipality must look at (S2-0-c, S2-0-e).

use helsebro_actions::controllership::tasks;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    tasks::watch(&worker.acts).await?;
    Ok(Outcome::Done)
}
