//! Who works for the operator.

use helsebro_domain::ids::StaffId;
use helsebro_domain::joining::OperatorHeld;
use helsebro_domain::time::Date;

use crate::{StorageError, Tx, values};

const ADD: &str = "INSERT INTO operators (staff, valid_from, last_day) VALUES ($1, $2, $3)";
const OF: &str = "SELECT valid_from, last_day FROM operators WHERE staff = $1 \
     ORDER BY valid_from LIMIT 50";

pub(super) const STATEMENTS: &[&str] = &[ADD, OF];

/// Makes somebody an administrator at the operator for a time. System scope only.
///
/// # Errors
/// When she is one from that day already, or the database fails.
pub async fn add_operator(tx: &mut Tx, new: &OperatorHeld) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(ADD, values![new.staff, new.from, new.last_day]).await
}

/// When somebody was, is and will be an administrator at the operator.
///
/// # Errors
/// When the database fails.
pub async fn operator_held(tx: &mut Tx, staff: StaffId) -> Result<Vec<OperatorHeld>, StorageError> {
    tx.system()?;
    let rows: Vec<(Date, Date)> = tx.all(OF, values![staff]).await?;
    let held = |(from, last_day)| OperatorHeld { staff, from, last_day };
    Ok(rows.into_iter().map(held).collect())
}
