//! `/ansatt/arbeidsliste`: the unit's shared work list; nothing is forgotten.

use helsebro_domain::dialog::Urgency;
use helsebro_domain::time::Instant;

use super::super::page;
use super::TakenBy;

page! {
    /// The work list.
    WorkListPage => "staff/worklist.html" {
        /// The parts, in their order.
        pub tabs: Vec<Tab>,
        /// The part that is shown.
        pub current: Part,
        /// Its rows, the oldest promise first.
        pub rows: Vec<Row>,
        /// The reader's own rows, under those that nobody has taken.
        pub mine: Vec<Row>,
        /// The next rows.
        pub more_href: Option<String>,
        /// What was just done.
        pub status: Option<WorkListStatus>,
        /// How many are open.
        pub open: u32,
        /// The event stream that tells of new rows; sends [`NewItems`].
        pub events_href: String,
    }
}

page! {
    /// The fragment that the event stream sends: «1 ny samtale. (Vis)».
    NewItems => "staff/new_items.html" {
        /// How many came since the page was made.
        pub count: u32,
        /// The list again.
        pub href: String,
    }
}

/// A part of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Nobody has taken it.
    NotTaken,
    /// The reader has.
    Mine,
    /// All that are open.
    Open,
    /// The citizen is to answer.
    WaitsForCitizen,
    /// Closed.
    Closed,
}

impl Part {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::NotTaken => "worklist-not-taken",
            Self::Mine => "worklist-mine",
            Self::Open => "worklist-open",
            Self::WaitsForCitizen => "worklist-waits",
            Self::Closed => "worklist-closed",
        }
    }
}

/// A tab: a link with a count.
#[derive(Clone)]
pub struct Tab {
    /// Which part.
    pub part: Part,
    /// Where.
    pub href: String,
    /// How many; none where it is not counted.
    pub count: Option<u32>,
}

/// A row of the list.
#[derive(Clone)]
pub struct Row {
    /// The conversation.
    pub href: String,
    /// Where it is taken; none when it cannot be. Post with `csrf`.
    pub take_href: Option<String>,
    /// With whom; shortened for protected persons.
    pub name: String,
    /// The year of birth; none for protected persons.
    pub born_year: Option<i16>,
    /// Whether the address is protected.
    pub is_protected: bool,
    /// What it is about.
    pub topic: String,
    /// When the last message came.
    pub came_at: Instant,
    /// What is promised.
    pub due: Option<Due>,
    /// Who has taken it.
    pub taken_by: TakenBy,
    /// How many messages nobody at the unit has read.
    pub unread: u32,
    /// Whether another unit sent it on.
    pub is_forwarded: bool,
    /// When it was closed.
    pub closed_at: Option<Instant>,
}

/// A promise in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub at: Instant,
    /// How urgent that is.
    pub urgency: Urgency,
}

/// What was just done.
#[derive(Clone)]
pub enum WorkListStatus {
    /// An answer was sent; the next that nobody has taken.
    AnswerSent {
        /// Its name and address.
        next: Option<(String, String)>,
    },
    /// A conversation was put back.
    PutBack,
    /// It was given to a colleague.
    Assigned {
        /// To whom.
        to: String,
    },
    /// It was sent on.
    Forwarded {
        /// To which unit.
        to: String,
    },
    /// It was closed.
    Closed,
    /// A colleague took it first.
    TakenMeanwhile {
        /// Who.
        by: String,
        /// When.
        at: Instant,
        /// Where it can be opened all the same.
        href: String,
    },
}

impl WorkListPage {
    /// The rows that nobody has taken whose promise breaks soon or is broken.
    pub(crate) fn in_danger(&self) -> usize {
        let urgent = |row: &&Row| {
            matches!(row.taken_by, TakenBy::Nobody)
                && row.due.is_some_and(|due| due.urgency <= Urgency::Soon)
        };
        if self.current == Part::NotTaken { self.rows.iter().filter(urgent).count() } else { 0 }
    }
}
