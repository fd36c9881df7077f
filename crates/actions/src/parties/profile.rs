//! Language, theme and keys.

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::ids::{AuditId, MunicipalityId, StaffId};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_storage::parties::{Profile, StaffProfile};
use helsebro_storage::{Scope, audit, parties};

use crate::{ActError, Acts, trail};

/// What a citizen has chosen.
///
/// # Errors
/// When the database fails.
pub async fn citizens(acts: &Acts, citizen: &CitizenAccess) -> Result<Profile, ActError> {
    allowed(acts, citizen).await?;
    acts.db()
        .read(Scope::from(citizen), "profile.citizen", async |mut tx| {
            parties::profile(&mut tx).await?.ok_or(ActError::NotFound)
        })
        .await
}

/// Stores what a citizen has chosen.
///
/// # Errors
/// When the database fails.
pub async fn set_citizens(
    acts: &Acts,
    citizen: &CitizenAccess,
    chosen: Profile,
) -> Result<(), ActError> {
    allowed(acts, citizen).await?;
    let line = trail::by_citizen(acts, citizen, Event::ProfileChanged, acts.now());
    acts.db()
        .write(Scope::from(citizen), "profile.set_citizen", async |mut tx| {
            parties::set_profile(&mut tx, chosen).await?;
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}

/// What she has chosen is nobody's but her own to see and change.
async fn allowed(acts: &Acts, citizen: &CitizenAccess) -> Result<(), ActError> {
    let about = (Event::ProfileChanged, Object::None);
    trail::allowed(acts, citizen, Deed::ManageProfile, about).await
}

/// What a member of staff has chosen.
///
/// # Errors
/// When the database fails.
pub async fn staffs(
    acts: &Acts,
    (staff, home): (StaffId, MunicipalityId),
) -> Result<StaffProfile, ActError> {
    acts.db()
        .read(Scope::Municipality(home), "profile.staff", async |mut tx| {
            parties::staff_profile(&mut tx, staff).await?.ok_or(ActError::NotFound)
        })
        .await
}

/// Stores what a member of staff has chosen.
///
/// # Errors
/// When the database fails.
pub async fn set_staffs(
    acts: &Acts,
    (staff, home): (StaffId, MunicipalityId),
    chosen: StaffProfile,
) -> Result<(), ActError> {
    let now = acts.now();
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, Event::ProfileChanged, Actor::Staff(staff));
    line.org = Some(home);
    line.rules = &["S1-2.1-b"];
    acts.db()
        .write(Scope::Municipality(home), "profile.set_staff", async |mut tx| {
            parties::set_staff_profile(&mut tx, staff, chosen).await?;
            audit::append(&mut tx, &line).await
        })
        .await?;
    Ok(())
}
