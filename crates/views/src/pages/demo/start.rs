//! Where one picks a person in the demo town.

use helsebro_domain::time::Instant;

use super::Cast;
use crate::page::page;

/// The demo's front page `/demo`. Cards post `person` ([`Cast::id`]) to
/// [`Start::sign_in`]; the clock posts `step` (`hour` or `day`).
#[derive(Debug, Clone)]
pub struct Start {
    /// Where one signs in as somebody.
    pub sign_in: String,
    /// The citizens.
    pub citizens: Vec<CitizenCard>,
    /// Those who work there.
    pub staff: Vec<StaffCard>,
    /// What the town's clock shows.
    pub now: Instant,
    /// Where the clock is moved.
    pub step: String,
    /// The page to set the clock on.
    pub set_clock: String,
    /// The journal system beside the town, when there is one.
    pub journal: Option<JournalCard>,
    /// Where what was sent by SMS and e-mail is shown.
    pub sent: Option<SentCard>,
}

page!(Start, "demo/start.html");

/// The journal system beside the town. The card posts `works` (`epj` or `console`).
#[derive(Debug, Clone)]
pub struct JournalCard {
    /// What it is called.
    pub name: String,
    /// Its own screen.
    pub screen: String,
    /// The unit that can work in it.
    pub unit: String,
    /// Where the unit works now.
    pub works_in: WorksIn,
}

/// Where a unit of the town works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorksIn {
    /// In the console.
    Console,
    /// In the journal system.
    Journal,
}

/// The screens of the gateways and registers outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentCard {
    /// Texts.
    pub sms: String,
    /// Letters.
    pub email: String,
    /// Whom the registers know.
    pub registers: String,
}

impl JournalCard {
    /// The key of what is said about it.
    pub(crate) fn key(&self) -> &'static str {
        if self.is_in_use() { "demo-journal-in-journal" } else { "demo-journal-in-console" }
    }

    /// Whether the unit works in it now.
    pub fn is_in_use(&self) -> bool {
        self.works_in == WorksIn::Journal
    }
}

/// A citizen one can be.
#[derive(Debug, Clone)]
pub struct CitizenCard {
    /// Who.
    pub who: Cast,
    /// Full name.
    pub name: String,
    /// Given name.
    pub given: String,
    /// How old.
    pub age: i16,
    /// Which municipality; none for those whose address is protected.
    pub place: Option<String>,
}

/// A member of staff one can be.
#[derive(Debug, Clone)]
pub struct StaffCard {
    /// Who.
    pub who: Cast,
    /// Full name.
    pub name: String,
    /// Given name.
    pub given: String,
    /// Title.
    pub title: String,
    /// The unit.
    pub unit: String,
}
