//! Envelopes that electronic patient records send.
//!
//! Here lives the reading of `MsgHead` 1.2 with what it carries: Dialogmelding
//! 1.0 and 1.1 and Tjenesteoversikt 1.0. [`read`] turns bytes into an
//! [`Envelope`] and knows the schema; [`meaning`] says in our words what the
//! envelope asks for and knows the processes; [`check`] tells both on one line.
//!
//! Nothing here does IO, asks the time or knows a person: whose number it is,
//! whether its check digits agree and what may be done with the message is for
//! the floors below and above. Input is hostile until read: no document type,
//! no entities, every size has a limit in [`limits`], and no byte can make it
//! panic. Errors and debug output name elements, never what stood in them.

mod check;
mod common;
mod dates;
mod dialogmelding;
mod error;
mod hidden;
pub mod limits;
mod meaning;
mod msghead;
mod names;
mod tjenesteoversikt;
mod warning;
mod xml;

pub use check::{CheckError, CheckLine, CheckPatient, CheckWarning, check};
pub use common::Code;
pub use dialogmelding::{Dialogmelding, Foresporsel, Notat, Role, Version};
pub use error::{AppRecCode, Fault, NotUnderstood, ReadError};
pub use meaning::{Author, ContactList, Meaning, Message, Refs, RefusalCode, Reply, meaning};
pub use msghead::{
    Ack, Content, Conversation, Document, Envelope, IdentKind, MsgInfo, Organisation, Party,
    Patient, PatientIdent, Professional, WireId, read,
};
pub use tjenesteoversikt::{ServiceEntry, Tjenesteoversikt};
pub use warning::{Warning, WarningCode};
