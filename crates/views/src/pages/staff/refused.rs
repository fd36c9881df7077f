//! A refusal to a member of staff, with a way on.

use helsebro_domain::time::{Date, Instant};

use crate::Words;
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
    /// `CONTENT_DESTROYED`.
    Destroyed,
}

impl RefusedWhat {
    /// What was refused, in a sentence.
    pub(crate) fn words(&self, w: &Words<'_>) -> String {
        match self {
            Self::NotAuthorised { unit: Some(unit), ended: Some(day), .. } => {
                let day = w.last_day(day);
                w.a2("staff-refused-ended", "unit", unit, "day", day)
            }
            Self::NotAuthorised { unit: Some(unit), .. } => {
                w.a("staff-refused-not-authorised-at", "unit", unit)
            }
            Self::NotAuthorised { .. } => w.t("staff-refused-not-authorised"),
            Self::NoServiceNeed => w.t("staff-refused-no-service-need"),
            Self::TakenMeanwhile { name, at: Some(at), .. } => {
                w.a2("staff-taken-at", "name", name, "at", w.near(at))
            }
            Self::TakenMeanwhile { name, .. } => w.a("staff-taken", "name", name),
            Self::ClosedMeanwhile { at, .. } => w.a("staff-refused-closed", "at", w.near(at)),
            Self::ChangedMeanwhile { .. } => w.t("staff-refused-changed"),
            Self::UnitNotActive { unit, .. } => w.a("staff-refused-unit", "unit", unit),
            Self::Decision => w.t("staff-refused-decision"),
            Self::NotARecipient => w.t("staff-fault-person-not-a-recipient"),
            Self::Destroyed => w.t("staff-refused-destroyed"),
        }
    }

    /// The key of the heading.
    pub(crate) const fn title(&self) -> &'static str {
        match self {
            Self::NotAuthorised { .. } => "staff-refused-not-authorised-title",
            Self::NoServiceNeed => "staff-refused-no-service-need-title",
            Self::TakenMeanwhile { .. } => "staff-refused-taken-title",
            Self::ClosedMeanwhile { .. } => "staff-refused-closed-title",
            Self::ChangedMeanwhile { .. } => "staff-refused-changed-title",
            Self::UnitNotActive { .. } => "staff-refused-unit-title",
            Self::Decision => "staff-refused-decision-title",
            Self::NotARecipient => "staff-refused-recipient-title",
            Self::Destroyed => "staff-refused-destroyed-title",
        }
    }

    /// The key of what to do instead.
    pub(crate) const fn instead(&self) -> &'static str {
        match self {
            Self::NotAuthorised { .. } => "staff-refused-not-authorised-do",
            Self::NoServiceNeed => "staff-refused-no-service-need-do",
            Self::TakenMeanwhile { .. } => "staff-refused-taken-do",
            Self::ClosedMeanwhile { .. } => "staff-refused-closed-do",
            Self::ChangedMeanwhile { .. } => "staff-refused-changed-do",
            Self::UnitNotActive { .. } => "staff-refused-unit-do",
            Self::Decision => "staff-why-decision-do",
            Self::NotARecipient => "staff-refused-recipient-do",
            Self::Destroyed => "staff-refused-destroyed-do",
        }
    }

    /// The key of why, in the box that opens.
    pub(crate) const fn why(&self) -> &'static str {
        match self {
            Self::NotAuthorised { .. } => "staff-refused-not-authorised-why",
            Self::NoServiceNeed => "staff-refused-no-service-need-why",
            Self::TakenMeanwhile { .. }
            | Self::ClosedMeanwhile { .. }
            | Self::ChangedMeanwhile { .. } => "staff-refused-changed-why",
            Self::UnitNotActive { .. } => "staff-refused-unit-why",
            Self::Decision => "staff-why-decision",
            Self::NotARecipient => "staff-refused-recipient-why",
            Self::Destroyed => "staff-refused-destroyed-why",
        }
    }

    /// The key of the button that leads back.
    pub(crate) const fn way_back(&self) -> &'static str {
        match self {
            Self::NotAuthorised { .. } => "staff-back",
            _ => "staff-to-work-list",
        }
    }

    /// The conversation that can be opened all the same.
    pub(crate) fn open(&self) -> Option<&str> {
        match self {
            Self::TakenMeanwhile { open, .. }
            | Self::ClosedMeanwhile { open, .. }
            | Self::ChangedMeanwhile { open } => Some(open),
            _ => None,
        }
    }

    /// The page to choose another unit on.
    pub(crate) fn choose_unit(&self) -> Option<&str> {
        match self {
            Self::NotAuthorised { choose_unit, .. } => choose_unit.as_deref(),
            _ => None,
        }
    }

    /// A number to ring.
    pub(crate) fn phone(&self) -> Option<&str> {
        match self {
            Self::UnitNotActive { phone, .. } => Some(phone),
            _ => None,
        }
    }
}
