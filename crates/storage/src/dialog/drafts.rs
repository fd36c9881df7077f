//! Texts not yet sent.

use helsebro_domain::ids::{ContactId, DraftId, PersonId, ThreadId};
use helsebro_domain::time::Instant;

use super::attachments;
use crate::{FromRow, Row, StorageError, Tx, Viewer, values};

macro_rules! columns {
    ($rest:literal) => {
        concat!("SELECT id, contact, thread, saved_at, text_sealed FROM unsent ", $rest)
    };
}

const SAVE: &str = "INSERT INTO unsent (id, person, writer, contact, thread, saved_at, \
     text_sealed) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET \
     contact = excluded.contact, thread = excluded.thread, saved_at = excluded.saved_at, \
     text_sealed = excluded.text_sealed \
     WHERE unsent.person = excluded.person AND unsent.writer = excluded.writer";
const MAKE_ROOM: &str = "DELETE FROM unsent WHERE person = $1 AND writer = $2 AND id <> $3 \
     AND (contact = $4 OR thread = $5)";
const ONE: &str = columns!("WHERE id = $1 AND person = $2 AND writer = $3");
const ALL: &str = "SELECT d.id, d.contact, d.thread, d.saved_at, d.text_sealed, c.name \
     FROM unsent d LEFT JOIN contacts c ON c.id = d.contact AND c.person = d.person \
     WHERE d.person = $1 AND d.writer = $2 ORDER BY d.saved_at DESC, d.id LIMIT 50";
const DISCARD: &str = "DELETE FROM unsent WHERE id = $1 AND person = $2 AND writer = $3";

const TOUCH: &str = "UPDATE unsent SET saved_at = $4 WHERE id = $1 AND person = $2 \
     AND writer = $3";
const DISCARD_ALL: &str = "DELETE FROM unsent WHERE person = $1 AND writer = $2";

pub(super) const STATEMENTS: &[&str] = &[SAVE, MAKE_ROOM, ONE, ALL, DISCARD, TOUCH, DISCARD_ALL];

/// What a draft is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftTarget {
    /// A new conversation with a contact.
    Contact(ContactId),
    /// A reply in a conversation.
    Thread(ThreadId),
}

/// A draft as stored, its text sealed.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// Its id.
    pub id: DraftId,
    /// What it is for.
    pub target: DraftTarget,
    /// When it was saved.
    pub saved_at: Instant,
    /// The text.
    pub sealed: Vec<u8>,
}

impl FromRow for DraftRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let contact: Option<ContactId> = row.get(1)?;
        let thread: Option<ThreadId> = row.get(2)?;
        let target = match (contact, thread) {
            (Some(contact), None) => DraftTarget::Contact(contact),
            (None, Some(thread)) => DraftTarget::Thread(thread),
            _ => return Err(StorageError::Column { column: 1, wanted: "a target" }),
        };
        Ok(Self { id: row.get(0)?, target, saved_at: row.get(3)?, sealed: row.get(4)? })
    }
}

/// A draft in the list, and the name of the contact it is for.
pub struct ListedDraft {
    /// The draft.
    pub draft: DraftRow,
    /// What the contact is called; none when the draft is for a conversation, or the
    /// contact is not the citizen's.
    pub contact_name: Option<String>,
}

impl FromRow for ListedDraft {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self { draft: DraftRow::from_row(row)?, contact_name: row.get(5)? })
    }
}

/// Saves a draft of the scope's citizen; the last one for the same target counts.
/// False when the id is somebody else's.
///
/// # Errors
/// When the database fails.
pub async fn save_draft(tx: &mut Tx, draft: &DraftRow) -> Result<bool, StorageError> {
    let Viewer { person, actor, .. } = tx.viewer()?;
    let (contact, thread) = match draft.target {
        DraftTarget::Contact(contact) => (Some(contact), None),
        DraftTarget::Thread(thread) => (None, Some(thread)),
    };
    attachments::follow_draft(tx, draft.id, (contact, thread)).await?;
    tx.execute(MAKE_ROOM, values![person, actor, draft.id, contact, thread]).await?;
    Ok(tx
        .execute(
            SAVE,
            values![draft.id, person, actor, contact, thread, draft.saved_at, draft.sealed],
        )
        .await?
        == 1)
}

/// Something that goes along with a draft of the scope's citizen has changed; false
/// when there is no such draft.
///
/// # Errors
/// When the database fails.
pub async fn touch_draft(tx: &mut Tx, id: DraftId, now: Instant) -> Result<bool, StorageError> {
    let Viewer { person, actor, .. } = tx.viewer()?;
    Ok(tx.execute(TOUCH, values![id, person, actor, now]).await? == 1)
}

/// One draft of the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn citizens_draft(tx: &mut Tx, id: DraftId) -> Result<Option<DraftRow>, StorageError> {
    let Viewer { person, actor, .. } = tx.viewer()?;
    tx.optional(ONE, values![id, person, actor]).await
}

/// The drafts of the scope's citizen, newest first.
///
/// # Errors
/// When the database fails.
pub async fn citizens_drafts(tx: &mut Tx) -> Result<Vec<ListedDraft>, StorageError> {
    let Viewer { person, actor, .. } = tx.viewer()?;
    tx.all(ALL, values![person, actor]).await
}

/// Throws a draft of the scope's citizen away; false when there is none.
///
/// # Errors
/// When the database fails.
pub async fn discard(tx: &mut Tx, id: DraftId) -> Result<bool, StorageError> {
    let Viewer { person, actor, .. } = tx.viewer()?;
    Ok(tx.execute(DISCARD, values![id, person, actor]).await? == 1)
}

/// Throws away what somebody wrote for a person and did not send, when she may no
/// longer act for her.
///
/// # Errors
/// When the database fails.
pub async fn discard_all_by(
    tx: &mut Tx,
    person: PersonId,
    writer: PersonId,
) -> Result<u64, StorageError> {
    tx.execute(DISCARD_ALL, values![person, writer]).await
}
