//! Municipalities that merge or split: who took over what, and when (CT-68).

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::{Place, Scope, Succession};
use helsebro_domain::ids::{MunicipalityId, SuccessionId};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::{controllership, parties};

use super::{SCOPE, copy, line};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S2-0-c"];

/// Enters that the municipality, or a part of its services, goes over to another.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator; `INVALID_TRANSITION` when it is
/// itself, when nobody such is here, or when the same went over before.
pub async fn enter(
    acts: &Acts,
    access: &ConsoleAccess,
    (place, to, day): (Place, MunicipalityId, Date),
) -> Result<(), ActError> {
    let now = acts.now();
    let id = SuccessionId::from_uuid(acts.fresh(now));
    let home = access.municipality();
    let line = line(acts, access, (Event::SuccessionEntered, Object::None), now);
    let new =
        Succession { scope: Scope { municipality: home, place }, to, at: Instant::start_of(day) };
    acts.db()
        .write(SCOPE, "controllership.enter_succession", async |mut tx| {
            let known = parties::municipalities(&mut tx).await?;
            let before = controllership::successions_of(&mut tx, home).await?;
            let is_sound = to != home
                && known.iter().any(|one| one.id == to)
                && !before.iter().any(|one| one.scope == new.scope);
            let decided = access.as_one(ConsoleRole::Administrator).and_then(|_| match is_sound {
                true => Ok(()),
                false => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
            });
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            controllership::add_succession(&mut tx, id, &new).await?;
            Ok(Ok(()))
        })
        .await?
        .inspect(|_| copy::is_old(acts))
        .map_err(ActError::from)
}

/// What went over from the municipality, or to it.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, access: &ConsoleAccess) -> Result<Vec<Succession>, ActError> {
    acts.db()
        .read(SCOPE, "controllership.successions", async |mut tx| {
            let home = access.municipality();
            Ok::<_, ActError>(controllership::successions_of(&mut tx, home).await?)
        })
        .await
}
