//! Replies that a unit keeps ready, written and changed by its staff.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::dialog::{Desk, MAX_STANDARD_REPLIES};
use helsebro_domain::ids::StandardReplyId;
use helsebro_domain::text::{Body, Topic};
use helsebro_storage::controllership::Thing;
use helsebro_storage::dialog::StandardRow;
use helsebro_storage::{Scope, audit, dialog};

use crate::content::{self, Words};
use crate::controllership::made;
use crate::{ActError, Acts, trail};

/// A reply as staff see it.
#[derive(Clone, PartialEq, Eq)]
pub struct StandardReply {
    /// Its id.
    pub id: StandardReplyId,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: String,
}

/// Whether a reply was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It was.
    Yes,
    /// The unit has [`MAX_STANDARD_REPLIES`] already.
    TooMany,
}

const fn place(id: StandardReplyId) -> (&'static str, uuid::Uuid, &'static str) {
    ("standard_replies", id.uuid(), "text")
}

/// The unit's replies, by title.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, desk: &Desk) -> Result<Vec<StandardReply>, ActError> {
    let home = desk.municipality();
    let rows = acts
        .db()
        .read(Scope::Municipality(home), "dialog.standard", async |mut tx| {
            Ok::<_, ActError>(dialog::standard_replies(&mut tx, desk.unit()).await?)
        })
        .await?;
    let mut replies = Vec::with_capacity(rows.len());
    for row in rows {
        let text = content::open_units(acts, home, place(row.id), &row.sealed).await?;
        let Words { heading: title, body: text, .. } = Words::from_text(&text);
        replies.push(StandardReply { id: row.id, title, text });
    }
    replies.sort_by_cached_key(|reply| reply.title.to_lowercase());
    Ok(replies)
}

/// Keeps a new reply, or changes the one with this id.
///
/// # Errors
/// [`ActError::NotFound`] when the unit has no such reply, or the desk is no person.
pub async fn keep(
    acts: &Acts,
    desk: &Desk,
    id: Option<StandardReplyId>,
    (title, text): (&Topic, &Body),
) -> Result<Kept, ActError> {
    desk.staff().ok_or(ActError::NotFound)?;
    let now = acts.now();
    let changed = id;
    let id = id.unwrap_or_else(|| StandardReplyId::from_uuid(acts.fresh(now)));
    let words = Words { heading: title.as_str().to_owned(), ..Words::of(text.as_str()) };
    let home = desk.municipality();
    let sealed = content::seal_units(acts, home, place(id), &words.to_text()).await?;
    let row = StandardRow { id, sealed, changed_at: now };
    let mut line = trail::at_desk(acts, desk, Event::StandardReplySet, now);
    line.object = Object::Unit(desk.unit().uuid());
    let register = made::at_hand(acts).await?;
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "dialog.keep_standard", async |mut tx| {
            if changed.is_some() {
                if !dialog::change_standard(&mut tx, desk.unit(), &row).await? {
                    return Err(ActError::NotFound);
                }
            } else {
                let there = dialog::standard_replies(&mut tx, desk.unit()).await?.len();
                if there >= MAX_STANDARD_REPLIES {
                    return Ok(Kept::TooMany);
                }
                dialog::add_standard(&mut tx, desk.unit(), &row).await?;
            }
            let under = (&*register, home, desk.unit());
            let under = made::for_unit(acts, &mut tx, under, now).await?;
            let which = (Thing::StandardReply, desk.unit().uuid(), id.uuid());
            made::mark(&mut tx, which, under).await?;
            audit::append(&mut tx, &line).await?;
            Ok(Kept::Yes)
        })
        .await
}

/// Throws a reply away.
///
/// # Errors
/// [`ActError::NotFound`] when the unit has no such reply.
pub async fn discard(acts: &Acts, desk: &Desk, id: StandardReplyId) -> Result<(), ActError> {
    desk.staff().ok_or(ActError::NotFound)?;
    let mut line = trail::at_desk(acts, desk, Event::StandardReplySet, acts.now());
    line.object = Object::Unit(desk.unit().uuid());
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "dialog.drop_standard", async |mut tx| {
            if !dialog::discard_standard(&mut tx, desk.unit(), id).await? {
                return Err(ActError::NotFound);
            }
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}
