//! How a unit works: its hours, what it promises, who leads the duty, and how its
//! staff are named. Set up by whoever leads the duty (S1-2.1.1-a, S1-2.1-b).

use std::collections::BTreeSet;

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::dialog::Desk;
use helsebro_domain::ids::{EventId, StaffId, ThreadId};
use helsebro_domain::parties::{
    DutyLead, GoesTo, MAX_PROMISE_DAYS, SetUpPermit, Staff, StaffAccess, StaffNames, Unit,
    YouthDoor,
};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::{Date, DayHours, Instant, OpeningHours};
use helsebro_storage::{Scope, Tx, audit, dialog, parties};
use uuid::Uuid;

use super::roster::{self, Roster};
use crate::dialog::timers;
use crate::{ActError, Acts, Sight, trail};

/// The most open conversations whose promise is moved in one go.
const MAX_MOVED: usize = 5_000;

/// A unit as its staff see how it is set up.
#[derive(Debug, Clone)]
pub struct SetUp {
    /// The unit.
    pub unit: Unit,
    /// Who leads the duty today.
    pub lead: DutyLead,
    /// Who is named, whether or not she is here today.
    pub named: Option<Staff>,
    /// The name of whoever leads today, when one does.
    pub lead_name: Option<String>,
    /// Those who are authorised here today.
    pub colleagues: Vec<Staff>,
    /// Whether the reader may set it up.
    pub may_set_up: bool,
    /// Whether it is open for youths of 13 to 15.
    pub youth_door: YouthDoor,
}

/// What is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitChange {
    /// The week, and on which open day an answer is promised.
    Week {
        /// The hours of each day, Monday first.
        days: [DayHours; 7],
        /// Whether weekends and public holidays are days off whatever the week says.
        keeps_days_off: bool,
        /// On which open day after the day of sending.
        promise_days: u8,
    },
    /// A day is closed.
    Close(Date),
    /// A day that was closed is opened again.
    Open(Date),
    /// How staff are shown to citizens.
    Names(StaffNames),
}

/// Whether a change was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It was; so many promises moved to a later day.
    Yes {
        /// How many.
        moved: usize,
    },
    /// It cannot be: too many closed days, or a day that is past.
    CannotBe,
}

/// How the desk's unit is set up.
///
/// # Errors
/// When the database fails.
pub async fn set_up(acts: &Acts, desk: &Desk) -> Result<SetUp, ActError> {
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "unit.set_up", async |mut tx| {
            let unit = parties::unit(&mut tx, desk.unit()).await?.ok_or(ActError::NotFound)?;
            let roster = Roster::here(&mut tx, &unit, today).await?;
            let named = parties::duty_lead(&mut tx, unit.id).await?;
            let lead = roster.lead(named);
            let named = match named {
                Some(id) => parties::staff(&mut tx, id).await?,
                None => None,
            };
            Ok(SetUp {
                youth_door: parties::youth_door(&mut tx, unit.id).await?,
                may_set_up: desk.staff().is_some_and(|me| lead.is(me)),
                lead_name: lead.named().and_then(|id| roster.name(id)),
                colleagues: roster.staff,
                unit,
                lead,
                named,
            })
        })
        .await
}

/// Changes how the desk's unit works. When it closes on a day that was promised, the
/// promise moves to the next open day, and the citizen is told.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` when somebody else leads the duty.
pub async fn change(acts: &Acts, desk: &Desk, change: &UnitChange) -> Result<Changed, ActError> {
    let access = access(desk)?;
    let now = acts.now();
    let scope = Scope::Municipality(desk.municipality());
    let changed = acts
        .db()
        .write(scope, "unit.change", async |mut tx| {
            let unit = parties::unit(&mut tx, desk.unit()).await?.ok_or(ActError::NotFound)?;
            let lead = roster::duty_lead(&mut tx, &unit, now.in_oslo().date).await?;
            let mut line = trail::at_desk(acts, desk, Event::UnitChanged, now);
            line.object = Object::Unit(unit.id.uuid());
            line.rules = &["S1-2.1-b", "S1-2.1.1-a"];
            let permit = match trail::settle(&mut tx, line, lead.may_set_up(access)).await? {
                Ok(permit) => permit,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let Some(after) = changed(unit, permit, change, now) else {
                return Ok(Ok(Changed::CannotBe));
            };
            parties::update_unit(&mut tx, &after).await?;
            let moved = promise_anew(acts, &mut tx, &after, now).await?;
            Ok(Ok(Changed::Yes { moved }))
        })
        .await??;
    acts.news().tell(Sight::Unit(desk.unit()));
    Ok(changed)
}

/// Opens the desk's unit for youths of 13 to 15 who use it with a parent's consent, or
/// closes it again. It holds at once, also for a page that is open (L-GDPR-8).
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` when somebody else leads the duty.
pub async fn set_youth_door(acts: &Acts, desk: &Desk, door: YouthDoor) -> Result<(), ActError> {
    let access = access(desk)?;
    let now = acts.now();
    let scope = Scope::Municipality(desk.municipality());
    acts.db()
        .write(scope, "unit.set_youth_door", async |mut tx| {
            let unit = parties::unit(&mut tx, desk.unit()).await?.ok_or(ActError::NotFound)?;
            let lead = roster::duty_lead(&mut tx, &unit, now.in_oslo().date).await?;
            let mut line = trail::at_desk(acts, desk, Event::UnitChanged, now);
            line.object = Object::Unit(unit.id.uuid());
            line.rules = &["S1-2.1-b", "L-GDPR-8"];
            let permit = match trail::settle(&mut tx, line, lead.may_set_up(access)).await? {
                Ok(permit) => permit,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            parties::set_youth_door(&mut tx, permit.unit(), door).await?;
            Ok(Ok(()))
        })
        .await??;
    acts.news().tell(Sight::Unit(desk.unit()));
    Ok(())
}

/// Names who leads the duty at the desk's unit, or nobody: then everybody does. Any
/// of the unit's staff may, and it is logged who did.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` when whoever is named does not work here today.
pub async fn name_lead(acts: &Acts, desk: &Desk, lead: Option<StaffId>) -> Result<(), ActError> {
    access(desk)?;
    let now = acts.now();
    let scope = Scope::Municipality(desk.municipality());
    acts.db()
        .write(scope, "unit.name_lead", async |mut tx| {
            let unit = parties::unit(&mut tx, desk.unit()).await?.ok_or(ActError::NotFound)?;
            let roster = Roster::here(&mut tx, &unit, now.in_oslo().date).await?;
            let is_here = lead.is_none_or(|lead| roster.at_work().contains(&lead));
            let refused = Refusal::told(ReasonCode::StaffNotAuthorised, &["S1-2.1-b"]);
            let decided = if is_here { Ok(()) } else { Err(refused) };
            let mut line = trail::at_desk(acts, desk, Event::DutyLeadSet, now);
            line.object = Object::Unit(unit.id.uuid());
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            parties::set_duty_lead(&mut tx, unit.id, lead, now).await?;
            Ok(Ok(()))
        })
        .await??;
    acts.news().tell(Sight::Unit(desk.unit()));
    Ok(())
}

/// Where something goes that is given to a colleague who is away; none when she is not.
///
/// # Errors
/// When the database fails.
pub async fn away(acts: &Acts, desk: &Desk) -> Result<Vec<(StaffId, Date, GoesTo)>, ActError> {
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "unit.away", async |mut tx| {
            let unit = parties::unit(&mut tx, desk.unit()).await?.ok_or(ActError::NotFound)?;
            let roster = Roster::here(&mut tx, &unit, today).await?;
            let away = roster.absences.iter().filter(|away| away.covers(today));
            let goes = |away: &helsebro_domain::parties::Absence| {
                (away.staff, away.last_day, roster.goes_to(away.staff))
            };
            Ok(away.map(goes).collect())
        })
        .await
}

fn access(desk: &Desk) -> Result<&StaffAccess, ActError> {
    match desk {
        Desk::Staff(access) => Ok(access),
        Desk::Epj(_) => Err(ActError::NotFound),
    }
}

/// The unit after a change; none when that cannot be. `permit` shows that it may.
fn changed(mut unit: Unit, permit: SetUpPermit, change: &UnitChange, now: Instant) -> Option<Unit> {
    let mut closed: BTreeSet<Date> = unit.hours.closed_days().clone();
    match change {
        _ if permit.unit() != unit.id => return None,
        UnitChange::Names(names) => {
            unit.staff_names = *names;
            return Some(unit);
        }
        UnitChange::Week { days, keeps_days_off, promise_days } => {
            unit.hours = OpeningHours::weekly(days.clone());
            if !keeps_days_off {
                unit.hours = unit.hours.open_on_days_off();
            }
            unit.promise_days = (*promise_days).clamp(1, MAX_PROMISE_DAYS);
        }
        UnitChange::Close(day) if *day < now.in_oslo().date => return None,
        UnitChange::Close(day) => _ = closed.insert(*day),
        UnitChange::Open(day) => _ = closed.remove(day),
    }
    // Days that are past are let go; what they moved is moved.
    closed.retain(|day| *day >= now.in_oslo().date);
    unit.hours = unit.hours.with_closed(closed).ok()?;
    Some(unit)
}

/// Moves the promises of a unit that no longer opens on their day.
async fn promise_anew(
    acts: &Acts,
    tx: &mut Tx,
    unit: &Unit,
    now: Instant,
) -> Result<usize, ActError> {
    let mut moved = 0;
    let mut after = ThreadId::from_uuid(Uuid::nil());
    while moved < MAX_MOVED {
        let page = dialog::open_threads_at(tx, unit.id, after).await?;
        let Some(last) = page.last() else { break };
        after = last.thread.id;
        for stored in page {
            let anew = stored.thread.promised_anew(&unit.hours, unit.promise_days, now);
            let Some((thread, event)) = anew else { continue };
            dialog::update_thread(tx, &thread).await?;
            let id = EventId::from_uuid(acts.fresh(now));
            dialog::add_event(tx, thread.id, (id, now), event, None).await?;
            timers::set_in(acts, tx, (&thread, unit), now).await?;
            let line = trail::about(trail::by_itself(acts, Event::PromiseMoved, now), &thread);
            audit::append(tx, &line).await?;
            moved += 1;
        }
    }
    Ok(moved)
}
