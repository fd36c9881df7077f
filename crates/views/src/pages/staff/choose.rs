//! Pages with one choice: send on, close, assign, change unit.

use helsebro_domain::dialog::CloseReason;

use super::super::{Field, FieldFault, page};

page! {
    /// `/ansatt/samtaler/{ref}/send-videre`. Posts `unit` to its own path.
    ForwardPage => "staff/forward.html" {
        /// The citizen's given name, who is told.
        pub given: String,
        /// What it is about.
        pub topic: String,
        /// The units it can go to.
        pub units: Vec<UnitChoice>,
        /// The one that is chosen.
        pub chosen: Option<String>,
        /// What is wrong with the choice.
        pub fault: Option<FieldFault>,
        /// Back to the conversation.
        pub thread_href: String,
    }
}

page! {
    /// `/ansatt/samtaler/{ref}/avslutt`. Posts `reason` and `guidance` to its own path.
    ClosePage => "staff/close.html" {
        /// The citizen's given name, who reads the reason.
        pub given: String,
        /// What it is about.
        pub topic: String,
        /// The reason that is chosen.
        pub chosen: Option<CloseReason>,
        /// What is wrong with the choice.
        pub fault: Option<FieldFault>,
        /// Where the citizen is guided to when it was the wrong place (L-EFV-7).
        pub guidance: Field,
        /// Back to the conversation.
        pub thread_href: String,
    }
}

page! {
    /// `/ansatt/samtaler/{ref}/tildel`. Posts `staff` to its own path.
    AssignPage => "staff/assign.html" {
        /// What it is about.
        pub topic: String,
        /// The colleagues who are authorised here today.
        pub colleagues: Vec<ColleagueChoice>,
        /// What is wrong with the choice.
        pub fault: Option<FieldFault>,
        /// Back to the conversation.
        pub thread_href: String,
    }
}

page! {
    /// `/ansatt/bytt-enhet`. Posts `unit` to its own path.
    UnitsPage => "staff/units.html" {
        /// The units where the reader is authorised today.
        pub units: Vec<UnitChoice>,
        /// The one that is chosen now.
        pub chosen: Option<String>,
        /// What is wrong with the choice.
        pub fault: Option<FieldFault>,
    }
}

/// A unit to choose.
#[derive(Clone)]
pub struct UnitChoice {
    /// The value of `unit`.
    pub value: String,
    /// Its name.
    pub name: String,
}

/// A colleague to choose.
#[derive(Clone)]
pub struct ColleagueChoice {
    /// The value of `staff`.
    pub value: String,
    /// Full name.
    pub name: String,
    /// Title.
    pub title: String,
}

impl ClosePage {
    /// The reasons that staff may choose.
    pub const REASONS: [CloseReason; 4] = [
        CloseReason::Answered,
        CloseReason::SettledElsewhere,
        CloseReason::CitizenAsked,
        CloseReason::WrongPlace,
    ];

    pub(crate) fn reasons(&self) -> [(CloseReason, bool); 4] {
        Self::REASONS.map(|reason| (reason, self.chosen == Some(reason)))
    }
}
