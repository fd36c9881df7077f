//! A text that could not be sent: never a wall (S1-2.1.1-a).

use helsebro_domain::refusals::ReasonCode;

use super::super::{Switchboard, UnitInfo, page};

page! {
    /// Refused, with the text kept, the unit's phone and hours, the contacts still
    /// open, and the switchboard. Taking the text along posts `contact`, `topic` and
    /// `body` to [`super::super::super::links::TAKE_ALONG`].
    WritingRefusedPage => "citizen/writing_refused.html" {
        /// Why.
        pub code: ReasonCode,
        /// The unit in question.
        pub unit: Option<UnitInfo>,
        /// What the text was about; empty when nothing was typed.
        pub topic: String,
        /// What was typed; empty when nothing was.
        pub body: String,
        /// Who can be written to instead.
        pub open_contacts: Vec<OpenContact>,
        /// The municipality's switchboard.
        pub switchboard: Option<Switchboard>,
    }
}

/// A contact that the text can be taken along to.
#[derive(Clone)]
pub struct OpenContact {
    /// The value of `contact`.
    pub value: String,
    /// The unit.
    pub unit: UnitInfo,
}

impl WritingRefusedPage {
    /// Whether there is a text to keep.
    pub(crate) fn has_text(&self) -> bool {
        !self.topic.is_empty() || !self.body.is_empty()
    }
}
