//! The citizen's list of conversations.

use helsebro_domain::ids::ThreadId;
use helsebro_domain::time::Instant;
use uuid::Uuid;

use super::visible::visible;
use crate::{FromRow, Row, StorageError, Tx, values};

/// How many conversations a page shows.
pub const PAGE: u32 = 25;

/// What is unread in a conversation `t` of this reader's: not her own side's, and past
/// where she has come. Both are walks of an index, however long the conversation is.
macro_rules! unread_in {
    ($reader:literal, $nil:literal) => {
        concat!(
            "messages m WHERE m.thread = t.id AND m.author_kind <> 0 AND m.id > COALESCE(\
             (SELECT r.upto FROM thread_reads r WHERE r.thread = t.id AND r.reader_kind = 0 \
             AND r.reader = $",
            $reader,
            " ORDER BY r.upto DESC LIMIT 1), $",
            $nil,
            ")"
        )
    };
}

/// How many conversations of a person hold something unread.
macro_rules! unread_threads {
    ($person:literal, $sight:literal, $reader:literal, $nil:literal) => {
        concat!(
            "SELECT COUNT(*) FROM threads t WHERE t.person = $",
            $person,
            " AND EXISTS (SELECT 1 FROM ",
            unread_in!($reader, $nil),
            ")",
            visible!($sight, $reader)
        )
    };
}

// The last message and what is unread are counted here, never stored. The number in the
// header comes along, so that the page need not ask for it.
const INBOX: &str = concat!(
    "SELECT t.id, u.name, t.closed, t.reply, t.last_at, t.promise_at, t.topic_citizen, \
     (SELECT m.author_kind FROM messages m WHERE m.thread = t.id ORDER BY m.id DESC LIMIT 1), \
     (SELECT COUNT(*) FROM ",
    unread_in!(5, 6),
    "), (",
    unread_threads!(1, 4, 5, 6),
    ") FROM threads t JOIN units u ON u.id = t.unit \
     WHERE t.person = $1 AND (t.last_at < $2 OR (t.last_at = $2 AND t.id < $3))",
    visible!(4, 5),
    "ORDER BY t.last_at DESC, t.id DESC LIMIT 26"
);
const UNREAD: &str = unread_threads!(1, 2, 3, 4);

pub(super) const STATEMENTS: &[&str] = &[INBOX, UNREAD];

/// A conversation in the list, its topic sealed.
#[derive(Debug, Clone)]
pub struct InboxRow {
    /// Its id.
    pub thread: ThreadId,
    /// The name of the unit that has it.
    pub unit_name: String,
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
    /// Whether the last message is from the citizen's side.
    pub last_is_own: bool,
    /// How many messages are unread.
    pub unread: u32,
    /// How many conversations hold something unread, this one or others.
    pub unread_threads: u32,
}

impl FromRow for InboxRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            thread: row.get(0)?,
            unit_name: row.get(1)?,
            is_closed: row.get::<i64>(2)? == 1,
            may_reply: row.get::<i64>(3)? == 1,
            last_at: row.get(4)?,
            promise_at: row.get(5)?,
            topic_sealed: row.get(6)?,
            last_is_own: row.get::<Option<i64>>(7)? == Some(0),
            unread: row.get(8)?,
            unread_threads: row.get(9)?,
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
    let (sight, actor) = (viewer.sight_column(), viewer.actor);
    tx.all(INBOX, values![viewer.person, at, id, sight, actor, Uuid::nil()]).await
}

/// How many conversations of the scope's citizen hold something unread.
///
/// # Errors
/// When the database fails.
pub async fn unread_count(tx: &mut Tx) -> Result<u32, StorageError> {
    let viewer = tx.viewer()?;
    let (sight, actor) = (viewer.sight_column(), viewer.actor);
    let (count,): (u32,) =
        tx.one(UNREAD, values![viewer.person, sight, actor, Uuid::nil()]).await?;
    Ok(count)
}
