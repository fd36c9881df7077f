//! Clearing away files that were never sent.

use core::time::Duration;

use helsebro_storage::{Scope, SystemReason, dialog};

use crate::{ActError, Acts};

/// How long a file may take to come in, and how long one lies whose draft is gone.
const LEFT_BEHIND: Duration = Duration::from_secs(60 * 60);

/// How long staff's files wait for the answer that they are for.
const FORGOTTEN: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Throws away some files that were never sent and whose draft is gone; how many.
///
/// # Errors
/// When the database fails.
pub async fn sweep(acts: &Acts) -> Result<u64, ActError> {
    let now = acts.now();
    acts.db()
        .write(Scope::System(SystemReason::Retention), "attachments.sweep", async |mut tx| {
            let (before, forgotten) = (now.minus(LEFT_BEHIND), now.minus(FORGOTTEN));
            dialog::forget_begun(&mut tx, forgotten).await?;
            Ok(dialog::sweep_attachments(&mut tx, before, forgotten).await?)
        })
        .await
}
