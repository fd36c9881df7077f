//! What several pages of the staff console share.

pub use helsebro_domain::text::TextFault;

/// Who has taken a conversation, as the reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenBy {
    /// Nobody.
    Nobody,
    /// The reader.
    Me,
    /// A colleague, by full name.
    Colleague(String),
}

/// The name an answer is shown to the citizen with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownAs {
    /// The writer's own name and title.
    Name {
        /// Full name.
        name: String,
        /// Title, as in «sykepleier».
        title: String,
    },
    /// Only the unit's name, where the unit hides the names of its staff.
    Unit(String),
}

/// Whether staff must say what kind of message it is (S1-2.1.1-a). Posted as
/// `nature`: `ordinary` or `decision`; not posted when not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NatureQuestion {
    /// The text does not sound like a decision.
    NotAsked,
    /// It does: ask.
    Ask,
}

/// Somebody or something to choose among radios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value that is posted.
    pub value: String,
    /// What it is called.
    pub name: String,
    /// What tells it from others of the same name: a title, a year of birth, a place.
    pub detail: Option<String>,
}
