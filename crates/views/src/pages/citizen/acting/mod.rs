//! Acting for somebody else: whom, on what, how it is asked for, given and ended.

mod ask;
mod changed;
mod grants;
mod samples;
mod switch;

pub use ask::{
    AnswerRequest, AskFault, AskForGrant, AskForm, Begun, CheckAsk, GrantAsked, HowLong,
};
pub use changed::{OtherPerson, RightLost};
pub use grants::{
    Became, GrantRow, Helpers, HelpersDone, MadeRow, OneGrant, Side as GrantSide, WaitingRow,
};
pub use switch::{ActChoice, ActFor, ActingHome, HelpedNews, On, PastChoice};

use helsebro_domain::representation::{Coverage, Covers};

use crate::Words;

/// What is offered in a power of attorney here, in the order it is listed.
pub(super) const OFFERED: [Covers; 3] =
    [Covers::Messages, Covers::SensitiveUnits, Covers::RightsRequests];

/// The value of one thing in forms.
pub const fn covers_value(thing: Covers) -> &'static str {
    match thing {
        Covers::Messages => "messages",
        Covers::Appointments => "appointments",
        Covers::Letters => "letters",
        Covers::Forms => "forms",
        Covers::RightsRequests => "rights",
        Covers::SensitiveUnits => "sensitive",
    }
}

/// The key of what one thing lets somebody do.
pub(crate) const fn covers_key(thing: Covers) -> &'static str {
    match thing {
        Covers::Messages => "acting-covers-messages",
        Covers::Appointments => "acting-covers-appointments",
        Covers::Letters => "acting-covers-letters",
        Covers::Forms => "acting-covers-forms",
        Covers::RightsRequests => "acting-covers-rights",
        Covers::SensitiveUnits => "acting-covers-sensitive",
    }
}

impl Words<'_> {
    /// What a power of attorney covers, as sentences.
    pub(crate) fn covers(&self, coverage: &Coverage) -> Vec<String> {
        coverage.things().map(|thing| self.t(covers_key(thing))).collect()
    }

    /// What is offered here and it does not cover, as sentences.
    pub(crate) fn covers_not(&self, coverage: &Coverage) -> Vec<String> {
        let missing = OFFERED.into_iter().filter(|thing| !coverage.has(*thing));
        missing.map(|thing| self.t(covers_key(thing))).collect()
    }
}
