//! Shapes that several pages show.

use helsebro_domain::dialog::CloseReason;
use helsebro_domain::text::TextFault;
use helsebro_domain::time::{Instant, OpeningHours};

/// A unit as a page shows it.
#[derive(Clone)]
pub struct UnitInfo {
    /// Its name, as in «Hjemmesykepleien Solvik øst».
    pub name: String,
    /// Its phone number, as in «75 00 01 20».
    pub phone: String,
    /// When it is open.
    pub hours: OpeningHours,
    /// The bare name of its municipality, the controller, as in «Solvik».
    pub municipality: String,
}

/// A municipality that can be rung.
#[derive(Clone)]
pub struct Switchboard {
    /// Its bare name, as in «Solvik».
    pub municipality: String,
    /// The number of the switchboard.
    pub phone: String,
}

/// A field as it was filled in.
#[derive(Clone, Default)]
pub struct Field {
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub fault: Option<FieldFault>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldFault {
    /// Nothing is written or chosen.
    Empty,
    /// More letters than the limit.
    TooLong {
        /// How many too many.
        over: usize,
        /// The limit.
        limit: usize,
    },
    /// What was chosen is not among the choices any more.
    NotThere,
}

/// Who wrote a message, as its reader sees it.
#[derive(Clone, PartialEq, Eq)]
pub enum Author {
    /// The reader.
    You,
    /// The citizen, by name; for staff.
    Citizen(String),
    /// A member of staff.
    Staff {
        /// Full name.
        name: String,
        /// Title.
        title: String,
    },
    /// Somebody at the unit; only its name is shown.
    Unit(String),
    /// Written in the journal system, with the name it gave.
    Epj(String),
}

/// On which side of the page a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The reader's own side: right and tinted.
    Own,
    /// The other side: left and white.
    Other,
}

/// What kind of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageForm {
    /// Written text.
    Text,
    /// The journal system would not take the message; shown with a warning.
    Refused,
    /// Longer than what can be written here; shown in full with a warning.
    Long,
}

/// A message of a conversation.
#[derive(Clone)]
pub struct Message {
    /// Its anchor on the page: letters and digits, unique in the page.
    pub anchor: String,
    /// On which side it stands.
    pub side: Side,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub at: Instant,
    /// What kind it is.
    pub form: MessageForm,
    /// What the journal system called it.
    pub heading: Option<String>,
    /// What it says; line ends are kept.
    pub body: String,
    /// What stands under it.
    pub marks: Vec<Mark>,
}

/// A line under a message.
#[derive(Clone)]
pub enum Mark {
    /// It was received; the reference of its receipt (L-EFV-6).
    Received {
        /// The reference.
        reference: String,
    },
    /// Somebody on the other side has read it.
    Read {
        /// Who.
        by: Author,
        /// When first.
        at: Instant,
    },
    /// The answer came within what was promised.
    Kept {
        /// When it was promised.
        promised: Instant,
    },
    /// The answer came later than promised.
    Late {
        /// When it was promised.
        promised: Instant,
    },
}

/// Something that happened to a conversation, told as a line in it.
#[derive(Clone)]
pub struct Happening {
    /// When.
    pub at: Instant,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone)]
pub enum What {
    /// Somebody took it; staff only.
    Taken {
        /// Who.
        by: String,
    },
    /// It was put back in the queue; staff only.
    PutBack,
    /// It was given to a colleague; staff only.
    Assigned {
        /// To whom.
        to: String,
    },
    /// It was sent on to another unit.
    Forwarded {
        /// Which.
        to: String,
    },
    /// It was closed.
    Closed {
        /// Why.
        reason: CloseReason,
        /// Where the citizen was guided to.
        guidance: Option<String>,
    },
}

/// One thing in a conversation, in the order of time.
#[derive(Clone)]
pub enum Entry {
    /// A message.
    Message(Message),
    /// Something that happened.
    Happening(Happening),
}

impl Field {
    /// A field with a text and no fault.
    pub fn filled(value: impl Into<String>) -> Self {
        Self { value: value.into(), fault: None }
    }

    /// A field with a text and what is wrong with it.
    pub fn faulty(value: impl Into<String>, fault: impl Into<FieldFault>) -> Self {
        Self { value: value.into(), fault: Some(fault.into()) }
    }
}

impl From<TextFault> for FieldFault {
    fn from(fault: TextFault) -> Self {
        match fault {
            TextFault::Empty => Self::Empty,
            TextFault::TooLong { over, limit } => Self::TooLong { over, limit },
        }
    }
}

/// Messages and happenings in one line of time; a message before what happened
/// at the same instant.
pub fn entries(messages: Vec<Message>, happenings: Vec<Happening>) -> Vec<Entry> {
    let mut all: Vec<Entry> = messages.into_iter().map(Entry::Message).collect();
    all.extend(happenings.into_iter().map(Entry::Happening));
    all.sort_by_key(Entry::at);
    all
}

impl Entry {
    /// When it was.
    pub const fn at(&self) -> Instant {
        match self {
            Self::Message(message) => message.at,
            Self::Happening(happening) => happening.at,
        }
    }
}
