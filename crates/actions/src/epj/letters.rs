//! What the worker needs to write a document, and the document when it is written.

use helsebro_domain::controllership::{
    Category, Controller, Place as RecordPlace, Scope as Record,
};
use helsebro_domain::dialog::{FileKind, HealthContact};
use helsebro_domain::epj::{Handover, OutgoingKind, OutgoingState};
use helsebro_domain::ids::{EnvelopeId, JobId, MunicipalityId};
use helsebro_domain::parties::{Municipality, PersonName, Unit};
use helsebro_domain::representation::Basis;
use helsebro_domain::rights::Target;
use helsebro_domain::time::Instant;
use helsebro_storage::dialog::{AttachmentRow, StoredThread};
use helsebro_storage::epj::{self, OutboxRow};
use helsebro_storage::jobs::{self, EnvelopeJob, EnvelopePayload};
use helsebro_storage::parties::PersonRow;
use helsebro_storage::rights::{self as stored_rights, OppositionRow};
use helsebro_storage::sealing::Place;
use helsebro_storage::{Scope, SystemReason, Tx, consent, dialog, parties};

use super::queueing;
use crate::content::{self, Words};
use crate::dialog::attachments::{Copy, OpenFile};
use crate::{ActError, Acts, controllership, representation, rights};

/// What stands in a message to a journal system.
#[derive(Clone)]
pub struct Letter {
    /// `MsgId`.
    pub id: EnvelopeId,
    /// What it is.
    pub kind: OutgoingKind,
    /// When it was queued: `GenDate`.
    pub at: Instant,
    /// The municipality that receives it.
    pub municipality: Municipality,
    /// The unit that receives it.
    pub unit: Unit,
    /// The citizen, with her number.
    pub patient: Option<(PersonName, String)>,
    /// Who wrote it for her, when she did not write herself.
    pub acting: Option<LetterActor>,
    /// The first message of the conversation; none when this is it.
    pub conversation: Option<String>,
    /// The message that this one follows.
    pub parent: Option<String>,
    /// The service that the unit knows the contact by.
    pub service: Option<String>,
    /// What the conversation is about; none when nobody can read it any more.
    pub topic: Option<String>,
    /// What is written.
    pub text: String,
    /// What goes along with it.
    pub files: Vec<LetterFile>,
    /// Whether the citizen can be reached here.
    pub is_digital: bool,
    /// With whom nothing is shared; empty when it is, and in all other messages.
    pub opposed: Vec<OpposedTo>,
}

/// With whom what the unit has is not shared.
#[derive(Clone, PartialEq, Eq)]
pub enum OpposedTo {
    /// With nobody outside.
    Everybody,
    /// Not with this enterprise.
    Named(String),
    /// As she has put it herself.
    InHerWords(String),
}

/// Who acted for the citizen, and by what right when she wrote.
#[derive(Clone)]
pub struct LetterActor {
    /// Her name.
    pub name: PersonName,
    /// Her number.
    pub number: String,
    /// By what right; none when that was ended since.
    pub basis: Option<Basis>,
}

/// A file that goes along. It does not print.
#[derive(Clone)]
pub struct LetterFile {
    /// What it is called.
    pub name: String,
    /// Which kind.
    pub kind: FileKind,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What is to be written.
enum Found {
    /// Something of a conversation.
    Message(Box<Loaded>),
    /// Whether a citizen can be reached here.
    Status(Box<Status>),
    /// What she does not want to be shared.
    Opposed(Box<Opposed>),
    /// A test of the link.
    Test(Box<Test>),
}

struct Test {
    row: OutboxRow,
    unit: Unit,
    municipality: Municipality,
}

struct Opposed {
    row: OutboxRow,
    unit: Unit,
    municipality: Municipality,
    person: PersonRow,
    contact: Option<HealthContact>,
    said: Vec<OppositionRow>,
}

struct Status {
    row: OutboxRow,
    unit: Unit,
    municipality: Municipality,
    person: PersonRow,
    is_digital: bool,
}

/// What must be loaded for it.
struct Loaded {
    row: OutboxRow,
    unit: Unit,
    municipality: Municipality,
    person: PersonRow,
    thread: StoredThread,
    contact: Option<HealthContact>,
    sealed: Option<Vec<u8>>,
    files: Vec<AttachmentRow>,
    helper: Option<PersonRow>,
    refs: (Option<String>, Option<String>),
}

/// What to write; none when it is written already, taken back, or its
/// conversation is gone.
///
/// # Errors
/// When the database fails or a copy does not open.
pub async fn load(
    acts: &Acts,
    municipality: MunicipalityId,
    id: EnvelopeId,
) -> Result<Option<Letter>, ActError> {
    let scope = Scope::Municipality(municipality);
    let loaded = acts
        .db()
        .read(scope, "epj.letter", async |mut tx| Ok::<_, ActError>(rows(&mut tx, id).await?))
        .await?;
    let loaded = match loaded {
        Some(Found::Message(loaded)) => loaded,
        Some(Found::Status(found)) => return status(acts, id, *found).await.map(Some),
        Some(Found::Opposed(found)) => return opposed(acts, id, *found).await.map(Some),
        Some(Found::Test(found)) => return Ok(Some(test(id, *found))),
        None => return Ok(None),
    };
    let thread = &loaded.thread.thread;
    let place = ("threads", thread.id.uuid(), "topic");
    let topic = content::open_units(acts, municipality, place, &loaded.thread.topic.unit).await;
    let topic = content::unless_gone(topic)?;
    let text = match (&loaded.sealed, loaded.row.message) {
        (Some(sealed), Some(message)) => {
            let place = ("messages", message.uuid(), "text");
            let text = content::open_units(acts, municipality, place, sealed).await?;
            Words::from_text(&text).body
        }
        _ => String::new(),
    };
    let place = ("people", loaded.person.id.uuid(), "number");
    let number = content::open_citizens(acts, place, &loaded.person.number_sealed).await?;
    let files = files(acts, municipality, &loaded.files).await?;
    let acting = match &loaded.helper {
        Some(helper) => Some(actor(acts, helper, &loaded).await?),
        None => None,
    };
    let own = id.to_string();
    let (conversation, last) = loaded.refs;
    let conversation = conversation.filter(|conversation| *conversation != own);
    let parent = conversation.as_ref().map(|first| last.unwrap_or_else(|| first.clone()));
    Ok(Some(Letter {
        id,
        kind: loaded.row.outgoing.kind,
        at: loaded.row.queued_at,
        municipality: loaded.municipality,
        unit: loaded.unit,
        patient: Some((loaded.person.name, number)),
        acting,
        conversation,
        parent,
        service: loaded.contact.map(|contact| contact.listed.service.as_str().to_owned()),
        topic,
        text,
        files,
        is_digital: true,
        opposed: Vec::new(),
    }))
}

/// Who acted for the citizen. Her right is the one that she had when she wrote.
async fn actor(acts: &Acts, helper: &PersonRow, loaded: &Loaded) -> Result<LetterActor, ActError> {
    let place = ("people", helper.id.uuid(), "number");
    let number = content::open_citizens(acts, place, &helper.number_sealed).await?;
    let (person, at) = (loaded.person.id, loaded.row.queued_at);
    let access = acts
        .db()
        .read(Scope::System(SystemReason::Job), "epj.acting", async |mut tx| {
            representation::access(&mut tx, helper.id, person, at).await
        })
        .await?;
    let basis = access.ok().map(|access| access.basis());
    Ok(LetterActor { name: helper.name.clone(), number, basis })
}

/// What goes along, each whole, since it stands whole in the document.
async fn files(
    acts: &Acts,
    municipality: MunicipalityId,
    rows: &[AttachmentRow],
) -> Result<Vec<LetterFile>, ActError> {
    let scope = Scope::Municipality(municipality);
    let mut files = Vec::with_capacity(rows.len());
    for row in rows {
        let open = OpenFile::of(acts, scope, Copy::Units(municipality), row).await?;
        let (name, kind) = (open.name().to_owned(), open.kind());
        files.push(LetterFile { name, kind, bytes: open.whole().await? });
    }
    Ok(files)
}

/// That a citizen can be reached here, or no longer.
async fn status(acts: &Acts, id: EnvelopeId, found: Status) -> Result<Letter, ActError> {
    let place = ("people", found.person.id.uuid(), "number");
    let number = content::open_citizens(acts, place, &found.person.number_sealed).await?;
    Ok(Letter {
        id,
        kind: OutgoingKind::ActiveStatus,
        at: found.row.queued_at,
        municipality: found.municipality,
        unit: found.unit,
        patient: Some((found.person.name, number)),
        acting: None,
        conversation: None,
        parent: None,
        service: None,
        topic: None,
        text: String::new(),
        files: Vec::new(),
        is_digital: found.is_digital,
        opposed: Vec::new(),
    })
}

/// Whether the link works; it is about nobody.
fn test(id: EnvelopeId, Test { row, unit, municipality }: Test) -> Letter {
    Letter {
        id,
        kind: OutgoingKind::LinkTest,
        at: row.queued_at,
        municipality,
        unit,
        patient: None,
        acting: None,
        conversation: None,
        parent: None,
        service: None,
        topic: None,
        text: String::new(),
        files: Vec::new(),
        is_digital: true,
        opposed: Vec::new(),
    }
}

/// What she does not want to be shared, as it holds now.
async fn opposed(acts: &Acts, id: EnvelopeId, found: Opposed) -> Result<Letter, ActError> {
    let Opposed { row, unit, municipality, person, contact, said } = found;
    let place = ("people", person.id.uuid(), "number");
    let number = content::open_citizens(acts, place, &person.number_sealed).await?;
    let directory = controllership::names(acts).await?;
    let mut opposed = Vec::new();
    for one in said {
        opposed.push(match one.opposition.target {
            Target::Everybody => OpposedTo::Everybody,
            Target::Enterprise(party) => {
                OpposedTo::Named(directory.party(party).name.unwrap_or_default())
            }
            Target::InHerWords => OpposedTo::InHerWords(rights::words(acts, one.request).await?),
        });
    }
    Ok(Letter {
        id,
        kind: OutgoingKind::Opposition,
        at: row.queued_at,
        municipality,
        unit,
        patient: Some((person.name, number)),
        acting: None,
        conversation: None,
        parent: None,
        service: contact.map(|contact| contact.listed.service.as_str().to_owned()),
        topic: None,
        text: String::new(),
        files: Vec::new(),
        is_digital: true,
        opposed,
    })
}

async fn opposed_rows(tx: &mut Tx, row: OutboxRow) -> Result<Option<Found>, ActError> {
    let (Some(unit), Some(person)) = (row.unit, row.person) else { return Ok(None) };
    let unit = parties::unit(tx, unit).await?.ok_or(ActError::NotFound)?;
    let municipality =
        parties::municipality(tx, row.municipality).await?.ok_or(ActError::NotFound)?;
    let person = parties::person(tx, person).await?.ok_or(ActError::NotFound)?;
    let contacts = dialog::desk_contacts_of(tx, person.id).await?;
    let contact = contacts.into_iter().find(|contact| contact.listed.unit == unit.id);
    let place = RecordPlace::Unit(unit.care_area, unit.id);
    let record = Record { municipality: unit.municipality, place };
    let mut said = stored_rights::oppositions_of(tx, person.id).await?;
    said.retain(|one| {
        let own = one.opposition.record;
        let is_about = own.is_none_or(|own| own.covers(record) || record.covers(own));
        is_about && one.opposition.lifted_at.is_none()
    });
    let found = Opposed { row, unit, municipality, person, contact, said };
    Ok(Some(Found::Opposed(Box::new(found))))
}

async fn test_rows(tx: &mut Tx, row: OutboxRow) -> Result<Option<Found>, ActError> {
    let Some(unit) = row.unit else { return Ok(None) };
    let unit = parties::unit(tx, unit).await?.ok_or(ActError::NotFound)?;
    let municipality =
        parties::municipality(tx, row.municipality).await?.ok_or(ActError::NotFound)?;
    Ok(Some(Found::Test(Box::new(Test { row, unit, municipality }))))
}

async fn status_rows(tx: &mut Tx, row: OutboxRow) -> Result<Option<Found>, ActError> {
    let (Some(unit), Some(person)) = (row.unit, row.person) else { return Ok(None) };
    let unit = parties::unit(tx, unit).await?.ok_or(ActError::NotFound)?;
    let municipality =
        parties::municipality(tx, row.municipality).await?.ok_or(ActError::NotFound)?;
    let person = parties::person(tx, person).await?.ok_or(ActError::NotFound)?;
    let stand = consent::stands(tx, person.id).await?;
    let door = parties::youth_door(tx, unit.id).await?;
    let is_digital = stand.takes_messages(door, row.queued_at.in_oslo().date);
    Ok(Some(Found::Status(Box::new(Status { row, unit, municipality, person, is_digital }))))
}

async fn rows(tx: &mut Tx, id: EnvelopeId) -> Result<Option<Found>, ActError> {
    let Some(row) = epj::outgoing(tx, id).await? else { return Ok(None) };
    if row.outgoing.state != OutgoingState::Queued || row.document.is_some() {
        return Ok(None);
    }
    if row.outgoing.kind == OutgoingKind::ActiveStatus {
        return status_rows(tx, row).await;
    }
    if row.outgoing.kind == OutgoingKind::Opposition {
        return opposed_rows(tx, row).await;
    }
    if row.outgoing.kind == OutgoingKind::LinkTest {
        return test_rows(tx, row).await;
    }
    let (Some(thread), Some(unit)) = (row.thread, row.unit) else { return Ok(None) };
    let Some(thread) = dialog::desk_thread(tx, thread).await? else { return Ok(None) };
    let unit = parties::unit(tx, unit).await?.ok_or(ActError::NotFound)?;
    let home = parties::municipality(tx, row.municipality).await?.ok_or(ActError::NotFound)?;
    let person = parties::person(tx, thread.thread.person).await?.ok_or(ActError::NotFound)?;
    let contact = match thread.thread.contact {
        Some(id) => dialog::contact_for_desk(tx, id).await?,
        None => None,
    };
    let sealed = match row.message {
        Some(message) => dialog::desk_message(tx, thread.thread.id, message).await?,
        None => None,
    };
    let (mut files, mut helper) = (Vec::new(), None);
    if let Some(message) = row.message {
        files = dialog::message_attachments(tx, thread.thread.id, message).await?;
        let writer = dialog::citizens_writer(tx, thread.thread.id, message).await?;
        if let Some(writer) = writer.filter(|writer| *writer != person.id) {
            helper = parties::person(tx, writer).await?;
        }
    }
    let refs = dialog::wire_refs(tx, thread.thread.id).await?;
    let loaded = Loaded {
        row,
        unit,
        municipality: home,
        person,
        thread,
        contact,
        sealed,
        files,
        helper,
        refs,
    };
    Ok(Some(Found::Message(Box::new(loaded))))
}

/// Stores the document of a queued message; from now on it can be handed over.
///
/// # Errors
/// When the database fails.
pub async fn written(
    acts: &Acts,
    municipality: MunicipalityId,
    id: EnvelopeId,
    document: &[u8],
) -> Result<(), ActError> {
    let sealed = seal(acts, municipality, id, document).await?;
    let now = acts.now();
    let epj = acts
        .db()
        .write(Scope::Municipality(municipality), "epj.written", async |mut tx| {
            let Some(row) = epj::outgoing_by_id(&mut tx, id).await? else { return Ok(None) };
            if !epj::set_document(&mut tx, id, &sealed).await? {
                return Ok::<_, ActError>(None);
            }
            enqueue_post(acts, &mut tx, &row, now).await?;
            Ok(Some(row.epj))
        })
        .await?;
    if let Some(epj) = epj {
        queueing::tell(acts, epj);
    }
    Ok(())
}

/// Where a journal system wants its messages posted, the message is posted.
pub(crate) async fn enqueue_post(
    acts: &Acts,
    tx: &mut Tx,
    row: &OutboxRow,
    now: Instant,
) -> Result<(), ActError> {
    let system = epj::system(tx, row.epj).await?.ok_or(ActError::NotFound)?;
    if let Handover::Posted(_) = system.handover {
        let payload = EnvelopePayload { municipality: row.municipality, envelope: row.outgoing.id };
        let job = (JobId::from_uuid(acts.fresh(now)), now);
        jobs::enqueue_envelope(tx, EnvelopeJob::Post, payload, row.transport, job).await?;
    }
    Ok(())
}

pub(crate) const fn place(id: EnvelopeId) -> Place {
    Place { table: "epj_outbox", row: id.uuid(), column: "document" }
}

pub(crate) const fn label(municipality: MunicipalityId) -> (Controller, Category) {
    (Controller::Municipality(municipality), Category::EpjRecord)
}

pub(crate) async fn seal(
    acts: &Acts,
    municipality: MunicipalityId,
    id: EnvelopeId,
    document: &[u8],
) -> Result<Vec<u8>, ActError> {
    Ok(content::seal_units_bytes(acts, municipality, place(id), document).await?)
}

pub(crate) async fn open(
    acts: &Acts,
    municipality: MunicipalityId,
    id: EnvelopeId,
    sealed: &[u8],
) -> Result<Vec<u8>, ActError> {
    Ok(acts.vault().open(label(municipality), place(id), sealed).await?)
}
