//! Conversations: their state and their sealed topics.

use helsebro_domain::dialog::{
    Awaiting, CloseReason, Reply, Route, StartedBy, Thread, ThreadState,
};
use helsebro_domain::epj::AnsweredIn;
use helsebro_domain::ids::{PersonId, StaffId, ThreadId, UnitId};
use helsebro_domain::parties::Municipality;
use helsebro_domain::time::Instant;

use super::SealedPair;
use super::visible::visible;
use crate::parties::MunicipalityRow;
use crate::{FromRow, Row, Scope, StorageError, Tx, values};

macro_rules! columns {
    ($($rest:expr),+) => {
        concat!(
            "SELECT t.id, t.person, t.municipality, t.unit, t.contact, t.started_by, t.closed, \
             t.taken_by, t.closed_at, t.close_reason, t.reply, t.route, t.opened_at, t.last_at, \
             t.awaiting_since, t.promise_at, t.topic_citizen, t.topic_unit, t.answered_in \
             FROM threads t ",
            $($rest),+
        )
    };
}

const OF_CITIZEN: &str = columns!("WHERE t.id = $1 AND t.person = $2", visible!(3, 4));
const OF_CITIZEN_TO_WRITE: &str =
    columns!("WHERE t.id = $1 AND t.person = $2", visible!(3, 4), "FOR UPDATE");
const HOME_OF: &str = concat!(
    "SELECT h.id, h.name, h.org_number, h.her_id, h.switchboard FROM threads t \
     JOIN municipalities h ON h.id = t.municipality WHERE t.id = $1 AND t.person = $2",
    visible!(3, 4)
);
const OF_DESK: &str = columns!("WHERE t.id = $1 AND t.municipality = $2");
const OF_DESK_TO_WRITE: &str = columns!("WHERE t.id = $1 AND t.municipality = $2 FOR UPDATE");
const BY_CONVERSATION: &str =
    columns!("WHERE t.conversation = $1 AND t.municipality = $2 FOR UPDATE");
const ADD: &str = "INSERT INTO threads (id, person, municipality, unit, contact, started_by, \
     closed, taken_by, closed_at, close_reason, reply, route, opened_at, last_at, \
     awaiting_since, promise_at, conversation, topic_citizen, topic_unit, answered_in, \
     begun_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, \
     $17, $18, $19, $20, $21) \
     ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE threads SET unit = $3, closed = $4, taken_by = $5, closed_at = $6, \
     close_reason = $7, route = $8, last_at = $9, awaiting_since = $10, promise_at = $11, \
     answered_in = $12 WHERE id = $1 AND person = $2";
const TOUCH: &str = "UPDATE threads SET last_at = $3 WHERE id = $1 AND person = $2";

const WIRE_REFS: &str =
    "SELECT conversation, last_wire FROM threads WHERE id = $1 AND municipality = $2";
const NOTE_WIRE: &str = "UPDATE threads SET last_wire = $3 WHERE id = $1 AND municipality = $2";
const OPEN_AT_UNIT: &str = columns!(
    "WHERE t.unit = $1 AND t.municipality = $2 AND t.closed = 0 AND t.id > $3 ORDER BY t.id \
     LIMIT 100 FOR UPDATE"
);

const TAKEN_BY: &str = columns!(
    "WHERE t.unit = $1 AND t.municipality = $2 AND t.closed = 0 AND t.taken_by = $3 AND t.id > $4 \
     ORDER BY t.id LIMIT 100 FOR UPDATE"
);
const OF_PERSON_AT_DESK: &str = columns!(
    "WHERE t.person = $1 AND t.municipality = $2 ORDER BY t.last_at DESC, t.id DESC LIMIT 100"
);

pub(super) const STATEMENTS: &[&str] = &[
    TAKEN_BY,
    OF_CITIZEN,
    OF_CITIZEN_TO_WRITE,
    HOME_OF,
    OF_DESK,
    OF_DESK_TO_WRITE,
    BY_CONVERSATION,
    ADD,
    UPDATE,
    TOUCH,
    WIRE_REFS,
    NOTE_WIRE,
    OPEN_AT_UNIT,
    OF_PERSON_AT_DESK,
];

/// A conversation as stored, its topic sealed.
#[derive(Debug, Clone)]
pub struct StoredThread {
    /// The conversation.
    pub thread: Thread,
    /// Its topic, sealed twice.
    pub topic: SealedPair,
}

impl FromRow for StoredThread {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let since: Option<Instant> = row.get(14)?;
        let promise_at: Option<Instant> = row.get(15)?;
        Ok(Self {
            thread: Thread {
                id: row.get(0)?,
                person: row.get(1)?,
                municipality: row.get(2)?,
                unit: row.get(3)?,
                contact: row.get(4)?,
                started_by: match row.get::<i64>(5)? {
                    0 => StartedBy::Citizen,
                    _ => StartedBy::Unit,
                },
                state: state(row)?,
                reply: if row.get::<i64>(10)? == 1 { Reply::Allowed } else { Reply::NotAllowed },
                route: match row.get::<i64>(11)? {
                    0 => Route::ByContact,
                    2 => Route::AboutLog,
                    _ => Route::Forwarded,
                },
                answered_in: if row.get::<i64>(18)? == 1 {
                    AnsweredIn::Epj
                } else {
                    AnsweredIn::Console
                },
                opened_at: row.get(12)?,
                last_at: row.get(13)?,
                awaiting: since.map(|since| Awaiting { since, promise_at }),
            },
            topic: SealedPair { citizen: row.get(16)?, unit: row.get(17)? },
        })
    }
}

fn state(row: &Row<'_>) -> Result<ThreadState, StorageError> {
    if row.get::<i64>(6)? == 0 {
        return Ok(ThreadState::Open { taken_by: row.get(7)? });
    }
    let stored: String = row.get(9)?;
    let reason = CloseReason::from_stored(&stored)
        .ok_or(StorageError::Column { column: 9, wanted: "a reason" })?;
    Ok(ThreadState::Closed { at: row.get(8)?, reason })
}

const fn route_column(route: Route) -> i64 {
    match route {
        Route::ByContact => 0,
        Route::Forwarded => 1,
        Route::AboutLog => 2,
    }
}

/// How a state stands in its columns: closed, taken by, closed at, reason.
type StateColumns = (i64, Option<StaffId>, Option<Instant>, Option<&'static str>);

const fn state_columns(state: ThreadState) -> StateColumns {
    match state {
        ThreadState::Open { taken_by } => (0, taken_by, None, None),
        ThreadState::Closed { at, reason } => (1, None, Some(at), Some(reason.as_str())),
    }
}

/// A conversation of the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn citizens_thread(
    tx: &mut Tx,
    id: ThreadId,
) -> Result<Option<StoredThread>, StorageError> {
    let viewer = tx.viewer()?;
    let (sight, actor) = (viewer.sight_column(), viewer.actor);
    tx.optional(OF_CITIZEN, values![id, viewer.person, sight, actor]).await
}

/// The same, locked until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn citizens_thread_to_write(
    tx: &mut Tx,
    id: ThreadId,
) -> Result<Option<StoredThread>, StorageError> {
    let viewer = tx.viewer()?;
    let (sight, actor) = (viewer.sight_column(), viewer.actor);
    tx.optional(OF_CITIZEN_TO_WRITE, values![id, viewer.person, sight, actor]).await
}

/// The municipality of a conversation of the scope's citizen.
///
/// # Errors
/// When the database fails.
pub async fn citizens_home(
    tx: &mut Tx,
    id: ThreadId,
) -> Result<Option<Municipality>, StorageError> {
    let viewer = tx.viewer()?;
    let (sight, actor) = (viewer.sight_column(), viewer.actor);
    let found: Option<MunicipalityRow> =
        tx.optional(HOME_OF, values![id, viewer.person, sight, actor]).await?;
    Ok(found.map(|found| found.0))
}

/// A conversation of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn desk_thread(tx: &mut Tx, id: ThreadId) -> Result<Option<StoredThread>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(OF_DESK, values![id, municipality]).await
}

/// A person's conversations with the scope's municipality, newest first: whoever asks
/// has opened her in an emergency (L-PJL-16-E).
///
/// # Errors
/// When the database fails.
pub async fn desk_threads_of(
    tx: &mut Tx,
    person: PersonId,
) -> Result<Vec<StoredThread>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(OF_PERSON_AT_DESK, values![person, municipality]).await
}

/// The same, locked until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn desk_thread_to_write(
    tx: &mut Tx,
    id: ThreadId,
) -> Result<Option<StoredThread>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(OF_DESK_TO_WRITE, values![id, municipality]).await
}

/// The conversation that the scope's municipality knows by this conversation id,
/// locked until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn thread_by_conversation(
    tx: &mut Tx,
    conversation: &str,
) -> Result<Option<StoredThread>, StorageError> {
    let municipality = tx.municipality()?;
    tx.optional(BY_CONVERSATION, values![conversation, municipality]).await
}

/// Adds a conversation; false when one with this id is there already.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn add_thread(
    tx: &mut Tx,
    thread: &Thread,
    topic: &SealedPair,
    conversation: &str,
) -> Result<bool, StorageError> {
    within_scope(tx, thread)?;
    let begun_by = match tx.scope()? {
        Scope::Acting(viewer) => Some(viewer.actor),
        _ => None,
    };
    let (closed, taken_by, closed_at, reason) = state_columns(thread.state);
    Ok(tx
        .execute(
            ADD,
            values![
                thread.id,
                thread.person,
                thread.municipality,
                thread.unit,
                thread.contact,
                i64::from(thread.started_by == StartedBy::Unit),
                closed,
                taken_by,
                closed_at,
                reason,
                i64::from(thread.reply == Reply::Allowed),
                route_column(thread.route),
                thread.opened_at,
                thread.last_at,
                thread.awaiting.map(|awaiting| awaiting.since),
                thread.awaiting.and_then(|awaiting| awaiting.promise_at),
                conversation,
                topic.citizen,
                topic.unit,
                i64::from(thread.answered_in == AnsweredIn::Epj),
                begun_by,
            ],
        )
        .await?
        == 1)
}

/// Stores a conversation's state. It must have been read to write in this transaction.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn update_thread(tx: &mut Tx, thread: &Thread) -> Result<(), StorageError> {
    within_scope(tx, thread)?;
    let (closed, taken_by, closed_at, reason) = state_columns(thread.state);
    tx.ensure_one(
        UPDATE,
        values![
            thread.id,
            thread.person,
            thread.unit,
            closed,
            taken_by,
            closed_at,
            reason,
            route_column(thread.route),
            thread.last_at,
            thread.awaiting.map(|awaiting| awaiting.since),
            thread.awaiting.and_then(|awaiting| awaiting.promise_at),
            i64::from(thread.answered_in == AnsweredIn::Epj),
        ],
    )
    .await
}

/// Stores a conversation's state after an act that began with `before`. Mostly only the
/// time has changed: then no index is touched but the one by time.
///
/// # Errors
/// When the scope is another's or the database fails.
pub async fn update_thread_since(
    tx: &mut Tx,
    before: &Thread,
    thread: &Thread,
) -> Result<(), StorageError> {
    if *thread != (Thread { last_at: thread.last_at, ..before.clone() }) {
        return update_thread(tx, thread).await;
    }
    within_scope(tx, thread)?;
    tx.ensure_one(TOUCH, values![thread.id, thread.person, thread.last_at]).await
}

/// The ids that place a message of ours in a conversation on the wire: the
/// conversation's own, and the last message that came in it.
///
/// # Errors
/// When the database fails.
pub async fn wire_refs(
    tx: &mut Tx,
    thread: ThreadId,
) -> Result<(Option<String>, Option<String>), StorageError> {
    let municipality = tx.municipality()?;
    tx.one(WIRE_REFS, values![thread, municipality]).await
}

/// Notes the message that came last in a conversation of the scope's municipality.
///
/// # Errors
/// When the database fails.
pub async fn note_wire(
    tx: &mut Tx,
    thread: ThreadId,
    message_id: &str,
) -> Result<(), StorageError> {
    let municipality = tx.municipality()?;
    tx.ensure_one(NOTE_WIRE, values![thread, municipality, message_id]).await
}

/// Open conversations of a unit of the scope's municipality after this id, locked.
///
/// # Errors
/// When the database fails.
pub async fn open_threads_at(
    tx: &mut Tx,
    unit: UnitId,
    after: ThreadId,
) -> Result<Vec<StoredThread>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(OPEN_AT_UNIT, values![unit, municipality, after]).await
}

/// Open conversations of a unit of the scope's municipality that somebody there has,
/// after this id, locked.
///
/// # Errors
/// When the database fails.
pub async fn threads_taken_by(
    tx: &mut Tx,
    unit: UnitId,
    staff: StaffId,
    after: ThreadId,
) -> Result<Vec<StoredThread>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(TAKEN_BY, values![unit, municipality, staff, after]).await
}

/// A conversation is written by its citizen or by its municipality.
fn within_scope(tx: &Tx, thread: &Thread) -> Result<(), StorageError> {
    let own = tx.citizen().is_ok_and(|citizen| citizen == thread.person)
        || tx.municipality().is_ok_and(|municipality| municipality == thread.municipality);
    if own { Ok(()) } else { Err(StorageError::OutOfScope { wanted: "the thread's parties" }) }
}
