//! Who is let into the operator's console.

use helsebro_domain::ids::{MunicipalityId, StaffId};
use helsebro_domain::joining::OperatorAccess;
use helsebro_storage::joining;
use helsebro_storage::joining::{AgreementRow, FactsRow};

use super::OPERATOR;
use crate::{ActError, Acts};

/// The operator's console, for its administrators.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for everybody else.
pub async fn operator(acts: &Acts, staff: StaffId) -> Result<OperatorAccess, ActError> {
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(OPERATOR, "joining.operator", async |mut tx| {
            let held = joining::operator_held(&mut tx, staff).await?;
            Ok(OperatorAccess::at(staff, &held, today)?)
        })
        .await
}

/// What the operator knows of a municipality, and their agreements.
///
/// # Errors
/// When the database fails.
pub async fn home(
    acts: &Acts,
    _: &OperatorAccess,
    municipality: MunicipalityId,
) -> Result<(FactsRow, Vec<AgreementRow>), ActError> {
    acts.db()
        .read(OPERATOR, "joining.home", async |mut tx| {
            let facts = joining::facts_of(&mut tx, municipality).await?;
            Ok((facts, joining::agreements_of(&mut tx, municipality).await?))
        })
        .await
}
