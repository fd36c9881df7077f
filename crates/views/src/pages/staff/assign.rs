//! Giving a conversation to a colleague.

use super::Choice;
use crate::Words;
use crate::page::page;

/// The page `/ansatt/samtaler/{ref}/tildel` (S1-2.1-b). Posts `staff`.
#[derive(Debug, Clone)]
pub struct Assign {
    /// The conversation.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Who else works at the unit today; name, and title as detail.
    pub colleagues: Vec<Choice>,
    /// Who was chosen.
    pub chosen: Option<String>,
    /// What is wrong.
    pub fault: Option<AssignFault>,
}

page!(Assign, "staff/assign.html");

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignFault {
    /// Nobody was chosen.
    NothingChosen,
    /// The colleague is not authorised here today.
    NotAuthorised,
}

impl Assign {
    /// What stands in the way: the field, and the words.
    pub(crate) fn errors(&self, w: &Words<'_>) -> Vec<(&'static str, String)> {
        self.fault.iter().map(|fault| ("colleagues", w.t(fault.key()))).collect()
    }

    /// Whether the colleague of this value is chosen.
    pub fn is_chosen(&self, value: &str) -> bool {
        self.chosen.as_deref() == Some(value)
    }
}

impl AssignFault {
    /// The key of its words.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::NothingChosen => "staff-fault-colleague-missing",
            Self::NotAuthorised => "staff-fault-colleague-not-authorised",
        }
    }
}
