//! Asks the population register about the parties of a request (S1-2.1-a).

use helsebro_actions::parties::register::{self, NotAsked};
use helsebro_partners::RegisterFault;
use helsebro_storage::jobs::RequestPayload;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker, payload: RequestPayload) -> Result<Outcome, BodyFailed> {
    match register::asked_for(&worker.acts, &*worker.population, payload.request).await {
        Ok(()) | Err(NotAsked::Register(RegisterFault::NotConfigured)) => Ok(Outcome::Done),
        Err(not) => Err(not.into()),
    }
}
