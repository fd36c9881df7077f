//! Sending a conversation on to another unit.

use super::Choice;
use crate::Words;
use crate::page::page;

/// The page `/ansatt/samtaler/{ref}/send-videre` (S1-2.1.1-a). Posts `unit`.
#[derive(Debug, Clone)]
pub struct Forward {
    /// The conversation.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// The citizen's given name.
    pub given: String,
    /// The units that take messages.
    pub units: Vec<Choice>,
    /// The units that do not; listed so that nobody looks for them in vain.
    pub not_active: Vec<NotActive>,
    /// Which was chosen.
    pub chosen: Option<String>,
    /// What is wrong.
    pub fault: Option<ForwardFault>,
}

page!(Forward, "staff/forward.html");

/// A unit that takes no messages here.
#[derive(Debug, Clone)]
pub struct NotActive {
    /// Its name.
    pub name: String,
    /// Its phone number.
    pub phone: String,
}

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForwardFault {
    /// No unit was chosen.
    NothingChosen,
    /// The unit stopped taking messages meanwhile.
    NotActive,
}

impl Forward {
    /// What stands in the way: the field, and the words.
    pub(crate) fn errors(&self, w: &Words<'_>) -> Vec<(&'static str, String)> {
        self.fault.iter().map(|fault| ("units", w.t(fault.key()))).collect()
    }

    /// Whether the unit of this value is chosen.
    pub fn is_chosen(&self, value: &str) -> bool {
        self.chosen.as_deref() == Some(value)
    }
}

impl ForwardFault {
    /// The key of its words.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::NothingChosen => "staff-fault-unit-missing",
            Self::NotActive => "staff-fault-unit-not-active",
        }
    }
}
