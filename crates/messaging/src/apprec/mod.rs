//! `AppRec` 1.1: a receiver's word that a message was understood, or why not.
//!
//! Receipts are read and written here. Reading is as suspicious as that of
//! messages and as patient: 1.0 is taken for 1.1, and codes we do not know are
//! kept as they stood. That a receipt is never answered by a receipt is for the
//! caller; [`crate::about`] helps by not answering for one.

mod party;
mod read;
mod receipt;

use helsebro_domain::time::Instant;

use crate::error::AppRecCode;
use crate::hidden::hides;
use crate::msghead::{Party, WireId};
use crate::warning::Warning;

pub use read::read_apprec;
pub(crate) use read::{is_apprec, read_root};
pub use receipt::{Original, Reason, Receipt, Verdict, write_apprec};

/// A business receipt as it stood on the wire.
pub struct AppRec {
    /// The receipt's own id.
    pub id: WireId,
    /// When it was made.
    pub gen_date: Instant,
    /// Who received the message and now answers.
    pub sender: Party,
    /// Who sent the message.
    pub receiver: Party,
    /// What became of the message.
    pub status: AppRecStatus,
    /// Why, when something was wrong.
    pub errors: Vec<AppRecError>,
    /// Which message it is about.
    pub original: OriginalMessage,
    /// Known faults that were tolerated.
    pub warnings: Vec<Warning>,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppRecStatus {
    /// 1: taken in.
    Ok,
    /// 2: not taken in.
    Rejected,
    /// 3: taken in, with something wrong in a part of it.
    OkWithErrors,
}

/// One reason in a receipt.
#[derive(Clone, PartialEq, Eq)]
pub struct AppRecError {
    /// The code, when it is one of 8221 that we know.
    pub code: Option<AppRecCode>,
    /// `V` as it stood.
    pub value: String,
    /// `S` as it stood.
    pub system: Option<String>,
    /// `DN`: what the sender calls the code.
    pub name: Option<String>,
    /// `OT`: what the sender says of it.
    pub detail: Option<String>,
}

/// Which message a receipt is about.
#[derive(Clone, PartialEq, Eq)]
pub struct OriginalMessage {
    /// `MsgType/@V`: what the message was called.
    pub function: Option<String>,
    /// `IssueDate`: the message's `GenDate`, when it could be read.
    pub issued_at: Option<Instant>,
    /// `Id`: the message's `MsgId`.
    pub id: WireId,
}

hides! {
    AppRec { id, gen_date, sender, receiver, status, errors, original, warnings }
    // What a sender writes of an error may hold anything.
    AppRecError { code }
    OriginalMessage { issued_at, id }
}

impl AppRecStatus {
    /// The code on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "1",
            Self::Rejected => "2",
            Self::OkWithErrors => "3",
        }
    }

    /// What the code is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Rejected => "Avvist",
            Self::OkWithErrors => "OK, feil i delmelding",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Ok, Self::Rejected, Self::OkWithErrors].into_iter().find(|s| s.as_str() == code)
    }
}

impl AppRec {
    /// Whether a reason of this code stands in it; E35 tells a sender that the
    /// citizen is not active with the receiver.
    pub fn has(&self, code: AppRecCode) -> bool {
        self.errors.iter().any(|error| error.code == Some(code))
    }
}
