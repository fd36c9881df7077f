//! The unit's shared work list.

use helsebro_domain::time::Instant;

use super::Row;
use crate::page::page;

/// The work list `/ansatt/arbeidsliste` (S1-2.1.1-a, S1-2.1-b).
#[derive(Debug, Clone)]
pub struct WorkList {
    /// Which part is shown.
    pub part: Part,
    /// The parts as links, in the order of [`Part::ALL`].
    pub parts: Vec<PartLink>,
    /// How many are open at the unit.
    pub open: u32,
    /// What was done just now.
    pub notice: Option<Notice>,
    /// Set when untaken conversations are due within two hours or over.
    pub alert: Option<Alert>,
    /// How many of the reader's conversations went back to the queue while she was away.
    pub returned: u32,
    /// Where the unit's staff answer.
    pub works_in: WorksIn,
    /// The rows of the part.
    pub rows: Vec<Row>,
    /// The reader's own, shown under those that nobody has taken; else empty.
    pub mine: Vec<Row>,
    /// The page before this, when there is one.
    pub earlier: Option<String>,
    /// The page after this, when there is one.
    pub more: Option<String>,
    /// The page that starts a conversation; none where that is done in the journal system.
    pub new_thread: Option<String>,
    /// The page that lists the keys.
    pub shortcuts: String,
    /// How open pages are told of what is new.
    pub live: Live,
}

page!(WorkList, "staff/work_list.html");

/// Where the staff of a unit answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorksIn {
    /// Here.
    Console,
    /// In the journal system; here stands what it has not taken.
    Epj,
}

impl WorkList {
    /// Whether the unit's staff answer in the journal system.
    pub(crate) fn is_in_epj(&self) -> bool {
        self.works_in == WorksIn::Epj
    }
}

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Nobody has taken them.
    NotTaken,
    /// The reader has taken them.
    Mine,
    /// All that are open.
    Open,
    /// Answered; the citizen may write again.
    Waiting,
    /// Closed.
    Closed,
}

impl Part {
    /// Every part, in the order of the page.
    pub const ALL: [Self; 5] =
        [Self::NotTaken, Self::Mine, Self::Open, Self::Waiting, Self::Closed];

    /// The name that pages and scripts know the part's count by.
    pub const fn id(self) -> &'static str {
        match self {
            Self::NotTaken => "not-taken",
            Self::Mine => "mine",
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Closed => "closed",
        }
    }

    /// The key of the part's name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotTaken => "staff-part-not-taken",
            Self::Mine => "staff-part-mine",
            Self::Open => "staff-part-open",
            Self::Waiting => "staff-part-waiting",
            Self::Closed => "staff-part-closed",
        }
    }

    /// Whether it is those that wait for the citizen.
    pub(crate) fn is_waiting(self) -> bool {
        self == Self::Waiting
    }

    /// The key of what is said when there are none.
    pub const fn empty_key(self) -> &'static str {
        match self {
            Self::NotTaken => "staff-empty-not-taken",
            Self::Mine => "staff-empty-mine",
            Self::Open => "staff-empty-open",
            Self::Waiting => "staff-empty-waiting",
            Self::Closed => "staff-empty-closed",
        }
    }

    /// The key of the first column's heading.
    pub const fn first_column(self) -> &'static str {
        match self {
            Self::NotTaken | Self::Mine | Self::Open => "staff-column-due",
            Self::Waiting => "staff-column-answered",
            Self::Closed => "staff-column-closed",
        }
    }
}

/// A link to a part.
#[derive(Debug, Clone)]
pub struct PartLink {
    /// Which.
    pub part: Part,
    /// Where.
    pub href: String,
    /// How many there are; not counted for closed ones.
    pub count: Option<u32>,
}

/// What is said above the list after an act, when it lands here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// An answer was sent; and who is next, when somebody waits.
    Answered {
        /// The name in the first row that nobody has taken.
        next: Option<String>,
    },
    /// An answer was sent and the conversation closed.
    AnsweredAndClosed {
        /// As above.
        next: Option<String>,
    },
    /// Closed without an answer.
    Closed,
    /// Put back in the queue.
    PutBack,
    /// Sent on, to the unit of this name.
    Forwarded(String),
    /// Given to the colleague of this name.
    Assigned(String),
    /// Given to a colleague who is away; whoever stands in has it.
    AssignedToStandIn {
        /// Who is away.
        away: String,
        /// Who has it.
        to: String,
    },
    /// Given to a colleague who is away; it went to the queue.
    AssignedToQueue {
        /// Who is away.
        away: String,
    },
    /// A new conversation was started with the citizen of this name.
    Started(String),
}

/// Untaken conversations that are late or soon due, and promises that the duty lead
/// has been warned of. There is at least one of either.
#[derive(Debug, Clone)]
pub struct Alert {
    /// How many are over.
    pub over: u32,
    /// How many have less than two hours left.
    pub soon: u32,
    /// The first deadline among those that have time left.
    pub first_at: Option<Instant>,
    /// The list of those that nobody has taken; none when it is shown already.
    pub href: Option<String>,
    /// Promises that the duty lead has been warned of.
    pub duty: Option<Duty>,
}

/// Promises that the duty lead has been warned of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Duty {
    /// The reader, or everybody at the unit, is to see that they are kept.
    Reader {
        /// How many, taken or not.
        count: u32,
        /// The nearest.
        first_at: Instant,
        /// All that are open.
        href: String,
    },
    /// The colleague of this name is.
    Colleague {
        /// Who.
        name: String,
        /// When she was warned.
        at: Instant,
    },
}

/// How open pages are told of what is new.
#[derive(Debug, Clone)]
pub struct Live {
    /// The event stream; each event is a rendered [`super::LiveUpdate`].
    pub stream: String,
    /// This page, freshly loaded; the way without script.
    pub reload: String,
    /// When the list was read.
    pub updated: Instant,
    /// Whether the page listens.
    pub listening: Listening,
    /// This page with listening turned the other way.
    pub turn: String,
}

/// Whether an open page listens for what is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listening {
    /// It does.
    On,
    /// The reader has paused it.
    Paused,
}

impl Live {
    /// Whether the page listens.
    pub fn is_on(&self) -> bool {
        self.listening == Listening::On
    }
}
