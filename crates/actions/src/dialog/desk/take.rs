//! Taking, putting back, giving to a colleague and sending on.

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::{Desk, ReturnedWhy, Thread, ThreadEvent};
use helsebro_domain::ids::{StaffId, ThreadId, UnitId};
use helsebro_domain::parties::GoesTo;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_storage::{Scope, parties};

use super::decide::{self, Change};
use crate::parties::roster::Roster;
use crate::{ActError, Acts};

/// Takes a conversation.
///
/// # Errors
/// `INVALID_TRANSITION` when a colleague has it or it is closed; otherwise as
/// opening it.
pub async fn claim(acts: &Acts, desk: &Desk, thread: ThreadId) -> Result<Thread, ActError> {
    decide::change(acts, desk, thread, Event::ThreadClaimed, |open, _| {
        let thread = open.claim()?;
        // Taking what one has already is no event.
        let event = (open.thread().taken_by() != thread.taken_by())
            .then(|| thread.taken_by().map(ThreadEvent::Taken))
            .flatten();
        Ok(Change { thread, event })
    })
    .await
}

/// Puts a conversation back in the queue.
///
/// # Errors
/// `INVALID_TRANSITION` when nobody has it or it is closed.
pub async fn put_back(acts: &Acts, desk: &Desk, thread: ThreadId) -> Result<Thread, ActError> {
    decide::change(acts, desk, thread, Event::ThreadReturned, |open, _| {
        Ok(Change { thread: open.put_back()?, event: Some(ThreadEvent::PutBack) })
    })
    .await
}

/// Gives a conversation to a colleague at the unit, or takes it over. When she is
/// away it goes to whoever stands in for her, or to the queue; the conversation that
/// comes back tells where it went.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` when the colleague is not authorised here today;
/// `INVALID_TRANSITION` when it is closed.
pub async fn assign(
    acts: &Acts,
    desk: &Desk,
    thread: ThreadId,
    to: StaffId,
) -> Result<Thread, ActError> {
    let today = acts.now().in_oslo().date;
    let (goes_to, held) = acts
        .db()
        .read(Scope::Municipality(desk.municipality()), "dialog.assign_to", async |mut tx| {
            let unit = parties::unit(&mut tx, desk.unit()).await?.ok_or(ActError::NotFound)?;
            let roster = Roster::here(&mut tx, &unit, today).await?;
            // Whoever takes it over herself is here, whatever she said before.
            let goes_to = if desk.staff() == Some(to) { GoesTo::Her } else { roster.goes_to(to) };
            let who = if let GoesTo::StandIn(other) = goes_to { other } else { to };
            Ok::<_, ActError>((goes_to, parties::authorisations_at(&mut tx, unit.id, who).await?))
        })
        .await?;
    decide::change(acts, desk, thread, Event::ThreadAssigned, |open, now| {
        let who = if let GoesTo::StandIn(other) = goes_to { other } else { to };
        let thread = open.assign(who, &held, now)?;
        let back = thread.given_back(ReturnedWhy::Away).filter(|_| goes_to == GoesTo::Queue);
        let (thread, event) = back.unwrap_or((thread, ThreadEvent::Assigned(who)));
        Ok(Change { thread, event: Some(event) })
    })
    .await
}

/// Sends a conversation on to another unit of the municipality. The citizen is told.
///
/// # Errors
/// `UNIT_NOT_ACTIVE` when that unit takes no messages; `INVALID_TRANSITION` to
/// the same unit or when closed.
pub async fn forward(
    acts: &Acts,
    desk: &Desk,
    thread: ThreadId,
    to: UnitId,
) -> Result<Thread, ActError> {
    let unit = acts
        .db()
        .read(Scope::Municipality(desk.municipality()), "dialog.forward_to", async |mut tx| {
            Ok::<_, ActError>(parties::unit(&mut tx, to).await?)
        })
        .await?;
    decide::change(acts, desk, thread, Event::ThreadForwarded, |open, _| {
        let unknown = Refusal::neutral(ReasonCode::UnitNotActive, &["S1-2.1.1-a"]);
        let (thread, event) = open.forward(unit.as_ref().ok_or(unknown)?)?;
        Ok(Change { thread, event: Some(event) })
    })
    .await
}
