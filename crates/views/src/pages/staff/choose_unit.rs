//! Choosing the unit to work at.

use helsebro_domain::time::Date;

use crate::page::page;

/// The page `/ansatt/bytt-enhet` (S1-2.1-b). Posts `unit`.
#[derive(Debug, Clone)]
pub struct ChooseUnit {
    /// The work list; none before a unit is chosen.
    pub back: Option<String>,
    /// Where it posts to.
    pub action: String,
    /// Where the reader is, or was, authorised; those that hold today first.
    pub places: Vec<Place>,
}

page!(ChooseUnit, "staff/choose_unit.html");

/// A unit the reader is, or was, authorised at.
#[derive(Debug, Clone)]
pub struct Place {
    /// The value that is posted.
    pub value: String,
    /// The unit's name.
    pub name: String,
    /// The municipality's name.
    pub municipality: String,
    /// The last day of the authorisation, inclusive.
    pub last_day: Date,
    /// How it stands.
    pub standing: Standing,
}

/// How an authorisation stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It holds, and the reader works there now.
    Current,
    /// It holds.
    Holds,
    /// It has not begun; its first day.
    NotBegun(Date),
    /// It has ended.
    Ended,
}

impl ChooseUnit {
    /// Whether there is a unit that the reader may work at today.
    pub(crate) fn has_any(&self) -> bool {
        let holds = |place: &Place| matches!(place.standing, Standing::Current | Standing::Holds);
        self.places.iter().any(holds)
    }
}
