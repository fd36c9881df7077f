//! Sounds the alarm when a day is left of the 72 hours (L-GDPR-33).

use helsebro_actions::breaches;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    let alarms = breaches::warn(&worker.acts).await?;
    if alarms > 0 {
        tracing::warn!(alarms, "a day or less is left to tell the authority of a breach");
    }
    Ok(Outcome::Done)
}
