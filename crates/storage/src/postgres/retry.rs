//! When a transaction that met a conflict is run again.

use std::time::Duration;

use crate::db::MAX_TRIES;
use crate::error::StorageError;

/// How much longer each pause is than the one before. The first retry is at once:
/// whoever was in the way has just finished.
const STEP: Duration = Duration::from_millis(2);

/// Counts the tries of one transaction.
#[derive(Debug, Default)]
pub(crate) struct RetryPause {
    conflicts: u32,
}

impl RetryPause {
    /// Waits before the next try.
    pub(crate) async fn before_try(&mut self, name: &'static str) -> Result<(), StorageError> {
        self.conflicts += 1;
        tracing::debug!(name, conflicts = self.conflicts, "the transaction is run again");
        if self.conflicts >= MAX_TRIES {
            return Err(StorageError::Conflict { name, tries: self.conflicts });
        }
        #[expect(clippy::disallowed_methods, reason = "a bounded pause between two tries")]
        tokio::time::sleep(STEP * (self.conflicts - 1)).await;
        Ok(())
    }
}
