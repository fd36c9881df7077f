//! Clearing away files that were never sent.

use core::time::Duration;

use helsebro_domain::dialog::UNTOUCHED_DAYS;
use helsebro_storage::{Scope, SystemReason, dialog};

use crate::{ActError, Acts};

/// How long a file may take to come in, and how long one lies whose draft is gone.
const LEFT_BEHIND: Duration = Duration::from_secs(60 * 60);

/// How long what staff have begun to write lies untouched, with its files.
const UNTOUCHED: Duration = Duration::from_secs(UNTOUCHED_DAYS * 24 * 60 * 60);

/// Throws away some conversations that staff began and have not touched, and some files that
/// were never sent and whose draft is gone; how many of both.
///
/// # Errors
/// When the database fails.
pub async fn sweep(acts: &Acts) -> Result<u64, ActError> {
    let now = acts.now();
    acts.db()
        .write(Scope::System(SystemReason::Retention), "attachments.sweep", async |mut tx| {
            let (before, untouched) = (now.minus(LEFT_BEHIND), now.minus(UNTOUCHED));
            let begun = dialog::forget_begun(&mut tx, untouched).await?;
            Ok(begun + dialog::sweep_attachments(&mut tx, before, untouched).await?)
        })
        .await
}
