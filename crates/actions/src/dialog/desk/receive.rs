//! What comes from a unit's journal system, into the same acts as the console's
//! (S1-2.1-b, S1-2.1.1-a, S1-2.1.1-b).
//!
//! The message id is noted in the same transaction as what the message does, so
//! that a message that comes twice is done once.

use helsebro_domain::audit::{Actor, AuditLine, Event};
use helsebro_domain::dialog::{
    CloseReason, Closing, Desk, EpjAccess, ListedService, MAX_RECEIVED_FILES, MAX_SERVICES,
    MessageKind, Reply, ServiceId, Thread,
};
use helsebro_domain::ids::{AuditId, MessageId, MunicipalityId, PersonId, ThreadId};
use helsebro_domain::parties::{HerId, IdentityNumber, Municipality, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::Date;
use helsebro_storage::dialog::FirstTime;
use helsebro_storage::epj as outbox;
use helsebro_storage::{Scope, StorageError, SystemReason, Tx, audit, dialog, parties};

use super::super::attachments::{FileNotTaken, ReceivedFile, ReceivedFiles};
use super::super::contacts::{self, Replaced};
use super::answer::{self, Ready};
use super::close::{self, SealedClosing};
use super::received_files;
use super::start::{self, ReadyThread};
use crate::content::Words;
use crate::{ActError, Acts, Sight, setup, trail};

/// From whom and about whom a message is.
#[derive(Debug, Clone)]
pub struct Received {
    /// Whose journal system it came from, when the door knows; its units alone may
    /// then be the sender.
    pub from: Option<MunicipalityId>,
    /// The sender's level 1 HER-id, when the message names one.
    pub sender_level1: Option<HerId>,
    /// The sender's level 2 HER-id, or its only one.
    pub sender_level2: HerId,
    /// The patient.
    pub patient: IdentityNumber,
    /// The message's own id.
    pub message_id: String,
    /// The conversation it belongs to.
    pub conversation: Option<String>,
    /// The name of who wrote it.
    pub author: String,
    /// Under which of the patient's services a new conversation is shown, when
    /// the message says so.
    pub service: Option<ServiceId>,
    /// What it does.
    pub act: ReceivedAct,
    /// What goes along with it.
    pub files: Vec<ReceivedFile>,
}

/// What a message does.
#[derive(Debug, Clone)]
pub enum ReceivedAct {
    /// The full list of a patient's services.
    Contacts(Vec<ReceivedService>),
    /// A new conversation (DI, EKI).
    Starts {
        /// What it is about.
        topic: Topic,
        /// What it says.
        body: Body,
        /// Whether the citizen may answer.
        reply: Reply,
    },
    /// An answer (19, 12 and others).
    Answers {
        /// What the journal system called it.
        heading: Option<String>,
        /// What it says.
        body: Body,
    },
    /// The journal system would not take the citizen's message (26, 30, 31).
    Refuses {
        /// The code in 7602.
        code: u8,
        /// A text beside it.
        body: Option<Body>,
    },
    /// The conversation is closed (13).
    Closes {
        /// A last text.
        body: Option<Body>,
    },
}

/// One line of a list, before its unit is found.
#[derive(Debug, Clone)]
pub struct ReceivedService {
    /// The sender's id for it.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// The HER-id of the unit.
    pub unit: HerId,
    /// A phone number.
    pub phone: Option<String>,
    /// A page about it.
    pub link: Option<String>,
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub last_day: Option<Date>,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A list was taken.
    Contacts(Replaced),
    /// A conversation was started.
    Started(ThreadId),
    /// An answer was put in its conversation.
    Answered(ThreadId),
    /// A conversation was closed.
    Closed(ThreadId),
    /// The message was taken in before; nothing was done.
    Duplicate,
}

/// Why a message could not be taken in.
#[derive(Debug, thiserror::Error)]
pub enum NotReceived {
    /// No unit here has the sender's address.
    #[error("the sender is no unit here")]
    UnknownSender,
    /// The patient is not in the receiving system: AppRec E35.
    #[error("the patient is not known here")]
    UnknownPatient,
    /// A service in the list is given by a unit that is not here.
    #[error("a listed unit is not known here")]
    UnknownUnit,
    /// More services than one list may hold; taking a part would close the rest.
    #[error("the list holds more than {MAX_SERVICES} services")]
    TooManyServices,
    /// The conversation that is answered is not here.
    #[error("the conversation is not known here")]
    UnknownConversation,
    /// A file that came along is not taken; then nothing of the message is.
    #[error("attachment {number}: {why}")]
    File {
        /// Which, counted from one.
        number: usize,
        /// Why.
        why: FileNotTaken,
    },
    /// More files than one message may have.
    #[error("the message has more than {MAX_RECEIVED_FILES} attachments")]
    TooManyFiles,
    /// Nobody can look through the files now. It is no refusal: it is tried again.
    #[error("nobody can look through the attachments now")]
    NotLookedThrough,
    /// The rules said no, or the database failed.
    #[error(transparent)]
    Act(#[from] ActError),
}

impl From<StorageError> for NotReceived {
    fn from(error: StorageError) -> Self {
        Self::Act(error.into())
    }
}

impl From<Refusal> for NotReceived {
    fn from(refusal: Refusal) -> Self {
        Self::Act(refusal.into())
    }
}

/// Takes a message in.
///
/// # Errors
/// [`NotReceived`] says why not; nothing is stored then but a refusal's line.
pub async fn receive(acts: &Acts, message: &Received) -> Result<Outcome, NotReceived> {
    let mac = setup::number_mac(acts, &message.patient).await?;
    let (unit, person) = acts
        .db()
        .read(MESSAGE_IN, "receive.find", async |mut tx| {
            let unit = sender(&mut tx, message).await?;
            let person = parties::person_by_mac(&mut tx, &mac).await?.map(|found| found.id);
            Ok::<_, NotReceived>((unit, person))
        })
        .await?;
    let unit = unit.filter(|unit| message.from.is_none_or(|from| from == unit.municipality));
    let Some(unit) = unit else {
        return Err(
            not_known(acts, Actor::Nobody, (None, person), NotReceived::UnknownSender).await?
        );
    };
    let home = (Some(unit.municipality), person);
    let from = Actor::Epj(unit.municipality);
    let Some(person) = person else {
        return Err(not_known(acts, from, home, NotReceived::UnknownPatient).await?);
    };
    let desk = Desk::Epj(EpjAccess::of(&unit));
    let files = match ReceivedFiles::of(acts, unit.municipality, person, &message.files).await {
        Ok(files) => files,
        Err(not) => return Err(received_files::not_laid(acts, &desk, person, not).await?),
    };
    let ready = Prepared::of(acts, &desk, message).await?;
    let taken = acts
        .db()
        .write(Scope::Municipality(unit.municipality), "receive", async |mut tx| {
            let taken = take_in(acts, &mut tx, &desk, person, message, &ready).await?;
            match &taken {
                Err(_) => dialog::forget_envelope(&mut tx, &message.message_id).await?,
                Ok(outcome) => known_again(acts, &mut tx, &unit, person, *outcome).await?,
            }
            if let Ok(Outcome::Started(thread) | Outcome::Answered(thread)) = taken {
                dialog::note_wire(&mut tx, thread, &message.message_id).await?;
            }
            if let (Ok(outcome), Some(message)) = (&taken, ready.message())
                && let Some(thread) = outcome.thread()
            {
                files.send_in(&mut tx, (thread, message)).await?;
            }
            Ok(taken)
        })
        .await;
    let outcome = match taken {
        Err(not @ (NotReceived::UnknownUnit | NotReceived::UnknownConversation)) => {
            return Err(not_known(acts, from, home, not).await?);
        }
        taken => taken??,
    };
    if outcome != Outcome::Duplicate {
        acts.news().tell(Sight::Unit(unit.id));
        acts.news().tell(Sight::Citizen(person));
    }
    Ok(outcome)
}

const MESSAGE_IN: Scope = Scope::System(SystemReason::MessageIn);

/// The line of a message about what is not known here. Nothing else of it is kept.
async fn not_known(
    acts: &Acts,
    from: Actor,
    (home, person): (Option<MunicipalityId>, Option<PersonId>),
    why: NotReceived,
) -> Result<NotReceived, StorageError> {
    let now = acts.now();
    let id = AuditId::from_uuid(acts.fresh(now));
    let refusal = Refusal::neutral(ReasonCode::NotAvailable, &["S1-2.1-b"]);
    let mut line = AuditLine::accepted(id, now, Event::EnvelopeReceived, from).refused(refusal);
    line.org = home;
    line.subject = person;
    acts.db()
        .write(MESSAGE_IN, "receive.not_known", async |mut tx| audit::append(&mut tx, &line).await)
        .await?;
    Ok(why)
}

/// The unit whose address the sender has. A list comes from a municipality; any
/// of its units may then stand for it.
async fn sender(tx: &mut Tx, message: &Received) -> Result<Option<Unit>, NotReceived> {
    if let Some(unit) = parties::unit_by_her(tx, &message.sender_level2).await? {
        return Ok(Some(unit));
    }
    let home = message.sender_level1.as_ref().unwrap_or(&message.sender_level2);
    let Some(home) = parties::municipality_by_her(tx, home).await? else { return Ok(None) };
    let is_list = matches!(message.act, ReceivedAct::Contacts(_));
    Ok(if is_list { any_unit(tx, &home).await? } else { None })
}

async fn any_unit(tx: &mut Tx, home: &Municipality) -> Result<Option<Unit>, NotReceived> {
    Ok(parties::units_of(tx, home.id).await?.into_iter().next())
}

/// What must be sealed before the writer's turn.
enum Prepared {
    Nothing,
    Thread(ReadyThread, Reply),
    Answer(Ready),
    Closing { last: Option<Ready>, closing: Closing, sealed: SealedClosing },
}

impl Prepared {
    async fn of(acts: &Acts, desk: &Desk, message: &Received) -> Result<Self, NotReceived> {
        let words = |heading: &str, body: &str| Words {
            heading: heading.to_owned(),
            author: message.author.clone(),
            body: body.to_owned(),
        };
        Ok(match &message.act {
            ReceivedAct::Contacts(_) => Self::Nothing,
            ReceivedAct::Starts { topic, body, reply } => {
                let conversation = message.conversation.as_deref().unwrap_or(&message.message_id);
                let words = words("", body.as_str());
                let ready = ReadyThread::of(acts, desk, topic, &words, Some(conversation)).await?;
                Self::Thread(ReadyThread { service: message.service.clone(), ..ready }, *reply)
            }
            ReceivedAct::Answers { heading, body } => {
                let words = words(heading.as_deref().unwrap_or_default(), body.as_str());
                Self::Answer(Ready::of(acts, desk, &words, MessageKind::Text).await?)
            }
            ReceivedAct::Refuses { code, body } => {
                let words = words("", body.as_ref().map_or("", Body::as_str));
                let kind = MessageKind::RefusedByEpj(*code);
                Self::Answer(Ready::of(acts, desk, &words, kind).await?)
            }
            ReceivedAct::Closes { body } => {
                // Files come in a message, with or without words.
                let last = match body {
                    None if message.files.is_empty() => None,
                    body => {
                        let words = words("", body.as_ref().map_or("", Body::as_str));
                        Some(Ready::of(acts, desk, &words, MessageKind::Text).await?)
                    }
                };
                let closing = Closing::new(CloseReason::ByEpj, None)?;
                let sealed = SealedClosing::of(acts, desk, &closing, acts.now()).await?;
                Self::Closing { last, closing, sealed }
            }
        })
    }
}

impl Prepared {
    /// The message that is stored, when one is.
    fn message(&self) -> Option<MessageId> {
        match self {
            Self::Nothing => None,
            Self::Thread(ready, _) => Some(ready.first.id),
            Self::Answer(ready) => Some(ready.id),
            Self::Closing { last, .. } => last.as_ref().map(|last| last.id),
        }
    }
}

impl Outcome {
    /// The conversation that it was put in.
    const fn thread(&self) -> Option<ThreadId> {
        match self {
            Self::Started(thread) | Self::Answered(thread) | Self::Closed(thread) => Some(*thread),
            Self::Contacts(_) | Self::Duplicate => None,
        }
    }
}

type Taken = Result<Outcome, Refusal>;

/// A journal system that writes about a person knows her: what was stopped by an
/// E35 may be sent again.
async fn known_again(
    acts: &Acts,
    tx: &mut Tx,
    unit: &Unit,
    person: PersonId,
    outcome: Outcome,
) -> Result<(), NotReceived> {
    let Some(epj) = unit.epj.filter(|_| outcome != Outcome::Duplicate) else { return Ok(()) };
    if outbox::lift_stop(tx, (epj, unit.municipality), person).await? {
        let now = acts.now();
        let id = AuditId::from_uuid(acts.fresh(now));
        let by = Actor::Epj(unit.municipality);
        let mut line = AuditLine::accepted(id, now, Event::SendingResumed, by);
        line.org = Some(unit.municipality);
        line.subject = Some(person);
        line.rules = &["S1-2.1-b"];
        audit::append(tx, &line).await?;
    }
    Ok(())
}

async fn take_in(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    person: PersonId,
    message: &Received,
    ready: &Prepared,
) -> Result<Taken, NotReceived> {
    let now = acts.now();
    let kind = message.act.as_str();
    if dialog::note_envelope(tx, &message.message_id, now, kind).await? == FirstTime::No {
        return Ok(Ok(Outcome::Duplicate));
    }
    let mut line = trail::at_desk(acts, desk, Event::EnvelopeReceived, now);
    line.subject = Some(person);
    line.rules = &["S1-2.1-b"];
    audit::append(tx, &line).await?;
    match (ready, &message.act) {
        (Prepared::Nothing, ReceivedAct::Contacts(list)) => {
            let line = trail::at_desk(acts, desk, Event::ContactsReplaced, now);
            contacts_in(acts, tx, desk, person, list, line).await.map(Ok)
        }
        (Prepared::Thread(ready, reply), _) => {
            // A new question in a conversation that is here goes on in it.
            if let Some(thread) = named_conversation(tx, person, message).await? {
                let asked = answer::answer_in(acts, tx, desk, &thread, &ready.first).await?;
                return Ok(asked.map(|thread| Outcome::Answered(thread.id)));
            }
            let started = start::start_in(acts, tx, desk, (person, *reply), ready).await?;
            Ok(started.map(|thread| Outcome::Started(thread.id)))
        }
        (Prepared::Answer(ready), _) => {
            let thread = conversation(tx, person, message).await?;
            let answered = answer::answer_in(acts, tx, desk, &thread, ready).await?;
            Ok(answered.map(|thread| Outcome::Answered(thread.id)))
        }
        (Prepared::Closing { last, closing, sealed }, _) => {
            let mut thread = conversation(tx, person, message).await?;
            if let Some(last) = last {
                match answer::answer_in(acts, tx, desk, &thread, last).await? {
                    Ok(answered) => thread = answered,
                    Err(refusal) => return Ok(Err(refusal)),
                }
            }
            let at = (sealed, now);
            let closed = close::close_in(acts, tx, desk, &thread, closing, at).await?;
            Ok(closed.map(|thread| Outcome::Closed(thread.id)))
        }
        (Prepared::Nothing, _) => Err(NotReceived::UnknownConversation),
    }
}

/// The conversation that a message answers: by its reference, and only when it
/// is with the same patient.
async fn conversation(
    tx: &mut Tx,
    person: PersonId,
    message: &Received,
) -> Result<Thread, NotReceived> {
    named_conversation(tx, person, message).await?.ok_or(NotReceived::UnknownConversation)
}

/// The conversation that a message names, when it is here and with the same patient.
async fn named_conversation(
    tx: &mut Tx,
    person: PersonId,
    message: &Received,
) -> Result<Option<Thread>, NotReceived> {
    let Some(named) = message.conversation.as_deref() else { return Ok(None) };
    let mut stored = dialog::thread_by_conversation(tx, named).await?;
    // What was sent anew has an id of its own, and the answer may go by that.
    if stored.is_none()
        && let Ok(id) = named.parse()
        && let Some(thread) = outbox::thread_named_by(tx, id).await?
    {
        stored = dialog::desk_thread_to_write(tx, thread).await?;
    }
    Ok(stored.map(|stored| stored.thread).filter(|thread| thread.person == person))
}

async fn contacts_in(
    acts: &Acts,
    tx: &mut Tx,
    desk: &Desk,
    person: PersonId,
    list: &[ReceivedService],
    line: AuditLine,
) -> Result<Outcome, NotReceived> {
    if list.len() > MAX_SERVICES {
        return Err(NotReceived::TooManyServices);
    }
    let mut listed = Vec::with_capacity(list.len());
    for service in list {
        let unit = parties::unit_by_her(tx, &service.unit).await?;
        let unit = unit.filter(|unit| unit.municipality == desk.municipality());
        listed.push(ListedService {
            service: service.service.clone(),
            name: service.name.clone(),
            unit: unit.ok_or(NotReceived::UnknownUnit)?.id,
            phone: service.phone.clone(),
            link: service.link.clone(),
            from: service.from,
            last_day: service.last_day,
        });
    }
    Ok(Outcome::Contacts(contacts::replace_in(acts, tx, person, &listed, line).await?))
}

impl ReceivedAct {
    /// What it is, as it is noted.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Contacts(_) => "CONTACTS",
            Self::Starts { .. } => "STARTS",
            Self::Answers { .. } => "ANSWERS",
            Self::Refuses { .. } => "REFUSES",
            Self::Closes { .. } => "CLOSES",
        }
    }
}
