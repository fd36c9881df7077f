//! Gives what was stored before its answer to who was controller (S2-2-d-2).

use helsebro_actions::controllership;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    let given = controllership::resolve_stored(&worker.acts).await?;
    Ok(if given > 0 { Outcome::More } else { Outcome::Done })
}
