//! Clears away jobs that were done long ago. Those laid aside stay for a person.

use core::time::Duration;

use helsebro_storage::{Scope, SystemReason, jobs};

use super::{BodyFailed, Outcome};
use crate::looping::Worker;

/// How long a done job is kept: so long does its key keep the same from being
/// done again.
const KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);

pub(super) async fn run(worker: &Worker) -> Result<Outcome, BodyFailed> {
    let before = worker.db.now().minus(KEPT);
    let scope = Scope::System(SystemReason::Retention);
    let swept = worker
        .db
        .write(scope, "jobs.sweep", async |mut tx| jobs::sweep(&mut tx, before).await)
        .await?;
    Ok(if swept > 0 { Outcome::More } else { Outcome::Done })
}
