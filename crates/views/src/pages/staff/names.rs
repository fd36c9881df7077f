//! How staff are shown to citizens, by the unit and for one patient.

use helsebro_domain::parties::StaffNames;

use super::Faults;
use super::say::names_key;
use crate::page::page;

/// The pages `/ansatt/enheten/navn` and `/ansatt/samtaler/{ref}/navn`. Posts `names`
/// ([`StaffNames::as_str`], or nothing for the unit's own way) and `reason`.
#[derive(Clone)]
pub struct NamesPage {
    /// Where one came from.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// For whom it is chosen.
    pub about: NamesFor,
    /// What is chosen; none for the unit's own way.
    pub chosen: Option<StaffNames>,
    /// What was done just now.
    pub saved: super::Saved,
    /// Who leads the duty, when that is not the reader: she alone may change it.
    pub locked: Option<String>,
    /// What is wrong.
    pub faults: Faults,
}

page!(NamesPage, "staff/names.html");

/// For whom names are chosen.
#[derive(Clone, PartialEq, Eq)]
pub enum NamesFor {
    /// For every citizen of the unit of this name.
    Unit(String),
    /// For one.
    Patient {
        /// Her given name.
        given: String,
        /// How the unit does it.
        units: StaffNames,
        /// Why, as typed.
        reason: String,
        /// The most letters of that.
        limit: usize,
    },
}

impl core::fmt::Debug for NamesPage {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("NamesPage(…)")
    }
}

impl NamesPage {
    /// The ways to choose among; for a patient, those that tell less than the unit.
    pub(crate) fn ways(&self) -> Vec<StaffNames> {
        let least = match &self.about {
            NamesFor::Unit(_) => None,
            NamesFor::Patient { units, .. } => Some(*units),
        };
        StaffNames::ALL.into_iter().filter(|way| least.is_none_or(|least| *way > least)).collect()
    }

    /// Whether it is for one patient.
    pub(crate) const fn is_patients(&self) -> bool {
        matches!(self.about, NamesFor::Patient { .. })
    }

    /// The key of the title.
    pub(crate) const fn title_key(&self) -> &'static str {
        if self.is_patients() { "staff-names-patient-title" } else { "staff-names-unit-title" }
    }

    /// The key of a way, with an example.
    pub(crate) fn example_key(&self, way: &StaffNames) -> String {
        format!("{}-example", names_key(*way))
    }

    /// Whether this is chosen.
    pub(crate) fn is_chosen(&self, way: &StaffNames) -> bool {
        self.chosen == Some(*way)
    }

    /// Whether it was just saved.
    pub(crate) fn is_saved(&self) -> bool {
        self.saved == super::Saved::JustNow
    }
}
