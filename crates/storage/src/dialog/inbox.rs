//! The citizen's list of conversations.

use helsebro_domain::dialog::Author;
use helsebro_domain::ids::{PersonId, StaffId, ThreadId, UnitId};
use helsebro_domain::time::Instant;
use uuid::Uuid;

use super::visible::visible;
use crate::{FromRow, Row, StorageError, Tx, values};

/// How many conversations a page shows.
pub const PAGE: u32 = 25;

// The last message and what is unread are counted here, never stored: an index
// walk to the newest row, and a count past the last reading.
const INBOX: &str = concat!(
    "SELECT t.id, t.unit, t.closed, t.reply, t.last_at, t.promise_at, \
     t.topic_citizen, \
     (SELECT m.author_kind FROM messages m WHERE m.thread = t.id ORDER BY m.id DESC LIMIT 1), \
     (SELECT m.author FROM messages m WHERE m.thread = t.id ORDER BY m.id DESC LIMIT 1), \
     (SELECT COUNT(*) FROM messages m WHERE m.thread = t.id AND m.author_kind <> 0 \
        AND NOT EXISTS (SELECT 1 FROM thread_reads r WHERE r.thread = t.id \
            AND r.reader_kind = 0 AND r.reader = $5 AND r.upto >= m.id)) \
     FROM threads t WHERE t.person = $1 AND (t.last_at < $2 OR (t.last_at = $2 AND t.id < $3))",
    visible!(4, 5),
    "ORDER BY t.last_at DESC, t.id DESC LIMIT 26"
);
const UNREAD: &str = concat!(
    "SELECT COUNT(*) FROM threads t WHERE t.person = $1 AND EXISTS \
     (SELECT 1 FROM messages m WHERE m.thread = t.id AND m.author_kind <> 0 \
        AND NOT EXISTS (SELECT 1 FROM thread_reads r WHERE r.thread = t.id \
            AND r.reader_kind = 0 AND r.reader = $3 AND r.upto >= m.id))",
    visible!(2, 3)
);

pub(super) const STATEMENTS: &[&str] = &[INBOX, UNREAD];

/// A conversation in the list, its topic sealed.
#[derive(Debug, Clone)]
pub struct InboxRow {
    /// Its id.
    pub thread: ThreadId,
    /// The unit that has it.
    pub unit: UnitId,
    /// Whether it is closed.
    pub is_closed: bool,
    /// Whether it can be answered.
    pub may_reply: bool,
    /// When the last message was written.
    pub last_at: Instant,
    /// When an answer is promised, when one is waited for.
    pub promise_at: Option<Instant>,
    /// Its topic.
    pub topic_sealed: Vec<u8>,
    /// Who wrote the last message.
    pub last_author: Author,
    /// How many messages are unread.
    pub unread: u32,
}

impl FromRow for InboxRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let author: Option<Uuid> = row.get(8)?;
        let last_author = match (row.get::<Option<i64>>(7)?, author) {
            (Some(0), Some(id)) => Author::Citizen(PersonId::from_uuid(id)),
            (Some(1), Some(id)) => Author::Staff(StaffId::from_uuid(id)),
            _ => Author::Epj,
        };
        Ok(Self {
            thread: row.get(0)?,
            unit: row.get(1)?,
            is_closed: row.get::<i64>(2)? == 1,
            may_reply: row.get::<i64>(3)? == 1,
            last_at: row.get(4)?,
            promise_at: row.get(5)?,
            topic_sealed: row.get(6)?,
            last_author,
            unread: row.get(9)?,
        })
    }
}

/// The conversations of the scope's citizen before a place in the list, newest
/// first: at most [`PAGE`] and one more, which tells that there are older ones.
///
/// # Errors
/// When the database fails.
pub async fn citizens_inbox(
    tx: &mut Tx,
    before: Option<(Instant, ThreadId)>,
) -> Result<Vec<InboxRow>, StorageError> {
    let viewer = tx.viewer()?;
    let top = (Instant::from_micros(i64::MAX), ThreadId::from_uuid(Uuid::max()));
    let (at, id) = before.unwrap_or(top);
    tx.all(INBOX, values![viewer.person, at, id, viewer.sight_column(), viewer.actor]).await
}

/// How many conversations of the scope's citizen hold something unread.
///
/// # Errors
/// When the database fails.
pub async fn unread_count(tx: &mut Tx) -> Result<u32, StorageError> {
    let viewer = tx.viewer()?;
    let (sight, actor) = (viewer.sight_column(), viewer.actor);
    let (count,): (u32,) = tx.one(UNREAD, values![viewer.person, sight, actor]).await?;
    Ok(count)
}
