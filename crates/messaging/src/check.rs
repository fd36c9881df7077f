//! One line about one file: was it understood, and as what.
//!
//! For the person who connects an EPJ. It repeats ids and codes, since she must
//! find the message again, but no name, no text and no whole identity number.

use serde::Serialize;

use crate::apprec::Reason;
use crate::meaning::meaning;
use crate::msghead::{Envelope, Party, Patient, read};
use crate::warning::Warning;

/// What is told about one file; becomes one line of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckLine {
    /// The file's name, as it was given.
    pub file: String,
    /// Whether we could act on it.
    pub understood: bool,
    /// `MsgInfo/Type/@V`.
    pub function: Option<String>,
    /// `MsgInfo/MsgId`.
    pub message_id: Option<String>,
    /// `RefToConversation`; none in the first message of a conversation.
    pub conversation: Option<String>,
    /// The sender's HER-id of level two, or else of level one.
    pub sender_her: Option<String>,
    /// The receiver's HER-id of level two, or else of level one.
    pub receiver_her: Option<String>,
    /// Whom it is about, as little as tells two apart.
    pub patient: Option<CheckPatient>,
    /// What it means in our words.
    pub act: Option<&'static str>,
    /// Known faults that were tolerated.
    pub warnings: Vec<CheckWarning>,
    /// Why it was not understood.
    pub error: Option<CheckError>,
}

/// A person, by kind of number and its last two digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckPatient {
    /// `FNR`, `DNR` or another code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The last two characters of the number.
    pub last_two: String,
}

/// A tolerated fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckWarning {
    /// Stable text.
    pub code: &'static str,
    /// The element.
    pub element: String,
}

/// Why a file was not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CheckError {
    /// From the list of errors in receipts (8221).
    pub code: &'static str,
    /// Which element, and what was wrong with it.
    pub message: String,
}

/// Reads a file's bytes and tells what they are.
pub fn check(file: &str, bytes: &[u8]) -> CheckLine {
    match read(bytes) {
        Ok(envelope) => known(file, &envelope),
        Err(error) => CheckLine {
            error: Some(CheckError { code: error.code().as_str(), message: error.to_string() }),
            ..empty(file)
        },
    }
}

fn known(file: &str, envelope: &Envelope) -> CheckLine {
    let (act, error) = match meaning(envelope) {
        Ok(meaning) => (meaning.act(), meaning.refusal().map(refused)),
        Err(error) => {
            let message = error.to_string();
            (None, Some(CheckError { code: error.code().as_str(), message }))
        }
    };
    let info = &envelope.info;
    CheckLine {
        understood: error.is_none(),
        function: Some(info.function.clone()),
        message_id: Some(info.message_id.raw().to_owned()),
        conversation: info.conversation.as_ref().map(|refs| refs.conversation.raw().to_owned()),
        sender_her: her_id(&info.sender),
        receiver_her: her_id(&info.receiver),
        patient: info.patient.as_ref().and_then(patient),
        act,
        warnings: envelope.warnings.iter().map(warning).collect(),
        error,
        ..empty(file)
    }
}

fn empty(file: &str) -> CheckLine {
    CheckLine {
        file: file.to_owned(),
        understood: false,
        function: None,
        message_id: None,
        conversation: None,
        sender_her: None,
        receiver_her: None,
        patient: None,
        act: None,
        warnings: Vec::new(),
        error: None,
    }
}

fn refused(reason: Reason) -> CheckError {
    CheckError { code: reason.code.as_str(), message: reason.detail.unwrap_or_default() }
}

fn her_id(party: &Party) -> Option<String> {
    party.her_level2().or_else(|| party.her_level1()).map(str::to_owned)
}

/// Too short a number would be all told by its last two characters.
const LEAST_CHARS_TO_TELL: usize = 6;

fn patient(patient: &Patient) -> Option<CheckPatient> {
    let ident = patient.ident.as_ref()?;
    let chars: Vec<char> = ident.number.chars().collect();
    let told = chars.len().saturating_sub(2);
    let last_two = if chars.len() < LEAST_CHARS_TO_TELL {
        String::new()
    } else {
        chars.into_iter().skip(told).collect()
    };
    Some(CheckPatient { kind: ident.kind.as_str().to_owned(), last_two })
}

fn warning(warning: &Warning) -> CheckWarning {
    CheckWarning { code: warning.code.as_str(), element: warning.element.clone() }
}
