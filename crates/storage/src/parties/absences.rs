//! When members of staff are away from a unit.

use helsebro_domain::ids::{AbsenceId, StaffId, UnitId};
use helsebro_domain::parties::{Absence, StandIn, Unit};
use helsebro_domain::time::Date;

use crate::{FromRow, Row, StorageError, Tx, values};

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, staff, unit, municipality, from_day, last_day, stand_in, returned \
             FROM absences WHERE unit = $1 AND municipality = $2 AND ",
            $rest
        )
    };
}

const ONE: &str = columns!("id = $3");
const AT_UNIT: &str = columns!("last_day >= $3 ORDER BY from_day, id LIMIT 500");
const ADD: &str = "INSERT INTO absences (unit, id, municipality, staff, from_day, last_day, \
     stand_in, returned) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)";
const COUNT: &str = "UPDATE absences SET returned = returned + $4 WHERE unit = $1 \
     AND municipality = $2 AND id = $3";
const END: &str =
    "DELETE FROM absences WHERE unit = $1 AND municipality = $2 AND id = $3 AND staff = $4";

pub(super) const STATEMENTS: &[&str] = &[ONE, AT_UNIT, ADD, COUNT, END];

/// An absence as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AbsenceRow {
    /// The absence.
    pub absence: Absence,
    /// How many conversations of hers went back to the queue meanwhile.
    pub returned: u32,
}

impl FromRow for AbsenceRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let stand_in: Option<StaffId> = row.get(6)?;
        Ok(Self {
            absence: Absence {
                id: row.get(0)?,
                staff: row.get(1)?,
                unit: row.get(2)?,
                municipality: row.get(3)?,
                from: row.get(4)?,
                last_day: row.get(5)?,
                stand_in: stand_in.map_or(StandIn::Queue, StandIn::Colleague),
            },
            returned: row.get(7)?,
        })
    }
}

/// One absence from a unit of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn absence(
    tx: &mut Tx,
    unit: UnitId,
    id: AbsenceId,
) -> Result<Option<AbsenceRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(ONE, values![unit, municipality, id]).await
}

/// The absences from a unit of the scope's municipality whose last day is this one
/// or later, the first first.
///
/// # Errors
/// When the database fails.
pub async fn absences_at(
    tx: &mut Tx,
    unit: UnitId,
    from: Date,
) -> Result<Vec<AbsenceRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(AT_UNIT, values![unit, municipality, from]).await
}

/// The same for whoever gives something to the unit's staff: what a citizen sends to
/// somebody who is away must not lie there (L-EFV-3).
///
/// # Errors
/// When the database fails.
pub async fn absences_here(
    tx: &mut Tx,
    unit: &Unit,
    from: Date,
) -> Result<Vec<AbsenceRow>, StorageError> {
    tx.all(AT_UNIT, values![unit.id, unit.municipality, from]).await
}

/// Adds an absence in the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn add_absence(tx: &mut Tx, new: &Absence) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    let stand_in = match new.stand_in {
        StandIn::Colleague(staff) => Some(staff),
        StandIn::Queue => None,
    };
    let Absence { id, staff, unit, from, last_day, .. } = new;
    tx.ensure_one(ADD, values![unit, id, municipality, staff, from, last_day, stand_in]).await
}

/// Counts what went back to the queue while she was away.
///
/// # Errors
/// When the database fails.
pub async fn count_returned(
    tx: &mut Tx,
    absence: &Absence,
    count: u32,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    tx.ensure_one(COUNT, values![absence.unit, municipality, absence.id, count]).await
}

/// Takes an absence of one's own back; false when there is none such.
///
/// # Errors
/// When the database fails.
pub async fn end_absence(
    tx: &mut Tx,
    unit: UnitId,
    staff: StaffId,
    id: AbsenceId,
) -> Result<bool, StorageError> {
    let municipality = tx.municipality()?;
    Ok(tx.execute(END, values![unit, municipality, id, staff]).await? == 1)
}
