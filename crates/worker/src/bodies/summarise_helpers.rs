//! Counts who acted for whom in the month that has gone, and tells each citizen of it.

use helsebro_actions::representation::months;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    months::summarise(&worker.acts).await?;
    Ok(Outcome::Done)
}
