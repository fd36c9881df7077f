//! Who may use a municipality's console now.

use helsebro_domain::ids::{MunicipalityId, StaffId};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole, Staff};
use helsebro_storage::{Scope, parties};

use super::SCOPE;
use crate::{ActError, Acts};

/// The access of somebody to a municipality's console, by the roles she holds today.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` when she holds none there.
pub async fn access(
    acts: &Acts,
    staff: StaffId,
    municipality: MunicipalityId,
) -> Result<ConsoleAccess, ActError> {
    let today = acts.now().in_oslo().date;
    let held = acts
        .db()
        .read(SCOPE, "console.access", async |mut tx| {
            Ok::<_, ActError>(parties::roles_of(&mut tx, staff).await?)
        })
        .await?;
    Ok(ConsoleAccess::at(staff, municipality, &held, today)?)
}

/// Those who hold a role in a municipality today.
///
/// # Errors
/// When the database fails.
pub async fn holders(
    acts: &Acts,
    municipality: MunicipalityId,
    role: ConsoleRole,
) -> Result<Vec<Staff>, ActError> {
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::Municipality(municipality), "console.holders", async |mut tx| {
            let mut found = Vec::new();
            for held in parties::roles_here(&mut tx).await? {
                if held.role == role && held.holds_on(today) {
                    found.extend(parties::staff(&mut tx, held.staff).await?);
                }
            }
            Ok::<_, ActError>(found)
        })
        .await
}
