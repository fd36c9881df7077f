//! Envelopes that electronic patient records send, and those we send them.
//!
//! Here lives the reading and writing of `MsgHead` 1.2 with what it carries,
//! and of `AppRec` 1.1. [`read_incoming`] turns bytes into a message or a
//! receipt and knows the schemas; [`meaning`] says in our words what a message
//! asks for and knows the processes; [`check`] tells both on one line.
//! [`write()`] makes a message of what we have to say, and [`write_apprec`] a
//! receipt, for which [`about`] finds the head of what could not be read.
//!
//! Nothing here does IO, asks the time, makes ids or knows a person: whose
//! number it is, whether its check digits agree and what may be done with the
//! message is for the floors below and above. Input is hostile until read: no
//! document type, no entities, every size has a limit in [`limits`], and no byte
//! can make it panic. Errors and debug output name elements, never what stood in
//! them.

mod apprec;
mod check;
mod common;
mod dates;
mod dialogmelding;
mod error;
mod header;
mod hidden;
mod incoming;
pub mod limits;
mod meaning;
mod msghead;
mod names;
mod pasientrelasjon;
mod personer;
mod process;
mod tjenesteoversikt;
mod warning;
pub mod write;
mod xml;

pub use apprec::{
    AppRec, AppRecError, AppRecStatus, Original, OriginalMessage, Reason, Receipt, Verdict,
    read_apprec, write_apprec,
};
pub use check::{CheckError, CheckLine, CheckPatient, CheckWarning, check};
pub use common::Code;
pub use dialogmelding::{Dialogmelding, Foresporsel, Notat, Role, Version};
pub use error::{AppRecCode, Fault, NotUnderstood, ReadError};
pub use header::{Header, about};
pub use incoming::{Incoming, read_incoming, read_incoming_with_files};
pub use meaning::{
    Acting, Author, ContactList, Meaning, Message, Refs, RefusalCode, Reply, meaning,
};
pub use msghead::{
    Ack, Content, Conversation, Document, Envelope, IdentKind, MsgInfo, Organisation, Party,
    Patient, PatientIdent, Professional, WireId, read, read_with_files,
};
pub use pasientrelasjon::{Pasientrelasjon, RelatedPerson, Relation};
pub use personer::Personer;
pub use process::Process;
pub use tjenesteoversikt::{ServiceEntry, Tjenesteoversikt};
pub use warning::{Warning, WarningCode};
pub use write::{
    About, Address, AddressLevel, CannotWrite, DigitalStatus, Outgoing, OutgoingContent,
    OutgoingFile, Person, Preceding, Representative, What, write, write_with_files,
};
