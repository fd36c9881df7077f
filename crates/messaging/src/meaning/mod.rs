//! What an envelope asks for, in our words.
//!
//! Each process that we take part in has a file. What is understood is still
//! only a wish: who may do it, and whether it fits what went before, is decided
//! by the acts.

mod contact_list;
mod ekontakt;

use crate::common::ident::are_digits;
use crate::error::{AppRecCode, Fault, NotUnderstood};
use crate::hidden::hides;
use crate::msghead::{Content, Envelope, IdentKind, WireId};
use crate::names::{EKONTAKT, TJENESTEOVERSIKT};

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
    /// A process, or a code in a process, that is not taken in here.
    NotForThisProcess {
        /// The message function, as it stood.
        process: String,
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

hides! {
    Message { refs }
    Author {}
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
            Self::NotForThisProcess { .. } => return None,
        })
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
    if envelope.is_for(EKONTAKT) {
        ekontakt::meaning(envelope)
    } else if envelope.is_for(TJENESTEOVERSIKT) {
        contact_list::meaning(envelope).map(Meaning::ContactList)
    } else {
        Ok(not_for_this_process(envelope))
    }
}

fn not_for_this_process(envelope: &Envelope) -> Meaning {
    let code = envelope.documents.iter().find_map(|document| match &document.content {
        Content::Dialogmelding(dialog) => {
            let question = dialog.questions.first().map(|question| &question.kind);
            question.or_else(|| dialog.notes.first().map(|note| &note.kind))?.value.clone()
        }
        _ => None,
    });
    Meaning::NotForThisProcess { process: envelope.info.function.clone(), code }
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
