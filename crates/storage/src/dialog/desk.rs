//! The work list of a unit.

use helsebro_domain::ids::{PersonId, StaffId, ThreadId, UnitId};
use helsebro_domain::time::Instant;

use crate::{FromRow, Row, StorageError, Tx, values};

/// How many rows a page of the list shows.
pub const PAGE: u32 = 25;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.person, t.last_at, t.promise_at, t.taken_by, t.closed_at, \
             t.topic_unit, (SELECT COUNT(*) FROM messages m WHERE m.thread = t.id \
             AND m.author_kind = 0 AND NOT EXISTS (SELECT 1 FROM thread_reads r \
             WHERE r.thread = t.id AND r.reader_kind = 1 AND r.upto >= m.id)), t.route \
             FROM threads t WHERE t.unit = $1 AND t.municipality = $2 AND ",
            $rest
        )
    };
}

// A conversation without a promise (the unit never opens) still stands in the
// list: last, by age.
const NOT_TAKEN: &str = columns!(
    "t.closed = 0 AND t.answered_in = 0 AND t.taken_by IS NULL AND t.awaiting_since IS NOT NULL \
     ORDER BY CASE WHEN t.promise_at IS NULL THEN 1 ELSE 0 END, t.promise_at, t.awaiting_since, \
     t.id LIMIT 26 OFFSET $3"
);
const MINE: &str = columns!(
    "t.closed = 0 AND t.taken_by = $4 \
     ORDER BY CASE WHEN t.promise_at IS NULL THEN 1 ELSE 0 END, t.promise_at, t.last_at, t.id \
     LIMIT 26 OFFSET $3"
);
const OPEN: &str = columns!(
    "t.closed = 0 \
     ORDER BY CASE WHEN t.promise_at IS NULL THEN 1 ELSE 0 END, t.promise_at, t.last_at, t.id \
     LIMIT 26 OFFSET $3"
);
const WAITING: &str = columns!(
    "t.closed = 0 AND t.awaiting_since IS NULL ORDER BY t.last_at DESC, t.id LIMIT 26 OFFSET $3"
);
const CLOSED: &str = columns!("t.closed = 1 ORDER BY t.closed_at DESC, t.id LIMIT 26 OFFSET $3");
const COUNTS: &str = "SELECT \
     COUNT(CASE WHEN t.taken_by IS NULL AND t.awaiting_since IS NOT NULL \
     AND t.answered_in = 0 THEN 1 END), \
     COUNT(CASE WHEN t.taken_by = $3 THEN 1 END), \
     COUNT(*), \
     COUNT(CASE WHEN t.awaiting_since IS NULL THEN 1 END) \
     FROM threads t WHERE t.unit = $1 AND t.municipality = $2 AND t.closed = 0";

pub(super) const STATEMENTS: &[&str] = &[NOT_TAKEN, MINE, OPEN, WAITING, CLOSED, COUNTS];

/// Which part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Queue {
    /// Waits for an answer and nobody has taken it.
    NotTaken,
    /// Taken by me.
    Mine,
    /// Everything open.
    Open,
    /// Waits for the citizen.
    Waiting,
    /// Closed.
    Closed,
}

/// How many there are in each open part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueCounts {
    /// Not taken.
    pub not_taken: u32,
    /// Mine.
    pub mine: u32,
    /// Open.
    pub open: u32,
    /// Waiting for the citizen.
    pub waiting: u32,
}

/// A row of the list, its topic sealed.
#[derive(Debug, Clone)]
pub struct QueueRow {
    /// The conversation.
    pub thread: ThreadId,
    /// With whom.
    pub person: PersonId,
    /// When the last message was written.
    pub last_at: Instant,
    /// When an answer is promised.
    pub promise_at: Option<Instant>,
    /// Who has taken it.
    pub taken_by: Option<StaffId>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// Its topic.
    pub topic_sealed: Vec<u8>,
    /// How many of the citizen's messages nobody at the desk has read.
    pub unread: u32,
    /// Whether another unit sent it on.
    pub is_forwarded: bool,
}

impl FromRow for QueueRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            thread: row.get(0)?,
            person: row.get(1)?,
            last_at: row.get(2)?,
            promise_at: row.get(3)?,
            taken_by: row.get(4)?,
            closed_at: row.get(5)?,
            topic_sealed: row.get(6)?,
            unread: row.get(7)?,
            is_forwarded: row.get::<i64>(8)? == 1,
        })
    }
}

impl FromRow for QueueCounts {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        Ok(Self {
            not_taken: row.get(0)?,
            mine: row.get(1)?,
            open: row.get(2)?,
            waiting: row.get(3)?,
        })
    }
}

/// A page of a unit's list in the scope's municipality: at most [`PAGE`] rows
/// and one more, which tells that there are others.
///
/// # Errors
/// When the database fails.
pub async fn queue(
    tx: &mut Tx,
    unit: UnitId,
    part: Queue,
    me: StaffId,
    page: u16,
) -> Result<Vec<QueueRow>, StorageError> {
    let municipality = tx.municipality()?;
    let skip = i64::from(page) * i64::from(PAGE);
    let values = values![unit, municipality, skip];
    match part {
        Queue::NotTaken => tx.all(NOT_TAKEN, values).await,
        Queue::Mine => tx.all(MINE, values![unit, municipality, skip, me]).await,
        Queue::Open => tx.all(OPEN, values).await,
        Queue::Waiting => tx.all(WAITING, values).await,
        Queue::Closed => tx.all(CLOSED, values).await,
    }
}

/// How many there are in each open part of a unit's list.
///
/// # Errors
/// When the database fails.
pub async fn queue_counts(
    tx: &mut Tx,
    unit: UnitId,
    me: StaffId,
) -> Result<QueueCounts, StorageError> {
    let municipality = tx.municipality()?;
    tx.one(COUNTS, values![unit, municipality, me]).await
}
