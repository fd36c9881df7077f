//! The platform comes to rest: it works until no job is left.

use core::time::Duration;

use anyhow::Context as _;
use helsebro_storage::{Scope, StorageError, SystemReason, jobs};
use tokio_util::sync::CancellationToken;

use super::pause;
use super::platform::Platform;

/// How long it may take.
const LIMIT: Duration = Duration::from_secs(30 * 60);

/// When it is at rest, and how the clock is moved until then.
pub(in crate::bench) struct Rest {
    /// How often it is looked whether all jobs are done.
    pub(in crate::bench) look_every: Duration,
    /// How far the clock is moved when nothing is due.
    pub(in crate::bench) clock_step: Duration,
    /// How often it is moved at most.
    pub(in crate::bench) max_clock_steps: u32,
    /// Whether timers may be left: what was never started and is not due, as a promise's
    /// warning in some days.
    pub(in crate::bench) leaves_timers: bool,
}

impl Rest {
    /// Looks on until it is at rest, and says stop to those who work.
    pub(in crate::bench) async fn reached(
        &self,
        platform: &Platform,
        stop: &CancellationToken,
    ) -> anyhow::Result<()> {
        let seen = tokio::time::timeout(LIMIT, self.until_done(platform)).await;
        stop.cancel();
        seen.context("the jobs were not done in time")?
    }

    /// Waits until every job is done or dead. Where nothing is due the clock is moved.
    async fn until_done(&self, platform: &Platform) -> anyhow::Result<()> {
        let scope = Scope::System(SystemReason::Operation);
        let mut steps = 0;
        loop {
            let now = platform.db.now();
            let (counts, kinds) = platform
                .db
                .read(scope, "bench.jobs", async |mut tx| {
                    let counts = jobs::counts(&mut tx, now).await?;
                    Ok::<_, StorageError>((counts, jobs::counts_by_kind(&mut tx).await?))
                })
                .await?;
            if counts.due_since.is_none() {
                let timers: i64 = kinds.iter().map(|kind| kind.ahead).sum();
                let left = if self.leaves_timers { timers } else { 0 };
                if counts.claimed == 0 && counts.waiting == left {
                    return Ok(());
                }
                let may_move = steps < self.max_clock_steps;
                anyhow::ensure!(may_move, "jobs wait longer than any pause is");
                platform.clock.move_on(self.clock_step);
                steps += 1;
            }
            pause(self.look_every).await;
        }
    }
}
