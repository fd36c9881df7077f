//! Who helps, and whom one helps.

use helsebro_domain::representation::{Coverage, GrantSource};
use helsebro_domain::time::Date;

/// `/meg/fullmakter`.
#[derive(Clone)]
pub struct Helpers {
    /// Requests that wait for an answer, oldest first.
    pub waiting: Vec<WaitingRow>,
    /// What one has given, newest first, ended ones too.
    pub given: Vec<GrantRow>,
    /// What one has got and still holds, newest first.
    pub received: Vec<GrantRow>,
    /// What one has asked for, newest first.
    pub made: Vec<MadeRow>,
    /// What was just done.
    pub done: Option<HelpersDone>,
}

/// Somebody who asks.
#[derive(Clone, PartialEq, Eq)]
pub struct WaitingRow {
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

/// Something one has asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct MadeRow {
    /// When.
    pub asked_on: Date,
    /// What.
    pub coverage: Coverage,
    /// Whether it was granted. Of what else became of it nothing is told.
    pub is_granted: bool,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpersDone {
    /// A power of attorney was given.
    Granted,
    /// A request was declined.
    Declined,
    /// A power of attorney was ended.
    Ended,
}

impl HelpersDone {
    /// The key of what is said about it.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Granted => "acting-done-granted",
            Self::Declined => "acting-done-declined",
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
