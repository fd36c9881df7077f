//! A breach, and what must be done about it.

use core::time::Duration;

use crate::ids::{BreachId, MunicipalityId, OrgId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

const RULES: &[&str] = &["L-GDPR-33"];

/// Within how long the authority is told.
pub const CLOCK: Duration = Duration::from_secs(72 * 60 * 60);

/// How long before that the alarm goes.
pub const WARN_BEFORE: Duration = Duration::from_secs(24 * 60 * 60);

/// Whose register it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A municipality's.
    Municipality(MunicipalityId),
    /// That of whoever runs the platform.
    Operator,
    /// A provider's own, where it is controller (S2-3-b).
    Org(OrgId),
}

/// How great the risk is for the people concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// It is unlikely that there is any.
    Unlikely,
    /// There is some: the authority is told.
    Some,
    /// It is high: the people are told too (L-GDPR-34).
    High,
}

impl Risk {
    /// Every risk.
    pub const ALL: [Self; 3] = [Self::Unlikely, Self::Some, Self::High];

    /// The risk as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unlikely => "UNLIKELY",
            Self::Some => "SOME",
            Self::High => "HIGH",
        }
    }

    /// The risk that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|risk| risk.as_str() == text)
    }
}

/// Whether the people concerned are told, or why not (GDPR art. 34 no. 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Persons {
    /// They are told, each of them.
    Told,
    /// Nobody can read what was lost.
    Unreadable,
    /// What was done afterwards has taken the risk away.
    RiskRemoved,
    /// Telling each is out of proportion; it is told in public.
    InPublic,
}

impl Persons {
    /// Every answer.
    pub const ALL: [Self; 4] = [Self::Told, Self::Unreadable, Self::RiskRemoved, Self::InPublic];

    /// The answer as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Told => "TOLD",
            Self::Unreadable => "UNREADABLE",
            Self::RiskRemoved => "RISK_REMOVED",
            Self::InPublic => "IN_PUBLIC",
        }
    }

    /// The answer that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|persons| persons.as_str() == text)
    }
}

/// That the authority was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authority {
    /// When.
    pub at: Instant,
}

/// What is entered about it.
#[derive(Debug, Clone, Copy)]
pub struct NewAuthority<'a> {
    /// When it was sent.
    pub at: Instant,
    /// Its reference.
    pub reference: &'a str,
    /// Why it was late; empty when it was not.
    pub delay: &'a str,
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BreachState {
    /// It is to be assessed.
    Registered,
    /// The authority is to be told.
    TellAuthority,
    /// The people are to be told.
    TellPersons,
    /// It can be closed.
    Ready,
    /// It is closed.
    Closed,
}

/// A breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Breach {
    /// Its id.
    pub id: BreachId,
    /// Whose register.
    pub holder: Holder,
    /// The breach at the processor that it was told of from.
    pub told_by: Option<BreachId>,
    /// When somebody knew.
    pub aware_at: Instant,
    /// When the 72 hours are over.
    pub due_at: Instant,
    /// How great the risk is; none before it is assessed.
    pub risk: Option<Risk>,
    /// That the authority was told.
    pub authority: Option<Authority>,
    /// Whether the people were told, or why not.
    pub persons: Option<Persons>,
    /// When the alarm went.
    pub warned_at: Option<Instant>,
    /// When it was closed.
    pub closed_at: Option<Instant>,
}

impl Breach {
    /// A breach that somebody knew of at `aware_at`.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` for a time that has not come.
    pub fn registered(
        (id, holder): (BreachId, Holder),
        told_by: Option<BreachId>,
        (aware_at, now): (Instant, Instant),
    ) -> Result<Self, Refusal> {
        if aware_at > now {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        Ok(Self {
            id,
            holder,
            told_by,
            aware_at,
            due_at: aware_at.plus(CLOCK),
            risk: None,
            authority: None,
            persons: None,
            warned_at: None,
            closed_at: None,
        })
    }

    /// How far it has come.
    pub fn state(&self) -> BreachState {
        match (self.closed_at, self.risk) {
            (Some(_), _) => BreachState::Closed,
            (None, None) => BreachState::Registered,
            (None, Some(Risk::Unlikely)) => BreachState::Ready,
            (None, Some(_)) if self.authority.is_none() => BreachState::TellAuthority,
            (None, Some(Risk::High)) if self.persons.is_none() => BreachState::TellPersons,
            (None, Some(_)) => BreachState::Ready,
        }
    }

    /// Whether the authority must be told and has not been, so that the clock counts.
    pub fn is_counting(&self) -> bool {
        matches!(self.state(), BreachState::Registered | BreachState::TellAuthority)
    }

    /// Whether the alarm is to go: a day is left, or less, and it has not gone.
    pub fn is_to_warn(&self, now: Instant) -> bool {
        self.is_counting() && self.warned_at.is_none() && now >= self.due_at.minus(WARN_BEFORE)
    }

    /// Whether the clock has run out.
    pub fn is_late(&self, now: Instant) -> bool {
        self.is_counting() && now > self.due_at
    }

    /// Assessed; anew as long as it is open.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when it is closed.
    pub fn assessed(&self, risk: Risk) -> Result<Self, Refusal> {
        self.open()?;
        Ok(Self { risk: Some(risk), ..*self })
    }

    /// The authority told. A notice after the 72 hours says why it is late (art. 33 no. 1).
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when it is closed, not assessed, or told already, or for a time
    /// before it was known or that has not come; `BREACH_NOTICE_INCOMPLETE` without a
    /// reference; `BREACH_DELAY_REASON_MISSING`.
    pub fn authority_told(&self, new: NewAuthority<'_>, now: Instant) -> Result<Self, Refusal> {
        self.open()?;
        let is_possible = (self.aware_at..=now).contains(&new.at);
        if self.risk.is_none() || self.authority.is_some() || !is_possible {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        if new.reference.trim().is_empty() {
            return Err(Refusal::told(ReasonCode::BreachNoticeIncomplete, RULES));
        }
        if new.at > self.due_at {
            super::told_enough(new.delay, ReasonCode::BreachDelayReasonMissing)?;
        }
        Ok(Self { authority: Some(Authority { at: new.at }), ..*self })
    }

    /// The people told, or why not; more of them when more are found, as long as it is open.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when it is closed or not assessed, and for a reason why not once
    /// somebody is told; `BREACH_PERSONS_NOT_TOLD` when they are to be told and nobody is named.
    pub fn persons_told(&self, persons: Persons, named: usize) -> Result<Self, Refusal> {
        self.open()?;
        let takes_back = self.persons == Some(Persons::Told) && persons != Persons::Told;
        if self.risk.is_none() || takes_back {
            return Err(Refusal::told(ReasonCode::InvalidTransition, &["L-GDPR-34"]));
        }
        if persons == Persons::Told && named == 0 {
            return Err(Refusal::told(ReasonCode::BreachPersonsNotTold, &["L-GDPR-34"]));
        }
        Ok(Self { persons: Some(persons), ..*self })
    }

    /// Closed, when everything is done that its risk asks for.
    ///
    /// # Errors
    /// `ASSESSMENT_MISSING`; `BREACH_AUTHORITY_NOT_TOLD`; `BREACH_PERSONS_NOT_TOLD`;
    /// `INVALID_TRANSITION` when it is closed.
    pub fn closed(&self, now: Instant) -> Result<Self, Refusal> {
        let told = |code| Err(Refusal::told(code, RULES));
        match self.state() {
            BreachState::Ready => Ok(Self { closed_at: Some(now), ..*self }),
            BreachState::Registered => told(ReasonCode::AssessmentMissing),
            BreachState::TellAuthority => told(ReasonCode::BreachAuthorityNotTold),
            BreachState::TellPersons => told(ReasonCode::BreachPersonsNotTold),
            BreachState::Closed => told(ReasonCode::InvalidTransition),
        }
    }

    fn open(&self) -> Result<(), Refusal> {
        match self.closed_at {
            None => Ok(()),
            Some(_) => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};
    use uuid::Uuid;

    use super::*;

    fn known_at(at: Instant) -> Breach {
        let id = BreachId::from_uuid(Uuid::nil());
        Breach::registered((id, Holder::Operator), None, (at, at)).unwrap()
    }

    fn at(day: jiff::civil::Date, hour: i8, minute: i8) -> Instant {
        Instant::from_oslo(day, time(hour, minute, 0, 0))
    }

    /// TV-14: 72 elapsed hours over the change of the clocks, through Easter.
    #[test]
    fn tv_14_seventy_two_hours_over_the_change_of_the_clocks() {
        let breach = known_at(at(date(2027, 3, 25), 22, 10));
        assert_eq!(breach.due_at, at(date(2027, 3, 28), 23, 10));
        // In October it ends an hour earlier by the clock on the wall.
        let breach = known_at(at(date(2027, 10, 29), 22, 10));
        assert_eq!(breach.due_at, at(date(2027, 11, 1), 21, 10));
        // Christmas stops nothing.
        let breach = known_at(at(date(2026, 12, 24), 12, 0));
        assert_eq!(breach.due_at, at(date(2026, 12, 27), 12, 0));
    }

    /// L-GDPR-33: the alarm goes once, a day before; after the 72 hours it is late.
    #[test]
    fn l_gdpr_33_the_alarm_goes_a_day_before() {
        let breach = known_at(at(date(2027, 3, 25), 22, 10));
        let warn_at = breach.due_at.minus(WARN_BEFORE);
        let moment = Duration::from_micros(1);
        assert!(!breach.is_to_warn(warn_at.minus(moment)));
        assert!(breach.is_to_warn(warn_at));
        assert!(!Breach { warned_at: Some(warn_at), ..breach }.is_to_warn(breach.due_at));
        assert!(!breach.is_late(breach.due_at) && breach.is_late(breach.due_at.plus(moment)));
        let harmless = breach.assessed(Risk::Unlikely).unwrap();
        assert!(
            !harmless.is_to_warn(breach.due_at) && !harmless.is_late(breach.due_at.plus(CLOCK))
        );
    }

    /// L-GDPR-33, L-GDPR-34: what its risk asks for is done before it is closed.
    #[test]
    fn l_gdpr_34_it_is_closed_when_everybody_who_must_be_is_told() {
        let aware = at(date(2027, 3, 25), 22, 10);
        let breach = known_at(aware);
        let code = |found: Result<Breach, Refusal>| found.unwrap_err().code();
        assert_eq!(code(breach.closed(aware)), ReasonCode::AssessmentMissing);
        assert!(breach.assessed(Risk::Unlikely).unwrap().closed(aware).is_ok());
        let some = breach.assessed(Risk::Some).unwrap();
        assert_eq!(code(some.closed(aware)), ReasonCode::BreachAuthorityNotTold);
        let new = NewAuthority { at: aware, reference: "27/00123", delay: "" };
        let told = some.authority_told(new, aware).unwrap();
        assert!(told.closed(aware).is_ok());
        let high = told.assessed(Risk::High).unwrap();
        assert_eq!(code(high.closed(aware)), ReasonCode::BreachPersonsNotTold);
        let nobody = high.persons_told(Persons::Told, 0);
        assert_eq!(code(nobody), ReasonCode::BreachPersonsNotTold);
        for persons in Persons::ALL {
            let settled = high.persons_told(persons, 1).unwrap();
            let closed = settled.closed(aware).unwrap();
            assert_eq!(closed.state(), BreachState::Closed);
            assert_eq!(code(closed.closed(aware)), ReasonCode::InvalidTransition);
            assert_eq!(code(closed.assessed(Risk::High)), ReasonCode::InvalidTransition);
        }
    }

    /// L-GDPR-34: more are told when more are found, and nobody who is told becomes untold.
    #[test]
    fn l_gdpr_34_more_people_are_told_when_more_are_found() {
        let high = known_at(at(date(2027, 3, 25), 22, 10)).assessed(Risk::High).unwrap();
        let told = high.persons_told(Persons::Told, 1).unwrap();
        assert_eq!(told.persons_told(Persons::Told, 2), Ok(told));
        let nobody = told.persons_told(Persons::Told, 0).unwrap_err().code();
        assert_eq!(nobody, ReasonCode::BreachPersonsNotTold);
        let untold = told.persons_told(Persons::InPublic, 0).unwrap_err().code();
        assert_eq!(untold, ReasonCode::InvalidTransition);
        let removed = high.persons_told(Persons::RiskRemoved, 0).unwrap();
        assert_eq!(removed.persons_told(Persons::Told, 1), Ok(told));
    }

    /// L-GDPR-33: a notice says where, when, and why it is late.
    #[test]
    fn l_gdpr_33_a_late_notice_says_why() {
        let aware = at(date(2027, 3, 25), 22, 10);
        let some = known_at(aware).assessed(Risk::Some).unwrap();
        let late = some.due_at.plus(Duration::from_secs(60));
        let told = |at, reference, delay| {
            some.authority_told(NewAuthority { at, reference, delay }, late).map(drop)
        };
        let code = |found: Result<(), Refusal>| found.unwrap_err().code();
        assert_eq!(code(told(aware, " ", "")), ReasonCode::BreachNoticeIncomplete);
        assert_eq!(code(told(late, "27/00123", "glemt")), ReasonCode::BreachDelayReasonMissing);
        assert!(told(late, "27/00123", "Omfanget var ikke klart før i dag.").is_ok());
        assert!(told(some.due_at, "27/00123", "").is_ok());
        let before = aware.minus(Duration::from_secs(1));
        for wrong in [before, late.plus(Duration::from_secs(1))] {
            assert_eq!(code(told(wrong, "27/00123", "")), ReasonCode::InvalidTransition);
        }
        let id = BreachId::from_uuid(Uuid::nil());
        let ahead = Breach::registered((id, Holder::Operator), None, (late, aware));
        assert_eq!(ahead.unwrap_err().code(), ReasonCode::InvalidTransition);
    }
}
