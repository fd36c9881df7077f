//! How staff are shown to one citizen, where that is another way than the unit's.

use helsebro_domain::ids::{MunicipalityId, PersonId, StaffId};
use helsebro_domain::parties::StaffNames;
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

const ONE: &str = "SELECT names, reason, staff, at FROM name_displays \
     WHERE municipality = $1 AND person = $2";
const NAMES: &str = "SELECT names FROM name_displays WHERE municipality = $1 AND person = $2";
const SET: &str = "INSERT INTO name_displays (municipality, person, names, reason, staff, at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (municipality, person) DO UPDATE SET \
     names = excluded.names, reason = excluded.reason, staff = excluded.staff, at = excluded.at";
const CLEAR: &str = "DELETE FROM name_displays WHERE municipality = $1 AND person = $2";

pub(super) const STATEMENTS: &[&str] = &[ONE, NAMES, SET, CLEAR];

/// What was chosen for one citizen.
#[derive(Debug, Clone)]
pub struct NameDisplayRow {
    /// How staff are shown to her.
    pub names: StaffNames,
    /// Why, sealed under the municipality's key.
    pub reason: Vec<u8>,
    /// Who chose it.
    pub staff: StaffId,
    /// When.
    pub at: Instant,
}

fn names_of(stored: &str) -> Result<StaffNames, StorageError> {
    let bad = StorageError::Column { column: 0, wanted: "a way to show names" };
    StaffNames::from_stored(stored).ok_or(bad)
}

impl FromRow for NameDisplayRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let names: String = row.get(0)?;
        Ok(Self {
            names: names_of(&names)?,
            reason: row.get(1)?,
            staff: row.get(2)?,
            at: row.get(3)?,
        })
    }
}

/// What the scope's municipality has chosen for a citizen.
///
/// # Errors
/// When the database fails.
pub async fn name_display(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Option<NameDisplayRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(ONE, values![municipality, person]).await
}

/// How the staff of a municipality are shown to the scope's citizen, when that is
/// chosen for her; why is not hers to read.
///
/// # Errors
/// When the database fails.
pub async fn names_for_citizen(
    tx: &mut Tx,
    municipality: MunicipalityId,
) -> Result<Option<StaffNames>, StorageError> {
    let person = tx.citizen()?;
    let found: Option<(String,)> = tx.optional(NAMES, values![municipality, person]).await?;
    found.map(|found| names_of(&found.0)).transpose()
}

/// Stores what the scope's municipality has chosen for a citizen.
///
/// # Errors
/// When the database fails.
pub async fn set_name_display(
    tx: &mut Tx,
    person: PersonId,
    chosen: &NameDisplayRow,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let NameDisplayRow { names, reason, staff, at } = chosen;
    tx.ensure_one(SET, values![municipality, person, names.as_str(), reason, staff, at]).await
}

/// Lets the unit's own way count again.
///
/// # Errors
/// When the database fails.
pub async fn clear_name_display(tx: &mut Tx, person: PersonId) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    tx.execute(CLEAR, values![municipality, person]).await.map(|_| ())
}
