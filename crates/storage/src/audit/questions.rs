//! Which line of the log a citizen has asked about, and what a line is about.

use helsebro_domain::ids::{AuditId, EnvelopeId, MunicipalityId, ThreadId};
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, from_row, values};

const ADD: &str = "INSERT INTO log_questions (thread, person, municipality, line, asked_at) \
     VALUES ($1, $2, $3, $4, $5)";
const ABOUT: &str = "SELECT thread, municipality, line, asked_at FROM log_questions \
     WHERE line = $1 AND person = $2 ORDER BY thread DESC LIMIT 1";
const THREAD_OF: &str = "SELECT thread FROM epj_outbox WHERE id = $1 AND person = $2";

pub(super) const STATEMENTS: &[&str] = &[ADD, ABOUT, THREAD_OF];

/// A question about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// The conversation that it began.
    pub thread: ThreadId,
    /// With which municipality.
    pub municipality: MunicipalityId,
    /// The line.
    pub line: AuditId,
    /// When.
    pub asked_at: Instant,
}

from_row!(Question { thread, municipality, line, asked_at });

/// Stores which line a conversation of the scope's citizen is about.
///
/// # Errors
/// When the database fails.
pub async fn add_question(tx: &mut Tx, new: &Question) -> Result<(), StorageError> {
    let person = tx.citizen()?;
    let Question { thread, municipality, line, asked_at } = *new;
    tx.ensure_one(ADD, values![thread, person, municipality, line, asked_at]).await
}

/// The newest question of the scope's citizen about a line.
///
/// # Errors
/// When the database fails.
pub async fn question_about(tx: &mut Tx, line: AuditId) -> Result<Option<Question>, StorageError> {
    let person = tx.citizen()?;
    tx.optional(ABOUT, values![line, person]).await
}

/// The conversation that a message to a journal system belongs to, when it is about
/// the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn thread_of_envelope(
    tx: &mut Tx,
    id: EnvelopeId,
) -> Result<Option<ThreadId>, StorageError> {
    let person = tx.citizen()?;
    let row: Option<(Option<ThreadId>,)> = tx.optional(THREAD_OF, values![id, person]).await?;
    Ok(row.and_then(|(thread,)| thread))
}
