//! When the rules say no: never a wall (S1-2.1.1-a).

use helsebro_domain::refusals::ReasonCode;

use crate::pages::public::{Reach, Switchboard};

use super::ContactCard;

/// A refusal, with the ways on. Never for a neutral one: that is `NotFound`.
#[derive(Clone)]
pub struct Refused {
    /// The code that may be shown.
    pub code: ReasonCode,
    /// The ids of the rules behind it, as in «S1-2.1.1-a».
    pub rules: Vec<String>,
    /// The code to quote on the phone, as in «K7Q2».
    pub support_code: Option<String>,
    /// What was written and not sent.
    pub written: Option<Written>,
    /// The unit in question.
    pub unit: Option<Reach>,
    /// Contacts that can be written to instead. With something written, each is a
    /// button that posts `contact`, `topic` and `body` to `/meldinger/ny`.
    pub open_contacts: Vec<ContactCard>,
    /// The municipality's switchboard.
    pub switchboard: Option<Switchboard>,
}

/// What was written and not sent; the page shows it and lets it be taken along.
#[derive(Clone, PartialEq, Eq)]
pub struct Written {
    /// What it was about.
    pub topic: String,
    /// The message.
    pub body: String,
}

impl Refused {
    /// The key of what is said first.
    pub fn key(&self) -> String {
        format!("refusal-{}", self.code.as_str().to_ascii_lowercase().replace('_', "-"))
    }

    /// The key of what to do instead.
    pub fn do_key(&self) -> String {
        format!("{}-do", self.key())
    }

    /// The key of the source.
    pub fn source_key(&self) -> String {
        format!("{}-source", self.key())
    }
}

crate::page::page!(Refused, "citizen/refused.html");
