//! Moving a unit between the console and a journal system, with its open
//! conversations (S1-2.1-b: two equal channels).

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::dialog::{StartedBy, Thread};
use helsebro_domain::epj::AnsweredIn;
use helsebro_domain::ids::{AuditId, EpjId, MunicipalityId, ThreadId, UnitId};
use helsebro_domain::parties::Unit;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::epj::{self as outbox};
use helsebro_storage::{Scope, Tx, audit, dialog, parties};
use uuid::Uuid;

use super::queueing::{self, Written};
use super::receipts;
use crate::dialog::timers;
use crate::{ActError, Acts, Sight};

/// The most open conversations that are moved in one go.
pub const MAX_MOVED: usize = 5_000;

/// What a move did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moved {
    /// Conversations that are answered elsewhere now.
    pub threads: usize,
    /// Messages that waited for the journal system and were taken back.
    pub withdrawn: usize,
}

/// Moves a unit to a journal system, or back to the console.
///
/// # Errors
/// `INVALID_TRANSITION` when the unit has no HER-id or the journal system is not
/// the municipality's; [`ActError::NotFound`] when the unit is not.
pub async fn move_unit(
    acts: &Acts,
    municipality: MunicipalityId,
    unit: UnitId,
    to: Option<EpjId>,
) -> Result<Moved, ActError> {
    let now = acts.now();
    let moved = acts
        .db()
        .write(Scope::Municipality(municipality), "epj.move_unit", async |mut tx| {
            let before = parties::unit(&mut tx, unit).await?;
            let before = before.filter(|unit| unit.municipality == municipality);
            let before = before.ok_or(ActError::NotFound)?;
            let mut line = line(acts, &before, now);
            if let Err(refusal) = may_move(&mut tx, &before, to).await? {
                line = line.refused(refusal);
                audit::append(&mut tx, &line).await?;
                return Ok::<_, ActError>(Err(refusal));
            }
            audit::append(&mut tx, &line).await?;
            Ok(Ok(move_in(acts, &mut tx, &before, to, now).await?))
        })
        .await??;
    acts.news().tell(Sight::Unit(unit));
    if let Some(epj) = to {
        queueing::tell(acts, epj);
    }
    Ok(moved)
}

async fn may_move(
    tx: &mut Tx,
    unit: &Unit,
    to: Option<EpjId>,
) -> Result<Result<(), Refusal>, ActError> {
    let Some(epj) = to else { return Ok(Ok(())) };
    let system = outbox::system(tx, epj).await?;
    let own = system.is_some_and(|system| system.municipality == unit.municipality);
    let may = own && unit.her_id.is_some();
    Ok(may.then_some(()).ok_or(Refusal::told(ReasonCode::InvalidTransition, &["S1-2.1-b"])))
}

async fn move_in(
    acts: &Acts,
    tx: &mut Tx,
    before: &Unit,
    to: Option<EpjId>,
    now: Instant,
) -> Result<Moved, ActError> {
    let mut moved = Moved::default();
    if before.epj == to {
        return Ok(moved);
    }
    let unit = Unit { epj: to, ..before.clone() };
    parties::update_unit(tx, &unit).await?;
    moved.withdrawn = withdraw(tx, before.id, now).await?;
    let mut after = ThreadId::from_uuid(Uuid::nil());
    while moved.threads < MAX_MOVED {
        let page = dialog::open_threads_at(tx, unit.id, after).await?;
        let Some(last) = page.last() else { break };
        after = last.thread.id;
        for stored in page {
            moved.threads +=
                usize::from(move_thread(acts, tx, (before, &unit), stored.thread, now).await?);
        }
    }
    Ok(moved)
}

/// Moves one open conversation; true when it is answered elsewhere now.
async fn move_thread(
    acts: &Acts,
    tx: &mut Tx,
    (before, unit): (&Unit, &Unit),
    thread: Thread,
    now: Instant,
) -> Result<bool, ActError> {
    let seen = |delivery: &outbox::ThreadDelivery| delivery.was_handed_over();
    if before.epj.is_some() && outbox::deliveries_of(tx, thread.id).await?.iter().any(seen) {
        // The old journal system is told that it has nothing more to answer there.
        queueing::closing_in(acts, tx, before, &thread, now).await?;
    }
    let was = thread.answered_in;
    Ok(was != hand_to(acts, tx, unit, thread, now).await?)
}

/// A conversation that came to another unit is answered where that unit's staff work.
pub(crate) async fn follow_unit(
    acts: &Acts,
    tx: &mut Tx,
    thread: &Thread,
    now: Instant,
) -> Result<(), ActError> {
    let unit = parties::unit(tx, thread.unit).await?.ok_or(ActError::NotFound)?;
    timers::set_in(acts, tx, (thread, &unit), now).await?;
    hand_to(acts, tx, &unit, thread.clone(), now).await.map(|_| ())
}

/// Gives a conversation to where a unit's staff work, with what waits for an answer.
async fn hand_to(
    acts: &Acts,
    tx: &mut Tx,
    unit: &Unit,
    thread: Thread,
    now: Instant,
) -> Result<AnsweredIn, ActError> {
    let is_stopped = queueing::is_stopped(tx, unit, thread.person).await?;
    // What waits for no answer stays where it was, until the citizen writes again.
    let next = match (unit.epj, thread.awaiting) {
        (Some(_), Some(_)) => thread.at_work_in(unit, is_stopped),
        _ => thread.back_in_console(),
    };
    dialog::update_thread(tx, &next).await?;
    if let (AnsweredIn::Epj, Some(awaiting)) = (next.answered_in, next.awaiting) {
        let messages = dialog::citizens_messages_since(tx, next.id, awaiting.since).await?;
        let begins = next.started_by == StartedBy::Citizen && awaiting.since == next.opened_at;
        for (place, message) in messages.into_iter().enumerate() {
            let is_first = begins && place == 0;
            let written = Written { thread: &next, unit, message, is_first };
            queueing::message_in(acts, tx, &written, now).await?;
        }
    }
    Ok(next.answered_in)
}

/// Takes back what the old journal system has not got.
async fn withdraw(tx: &mut Tx, unit: UnitId, now: Instant) -> Result<usize, ActError> {
    let mut count = 0;
    loop {
        let rows = outbox::queued_of_unit(tx, unit).await?;
        if rows.is_empty() || count >= MAX_MOVED {
            return Ok(count);
        }
        for mut row in rows {
            row.outgoing = row.outgoing.withdraw(now).map_err(ActError::from)?;
            outbox::update_outgoing(tx, &row).await?;
            receipts::back_in_console(tx, &row).await?;
            count += 1;
        }
    }
}

fn line(acts: &Acts, unit: &Unit, now: Instant) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, Event::UnitMoved, Actor::System);
    line.org = Some(unit.municipality);
    line.object = Object::Unit(unit.id.uuid());
    line.rules = &["S1-2.1-b"];
    line
}
