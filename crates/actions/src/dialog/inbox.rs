//! The citizen's conversations.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::InboxRow;
use helsebro_storage::{Scope, audit, dialog};

use crate::{ActError, Acts, content, trail};

/// How many conversations a page shows.
pub const PAGE: usize = 25;

/// A conversation in the list.
#[derive(Clone)]
pub struct InboxLine {
    /// Its id.
    pub thread: ThreadId,
    /// What it is about.
    pub topic: String,
    /// The name of the unit it is with.
    pub unit_name: String,
    /// Whether it is closed.
    pub is_closed: bool,
    /// Whether it can be answered.
    pub may_reply: bool,
    /// When the last message was written.
    pub last_at: Instant,
    /// Whether the citizen wrote it.
    pub last_is_own: bool,
    /// When an answer is promised.
    pub promise_at: Option<Instant>,
    /// How many messages are unread.
    pub unread: u32,
}

/// A page of the list.
#[derive(Clone)]
pub struct Inbox {
    /// The lines, newest first.
    pub lines: Vec<InboxLine>,
    /// Where older ones begin, when there are any.
    pub older: Option<(Instant, ThreadId)>,
    /// How many conversations hold something unread, on this page or another.
    pub unread: u32,
}

/// A page of the citizen's conversations, before a place in the list.
///
/// # Errors
/// When the database fails.
pub async fn list(
    acts: &Acts,
    citizen: &CitizenAccess,
    before: Option<(Instant, ThreadId)>,
) -> Result<Inbox, ActError> {
    let about = (Event::ThreadsListed, Object::None);
    trail::allowed(acts, citizen, Deed::ReadThreads, about).await?;
    let scope = Scope::from(citizen);
    let (mut rows, unread) = acts
        .db()
        .read(scope, "dialog.inbox", async |mut tx| {
            let rows = dialog::citizens_inbox(&mut tx, before).await?;
            let unread = match rows.first() {
                Some(row) => row.unread_threads,
                None => dialog::unread_count(&mut tx).await?,
            };
            Ok::<_, ActError>((rows, unread))
        })
        .await?;
    let has_older = rows.len() > PAGE;
    rows.truncate(PAGE);
    let older = rows.last().filter(|_| has_older).map(|row| (row.last_at, row.thread));
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        lines.push(line(acts, row).await?);
    }
    log_listing(acts, citizen).await?;
    Ok(Inbox { lines, older, unread })
}

/// How many conversations hold something that she who acts has not read; none for
/// who may not read them.
///
/// # Errors
/// When the database fails.
pub async fn unread(acts: &Acts, citizen: &CitizenAccess) -> Result<u32, ActError> {
    if citizen.may(Deed::ReadThreads).is_err() {
        return Ok(0);
    }
    acts.db()
        .read(Scope::from(citizen), "dialog.unread", async |mut tx| {
            Ok(dialog::unread_count(&mut tx).await?)
        })
        .await
}

async fn line(acts: &Acts, row: InboxRow) -> Result<InboxLine, ActError> {
    let place = ("threads", row.thread.uuid(), "topic");
    Ok(InboxLine {
        thread: row.thread,
        topic: content::in_list(content::open_citizens(acts, place, &row.topic_sealed).await)?,
        unit_name: row.unit_name,
        is_closed: row.is_closed,
        may_reply: row.may_reply,
        last_at: row.last_at,
        last_is_own: row.last_is_own,
        promise_at: row.promise_at,
        unread: row.unread,
    })
}

/// Who has looked is a right to know (pjl § 22 a): the line is stored before the
/// page is shown.
async fn log_listing(acts: &Acts, citizen: &CitizenAccess) -> Result<(), ActError> {
    let line = trail::by_citizen(acts, citizen, Event::ThreadsListed, acts.now());
    acts.db()
        .write(Scope::from(citizen), "audit.inbox", async |mut tx| {
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}
