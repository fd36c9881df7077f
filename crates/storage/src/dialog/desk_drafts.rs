//! Answers that staff have begun and not sent: one for each who writes.

use helsebro_domain::ids::{StaffId, ThreadId, UnitId};
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, from_row, values};

const SAVE: &str = "INSERT INTO desk_drafts (thread, staff, municipality, saved_at, text) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (thread, staff) DO UPDATE SET \
     saved_at = excluded.saved_at, text = excluded.text, resolution = NULL";
const ONE: &str = "SELECT saved_at, text FROM desk_drafts WHERE thread = $1 AND staff = $2 \
     AND municipality = $3";
const AT_UNIT: &str = "SELECT d.thread, d.saved_at FROM desk_drafts d JOIN threads t \
     ON t.id = d.thread WHERE t.unit = $1 AND d.municipality = $2 AND d.staff = $3 \
     AND t.closed = 0 ORDER BY d.saved_at DESC LIMIT 200";
const DISCARD: &str = "DELETE FROM desk_drafts WHERE thread = $1 AND staff = $2 \
     AND municipality = $3";

pub(super) const STATEMENTS: &[&str] = &[SAVE, ONE, AT_UNIT, DISCARD];

/// A draft as stored.
#[derive(Debug, Clone)]
pub struct DeskDraftRow {
    /// When it was saved.
    pub saved_at: Instant,
    /// What is typed, sealed.
    pub sealed: Vec<u8>,
}

from_row!(DeskDraftRow { saved_at, sealed });

/// Saves what a member of staff has typed in a conversation of the scope's
/// municipality that was read to write in this transaction.
///
/// # Errors
/// When the database fails.
pub async fn save_desk_draft(
    tx: &mut Tx,
    thread: ThreadId,
    staff: StaffId,
    draft: &DeskDraftRow,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let DeskDraftRow { saved_at, sealed } = draft;
    tx.ensure_one(SAVE, values![thread, staff, municipality, saved_at, sealed]).await
}

/// What a member of staff has typed in a conversation.
///
/// # Errors
/// When the database fails.
pub async fn desk_draft(
    tx: &mut Tx,
    thread: ThreadId,
    staff: StaffId,
) -> Result<Option<DeskDraftRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(ONE, values![thread, staff, municipality]).await
}

/// In which open conversations of a unit somebody has a draft, and since when.
///
/// # Errors
/// When the database fails.
pub async fn desk_drafts_at(
    tx: &mut Tx,
    unit: UnitId,
    staff: StaffId,
) -> Result<Vec<(ThreadId, Instant)>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(AT_UNIT, values![unit, municipality, staff]).await
}

/// Throws a draft away; nothing happens when there is none.
///
/// # Errors
/// When the database fails.
pub async fn discard_desk_draft(
    tx: &mut Tx,
    thread: ThreadId,
    staff: StaffId,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    tx.execute(DISCARD, values![thread, staff, municipality]).await.map(|_| ())
}
