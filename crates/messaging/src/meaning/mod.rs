//! What an envelope asks for, in our words.
//!
//! Each process that we take part in has a file. What is understood is still
//! only a wish: who may do it, and whether it fits what went before, is decided
//! by the acts.

mod contact_list;
mod digital;
mod ekontakt;
mod link_test;

use crate::apprec::Reason;
use crate::common::ident::are_digits;
use crate::dialogmelding::Dialogmelding;
use crate::error::{AppRecCode, Fault, NotUnderstood};
use crate::hidden::hides;
use crate::msghead::{Content, Envelope, IdentKind, MsgInfo, Patient, WireId};
use crate::pasientrelasjon::{RelatedPerson, Relation};
use crate::process::{Process, may_be_named};
use crate::write::DigitalStatus;

pub use contact_list::ContactList;

/// What a message asks for.
#[derive(Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Staff write first (DI, EKI).
    StaffStartsThread {
        /// Where it belongs.
        message: Message,
        /// What is said.
        text: String,
        /// Whether the citizen may answer.
        reply: Reply,
    },
    /// A citizen writes (HE).
    CitizenWrites {
        /// Where it belongs.
        message: Message,
        /// What is said.
        text: String,
        /// Who acts for her, when she does not write herself.
        acting: Option<Acting>,
    },
    /// Staff answer (19, and any other note that is none of those below).
    StaffAnswers {
        /// Where it belongs.
        message: Message,
        /// The kind of answer in words, when it is not an ordinary one.
        heading: Option<String>,
        /// What is said.
        text: String,
    },
    /// A citizen answers (22).
    CitizenReplies {
        /// Where it belongs.
        message: Message,
        /// What is said.
        text: String,
        /// Who acts for her, when she does not write herself.
        acting: Option<Acting>,
    },
    /// Staff end the conversation (13).
    StaffCloses {
        /// Where it belongs.
        message: Message,
        /// A last word.
        text: Option<String>,
    },
    /// The service will not or cannot take the message (26, 30, 31).
    StaffRefuses {
        /// Where it belongs.
        message: Message,
        /// Which refusal.
        code: RefusalCode,
        /// What is said about it.
        text: Option<String>,
    },
    /// The sender's whole list of health contacts for the citizen.
    ContactList(ContactList),
    /// Which of these persons are active as citizens (SIDAB)?
    AsksWhoIsDigital {
        /// Its own id and those before it.
        refs: Refs,
        /// The persons, their numbers unchecked; at least one.
        persons: Vec<Patient>,
    },
    /// The patient has become active or inactive (SDAB).
    DigitalStatusChanged {
        /// Its own id and those before it.
        refs: Refs,
        /// What she is now.
        status: DigitalStatus,
    },
    /// Those who are active, of the persons that were asked about (28, 29).
    DigitalAnswer {
        /// Its own id and those before it.
        refs: Refs,
        /// The active ones, their numbers unchecked.
        active: Vec<Patient>,
    },
    /// Is anybody there (KT)? To be answered while the sender waits.
    LinkTest {
        /// Its own id and those before it.
        refs: Refs,
    },
    /// Somebody is there (RKT).
    LinkTestAnswer {
        /// Its own id and those before it.
        refs: Refs,
    },
    /// A process, or a code in a process, that is not taken in here.
    NotForThisProcess {
        /// The process.
        process: Process,
        /// The message function, as it stood.
        function: String,
        /// The code of the first question or note, if there was one.
        code: Option<String>,
    },
}

/// Where a dialogue message belongs and who wrote it.
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    /// Its own id and those before it.
    pub refs: Refs,
    /// `TjenesteId` of the health contact.
    pub service_id: Option<String>,
    /// The topic, on one line.
    pub topic: Option<String>,
    /// Who wrote it.
    pub author: Option<Author>,
}

/// The ids that place a message in its conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refs {
    /// This message.
    pub message: WireId,
    /// The message it answers.
    pub parent: Option<WireId>,
    /// The first message of the conversation.
    pub conversation: Option<WireId>,
}

/// The person who wrote, as the sender names her.
#[derive(Clone, PartialEq, Eq)]
pub struct Author {
    /// Her name in the order it is said.
    pub name: String,
    /// Her number in the register of health personnel.
    pub hpr: Option<String>,
}

/// Who acts for the citizen.
#[derive(Clone, PartialEq, Eq)]
pub struct Acting {
    /// Who it is.
    pub person: RelatedPerson,
    /// By what right; none when it was not said, or is not one we know.
    pub relation: Option<Relation>,
}

hides! {
    Message { refs }
    Author {}
    Acting { relation }
}

impl Refs {
    fn of(info: &MsgInfo) -> Self {
        let conversation = info.conversation.as_ref();
        Self {
            message: info.message_id.clone(),
            parent: conversation.map(|refs| refs.parent.clone()),
            conversation: conversation.map(|refs| refs.conversation.clone()),
        }
    }
}

/// Whether the citizen may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// She may.
    Allowed,
    /// It is for reading only.
    NotAllowed,
}

/// The refusals that travel as a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalCode {
    /// 26, the request is rejected.
    Rejected,
    /// 30, no access.
    NoAccess,
    /// 31, a general error.
    GeneralError,
}

impl RefusalCode {
    /// The code in 7602.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rejected => "26",
            Self::NoAccess => "30",
            Self::GeneralError => "31",
        }
    }
}

impl Meaning {
    /// The meaning in one word, as `message check` prints it; none when the
    /// process is not taken in.
    pub const fn act(&self) -> Option<&'static str> {
        Some(match self {
            Self::StaffStartsThread { reply: Reply::Allowed, .. } => "staff_starts_thread",
            Self::StaffStartsThread { reply: Reply::NotAllowed, .. } => {
                "staff_starts_thread_without_reply"
            }
            Self::CitizenWrites { .. } => "citizen_writes",
            Self::StaffAnswers { .. } => "staff_answers",
            Self::CitizenReplies { .. } => "citizen_replies",
            Self::StaffCloses { .. } => "staff_closes",
            Self::StaffRefuses { .. } => "staff_refuses",
            Self::ContactList(_) => "contact_list",
            Self::AsksWhoIsDigital { .. } => "asks_who_is_digital",
            Self::DigitalStatusChanged { .. } => "digital_status_changed",
            Self::DigitalAnswer { .. } => "digital_answer",
            Self::LinkTest { .. } => "link_test",
            Self::LinkTestAnswer { .. } => "link_test_answer",
            Self::NotForThisProcess { .. } => return None,
        })
    }

    /// The reason to answer a message with that is not taken in here; none when it
    /// is. A question whose sender waits for the answer gets no receipt, so there
    /// it can only be told in the transport.
    pub fn refusal(&self) -> Option<Reason> {
        let Self::NotForThisProcess { process, code, .. } = self else { return None };
        let name = process.as_str();
        let detail = match code.as_deref().filter(|code| may_be_named(code)) {
            Some(code) => format!("{name} with the code {code} is not taken in here"),
            None => format!("{name} is not taken in here"),
        };
        Some(Reason { code: AppRecCode::T10, detail: Some(detail) })
    }
}

impl core::fmt::Debug for Meaning {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.act().unwrap_or("not_for_this_process"))
    }
}

/// What the envelope asks for.
///
/// # Errors
///
/// [`NotUnderstood`] when the process is ours but the message lacks what the
/// process needs: a person, a text, one thing at a time.
pub fn meaning(envelope: &Envelope) -> Result<Meaning, NotUnderstood> {
    match envelope.process() {
        Process::Ekontakt => ekontakt::meaning(envelope),
        Process::Tjenesteoversikt => contact_list::meaning(envelope).map(Meaning::ContactList),
        Process::Digitalbruker => digital::meaning(envelope),
        Process::Test => link_test::meaning(envelope),
        _ => Ok(not_for_this_process(envelope)),
    }
}

/// The one document of a kind, if any. Two have no order.
fn the_one<'a, T>(
    envelope: &'a Envelope,
    place: &str,
    of_kind: impl Fn(&'a Content) -> Option<&'a T>,
) -> Result<Option<&'a T>, NotUnderstood> {
    let mut found = envelope.documents.iter().filter_map(|document| of_kind(&document.content));
    let first = found.next();
    if found.next().is_some() {
        return Err(NotUnderstood::new(AppRecCode::T99, place, Fault::Repeated));
    }
    Ok(first)
}

fn the_dialog(envelope: &Envelope) -> Result<&Dialogmelding, NotUnderstood> {
    let dialog = the_one(envelope, "Dialogmelding", |content| match content {
        Content::Dialogmelding(dialog) => Some(dialog),
        _ => None,
    })?;
    dialog.ok_or_else(|| NotUnderstood::missing("Dialogmelding"))
}

fn not_for_this_process(envelope: &Envelope) -> Meaning {
    let code = envelope.documents.iter().find_map(|document| match &document.content {
        Content::Dialogmelding(dialog) => {
            let question = dialog.questions.first().map(|question| &question.kind);
            question.or_else(|| dialog.notes.first().map(|note| &note.kind))?.value.clone()
        }
        _ => None,
    });
    let function = envelope.info.function.clone();
    Meaning::NotForThisProcess { process: envelope.process(), function, code }
}

/// Digits in an identity number.
const IDENTITY_NUMBER_DIGITS: usize = 11;

/// There must be a person, and what stands for her number must look like one.
fn require_patient(envelope: &Envelope) -> Result<(), NotUnderstood> {
    let missing = || NotUnderstood::new(AppRecCode::E30, "Patient/Ident", Fault::Missing);
    let patient = envelope.info.patient.as_ref().ok_or_else(missing)?;
    let ident = patient.ident.as_ref().ok_or_else(missing)?;
    let wrong = |place, fault| Err(NotUnderstood::new(AppRecCode::E31, place, fault));
    if let IdentKind::Other(_) = ident.kind {
        return wrong("Patient/Ident/TypeId", Fault::Unsupported);
    }
    if !are_digits(&ident.number, IDENTITY_NUMBER_DIGITS, IDENTITY_NUMBER_DIGITS) {
        return wrong("Patient/Ident/Id", Fault::Malformed);
    }
    Ok(())
}
