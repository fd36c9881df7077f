//! What is known about a municipality and a module when something is asked for (§ 7.1).

use crate::parties::HerId;
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, add_months};

use super::agreement::AgreementState;
use super::module::{Deployment, Module, Offer};
use super::notice::WindDown;
use super::standing::{Overdue, Standing};

/// How old the evidence may be that a journal system supports a module (G-EPJ) [D].
pub const CAPABILITY_MONTHS: i16 = 24;

/// How many days ahead a lost capability is warned of (ON-13).
const WARNING_DAYS: i64 = 14;

/// How many days ahead the operator warns about terms that were not accepted (ON-34).
const TERMS_WARNING_DAYS: i64 = 30;

/// Where a municipality stands with the financing scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digifin {
    /// Nothing has been asked for.
    None,
    /// Membership has been applied for.
    Applied,
    /// It is a member.
    Member,
}

/// What the resolver answers about who is controller for the area on the day (G-CTRL).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Controllership {
    /// There is one.
    Resolved,
    /// There is none.
    None,
    /// It is contested.
    Contested,
}

/// What shows that a service can be answered where it is answered (G-EPJ).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// A journal system of this product and version was tested with the module.
    Journal {
        /// The product.
        product: String,
        /// Its version.
        version: String,
        /// What the evidence is filed under.
        evidence: String,
        /// The day of the test.
        tested_on: Date,
    },
    /// The console, with a documented way from it into the journal.
    Console {
        /// What the journal route is filed under.
        journal_route: String,
    },
}

/// The message that is sent before a service is activated (ON-08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TestMessage {
    /// None has been sent.
    NotSent,
    /// It has been sent.
    Sent,
    /// The journal system, or whoever is at the console, has answered it.
    Answered,
}

/// What is pointed out and stops nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// `DPIA_REF_MISSING`: no impact assessment is referred to (W-DPIA).
    DpiaMissing,
    /// A new material version is published, comes into force that day, and is not accepted:
    /// everything goes on, and it can be accepted now (ON-32).
    TermsAhead(Date),
    /// A material version has been in force since that day without being accepted: what is in
    /// use goes on, and nothing new is ordered (ON-33).
    TermsOverdue(Date),
    /// It has been so for 90 days: the operator may warn in writing, and stop thirty days
    /// later what is no dialogue (ON-34).
    TermsMayBeWarned(Date),
}

/// What is known when something is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Which module.
    pub module: Module,
    /// How the platform is run.
    pub deployment: Deployment,
    /// The module's place in the catalogue; none when it is not offered.
    pub offer: Option<Offer>,
    /// The operator's phase-out of it, when one is going on.
    pub wind_down: Option<WindDown>,
    /// How it stands with the general terms.
    pub general: Standing,
    /// How it stands with the special terms, for this module.
    pub special: Standing,
    /// How long material special terms have been in force without being accepted.
    pub overdue: Overdue,
    /// From which day material special terms will be in force that are not accepted.
    pub ahead: Option<Date>,
    /// The data processing agreement.
    pub agreement: AgreementState,
    /// What shows that it can be answered.
    pub proof: Option<Proof>,
    /// Membership in the financing scheme.
    pub digifin: Digifin,
    /// Who is controller.
    pub controller: Controllership,
    /// The data protection officer's contact.
    pub dpo: Option<String>,
    /// What the impact assessment is filed under.
    pub dpia: Option<String>,
    /// The day membership of the health network was confirmed.
    pub network_since: Option<Date>,
    /// The address of the unit, registered and up to date.
    pub address: Option<HerId>,
    /// The test message.
    pub test: TestMessage,
}

impl Proof {
    /// The proof with a new test of the journal system (ON-13, ON-14). It replaces what is
    /// known of the product everywhere, so one that shows less is not taken.
    ///
    /// # Errors
    /// `EPJ_CAPABILITY_MISSING` when it is not answered in a journal system, and for a test
    /// that is still to come, too old to count, or older than the one there is;
    /// `DOCUMENT_MISSING` without evidence.
    pub fn tested_again(self, (evidence, on): (&str, Date), today: Date) -> Result<Self, Refusal> {
        let missing = Refusal::told(ReasonCode::EpjCapabilityMissing, &["S1-5.1-d"]);
        let Self::Journal { product, version, tested_on: before, .. } = self else {
            return Err(missing);
        };
        if on > today || on < before || today >= add_months(on, CAPABILITY_MONTHS) {
            return Err(missing);
        }
        if evidence.is_empty() {
            return Err(Refusal::told(ReasonCode::DocumentMissing, &["S1-5.1-d"]));
        }
        Ok(Self::Journal { product, version, evidence: evidence.to_owned(), tested_on: on })
    }
}

impl Facts {
    /// G-AVAIL: the module is offered, and not being phased out.
    pub(super) fn is_available(&self, today: Date) -> Result<(), Refusal> {
        if self.wind_down.is_some() {
            return Err(Refusal::told(ReasonCode::ServiceInWindDown, &["S1-6-a", "ON-18"]));
        }
        match &self.offer {
            Some(offer) => offer.can_be_ordered_on(today),
            None => Err(Refusal::told(ReasonCode::ServiceNotYetAvailable, &["S1-2-b"])),
        }
    }

    /// G-GEN.
    pub(super) const fn general_counts(&self) -> Result<(), Refusal> {
        match self.general {
            Standing::Current => Ok(()),
            Standing::Missing => {
                Err(Refusal::told(ReasonCode::GeneralTermsNotAccepted, &["S1-1-a", "S1-1-b"]))
            }
            Standing::Outdated => {
                Err(Refusal::told(ReasonCode::GeneralTermsOutdated, &["S1-1-a", "ON-36"]))
            }
        }
    }

    /// G-SPEC.
    pub(super) const fn special_counts(&self) -> Result<(), Refusal> {
        match self.special {
            Standing::Current => Ok(()),
            Standing::Missing => {
                Err(Refusal::told(ReasonCode::SpecialTermsNotAccepted, &["S1-1-b"]))
            }
            Standing::Outdated => {
                Err(Refusal::told(ReasonCode::SpecialTermsOutdated, &["S1-0-h", "ON-31", "ON-33"]))
            }
        }
    }

    /// G-DPA.
    pub(super) const fn agreement_stands(&self) -> Result<(), Refusal> {
        if !self.module.requires_agreement(self.deployment) {
            return Ok(());
        }
        self.agreement.stands()
    }

    /// G-EPJ.
    pub(super) fn is_proved(&self, today: Date) -> Result<(), Refusal> {
        let holds = match &self.proof {
            None => false,
            Some(Proof::Journal { evidence, tested_on, .. }) => {
                let is_fresh = today < add_months(*tested_on, CAPABILITY_MONTHS);
                !evidence.trim().is_empty() && *tested_on <= today && is_fresh
            }
            Some(Proof::Console { journal_route }) => !journal_route.trim().is_empty(),
        };
        if holds {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::EpjCapabilityMissing, &["S1-5.1-d"]))
    }

    /// G-DIGI.
    pub(super) const fn is_member(&self) -> Result<(), Refusal> {
        match self.digifin {
            Digifin::Member => Ok(()),
            _ => Err(Refusal::told(ReasonCode::DigifinNotMember, &["S1-5.2-f"])),
        }
    }

    /// G-CTRL.
    pub(super) const fn has_controller(&self) -> Result<(), Refusal> {
        match self.controller {
            Controllership::Resolved => Ok(()),
            Controllership::None => Err(Refusal::told(ReasonCode::NoController, &["S1-3.1-a"])),
            Controllership::Contested => Err(Refusal::told(ReasonCode::Contested, &["S1-3.1-a"])),
        }
    }

    /// G-DPO.
    pub(super) fn has_officer(&self) -> Result<(), Refusal> {
        if self.dpo.as_ref().is_some_and(|contact| !contact.trim().is_empty()) {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::DpoContactMissing, &["L-GDPR-37", "ON-07"]))
    }

    /// G-ADDR.
    pub(super) const fn has_address(&self) -> Result<(), Refusal> {
        if self.address.is_some() {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::AddressNotRegistered, &["ON-08"]))
    }

    /// G-NET.
    pub(super) fn is_on_network(&self, today: Date) -> Result<(), Refusal> {
        if self.network_since.is_some_and(|since| since <= today) {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::NotHelsenettMember, &["ON-08"]))
    }

    /// G-TEST.
    pub(super) const fn is_tested(&self) -> Result<(), Refusal> {
        match self.test {
            TestMessage::Answered => Ok(()),
            _ => Err(Refusal::told(ReasonCode::TestMessageUnanswered, &["ON-08"])),
        }
    }

    /// G-LOST: a lost capability stops a service after a warning, at once when messages
    /// are failing.
    pub(super) fn has_lost_proof(&self, loss: Option<Loss>, today: Date) -> Result<(), Refusal> {
        let is_due = match loss {
            None => false,
            Some(Loss::Failing) => true,
            Some(Loss::WarnedOn(day)) => today >= capability_stops_on(day),
        };
        if self.is_proved(today).is_err() && is_due {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::InvalidTransition, &["ON-13"]))
    }

    /// G-OVERDUE: terms that were not accepted stop a service only 90 days after they
    /// came into force, 30 days after a written warning, and never dialogue, which has
    /// conversations that are open.
    pub(super) fn may_stop_for_terms(
        &self,
        warned: Option<Date>,
        today: Date,
    ) -> Result<(), Refusal> {
        let is_overdue = matches!(self.overdue, Overdue::MayBeWarned(_));
        let is_warned = warned.is_some_and(|day| {
            today >= day.saturating_add(jiff::Span::new().days(TERMS_WARNING_DAYS))
        });
        if is_overdue && is_warned && self.module != Module::Dialog {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::InvalidTransition, &["ON-34"]))
    }

    /// Whether something shows that it can be answered where it is answered (ON-13).
    pub fn has_proof(&self, today: Date) -> bool {
        self.is_proved(today).is_ok()
    }

    /// What is pointed out and stops nothing.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut found = Vec::new();
        if self.dpia.as_ref().is_none_or(|reference| reference.trim().is_empty()) {
            found.push(Warning::DpiaMissing);
        }
        found.extend(self.ahead.map(Warning::TermsAhead));
        match self.overdue {
            Overdue::No => {}
            Overdue::Since(day) => found.push(Warning::TermsOverdue(day)),
            Overdue::MayBeWarned(day) => found.push(Warning::TermsMayBeWarned(day)),
        }
        found
    }
}

/// The first day on which a service may be stopped whose capability is lost, when that was
/// warned of on a day (ON-13).
pub fn capability_stops_on(warned_on: Date) -> Date {
    warned_on.saturating_add(jiff::Span::new().days(WARNING_DAYS))
}

/// How a capability was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Loss {
    /// The municipality was warned on this day.
    WarnedOn(Date),
    /// Messages are failing.
    Failing,
}
