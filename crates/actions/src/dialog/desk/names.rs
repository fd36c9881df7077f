//! How staff are shown to one citizen, chosen to protect them.

use helsebro_domain::audit::Event;
use helsebro_domain::dialog::Desk;
use helsebro_domain::ids::ThreadId;
use helsebro_domain::parties::{NameReason, StaffNames};
use helsebro_domain::time::Instant;
use helsebro_storage::parties::NameDisplayRow;
use helsebro_storage::{Scope, dialog, parties};
use uuid::Uuid;

use super::decide;
use crate::{ActError, Acts, Sight, content, trail};

/// What was chosen for a citizen, as staff see it.
#[derive(Clone)]
pub struct ChosenNames {
    /// How staff are shown to her.
    pub names: StaffNames,
    /// Why.
    pub reason: String,
    /// Who chose it.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// What is chosen for the citizen of a conversation.
#[derive(Debug, Clone)]
pub enum NewNames {
    /// As the unit does it.
    AsTheUnit,
    /// In this way, for this reason.
    Chosen(StaffNames, NameReason),
}

/// Where a reason rests: it belongs to the citizen whom it is about.
pub(super) const fn place(person: Uuid) -> (&'static str, Uuid, &'static str) {
    ("name_displays", person, "reason")
}

/// Chooses how staff of the municipality are shown to the citizen of a conversation.
/// It counts at once, and for what was written before.
///
/// # Errors
/// `INVALID_TRANSITION` when the conversation is closed or answered elsewhere;
/// otherwise as opening it.
pub async fn choose(
    acts: &Acts,
    desk: &Desk,
    id: ThreadId,
    new: &NewNames,
) -> Result<(), ActError> {
    let now = acts.now();
    let scope = Scope::Municipality(desk.municipality());
    let sealed = match new {
        NewNames::AsTheUnit => Vec::new(),
        NewNames::Chosen(_, reason) => {
            let found = acts
                .db()
                .read(scope, "dialog.names_of", async |mut tx| {
                    Ok::<_, ActError>(dialog::desk_thread(&mut tx, id).await?)
                })
                .await?;
            // Without one there is nothing to bind it to, and nothing is stored.
            let person = found.map_or_else(Uuid::nil, |stored| stored.thread.person.uuid());
            content::seal_units(acts, desk.municipality(), place(person), reason.as_str()).await?
        }
    };
    let person = acts
        .db()
        .write(scope, "dialog.names", async |mut tx| {
            let event = Event::NameDisplaySet;
            let stored = match decide::opened(acts, &mut tx, desk, id, event, now).await? {
                Ok(stored) => stored,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let person = stored.thread.person;
            let decided = desk.open(&stored.thread).and_then(|open| open.note());
            let line = trail::about(trail::at_desk(acts, desk, event, now), &stored.thread);
            let staff = match trail::settle(&mut tx, line, decided).await? {
                Ok(staff) => staff,
                Err(refusal) => return Ok(Err(refusal)),
            };
            match new {
                NewNames::AsTheUnit => parties::clear_name_display(&mut tx, person).await?,
                NewNames::Chosen(names, _) => {
                    let row =
                        NameDisplayRow { names: *names, reason: sealed.clone(), staff, at: now };
                    parties::set_name_display(&mut tx, person, &row).await?;
                }
            }
            Ok(Ok(person))
        })
        .await??;
    acts.news().tell(Sight::Citizen(person));
    Ok(())
}
