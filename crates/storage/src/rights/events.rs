//! What has happened with a request.

use helsebro_domain::controllership::Party;
use helsebro_domain::ids::{EventId, RightsPartId, RightsRequestId};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO rights_events (request, id, part, at, what, by_party) \
     VALUES ($1, $2, $3, $4, $5, $6)";
const OF: &str = "SELECT part, at, what, by_party FROM rights_events WHERE request = $1 \
     ORDER BY id DESC LIMIT 200";

pub(super) const STATEMENTS: &[&str] = &[ADD, OF];

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// With which part.
    pub part: Option<RightsPartId>,
    /// When.
    pub at: Instant,
    /// What, as it is stored.
    pub what: String,
    /// By whom; none when she did it, or it happened by itself.
    pub by: Option<Party>,
}

impl FromRow for EventRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let by: Option<String> = row.get(3)?;
        Ok(Self {
            part: row.get(0)?,
            at: row.get(1)?,
            what: row.get(2)?,
            by: by.as_deref().and_then(Party::from_stored),
        })
    }
}

/// Stores that something happened.
///
/// # Errors
/// When the database fails.
pub async fn add_event(
    tx: &mut Tx,
    request: RightsRequestId,
    (id, new): (EventId, &EventRow),
) -> Result<(), StorageError> {
    tx.system()?;
    let by = new.by.map(Party::to_stored);
    tx.ensure_one(ADD, values![request, id, new.part, new.at, new.what, by]).await
}

/// What has happened with a request, newest first. Whoever asks has been let see it.
///
/// # Errors
/// When the database fails.
pub async fn events_of(
    tx: &mut Tx,
    request: RightsRequestId,
) -> Result<Vec<EventRow>, StorageError> {
    tx.all(OF, values![request]).await
}
