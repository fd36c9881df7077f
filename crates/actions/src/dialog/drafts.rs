//! Texts not yet sent. A draft is the citizen's own and under the platform's key.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::{DraftId, StaffId};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::text::MAX_RAW_BYTES;
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::{DraftRow, ListedDraft};
use helsebro_storage::{Scope, audit, dialog};

pub use helsebro_storage::dialog::DraftTarget;

use crate::content::{self, Words};
use crate::{ActError, Acts, trail};

/// A draft with its text, kept as it was typed, also when it is too long to send.
#[derive(Clone)]
pub struct Draft {
    /// Its id; becomes the conversation's when sent.
    pub id: DraftId,
    /// What it is for.
    pub target: DraftTarget,
    /// When it was saved.
    pub saved_at: Instant,
    /// The topic.
    pub topic: String,
    /// The message.
    pub body: String,
    /// The member of staff it is to, when she chose one (L-EFV-3).
    pub to_staff: Option<StaffId>,
    /// In a list, what the contact is called that it is for.
    pub contact_name: Option<String>,
}

/// What a citizen has typed so far.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    /// The topic.
    pub topic: &'a str,
    /// The message.
    pub body: &'a str,
    /// The member of staff chosen.
    pub to_staff: Option<StaffId>,
}

impl<'a> From<(&'a str, &'a str)> for Typed<'a> {
    fn from((topic, body): (&'a str, &'a str)) -> Self {
        Self { topic, body, to_staff: None }
    }
}

/// Saves a draft; the last one for the same target counts.
///
/// # Errors
/// [`ActError::NotFound`] when the target or the id is not the citizen's.
pub async fn save(
    acts: &Acts,
    citizen: &CitizenAccess,
    id: DraftId,
    target: DraftTarget,
    typed: impl Into<Typed<'_>>,
) -> Result<Instant, ActError> {
    let about = (Event::DraftSaved, thing_of(target));
    trail::allowed(acts, citizen, Deed::Write, about).await?;
    if matches!(target, DraftTarget::Contact(_)) {
        // Whoever may not begin a conversation has no draft of one.
        trail::allowed(acts, citizen, Deed::SeeContacts, about).await?;
    }
    let now = acts.now();
    let place = ("drafts", id.uuid(), "text");
    let words = words(typed.into()).to_text();
    let sealed = content::seal_own(acts, place, &words).await?;
    let row = DraftRow { id, target, saved_at: now, sealed };
    let mut line = trail::by_citizen(acts, citizen, Event::DraftSaved, now);
    line.object = Object::Draft(id.uuid());
    let saved = acts
        .db()
        .write(Scope::from(citizen), "dialog.save_draft", async |mut tx| {
            let own = match target {
                DraftTarget::Contact(contact) => {
                    dialog::citizens_contact(&mut tx, contact).await?.is_some()
                }
                DraftTarget::Thread(thread) => {
                    dialog::citizens_thread(&mut tx, thread).await?.is_some()
                }
            };
            if !own {
                return Ok(Err(thing_of(target)));
            }
            if !dialog::save_draft(&mut tx, &row).await? {
                return Err(ActError::NotFound);
            }
            audit::append(&mut tx, &line).await?;
            Ok(Ok(now))
        })
        .await;
    let theirs = match saved {
        Ok(Ok(now)) => return Ok(now),
        Ok(Err(target)) => target,
        Err(ActError::NotFound) => Object::Draft(id.uuid()),
        Err(fault) => return Err(fault),
    };
    Err(trail::not_hers(acts, citizen, Event::DraftSaved, theirs).await?)
}

/// One draft.
///
/// # Errors
/// [`ActError::NotFound`] when it is not the citizen's.
pub async fn one(acts: &Acts, citizen: &CitizenAccess, id: DraftId) -> Result<Draft, ActError> {
    let row = acts
        .db()
        .read(Scope::from(citizen), "dialog.draft", async |mut tx| {
            dialog::citizens_draft(&mut tx, id).await?.ok_or(ActError::NotFound)
        })
        .await?;
    opened(acts, row).await
}

/// The drafts of her who acts, newest first; none for who may not write.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Draft>, ActError> {
    if citizen.may(Deed::Write).is_err() {
        return Ok(Vec::new());
    }
    let rows = acts
        .db()
        .read(Scope::from(citizen), "dialog.drafts", async |mut tx| {
            Ok::<_, ActError>(dialog::citizens_drafts(&mut tx).await?)
        })
        .await?;
    let mut drafts = Vec::with_capacity(rows.len());
    for ListedDraft { draft, contact_name } in rows {
        drafts.push(Draft { contact_name, ..opened(acts, draft).await? });
    }
    Ok(drafts)
}

/// Throws a draft away.
///
/// # Errors
/// [`ActError::NotFound`] when it is not the citizen's.
pub async fn discard(acts: &Acts, citizen: &CitizenAccess, id: DraftId) -> Result<(), ActError> {
    let mut line = trail::by_citizen(acts, citizen, Event::DraftDiscarded, acts.now());
    line.object = Object::Draft(id.uuid());
    let discarded = acts
        .db()
        .write(Scope::from(citizen), "dialog.discard_draft", async |mut tx| {
            if !dialog::discard(&mut tx, id).await? {
                return Err(ActError::NotFound);
            }
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await;
    let Err(ActError::NotFound) = discarded else { return discarded };
    Err(trail::not_hers(acts, citizen, Event::DraftDiscarded, Object::Draft(id.uuid())).await?)
}

const fn thing_of(target: DraftTarget) -> Object {
    match target {
        DraftTarget::Contact(contact) => Object::Contact(contact.uuid()),
        DraftTarget::Thread(thread) => Object::Thread(thread.uuid()),
    }
}

async fn opened(acts: &Acts, row: DraftRow) -> Result<Draft, ActError> {
    let place = ("drafts", row.id.uuid(), "text");
    let words = Words::from_text(&content::open_citizens(acts, place, &row.sealed).await?);
    Ok(Draft {
        id: row.id,
        target: row.target,
        saved_at: row.saved_at,
        topic: words.heading,
        body: words.body,
        to_staff: words.author.parse().ok(),
        contact_name: None,
    })
}

/// How a draft rests under its seal: whom it is to stands where a message has who
/// wrote it, since a draft's writer is its owner.
fn words(typed: Typed<'_>) -> Words {
    let author = typed.to_staff.map(|staff| staff.to_string()).unwrap_or_default();
    Words { heading: clean(typed.topic), author, body: clean(typed.body) }
}

/// What was typed, without what would break its parts apart, and never more than
/// is looked at when it is sent.
pub(super) fn clean(text: &str) -> String {
    let mut kept = String::new();
    for letter in text.chars().filter(|letter| *letter == '\n' || !letter.is_control()) {
        if kept.len() + letter.len_utf8() > MAX_RAW_BYTES {
            break;
        }
        kept.push(letter);
    }
    kept
}
