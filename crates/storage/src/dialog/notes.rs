//! Internal notes. They have one copy, the municipality's.

use helsebro_domain::ids::{NoteId, StaffId, ThreadId};
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, from_row, values};

const ADD: &str = "INSERT INTO internal_notes (thread, id, municipality, staff, at, note) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const OF_THREAD: &str = "SELECT id, staff, at, note FROM internal_notes WHERE thread = $1 \
     AND municipality = $2 ORDER BY id DESC LIMIT 200";

const AFTER: &str = "SELECT id, staff, at, note FROM internal_notes WHERE thread = $1 \
     AND municipality = $2 AND id > $3 ORDER BY id LIMIT 200";

pub(super) const STATEMENTS: &[&str] = &[ADD, OF_THREAD, AFTER];

/// A note as stored.
#[derive(Debug, Clone)]
pub struct NoteRow {
    /// Its id.
    pub id: NoteId,
    /// Who wrote it.
    pub staff: StaffId,
    /// When.
    pub at: Instant,
    /// What it says, sealed.
    pub sealed: Vec<u8>,
}

from_row!(NoteRow { id, staff, at, sealed });

/// Adds a note to a conversation of the scope's municipality that was read to write
/// in this transaction.
///
/// # Errors
/// When the database fails.
pub async fn add_note(tx: &mut Tx, thread: ThreadId, note: &NoteRow) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let NoteRow { id, staff, at, sealed } = note;
    tx.ensure_one(ADD, values![thread, id, municipality, staff, at, sealed]).await
}

/// The newest notes of a conversation of the scope's municipality, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn notes(tx: &mut Tx, thread: ThreadId) -> Result<Vec<NoteRow>, StorageError> {
    let municipality = tx.municipality()?;
    let mut rows: Vec<NoteRow> = tx.all(OF_THREAD, values![thread, municipality]).await?;
    rows.reverse();
    Ok(rows)
}

/// The notes of a conversation of the scope's municipality after one, oldest first, some at
/// a time: for whoever needs all of them.
///
/// # Errors
/// When the database fails.
pub async fn notes_after(
    tx: &mut Tx,
    thread: ThreadId,
    after: NoteId,
) -> Result<Vec<NoteRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(AFTER, values![thread, municipality, after]).await
}
