//! Follows the population register's changes (§ 1.6).

use helsebro_actions::parties::register;

use super::{BodyFailed, Outcome, asked};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    asked(register::follow(&worker.acts, &*worker.population).await)
}
