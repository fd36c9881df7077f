//! Asking another unit for data about a patient.

use helsebro_domain::disclosure::Purpose;

use crate::page::page;
use crate::pages::municipality::Wrongs;

/// `/ansatt/utleveringer/ny`. Posts its fields to the same address.
#[derive(Clone)]
pub struct AskPage {
    /// The list.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// `one` or `everybody`.
    pub whose: String,
    /// The number, as it was typed.
    pub number: String,
    /// The units that can be asked: value and name.
    pub sources: Vec<(String, String)>,
    /// The one that was chosen.
    pub source: String,
    /// What it is for.
    pub purpose: Option<Purpose>,
    /// Whether the patient has said yes.
    pub has_consent: bool,
    /// What.
    pub what: String,
    /// From which day.
    pub from: String,
    /// To which day.
    pub to: String,
    /// For how many days.
    pub days: String,
    /// Why.
    pub why: String,
    /// Why although the patient opposes it.
    pub compelling: String,
    /// Whether the patient opposes it, and it was refused for that.
    pub is_opposed: bool,
    /// The most letters of a reason.
    pub limit: usize,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(AskPage, "disclosure/ask.html");

/// The key of what a purpose is called.
pub(super) const fn purpose_key(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Care => "disclosure-purpose-care",
        Purpose::Quality => "disclosure-purpose-quality",
        Purpose::Case => "disclosure-purpose-case",
    }
}

impl AskPage {
    pub(crate) fn is_whose(&self, value: &str) -> bool {
        self.whose == value
    }

    pub(crate) fn is_source(&self, value: &str) -> bool {
        self.source == value
    }

    /// What it can be for: value, words, whether it was chosen.
    pub(crate) fn purposes(&self) -> Vec<(&'static str, &'static str, bool)> {
        let one = |purpose: Purpose| {
            (purpose.as_str(), purpose_key(purpose), self.purpose == Some(purpose))
        };
        Purpose::ALL.into_iter().map(one).collect()
    }
}
