//! Who holds which role in a municipality's console.

use helsebro_domain::ids::StaffId;
use helsebro_domain::parties::{ConsoleRole, RoleHeld};

use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO console_roles (staff, municipality, role, valid_from, last_day) \
     VALUES ($1, $2, $3, $4, $5)";
const OF_STAFF: &str = "SELECT staff, municipality, role, valid_from, last_day \
     FROM console_roles WHERE staff = $1 ORDER BY last_day DESC, municipality, role LIMIT 100";
const IN_MUNICIPALITY: &str = "SELECT staff, municipality, role, valid_from, last_day \
     FROM console_roles WHERE municipality = $1 ORDER BY role, valid_from, staff LIMIT 500";

pub(super) const STATEMENTS: &[&str] = &[ADD, OF_STAFF, IN_MUNICIPALITY];

struct Found(Option<RoleHeld>);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let role: String = row.get(2)?;
        let Some(role) = ConsoleRole::from_stored(&role) else { return Ok(Self(None)) };
        Ok(Self(Some(RoleHeld {
            staff: row.get(0)?,
            municipality: row.get(1)?,
            role,
            from: row.get(3)?,
            last_day: row.get(4)?,
        })))
    }
}

/// Gives somebody a role. System scope only.
///
/// # Errors
/// When she has it from that day already, or the database fails.
pub async fn add_role(tx: &mut Tx, new: &RoleHeld) -> Result<(), StorageError> {
    tx.system()?;
    let role = new.role.as_str();
    tx.ensure_one(ADD, values![new.staff, new.municipality, role, new.from, new.last_day]).await
}

/// Every role of somebody, ended ones too. System scope only: it is asked before we
/// know for which municipality she acts.
///
/// # Errors
/// When the database fails.
pub async fn roles_of(tx: &mut Tx, staff: StaffId) -> Result<Vec<RoleHeld>, StorageError> {
    tx.system()?;
    let rows: Vec<Found> = tx.all(OF_STAFF, values![staff]).await?;
    Ok(rows.into_iter().filter_map(|found| found.0).collect())
}

/// Every role in the scope's municipality, ended ones too.
///
/// # Errors
/// When the database fails.
pub async fn roles_here(tx: &mut Tx) -> Result<Vec<RoleHeld>, StorageError> {
    let municipality = tx.municipality()?;
    let rows: Vec<Found> = tx.all(IN_MUNICIPALITY, values![municipality]).await?;
    Ok(rows.into_iter().filter_map(|found| found.0).collect())
}
