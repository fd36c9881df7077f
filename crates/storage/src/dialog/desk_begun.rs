//! Conversations that staff have begun to write and not sent: each its writer's own.

use helsebro_domain::dialog::Reply;
use helsebro_domain::ids::{DraftId, PersonId, StaffId, UnitId};
use helsebro_domain::notices::Weight;
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

const SAVE: &str = "INSERT INTO desk_begun (id, municipality, unit, staff, person, reply, \
     needs_answer, saved_at, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
     ON CONFLICT (id) DO UPDATE SET person = excluded.person, reply = excluded.reply, \
     needs_answer = excluded.needs_answer, saved_at = excluded.saved_at, text = excluded.text \
     WHERE desk_begun.municipality = excluded.municipality AND desk_begun.unit = excluded.unit \
     AND desk_begun.staff = excluded.staff";
const ONE: &str = "SELECT person, reply, needs_answer, saved_at, text FROM desk_begun \
     WHERE id = $1 AND municipality = $2 AND unit = $3 AND staff = $4";
const DISCARD: &str = "DELETE FROM desk_begun \
     WHERE id = $1 AND municipality = $2 AND unit = $3 AND staff = $4";
const FORGET: &str = "DELETE FROM desk_begun WHERE saved_at < $1";

pub(super) const STATEMENTS: &[&str] = &[SAVE, ONE, DISCARD, FORGET];

/// One as stored.
#[derive(Debug, Clone)]
pub struct BegunRow {
    /// With whom.
    pub person: PersonId,
    /// Whether she may answer.
    pub reply: Reply,
    /// Whether it needs an answer (N-07).
    pub weight: Weight,
    /// When it was saved.
    pub saved_at: Instant,
    /// Topic and message, sealed.
    pub sealed: Vec<u8>,
}

impl FromRow for BegunRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let (reply, needs_answer): (i64, i64) = (row.get(1)?, row.get(2)?);
        Ok(Self {
            person: row.get(0)?,
            reply: if reply == 0 { Reply::Allowed } else { Reply::NotAllowed },
            weight: if needs_answer == 0 { Weight::Plain } else { Weight::NeedsAnswer },
            saved_at: row.get(3)?,
            sealed: row.get(4)?,
        })
    }
}

/// Saves what a member of staff has written so far at a unit of the scope's municipality.
///
/// # Errors
/// When the id is another's or the database fails.
pub async fn save_begun(
    tx: &mut Tx,
    id: DraftId,
    (unit, staff): (UnitId, StaffId),
    row: &BegunRow,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let reply = i64::from(row.reply == Reply::NotAllowed);
    let needs_answer = i64::from(row.weight == Weight::NeedsAnswer);
    let BegunRow { person, saved_at, sealed, .. } = row;
    let values =
        values![id, municipality, unit, staff, person, reply, needs_answer, saved_at, sealed];
    tx.ensure_one(SAVE, values).await
}

/// What a member of staff has written so far.
///
/// # Errors
/// When the database fails.
pub async fn begun(
    tx: &mut Tx,
    id: DraftId,
    (unit, staff): (UnitId, StaffId),
) -> Result<Option<BegunRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(ONE, values![id, municipality, unit, staff]).await
}

/// It is sent, or thrown away; false when it was not there.
///
/// # Errors
/// When the database fails.
pub async fn discard_begun(
    tx: &mut Tx,
    id: DraftId,
    (unit, staff): (UnitId, StaffId),
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    Ok(tx.execute(DISCARD, values![id, municipality, unit, staff]).await? == 1)
}

/// Throws away what was begun before then and never sent.
///
/// # Errors
/// When the database fails.
pub async fn forget_begun(tx: &mut Tx, before: Instant) -> Result<u64, StorageError> {
    tx.system()?;
    tx.execute(FORGET, values![before]).await
}
