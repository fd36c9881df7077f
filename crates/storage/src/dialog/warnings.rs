//! That a duty lead was warned of a promise.

use helsebro_domain::ids::{StaffId, ThreadId, UnitId};
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, from_row, values};

const ADD: &str = "INSERT INTO promise_warnings (unit, promise_at, thread, municipality, at, lead) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
// A warning counts as long as its conversation waits for what it was about.
const AT_UNIT: &str = "SELECT w.thread, w.promise_at, w.at, w.lead, t.taken_by \
     FROM promise_warnings w JOIN threads t ON t.id = w.thread AND t.unit = w.unit \
     AND t.promise_at = w.promise_at WHERE w.unit = $1 AND w.municipality = $2 \
     AND w.promise_at >= $3 AND t.closed = 0 AND t.awaiting_since IS NOT NULL \
     ORDER BY w.promise_at, w.thread LIMIT 200";

pub(super) const STATEMENTS: &[&str] = &[ADD, AT_UNIT];

/// A warning that still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WarnedRow {
    /// The conversation.
    pub thread: ThreadId,
    /// What is promised.
    pub promise_at: Instant,
    /// When the lead was warned.
    pub at: Instant,
    /// Who was; none when everybody at the unit was.
    pub lead: Option<StaffId>,
    /// Who has the conversation.
    pub taken_by: Option<StaffId>,
}

from_row!(WarnedRow { thread, promise_at, at, lead, taken_by });

/// Notes that the duty lead of a unit of the scope's municipality was warned; false
/// when she was before.
///
/// # Errors
/// When the database fails.
pub async fn add_warning(
    tx: &mut Tx,
    unit: UnitId,
    warned: &WarnedRow,
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let WarnedRow { thread, promise_at, at, lead, .. } = warned;
    let rows = tx.execute(ADD, values![unit, promise_at, thread, municipality, at, lead]).await?;
    Ok(rows == 1)
}

/// The warnings that still count at a unit of the scope's municipality, for promises
/// from then on, the nearest first.
///
/// # Errors
/// When the database fails.
pub async fn warned_at(
    tx: &mut Tx,
    unit: UnitId,
    from: Instant,
) -> Result<Vec<WarnedRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(AT_UNIT, values![unit, municipality, from]).await
}
