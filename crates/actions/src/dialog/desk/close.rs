//! Closing a conversation with a reason that the citizen reads (L-EFV-7).

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::{Closing, Desk, Thread, ThreadEvent};
use helsebro_domain::ids::{EventId, ThreadId};
use helsebro_domain::refusals::Refusal;
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::SealedGuidance;
use helsebro_storage::{Scope, Tx, audit, dialog};

use super::decide::{self, Change};
use crate::{ActError, Acts, content, trail};

/// The guidance, sealed, and the event that it will stand in.
pub(super) struct SealedClosing {
    pub(super) event: EventId,
    pub(super) guidance: Option<SealedGuidance>,
}

impl SealedClosing {
    pub(super) async fn of(
        acts: &Acts,
        desk: &Desk,
        closing: &Closing,
        now: Instant,
    ) -> Result<Self, ActError> {
        let event = EventId::from_uuid(acts.fresh(now));
        let place = ("thread_events", event.uuid(), "guidance");
        let guidance = match closing.guidance() {
            Some(to) => {
                let home = desk.municipality();
                Some(content::seal_pair(acts, home, place, to.as_str()).await?)
            }
            None => None,
        };
        Ok(Self { event, guidance })
    }
}

/// Closes a conversation.
///
/// # Errors
/// `INVALID_TRANSITION` when it is closed already; otherwise as opening it.
pub async fn close(
    acts: &Acts,
    desk: &Desk,
    id: ThreadId,
    closing: &Closing,
) -> Result<Thread, ActError> {
    let now = acts.now();
    let sealed = SealedClosing::of(acts, desk, closing, now).await?;
    let scope = Scope::Municipality(desk.municipality());
    let thread = acts
        .db()
        .write(scope, "dialog.close", async |mut tx| {
            let opened = decide::opened(acts, &mut tx, desk, id, Event::ThreadClosed, now).await?;
            match opened {
                Ok(stored) => {
                    close_in(acts, &mut tx, desk, &stored.thread, closing, (&sealed, now)).await
                }
                Err(refusal) => Ok(Err(refusal)),
            }
        })
        .await??;
    decide::tell(acts, desk, &thread);
    Ok(thread)
}

/// The same inside a transaction, over a conversation that was opened to write.
pub(super) async fn close_in(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    before: &Thread,
    closing: &Closing,
    (sealed, now): (&SealedClosing, Instant),
) -> Result<Result<Thread, Refusal>, ActError> {
    let decided = desk.open(before).and_then(|open| open.close(closing, now));
    let mut line = trail::about(trail::at_desk(acts, desk, Event::ThreadClosed, now), before);
    line.rules = &["S1-2.1.1-a", "L-EFV-7"];
    let thread = match trail::settle(tx, line, decided).await? {
        Ok(thread) => thread,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if closing.guidance().is_some() {
        // When and to where the sender was guided is registered (L-EFV-7).
        let mut told =
            trail::about(trail::at_desk(acts, desk, Event::RedirectGuidance, now), before);
        told.rules = &["L-EFV-7"];
        audit::append(tx, &told).await?;
    }
    let event = ThreadEvent::Closed(closing.reason());
    let change = Change { thread, event: Some(event) };
    let guidance = sealed.guidance.as_ref().map(|sealed_text| (sealed.event, sealed_text));
    match guidance {
        Some(_) => decide::apply(acts, tx, &change, guidance, now).await?,
        None => {
            dialog::update_thread(tx, &change.thread).await?;
            dialog::add_event(tx, change.thread.id, (sealed.event, now), event, None).await?;
        }
    }
    Ok(Ok(change.thread))
}
