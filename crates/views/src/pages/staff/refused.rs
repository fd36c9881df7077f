//! A refusal to a member of staff, with a way on.

use helsebro_domain::time::{Date, Instant};

use crate::page::page;

/// A refusal in the staff console.
#[derive(Debug, Clone)]
pub struct Refused {
    /// What was refused, and what the words need.
    pub what: RefusedWhat,
    /// The catalogue's reason code, for support.
    pub code: String,
    /// What support finds the request by.
    pub trace: Option<String>,
    /// The nearest page that works.
    pub back: String,
}

page!(Refused, "staff/refused.html");

/// What was refused.
#[derive(Debug, Clone)]
pub enum RefusedWhat {
    /// `STAFF_NOT_AUTHORISED`.
    NotAuthorised {
        /// The unit, when it is known.
        unit: Option<String>,
        /// The last day of an authorisation that has ended.
        ended: Option<Date>,
        /// The page to choose another unit on, when there is one.
        choose_unit: Option<String>,
    },
    /// `NO_SERVICE_NEED`.
    NoServiceNeed,
    /// `INVALID_TRANSITION`: a colleague took it meanwhile.
    TakenMeanwhile {
        /// Who.
        name: String,
        /// When, where it is known.
        at: Option<Instant>,
        /// The conversation.
        open: String,
    },
    /// `INVALID_TRANSITION`: it was closed meanwhile.
    ClosedMeanwhile {
        /// When.
        at: Instant,
        /// The conversation.
        open: String,
    },
    /// `INVALID_TRANSITION` otherwise: it changed meanwhile.
    ChangedMeanwhile {
        /// The conversation.
        open: String,
    },
    /// `UNIT_NOT_ACTIVE`.
    UnitNotActive {
        /// The unit.
        unit: String,
        /// Its phone number.
        phone: String,
    },
    /// `VEDTAK_NOT_ALLOWED_IN_DIALOG`.
    Decision,
    /// `NOT_A_RECIPIENT_OF_SERVICE`.
    NotARecipient,
}
