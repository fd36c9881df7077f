//! What there is in a run, what a part is given, and what it tells of.

use serde::{Deserialize, Serialize};

use crate::bench::trial::orders::Deed;

/// What there is, the same for the whole run. The numbers in it are synthetic.
#[derive(Serialize, Deserialize)]
pub(super) struct Plan {
    /// The database's address.
    pub(super) url: String,
    pub(super) seed: u64,
    /// How many send at once.
    pub(super) senders: u64,
    /// The journal system.
    pub(super) epj: String,
    /// Where it takes messages.
    pub(super) post_to: String,
    pub(super) citizens: Vec<PlannedCitizen>,
}

/// Somebody who may write to the unit.
#[derive(Serialize, Deserialize)]
pub(super) struct PlannedCitizen {
    pub(super) person: String,
    pub(super) contact: String,
    pub(super) number: String,
}

/// What a part is given to work with.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Work {
    /// Drafts whose sending was cut off: sent again as they were.
    pub(super) again: Vec<Draft>,
    /// What the journal system leaves.
    pub(super) letters: Vec<Letter>,
}

/// A draft, by the conversation it becomes, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Draft {
    pub(super) thread: String,
    pub(super) citizen: usize,
}

/// What a letter from the journal system is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum LetterKind {
    /// An answer to the citizen (19).
    Answer,
    /// A receipt for her message.
    Receipt,
}

/// A letter from the journal system about a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Letter {
    /// What its sender calls the sending.
    pub(super) name: String,
    /// Its own id.
    pub(super) message: String,
    pub(super) kind: LetterKind,
    pub(super) thread: String,
    pub(super) citizen: usize,
}

/// What a part does and tells of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Done {
    /// It is about to send.
    Tried(Draft),
    /// The act has answered.
    Sent { thread: String, reference: String },
    /// The journal system has left a letter.
    Left { name: String, arrival: String },
    /// Something was refused that should not be.
    Wrong(String),
}

impl Deed for Done {
    const PART: &'static str = "survive-part";

    type Work = Work;

    fn is_work(&self) -> bool {
        matches!(self, Self::Sent { .. })
    }
}
