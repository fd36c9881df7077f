//! What is held for a municipality that leaves, opened for it to take home: its own
//! copies of conversations with what belongs to them, and what else is sealed for it
//! (§ 5.6 case VII).
//!
//! One part at a time, so that no more than a part is held in memory. Nothing is written
//! for the municipality any more, so a part is the same each time it is fetched. That it was
//! handed over stands in the log of everybody whom something in it is about.

use std::collections::HashMap;

use helsebro_domain::audit::{Actor, Event, Object, Why};
use helsebro_domain::dialog::{CloseReason, Thread, ThreadEvent, ThreadState};
use helsebro_domain::ids::{
    AuditId, EventId, MessageId, MunicipalityId, NoteId, PersonId, StaffId, ThreadId,
};
use helsebro_domain::joining::Leaving;
use helsebro_domain::parties::{ConsoleAccess, Municipality};
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::{AttachmentRow, EventRow, NoteRow, StoredThread};
use helsebro_storage::joining::HeldMessage;
use helsebro_storage::{Scope, StorageError, audit, dialog, joining, parties};
use uuid::Uuid;

use super::exporting_records::{self, ExportedRecord};
use super::leaving::{going_on, may_fetch};
use crate::content::{self, Words};
use crate::dialog::attachments::{Copy, OpenFile};
use crate::{ActError, Acts, trail};

/// A part of what is handed over.
#[derive(Debug)]
pub struct Export {
    /// How far the municipality has come.
    pub leaving: Leaving,
    /// Whose.
    pub home: Municipality,
    /// Which part.
    pub number: u32,
    /// The conversations in it, in the order of their ids.
    pub threads: Vec<ExportedThread>,
    /// What else is in it, kind by kind.
    pub records: Vec<ExportedRecord>,
}

/// A conversation as the unit has it.
pub struct ExportedThread {
    /// Its id.
    pub id: ThreadId,
    /// The patient, by name and number.
    pub person: (String, String),
    /// The unit that had it last.
    pub unit: String,
    /// What it is about.
    pub topic: String,
    /// When it began.
    pub opened_at: Instant,
    /// When and why it was closed.
    pub closed: Option<(Instant, CloseReason)>,
    /// The messages, oldest first.
    pub messages: Vec<ExportedMessage>,
    /// What has happened, oldest first.
    pub events: Vec<ExportedEvent>,
    /// What colleagues noted, oldest first.
    pub notes: Vec<ExportedNote>,
}

/// A message.
pub struct ExportedMessage {
    /// Its id.
    pub id: MessageId,
    /// When.
    pub at: Instant,
    /// Who wrote it: `citizen`, `staff` or `epj`.
    pub author_kind: &'static str,
    /// By name, and title where there is one.
    pub author: String,
    /// Its receipt number.
    pub reference: Option<String>,
    /// What the journal system called it.
    pub heading: String,
    /// What was written.
    pub body: String,
    /// The files that went along.
    pub files: Vec<ExportedFile>,
}

/// A file that went along with a message.
pub struct ExportedFile {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub mime: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Something that happened to a conversation.
pub struct ExportedEvent {
    /// When.
    pub at: Instant,
    /// What, as in `FORWARDED`.
    pub kind: &'static str,
    /// By whom or to whom.
    pub staff: Option<String>,
    /// Where the citizen was guided to.
    pub guidance: Option<String>,
}

/// A colleague's note.
pub struct ExportedNote {
    /// When.
    pub at: Instant,
    /// Whose.
    pub author: String,
    /// What it says.
    pub text: String,
}

impl core::fmt::Debug for ExportedThread {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "ExportedThread({}, hidden)", self.id)
    }
}

struct Held {
    stored: StoredThread,
    events: Vec<EventRow>,
    notes: Vec<NoteRow>,
    files: Vec<AttachmentRow>,
}

/// Those who are named in a part, each looked up once.
#[derive(Default)]
pub(super) struct Named {
    people: HashMap<PersonId, (String, String)>,
    staff: HashMap<StaffId, String>,
}

/// Opens a part. That what is about somebody was handed over is stored before it is.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for other roles than administrator and data protection officer;
/// `EXPORT_NOT_READY` in the first minutes; `CONTENT_DESTROYED` when the key is;
/// [`ActError::NotFound`] when there is no such part.
pub async fn export(acts: &Acts, who: &ConsoleAccess, number: u32) -> Result<Export, ActError> {
    let now = acts.now();
    may_fetch(who)?;
    let municipality = who.municipality();
    let scope = Scope::Municipality(municipality);
    let (leaving, home, ids) = acts
        .db()
        .read(scope, "joining.export", async |mut tx| {
            let leaving = going_on(&mut tx, municipality).await?;
            leaving.may_be_fetched(now)?;
            if leaving.destroyed_at.is_some() {
                return Err(StorageError::KeyDestroyed.into());
            }
            let ids = joining::volume_threads(&mut tx, &leaving, number).await?;
            let home = parties::municipality(&mut tx, municipality).await?;
            let found = home.zip(ids).ok_or(ActError::NotFound)?;
            Ok::<_, ActError>((leaving, found.0, found.1))
        })
        .await?;
    let mut named = Named::default();
    let mut threads = Vec::with_capacity(ids.len());
    for id in ids {
        let held = held(acts, municipality, id).await?;
        // What was deleted when its time had come is not theirs any more (L-PJL-25).
        if held.stored.topic.unit.is_empty() {
            continue;
        }
        note(acts, who, &held.stored.thread, now).await?;
        threads.push(opened(acts, municipality, held, &mut named).await?);
    }
    let records = exporting_records::held(acts, &leaving, number).await?;
    exporting_records::note(acts, who, &records, now).await?;
    let records = exporting_records::opened(acts, municipality, records, &mut named).await?;
    Ok(Export { leaving, home, number, threads, records })
}

/// Notes the checksum of the file that a part became.
///
/// # Errors
/// As [`export`].
pub async fn note_export(
    acts: &Acts,
    who: &ConsoleAccess,
    (number, file): (u32, &[u8]),
) -> Result<[u8; 32], ActError> {
    may_fetch(who)?;
    let sum = joining::sum_of(file);
    let municipality = who.municipality();
    acts.db()
        .write(Scope::Municipality(municipality), "joining.note_export", async |mut tx| {
            let leaving = going_on(&mut tx, municipality).await?;
            // What was found whole stays what it was: fetched again, it is the same.
            if leaving.confirmed.is_none() {
                joining::note_sum(&mut tx, &leaving, (number, &sum)).await?;
            }
            Ok::<_, ActError>(())
        })
        .await?;
    Ok(sum)
}

async fn note(
    acts: &Acts,
    who: &ConsoleAccess,
    thread: &Thread,
    now: Instant,
) -> Result<(), ActError> {
    let id = AuditId::from_uuid(acts.fresh(now));
    let actor = Actor::Staff(who.staff());
    let line = helsebro_domain::audit::AuditLine::accepted(id, now, Event::RecordExported, actor);
    let mut line = trail::about(line, thread);
    line.object = Object::Thread(thread.id.uuid());
    line.why = Some(Why::Exchange);
    line.rules = &["L-PJL-25", "L-ARK-13"];
    acts.db()
        .write(Scope::Municipality(who.municipality()), "joining.note_exported", async |mut tx| {
            Ok(audit::append(&mut tx, &line).await?)
        })
        .await
}

async fn held(acts: &Acts, home: MunicipalityId, id: ThreadId) -> Result<Held, ActError> {
    acts.db()
        .read(Scope::Municipality(home), "joining.export_thread", async |mut tx| {
            let stored = dialog::desk_thread(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            let mut events: Vec<EventRow> = Vec::new();
            let mut after = EventId::from_uuid(Uuid::nil());
            loop {
                let some = dialog::desk_events_after(&mut tx, id, after).await?;
                let Some(last) = some.last() else { break };
                after = last.happened.id;
                events.extend(some);
            }
            let mut notes: Vec<NoteRow> = Vec::new();
            let mut after = NoteId::from_uuid(Uuid::nil());
            loop {
                let some = dialog::notes_after(&mut tx, id, after).await?;
                let Some(last) = some.last() else { break };
                after = last.id;
                notes.extend(some);
            }
            Ok::<_, ActError>(Held {
                stored,
                events,
                notes,
                files: dialog::desk_attachments(&mut tx, id, None).await?,
            })
        })
        .await
}

async fn opened(
    acts: &Acts,
    home: MunicipalityId,
    held: Held,
    named: &mut Named,
) -> Result<ExportedThread, ActError> {
    let Held { stored, events, notes, files } = held;
    let thread = &stored.thread;
    let topic = ("threads", thread.id.uuid(), "topic");
    let messages = messages(acts, home, thread.id, (&files, &mut *named)).await?;
    let mut happened = Vec::with_capacity(events.len());
    for row in events {
        happened.push(event(acts, home, row, named).await?);
    }
    let mut written = Vec::with_capacity(notes.len());
    for row in notes {
        let place = ("internal_notes", row.id.uuid(), "note");
        written.push(ExportedNote {
            at: row.at,
            author: named.staff(acts, home, row.staff).await?,
            text: content::open_units(acts, home, place, &row.sealed).await?,
        });
    }
    Ok(ExportedThread {
        id: thread.id,
        person: named.person(acts, home, thread.person).await?,
        unit: unit(acts, home, thread).await?,
        topic: content::open_units(acts, home, topic, &stored.topic.unit).await?,
        opened_at: thread.opened_at,
        closed: match thread.state {
            ThreadState::Closed { at, reason } => Some((at, reason)),
            ThreadState::Open { .. } => None,
        },
        messages,
        events: happened,
        notes: written,
    })
}

async fn unit(acts: &Acts, home: MunicipalityId, thread: &Thread) -> Result<String, ActError> {
    let id = thread.unit;
    acts.db()
        .read(Scope::Municipality(home), "joining.export_unit", async |mut tx| {
            let found = parties::unit(&mut tx, id).await?;
            Ok::<_, ActError>(found.map(|unit| unit.name).unwrap_or_default())
        })
        .await
}

async fn messages(
    acts: &Acts,
    home: MunicipalityId,
    thread: ThreadId,
    (files, named): (&[AttachmentRow], &mut Named),
) -> Result<Vec<ExportedMessage>, ActError> {
    let mut found = Vec::new();
    let mut after = MessageId::from_uuid(Uuid::nil());
    loop {
        let some = acts
            .db()
            .read(Scope::Municipality(home), "joining.export_messages", async |mut tx| {
                Ok::<_, ActError>(joining::held_messages(&mut tx, thread, after).await?)
            })
            .await?;
        let Some(last) = some.last() else { return Ok(found) };
        after = last.id;
        for row in some {
            found.push(message(acts, home, row, (files, &mut *named)).await?);
        }
    }
}

async fn message(
    acts: &Acts,
    home: MunicipalityId,
    row: HeldMessage,
    (files, named): (&[AttachmentRow], &mut Named),
) -> Result<ExportedMessage, ActError> {
    let place = ("messages", row.id.uuid(), "text");
    let words = Words::from_text(&content::open_units(acts, home, place, &row.sealed).await?);
    let (author_kind, author) = match (row.author_kind, row.author) {
        (0, Some(id)) => ("citizen", named.person(acts, home, PersonId::from_uuid(id)).await?.0),
        (1, Some(id)) => ("staff", named.staff(acts, home, StaffId::from_uuid(id)).await?),
        _ => ("epj", words.author.clone()),
    };
    let mut along = Vec::new();
    for file in files.iter().filter(|file| file.message == Some(row.id)) {
        let open = OpenFile::of(acts, Scope::Municipality(home), Copy::Units(home), file).await?;
        along.push(ExportedFile {
            name: open.name().to_owned(),
            mime: open.kind().mime(),
            bytes: open.whole().await?,
        });
    }
    Ok(ExportedMessage {
        id: row.id,
        at: row.at,
        author_kind,
        author,
        reference: row.reference,
        heading: words.heading,
        body: words.body,
        files: along,
    })
}

async fn event(
    acts: &Acts,
    home: MunicipalityId,
    row: EventRow,
    named: &mut Named,
) -> Result<ExportedEvent, ActError> {
    let happened = row.happened;
    let (kind, staff) = match happened.event {
        ThreadEvent::Taken(by) => ("TAKEN", Some(by)),
        ThreadEvent::PutBack => ("PUT_BACK", None),
        ThreadEvent::Assigned(to) => ("ASSIGNED", Some(to)),
        ThreadEvent::Forwarded { .. } => ("FORWARDED", None),
        ThreadEvent::Followed { .. } => ("FOLLOWED", None),
        ThreadEvent::Closed(_) => ("CLOSED", None),
        ThreadEvent::Returned { from, .. } => ("RETURNED", Some(from)),
        ThreadEvent::PromiseMoved { .. } => ("PROMISE_MOVED", None),
    };
    let staff = match staff {
        Some(id) => Some(named.staff(acts, home, id).await?),
        None => None,
    };
    let place = ("thread_events", happened.id.uuid(), "guidance");
    let guidance = match &row.guidance {
        Some(sealed) => Some(content::open_units(acts, home, place, sealed).await?),
        None => None,
    };
    Ok(ExportedEvent { at: happened.at, kind, staff, guidance })
}

impl Named {
    /// A person by name and number: the record is nobody's without them.
    pub(super) async fn person(
        &mut self,
        acts: &Acts,
        home: MunicipalityId,
        id: PersonId,
    ) -> Result<(String, String), ActError> {
        if let Some(known) = self.people.get(&id) {
            return Ok(known.clone());
        }
        let row = acts
            .db()
            .read(Scope::Municipality(home), "joining.export_person", async |mut tx| {
                parties::person(&mut tx, id).await?.ok_or(ActError::NotFound)
            })
            .await?;
        let place = ("people", id.uuid(), "number");
        let number = content::open_citizens(acts, place, &row.number_sealed).await?;
        let found = (row.name.full(), number);
        self.people.insert(id, found.clone());
        Ok(found)
    }

    /// A member of staff by name and title.
    pub(super) async fn staff(
        &mut self,
        acts: &Acts,
        home: MunicipalityId,
        id: StaffId,
    ) -> Result<String, ActError> {
        if let Some(known) = self.staff.get(&id) {
            return Ok(known.clone());
        }
        let found = acts
            .db()
            .read(Scope::Municipality(home), "joining.export_staff", async |mut tx| {
                Ok::<_, ActError>(parties::staff(&mut tx, id).await?)
            })
            .await?;
        let name = found.map_or_else(String::new, |staff| match staff.title.as_str() {
            "" => staff.name.full(),
            title => format!("{}, {title}", staff.name.full()),
        });
        self.staff.insert(id, name.clone());
        Ok(name)
    }
}
