//! What stands in a conversation: messages and events.

use helsebro_domain::dialog::{CloseReason, MessageKind, ReturnedWhy, Talk};
use helsebro_domain::text::MAX_BODY;
use helsebro_domain::time::Instant;

use crate::pages::files::ListedFile;

/// A message or an event.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A message.
    Message(Message),
    /// Something that happened.
    Event(Event),
    /// An internal note, for colleagues alone.
    Note(Note),
}

/// An internal note. Its Debug tells nothing of it.
#[derive(Clone)]
pub struct Note {
    /// Unique on the page.
    pub id: String,
    /// Who wrote it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// What it says.
    pub text: String,
}

impl core::fmt::Debug for Note {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Note(…)")
    }
}

/// A message. Its Debug tells nothing of it.
#[derive(Clone)]
pub struct Message {
    /// Unique on the page.
    pub id: String,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub at: Instant,
    /// What kind it is.
    pub kind: Kind,
    /// What the journal system called it.
    pub heading: Option<String>,
    /// What it says; may be empty in a refusal from the journal system.
    pub body: String,
    /// The files that came along with it.
    pub files: Vec<ListedFile>,
    /// Whether nobody can read it any more; then it says nothing.
    pub is_gone: bool,
    /// The promise it answered.
    pub answered: Option<Answered>,
    /// Who on the other side has read it, and when first.
    pub read_by: Vec<Reading>,
    /// The reference on its receipt.
    pub reference: Option<String>,
    /// How far it has come to the journal system.
    pub delivery: Delivery,
}

/// How far a citizen's message has come to the unit's journal system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It is not for the journal system.
    None,
    /// In the queue.
    Queued,
    /// Fetched, no receipt yet.
    HandedOver,
    /// Fetched long ago, and no receipt.
    Late,
    /// Receipted.
    Received,
    /// Receipted, with an error in a part of it.
    ReceivedWithErrors,
    /// The journal system did not take it.
    NotTaken,
}

impl Delivery {
    /// The key of what is said about it; empty for what is not for the journal system.
    pub const fn key(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Queued => "staff-delivery-queued",
            Self::HandedOver => "staff-delivery-handed-over",
            Self::Late => "staff-delivery-late",
            Self::Received => "staff-delivery-received",
            Self::ReceivedWithErrors => "staff-delivery-received-errors",
            Self::NotTaken => "staff-delivery-not-taken",
        }
    }

    /// Whether somebody should look at it.
    pub const fn needs_people(self) -> bool {
        matches!(self, Self::Late | Self::ReceivedWithErrors | Self::NotTaken)
    }
}

impl Message {
    /// Whether it is longer than what can be written here.
    pub fn is_long(&self) -> bool {
        self.body.chars().count() > MAX_BODY
    }

    /// Whether anything stands under it.
    pub(crate) fn has_foot(&self) -> bool {
        self.answered.is_some()
            || !self.read_by.is_empty()
            || self.reference.is_some()
            || self.says_quietly()
    }

    /// Whether its foot says how far it has come; what needs people stands over it.
    pub(crate) const fn says_quietly(&self) -> bool {
        !self.delivery.key().is_empty() && !self.delivery.needs_people()
    }

    /// Whether it stands on the unit's side.
    pub const fn is_ours(&self) -> bool {
        !matches!(self.author, Author::Citizen(_) | Author::OnBehalf { .. })
    }
}

impl core::fmt::Debug for Message {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Message(…)")
    }
}

/// Who wrote a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// The citizen, by name.
    Citizen(String),
    /// Somebody who acts for the citizen (L-EFV-10).
    OnBehalf {
        /// Full name.
        name: String,
        /// The citizen's full name.
        of: String,
    },
    /// A member of staff.
    Staff {
        /// Full name.
        name: String,
        /// Title; may be empty.
        title: String,
    },
    /// Somebody at the unit of this name.
    Unit(String),
    /// Written in the journal system, with the name it gave.
    Epj(String),
}

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Written text.
    Text,
    /// The journal system rejected the citizen's message (26).
    Rejected,
    /// The citizen may not write there (30).
    NoAccess,
    /// Something failed in the journal system (31).
    Failed,
    /// A talk that was logged.
    Talk(Talk),
}

impl Kind {
    /// The talk that was logged, when it is one.
    pub(crate) const fn talk(self) -> Option<Talk> {
        match self {
            Self::Talk(talk) => Some(talk),
            _ => None,
        }
    }

    /// The key of what is said about it; empty for written text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text | Self::Talk(_) => "",
            Self::Rejected => "staff-epj-rejected",
            Self::NoAccess => "staff-epj-no-access",
            Self::Failed => "staff-epj-failed",
        }
    }
}

impl From<MessageKind> for Kind {
    fn from(kind: MessageKind) -> Self {
        match kind {
            MessageKind::Text => Self::Text,
            MessageKind::Talk(talk) => Self::Talk(talk),
            MessageKind::RefusedByEpj(26) => Self::Rejected,
            MessageKind::RefusedByEpj(30) => Self::NoAccess,
            MessageKind::RefusedByEpj(_) => Self::Failed,
        }
    }
}

/// The promise that an answer was given under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// It came in time.
    InTime(Instant),
    /// It came late.
    Late(Instant),
}

/// Who has read a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The name.
    pub name: String,
    /// When first.
    pub at: Instant,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Event {
    /// When.
    pub at: Instant,
    /// What.
    pub what: Happening,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// Taken by the colleague of this name.
    Taken(String),
    /// Put back in the queue.
    PutBack,
    /// Given to the colleague of this name.
    Assigned(String),
    /// Sent on to the unit of this name.
    Forwarded(String),
    /// Went back to the queue by itself.
    Returned {
        /// Who had it.
        from: String,
        /// Why.
        why: ReturnedWhy,
    },
    /// The promise was moved because the unit closed on its day.
    PromiseMoved {
        /// What was promised.
        from: Instant,
        /// What is promised now.
        to: Instant,
    },
    /// Closed.
    Closed {
        /// Why.
        reason: CloseReason,
        /// Where the citizen was guided to.
        guidance: Option<String>,
    },
}

impl Event {
    /// Where the citizen was guided to, when it tells that.
    pub(crate) fn guidance(&self) -> Option<&str> {
        match &self.what {
            Happening::Closed { guidance, .. } => guidance.as_deref(),
            _ => None,
        }
    }
}
