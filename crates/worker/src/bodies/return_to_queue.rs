//! Puts a conversation that nobody has answered back in the queue (S1-2.1.1-a).

use helsebro_actions::dialog::timers::{self, Rang};
use helsebro_storage::jobs::PromisePayload;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker, payload: PromisePayload) -> Result<Outcome, BodyFailed> {
    match timers::give_back(&worker.acts, payload).await? {
        // Answered, closed, sent on or promised anew meanwhile; or it is set anew.
        Rang::Done | Rang::NotNeeded | Rang::TooEarly => Ok(Outcome::Done),
    }
}
