//! Replies that a unit keeps ready.

use helsebro_domain::ids::{StandardReplyId, UnitId};
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, from_row, values};

const ADD: &str = "INSERT INTO standard_replies (unit, id, municipality, text, changed_at) \
     VALUES ($1, $2, $3, $4, $5)";
const CHANGE: &str = "UPDATE standard_replies SET text = $4, changed_at = $5, resolution = NULL \
     WHERE unit = $1 AND id = $2 AND municipality = $3";
const DISCARD: &str =
    "DELETE FROM standard_replies WHERE unit = $1 AND id = $2 AND municipality = $3";
const OF_UNIT: &str = "SELECT id, text, changed_at FROM standard_replies WHERE unit = $1 \
     AND municipality = $2 ORDER BY id LIMIT 50";

pub(super) const STATEMENTS: &[&str] = &[ADD, CHANGE, DISCARD, OF_UNIT];

/// A reply as stored.
#[derive(Debug, Clone)]
pub struct StandardRow {
    /// Its id.
    pub id: StandardReplyId,
    /// What it is called and what it says, sealed.
    pub sealed: Vec<u8>,
    /// When it was changed.
    pub changed_at: Instant,
}

from_row!(StandardRow { id, sealed, changed_at });

/// Adds a reply to a unit of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn add_standard(
    tx: &mut Tx,
    unit: UnitId,
    reply: &StandardRow,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let StandardRow { id, sealed, changed_at } = reply;
    tx.ensure_one(ADD, values![unit, id, municipality, sealed, changed_at]).await
}

/// Changes a reply; false when the unit has none such.
///
/// # Errors
/// When the database fails.
pub async fn change_standard(
    tx: &mut Tx,
    unit: UnitId,
    reply: &StandardRow,
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let StandardRow { id, sealed, changed_at } = reply;
    let values = values![unit, id, municipality, sealed, changed_at];
    Ok(tx.execute(CHANGE, values).await? == 1)
}

/// Throws a reply away; false when the unit has none such.
///
/// # Errors
/// When the database fails.
pub async fn discard_standard(
    tx: &mut Tx,
    unit: UnitId,
    id: StandardReplyId,
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    Ok(tx.execute(DISCARD, values![unit, id, municipality]).await? == 1)
}

/// The replies of a unit of the scope's municipality, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn standard_replies(tx: &mut Tx, unit: UnitId) -> Result<Vec<StandardRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(OF_UNIT, values![unit, municipality]).await
}
