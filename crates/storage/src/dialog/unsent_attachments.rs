//! Files that were never sent: thrown away by whoever laid them there, or swept.

use helsebro_domain::ids::{AttachmentId, DraftId, StaffId, ThreadId};
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, Viewer, values};

/// How many files one sweep clears away.
const SWEPT_AT_ONCE: u32 = 20;

const UNSENT_OF_CITIZEN: &str = "SELECT id FROM attachments WHERE id = $1 AND draft = $2 \
     AND person = $3 AND writer = $4 AND message IS NULL";
const UNSENT_OF_DESK: &str = "SELECT id FROM attachments WHERE id = $1 AND thread = $2 \
     AND municipality = $3 AND staff = $4 AND message IS NULL";
const UNSENT_OF_BEGUN: &str = "SELECT id FROM attachments WHERE id = $1 AND draft = $2 \
     AND municipality = $3 AND staff = $4 AND message IS NULL";
const DISCARD_PARTS: &str = "DELETE FROM attachment_parts WHERE attachment = $1";
const DISCARD: &str = "DELETE FROM attachments WHERE id = $1 AND message IS NULL";
const LEFT_BEHIND: &str = "SELECT a.id FROM attachments a WHERE a.message IS NULL \
     AND a.added_at < $1 AND (a.is_whole = 0 OR (a.writer IS NOT NULL \
     AND NOT EXISTS (SELECT 1 FROM unsent u WHERE u.id = a.draft)) \
     OR (a.staff IS NOT NULL AND a.draft IS NOT NULL \
     AND NOT EXISTS (SELECT 1 FROM desk_begun b WHERE b.id = a.draft)) \
     OR (a.staff IS NOT NULL AND a.draft IS NULL AND a.added_at < $2 \
     AND NOT EXISTS (SELECT 1 FROM desk_drafts d WHERE d.thread = a.thread \
     AND d.staff = a.staff AND d.saved_at >= $2))) ORDER BY a.added_at LIMIT $3";
const ALL_OF_BEGUN: &str = "SELECT id FROM attachments WHERE draft = $1 AND municipality = $2 \
     AND staff = $3 AND message IS NULL ORDER BY id LIMIT $4";

pub(super) const STATEMENTS: &[&str] = &[
    UNSENT_OF_CITIZEN,
    UNSENT_OF_DESK,
    UNSENT_OF_BEGUN,
    DISCARD_PARTS,
    DISCARD,
    LEFT_BEHIND,
    ALL_OF_BEGUN,
];

/// Throws away a file of the scope's citizen that is not sent; false when there is none.
///
/// # Errors
/// When the database fails.
pub async fn discard_attachment(
    tx: &mut Tx,
    draft: DraftId,
    id: AttachmentId,
) -> Result<bool, StorageError> {
    let Viewer { person, actor, .. } = tx.viewer()?;
    let found: Option<(AttachmentId,)> =
        tx.optional(UNSENT_OF_CITIZEN, values![id, draft, person, actor]).await?;
    discard_found(tx, found).await
}

/// The same for what a member of staff has ready.
///
/// # Errors
/// When the database fails.
pub async fn discard_desk_attachment(
    tx: &mut Tx,
    (thread, staff): (ThreadId, StaffId),
    id: AttachmentId,
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let found: Option<(AttachmentId,)> =
        tx.optional(UNSENT_OF_DESK, values![id, thread, municipality, staff]).await?;
    discard_found(tx, found).await
}

/// The same for what lies ready for a conversation that she has begun to write.
///
/// # Errors
/// When the database fails.
pub async fn discard_begun_attachment(
    tx: &mut Tx,
    (draft, staff): (DraftId, StaffId),
    id: AttachmentId,
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let found: Option<(AttachmentId,)> =
        tx.optional(UNSENT_OF_BEGUN, values![id, draft, municipality, staff]).await?;
    discard_found(tx, found).await
}

/// Throws away all that lies ready for it; what is over the limit is swept.
///
/// # Errors
/// When the database fails.
pub async fn discard_all_of_begun(
    tx: &mut Tx,
    draft: DraftId,
    staff: StaffId,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let values = values![draft, municipality, staff, SWEPT_AT_ONCE];
    let found: Vec<(AttachmentId,)> = tx.all(ALL_OF_BEGUN, values).await?;
    for found in found {
        discard_found(tx, Some(found)).await?;
    }
    Ok(())
}

async fn discard_found(tx: &mut Tx, found: Option<(AttachmentId,)>) -> Result<bool, StorageError> {
    let Some((id,)) = found else { return Ok(false) };
    tx.execute(DISCARD_PARTS, values![id]).await?;
    tx.ensure_one(DISCARD, values![id]).await?;
    Ok(true)
}

/// Throws away some of what was never sent: what came only in part, or whose draft is
/// gone, before `before`; and what staff had ready for an answer before `forgotten`, which
/// they have not touched since. How many.
///
/// # Errors
/// When the database fails.
pub async fn sweep_attachments(
    tx: &mut Tx,
    before: Instant,
    forgotten: Instant,
) -> Result<u64, StorageError> {
    tx.system()?;
    let found: Vec<(AttachmentId,)> =
        tx.all(LEFT_BEHIND, values![before, forgotten, SWEPT_AT_ONCE]).await?;
    let mut swept = 0;
    for found in found {
        discard_found(tx, Some(found)).await?;
        swept += 1;
    }
    Ok(swept)
}
