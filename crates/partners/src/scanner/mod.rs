//! The scanner that looks through files for what is harmful.
//!
//! What we ask: is there anything harmful in this file? Only a plain no lets a file
//! on. A scanner that is away, slow or says anything else has not looked.

mod clamd;
mod fake;

use std::sync::Arc;

pub use clamd::{Clamd, ClamdAddress, ClamdSettings};
pub use fake::FakeScanner;

use crate::oidc::Later;

/// What was found in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scanned {
    /// Nothing.
    Clean,
    /// Something that the scanner knows as harmful.
    Harmful,
}

/// Why nobody has looked through a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScanFault {
    /// No scanner is set up.
    #[error("no scanner is set up")]
    NotConfigured,
    /// No connection, or it broke.
    #[error("the scanner could not be reached")]
    Unreachable,
    /// No whole answer within the time limit.
    #[error("the scanner did not answer in time")]
    TooSlow,
    /// It failed so many times in a row that it is left alone for a while.
    #[error("the scanner has failed repeatedly and is left alone for a while")]
    LeftAlone,
    /// It answered that it could not look.
    #[error("the scanner could not look through the file")]
    Failing,
    /// It answered something that its contract does not have.
    #[error("the scanner gave an answer we cannot use")]
    BadAnswer,
}

/// Who looks through files.
pub trait Scanner: Send + Sync {
    /// Looks through a file.
    fn scan<'a>(&'a self, file: &'a [u8]) -> Later<'a, Scanned, ScanFault>;

    /// Asks whether it is there.
    fn check(&self) -> Later<'_, (), ScanFault>;
}

/// No scanner: no file is taken.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoScanner;

impl NoScanner {
    /// The same, to be handed on.
    pub fn shared() -> Arc<dyn Scanner> {
        Arc::new(Self)
    }
}

impl Scanner for NoScanner {
    fn scan<'a>(&'a self, _file: &'a [u8]) -> Later<'a, Scanned, ScanFault> {
        Box::pin(core::future::ready(Err(ScanFault::NotConfigured)))
    }

    fn check(&self) -> Later<'_, (), ScanFault> {
        Box::pin(core::future::ready(Err(ScanFault::NotConfigured)))
    }
}
