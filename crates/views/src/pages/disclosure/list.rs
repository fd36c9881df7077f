//! What a unit asked for, and what it was asked for.

use helsebro_domain::time::Instant;

use super::State;
use crate::page::page;
use crate::pages::municipality::Wrongs;

/// `/ansatt/utleveringer`. Posts `act` (`note` or `forget`), `number` or `person`, and `reason` to the
/// same address.
#[derive(Clone)]
pub struct DisclosuresPage {
    /// The work list.
    pub back: String,
    /// Where one asks.
    pub new: String,
    /// Where it posts to.
    pub action: String,
    /// What the unit asked for.
    pub asked: Vec<DisclosureRow>,
    /// What it was asked for.
    pub to_decide: Vec<DisclosureRow>,
    /// Those who would oppose, as the unit has noted it.
    pub noted: Vec<NotedRow>,
    /// The number, as it was typed.
    pub number: String,
    /// What was written.
    pub reason: String,
    /// What was done just now.
    pub done: Option<DisclosureDone>,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(DisclosuresPage, "disclosure/list.html");

/// A disclosure in a list.
#[derive(Clone)]
pub struct DisclosureRow {
    /// Where it stands.
    pub href: String,
    /// Whose data; none for several.
    pub person: Option<String>,
    /// Who asked, with title.
    pub asker: String,
    /// The other unit.
    pub other: String,
    /// When.
    pub asked_at: Instant,
    /// How far it has come.
    pub state: State,
    /// Whether a compelling reason went before an opposition.
    pub is_overridden: bool,
}

/// Somebody who would oppose.
#[derive(Clone)]
pub struct NotedRow {
    /// What the form posts.
    pub value: String,
    /// Who.
    pub name: String,
    /// Why.
    pub reason: String,
    /// Who noted it.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisclosureDone {
    /// It was asked for.
    Asked,
    /// It was given out.
    Released,
    /// It was not given out.
    Declined,
    /// An opposition was noted, or taken back.
    Noted,
}

impl DisclosureDone {
    /// Everything that can be done.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Released, Self::Declined, Self::Noted];

    /// As the address says it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "spurt",
            Self::Released => "utlevert",
            Self::Declined => "avslatt",
            Self::Noted => "lagret",
        }
    }

    pub(crate) const fn key(&self) -> &'static str {
        match self {
            Self::Asked => "disclosure-done-asked",
            Self::Released => "disclosure-done-released",
            Self::Declined => "disclosure-done-declined",
            Self::Noted => "disclosure-done-noted",
        }
    }
}
