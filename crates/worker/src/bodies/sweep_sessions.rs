//! Clears away sessions and sign-ins whose time is long over.

use core::time::Duration;

use helsebro_actions::parties::sessions;

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

/// How long an ended session is kept. The audit log tells of it for longer.
const KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    let swept = sessions::sweep(&worker.acts, KEPT).await?;
    Ok(if swept > 0 { Outcome::More } else { Outcome::Done })
}
