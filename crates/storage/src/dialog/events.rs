//! What happened to conversations.

use helsebro_domain::dialog::{CloseReason, Happened, ReturnedWhy, ThreadEvent};
use helsebro_domain::ids::{EventId, StaffId, ThreadId, UnitId};
use helsebro_domain::time::Instant;

use super::SealedPair;
use crate::{FromRow, Row, StorageError, Tx, values};

macro_rules! columns {
    ($guidance:literal, $rest:literal) => {
        concat!(
            "SELECT e.id, e.at, e.kind, e.staff, e.from_unit, e.to_unit, e.reason, ",
            $guidance,
            ", e.from_at, e.to_at FROM thread_events e JOIN threads t ON t.id = e.thread ",
            $rest
        )
    };
}

const ADD: &str = "INSERT INTO thread_events (thread, id, at, kind, staff, from_unit, to_unit, \
     reason, guidance_citizen, guidance_unit, from_at, to_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const OF_CITIZEN: &str = columns!(
    "e.guidance_citizen",
    "WHERE e.thread = $1 AND t.person = $2 AND e.kind IN ('FORWARDED', 'FOLLOWED', 'CLOSED', \
     'PROMISE_MOVED') ORDER BY e.id LIMIT 200"
);
const OF_DESK: &str = columns!(
    "e.guidance_unit",
    "WHERE e.thread = $1 AND t.municipality = $2 ORDER BY e.id DESC LIMIT 200"
);

const AFTER: &str = columns!(
    "e.guidance_unit",
    "WHERE e.thread = $1 AND t.municipality = $2 AND e.id > $3 ORDER BY e.id LIMIT 200"
);

pub(super) const STATEMENTS: &[&str] = &[ADD, OF_CITIZEN, OF_DESK, AFTER];

/// Where a citizen was guided to, sealed twice.
pub type SealedGuidance = SealedPair;

/// An event with the reader's own copy of the guidance, still sealed.
#[derive(Debug, Clone)]
pub struct EventRow {
    /// What happened.
    pub happened: Happened,
    /// Where the citizen was guided to (L-EFV-7).
    pub guidance: Option<Vec<u8>>,
}

/// How an event stands in its columns.
#[derive(Default)]
struct Columns {
    kind: &'static str,
    staff: Option<StaffId>,
    from: Option<UnitId>,
    to: Option<UnitId>,
    reason: Option<&'static str>,
    from_at: Option<Instant>,
    to_at: Option<Instant>,
}

impl Columns {
    fn of(event: ThreadEvent) -> Self {
        match event {
            ThreadEvent::Taken(by) => Self { kind: "TAKEN", staff: Some(by), ..Self::default() },
            ThreadEvent::PutBack => Self { kind: "PUT_BACK", ..Self::default() },
            ThreadEvent::Assigned(to) => {
                Self { kind: "ASSIGNED", staff: Some(to), ..Self::default() }
            }
            ThreadEvent::Forwarded { from, to } => {
                Self { kind: "FORWARDED", from: Some(from), to: Some(to), ..Self::default() }
            }
            ThreadEvent::Followed { from, to } => {
                Self { kind: "FOLLOWED", from: Some(from), to: Some(to), ..Self::default() }
            }
            ThreadEvent::Closed(reason) => {
                Self { kind: "CLOSED", reason: Some(reason.as_str()), ..Self::default() }
            }
            ThreadEvent::Returned { from, why } => {
                let kind = match why {
                    ReturnedWhy::PromiseNear => "RETURNED_PROMISE",
                    ReturnedWhy::Away => "RETURNED_AWAY",
                };
                Self { kind, staff: Some(from), ..Self::default() }
            }
            ThreadEvent::PromiseMoved { from, to } => Self {
                kind: "PROMISE_MOVED",
                from_at: Some(from),
                to_at: Some(to),
                ..Self::default()
            },
        }
    }
}

impl FromRow for EventRow {
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
        let bad = |column, wanted| StorageError::Column { column, wanted };
        let kind: String = row.get(2)?;
        let staff = || row.get::<Option<StaffId>>(3)?.ok_or(bad(3, "a member of staff"));
        let units = || -> Result<(UnitId, UnitId), StorageError> { Ok((row.get(4)?, row.get(5)?)) };
        let event = match kind.as_str() {
            "TAKEN" => ThreadEvent::Taken(staff()?),
            "PUT_BACK" => ThreadEvent::PutBack,
            "ASSIGNED" => ThreadEvent::Assigned(staff()?),
            "FORWARDED" => units().map(|(from, to)| ThreadEvent::Forwarded { from, to })?,
            "FOLLOWED" => units().map(|(from, to)| ThreadEvent::Followed { from, to })?,
            "CLOSED" => {
                let reason: String = row.get(6)?;
                let reason = CloseReason::from_stored(&reason).ok_or(bad(6, "a reason"))?;
                ThreadEvent::Closed(reason)
            }
            "RETURNED_PROMISE" => {
                ThreadEvent::Returned { from: staff()?, why: ReturnedWhy::PromiseNear }
            }
            "RETURNED_AWAY" => ThreadEvent::Returned { from: staff()?, why: ReturnedWhy::Away },
            "PROMISE_MOVED" => ThreadEvent::PromiseMoved { from: row.get(8)?, to: row.get(9)? },
            _ => return Err(bad(2, "an event")),
        };
        let happened = Happened { id: row.get(0)?, at: row.get(1)?, event };
        Ok(Self { happened, guidance: row.get(7)? })
    }
}

/// Adds an event to a conversation that was read to write in this transaction.
///
/// # Errors
/// When the database fails.
pub async fn add_event(
    tx: &mut Tx,
    thread: ThreadId,
    (id, at): (EventId, Instant),
    event: ThreadEvent,
    guidance: Option<&SealedGuidance>,
) -> Result<(), StorageError> {
    let columns = Columns::of(event);
    tx.ensure_one(
        ADD,
        values![
            thread,
            id,
            at,
            columns.kind,
            columns.staff,
            columns.from,
            columns.to,
            columns.reason,
            guidance.map(|pair| &pair.citizen),
            guidance.map(|pair| &pair.unit),
            columns.from_at,
            columns.to_at,
        ],
    )
    .await
}

/// What the scope's citizen is told has happened, oldest first. Who took it and
/// who put it back is the unit's own matter.
///
/// # Errors
/// When the database fails.
pub async fn citizens_events(tx: &mut Tx, thread: ThreadId) -> Result<Vec<EventRow>, StorageError> {
    let citizen = tx.citizen()?;
    tx.all(OF_CITIZEN, values![thread, citizen]).await
}

/// Everything that has happened, for the scope's municipality, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn desk_events(tx: &mut Tx, thread: ThreadId) -> Result<Vec<EventRow>, StorageError> {
    let municipality = tx.municipality()?;
    let mut rows: Vec<EventRow> = tx.all(OF_DESK, values![thread, municipality]).await?;
    rows.reverse();
    Ok(rows)
}

/// What has happened after an event, for the scope's municipality, oldest first, some at a
/// time: for whoever needs all of it.
///
/// # Errors
/// When the database fails.
pub async fn desk_events_after(
    tx: &mut Tx,
    thread: ThreadId,
    after: EventId,
) -> Result<Vec<EventRow>, StorageError> {
    let municipality = tx.municipality()?;
    tx.all(AFTER, values![thread, municipality, after]).await
}
