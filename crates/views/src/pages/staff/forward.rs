//! Sending a conversation on to another unit.

use super::Choice;
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
    /// Whether the unit of this value is chosen.
    pub fn is_chosen(&self, value: &str) -> bool {
        self.chosen.as_deref() == Some(value)
    }
}
