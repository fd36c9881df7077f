//! Goes on with plans of what is deleted, where a crash or their length broke them off
//! (L-PJL-25).

use helsebro_actions::retention;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    retention::go_on(&worker.acts).await?;
    Ok(Outcome::Done)
}
