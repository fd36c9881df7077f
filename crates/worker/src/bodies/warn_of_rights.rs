//! Warns those who answer a request about rights that the day is near (L-GDPR-12).

use helsebro_actions::rights::{self, Warned};
use helsebro_storage::jobs::RightsPayload;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker, payload: RightsPayload) -> Result<Outcome, BodyFailed> {
    match rights::warn(&worker.acts, payload).await? {
        Warned::Done | Warned::NotNeeded => Ok(Outcome::Done),
    }
}
