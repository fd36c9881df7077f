//! Who helps, and whom one helps.

use helsebro_domain::representation::{Coverage, GrantSource};
use helsebro_domain::time::{Date, Instant};

use super::Begun;

/// `/meg/fullmakter`.
#[derive(Clone)]
pub struct Helpers {
    /// Requests and offers that wait for an answer, oldest first.
    pub waiting: Vec<WaitingRow>,
    /// What one has given, newest first, ended ones too.
    pub given: Vec<GrantRow>,
    /// What one has got and still holds, newest first.
    pub received: Vec<GrantRow>,
    /// What one has asked for and offered, newest first.
    pub made: Vec<MadeRow>,
    /// Who acted for her, month by month: the month, who, and how often.
    pub months: Vec<(Date, String, i64)>,
    /// Those who may help by a clinician's decision: name, unit and last day.
    pub decisions: Vec<(String, String, Date)>,
    /// Parents to whom a conversation is opened: name, the conversation, since when.
    pub openings: Vec<(String, String, Instant)>,
    /// What was just done.
    pub done: Option<HelpersDone>,
}

/// Somebody who asks or offers.
#[derive(Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// Which of the two began.
    pub begun: Begun,
    /// Where it is answered.
    pub href: String,
    /// Who, by full name.
    pub asker: String,
}

/// A power of attorney in a list.
#[derive(Clone, PartialEq, Eq)]
pub struct GrantRow {
    /// Its page.
    pub href: String,
    /// The other's full name.
    pub name: String,
    /// What it covers.
    pub coverage: Coverage,
    /// The last day, when it has one.
    pub last_day: Option<Date>,
    /// The day it ended, when it has.
    pub ended_on: Option<Date>,
}

/// Something one has asked for or offered.
#[derive(Clone, PartialEq, Eq)]
pub struct MadeRow {
    /// Which of the two began.
    pub begun: Begun,
    /// When.
    pub asked_on: Date,
    /// What.
    pub coverage: Coverage,
    /// What became of it.
    pub became: Became,
    /// Where an offer that waits is taken back.
    pub take_back: Option<String>,
}

/// What became of it. Of anything else nothing is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// Nothing that is told.
    Nothing,
    /// A power of attorney.
    Granted,
    /// It was taken back.
    TakenBack,
}

impl MadeRow {
    /// The key of when it was made.
    pub const fn row_key(&self) -> &'static str {
        match self.begun {
            Begun::Asked => "acting-made-row",
            Begun::Offered => "acting-offer-made-row",
        }
    }

    /// The key of what became of it.
    pub const fn became_key(&self) -> &'static str {
        match (self.became, self.begun) {
            (Became::Granted, Begun::Asked) => "acting-made-granted",
            (Became::Granted, Begun::Offered) => "acting-offer-made-granted",
            (Became::TakenBack, _) => "acting-offer-made-back",
            (Became::Nothing, Begun::Asked) => "acting-made-not",
            (Became::Nothing, Begun::Offered) => "acting-offer-made-not",
        }
    }
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpersDone {
    /// A power of attorney was given.
    Granted,
    /// One that was offered was accepted.
    Accepted,
    /// A request was declined.
    Declined,
    /// An offer was taken back.
    TakenBack,
    /// A power of attorney was ended.
    Ended,
}

impl HelpersDone {
    /// The key of what is said about it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Granted => "acting-done-granted",
            Self::Accepted => "acting-done-accepted",
            Self::Declined => "acting-done-declined",
            Self::TakenBack => "acting-done-taken-back",
            Self::Ended => "acting-done-ended",
        }
    }
}

/// Which of the two one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one who gave it.
    Giver,
    /// The one who got it.
    Receiver,
}

/// `/meg/fullmakter/{ref}`. Posts nothing but its token, which ends it.
#[derive(Clone)]
pub struct OneGrant {
    /// Which of the two reads.
    pub side: Side,
    /// The other's full name.
    pub name: String,
    /// The other's given name.
    pub given: String,
    /// What it covers.
    pub coverage: Coverage,
    /// The first day.
    pub from: Date,
    /// The last day, when it has one.
    pub last_day: Option<Date>,
    /// The day it ended, when it has.
    pub ended_on: Option<Date>,
    /// How it was given.
    pub source: GrantSource,
    /// Where the form posts.
    pub action: String,
}

impl OneGrant {
    /// Whether it was on paper.
    pub fn is_on_paper(&self) -> bool {
        self.source == GrantSource::Paper
    }

    /// Whether the reader gave it.
    pub fn is_giver(&self) -> bool {
        self.side == Side::Giver
    }
}

crate::page::page!(Helpers, "citizen/acting/helpers.html");
crate::page::page!(OneGrant, "citizen/acting/grant.html");
