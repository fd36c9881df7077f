//! Clears away files that were never sent, when what they were for is gone.

use helsebro_actions::dialog::attachments;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    let swept = attachments::sweep(&worker.acts).await?;
    Ok(if swept > 0 { Outcome::More } else { Outcome::Done })
}
