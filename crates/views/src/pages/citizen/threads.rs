//! `/meldinger`: find the conversation.

use helsebro_domain::time::Instant;

use super::super::page;

page! {
    /// The citizen's conversations: drafts, open ones with unread first, closed ones.
    ThreadsPage => "citizen/threads.html" {
        /// The conversations of this page, as they are to stand.
        pub lines: Vec<ThreadLine>,
        /// Texts that are not sent.
        pub drafts: Vec<DraftLine>,
        /// Older ones.
        pub older_href: Option<String>,
        /// Back to the newest, when this page is not the first.
        pub newest_href: Option<String>,
    }
}

/// A conversation in the list.
#[derive(Clone)]
pub struct ThreadLine {
    /// Where it is.
    pub href: String,
    /// With which unit.
    pub unit: String,
    /// What it is about.
    pub topic: String,
    /// Who wrote last.
    pub last_by: LastBy,
    /// When.
    pub last_at: Instant,
    /// Where it stands.
    pub state: LineState,
}

/// Who wrote last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LastBy {
    /// The reader.
    You,
    /// The unit.
    Unit,
}

/// Where a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineState {
    /// Something is unread.
    Unread,
    /// An answer is promised.
    AnswerBy(Instant),
    /// The promise is broken.
    Late(Instant),
    /// All is read and nothing is awaited.
    Read,
    /// Closed.
    Closed,
}

/// A text that is not sent.
#[derive(Clone)]
pub struct DraftLine {
    /// Where it can be gone on with.
    pub href: String,
    /// To which unit.
    pub unit: String,
    /// What it is about; may be empty.
    pub topic: String,
    /// When it was saved.
    pub saved_at: Instant,
}

impl ThreadsPage {
    /// The open ones.
    pub(crate) fn open(&self) -> Vec<&ThreadLine> {
        self.lines.iter().filter(|line| line.state != LineState::Closed).collect()
    }

    /// The closed ones.
    pub(crate) fn closed(&self) -> Vec<&ThreadLine> {
        self.lines.iter().filter(|line| line.state == LineState::Closed).collect()
    }
}
