//! Ends, stops and takes up again what municipalities have in use, when it is time
//! (ON-11, ON-14, ON-17, ON-19).

use helsebro_actions::joining;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    joining::sweep(&worker.acts).await?;
    Ok(Outcome::Done)
}
