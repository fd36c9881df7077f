//! When a transaction that met a conflict is run again.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::db::MAX_TRIES;
use crate::error::StorageError;

/// How much longer each pause is than the one before. The first retry is at once:
/// whoever was in the way has just finished.
const STEP: Duration = Duration::from_millis(2);

/// After this many conflicts a transaction waits for those of this process that
/// have had as many, so that they stand in nobody's way but one at a time.
const LANE_AFTER: u32 = 3;

/// How long it waits for them.
const LANE_WAIT: Duration = Duration::from_secs(10);

/// Counts the tries of one transaction.
#[derive(Debug)]
pub(crate) struct RetryPause {
    conflicts: u32,
    lane: Arc<Mutex<()>>,
    in_lane: Option<OwnedMutexGuard<()>>,
}

impl RetryPause {
    pub(super) fn new(lane: &Arc<Mutex<()>>) -> Self {
        Self { conflicts: 0, lane: lane.clone(), in_lane: None }
    }

    /// Waits before the next try.
    pub(crate) async fn before_try(&mut self, name: &'static str) -> Result<(), StorageError> {
        self.conflicts += 1;
        tracing::debug!(name, conflicts = self.conflicts, "the transaction is run again");
        let given_up = StorageError::Conflict { name, tries: self.conflicts };
        if self.conflicts >= MAX_TRIES {
            return Err(given_up);
        }
        if self.conflicts >= LANE_AFTER && self.in_lane.is_none() {
            let waited = tokio::time::timeout(LANE_WAIT, self.lane.clone().lock_owned()).await;
            self.in_lane = Some(waited.map_err(|_| given_up)?);
            return Ok(());
        }
        #[expect(clippy::disallowed_methods, reason = "a bounded pause between two tries")]
        tokio::time::sleep(STEP * (self.conflicts - 1)).await;
        Ok(())
    }
}
