//! When members of staff are away, and who stands in for them.

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::dialog::{Desk, ReturnedWhy};
use helsebro_domain::ids::{AbsenceId, EventId, JobId, StaffId, ThreadId};
use helsebro_domain::parties::{Absence, AbsenceFault, GoesTo, StandIn, Unit};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::jobs::{self, AbsencePayload};
use helsebro_storage::{Scope, Tx, audit, dialog, parties};
use uuid::Uuid;

use super::roster::Roster;
use crate::{ActError, Acts, Sight, trail};

/// The most conversations that go back to the queue when an absence begins.
const MAX_RETURNED: u32 = 1_000;

/// An absence that somebody says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewAbsence {
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub last_day: Date,
    /// Who stands in.
    pub stand_in: StandIn,
}

/// An absence as the unit sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownAbsence {
    /// The absence.
    pub absence: Absence,
    /// Who is away.
    pub name: String,
    /// Who stands in; none when what she has goes to the queue.
    pub stand_in: Option<String>,
}

/// Says that one is away from the desk's unit. What one has taken shows to whoever
/// stands in, or goes to the queue on the first day.
///
/// # Errors
/// [`ActError::NotFound`] when the desk is no person; the inner fault says what is
/// wrong with the absence.
pub async fn say(
    acts: &Acts,
    desk: &Desk,
    new: NewAbsence,
) -> Result<Result<Absence, AbsenceFault>, ActError> {
    let Some(me) = desk.staff() else { return Err(ActError::NotFound) };
    let now = acts.now();
    let id = AbsenceId::from_uuid(acts.fresh(now));
    let NewAbsence { from, last_day, stand_in } = new;
    let (unit, municipality) = (desk.unit(), desk.municipality());
    let absence = Absence { id, staff: me, unit, municipality, from, last_day, stand_in };
    let line = line(acts, desk, now);
    let said = acts
        .db()
        .write(Scope::Municipality(municipality), "absence.say", async |mut tx| {
            say_in(acts, &mut tx, absence, line.clone(), now).await
        })
        .await?;
    acts.news().tell(Sight::Unit(unit));
    Ok(said)
}

async fn say_in(
    acts: &Acts,
    tx: &mut Tx,
    absence: Absence,
    line: AuditLine,
    now: Instant,
) -> Result<Result<Absence, AbsenceFault>, ActError> {
    let today = now.in_oslo().date;
    let unit = parties::unit(tx, absence.unit).await?.ok_or(ActError::NotFound)?;
    let roster = Roster::here(tx, &unit, today).await?;
    let others = roster.absences.iter().filter(|away| away.staff == absence.staff).count();
    let absence = match absence.checked(roster.at_work(), others, today) {
        Ok(absence) => absence,
        Err(fault) => return Ok(Err(fault)),
    };
    parties::add_absence(tx, &absence).await?;
    audit::append(tx, &line).await?;
    let payload = AbsencePayload {
        municipality: absence.municipality,
        unit: absence.unit,
        absence: absence.id,
    };
    let begins = Instant::start_of(absence.from).max(now);
    jobs::enqueue_absence(tx, payload, begins, (JobId::from_uuid(acts.fresh(now)), now)).await?;
    Ok(Ok(absence))
}

/// Takes an absence of one's own back.
///
/// # Errors
/// [`ActError::NotFound`] when it is not one's own, or not at this unit.
pub async fn take_back(acts: &Acts, desk: &Desk, id: AbsenceId) -> Result<(), ActError> {
    let Some(me) = desk.staff() else { return Err(ActError::NotFound) };
    let line = line(acts, desk, acts.now());
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "absence.take_back", async |mut tx| {
            if !parties::end_absence(&mut tx, desk.unit(), me, id).await? {
                return Err(ActError::NotFound);
            }
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await?;
    acts.news().tell(Sight::Unit(desk.unit()));
    Ok(())
}

/// Who is, and will be, away from the desk's unit; the first first.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, desk: &Desk) -> Result<Vec<ShownAbsence>, ActError> {
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "absence.list", async |mut tx| {
            let rows = parties::absences_at(&mut tx, desk.unit(), today).await?;
            let mut shown = Vec::with_capacity(rows.len());
            for row in rows {
                let absence = row.absence;
                let stand_in = match absence.stand_in {
                    StandIn::Colleague(id) => name(&mut tx, id).await?,
                    StandIn::Queue => None,
                };
                let name = name(&mut tx, absence.staff).await?.unwrap_or_default();
                shown.push(ShownAbsence { absence, name, stand_in });
            }
            Ok(shown)
        })
        .await
}

async fn name(tx: &mut Tx, id: StaffId) -> Result<Option<String>, ActError> {
    Ok(parties::staff(tx, id).await?.map(|found| found.name.full()))
}

/// On the first day of an absence: where nobody stands in, what she has goes to the
/// queue. How many there were.
///
/// # Errors
/// When the database fails.
pub async fn begin(acts: &Acts, payload: AbsencePayload) -> Result<u32, ActError> {
    let now = acts.now();
    let count = acts
        .db()
        .write(Scope::Municipality(payload.municipality), "absence.begin", async |mut tx| {
            let row = parties::absence(&mut tx, payload.unit, payload.absence).await?;
            let today = now.in_oslo().date;
            let Some(row) = row.filter(|row| row.absence.covers(today)) else { return Ok(0) };
            let unit = parties::unit(&mut tx, payload.unit).await?.ok_or(ActError::NotFound)?;
            let roster = Roster::here(&mut tx, &unit, today).await?;
            if roster.goes_to(row.absence.staff) != GoesTo::Queue {
                return Ok::<_, ActError>(0);
            }
            let count = give_back_all(acts, &mut tx, (&unit, row.absence.staff), now).await?;
            parties::count_returned(&mut tx, &row.absence, count).await?;
            Ok(count)
        })
        .await?;
    acts.news().tell(Sight::Unit(payload.unit));
    Ok(count)
}

async fn give_back_all(
    acts: &Acts,
    tx: &mut Tx,
    (unit, staff): (&Unit, StaffId),
    now: Instant,
) -> Result<u32, ActError> {
    let mut after = ThreadId::from_uuid(Uuid::nil());
    let mut count = 0;
    while count < MAX_RETURNED {
        let page = dialog::threads_taken_by(tx, unit.id, staff, after).await?;
        let Some(last) = page.last() else { break };
        after = last.thread.id;
        for stored in page {
            let Some((back, event)) = stored.thread.given_back(ReturnedWhy::Away) else { continue };
            dialog::update_thread(tx, &back).await?;
            let id = EventId::from_uuid(acts.fresh(now));
            dialog::add_event(tx, back.id, (id, now), event, None).await?;
            let line = trail::about(trail::by_itself(acts, Event::ThreadReturned, now), &back);
            audit::append(tx, &line).await?;
            count += 1;
        }
    }
    Ok(count)
}

fn line(acts: &Acts, desk: &Desk, now: Instant) -> AuditLine {
    let mut line = trail::at_desk(acts, desk, Event::AbsenceSet, now);
    line.object = Object::Unit(desk.unit().uuid());
    line
}
