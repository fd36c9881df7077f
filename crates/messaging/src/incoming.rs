//! What came: a message or a receipt.
//!
//! The transport's own headers do not tell them apart, since a receipt may
//! travel under the name of the process it belongs to. The root element does.

use crate::apprec::{self, AppRec};
use crate::error::ReadError;
use crate::msghead::{self, Envelope};
use crate::xml::{Files, decode, parse};

/// A message or a receipt.
pub enum Incoming {
    /// A message.
    Message(Box<Envelope>),
    /// A receipt for one of ours.
    Receipt(Box<AppRec>),
}

impl core::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Message(message) => message.fmt(f),
            Self::Receipt(receipt) => receipt.fmt(f),
        }
    }
}

/// Reads what came.
///
/// # Errors
///
/// As [`crate::read`] and [`crate::read_apprec`].
pub fn read_incoming(bytes: &[u8]) -> Result<Incoming, ReadError> {
    read_keeping(bytes, Files::Counted)
}

/// The same, with what attachments hold.
///
/// # Errors
///
/// As [`read_incoming`].
pub fn read_incoming_with_files(bytes: &[u8]) -> Result<Incoming, ReadError> {
    read_keeping(bytes, Files::Kept)
}

fn read_keeping(bytes: &[u8], files: Files) -> Result<Incoming, ReadError> {
    let (text, encoding) = decode(bytes)?;
    let root = parse(&text, files)?;
    if apprec::is_apprec(&root) {
        return apprec::read_root(&root, encoding).map(|found| Incoming::Receipt(Box::new(found)));
    }
    msghead::read_root(&root, encoding).map(|found| Incoming::Message(Box::new(found)))
}
