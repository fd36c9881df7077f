//! The shape of every act that changes a conversation from the desk: open it
//! under the rule, decide, store, leave a line.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::dialog::{Desk, DeskThread, Thread, ThreadEvent};
use helsebro_domain::ids::{EventId, ThreadId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::{SealedGuidance, StoredThread};
use helsebro_storage::{Scope, StorageError, Tx, audit, dialog, rights};

use crate::epj::moving;
use crate::{ActError, Acts, Sight, trail};

/// What a decision changed.
pub(super) struct Change {
    pub(super) thread: Thread,
    pub(super) event: Option<ThreadEvent>,
}

/// Opens a conversation to write at a desk. One that is not the municipality's
/// is as one that does not exist, but the attempt leaves its line.
pub(crate) async fn opened(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    id: ThreadId,
    event: Event,
    now: Instant,
) -> Result<Result<StoredThread, Refusal>, ActError> {
    let line = trail::at_desk(acts, desk, event, now);
    let Some(stored) = dialog::desk_thread_to_write(tx, id).await? else {
        let refusal = elsewhere(tx, id).await?;
        let mut line = line.refused(refusal);
        line.object = Object::Thread(id.uuid());
        audit::append(tx, &line).await?;
        return Ok(Err(refusal));
    };
    let opens = desk.open(&stored.thread).map(drop);
    let decided = match opens {
        Ok(()) if event != Event::NumberShown && is_restricted(tx, &stored.thread, now).await? => {
            Err(Refusal::told(ReasonCode::Restricted, &["L-GDPR-18"]))
        }
        opens => opens,
    };
    if let Err(refusal) = decided {
        audit::append(tx, &trail::about(line, &stored.thread).refused(refusal)).await?;
        return Ok(Err(refusal));
    }
    Ok(Ok(stored))
}

/// Whether a conversation is kept and not used: read, and nothing else (L-GDPR-18).
pub(super) async fn is_restricted(
    tx: &mut Tx,
    thread: &Thread,
    now: Instant,
) -> Result<bool, StorageError> {
    let held = rights::restrictions_of(tx, thread.person, now).await?;
    let place = (thread.municipality, thread.unit);
    Ok(held.iter().any(|one| one.restriction.covers(place, thread.last_at)))
}

/// The refusal of a conversation that is not the municipality's.
pub(super) async fn elsewhere(tx: &mut Tx, id: ThreadId) -> Result<Refusal, StorageError> {
    let theirs = (ReasonCode::NoServiceNeed, &["S1-2.1-b"][..]);
    trail::hidden(tx, Object::Thread(id.uuid()), theirs).await
}

/// Runs a decision over a conversation and stores what it changed.
pub(super) async fn change(
    acts: &Acts,
    desk: &Desk,
    id: ThreadId,
    event: Event,
    rule: impl Fn(&DeskThread<'_>, Instant) -> Result<Change, Refusal> + Sync,
) -> Result<Thread, ActError> {
    let now = acts.now();
    let thread = acts
        .db()
        .write(Scope::Municipality(desk.municipality()), event.as_str(), async |mut tx| {
            let stored = match opened(acts, &mut tx, desk, id, event, now).await? {
                Ok(stored) => stored,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let decided = desk.open(&stored.thread).and_then(|open| rule(&open, now));
            store(acts, &mut tx, desk, (&stored.thread, event), decided, now).await
        })
        .await??;
    tell(acts, desk, &thread);
    Ok(thread)
}

/// Stores what a decision changed, with its line.
pub(super) async fn store(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    (before, event): (&Thread, Event),
    decided: Result<Change, Refusal>,
    now: Instant,
) -> Result<Result<Thread, Refusal>, ActError> {
    let mut line = trail::about(trail::at_desk(acts, desk, event, now), before);
    line.rules = &["S1-2.1-b", "S1-2.1.1-a"];
    match trail::settle(tx, line, decided).await? {
        Ok(change) => {
            apply(acts, tx, &change, None, now).await?;
            Ok(Ok(change.thread))
        }
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// Stores the state and the event of a change.
pub(super) async fn apply(
    acts: &Acts,
    tx: &mut Tx,
    change: &Change,
    guidance: Option<(EventId, &SealedGuidance)>,
    now: Instant,
) -> Result<(), ActError> {
    dialog::update_thread(tx, &change.thread).await?;
    if let Some(event) = change.event {
        let id = guidance.map_or_else(|| EventId::from_uuid(acts.fresh(now)), |(id, _)| id);
        let sealed = guidance.map(|(_, sealed)| sealed);
        dialog::add_event(tx, change.thread.id, (id, now), event, sealed).await?;
    }
    if let Some(ThreadEvent::Forwarded { .. }) = change.event {
        moving::follow_unit(acts, tx, &change.thread, now).await?;
    }
    Ok(())
}

/// Tells those who look that there is something new.
pub(super) fn tell(acts: &Acts, desk: &Desk, thread: &Thread) {
    acts.news().tell(Sight::Unit(desk.unit()));
    if thread.unit != desk.unit() {
        acts.news().tell(Sight::Unit(thread.unit));
    }
    acts.news().tell(Sight::Citizen(thread.person));
}
