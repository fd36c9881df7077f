//! Who leads the duty at a unit.

use helsebro_domain::ids::{StaffId, UnitId};
use helsebro_domain::time::Instant;

use crate::{StorageError, Tx, values};

const NAMED: &str = "SELECT staff FROM duty_leads WHERE unit = $1 AND municipality = $2";
const SET: &str = "INSERT INTO duty_leads (unit, municipality, staff, since) \
     VALUES ($1, $2, $3, $4) ON CONFLICT (unit) DO UPDATE SET staff = excluded.staff, \
     since = excluded.since WHERE duty_leads.municipality = excluded.municipality";
const CLEAR: &str = "DELETE FROM duty_leads WHERE unit = $1 AND municipality = $2";

pub(super) const STATEMENTS: &[&str] = &[NAMED, SET, CLEAR];

/// Who is named at a unit of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn duty_lead(tx: &mut Tx, unit: UnitId) -> Result<Option<StaffId>, StorageError> {
    let municipality = tx.municipality()?;
    let found: Option<(StaffId,)> = tx.optional(NAMED, values![unit, municipality]).await?;
    Ok(found.map(|found| found.0))
}

/// Names who leads at a unit of the scope's municipality, or nobody.
///
/// # Errors
/// When the database fails.
pub async fn set_duty_lead(
    tx: &mut Tx,
    unit: UnitId,
    staff: Option<StaffId>,
    now: Instant,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    match staff {
        Some(staff) => tx.ensure_one(SET, values![unit, municipality, staff, now]).await,
        None => tx.execute(CLEAR, values![unit, municipality]).await.map(|_| ()),
    }
}
