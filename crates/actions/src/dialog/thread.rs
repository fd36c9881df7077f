//! A citizen reads a conversation.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::dialog::{CitizensThread, Thread};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::parties::{Municipality, Unit};
use helsebro_domain::refusals::Refusal;
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::{AttachmentRow, EventRow, MessageRow, ReadRow, Reader};
use helsebro_storage::epj::{self, ThreadDelivery};
use helsebro_storage::{Scope, Tx, audit, dialog, parties};

use super::attachments::{Attachment, Copy, listed};
use super::names::for_citizen;
use super::shown::{Names, ShownEvent, ShownMessage, with_deliveries, with_files};
use super::{contacts, reply};
use crate::content::{self, Words};
use crate::{ActError, Acts, trail};

/// A conversation as its citizen sees it.
#[derive(Clone)]
pub struct CitizensView {
    /// The conversation.
    pub thread: Thread,
    /// What its citizen is called, for who acts for her.
    pub name: String,
    /// What it is about.
    pub topic: String,
    /// The unit that answers now.
    pub unit: Unit,
    /// The municipality, which is controller.
    pub municipality: Municipality,
    /// The messages, oldest first.
    pub messages: Vec<ShownMessage>,
    /// The files that the reader has ready for a reply.
    pub unsent: Vec<Attachment>,
    /// What has happened, oldest first.
    pub events: Vec<ShownEvent>,
    /// Whether she may write more, and why not.
    pub may_reply: Result<(), Refusal>,
    /// A contact under which she can start anew about the same, when this
    /// conversation cannot go on.
    pub start_anew_with: Option<contacts::Contact>,
}

struct Loaded {
    thread: Thread,
    name: String,
    topic: Vec<u8>,
    unit: Unit,
    municipality: Municipality,
    messages: Vec<MessageRow>,
    files: Vec<AttachmentRow>,
    events: Vec<EventRow>,
    reads: Vec<ReadRow>,
    names: Names,
    deliveries: Vec<ThreadDelivery>,
    may_reply: Result<(), Refusal>,
    start_anew_with: Option<contacts::Contact>,
}

/// Opens a conversation. That it was read is stored before it is shown.
///
/// # Errors
/// [`ActError::NotFound`] when it is not the citizen's; the attempt is logged
/// with its true code.
pub async fn open(
    acts: &Acts,
    citizen: &CitizenAccess,
    id: ThreadId,
) -> Result<CitizensView, ActError> {
    let now = acts.now();
    let about = (Event::ThreadRead, Object::Thread(id.uuid()));
    trail::allowed(acts, citizen, Deed::ReadThreads, about).await?;
    let scope = Scope::from(citizen);
    let loaded = acts
        .db()
        .read(scope, "dialog.thread", async |mut tx| load(&mut tx, citizen, id, now).await)
        .await;
    let loaded = match loaded {
        Err(ActError::NotFound) => {
            let thing = Object::Thread(id.uuid());
            return Err(trail::not_hers(acts, citizen, Event::ThreadRead, thing).await?);
        }
        loaded => loaded?,
    };
    note_read(acts, citizen, &loaded, now).await?;
    shown(acts, loaded, now).await
}

async fn load(
    tx: &mut Tx,
    citizen: &CitizenAccess,
    id: ThreadId,
    now: Instant,
) -> Result<Loaded, ActError> {
    let stored = dialog::citizens_thread(tx, id).await?.ok_or(ActError::NotFound)?;
    CitizensThread::open(citizen, &stored.thread)?;
    let thread = stored.thread;
    let unit = parties::answering_unit(tx, thread.unit).await?.ok_or(ActError::NotFound)?;
    let unit = for_citizen(tx, unit).await?;
    let home = parties::municipality(tx, thread.municipality).await?;
    let messages = dialog::citizens_messages(tx, id).await?;
    let files = dialog::citizens_attachments(tx, id).await?;
    let events = dialog::citizens_events(tx, id).await?;
    let reads = dialog::reads(tx, id).await?;
    let names = Names::of(tx, &thread, &messages, &events, &reads).await?;
    let deliveries = epj::deliveries_of(tx, id).await?;
    let may_reply = reply::may_reply(tx, citizen, &thread, now).await?;
    let start_anew_with = match may_reply {
        Ok(()) => None,
        Err(_) => anew(tx, &thread, now).await?,
    };
    Ok(Loaded {
        name: names.person_name(thread.person),
        thread,
        topic: stored.topic.citizen,
        unit,
        municipality: home.ok_or(ActError::NotFound)?,
        messages,
        files,
        events,
        reads,
        names,
        deliveries,
        may_reply,
        start_anew_with,
    })
}

/// The contact that a conversation was with, or one with its unit, if it holds.
async fn anew(
    tx: &mut Tx,
    thread: &Thread,
    now: Instant,
) -> Result<Option<contacts::Contact>, ActError> {
    let active = contacts::active(tx, now.in_oslo().date).await?;
    let same = |found: &&contacts::Contact| {
        Some(found.contact.id) == thread.contact || found.unit.id == thread.unit
    };
    Ok(active.iter().find(same).cloned())
}

async fn note_read(
    acts: &Acts,
    citizen: &CitizenAccess,
    loaded: &Loaded,
    now: Instant,
) -> Result<(), ActError> {
    let thread = &loaded.thread;
    let line = trail::about(trail::by_citizen(acts, citizen, Event::ThreadRead, now), thread);
    let newest = loaded.messages.last().map(|row| row.message.id);
    acts.db()
        .write(Scope::from(citizen), "dialog.note_read", async |mut tx| {
            audit::append(&mut tx, &line).await?;
            if let Some(upto) = newest {
                let reader = Reader::Citizen(citizen.actor());
                dialog::mark_read(&mut tx, thread.id, ReadRow { reader, upto, at: now }).await?;
            }
            Ok(())
        })
        .await
}

async fn shown(acts: &Acts, loaded: Loaded, now: Instant) -> Result<CitizensView, ActError> {
    let place = ("threads", loaded.thread.id.uuid(), "topic");
    let topic = content::open_citizens(acts, place, &loaded.topic).await?;
    let names = loaded.unit.staff_names;
    let mut messages = Vec::with_capacity(loaded.messages.len());
    for row in loaded.messages {
        let place = ("messages", row.message.id.uuid(), "text");
        let words = Words::from_text(&content::open_citizens(acts, place, &row.sealed).await?);
        messages.push(loaded.names.message(row, words, names, &loaded.reads));
    }
    with_deliveries(&mut messages, &loaded.deliveries, now);
    let files = listed(acts, Copy::Citizens, &loaded.files).await?;
    let unsent = with_files(&mut messages, files);
    let mut events = Vec::with_capacity(loaded.events.len());
    for row in &loaded.events {
        let guidance = match &row.guidance {
            Some(sealed) => {
                let place = ("thread_events", row.happened.id.uuid(), "guidance");
                Some(content::open_citizens(acts, place, sealed).await?)
            }
            None => None,
        };
        events.push(loaded.names.event(row, guidance));
    }
    Ok(CitizensView {
        thread: loaded.thread,
        name: loaded.name,
        topic,
        unit: loaded.unit,
        municipality: loaded.municipality,
        messages,
        unsent,
        events,
        may_reply: loaded.may_reply,
        start_anew_with: loaded.start_anew_with,
    })
}
