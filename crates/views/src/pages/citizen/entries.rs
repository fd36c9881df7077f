//! What stands in a conversation: messages, and what happened.

use helsebro_domain::dialog::{CloseReason, Talk, TalkWay};
use helsebro_domain::text;
use helsebro_domain::time::Instant;

use super::{By, Reading};
use crate::Words;
use crate::pages::files::ListedFile;

/// On which side of a conversation a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The reader's own.
    Own,
    /// The unit's.
    Theirs,
}

impl Side {
    /// The value of `data-side`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Theirs => "other",
        }
    }
}

/// A message as it is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct ShownMessage {
    /// Its id; the anchor in the page.
    pub id: String,
    /// On which side.
    pub side: Side,
    /// Who wrote it.
    pub by: By,
    /// When.
    pub at: Instant,
    /// What the journal system called it.
    pub heading: Option<String>,
    /// What it says.
    pub body: String,
    /// The files that came along with it.
    pub files: Vec<ListedFile>,
    /// The reference on its receipt, for own messages (L-EFV-6).
    pub reference: Option<String>,
    /// The promise it answered, and whether it was kept.
    pub answered: Option<(Instant, InTime)>,
    /// Who on the other side has read it.
    pub read_by: Vec<Reading>,
    /// What kind it is.
    pub kind: Kind,
    /// How far it has come.
    pub arrival: Arrival,
}

/// How far a message of the citizen's own has come to the unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// The unit has it.
    Delivered,
    /// It is stored, and waits for the journal system of the unit with this name.
    Queued(String),
}

impl ShownMessage {
    /// The unit whose journal system it waits for.
    pub fn waits_for(&self) -> Option<&str> {
        match &self.arrival {
            Arrival::Delivered => None,
            Arrival::Queued(unit) => Some(unit),
        }
    }

    /// Whether it is longer than what can be written here; it is shown in full,
    /// with a line that says so (S1-2.1.1-a).
    pub fn is_long(&self) -> bool {
        text::letters(&self.body) > text::MAX_BODY
    }

    /// Whether the journal system did not take the citizen's message.
    pub fn is_not_taken(&self) -> bool {
        self.kind == Kind::NotTaken
    }

    /// The talk that was logged, when it is one.
    pub(crate) const fn talk(&self) -> Option<Talk> {
        match self.kind {
            Kind::Talk(talk) => Some(talk),
            _ => None,
        }
    }

    /// Whether something stands under the text.
    pub fn has_foot(&self) -> bool {
        self.reference.is_some() || self.answered.is_some() || !self.read_by.is_empty()
    }
}

impl Words<'_> {
    /// «Snakket sammen på telefon i dag kl. 12.10».
    pub(crate) fn citizen_talk(&self, talk: &Talk) -> String {
        let key = match talk.way {
            TalkWay::Phone => "citizen-talk-phone",
            TalkWay::Counter => "citizen-talk-counter",
        };
        self.a(key, "time", self.near(talk.at))
    }
}

/// Whether an answer came in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTime {
    /// It did.
    Yes,
    /// It came late.
    No,
}

impl InTime {
    /// The key of the line under the answer.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Yes => "citizen-message-answer-in-time",
            Self::No => "citizen-message-answer-late",
        }
    }

    /// The icon beside it.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Yes => "CheckmarkCircle",
            Self::No => "Clock",
        }
    }
}

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Written text.
    Text,
    /// The unit's journal system did not take the citizen's message; the body is
    /// what it said, and may be empty.
    NotTaken,
    /// A talk that staff have logged.
    Talk(Talk),
}

/// Something that happened, told as a line.
#[derive(Clone, PartialEq, Eq)]
pub enum Happened {
    /// Sent on to another unit, which answers in the same conversation.
    Forwarded {
        /// When.
        at: Instant,
        /// To which unit.
        to: String,
    },
    /// The promise was moved because the unit closed on its day.
    PromiseMoved {
        /// When.
        at: Instant,
        /// What was promised.
        from: Instant,
        /// What is promised now.
        to: Instant,
    },
    /// Closed.
    Closed(Closed),
}

/// How a conversation was closed.
#[derive(Clone, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: CloseReason,
    /// Where the citizen was guided to (L-EFV-7).
    pub guidance: Option<String>,
}

impl Closed {
    /// The key of the reason.
    pub const fn reason_key(&self) -> &'static str {
        match self.reason {
            CloseReason::Answered => "citizen-closed-answered",
            CloseReason::SettledElsewhere => "citizen-closed-settled-elsewhere",
            CloseReason::CitizenAsked => "citizen-closed-citizen-asked",
            CloseReason::WrongPlace => "citizen-closed-wrong-place",
            CloseReason::ByEpj => "citizen-closed-by-epj",
            CloseReason::ServiceEnded => "citizen-closed-service-ended",
        }
    }
}

/// One line of a conversation.
#[expect(clippy::large_enum_variant, reason = "nearly every entry is a message")]
#[derive(Clone, PartialEq, Eq)]
pub enum Entry {
    /// A message.
    Message(ShownMessage),
    /// An event.
    Happened(Happened),
}

impl Entry {
    fn at(&self) -> Instant {
        match self {
            Self::Message(message) => message.at,
            Self::Happened(Happened::Forwarded { at, .. } | Happened::PromiseMoved { at, .. }) => {
                *at
            }
            Self::Happened(Happened::Closed(closed)) => closed.at,
        }
    }

    /// Messages and events in one line, oldest first; what was written comes
    /// before what happened at the same instant.
    pub fn woven(messages: Vec<ShownMessage>, events: Vec<Happened>) -> Vec<Self> {
        let messages = messages.into_iter().map(Self::Message);
        let mut all: Vec<Self> = messages.chain(events.into_iter().map(Self::Happened)).collect();
        all.sort_by_key(Self::at);
        all
    }
}
