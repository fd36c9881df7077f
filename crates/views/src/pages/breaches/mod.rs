//! Pages about breaches of security: the registers, and what the people concerned read
//! (L-GDPR-33, L-GDPR-34).

mod samples;

use helsebro_domain::breaches::{BreachState, Persons, Risk};
use helsebro_domain::time::Instant;

use crate::page::page;
use crate::pages::disclosure::DisclosureRow;
use crate::pages::municipality::Wrongs;
use crate::{Drawn, Frame, RenderError, draw_samples};

/// `/kommune/brudd` and `/drift/brudd`. Posts `day`, `time` and `nature` to the same
/// address.
#[derive(Clone)]
pub struct BreachesPage {
    /// Where it posts to.
    pub action: String,
    /// The register, newest first.
    pub rows: Vec<BreachRow>,
    /// Disclosures that a patient opposed, for the data protection officer.
    pub overridden: Vec<DisclosureRow>,
    /// On which day it was known, as typed.
    pub day: String,
    /// At which time.
    pub time: String,
    /// What happened.
    pub nature: String,
    /// The most letters of it.
    pub limit: usize,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(BreachesPage, "breaches/list.html");

/// A breach in the register.
#[derive(Clone)]
pub struct BreachRow {
    /// Where it stands.
    pub href: String,
    /// When it was known.
    pub aware_at: Instant,
    /// How far it has come.
    pub state: BreachState,
    /// What the clock says.
    pub clock: Clock,
}

/// What the clock of 72 hours says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// It runs until then.
    Until(Instant),
    /// It runs out then, within a day.
    Soon(Instant),
    /// It ran out then.
    Late(Instant),
    /// It does not run any more.
    Stopped,
}

impl Clock {
    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::Until(_) => "breach-clock-until",
            Self::Soon(_) => "breach-clock-soon",
            Self::Late(_) => "breach-clock-late",
            Self::Stopped => "breach-clock-stopped",
        }
    }

    pub(crate) const fn color(&self) -> &'static str {
        match self {
            Self::Until(_) => "accent",
            Self::Soon(_) => "warning",
            Self::Late(_) => "danger",
            Self::Stopped => "success",
        }
    }

    pub(crate) const fn at(&self) -> Option<Instant> {
        match self {
            Self::Until(at) | Self::Soon(at) | Self::Late(at) => Some(*at),
            Self::Stopped => None,
        }
    }
}

/// The key of how far a breach has come.
pub(crate) const fn state_key(state: &BreachState) -> &'static str {
    match state {
        BreachState::Registered => "breach-state-registered",
        BreachState::TellAuthority => "breach-state-authority",
        BreachState::TellPersons => "breach-state-persons",
        BreachState::Ready => "breach-state-ready",
        BreachState::Closed => "breach-state-closed",
    }
}

impl BreachRow {
    pub(crate) const fn state_key(&self) -> &'static str {
        state_key(&self.state)
    }
}

/// `/kommune/brudd/{ref}` and `/drift/brudd/{ref}`. Posts `act` and its fields to the same
/// address.
#[derive(Clone)]
pub struct BreachPage {
    /// The register.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// When it was known.
    pub aware_at: Instant,
    /// How far it has come.
    pub state: BreachState,
    /// What the clock says.
    pub clock: Clock,
    /// Whether the processor told of it.
    pub is_passed_on: bool,
    /// What happened.
    pub nature: String,
    /// How great the risk is.
    pub risk: Option<Risk>,
    /// Which kinds of people and of data.
    pub kinds: Option<String>,
    /// What is likely to come of it; with the measures, where it was assessed in one text.
    pub consequences: Option<String>,
    /// What was done or is proposed.
    pub measures: Option<String>,
    /// About how many people.
    pub concerned: Option<i64>,
    /// About how many entries about them.
    pub records: Option<i64>,
    /// When the authority was told, and its reference.
    pub authority: Option<(Instant, String)>,
    /// Why it was late; empty when it was not.
    pub delay: String,
    /// Whether the people were told, or why not.
    pub persons: Option<Persons>,
    /// How many are named.
    pub named: i64,
    /// The forms, for whoever handles it while it is open.
    pub forms: Option<BreachForms>,
    /// Whether something was just stored.
    pub is_saved: bool,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(BreachPage, "breaches/one.html");

/// What was typed in the forms.
#[derive(Clone, Default)]
pub struct BreachForms {
    /// How great the risk is.
    pub risk: String,
    /// Which kinds of people and of data.
    pub kinds: String,
    /// What is likely to come of it.
    pub consequences: String,
    /// What was done or is proposed.
    pub measures: String,
    /// About how many people.
    pub concerned: String,
    /// About how many entries about them.
    pub records: String,
    /// On which day the authority was told.
    pub day: String,
    /// At which time.
    pub time: String,
    /// Its reference.
    pub reference: String,
    /// Why it was late.
    pub delay: String,
    /// Whether the people are told, or why not.
    pub persons: String,
    /// What they read.
    pub story: String,
    /// Their identity numbers.
    pub numbers: String,
    /// The units whose people can be told: value and name.
    pub units: Vec<(String, String)>,
    /// The one that was chosen.
    pub unit: String,
    /// The municipalities that the operator can tell: value and name.
    pub homes: Vec<(String, String)>,
}

impl BreachForms {
    /// Every risk: value, key, whether it was chosen.
    pub(crate) fn risks(&self) -> Vec<(&'static str, &'static str, bool)> {
        let one = |risk: Risk| (risk.as_str(), risk_key(risk), self.risk == risk.as_str());
        Risk::ALL.into_iter().map(one).collect()
    }

    /// Every answer about the people: value, key, whether it was chosen.
    pub(crate) fn answers(&self) -> Vec<(&'static str, &'static str, bool)> {
        let one = |persons: Persons| {
            (persons.as_str(), persons_key(persons), self.persons == persons.as_str())
        };
        Persons::ALL.into_iter().map(one).collect()
    }

    pub(crate) fn is_unit(&self, value: &str) -> bool {
        self.unit == value
    }
}

const fn risk_key(risk: Risk) -> &'static str {
    match risk {
        Risk::Unlikely => "breach-risk-unlikely",
        Risk::Some => "breach-risk-some",
        Risk::High => "breach-risk-high",
    }
}

const fn persons_key(persons: Persons) -> &'static str {
    match persons {
        Persons::Told => "breach-persons-told",
        Persons::Unreadable => "breach-persons-unreadable",
        Persons::RiskRemoved => "breach-persons-risk-removed",
        Persons::InPublic => "breach-persons-in-public",
    }
}

impl BreachPage {
    pub(crate) const fn state_key(&self) -> &'static str {
        state_key(&self.state)
    }

    pub(crate) fn risk_key(&self) -> Option<&'static str> {
        self.risk.map(risk_key)
    }

    pub(crate) fn persons_key(&self) -> Option<&'static str> {
        self.persons.map(persons_key)
    }

    /// Whether the authority can be told now.
    pub(crate) const fn can_tell_authority(&self) -> bool {
        self.risk.is_some() && self.authority.is_none()
    }

    /// Whether the people can be told now, or more of them.
    pub(crate) const fn can_tell_persons(&self) -> bool {
        self.risk.is_some()
    }

    /// Whether some are told already.
    pub(crate) fn has_told_some(&self) -> bool {
        self.persons == Some(Persons::Told)
    }

    /// How a form says that they are told.
    pub(crate) const fn told_value(&self) -> &'static str {
        Persons::Told.as_str()
    }
}

/// `/meg/brudd`: what the citizen is told.
#[derive(Clone)]
pub struct OwnBreachesPage {
    /// The child whose parent reads it, by full name; none for one's own.
    pub of: Option<String>,
    /// The profile; or, for a child's, who has seen what.
    pub back: String,
    /// Newest first: when, whose with its phone, what.
    pub rows: Vec<OwnBreach>,
}

page!(OwnBreachesPage, "breaches/own.html");

/// What the citizen is told of one.
#[derive(Clone)]
pub struct OwnBreach {
    /// When.
    pub at: Instant,
    /// The municipality and its phone.
    pub home: Option<(String, String)>,
    /// The provider and its phone; with neither it is whoever runs the platform.
    pub provider: Option<(String, String)>,
    /// What.
    pub story: String,
}

/// Draws every sample of a municipality's pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<BreachesPage>(frame, drawn)?;
    draw_samples::<BreachPage>(frame, drawn)
}

/// Draws every sample of the citizen's page.
///
/// # Errors
/// When a template cannot be written out.
pub fn citizen_samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<OwnBreachesPage>(frame, drawn)
}
