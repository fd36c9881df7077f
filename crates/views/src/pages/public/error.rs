//! Pages for what went wrong. All carry urgent help and a phone number.

use helsebro_domain::time::Instant;

use super::super::{Switchboard, page};

page! {
    /// Something went wrong.
    ErrorPage => "public/error.html" {
        /// What.
        pub kind: ErrorKind,
        /// Whom to ring.
        pub switchboards: Vec<Switchboard>,
    }
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// 404: it is not there, or it is not the reader's.
    NotFound,
    /// 419: the form stood open too long.
    FormTooOld {
        /// Whether what was typed is kept.
        kept: Kept,
        /// Back to the form.
        back_href: String,
    },
    /// 429: too many tries.
    TooMany,
    /// 400, 405, 413, 415, 422: what the browser sent cannot be read.
    NotUnderstood,
    /// 500: our fault.
    OurFault {
        /// The code to tell on the phone.
        code: String,
        /// What we know of what was sent.
        outcome: Outcome,
    },
    /// 503: down, with when it is up again if that is known.
    Down {
        /// When.
        until: Option<Instant>,
    },
}

/// Whether what was typed is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is; it stands in the form again.
    Yes,
    /// There was nothing to keep.
    No,
}

/// What we know of what was sent when we failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing was sent.
    NothingSent,
    /// We do not know.
    Unknown,
}
