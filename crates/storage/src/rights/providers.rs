//! Who answers requests for an organisation that is no municipality.

use helsebro_domain::ids::{OrgId, StaffId};
use helsebro_domain::rights::ProviderHeld;

use crate::{FromRow, Row, StorageError, Tx, values};

const ADD: &str = "INSERT INTO provider_roles (staff, org_number, valid_from, last_day) \
     VALUES ($1, $2, $3, $4)";
const OF: &str = "SELECT p.staff, p.org_number, p.valid_from, p.last_day, o.id \
     FROM provider_roles p JOIN organisations o ON o.org_number = p.org_number \
     WHERE p.staff = $1 ORDER BY p.org_number, p.valid_from LIMIT 100";

pub(super) const STATEMENTS: &[&str] = &[ADD, OF];

struct Found(ProviderHeld, OrgId);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let held = ProviderHeld {
            staff: row.get(0)?,
            org_number: row.get(1)?,
            from: row.get(2)?,
            last_day: row.get(3)?,
        };
        Ok(Self(held, row.get(4)?))
    }
}

/// Says that somebody answers for an organisation. System scope only.
///
/// # Errors
/// When she does from that day already, or the database fails.
pub async fn add_provider_role(tx: &mut Tx, new: &ProviderHeld) -> Result<(), StorageError> {
    tx.system()?;
    tx.ensure_one(ADD, values![new.staff, new.org_number, new.from, new.last_day]).await
}

/// For which organisations somebody answers, ended ones too, of those that are entered.
///
/// # Errors
/// When the database fails.
pub async fn provider_roles_of(
    tx: &mut Tx,
    staff: StaffId,
) -> Result<Vec<(ProviderHeld, OrgId)>, StorageError> {
    tx.system()?;
    let rows: Vec<Found> = tx.all(OF, values![staff]).await?;
    Ok(rows.into_iter().map(|Found(held, org)| (held, org)).collect())
}
