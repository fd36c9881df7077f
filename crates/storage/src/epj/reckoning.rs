//! Counting what is there, for whoever must show that nothing was lost, doubled or
//! left half done: conversations with what belongs to each, what was sent and what
//! came, and what stands alone that should not. Ids and numbers, never content.

use helsebro_domain::audit::Event;
use helsebro_domain::ids::{EnvelopeId, ThreadId};
use uuid::Uuid;

use crate::{StorageError, Tx, from_row, values};

/// The most rows that one call hands out.
pub const PAGE: u32 = 1_000;

const CONVERSATIONS: &str = "SELECT t.id, \
     (SELECT COUNT(*) FROM messages m WHERE m.thread = t.id), \
     (SELECT COUNT(*) FROM messages m WHERE m.thread = t.id AND m.submission = t.id), \
     (SELECT MIN(m.reference) FROM messages m WHERE m.thread = t.id AND m.submission = t.id), \
     COALESCE(a.lines, 0), \
     (SELECT COUNT(*) FROM epj_outbox o WHERE o.thread = t.id AND o.id = t.id \
     AND o.message IS NOT NULL) \
     FROM threads t LEFT JOIN (SELECT object, COUNT(*) AS lines FROM audit_lines \
         WHERE event = $2 AND reason_code IS NULL GROUP BY object) a ON a.object = t.id \
     WHERE t.id > $1 ORDER BY t.id LIMIT $3";
const SENT: &str = "SELECT id, transport, kind, state, answers, repeats FROM epj_outbox \
     WHERE id > $1 ORDER BY id LIMIT $2";
const CAME: &str = "SELECT i.id, i.state, i.message_id, i.what, COALESCE(a.lines, 0) \
     FROM epj_inbox i LEFT JOIN (SELECT object, COUNT(*) AS lines FROM audit_lines \
         WHERE event = $2 GROUP BY object) a ON a.object = i.id \
     WHERE i.id > $1 ORDER BY i.id LIMIT $3";
const STRAY_LINES: &str = "SELECT COUNT(*) FROM audit_lines a WHERE a.event = $1 \
     AND a.reason_code IS NULL AND NOT EXISTS (SELECT 1 FROM threads t WHERE t.id = a.object)";
const STRAY_OUTGOING: &str = "SELECT COUNT(*) FROM epj_outbox o WHERE o.message IS NOT NULL \
     AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.thread = o.thread AND m.id = o.message)";
const SHARED_REFERENCES: &str = "SELECT COUNT(*) FROM (SELECT reference FROM messages \
     WHERE reference IS NOT NULL GROUP BY reference HAVING COUNT(*) > 1) shared";

pub(super) const STATEMENTS: &[&str] =
    &[CONVERSATIONS, SENT, CAME, STRAY_LINES, STRAY_OUTGOING, SHARED_REFERENCES];

/// A conversation that a citizen began, with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// Which.
    pub thread: ThreadId,
    /// All its messages.
    pub messages: i64,
    /// Messages that were sent with the draft it began with; one, when it is whole.
    pub first: i64,
    /// The reference that the first message was receipted with.
    pub reference: Option<String>,
    /// Audit lines of accepted sends in it; one, until the citizen writes again.
    pub lines: i64,
    /// Rows that take the first message to a journal system.
    pub outgoing: i64,
}

from_row!(Conversation { thread, messages, first, reference, lines, outgoing });

/// A message to a journal system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its `MsgId`.
    pub id: EnvelopeId,
    /// The key that it is posted under.
    pub transport: Uuid,
    /// What it is, as stored.
    pub kind: String,
    /// 0 queued, 1 handed over, 2 received, 3 refused, 4 withdrawn.
    pub state: i64,
    /// What came and is answered with it.
    pub answers: Option<EnvelopeId>,
    /// How often it was given a new key.
    pub repeats: i64,
}

from_row!(Sent { id, transport, kind, state, answers, repeats });

/// Something that came from a journal system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// Our own id.
    pub id: EnvelopeId,
    /// 0 to be taken in, 1 taken in, 2 refused.
    pub state: i64,
    /// `MsgId`, when it was read.
    pub message_id: Option<String>,
    /// What it was, in our words.
    pub what: Option<String>,
    /// Audit lines of its being left.
    pub lines: i64,
}

from_row!(Came { id, state, message_id, what, lines });

/// What there should be none of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strays {
    /// Audit lines of accepted sends whose conversation is not there.
    pub lines: i64,
    /// Messages under way whose message is not there.
    pub outgoing: i64,
    /// References that more than one message bears.
    pub references: i64,
}

/// Conversations after this one, in the order of their ids. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn conversations(
    tx: &mut Tx,
    after: Option<ThreadId>,
) -> Result<Vec<Conversation>, StorageError> {
    tx.system()?;
    let after = after.map_or(Uuid::nil(), ThreadId::uuid);
    tx.all(CONVERSATIONS, values![after, Event::MessageSent.as_str(), PAGE]).await
}

/// Messages to journal systems after this one, likewise.
///
/// # Errors
/// When the database fails.
pub async fn sent(tx: &mut Tx, after: Option<EnvelopeId>) -> Result<Vec<Sent>, StorageError> {
    tx.system()?;
    let after = after.map_or(Uuid::nil(), EnvelopeId::uuid);
    tx.all(SENT, values![after, PAGE]).await
}

/// What came from journal systems after this, likewise.
///
/// # Errors
/// When the database fails.
pub async fn came(tx: &mut Tx, after: Option<EnvelopeId>) -> Result<Vec<Came>, StorageError> {
    tx.system()?;
    let after = after.map_or(Uuid::nil(), EnvelopeId::uuid);
    tx.all(CAME, values![after, Event::EnvelopeLeft.as_str(), PAGE]).await
}

/// What stands alone, or is shared, that should not. System scope only.
///
/// # Errors
/// When the database fails.
pub async fn strays(tx: &mut Tx) -> Result<Strays, StorageError> {
    tx.system()?;
    let (lines,) = tx.one(STRAY_LINES, values![Event::MessageSent.as_str()]).await?;
    let (outgoing,) = tx.one(STRAY_OUTGOING, values![]).await?;
    let (references,) = tx.one(SHARED_REFERENCES, values![]).await?;
    Ok(Strays { lines, outgoing, references })
}
