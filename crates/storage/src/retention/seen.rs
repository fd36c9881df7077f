//! What is known of conversations when they are looked at, and what holds them back.

use helsebro_domain::ids::{MunicipalityId, PersonId, RightsRequestId, ThreadId, UnitId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::Instant;

use super::of;
use crate::{FromRow, Row, StorageError, Tx, values};

macro_rules! threads {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.person, t.unit, u.care_area, t.closed, t.opened_at, t.last_at \
             FROM threads t JOIN units u ON u.id = t.unit WHERE t.municipality = $1 AND ",
            $rest,
            " AND NOT EXISTS (SELECT 1 FROM deleted_records d WHERE d.thread = t.id)"
        )
    };
}

const TO_LOOK_AT: &str = concat!(threads!("t.id > $2"), " ORDER BY t.id LIMIT $3");
const ONE: &str = threads!("t.id = $2");
/// The most units of a conversation that are looked at. One that has been at more is kept.
pub const MAX_PLACES: usize = 500;

const PLACES: &str = "SELECT u.id, u.care_area FROM units u WHERE u.municipality = $2 AND u.id IN \
     (SELECT e.from_unit FROM thread_events e WHERE e.thread = $1 \
     UNION SELECT e.to_unit FROM thread_events e WHERE e.thread = $1 \
     UNION SELECT t.unit FROM threads t WHERE t.id = $1) ORDER BY u.id LIMIT $3";
const WAITS: &str = "SELECT \
     (SELECT COUNT(*) FROM rights_requests r JOIN rights_parts p ON p.request = r.id \
     WHERE r.person = $1 AND r.municipality = $2 AND r.id <> $4 AND p.answered_at IS NULL \
     AND EXISTS (SELECT 1 FROM rights_holders h WHERE h.part = p.id AND h.is_open = 1)), \
     (SELECT COUNT(*) FROM restrictions s WHERE s.person = $1 AND s.municipality = $2 \
     AND (s.lifted_at IS NULL OR s.lifted_at > $3)), \
     (SELECT COUNT(*) FROM disclosures d WHERE d.person = $1 \
     AND (d.source_municipality = $2 OR d.municipality = $2) \
     AND (d.state = 'ASKED' OR (d.state = 'RELEASED' AND d.until_at > $3)))";
const ON_THE_WAY: &str = "SELECT COUNT(*) FROM custody_plans c \
     WHERE c.municipality = $2 AND (c.carried_out_at IS NULL OR EXISTS \
     (SELECT 1 FROM custody_moves m WHERE m.plan = c.id AND m.received_at IS NULL)) \
     AND EXISTS (SELECT 1 FROM units u WHERE u.municipality = $2 \
     AND u.care_area = c.care_area AND (c.unit IS NULL OR c.unit = u.id) AND u.id IN \
     (SELECT e.from_unit FROM thread_events e WHERE e.thread = $1 \
     UNION SELECT e.to_unit FROM thread_events e WHERE e.thread = $1 \
     UNION SELECT t.unit FROM threads t WHERE t.id = $1))";
const LEAVING: &str = "SELECT COUNT(*) FROM leavings WHERE municipality = $1 AND ended_at IS NULL";

pub(super) const STATEMENTS: &[&str] = &[TO_LOOK_AT, ONE, PLACES, WAITS, ON_THE_WAY, LEAVING];

/// A conversation that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenRow {
    /// Which.
    pub thread: ThreadId,
    /// Whose.
    pub person: PersonId,
    /// Which unit has it.
    pub unit: UnitId,
    /// In which service.
    pub area: CareArea,
    /// Whether it can be written in.
    pub is_open: bool,
    /// When it began.
    pub opened_at: Instant,
    /// When something was written last.
    pub last_at: Instant,
}

fn area(code: i64, column: usize) -> Result<CareArea, StorageError> {
    let area = CareArea::from_code(code);
    area.ok_or(StorageError::Column { column, wanted: "a care area" })
}

impl FromRow for SeenRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let closed: i64 = row.get(4)?;
        Ok(Self {
            thread: row.get(0)?,
            person: row.get(1)?,
            unit: row.get(2)?,
            area: area(row.get(3)?, 3)?,
            is_open: closed == 0,
            opened_at: row.get(5)?,
            last_at: row.get(6)?,
        })
    }
}

/// The next conversations of the municipality whose copies it still has.
///
/// # Errors
/// When the database fails.
pub async fn to_look_at(
    tx: &mut Tx,
    after: ThreadId,
    limit: i64,
) -> Result<Vec<SeenRow>, StorageError> {
    let home = tx.municipality()?;
    tx.all(TO_LOOK_AT, values![home, after, limit]).await
}

/// One of them; none when its copy is gone.
///
/// # Errors
/// When the database fails.
pub async fn one_to_look_at(
    tx: &mut Tx,
    (home, thread): (MunicipalityId, ThreadId),
) -> Result<Option<SeenRow>, StorageError> {
    let home = of(tx, home)?;
    tx.optional(ONE, values![home, thread]).await
}

/// A unit that has had a conversation, and its service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceRow {
    /// In which service.
    pub area: CareArea,
    /// The unit.
    pub unit: UnitId,
}

impl FromRow for PlaceRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self { unit: row.get(0)?, area: area(row.get(1)?, 1)? })
    }
}

/// The units that have had a conversation, also before it was forwarded; one more than
/// [`MAX_PLACES`] when there are more.
///
/// # Errors
/// When the database fails.
pub async fn places_of(
    tx: &mut Tx,
    (home, thread): (MunicipalityId, ThreadId),
) -> Result<Vec<PlaceRow>, StorageError> {
    let home = of(tx, home)?;
    let one_more = i64::try_from(MAX_PLACES).unwrap_or(i64::MAX).saturating_add(1);
    tx.all(PLACES, values![thread, home, one_more]).await
}

/// Whether a request about rights of somebody's waits, but for one, something of hers is
/// restricted, and a disclosure about her waits or has not run out.
///
/// # Errors
/// When the database fails.
pub async fn waits(
    tx: &mut Tx,
    (home, person): (MunicipalityId, PersonId),
    (but, now): (Option<RightsRequestId>, Instant),
) -> Result<(bool, bool, bool), StorageError> {
    let home = of(tx, home)?;
    let but = but.unwrap_or(RightsRequestId::from_uuid(uuid::Uuid::nil()));
    let (rights, restricted, disclosures): (i64, i64, i64) =
        tx.one(WAITS, values![person, home, now, but]).await?;
    Ok((rights > 0, restricted > 0, disclosures > 0))
}

/// Whether the records of any unit that has had a conversation are on their way to another.
///
/// # Errors
/// When the database fails.
pub async fn is_on_the_way(
    tx: &mut Tx,
    (home, thread): (MunicipalityId, ThreadId),
) -> Result<bool, StorageError> {
    let home = of(tx, home)?;
    let (count,): (i64,) = tx.one(ON_THE_WAY, values![thread, home]).await?;
    Ok(count > 0)
}

/// Whether the municipality is on its way out.
///
/// # Errors
/// When the database fails.
pub async fn is_leaving(tx: &mut Tx, home: MunicipalityId) -> Result<bool, StorageError> {
    let home = of(tx, home)?;
    let (count,): (i64,) = tx.one(LEAVING, values![home]).await?;
    Ok(count > 0)
}
