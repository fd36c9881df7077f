//! Answers that staff have begun: one for each who writes in a conversation.

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::Desk;
use helsebro_domain::ids::{StaffId, ThreadId};
use helsebro_domain::time::Instant;
use helsebro_storage::controllership::Thing;
use helsebro_storage::dialog::DeskDraftRow;
use helsebro_storage::{Scope, dialog};
use uuid::Uuid;

use super::super::drafts::clean;
use super::decide;
use crate::controllership::made;
use crate::{ActError, Acts, content, trail};

/// Where a draft rests: it belongs to its conversation and its writer.
pub(super) const fn place(thread: Uuid) -> (&'static str, Uuid, &'static str) {
    ("desk_drafts", thread, "text")
}

/// Saves what a member of staff has typed so far, as it stands; nothing typed is no
/// draft. The last one counts.
///
/// # Errors
/// `INVALID_TRANSITION` when the conversation is closed or answered elsewhere;
/// otherwise as opening it.
pub async fn save(
    acts: &Acts,
    desk: &Desk,
    id: ThreadId,
    typed: &str,
) -> Result<Instant, ActError> {
    let now = acts.now();
    let text = clean(typed);
    let sealed = content::seal_units(acts, desk.municipality(), place(id.uuid()), &text).await?;
    let register = made::at_hand(acts).await?;
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "dialog.desk_draft", async |mut tx| {
            let event = Event::DraftSaved;
            let stored = match decide::opened(acts, &mut tx, desk, id, event, now).await? {
                Ok(stored) => stored,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let decided = desk.open(&stored.thread).and_then(|open| open.note());
            let line = trail::about(trail::at_desk(acts, desk, event, now), &stored.thread);
            let me: StaffId = match trail::settle(&mut tx, line, decided).await? {
                Ok(me) => me,
                Err(refusal) => return Ok(Err(refusal)),
            };
            if text.trim().is_empty() {
                dialog::discard_desk_draft(&mut tx, id, me).await?;
            } else {
                let row = DeskDraftRow { saved_at: now, sealed: sealed.clone() };
                dialog::save_desk_draft(&mut tx, id, me, &row).await?;
                let made =
                    made::for_thread(acts, &mut tx, (&register, &stored.thread), now).await?;
                made::mark(&mut tx, (Thing::Draft, id.uuid(), me.uuid()), made).await?;
            }
            Ok(Ok(now))
        })
        .await?
        .map_err(Into::into)
}
