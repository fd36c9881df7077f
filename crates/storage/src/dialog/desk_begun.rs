//! Conversations that staff have begun to write and not sent: each its writer's own.

use helsebro_domain::dialog::{MAX_BEGUN, Reply};
use helsebro_domain::ids::{DraftId, PersonId, StaffId, UnitId};
use helsebro_domain::notices::Weight;
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, from_row, values};

/// How many untouched ones one sweep throws away.
const FORGOTTEN_AT_ONCE: u32 = 20;

const SAVE: &str = "INSERT INTO desk_begun (id, municipality, unit, staff, person, reply, \
     needs_answer, saved_at, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
     ON CONFLICT (id) DO UPDATE SET person = excluded.person, reply = excluded.reply, \
     needs_answer = excluded.needs_answer, saved_at = excluded.saved_at, text = excluded.text, \
     resolution = NULL \
     WHERE desk_begun.municipality = excluded.municipality AND desk_begun.unit = excluded.unit \
     AND desk_begun.staff = excluded.staff";
const ONE: &str = "SELECT person, reply, needs_answer, saved_at, text FROM desk_begun \
     WHERE id = $1 AND municipality = $2 AND unit = $3 AND staff = $4";
const DISCARD: &str = "DELETE FROM desk_begun \
     WHERE id = $1 AND municipality = $2 AND unit = $3 AND staff = $4";
const OF_STAFF: &str = "SELECT b.id, b.person, b.saved_at, b.text, (SELECT COUNT(*) \
     FROM attachments a WHERE a.draft = b.id AND a.message IS NULL AND a.is_whole = 1) \
     FROM desk_begun b WHERE b.municipality = $1 AND b.unit = $2 AND b.staff = $3 \
     ORDER BY b.saved_at DESC, b.id LIMIT $4";
const COUNT: &str = "SELECT COUNT(*) FROM desk_begun \
     WHERE municipality = $1 AND unit = $2 AND staff = $3";
const TOUCH: &str = "UPDATE desk_begun SET saved_at = $5 \
     WHERE id = $1 AND municipality = $2 AND unit = $3 AND staff = $4";
const FORGET: &str = "DELETE FROM desk_begun WHERE id IN (SELECT id FROM desk_begun \
     WHERE saved_at < $1 ORDER BY saved_at LIMIT $2)";

pub(super) const STATEMENTS: &[&str] = &[SAVE, ONE, DISCARD, OF_STAFF, COUNT, TOUCH, FORGET];

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

/// One in a list.
#[derive(Debug, Clone)]
pub struct ListedBegun {
    /// Its id.
    pub id: DraftId,
    /// With whom.
    pub person: PersonId,
    /// When it was touched last.
    pub saved_at: Instant,
    /// Topic and message, sealed.
    pub sealed: Vec<u8>,
    /// How many files lie ready for it.
    pub files: i64,
}

from_row!(ListedBegun { id, person, saved_at, sealed, files });

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

/// What a member of staff has begun at a unit, what was touched last first.
///
/// # Errors
/// When the database fails.
pub async fn begun_by(
    tx: &mut Tx,
    (unit, staff): (UnitId, StaffId),
) -> Result<Vec<ListedBegun>, StorageError> {
    let municipality = tx.municipality()?;
    let most = i64::try_from(MAX_BEGUN).unwrap_or(i64::MAX);
    tx.all(OF_STAFF, values![municipality, unit, staff, most]).await
}

/// How many she has begun there.
///
/// # Errors
/// When the database fails.
pub async fn count_begun(
    tx: &mut Tx,
    (unit, staff): (UnitId, StaffId),
) -> Result<usize, StorageError> {
    let municipality = tx.municipality()?;
    let (count,): (i64,) = tx.one(COUNT, values![municipality, unit, staff]).await?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Its files have changed, so it is in use; false when it was not there.
///
/// # Errors
/// When the database fails.
pub async fn touch_begun(
    tx: &mut Tx,
    id: DraftId,
    (unit, staff): (UnitId, StaffId),
    at: Instant,
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    Ok(tx.execute(TOUCH, values![id, municipality, unit, staff, at]).await? == 1)
}

/// Throws away some of what nobody has touched since then; how many. What lies ready for it
/// has then lost its draft, and is swept as such.
///
/// # Errors
/// When the database fails.
pub async fn forget_begun(tx: &mut Tx, before: Instant) -> Result<u64, StorageError> {
    tx.system()?;
    tx.execute(FORGET, values![before, FORGOTTEN_AT_ONCE]).await
}
