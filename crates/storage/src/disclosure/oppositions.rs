//! What a patient opposes, as far as the checks need it (L-HPL-29).

use helsebro_domain::disclosure::{OpposedTo, Opposition};
use helsebro_domain::ids::{MunicipalityId, PersonId, StaffId, UnitId};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

/// How many a unit has noted at most.
pub const MAX_NOTED: usize = 200;

const NOTED_OF: &str =
    "SELECT municipality FROM noted_oppositions WHERE person = $1 AND unit = $2 LIMIT 100";
const NOTE: &str = "INSERT INTO noted_oppositions (person, unit, municipality, staff, at, reason) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (person, unit) DO UPDATE SET \
     staff = excluded.staff, at = excluded.at, reason = excluded.reason";
const FORGET: &str =
    "DELETE FROM noted_oppositions WHERE person = $1 AND unit = $2 AND municipality = $3";
const NOTED_AT: &str = "SELECT person, staff, at, reason FROM noted_oppositions \
     WHERE unit = $1 AND municipality = $2 ORDER BY person LIMIT 200";

const NOTED_WITHIN: &str =
    "SELECT COUNT(*) FROM noted_oppositions WHERE person = $1 AND municipality = $2";

pub(super) const STATEMENTS: &[&str] = &[NOTED_OF, NOTE, FORGET, NOTED_AT, NOTED_WITHIN];

/// That a unit has reason to believe that a patient would oppose.
#[derive(Debug, Clone)]
pub struct NotedOpposition {
    /// Who.
    pub person: PersonId,
    /// Who noted it.
    pub staff: StaffId,
    /// When.
    pub at: Instant,
    /// Why, sealed for the municipality.
    pub reason: Vec<u8>,
}

impl FromRow for NotedOpposition {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self { person: row.get(0)?, staff: row.get(1)?, at: row.get(2)?, reason: row.get(3)? })
    }
}

/// Everything that a patient opposes, with what the unit that has the data has reason to
/// believe that she would: that holds for whoever asks.
///
/// # Errors
/// When the database fails.
pub async fn oppositions_of(
    tx: &mut Tx,
    person: PersonId,
    source: UnitId,
) -> Result<Vec<Opposition>, StorageError> {
    let noted: Vec<(MunicipalityId,)> = tx.all(NOTED_OF, values![person, source]).await?;
    Ok(noted.iter().map(|_| Opposition { from: None, to: OpposedTo::Anybody }).collect())
}

/// Notes, in the scope's municipality, that a unit has reason to believe so.
///
/// # Errors
/// When the database fails.
pub async fn note_opposition(
    tx: &mut Tx,
    unit: UnitId,
    noted: &NotedOpposition,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let NotedOpposition { person, staff, at, reason } = noted;
    tx.ensure_one(NOTE, values![*person, unit, municipality, *staff, *at, reason]).await
}

/// Whether a unit of the scope's municipality has reason to believe that she would oppose.
///
/// # Errors
/// When the database fails.
pub async fn is_noted_within(tx: &mut Tx, person: PersonId) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    let (noted,): (i64,) = tx.one(NOTED_WITHIN, values![person, municipality]).await?;
    Ok(noted > 0)
}

/// Takes it back; false when nothing was noted.
///
/// # Errors
/// When the database fails.
pub async fn forget_opposition(
    tx: &mut Tx,
    unit: UnitId,
    person: PersonId,
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    Ok(tx.execute(FORGET, values![person, unit, municipality]).await? == 1)
}

/// What a unit of the scope's municipality has noted.
///
/// # Errors
/// When the database fails.
pub async fn noted_at(tx: &mut Tx, unit: UnitId) -> Result<Vec<NotedOpposition>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(NOTED_AT, values![unit, municipality]).await
}
