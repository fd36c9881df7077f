//! What stands beside a conversation.

use helsebro_domain::parties::StaffNames;
use helsebro_domain::time::{Date, Instant};

use super::TakenBy;

/// The facts at the side.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Who has taken it.
    pub taken_by: TakenBy,
    /// When it was taken.
    pub taken_at: Option<Instant>,
    /// The unit.
    pub unit: String,
    /// The reference on the citizen's newest receipt.
    pub reference: Option<String>,
}

/// The acts at the side; each is left out when it cannot be done.
#[derive(Debug, Clone, Default)]
pub struct SideActs {
    /// Where [Legg tilbake] posts to.
    pub put_back: Option<String>,
    /// The page to send it on from.
    pub forward: Option<String>,
    /// The page to give it to a colleague from.
    pub assign: Option<String>,
    /// The page to close it from.
    pub close: Option<String>,
    /// The page to write an internal note on.
    pub note: Option<String>,
    /// The page to log a talk on.
    pub talk: Option<String>,
    /// The page about those around the patient.
    pub relatives: Option<String>,
    /// The page to stop its writer from.
    pub block: Option<String>,
}

/// How staff are shown to the citizen.
#[derive(Clone)]
pub struct NamesShown {
    /// In which way.
    pub names: StaffNames,
    /// Why, by whom and when, when it was chosen for her.
    pub chosen: Option<(String, String, Instant)>,
    /// The page to choose on; none where it cannot be done now.
    pub href: Option<String>,
}

impl core::fmt::Debug for NamesShown {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("NamesShown(…)")
    }
}

/// Why the reader sees the conversation.
#[derive(Debug, Clone)]
pub struct Why {
    /// How it came to the unit.
    pub basis: Basis,
    /// The last day of the reader's authorisation at the unit, inclusive.
    pub last_day: Date,
    /// Who is controller: the municipality's name.
    pub controller: String,
}

/// How a conversation came to its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The citizen gets the unit's service.
    Service,
    /// Another unit sent it on.
    Forwarded,
    /// The citizen asks about a line of her log.
    AboutLog,
}

impl Why {
    /// The key of its words.
    pub(crate) const fn key(&self) -> &'static str {
        match self.basis {
            Basis::Service => "staff-why-service",
            Basis::Forwarded => "staff-why-forwarded",
            Basis::AboutLog => "staff-why-about-log",
        }
    }
}
