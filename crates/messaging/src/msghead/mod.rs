//! `MsgHead` 1.2, the envelope around every message of the family.
//!
//! One file for each block. Here the envelope is opened and its blocks are put
//! together; what a message asks for is not decided here.

mod document;
mod msg_info;
mod party;
mod patient;

use crate::dialogmelding::{Dialogmelding, Version};
use crate::error::{AppRecCode, Fault, ReadError};
use crate::hidden::hides;
use crate::names::{EKONTAKT_ANSWERS, MSGHEAD};
use crate::process::Process;
use crate::warning::{Warning, WarningCode, Warnings};
use crate::xml::{Element, Encoding, Files, decode, parse};

pub use document::{Content, Document};
pub use msg_info::{Ack, Conversation, MsgInfo, WireId};
pub(crate) use msg_info::{ack as read_ack, gen_date, wire_id};
pub(crate) use party::read as read_party;
pub use party::{Organisation, Party, Professional};
pub(crate) use patient::read as read_person;
pub use patient::{IdentKind, Patient, PatientIdent};

/// A message as it stood on the wire, understood as far as the schema goes.
pub struct Envelope {
    /// Who sends what to whom about whom.
    pub info: MsgInfo,
    /// What is sent, in the order it stood.
    pub documents: Vec<Document>,
    /// Known faults that were tolerated.
    pub warnings: Vec<Warning>,
}

hides! { Envelope { info, documents, warnings } }

impl Envelope {
    /// The process that the message belongs to.
    pub fn process(&self) -> Process {
        Process::of(&self.info.function)
    }
}

/// Reads an envelope.
///
/// # Errors
///
/// [`ReadError`] when the bytes are not well-formed XML under our limits, not
/// `MsgHead` 1.2, or when a block that we read lacks what its schema requires.
pub fn read(bytes: &[u8]) -> Result<Envelope, ReadError> {
    let (text, encoding) = decode(bytes)?;
    read_root(&parse(&text, Files::Counted)?, encoding)
}

/// The same, with what attachments hold.
///
/// # Errors
///
/// As [`read`].
pub fn read_with_files(bytes: &[u8]) -> Result<Envelope, ReadError> {
    let (text, encoding) = decode(bytes)?;
    read_root(&parse(&text, Files::Kept)?, encoding)
}

/// Reads an envelope from its root element.
pub(crate) fn read_root(root: &Element, encoding: Encoding) -> Result<Envelope, ReadError> {
    if !root.is(MSGHEAD, "MsgHead") {
        return Err(ReadError::new(AppRecCode::T10, "The root element", Fault::Unsupported));
    }
    let mut warnings = Warnings::default();
    if encoding == Encoding::Latin1 {
        warnings.add(WarningCode::EncodingLatin1, "MsgHead");
    }
    let info = msg_info::read(root.required("MsgInfo", "MsgHead")?, &mut warnings)?;
    let documents = document::read_all(root, &mut warnings)?;
    warn_of_what_is_unusual(&info.function, &documents, &mut warnings);
    Ok(Envelope { info, documents, warnings: warnings.into_vec() })
}

/// What the processes we take in do not list, or have no use for.
fn warn_of_what_is_unusual(function: &str, documents: &[Document], warnings: &mut Warnings) {
    let process = Process::of(function);
    if !matches!(
        process,
        Process::Ekontakt | Process::Tjenesteoversikt | Process::Digitalbruker | Process::Test
    ) {
        return;
    }
    let from_citizen = documents.iter().any(|document| {
        matches!(&document.content, Content::Dialogmelding(dialog) if dialog.is_from_citizen())
    });
    for document in documents {
        match (&document.content, process) {
            (Content::Tjenesteoversikt(_), Process::Tjenesteoversikt)
            | (Content::Personer(_), Process::Digitalbruker) => {}
            (Content::Pasientrelasjon(_), Process::Ekontakt) if from_citizen => {}
            (Content::Dialogmelding(dialog), Process::Digitalbruker | Process::Test) => {
                warn_of_dialog(dialog, warnings);
            }
            (Content::Dialogmelding(dialog), Process::Ekontakt) => {
                warn_of_dialog(dialog, warnings);
                warn_of_answers(dialog, warnings);
            }
            // Dialogue takes files along; nothing else here has use for any.
            (Content::Attachment { .. }, Process::Ekontakt) => {}
            (Content::Attachment { .. }, _) => {
                warnings.add(WarningCode::AttachmentLeftOut, "Document/RefDoc");
            }
            _ => warnings.add(WarningCode::DocumentLeftOut, "Document/RefDoc/Content"),
        }
    }
}

fn warn_of_dialog(dialog: &Dialogmelding, warnings: &mut Warnings) {
    if dialog.version == Version::V1_0 {
        warnings.add(WarningCode::DialogVersionOld, "Dialogmelding");
    }
    for question in &dialog.questions {
        if question.kind.system.is_none() {
            warnings.add(WarningCode::CodeSystemMissing, "Foresporsel/TypeForesp");
        }
    }
    for note in &dialog.notes {
        if note.kind.system.is_none() {
            warnings.add(WarningCode::CodeSystemMissing, "Notat/TemaKodet");
        }
    }
}

fn warn_of_answers(dialog: &Dialogmelding, warnings: &mut Warnings) {
    for note in &dialog.notes {
        if !EKONTAKT_ANSWERS.contains(&note.kind.value()) {
            warnings.add(WarningCode::AnswerCodeUnexpected, "Notat/TemaKodet");
        }
    }
}
