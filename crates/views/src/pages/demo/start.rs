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
}

page!(Start, "demo/start.html");

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
