//! A journal system's message, taken into the same acts that the console uses
//! (S1-2.1-b, S1-2.1.1-a, S1-2.1.1-b).
//!
//! Here an envelope that was understood is mapped to what the acts know: whose
//! address sent it, whom it is about, what it does. What may be done is decided
//! by the act.

use helsebro_actions::dialog::attachments::ReceivedFile;
use helsebro_actions::dialog::desk::receive::{
    NotReceived, Outcome, Received, ReceivedAct, ReceivedService, receive,
};
use helsebro_actions::{ActError, Acts};
use helsebro_domain::dialog::{self, ServiceId};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::parties::{HerId, IdentityNumber, NumberFault};
use helsebro_domain::text::{Body, TextFault, Topic};
use helsebro_messaging::{
    AppRecCode, ContactList, Content, Document, Envelope, Meaning, Message, NotUnderstood,
    ReadError, Reason, RefusalCode, Reply, ServiceEntry, Warning, WireId, meaning, read_with_files,
};

/// A message that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What the sender called it.
    pub message_id: String,
    /// What it means in our words.
    pub act: &'static str,
    /// What became of it.
    pub outcome: Outcome,
    /// What was tolerated or left out.
    pub warnings: Vec<Warning>,
}

/// Why a message was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// It is not an envelope.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It lacks what its process needs.
    #[error(transparent)]
    NotUnderstood(#[from] NotUnderstood),
    /// Its process or code is not taken in here.
    #[error("the process or its code is not supported here")]
    Process,
    /// It is a citizen's message, which we send and journal systems receive.
    #[error("a citizen's message does not come from a journal system")]
    WrongWay,
    /// The sender has no HER-id.
    #[error("Sender has no HER-id")]
    NoSender,
    /// The patient's number is missing, or is not one that is used here.
    #[error("Patient/Ident: {0}")]
    Patient(NumberFault),
    /// A text is empty or too long.
    #[error("{element}: {fault}")]
    Text {
        /// Which text.
        element: &'static str,
        /// What is wrong with it.
        fault: TextFault,
    },
    /// A service in the list has no usable id or HER-id.
    #[error("Tjeneste: the id or the HER-id is not usable")]
    Service,
    /// The act did not take it.
    #[error(transparent)]
    NotReceived(#[from] NotReceived),
}

impl NotTaken {
    /// The code from the list of errors in receipts (8221), or the reason code
    /// of a refusal; none when the fault is ours and it may be sent again.
    pub fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::Read(error) => error.code().as_str(),
            Self::NotUnderstood(error) => error.code().as_str(),
            Self::Process | Self::WrongWay => "T10",
            Self::Patient(_) => "E31",
            Self::NoSender | Self::Service => "T02",
            Self::Text { .. } => "T99",
            Self::NotReceived(not) => match not {
                NotReceived::UnknownPatient => "E35",
                NotReceived::UnknownSender
                | NotReceived::UnknownUnit
                | NotReceived::UnknownConversation
                | NotReceived::TooManyServices
                | NotReceived::TooManyFiles
                | NotReceived::File { .. }
                | NotReceived::Act(ActError::NotFound) => "T99",
                NotReceived::Act(ActError::Refused(refusal)) => refusal.shown().as_str(),
                NotReceived::NotLookedThrough | NotReceived::Act(ActError::Storage(_)) => {
                    return None;
                }
            },
        })
    }
}

impl NotTaken {
    /// Whether nobody could look through a file that came along.
    pub(crate) const fn is_not_looked_through(&self) -> bool {
        matches!(self, Self::NotReceived(NotReceived::NotLookedThrough))
    }

    /// What a receipt says of it; none when the fault is ours and it is tried again.
    pub(crate) fn reason(&self) -> Option<Reason> {
        let plain = |code: AppRecCode| Some(Reason::from(code));
        match self {
            Self::Read(error) => Some(Reason::from(error)),
            Self::NotUnderstood(error) => Some(Reason::from(error)),
            Self::Process | Self::WrongWay => plain(AppRecCode::T10),
            Self::Patient(_) => plain(AppRecCode::E31),
            Self::NoSender | Self::Service => plain(AppRecCode::T02),
            Self::Text { .. } => plain(AppRecCode::T99),
            Self::NotReceived(not) => match not {
                NotReceived::UnknownPatient => plain(AppRecCode::E35),
                // The address in the message is not one of the client's own.
                NotReceived::UnknownSender => plain(AppRecCode::E10),
                NotReceived::UnknownUnit
                | NotReceived::UnknownConversation
                | NotReceived::TooManyServices
                | NotReceived::TooManyFiles
                | NotReceived::File { .. }
                | NotReceived::Act(ActError::NotFound) => {
                    Some(Reason { code: AppRecCode::T99, detail: Some(not.to_string()) })
                }
                NotReceived::Act(ActError::Refused(refusal)) => {
                    let detail = Some(refusal.shown().as_str().to_owned());
                    Some(Reason { code: AppRecCode::T99, detail })
                }
                NotReceived::NotLookedThrough | NotReceived::Act(ActError::Storage(_)) => None,
            },
        }
    }
}

/// Takes a message in: reads it, maps it, and hands it to the act.
///
/// # Errors
/// [`NotTaken`] says why not; nothing of it is there then but a refusal's line.
pub async fn take_in(acts: &Acts, bytes: &[u8]) -> Result<Taken, NotTaken> {
    let envelope = read_with_files(bytes)?;
    let meaning = meaning(&envelope)?;
    take_envelope(acts, envelope, meaning, None).await
}

/// The same with an envelope that was read, from a municipality that is known by
/// the door it came in by.
///
/// # Errors
/// As [`take_in`].
pub(crate) async fn take_envelope(
    acts: &Acts,
    mut envelope: Envelope,
    meaning: Meaning,
    from: Option<MunicipalityId>,
) -> Result<Taken, NotTaken> {
    let act = meaning.act().ok_or(NotTaken::Process)?;
    let documents = core::mem::take(&mut envelope.documents);
    let received = received(acts, &envelope, meaning)?;
    let files = match received.act {
        // A list has use for none; that they were left out is told.
        ReceivedAct::Contacts(_) => Vec::new(),
        _ => documents.into_iter().filter_map(file).collect(),
    };
    let received = Received { from, files, ..received };
    let outcome = receive(acts, &received).await?;
    Ok(Taken { message_id: received.message_id, act, outcome, warnings: envelope.warnings })
}

fn received(acts: &Acts, envelope: &Envelope, meaning: Meaning) -> Result<Received, NotTaken> {
    let (message, act) = mapped(meaning)?;
    let sender = &envelope.info.sender;
    let her_id = |found: Option<&str>| found.and_then(HerId::parse);
    let sender_level1 = her_id(sender.her_level1());
    let sender_level2 =
        her_id(sender.her_level2()).or_else(|| sender_level1.clone()).ok_or(NotTaken::NoSender)?;
    let (service, conversation, author) = match message {
        Some(message) => {
            let service = message.service_id.as_deref().and_then(ServiceId::parse);
            let conversation = message.refs.conversation.as_ref().map(id);
            (service, conversation, message.author.map(|author| author.name))
        }
        None => (None, None, None),
    };
    Ok(Received {
        from: None,
        sender_level1,
        sender_level2,
        patient: patient(acts, envelope)?,
        message_id: id(&envelope.info.message_id),
        conversation,
        author: author.unwrap_or_else(|| organisation(envelope)),
        service,
        act,
        files: Vec::new(),
    })
}

/// The file of a document, when it is one.
fn file(document: Document) -> Option<ReceivedFile> {
    match document.content {
        Content::Attachment { mime, file, .. } => {
            Some(ReceivedFile { name: document.description, said: mime, bytes: file })
        }
        _ => None,
    }
}

/// An id as we keep it: a UUID the same way however it was written.
pub(crate) fn id(id: &WireId) -> String {
    id.uuid().map_or_else(|| id.raw().to_owned(), |uuid| uuid.hyphenated().to_string())
}

/// The patient's number, when it is one that is used here.
fn patient(acts: &Acts, envelope: &Envelope) -> Result<IdentityNumber, NotTaken> {
    let ident = envelope.info.patient.as_ref().and_then(|patient| patient.ident.as_ref());
    let raw = ident.map_or("", |ident| ident.number.as_str());
    IdentityNumber::parse(raw, acts.numbers()).map_err(NotTaken::Patient)
}

/// The same, when there is one.
pub(crate) fn patients_number(acts: &Acts, envelope: &Envelope) -> Option<IdentityNumber> {
    patient(acts, envelope).ok()
}

/// Who wrote, when no person is named: the unit, or else the organisation.
fn organisation(envelope: &Envelope) -> String {
    let sender = &envelope.info.sender;
    let unit = sender.unit.as_ref().and_then(|unit| unit.name.clone());
    unit.or_else(|| sender.organisation.name.clone()).unwrap_or_default()
}

/// The message's place, when it has one, and what it does.
fn mapped(meaning: Meaning) -> Result<(Option<Message>, ReceivedAct), NotTaken> {
    Ok(match meaning {
        Meaning::ContactList(list) => (None, ReceivedAct::Contacts(services(list)?)),
        Meaning::StaffStartsThread { message, text, reply } => {
            let act = ReceivedAct::Starts {
                topic: topic(message.topic.as_deref(), &text)?,
                body: body(&text)?,
                reply: match reply {
                    Reply::Allowed => dialog::Reply::Allowed,
                    Reply::NotAllowed => dialog::Reply::NotAllowed,
                },
            };
            (Some(message), act)
        }
        Meaning::StaffAnswers { message, heading, text } => {
            (Some(message), ReceivedAct::Answers { heading, body: body(&text)? })
        }
        Meaning::StaffCloses { message, text } => {
            (Some(message), ReceivedAct::Closes { body: maybe_body(text.as_deref())? })
        }
        Meaning::StaffRefuses { message, code, text } => {
            let body = maybe_body(text.as_deref())?;
            (Some(message), ReceivedAct::Refuses { code: number_of(code), body })
        }
        Meaning::CitizenWrites { .. } | Meaning::CitizenReplies { .. } => {
            return Err(NotTaken::WrongWay);
        }
        Meaning::AsksWhoIsDigital { .. }
        | Meaning::DigitalStatusChanged { .. }
        | Meaning::DigitalAnswer { .. }
        | Meaning::LinkTest { .. }
        | Meaning::LinkTestAnswer { .. }
        | Meaning::NotForThisProcess { .. } => return Err(NotTaken::Process),
    })
}

fn body(text: &str) -> Result<Body, NotTaken> {
    Body::parse_from_epj(text).map_err(|fault| NotTaken::Text { element: "the text", fault })
}

fn maybe_body(text: Option<&str>) -> Result<Option<Body>, NotTaken> {
    text.map(body).transpose()
}

/// The topic that was given, or else the beginning of the text.
fn topic(given: Option<&str>, text: &str) -> Result<Topic, NotTaken> {
    Topic::cut(given.unwrap_or(text))
        .or_else(|_| Topic::cut(text))
        .map_err(|fault| NotTaken::Text { element: "the topic", fault })
}

/// The refusal's code in 7602, as a number.
const fn number_of(code: RefusalCode) -> u8 {
    match code {
        RefusalCode::Rejected => 26,
        RefusalCode::NoAccess => 30,
        RefusalCode::GeneralError => 31,
    }
}

fn services(list: ContactList) -> Result<Vec<ReceivedService>, NotTaken> {
    list.services.into_iter().map(service).collect()
}

fn service(entry: ServiceEntry) -> Result<ReceivedService, NotTaken> {
    Ok(ReceivedService {
        service: ServiceId::parse(&entry.service_id).ok_or(NotTaken::Service)?,
        name: entry.name,
        unit: HerId::parse(&entry.her_id).ok_or(NotTaken::Service)?,
        phone: entry.phone,
        link: entry.url,
        from: entry.from,
        last_day: entry.to,
    })
}
