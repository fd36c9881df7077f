//! Internal notes: for colleagues alone, never for the citizen, whoever helps her,
//! or a journal system.

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::Desk;
use helsebro_domain::ids::{NoteId, ThreadId};
use helsebro_domain::text::Body;
use helsebro_domain::time::Instant;
use helsebro_storage::controllership::Thing;
use helsebro_storage::dialog::NoteRow;
use helsebro_storage::{Scope, dialog};

use super::decide;
use crate::controllership::made;
use crate::{ActError, Acts, Sight, content, trail};

/// A note as colleagues read it.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownNote {
    /// Its id.
    pub id: NoteId,
    /// When it was written.
    pub at: Instant,
    /// Who wrote it.
    pub by: String,
    /// What it says.
    pub text: String,
}

/// Writes a note. It neither takes the conversation nor stops the clock.
///
/// # Errors
/// `INVALID_TRANSITION` when the conversation is closed or answered elsewhere;
/// otherwise as opening it.
pub async fn write(acts: &Acts, desk: &Desk, id: ThreadId, text: &Body) -> Result<(), ActError> {
    let now = acts.now();
    let note = NoteId::from_uuid(acts.fresh(now));
    let place = ("internal_notes", note.uuid(), "note");
    let sealed = content::seal_units(acts, desk.municipality(), place, text.as_str()).await?;
    let register = made::at_hand(acts).await?;
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "dialog.note", async |mut tx| {
            let event = Event::NoteWritten;
            let stored = match decide::opened(acts, &mut tx, desk, id, event, now).await? {
                Ok(stored) => stored,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let decided = desk.open(&stored.thread).and_then(|open| open.note());
            let mut line = trail::about(trail::at_desk(acts, desk, event, now), &stored.thread);
            line.rules = &["S1-2.1-b", "S1-2.1.1-a"];
            let staff = match trail::settle(&mut tx, line, decided).await? {
                Ok(staff) => staff,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let row = NoteRow { id: note, staff, at: now, sealed: sealed.clone() };
            dialog::add_note(&mut tx, id, &row).await?;
            let under = made::for_thread(acts, &mut tx, (&register, &stored.thread), now).await?;
            made::mark(&mut tx, (Thing::Note, id.uuid(), note.uuid()), under).await?;
            Ok(Ok(()))
        })
        .await??;
    acts.news().tell(Sight::Unit(desk.unit()));
    Ok(())
}
