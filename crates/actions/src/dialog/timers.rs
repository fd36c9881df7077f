//! What happens by itself as a promise draws near: the duty lead is warned, and the
//! conversation goes back to the queue (S1-2.1.1-a).
//!
//! A timer is a job, set in the transaction of what it is about. It may run twice,
//! late, or after the clock was moved; it looks anew and does nothing when the
//! conversation no longer waits for what it was set for.

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::{PromiseTimer, PromiseTimers, Thread};
use helsebro_domain::ids::{EventId, JobId};
use helsebro_domain::parties::Unit;
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::WarnedRow;
use helsebro_storage::jobs::{self, PromiseJob, PromisePayload};
use helsebro_storage::{Scope, StorageError, Tx, audit, dialog, parties};

use crate::parties::roster::{self, Roster};
use crate::{ActError, Acts, Sight, trail};

/// How a timer ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rang {
    /// It did what it was set for.
    Done,
    /// The conversation no longer waits for that, or it was done before.
    NotNeeded,
    /// It came too early, since the clock or the hours were moved; it is set anew.
    TooEarly,
}

/// Sets the timers of a conversation's promise. Set twice, they are set once.
pub(crate) async fn set_in(
    acts: &Acts,
    tx: &mut Tx,
    (thread, unit): (&Thread, &Unit),
    now: Instant,
) -> Result<(), StorageError> {
    let Some(timer) = PromiseTimer::for_thread(thread) else { return Ok(()) };
    let timers = PromiseTimers::of(&unit.hours, timer.promise_at);
    let payload = PromisePayload { municipality: thread.municipality, thread: thread.id, timer };
    for (job, run_at) in
        [(PromiseJob::Warn, timers.warn_at), (PromiseJob::Return, timers.return_at)]
    {
        let id = JobId::from_uuid(acts.fresh(now));
        jobs::enqueue_promise(tx, (job, None), payload, run_at, (id, now)).await?;
    }
    Ok(())
}

/// Warns the duty lead of the unit that a promise is near.
///
/// # Errors
/// When the database fails.
pub async fn warn(acts: &Acts, payload: PromisePayload) -> Result<Rang, ActError> {
    ring(acts, PromiseJob::Warn, payload).await
}

/// Puts a conversation that nobody has answered back in the queue.
///
/// # Errors
/// When the database fails.
pub async fn give_back(acts: &Acts, payload: PromisePayload) -> Result<Rang, ActError> {
    ring(acts, PromiseJob::Return, payload).await
}

async fn ring(acts: &Acts, job: PromiseJob, payload: PromisePayload) -> Result<Rang, ActError> {
    let now = acts.now();
    let rang = acts
        .db()
        .write(Scope::Municipality(payload.municipality), job.kind(), async |mut tx| {
            ring_in(acts, &mut tx, job, payload, now).await
        })
        .await?;
    if rang == Rang::Done {
        acts.news().tell(Sight::Unit(payload.timer.unit));
    }
    Ok(rang)
}

async fn ring_in(
    acts: &Acts,
    tx: &mut Tx,
    job: PromiseJob,
    payload: PromisePayload,
    now: Instant,
) -> Result<Rang, ActError> {
    let stored = dialog::desk_thread_to_write(tx, payload.thread).await?;
    let thread = stored.map(|stored| stored.thread).filter(|it| payload.timer.holds_for(it));
    let Some(thread) = thread else { return Ok(Rang::NotNeeded) };
    let unit = parties::unit(tx, thread.unit).await?.ok_or(ActError::NotFound)?;
    let timers = PromiseTimers::of(&unit.hours, payload.timer.promise_at);
    let due = match job {
        PromiseJob::Warn => timers.warn_at,
        PromiseJob::Return => timers.return_at,
    };
    if now < due {
        let id = JobId::from_uuid(acts.fresh(now));
        jobs::enqueue_promise(tx, (job, Some(now)), payload, due, (id, now)).await?;
        return Ok(Rang::TooEarly);
    }
    match job {
        PromiseJob::Warn => warn_in(acts, tx, (&thread, &unit), payload.timer, now).await,
        PromiseJob::Return => give_back_in(acts, tx, (&thread, &unit), payload.timer, now).await,
    }
}

async fn warn_in(
    acts: &Acts,
    tx: &mut Tx,
    (thread, unit): (&Thread, &Unit),
    timer: PromiseTimer,
    now: Instant,
) -> Result<Rang, ActError> {
    let lead = roster::duty_lead(tx, unit, now.in_oslo().date).await?.named();
    let PromiseTimer { promise_at, .. } = timer;
    let taken_by = thread.taken_by();
    let warned = WarnedRow { thread: thread.id, promise_at, at: now, lead, taken_by };
    if !dialog::add_warning(tx, unit.id, &warned).await? {
        return Ok(Rang::NotNeeded);
    }
    let line = trail::about(trail::by_itself(acts, Event::PromiseWarned, now), thread);
    audit::append(tx, &line).await?;
    Ok(Rang::Done)
}

async fn give_back_in(
    acts: &Acts,
    tx: &mut Tx,
    (thread, unit): (&Thread, &Unit),
    timer: PromiseTimer,
    now: Instant,
) -> Result<Rang, ActError> {
    let Some((back, event)) = timer.give_back(thread) else { return Ok(Rang::NotNeeded) };
    dialog::update_thread(tx, &back).await?;
    let id = EventId::from_uuid(acts.fresh(now));
    dialog::add_event(tx, thread.id, (id, now), event, None).await?;
    let line = trail::about(trail::by_itself(acts, Event::ThreadReturned, now), thread);
    audit::append(tx, &line).await?;
    // Whoever is away is told when she is back.
    let today = now.in_oslo().date;
    let absences = Roster::here(tx, unit, today).await?.absences;
    let hers = |away: &&helsebro_domain::parties::Absence| {
        Some(away.staff) == thread.taken_by() && away.covers(today)
    };
    if let Some(away) = absences.iter().find(hers) {
        parties::count_returned(tx, away, 1).await?;
    }
    Ok(Rang::Done)
}
