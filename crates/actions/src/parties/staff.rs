//! Where a member of staff may work today (S1-2.1-b).

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::dialog::Desk;
use helsebro_domain::ids::{AuditId, MunicipalityId, StaffId, UnitId};
use helsebro_domain::parties::{Authorisation, Municipality, Staff, StaffAccess, Unit};
use helsebro_domain::refusals::Refusal;
use helsebro_storage::{Scope, audit, parties};

use super::sign_in::{SCOPE, known_number};
use crate::{ActError, Acts};

/// A unit that a member of staff is, or was, authorised at.
#[derive(Debug, Clone)]
pub struct Workplace {
    /// The unit.
    pub unit: Unit,
    /// The authorisation with the latest last day.
    pub authorisation: Authorisation,
    /// Whether it holds today.
    pub holds: bool,
}

/// Where a member of staff is authorised, those that hold today first.
///
/// # Errors
/// When the database fails.
pub async fn workplaces(acts: &Acts, staff: StaffId) -> Result<Vec<Workplace>, ActError> {
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(SCOPE, "staff.workplaces", async |mut tx| {
            let mut found: Vec<Workplace> = Vec::new();
            for authorisation in parties::authorisations(&mut tx, staff).await? {
                if found.iter().any(|place| place.unit.id == authorisation.unit) {
                    continue;
                }
                if let Some(unit) = parties::unit(&mut tx, authorisation.unit).await? {
                    let holds = authorisation.holds_on(today);
                    found.push(Workplace { unit, authorisation, holds });
                }
            }
            found.sort_by_key(|place| !place.holds);
            Ok::<_, ActError>(found)
        })
        .await
}

/// Where whoever has this number was authorised last, when that has ended: told at the
/// door to whoever has just proved that it is hers.
///
/// # Errors
/// When the database fails.
pub async fn ended(acts: &Acts, pid: &str) -> Result<Option<Workplace>, ActError> {
    let Some(mac) = known_number(acts, pid).await? else { return Ok(None) };
    let found = acts
        .db()
        .read(SCOPE, "staff.ended", async |mut tx| parties::staff_by_mac(&mut tx, &mac).await)
        .await?;
    let Some(staff) = found else { return Ok(None) };
    let today = acts.now().in_oslo().date;
    let places = workplaces(acts, staff.id).await?.into_iter();
    let ended = places.filter(|place| place.authorisation.last_day < today);
    Ok(ended.max_by_key(|place| place.authorisation.last_day))
}

/// The desk of a unit for a member of staff, now.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` when she is not authorised there today; it leaves a line.
pub async fn desk(acts: &Acts, staff: StaffId, unit: UnitId) -> Result<Desk, ActError> {
    let now = acts.now();
    let held = acts
        .db()
        .read(SCOPE, "staff.desk", async |mut tx| parties::authorisations(&mut tx, staff).await)
        .await?;
    match StaffAccess::at(staff, unit, &held, now.in_oslo().date) {
        Ok(access) => Ok(Desk::Staff(access)),
        Err(refusal) => {
            let held = held.iter().find(|held| held.unit == unit);
            let home = held.map(|held| held.municipality);
            Err(refused(acts, staff, (unit, home), refusal).await?)
        }
    }
}

/// Who else works at the desk's unit today.
///
/// # Errors
/// When the database fails.
pub async fn colleagues(acts: &Acts, desk: &Desk) -> Result<Vec<Staff>, ActError> {
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "staff.colleagues", async |mut tx| {
            Ok(parties::colleagues(&mut tx, desk.unit(), today).await?)
        })
        .await
}

/// How a member of staff is shown to citizens by her unit, name and title; none when
/// only the unit is.
///
/// # Errors
/// When the database fails.
pub async fn shown_as(acts: &Acts, desk: &Desk) -> Result<Option<(String, String)>, ActError> {
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "staff.shown_as", async |mut tx| {
            let unit = parties::unit(&mut tx, desk.unit()).await?.ok_or(ActError::NotFound)?;
            let Some(me) = desk.staff() else { return Ok(None) };
            let me = parties::staff(&mut tx, me).await?;
            Ok(me.and_then(|me| me.shown_as(unit.staff_names)))
        })
        .await
}

/// The units of the desk's municipality, to send a conversation on to.
///
/// # Errors
/// When the database fails.
pub async fn units(acts: &Acts, desk: &Desk) -> Result<Vec<Unit>, ActError> {
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "staff.units", async |mut tx| {
            Ok(parties::units_of(&mut tx, desk.municipality()).await?)
        })
        .await
}

/// Every municipality here, by name; public.
///
/// # Errors
/// When the database fails.
pub async fn municipalities(acts: &Acts) -> Result<Vec<Municipality>, ActError> {
    acts.db()
        .read(SCOPE, "parties.municipalities", async |mut tx| {
            Ok(parties::municipalities(&mut tx).await?)
        })
        .await
}

/// One municipality; its name and switchboard are public.
///
/// # Errors
/// [`ActError::NotFound`] when it is not here.
pub async fn municipality(acts: &Acts, id: MunicipalityId) -> Result<Municipality, ActError> {
    acts.db()
        .read(SCOPE, "parties.municipality", async |mut tx| {
            parties::municipality(&mut tx, id).await?.ok_or(ActError::NotFound)
        })
        .await
}

async fn refused(
    acts: &Acts,
    staff: StaffId,
    (unit, home): (UnitId, Option<MunicipalityId>),
    refusal: Refusal,
) -> Result<ActError, ActError> {
    let now = acts.now();
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line =
        AuditLine::accepted(id, now, Event::ThreadsListed, Actor::Staff(staff)).refused(refusal);
    line.object = Object::Unit(unit.uuid());
    // Where she was authorised once, they may see that she tried again.
    line.org = home;
    acts.db()
        .write(SCOPE, "staff.refused", async |mut tx| audit::append(&mut tx, &line).await)
        .await?;
    Ok(refusal.into())
}
