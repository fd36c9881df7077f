//! The guards, each by its name in the catalogue (§ 7.2).

use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

use super::activation::{Activation, Cause};
use super::facts::{Facts, Loss};
use super::request::{Acting, By, Request};

macro_rules! guards {
    ($($(#[$doc:meta])* $name:ident => $id:literal, $clause:literal;)*) => {
        /// What must hold before something is done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Guard {
            $($(#[$doc])* $name,)*
        }

        impl Guard {
            /// Every guard.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name in the catalogue; ours, where the catalogue has it inside a row.
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)*
                }
            }

            /// The guard of a name.
            pub fn from_id(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|guard| guard.id() == id)
            }

            /// The clause it serves.
            pub const fn clause(self) -> &'static str {
                match self {
                    $(Self::$name => $clause,)*
                }
            }
        }
    };
}

guards! {
    /// The actor is a registered signatory on the day.
    Signatory => "G-SIGN", "S1-1-b, S1-6-c";
    /// The general terms count as accepted.
    GeneralTerms => "G-GEN", "S1-1-a, S1-1-b";
    /// The special terms count as accepted.
    SpecialTerms => "G-SPEC", "S1-1-b, S1-0-h";
    /// A data processing agreement is in force, where one is needed.
    Agreement => "G-DPA", "S1-3.2-a, S1-3.2-c, GDPR 28";
    /// What the service is answered in is shown to support it.
    Capability => "G-EPJ", "S1-5.1-d (24 months: ours)";
    /// Member of the financing scheme.
    Digifin => "G-DIGI", "S1-5.2-f";
    /// It is known who is controller.
    Controller => "G-CTRL", "S1-3.1-a";
    /// The unit's address is registered and up to date.
    Address => "G-ADDR", "EHF 4";
    /// Member of the health network.
    Network => "G-NET", "EHF 9";
    /// Whoever ordered does not activate, and the roles differ.
    FourEyes => "G-4EYES", "S1-5.1-e";
    /// Citizens can reach the data protection officer.
    Officer => "G-DPO", "GDPR 37 (7)";
    /// A superior body has instructed it, in a document, and the association is told.
    Instruction => "G-INSTR", "S1-6-a";
    /// Six months from the last municipality's receipt.
    SixMonths => "G-6M", "S1-6-b";
    /// One month from receipt.
    OneMonth => "G-1M", "S1-6-c";
    /// The notice is written.
    Written => "G-WRIT", "S1-6-c";
    /// The module is offered, from that day, and is not being phased out.
    Available => "G-AVAIL", "S1-2-b, S1-6-a";
    /// The test message was answered.
    Tested => "G-TEST", "S1-5.1-e (ours)";
    /// A reason of at least 20 letters.
    Reason => "G-REASON", "S1-5.1-e (20 letters: ours)";
    /// A document is named.
    Document => "G-DOC", "S1-5.2-f, S1-6-a";
    /// The data processing agreement does not stand, and one is needed.
    Lapsed => "G-LAPSED", "S1-3.2-a, GDPR 28 (3)";
    /// The capability is gone, after a warning or while messages fail.
    Lost => "G-LOST", "S1-5.1-d (14 days: ours)";
    /// Stopping for terms that were not accepted: after 90 days, a warning of 30, and
    /// never dialogue.
    Overdue => "G-OVERDUE", "GDPR 32; for terms S1-1-b (90 and 30 days: ours)";
    /// It is not stopped already.
    Running => "G-RUN", "S1-3.2-a, GDPR 32";
    /// The cause can go away by itself.
    OwnCause => "G-OWN", "S1-3.2-a, S1-5.1-d";
    /// The cause is the operator's.
    OperatorsCause => "G-OPCAUSE", "GDPR 32";
    /// The last day is not over.
    NotOver => "G-NOTOVER", "S1-6-a, S1-6-c";
    /// The last day is over.
    Over => "G-OVER", "S1-6-b, S1-6-c";
}

/// What each guard says.
pub type Findings = Vec<(Guard, Result<(), Refusal>)>;

impl Guard {
    /// Whether it holds.
    ///
    /// # Errors
    /// Its refusal when it does not.
    pub fn check(self, activation: &Activation, request: &Request<'_>) -> Result<(), Refusal> {
        let today = request.at.in_oslo().date;
        match self {
            Self::Signatory => request.is_signed(),
            Self::FourEyes => four_eyes(activation, request.acting),
            Self::Instruction | Self::SixMonths => self.on_wind_down(request),
            Self::OneMonth | Self::Written => self.on_notice(request),
            Self::Reason => request.has_reason(),
            Self::Document => request.has_document(),
            Self::Lapsed => match request.facts.agreement_stands() {
                Ok(()) => Err(not_so(&["ON-11"])),
                Err(_) => Ok(()),
            },
            Self::Lost => request.facts.has_lost_proof(request.loss, today),
            Self::Overdue if request.cause == Cause::TermsNotAccepted => {
                request.facts.may_stop_for_terms(warned(request.loss), today)
            }
            Self::Overdue if request.cause == Cause::Security => Ok(()),
            Self::Overdue => Err(not_so(&["ON-12"])),
            Self::Running if activation.cause.is_some() => Err(not_so(&["ON-11", "ON-12"])),
            Self::Running => Ok(()),
            Self::OwnCause | Self::OperatorsCause => self.on_cause(activation),
            Self::NotOver if is_over(activation, today) => Err(not_so(&["ON-16", "ON-20"])),
            Self::NotOver => Ok(()),
            Self::Over if is_over(activation, today) => Ok(()),
            Self::Over => Err(not_so(&["ON-17", "ON-19"])),
            _ => self.on_facts(request.facts, today),
        }
    }

    /// Whether it holds by what is known alone; those that ask for more hold here.
    ///
    /// # Errors
    /// Its refusal when it does not.
    pub fn on_facts(self, facts: &Facts, today: Date) -> Result<(), Refusal> {
        match self {
            Self::GeneralTerms => facts.general_counts(),
            Self::SpecialTerms => facts.special_counts(),
            Self::Agreement => facts.agreement_stands(),
            Self::Capability => facts.is_proved(today),
            Self::Digifin => facts.is_member(),
            Self::Controller => facts.has_controller(),
            Self::Address => facts.has_address(),
            Self::Network => facts.is_on_network(today),
            Self::Officer => facts.has_officer(),
            Self::Available => facts.is_available(today),
            Self::Tested => facts.is_tested(),
            _ => Ok(()),
        }
    }

    fn on_notice(self, request: &Request<'_>) -> Result<(), Refusal> {
        match (self, request.notice) {
            (_, None) => Err(Refusal::told(ReasonCode::NoticeNotWritten, &["S1-6-c"])),
            (Self::Written, Some(notice)) => notice.is_written(),
            (_, Some(notice)) => notice.is_long_enough(),
        }
    }

    fn on_wind_down(self, request: &Request<'_>) -> Result<(), Refusal> {
        let missing = Refusal::told(ReasonCode::OperatorWindDownNoInstruction, &["S1-6-a"]);
        let wind_down = request.wind_down.ok_or(missing)?;
        match self {
            Self::Instruction => wind_down.is_instructed(),
            _ => wind_down.is_announced_in_time(),
        }
    }

    fn on_cause(self, activation: &Activation) -> Result<(), Refusal> {
        let goes_by_itself = match activation.cause {
            Some(Cause::Agreement | Cause::Capability) => true,
            Some(Cause::Security | Cause::TermsNotAccepted) => false,
            None => return Err(not_so(&["ON-14"])),
        };
        let is_asked = goes_by_itself == (self == Self::OwnCause);
        is_asked.then_some(()).ok_or_else(|| not_so(&["ON-14"]))
    }
}

/// What each of these guards says of what is known on a day.
pub fn findings(guards: &[Guard], facts: &Facts, today: Date) -> Findings {
    guards.iter().map(|guard| (*guard, guard.on_facts(facts, today))).collect()
}

fn four_eyes(activation: &Activation, acting: Acting) -> Result<(), Refusal> {
    let is_another = acting.staff().is_some() && acting.staff() != activation.ordered_by;
    if is_another && acting.by() == By::Operator && acting.is_registered() {
        return Ok(());
    }
    Err(Refusal::told(ReasonCode::FourEyes, &["S1-5.1-e"]))
}

fn is_over(activation: &Activation, today: Date) -> bool {
    activation.last_day().is_some_and(|last| last < today)
}

const fn warned(loss: Option<Loss>) -> Option<Date> {
    match loss {
        Some(Loss::WarnedOn(day)) => Some(day),
        _ => None,
    }
}

const fn not_so(rules: &'static [&'static str]) -> Refusal {
    Refusal::told(ReasonCode::InvalidTransition, rules)
}
