//! One disclosure: what was asked for, how it was decided, and what was given out.

use helsebro_domain::disclosure::{Check, Finding, Purpose};
use helsebro_domain::rights::Kind;
use helsebro_domain::time::{Date, Instant};

use super::ask::purpose_key;
use super::list::DisclosureDone;
use crate::page::page;
use crate::pages::municipality::Wrongs;

/// How far a disclosure has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It waits.
    Waits,
    /// It was not given out.
    Declined,
    /// It was given out, and can be read until then.
    Open(Instant),
    /// It was given out; the time is over.
    Over(Instant),
}

impl State {
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::Waits => "disclosure-state-waits",
            Self::Declined => "disclosure-state-declined",
            Self::Open(_) => "disclosure-state-open",
            Self::Over(_) => "disclosure-state-over",
        }
    }

    /// When access ends, or ended.
    pub(crate) const fn until(&self) -> Option<Instant> {
        match self {
            Self::Waits | Self::Declined => None,
            Self::Open(until) | Self::Over(until) => Some(*until),
        }
    }

    pub(crate) const fn color(&self) -> &'static str {
        match self {
            Self::Waits => "accent",
            Self::Declined | Self::Over(_) => "neutral",
            Self::Open(_) => "success",
        }
    }
}

/// `/ansatt/utleveringer/{ref}`. The unit that was asked posts `act` (`release` or
/// `decline`), `thread`s, `words` and `days` to the same address.
#[derive(Clone)]
pub struct DisclosurePage {
    /// The list.
    pub back: String,
    /// Whose data; none for several.
    pub person: Option<String>,
    /// Who asked, with title.
    pub asker: String,
    /// Her unit.
    pub unit: String,
    /// The unit that has the data.
    pub source: String,
    /// When.
    pub asked_at: Instant,
    /// How far it has come.
    pub state: State,
    /// What it is for.
    pub purpose: Purpose,
    /// On what it was given out.
    pub basis: Option<&'static str>,
    /// What.
    pub what: String,
    /// The first and the last day.
    pub period: (Date, Date),
    /// Why.
    pub why: String,
    /// Why although the patient opposes it; empty when it was not said.
    pub compelling: String,
    /// Who decided.
    pub decided_by: Option<String>,
    /// How each check went.
    pub checks: Vec<(Check, Finding)>,
    /// Where what was given out is read.
    pub given: Option<String>,
    /// What has happened with the data since they were given out, and when.
    pub changed: Vec<(Kind, Instant)>,
    /// The form, for the unit that was asked.
    pub form: Option<DecideForm>,
    /// What was done just now.
    pub done: Option<DisclosureDone>,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(DisclosurePage, "disclosure/one.html");

/// What can be given out.
#[derive(Clone)]
pub struct DecideForm {
    /// Where it posts to.
    pub action: String,
    /// The conversations of the time that was asked for.
    pub candidates: Vec<CandidateRow>,
    /// What is written.
    pub words: String,
    /// The most letters of it.
    pub limit: usize,
    /// For how many days.
    pub days: String,
}

/// A conversation that can be given out.
#[derive(Clone)]
pub struct CandidateRow {
    /// What the form posts.
    pub value: String,
    /// What it is about.
    pub topic: String,
    /// The day it began.
    pub first: Date,
    /// The day of its last message.
    pub last: Date,
    /// Whether it was ticked.
    pub is_ticked: bool,
}

/// `/ansatt/utleveringer/{ref}/innhold`.
#[derive(Clone)]
pub struct GivenPage {
    /// The disclosure.
    pub back: String,
    /// Whose data; none for several.
    pub person: Option<String>,
    /// Which unit gave it out.
    pub source: String,
    /// Until when it can be read.
    pub until: Instant,
    /// What was written besides.
    pub words: Option<String>,
    /// The conversations.
    pub threads: Vec<GivenRow>,
}

page!(GivenPage, "disclosure/given.html");

/// A conversation that was given out.
#[derive(Clone)]
pub struct GivenRow {
    /// What it is about.
    pub topic: String,
    /// When, who, what.
    pub messages: Vec<(Instant, String, String)>,
}

impl DisclosurePage {
    /// The keys of what has happened with the data since, and when.
    pub(crate) fn changed_keys(&self) -> Vec<(&'static str, Instant)> {
        let key = |kind: Kind| match kind {
            Kind::EraseEntry | Kind::WrongPerson => "disclosure-changed-erased",
            Kind::RestrictOrObject => "disclosure-changed-restricted",
            _ => "disclosure-changed-corrected",
        };
        self.changed.iter().map(|(kind, at)| (key(*kind), *at)).collect()
    }

    pub(crate) const fn purpose_key(&self) -> &'static str {
        purpose_key(self.purpose)
    }

    /// The key of the basis.
    pub(crate) fn basis_key(&self) -> Option<String> {
        let code = self.basis?.to_ascii_lowercase().replace('_', "-");
        Some(format!("disclosure-basis-{code}"))
    }

    /// The checks: the words of each and how it went.
    pub(crate) fn check_keys(&self) -> Vec<(String, &'static str)> {
        let keys = |(check, finding): &(Check, Finding)| {
            let how = match finding {
                Finding::Passed => "disclosure-finding-passed",
                Finding::Overridden => "disclosure-finding-overridden",
                Finding::Minimised => "disclosure-finding-minimised",
            };
            (format!("disclosure-check-{}", check.number()), how)
        };
        self.checks.iter().map(keys).collect()
    }
}
