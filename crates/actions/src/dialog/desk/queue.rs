//! The unit's shared work list.

use std::collections::HashMap;

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::dialog::{Desk, IsTaken, Urgency};
use helsebro_domain::ids::{PersonId, StaffId, ThreadId};
use helsebro_domain::parties::Staff;
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::QueueRow;
use helsebro_storage::parties::PersonRow;
use helsebro_storage::{Scope, Tx, audit, dialog, parties};

pub use helsebro_storage::dialog::{Queue, QueueCounts};

use crate::{ActError, Acts, content, trail};

/// How many rows a page of the list shows.
pub const PAGE: usize = 25;

/// A row of the list.
#[derive(Clone)]
pub struct QueueLine {
    /// The conversation.
    pub thread: ThreadId,
    /// With whom; shortened for protected persons.
    pub name: String,
    /// Whether her address is protected.
    pub is_protected: bool,
    /// The year of birth; none for protected persons.
    pub born_year: Option<i16>,
    /// What it is about.
    pub topic: String,
    /// When the last message was written.
    pub last_at: Instant,
    /// When an answer is promised, and how urgent that is.
    pub promise: Option<LinePromise>,
    /// Who has taken it.
    pub taken_by: Option<(StaffId, String)>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
    /// How many messages nobody at the desk has read.
    pub unread: u32,
    /// Whether another unit sent it on.
    pub is_forwarded: bool,
}

/// When an answer is promised, as the list tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinePromise {
    /// When.
    pub at: Instant,
    /// How urgent that is.
    pub urgency: Urgency,
    /// How many whole minutes are left, or are over.
    pub minutes: u64,
}

impl LinePromise {
    fn of(at: Instant, is_taken: IsTaken, now: Instant) -> Self {
        let away = if now > at { now.since(at) } else { at.since(now) };
        Self { at, urgency: Urgency::of(at, is_taken, now), minutes: away.as_secs() / 60 }
    }
}

/// A page of the list.
#[derive(Clone)]
pub struct QueuePage {
    /// The rows.
    pub lines: Vec<QueueLine>,
    /// How many there are in each open part.
    pub counts: QueueCounts,
    /// Whether there are more rows after these.
    pub has_more: bool,
}

/// A page of one part of the unit's list.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` cannot happen here: the desk proves it. The database
/// may fail.
pub async fn list(acts: &Acts, desk: &Desk, part: Queue, page: u16) -> Result<QueuePage, ActError> {
    let Some(me) = desk.staff() else { return Err(ActError::NotFound) };
    let scope = Scope::Municipality(desk.municipality());
    let (mut rows, counts, who) = acts
        .db()
        .read(scope, "dialog.queue", async |mut tx| {
            let rows = dialog::queue(&mut tx, desk.unit(), part, me, page).await?;
            let counts = dialog::queue_counts(&mut tx, desk.unit(), me).await?;
            let who = Who::of(&mut tx, &rows).await?;
            Ok::<_, ActError>((rows, counts, who))
        })
        .await?;
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let now = acts.now();
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        lines.extend(line(acts, desk, row, &who, now).await?);
    }
    let mut entry = trail::at_desk(acts, desk, Event::ThreadsListed, now);
    entry.object = Object::Unit(desk.unit().uuid());
    log(acts, desk, entry).await?;
    Ok(QueuePage { lines, counts, has_more })
}

/// How many there are in each open part; for the menu and for open pages.
///
/// # Errors
/// When the database fails.
pub async fn counts(acts: &Acts, desk: &Desk) -> Result<QueueCounts, ActError> {
    let Some(me) = desk.staff() else { return Err(ActError::NotFound) };
    acts.db()
        .read(Scope::Municipality(desk.municipality()), "dialog.counts", async |mut tx| {
            Ok(dialog::queue_counts(&mut tx, desk.unit(), me).await?)
        })
        .await
}

/// Stores an audit line of its own.
pub(super) async fn log(acts: &Acts, desk: &Desk, line: AuditLine) -> Result<(), ActError> {
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "audit.desk", async |mut tx| {
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}

/// The people that the rows mention.
struct Who {
    people: HashMap<PersonId, PersonRow>,
    staff: HashMap<StaffId, Staff>,
}

impl Who {
    async fn of(tx: &mut Tx, rows: &[QueueRow]) -> Result<Self, ActError> {
        let mut who = Self { people: HashMap::new(), staff: HashMap::new() };
        for row in rows {
            if !who.people.contains_key(&row.person)
                && let Some(found) = parties::person(tx, row.person).await?
            {
                who.people.insert(row.person, found);
            }
            if let Some(id) = row.taken_by
                && !who.staff.contains_key(&id)
                && let Some(found) = parties::staff(tx, id).await?
            {
                who.staff.insert(id, found);
            }
        }
        Ok(who)
    }
}

async fn line(
    acts: &Acts,
    desk: &Desk,
    row: QueueRow,
    who: &Who,
    now: Instant,
) -> Result<Option<QueueLine>, ActError> {
    let Some(person) = who.people.get(&row.person) else { return Ok(None) };
    let place = ("threads", row.thread.uuid(), "topic");
    let topic = content::open_units(acts, desk.municipality(), place, &row.topic_sealed).await;
    let topic = content::in_list(topic)?;
    let is_taken = if row.taken_by.is_some() { IsTaken::Yes } else { IsTaken::No };
    let is_protected = person.is_protected();
    Ok(Some(QueueLine {
        thread: row.thread,
        name: person.name_in_lists(),
        is_protected,
        born_year: person.born_in_lists(),
        topic,
        last_at: row.last_at,
        promise: row.promise_at.map(|at| LinePromise::of(at, is_taken, now)),
        taken_by: row
            .taken_by
            .map(|id| (id, who.staff.get(&id).map(|s| s.name.full()).unwrap_or_default())),
        closed_at: row.closed_at,
        unread: row.unread,
        is_forwarded: row.is_forwarded,
    }))
}
