//! Closing a conversation without an answer.

use crate::Words;
use crate::page::page;

/// The page `/ansatt/samtaler/{ref}/avslutt` (L-EFV-7). Posts `reason`
/// ([`CloseChoice::value`]) and `guidance`.
#[derive(Clone)]
pub struct Close {
    /// The conversation.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The citizen's given name.
    pub given: String,
    /// The reason that was chosen.
    pub chosen: Option<CloseChoice>,
    /// Where the citizen is guided to, as typed.
    pub guidance: String,
    /// The most letters of it.
    pub guidance_limit: usize,
    /// What is wrong.
    pub fault: Option<CloseFault>,
}

page!(Close, "staff/close.html");

impl core::fmt::Debug for Close {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Close(…)")
    }
}

/// The reasons that staff may choose; the citizen reads them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseChoice {
    /// The question is answered.
    Answered,
    /// It was settled on the phone or at a visit.
    SettledElsewhere,
    /// The citizen asked for it.
    CitizenAsked,
    /// It was sent to the wrong place; needs guidance.
    WrongPlace,
}

impl CloseChoice {
    /// Every reason, in the order of the page.
    pub const ALL: [Self; 4] =
        [Self::Answered, Self::SettledElsewhere, Self::CitizenAsked, Self::WrongPlace];

    /// The value that is posted.
    pub const fn value(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::SettledElsewhere => "settled_elsewhere",
            Self::CitizenAsked => "citizen_asked",
            Self::WrongPlace => "wrong_place",
        }
    }

    /// The reason that is posted so.
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.value() == value)
    }

    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Answered => "staff-close-answered",
            Self::SettledElsewhere => "staff-close-settled-elsewhere",
            Self::CitizenAsked => "staff-close-citizen-asked",
            Self::WrongPlace => "staff-close-wrong-place",
        }
    }
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseFault {
    /// No reason was chosen.
    ReasonMissing,
    /// Wrong place without saying the right one.
    GuidanceMissing,
    /// The guidance has so many letters too many.
    GuidanceTooLong(usize),
}

impl Close {
    /// Whether a reason is chosen.
    pub fn is_chosen(&self, choice: &CloseChoice) -> bool {
        self.chosen == Some(*choice)
    }

    /// What stands in the way: the field, and the words.
    pub(crate) fn errors(&self, w: &Words<'_>) -> Vec<(&'static str, String)> {
        let field = if self.is_guidance_wrong() { "guidance" } else { "reasons" };
        self.fault.iter().map(|fault| (field, fault.words(w))).collect()
    }

    /// Whether the fault is in the reason.
    pub(crate) fn is_reason_wrong(&self) -> bool {
        self.fault == Some(CloseFault::ReasonMissing)
    }

    /// Whether the fault is in the guidance.
    pub const fn is_guidance_wrong(&self) -> bool {
        matches!(self.fault, Some(CloseFault::GuidanceMissing | CloseFault::GuidanceTooLong(_)))
    }
}

impl CloseFault {
    /// What is wrong, in words.
    pub(crate) fn words(&self, w: &Words<'_>) -> String {
        match self {
            Self::ReasonMissing => w.t("staff-fault-reason-missing"),
            Self::GuidanceMissing => w.t("staff-fault-guidance-missing"),
            Self::GuidanceTooLong(over) => w.n("staff-fault-guidance-too-long", "over", *over),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_posted_is_read_back() {
        for choice in CloseChoice::ALL {
            assert_eq!(CloseChoice::from_value(choice.value()), Some(choice));
        }
        assert_eq!(CloseChoice::from_value("by_epj"), None);
    }
}
