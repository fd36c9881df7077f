//! A new record of who delivers a service.

use super::Wrongs;
use crate::page::page;

/// The page `/kommune/ansvar/ny`. Posts `place`, `how`, `basis`, `first`
/// and `last`.
#[derive(Debug, Clone)]
pub struct DeliveryPage {
    /// The way back.
    pub back: String,
    /// Where it posts to.
    pub action: String,
    /// What can be delivered: value, care area when it is one, and unit when it is one.
    pub places: Vec<PlaceChoice>,
    /// The agreements in force: value, title, and which way of delivering they are for.
    pub agreements: Vec<AgreementChoice>,
    /// Who can run the journal system for them, or work under the provider.
    pub parties: Vec<(String, String)>,
    /// Where an agreement is begun.
    pub begin: String,
    /// What was typed.
    pub form: DeliveryForm,
    /// What is wrong.
    pub wrongs: Wrongs,
}

page!(DeliveryPage, "municipality/delivery.html");

/// A part of the services.
#[derive(Debug, Clone)]
pub struct PlaceChoice {
    /// What is posted.
    pub value: String,
    /// The code of its care area; none for all services.
    pub area: Option<u8>,
    /// The unit, when it is one.
    pub unit: Option<String>,
}

/// An agreement in force.
#[derive(Debug, Clone)]
pub struct AgreementChoice {
    /// What is posted.
    pub value: String,
    /// Its title.
    pub title: String,
    /// With whom.
    pub parties: String,
    /// The way of delivering that it is for.
    pub how: &'static str,
}

/// What was typed.
#[derive(Debug, Clone, Default)]
pub struct DeliveryForm {
    /// Which part of the services.
    pub place: String,
    /// In which way.
    pub how: String,
    /// By which agreement.
    pub agreement: String,
    /// Who runs the journal system.
    pub runs: String,
    /// Who works under the provider, with a record of its own.
    pub under: String,
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
}

impl DeliveryPage {
    /// The ways of delivering, with the key of their words.
    pub const HOWS: [(&'static str, &'static str); 4] = [
        ("OWN", "responsible-how-own"),
        ("OUTSOURCED", "responsible-how-outsourced"),
        ("HOST", "responsible-how-host"),
        ("TASK_COMMUNITY", "responsible-how-community"),
    ];

    /// Whether a place was chosen.
    pub(crate) fn is_place(&self, value: &str) -> bool {
        self.form.place == value
    }

    /// Whether a way was chosen.
    pub(crate) fn is_how(&self, value: &str) -> bool {
        self.form.how == value
    }

    /// Whether one was chosen to run the journal system.
    pub(crate) fn is_runner(&self, value: &str) -> bool {
        self.form.runs == value
    }

    /// Whether one was chosen to work under the provider.
    pub(crate) fn is_under(&self, value: &str) -> bool {
        self.form.under == value
    }

    /// Whether an agreement was chosen.
    pub(crate) fn is_agreement(&self, value: &str) -> bool {
        self.form.agreement == value
    }
}
