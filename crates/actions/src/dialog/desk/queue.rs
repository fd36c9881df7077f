//! The unit's shared work list.

use core::time::Duration;
use std::collections::HashMap;

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::dialog::{Desk, IsTaken, Urgency};
use helsebro_domain::ids::{PersonId, StaffId, ThreadId};
use helsebro_domain::parties::{Staff, Unit};
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::QueueRow;
use helsebro_storage::parties::{AbsenceRow, PersonRow};
use helsebro_storage::{Scope, Tx, audit, dialog, parties};

pub use helsebro_storage::dialog::{Queue, QueueCounts};

use crate::parties::roster::Roster;
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
    /// When the reader's own draft in it was saved.
    pub draft_at: Option<Instant>,
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
    /// What those have taken for whom the reader stands in; with her own rows only.
    pub stood_in: Vec<QueueLine>,
    /// The promises that the duty lead has been warned of.
    pub warned: Option<Warned>,
    /// How many of the reader's conversations went back to the queue while she was
    /// away, when she is just back.
    pub returned: u32,
}

/// Promises that the duty lead has been warned of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warned {
    /// How many.
    pub count: u32,
    /// The nearest of them.
    pub first_at: Instant,
    /// When the lead was warned of that.
    pub at: Instant,
    /// Who was: the reader, somebody else, or everybody.
    pub lead: WarnedLead,
}

/// Who was warned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WarnedLead {
    /// The reader, who leads the duty.
    Reader,
    /// A colleague of this name.
    Colleague(String),
    /// Everybody at the unit, since nobody is named.
    Everybody,
}

/// How long somebody who was away is told what went back meanwhile.
const JUST_BACK: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// How long ago a promise may have been broken that is still told of as warned.
const WARNED_SINCE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A page of one part of the unit's list.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` cannot happen here: the desk proves it. The database
/// may fail.
pub async fn list(acts: &Acts, desk: &Desk, part: Queue, page: u16) -> Result<QueuePage, ActError> {
    let Some(me) = desk.staff() else { return Err(ActError::NotFound) };
    let scope = Scope::Municipality(desk.municipality());
    let now = acts.now();
    let mut found = acts
        .db()
        .read(scope, "dialog.queue", async |mut tx| {
            Found::of(&mut tx, (desk, me), (part, page), now).await
        })
        .await?;
    let has_more = found.rows.len() > PAGE;
    found.rows.truncate(PAGE);
    let drafts = found.drafts.into_iter().collect();
    let mut lines = Vec::with_capacity(found.rows.len());
    for row in found.rows {
        lines.extend(line(acts, desk, row, (&found.who, &drafts), now).await?);
    }
    let mut stood_in = Vec::with_capacity(found.stood_in.len());
    for row in found.stood_in {
        stood_in.extend(line(acts, desk, row, (&found.who, &drafts), now).await?);
    }
    let mut entry = trail::at_desk(acts, desk, Event::ThreadsListed, now);
    entry.object = Object::Unit(desk.unit().uuid());
    log(acts, desk, entry).await?;
    let (warned, returned) = (found.warned, found.returned);
    Ok(QueuePage { lines, counts: found.counts, has_more, stood_in, warned, returned })
}

/// What a page of the list is made from.
struct Found {
    rows: Vec<QueueRow>,
    stood_in: Vec<QueueRow>,
    counts: QueueCounts,
    who: Who,
    drafts: Vec<(ThreadId, Instant)>,
    warned: Option<Warned>,
    returned: u32,
}

impl Found {
    async fn of(
        tx: &mut Tx,
        (desk, me): (&Desk, StaffId),
        (part, page): (Queue, u16),
        now: Instant,
    ) -> Result<Self, ActError> {
        let today = now.in_oslo().date;
        let unit = parties::unit(tx, desk.unit()).await?.ok_or(ActError::NotFound)?;
        let roster = Roster::here(tx, &unit, today).await?;
        let rows = dialog::queue(tx, unit.id, part, me, page).await?;
        let mut stood_in = Vec::new();
        if part == Queue::Mine && page == 0 {
            for away in roster.stands_in_for(me) {
                let theirs = dialog::queue(tx, unit.id, part, away, 0).await?;
                stood_in.extend(theirs.into_iter().take(PAGE));
            }
        }
        let mut counts = dialog::queue_counts(tx, unit.id, me).await?;
        counts.mine += u32::try_from(stood_in.len()).unwrap_or(0);
        let mut who = Who::of(tx, &rows).await?;
        who.add(tx, &stood_in).await?;
        let named = parties::duty_lead(tx, unit.id).await?;
        let warned = dialog::warned_at(tx, unit.id, now.minus(WARNED_SINCE)).await?;
        let warned = warned.first().map(|first| Warned {
            count: u32::try_from(warned.len()).unwrap_or(u32::MAX),
            first_at: first.promise_at,
            at: first.at,
            lead: lead(&roster, named, me),
        });
        let drafts = dialog::desk_drafts_at(tx, unit.id, me).await?;
        let returned = returned(tx, &unit, me, now).await?;
        Ok(Self { rows, stood_in, counts, who, drafts, warned, returned })
    }
}

fn lead(roster: &Roster, named: Option<StaffId>, me: StaffId) -> WarnedLead {
    match roster.lead(named).named() {
        None => WarnedLead::Everybody,
        Some(lead) if lead == me => WarnedLead::Reader,
        Some(lead) => WarnedLead::Colleague(roster.name(lead).unwrap_or_default()),
    }
}

/// What went back to the queue while somebody who is just back was away.
async fn returned(tx: &mut Tx, unit: &Unit, me: StaffId, now: Instant) -> Result<u32, ActError> {
    let (today, since) = (now.in_oslo().date, now.minus(JUST_BACK).in_oslo().date);
    let rows = parties::absences_at(tx, unit.id, since).await?;
    let just_back = |row: &&AbsenceRow| row.absence.staff == me && row.absence.last_day < today;
    Ok(rows.iter().filter(just_back).map(|row| row.returned).sum())
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
        who.add(tx, rows).await?;
        Ok(who)
    }

    async fn add(&mut self, tx: &mut Tx, rows: &[QueueRow]) -> Result<(), ActError> {
        let who = self;
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
        Ok(())
    }
}

async fn line(
    acts: &Acts,
    desk: &Desk,
    row: QueueRow,
    (who, drafts): (&Who, &HashMap<ThreadId, Instant>),
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
        draft_at: drafts.get(&row.thread).copied(),
    }))
}
