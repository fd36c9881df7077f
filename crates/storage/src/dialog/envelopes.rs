//! Messages from journal systems that were taken in, each once.

use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, values};

const NOTE: &str = "INSERT INTO envelopes (municipality, message_id, at, act) \
     VALUES ($1, $2, $3, $4) ON CONFLICT (municipality, message_id) DO NOTHING";

const FORGET: &str = "DELETE FROM envelopes WHERE municipality = $1 AND message_id = $2";

pub(super) const STATEMENTS: &[&str] = &[NOTE, FORGET];

/// Whether a message was seen for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstTime {
    /// It was.
    Yes,
    /// It was taken in before.
    No,
}

/// Notes a message id from the scope's municipality, in the same transaction as
/// what the message does.
///
/// # Errors
/// When the database fails.
pub async fn note_envelope(
    tx: &mut Tx,
    message_id: &str,
    at: Instant,
    act: &'static str,
) -> Result<FirstTime, StorageError> {
    let municipality = tx.municipality()?;
    let noted = tx.execute(NOTE, values![municipality, message_id, at, act]).await?;
    Ok(if noted == 1 { FirstTime::Yes } else { FirstTime::No })
}

/// Forgets a message id from the scope's municipality again: what was refused is
/// not taken in, and is refused again when it comes again.
///
/// # Errors
/// When the database fails.
pub async fn forget_envelope(tx: &mut Tx, message_id: &str) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    tx.execute(FORGET, values![municipality, message_id]).await?;
    Ok(())
}
