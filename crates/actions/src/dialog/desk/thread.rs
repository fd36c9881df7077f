//! The desk reads a conversation, and may ask to see an identity number.

use helsebro_domain::audit::{EmergencyAccess, Event, Object, Why};
use helsebro_domain::dialog::{Desk, Thread};
use helsebro_domain::ids::{MunicipalityId, StaffId, ThreadId};
use helsebro_domain::parties::{GoesTo, Municipality, StaffNames, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::dialog::{
    AttachmentRow, DeskDraftRow, EventRow, MessageRow, NoteRow, ReadRow, Reader, StoredThread,
};
use helsebro_storage::epj::{self, ThreadDelivery};
use helsebro_storage::parties::{NameDisplayRow, PersonRow};
use helsebro_storage::{Scope, Tx, audit, consent, dialog, parties};

use super::super::attachments::{Attachment, Copy, listed};
use super::super::shown::{Names, ShownEvent, ShownMessage, with_deliveries, with_files};
use super::names::ChosenNames;
use super::notes::ShownNote;
use crate::content::{self, Words};
use crate::parties::roster::Roster;
use crate::{ActError, Acts, trail};

/// A conversation as the desk sees it.
#[derive(Clone)]
pub struct DeskView {
    /// The conversation.
    pub thread: Thread,
    /// What it is about; none when nobody can read it any more.
    pub topic: Option<String>,
    /// The citizen: shortened for a protected person until the reader has taken it.
    pub name: String,
    /// The given name, for the reply's heading.
    pub given: String,
    /// How old she is; none for a protected person.
    pub age: Option<i16>,
    /// Whether her address is protected.
    pub is_protected: bool,
    /// Whether what is written reaches her, or those who read for her while she is a
    /// child (L-GDPR-7).
    pub is_reachable: bool,
    /// Whether it is kept and not used, since it is contested (L-GDPR-18).
    pub is_restricted: bool,
    /// The first six digits of her number and five dots.
    pub masked_number: String,
    /// The unit.
    pub unit: Unit,
    /// The municipality, which is controller.
    pub municipality: Municipality,
    /// Who has taken it.
    pub taken_by: Option<(StaffId, String)>,
    /// The messages, oldest first.
    pub messages: Vec<ShownMessage>,
    /// The files that the reader has ready for an answer.
    pub unsent: Vec<Attachment>,
    /// What has happened, oldest first.
    pub events: Vec<ShownEvent>,
    /// What colleagues have noted, oldest first; never for the citizen.
    pub notes: Vec<ShownNote>,
    /// What the reader has begun to write, and when it was saved.
    pub draft: Option<(Instant, String)>,
    /// How staff are shown to the citizen.
    pub names: StaffNames,
    /// How the reader is shown to her, name and title; none when only the unit is.
    pub shown_as: Option<(String, String)>,
    /// What was chosen for her, when that is another way than the unit's.
    pub names_chosen: Option<ChosenNames>,
    /// Until when whoever has taken it is away, and whether the reader stands in.
    pub away: Option<Away>,
}

/// Whoever has taken a conversation is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// Her last day away.
    pub last_day: Date,
    /// Whether the reader stands in for her.
    pub is_stood_in: bool,
}

struct Loaded {
    notes: Vec<NoteRow>,
    draft: Option<DeskDraftRow>,
    names_chosen: Option<NameDisplayRow>,
    away: Option<Away>,
    is_reachable: bool,
    is_restricted: bool,
    stored: StoredThread,
    person: PersonRow,
    unit: Unit,
    municipality: Municipality,
    messages: Vec<MessageRow>,
    files: Vec<AttachmentRow>,
    events: Vec<EventRow>,
    reads: Vec<ReadRow>,
    names: Names,
    deliveries: Vec<ThreadDelivery>,
}

/// Opens a conversation. That it was read is stored before it is shown. Opening
/// does not take it.
///
/// # Errors
/// `NO_SERVICE_NEED` for another unit's; [`ActError::NotFound`] for another
/// municipality's. Both leave a line.
pub async fn open(acts: &Acts, desk: &Desk, id: ThreadId) -> Result<DeskView, ActError> {
    let now = acts.now();
    let scope = Scope::Municipality(desk.municipality());
    let loaded = acts
        .db()
        .read(scope, "dialog.desk_thread", async |mut tx| {
            load(&mut tx, desk, id, (Gate::Unit, now)).await
        })
        .await?;
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(not) => return Err(refused(acts, desk, id, not, now).await?),
    };
    note_read(acts, desk, &loaded, now).await?;
    shown(acts, desk, loaded, now).await
}

/// Opens a conversation of somebody who is looked up in an emergency, to read and
/// nothing else (L-PJL-16-E). That it was read is stored before it is shown; that it
/// is unread for its unit does not change.
///
/// # Errors
/// `EMERGENCY_NOT_ALLOWED` when the hour is over; [`ActError::NotFound`] for another
/// person's.
pub async fn open_in_emergency(
    acts: &Acts,
    desk: &Desk,
    emergency: &EmergencyAccess,
    id: ThreadId,
) -> Result<DeskView, ActError> {
    let now = acts.now();
    let scope = Scope::Municipality(desk.municipality());
    let gate = Gate::Emergency(emergency, now);
    let loaded = acts
        .db()
        .read(scope, "dialog.emergency_thread", async |mut tx| {
            load(&mut tx, desk, id, (gate, now)).await
        })
        .await?;
    let loaded = match loaded {
        Ok(loaded) => loaded,
        Err(not) => return Err(refused(acts, desk, id, not, now).await?),
    };
    let thread = &loaded.stored.thread;
    let mut line = trail::about(trail::at_desk(acts, desk, Event::ThreadRead, now), thread);
    line.why = Some(Why::Emergency);
    line.rules = &["L-PJL-16-E"];
    super::queue::log(acts, desk, line).await?;
    shown(acts, desk, loaded, now).await
}

/// What lets a conversation be opened.
#[derive(Clone, Copy)]
enum Gate<'a> {
    /// It is the unit's.
    Unit,
    /// Its citizen is looked up in an emergency.
    Emergency(&'a EmergencyAccess, Instant),
}

impl Gate<'_> {
    fn lets(self, desk: &Desk, thread: &Thread) -> Result<(), Refusal> {
        match (self, desk) {
            (Self::Unit, _) => desk.open(thread).map(drop),
            (Self::Emergency(emergency, now), Desk::Staff(access)) => {
                emergency.read(access, thread, now)
            }
            (Self::Emergency(..), Desk::Epj(_)) => {
                Err(Refusal::told(ReasonCode::EmergencyNotAllowed, &["L-PJL-16-E"]))
            }
        }
    }
}

/// The whole identity number of the citizen of a conversation. Asking is logged.
///
/// # Errors
/// As [`open`].
pub async fn show_number(acts: &Acts, desk: &Desk, id: ThreadId) -> Result<String, ActError> {
    let now = acts.now();
    let person = acts
        .db()
        .write(Scope::Municipality(desk.municipality()), "dialog.show_number", async |mut tx| {
            let event = Event::NumberShown;
            let stored = match super::decide::opened(acts, &mut tx, desk, id, event, now).await? {
                Ok(stored) => stored,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let line = trail::at_desk(acts, desk, event, now);
            audit::append(&mut tx, &trail::about(line, &stored.thread)).await?;
            let person = parties::person(&mut tx, stored.thread.person).await?;
            Ok(Ok(person.ok_or(ActError::NotFound)?))
        })
        .await??;
    number(acts, &person).await
}

/// Why a conversation was not opened, and the conversation when it is the
/// municipality's own.
type NotOpened = (Refusal, Option<Thread>);

async fn load(
    tx: &mut Tx,
    desk: &Desk,
    id: ThreadId,
    (gate, now): (Gate<'_>, Instant),
) -> Result<Result<Loaded, NotOpened>, ActError> {
    let Some(stored) = dialog::desk_thread(tx, id).await? else {
        return Ok(Err((super::decide::elsewhere(tx, id).await?, None)));
    };
    if let Err(refusal) = gate.lets(desk, &stored.thread) {
        return Ok(Err((refusal, Some(stored.thread))));
    }
    let thread = &stored.thread;
    let person = parties::person(tx, thread.person).await?.ok_or(ActError::NotFound)?;
    let unit = parties::unit(tx, thread.unit).await?.ok_or(ActError::NotFound)?;
    let home = parties::municipality(tx, thread.municipality).await?;
    let messages = dialog::desk_messages(tx, id).await?;
    let files = dialog::desk_attachments(tx, id, desk.staff()).await?;
    let events = dialog::desk_events(tx, id).await?;
    let reads = dialog::reads(tx, id).await?;
    let mut names = Names::of(tx, thread, &messages, &events, &reads).await?;
    let deliveries = epj::deliveries_of(tx, id).await?;
    if let Some(taken_by) = thread.taken_by() {
        names.add_staff(tx, taken_by).await?;
    }
    let municipality = home.ok_or(ActError::NotFound)?;
    let notes = dialog::notes(tx, id).await?;
    for note in &notes {
        names.add_staff(tx, note.staff).await?;
    }
    let draft = match desk.staff() {
        Some(me) => dialog::desk_draft(tx, id, me).await?,
        None => None,
    };
    let names_chosen = parties::name_display(tx, thread.person).await?;
    if let Some(me) = desk.staff() {
        names.add_staff(tx, me).await?;
    }
    if let Some(chosen) = &names_chosen {
        names.add_staff(tx, chosen.staff).await?;
    }
    let away = away(tx, desk, &stored.thread, &unit, now).await?;
    let stand = consent::stands(tx, stored.thread.person).await?;
    let door = parties::youth_door(tx, unit.id).await?;
    let is_reachable = stand.is_reachable(door, now.in_oslo().date);
    let is_restricted = super::decide::is_restricted(tx, &stored.thread, now).await?;
    Ok(Ok(Loaded {
        is_restricted,
        notes,
        draft,
        names_chosen,
        away,
        is_reachable,
        person,
        unit,
        municipality,
        messages,
        files,
        events,
        reads,
        names,
        deliveries,
        stored,
    }))
}

/// Whether whoever has it is away today.
async fn away(
    tx: &mut Tx,
    desk: &Desk,
    thread: &Thread,
    unit: &Unit,
    now: Instant,
) -> Result<Option<Away>, ActError> {
    let Some(taken_by) = thread.taken_by().filter(|id| Some(*id) != desk.staff()) else {
        return Ok(None);
    };
    let roster = Roster::here(tx, unit, now.in_oslo().date).await?;
    let stands_in = |me: StaffId| roster.goes_to(taken_by) == GoesTo::StandIn(me);
    Ok(roster.away(taken_by).map(|absence| Away {
        last_day: absence.last_day,
        is_stood_in: desk.staff().is_some_and(stands_in),
    }))
}

async fn note_read(
    acts: &Acts,
    desk: &Desk,
    loaded: &Loaded,
    now: Instant,
) -> Result<(), ActError> {
    let thread = &loaded.stored.thread;
    let mut line = trail::about(trail::at_desk(acts, desk, Event::ThreadRead, now), thread);
    line.rules = &["S1-2.1-b"];
    let newest = loaded.messages.last().map(|row| row.message.id);
    acts.db()
        .write(Scope::Municipality(desk.municipality()), "dialog.desk_note_read", async |mut tx| {
            audit::append(&mut tx, &line).await?;
            if let (Some(upto), Some(staff)) = (newest, desk.staff()) {
                let read = ReadRow { reader: Reader::Staff(staff), upto, at: now };
                dialog::mark_read(&mut tx, thread.id, read).await?;
            }
            Ok(())
        })
        .await
}

async fn refused(
    acts: &Acts,
    desk: &Desk,
    id: ThreadId,
    (refusal, thread): NotOpened,
    now: Instant,
) -> Result<ActError, ActError> {
    let mut line = trail::at_desk(acts, desk, Event::ThreadRead, now).refused(refusal);
    line.object = Object::Thread(id.uuid());
    line.subject = thread.map(|thread| thread.person);
    super::queue::log(acts, desk, line).await?;
    Ok(refusal.into())
}

async fn shown(
    acts: &Acts,
    desk: &Desk,
    loaded: Loaded,
    now: Instant,
) -> Result<DeskView, ActError> {
    let home = desk.municipality();
    let thread = loaded.stored.thread.clone();
    let place = ("threads", thread.id.uuid(), "topic");
    let topic = content::open_units(acts, home, place, &loaded.stored.topic.unit).await;
    let topic = content::unless_gone(topic)?;
    let (notes, draft, names_chosen) = own(acts, &loaded, home).await?;
    let mut messages = Vec::with_capacity(loaded.messages.len());
    for row in loaded.messages {
        let place = ("messages", row.message.id.uuid(), "text");
        let text = content::open_units(acts, home, place, &row.sealed).await;
        let text = content::unless_gone(text)?;
        let is_gone = text.is_none();
        let words = Words::from_text(&text.unwrap_or_default());
        // Colleagues see who wrote, also where the citizen only sees the unit.
        let message = loaded.names.message(row, words, StaffNames::Shown, &loaded.reads);
        messages.push(ShownMessage { is_gone, ..message });
    }
    with_deliveries(&mut messages, &loaded.deliveries, now);
    let files = listed(acts, Copy::Units(home), &loaded.files).await?;
    let unsent = with_files(&mut messages, files);
    let mut events = Vec::with_capacity(loaded.events.len());
    for row in &loaded.events {
        let guidance = match &row.guidance {
            Some(sealed) => {
                let place = ("thread_events", row.happened.id.uuid(), "guidance");
                content::unless_gone(content::open_units(acts, home, place, sealed).await)?
            }
            None => None,
        };
        events.push(loaded.names.event(row, guidance));
    }
    let shown_names = loaded.unit.staff_names.for_patient(names_chosen.as_ref().map(|it| it.names));
    let person = &loaded.person;
    let is_protected = person.is_protected();
    let mine = thread.taken_by().is_some() && thread.taken_by() == desk.staff();
    let full = mine || !is_protected;
    let digits = number(acts, person).await?;
    Ok(DeskView {
        name: if full { person.name.full() } else { person.name.shortened() },
        given: person.name.given().to_owned(),
        age: person.age_on(now.in_oslo().date).filter(|_| !is_protected),
        is_protected,
        is_reachable: loaded.is_reachable,
        is_restricted: loaded.is_restricted,
        masked_number: format!("{} •••••", digits.get(..6).unwrap_or_default()),
        taken_by: thread.taken_by().map(|id| (id, loaded.names.staff_name(id))),
        topic,
        thread,
        names: shown_names,
        shown_as: desk.staff().and_then(|me| loaded.names.shown_as(me, shown_names)),
        names_chosen,
        notes,
        draft,
        away: loaded.away,
        unit: loaded.unit,
        municipality: loaded.municipality,
        messages,
        unsent,
        events,
    })
}

type Own = (Vec<ShownNote>, Option<(Instant, String)>, Option<ChosenNames>);

/// What only the municipality can open: notes, the reader's draft, and why staff are
/// shown to the citizen in another way.
async fn own(acts: &Acts, loaded: &Loaded, home: MunicipalityId) -> Result<Own, ActError> {
    let thread = &loaded.stored.thread;
    let mut notes = Vec::with_capacity(loaded.notes.len());
    for row in &loaded.notes {
        let place = ("internal_notes", row.id.uuid(), "note");
        let text = content::open_units(acts, home, place, &row.sealed).await?;
        let by = loaded.names.staff_name(row.staff);
        notes.push(ShownNote { id: row.id, at: row.at, by, text });
    }
    let draft = match &loaded.draft {
        Some(row) => {
            let place = super::drafts::place(thread.id.uuid());
            Some((row.saved_at, content::open_units(acts, home, place, &row.sealed).await?))
        }
        None => None,
    };
    let chosen = match &loaded.names_chosen {
        Some(row) => {
            let place = super::names::place(thread.person.uuid());
            Some(ChosenNames {
                names: row.names,
                reason: content::open_units(acts, home, place, &row.reason).await?,
                by: loaded.names.staff_name(row.staff),
                at: row.at,
            })
        }
        None => None,
    };
    Ok((notes, draft, chosen))
}

async fn number(acts: &Acts, person: &PersonRow) -> Result<String, ActError> {
    let place = ("people", person.id.uuid(), "number");
    Ok(content::open_citizens(acts, place, &person.number_sealed).await?)
}
