//! The modules that can be ordered (S1-2-a).

use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

use super::agreement::SubProcessor;
use super::terms::VersionNumber;

/// A module: what the terms call a service area (§ 1.7). Every feature belongs to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Module {
    /// 2.1.1: contact points and dialogue.
    Dialog,
    /// 2.1.2: appointments.
    Appointments,
    /// 2.2.1: letters.
    Letter,
    /// 2.2.2: service messages.
    ServiceMessage,
    /// 2.2.3: forms.
    Form,
    /// 2.2.4: tools.
    Tool,
}

/// Who runs the platform, and so who is controller for its own part (§ 0.2 no. 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deployment {
    /// An operator runs it for many municipalities, and is controller for the platform.
    Operator,
    /// One municipality runs it for itself: then whoever hosts it needs an agreement for
    /// every module.
    Municipality,
}

/// Who runs the platform, and with whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Platform {
    /// Who runs it.
    pub deployment: Deployment,
    /// Who processes on its behalf, as every new agreement names them.
    pub sub_processors: Vec<SubProcessor>,
}

impl From<Deployment> for Platform {
    fn from(deployment: Deployment) -> Self {
        Self { deployment, sub_processors: Vec::new() }
    }
}

impl Module {
    /// Every module, as the terms list them.
    pub const ALL: [Self; 6] = [
        Self::Dialog,
        Self::Appointments,
        Self::Letter,
        Self::ServiceMessage,
        Self::Form,
        Self::Tool,
    ];

    /// The module as it is stored, and as orders name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dialog => "DIALOG",
            Self::Appointments => "APPOINTMENTS",
            Self::Letter => "LETTER",
            Self::ServiceMessage => "SERVICE_MESSAGE",
            Self::Form => "FORM",
            Self::Tool => "TOOL",
        }
    }

    /// The module of this name.
    ///
    /// # Errors
    /// `MODULE_UNKNOWN` when there is none.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        Self::ALL
            .into_iter()
            .find(|module| module.as_str() == text)
            .ok_or(Refusal::told(ReasonCode::ModuleUnknown, &["S1-2-a"]))
    }

    /// The clause of the special terms that describes it.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Dialog => "2.1.1",
            Self::Appointments => "2.1.2",
            Self::Letter => "2.2.1",
            Self::ServiceMessage => "2.2.2",
            Self::Form => "2.2.3",
            Self::Tool => "2.2.4",
        }
    }

    /// Whether the operator processes on behalf of the controller here, so that a data
    /// processing agreement must be in force (S1-3.2-c).
    pub const fn requires_agreement(self, deployment: Deployment) -> bool {
        match deployment {
            Deployment::Municipality => true,
            Deployment::Operator => self.is_dissemination(),
        }
    }

    /// Whether it is one of the dissemination modules of clause 2.2 (S1-0-h).
    pub const fn is_dissemination(self) -> bool {
        matches!(self, Self::Letter | Self::ServiceMessage | Self::Form | Self::Tool)
    }

    /// The oldest version of the special terms that knows the module (S1-0-h).
    pub const fn needs_terms(self) -> VersionNumber {
        if self.is_dissemination() { VersionNumber::new(2, 2) } else { VersionNumber::new(2, 0) }
    }
}

/// A module as it stands in the catalogue of services (S1-2-b, S1-2-c).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which.
    pub module: Module,
    /// From which day it can be ordered.
    pub available_from: Date,
    /// Where its documentation is.
    pub documentation: String,
}

impl Offer {
    /// Whether it can be ordered on a day.
    ///
    /// # Errors
    /// `SERVICE_NOT_YET_AVAILABLE` before its first day.
    pub fn can_be_ordered_on(&self, today: Date) -> Result<(), Refusal> {
        if today < self.available_from {
            return Err(Refusal::told(ReasonCode::ServiceNotYetAvailable, &["S1-2-b"]));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// S1-2-a: the tree of clause 2; what is not in it is no module.
    #[test]
    fn s1_2_a_a_module_is_one_of_those_in_the_terms() {
        let clauses = Module::ALL.map(Module::clause);
        assert_eq!(clauses, ["2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.2.3", "2.2.4"]);
        for module in Module::ALL {
            assert_eq!(Module::parse(module.as_str()), Ok(module));
        }
        assert_eq!(Module::parse("VIDEO").unwrap_err().code(), ReasonCode::ModuleUnknown);
    }

    /// S1-3.2-c: dissemination needs the agreement, and everything does where one
    /// municipality runs the platform for itself.
    #[test]
    fn s1_3_2_c_dissemination_needs_an_agreement_dialogue_and_appointments_do_not() {
        let needs = |deployment| Module::ALL.map(|module| module.requires_agreement(deployment));
        assert_eq!(needs(Deployment::Operator), [false, false, true, true, true, true]);
        assert_eq!(needs(Deployment::Municipality), [true; 6]);
    }

    /// S1-2-b: a module available from 2027-03-01 is refused on 2027-02-15.
    #[test]
    fn s1_2_b_a_module_is_ordered_from_its_first_day() {
        let offer = Offer {
            module: Module::Tool,
            available_from: date(2027, 3, 1),
            documentation: String::new(),
        };
        let early = offer.can_be_ordered_on(date(2027, 2, 15)).unwrap_err();
        assert_eq!(early.code(), ReasonCode::ServiceNotYetAvailable);
        assert!(offer.can_be_ordered_on(date(2027, 2, 28)).is_err());
        assert!(offer.can_be_ordered_on(date(2027, 3, 1)).is_ok());
    }
}
