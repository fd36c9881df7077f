//! Powers of attorney on paper: registered by one, confirmed by another.

use helsebro_domain::representation::Coverage;
use helsebro_domain::time::Date;

use super::{Choice, DateTyped, Faults};
use crate::page::page;
use crate::pages::citizen::AskForm;

/// The page `/ansatt/enheten/fullmakter` (S1-2.1-a). Posts `act` (`register`, `confirm`,
/// `reject` or `withdraw`) with `paper` or `grant`; to register, `person`, `number`,
/// what it covers, `how_long` and the day it was signed.
#[derive(Clone)]
pub struct PapersPage {
    /// How the unit works.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// Those that wait to be confirmed.
    pub waiting: Vec<PaperRow>,
    /// Those that hold.
    pub held: Vec<PaperRow>,
    /// Those who get the unit's service today.
    pub people: Vec<Choice>,
    /// Who was chosen.
    pub chosen: String,
    /// The number, what it covers and how long.
    pub form: AskForm,
    /// When it was signed.
    pub signed: DateTyped,
    /// What was done just now.
    pub done: Option<PapersDone>,
    /// What is wrong.
    pub faults: Faults,
}

page!(PapersPage, "staff/papers.html");

impl core::fmt::Debug for PapersPage {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PapersPage(…)")
    }
}

/// One paper.
#[derive(Clone)]
pub struct PaperRow {
    /// What to post to answer or end it.
    pub value: String,
    /// Who gave it.
    pub giver: String,
    /// Who may act.
    pub receiver: String,
    /// What it covers.
    pub coverage: Coverage,
    /// The last day, when it has one.
    pub last_day: Option<Date>,
    /// When it was signed.
    pub signed_on: Date,
    /// Who registered it.
    pub by: String,
    /// Whose it is to confirm.
    pub eyes: Eyes,
}

/// Whose a paper is to confirm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eyes {
    /// The reader registered it herself.
    Own,
    /// A colleague did.
    Colleagues,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PapersDone {
    /// One was registered.
    Registered,
    /// One was confirmed.
    Confirmed,
    /// One was put away.
    Rejected,
    /// One was ended.
    Withdrawn,
}

impl PapersDone {
    /// Everything that can be done.
    pub const ALL: [Self; 4] = [Self::Registered, Self::Confirmed, Self::Rejected, Self::Withdrawn];

    /// As the address says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registrert",
            Self::Confirmed => "bekreftet",
            Self::Rejected => "lagt-bort",
            Self::Withdrawn => "trukket",
        }
    }

    /// The key of what is said about it.
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::Registered => "staff-papers-done-registered",
            Self::Confirmed => "staff-papers-done-confirmed",
            Self::Rejected => "staff-papers-done-rejected",
            Self::Withdrawn => "staff-papers-done-withdrawn",
        }
    }
}

impl PapersPage {
    /// Whether this one was chosen.
    pub(crate) fn is_chosen(&self, value: &str) -> bool {
        self.chosen == value
    }
}

impl PaperRow {
    /// Whether the reader registered it herself.
    pub(crate) fn is_own(&self) -> bool {
        self.eyes == Eyes::Own
    }
}
