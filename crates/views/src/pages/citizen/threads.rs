//! The citizen's conversations.

use helsebro_domain::time::Instant;

use super::Standing;

/// `/meldinger`: open first, then drafts, then closed.
#[derive(Clone)]
pub struct Threads {
    /// Open conversations; unread first, then newest.
    pub open: Vec<ThreadRow>,
    /// Drafts, newest first.
    pub drafts: Vec<DraftRow>,
    /// Closed conversations, newest first.
    pub closed: Vec<ThreadRow>,
    /// Where older ones stand, when there are any.
    pub older_href: Option<String>,
    /// Which part of the list this is.
    pub part: Part,
    /// What was just done.
    pub just: Just,
}

/// Which part of a long list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first.
    Newest,
    /// A later one.
    Older,
}

/// What was just done, told on the page one lands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Just {
    /// Nothing.
    Nothing,
    /// A draft was saved.
    DraftSaved,
    /// A draft was thrown away.
    DraftDiscarded,
}

impl Threads {
    /// Whether there is nothing to list.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty() && self.drafts.is_empty() && self.closed.is_empty()
    }

    /// Whether this is the first part.
    pub fn is_first(&self) -> bool {
        self.part == Part::Newest
    }
}

impl Just {
    /// The key of what is said.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::DraftSaved => Some("citizen-just-saved"),
            Self::DraftDiscarded => Some("citizen-just-discarded"),
        }
    }
}

/// A conversation in the list.
#[derive(Clone, PartialEq, Eq)]
pub struct ThreadRow {
    /// Its page.
    pub href: String,
    /// With which unit.
    pub unit: String,
    /// What it is about.
    pub topic: String,
    /// Who wrote last.
    pub last_by: LastBy,
    /// When.
    pub last_at: Instant,
    /// How many messages are unread.
    pub unread: u32,
    /// What waits for an answer.
    pub standing: Standing,
}

/// Who wrote last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastBy {
    /// The reader.
    You,
    /// The unit.
    Unit,
}

/// A draft in the list.
#[derive(Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Where one goes on writing.
    pub href: String,
    /// To whom.
    pub to: String,
    /// What it is about; none when nothing is written there.
    pub topic: Option<String>,
    /// When it was saved.
    pub saved_at: Instant,
}

crate::page::page!(Threads, "citizen/threads.html");
