//! Tells those concerned by records that move, some at a time (L-PJL-24).

use helsebro_actions::controllership::custody;
use helsebro_storage::jobs::CustodyPayload;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker, payload: CustodyPayload) -> Result<Outcome, BodyFailed> {
    match custody::tell_concerned(&worker.acts, payload.plan).await? {
        true => Ok(Outcome::More),
        false => Ok(Outcome::Done),
    }
}
