//! Looking somebody up in an emergency, without a care relation (L-PJL-16-E).

use core::fmt;
use core::time::Duration;

use crate::dialog::Thread;
use crate::ids::{EmergencyId, MunicipalityId, PersonId, StaffId, UnitId};
use crate::parties::{Staff, StaffAccess};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant, is_working_day};

const RULES: &[&str] = &["L-PJL-16-E"];

/// How long a look-up is open at most.
pub const EMERGENCY_TIME: Duration = Duration::from_secs(60 * 60);

/// The fewest letters of a reason.
pub const MIN_REASON: usize = 20;

/// The most letters of a reason, and of a judgement.
pub const MAX_REASON: usize = 500;

/// Within how many working days it is judged.
pub const REVIEW_DAYS: usize = 3;

/// What kind of emergency it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReasonClass {
    /// Somebody is acutely ill or hurt.
    AcutelyIll,
    /// Somebody cannot answer for herself.
    CannotAnswer,
    /// The emergency services ask.
    ServicesAsk,
}

impl ReasonClass {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::AcutelyIll, Self::CannotAnswer, Self::ServicesAsk];

    /// The class as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AcutelyIll => "ACUTELY_ILL",
            Self::CannotAnswer => "CANNOT_ANSWER",
            Self::ServicesAsk => "SERVICES_ASK",
        }
    }

    /// The class that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == text)
    }
}

/// Why somebody is looked up.
#[derive(Clone, PartialEq, Eq)]
pub struct EmergencyReason {
    class: ReasonClass,
    text: String,
}

impl EmergencyReason {
    /// A class and [`MIN_REASON`] to [`MAX_REASON`] letters.
    ///
    /// # Errors
    /// `EMERGENCY_REASON_MISSING` when no class is chosen, or the words are too few or
    /// too many.
    pub fn new(class: Option<ReasonClass>, text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let is_long_enough = (MIN_REASON..=MAX_REASON).contains(&text.chars().count());
        match class.filter(|_| is_long_enough) {
            Some(class) => Ok(Self { class, text: text.to_owned() }),
            None => Err(Refusal::told(ReasonCode::EmergencyReasonMissing, RULES)),
        }
    }

    /// What kind.
    pub const fn class(&self) -> ReasonClass {
        self.class
    }

    /// The words.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for EmergencyReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmergencyReason").field("class", &self.class).finish_non_exhaustive()
    }
}

/// The right of a clinician to look one person up in an emergency.
#[derive(Debug, Clone, Copy)]
pub struct EmergencyPermit(StaffAccess);

impl EmergencyPermit {
    /// The permit of somebody with an authorisation that holds today.
    ///
    /// # Errors
    /// `EMERGENCY_NOT_ALLOWED` for who is no clinician: only those in the register of
    /// health personnel are.
    pub fn of(access: &StaffAccess, staff: &Staff) -> Result<Self, Refusal> {
        if staff.hpr.is_none() || staff.id != access.staff() {
            return Err(Refusal::told(ReasonCode::EmergencyNotAllowed, RULES));
        }
        Ok(Self(*access))
    }

    /// Opens one person of the clinician's own municipality.
    pub fn open(&self, id: EmergencyId, person: PersonId, now: Instant) -> EmergencyAccess {
        EmergencyAccess {
            id,
            staff: self.0.staff(),
            unit: self.0.unit(),
            municipality: self.0.municipality(),
            person,
            opened_at: now,
            until: now.plus(EMERGENCY_TIME),
            review_by: review_by(now.in_oslo().date),
            verdict: None,
        }
    }
}

/// The last day for judging what was opened on a day: three working days after it.
fn review_by(opened: Date) -> Date {
    let after = core::iter::successors(opened.tomorrow().ok(), |day| day.tomorrow().ok());
    after.filter(|day| is_working_day(*day)).nth(REVIEW_DAYS - 1).unwrap_or(opened)
}

/// A look-up that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmergencyAccess {
    /// Its id.
    pub id: EmergencyId,
    /// Who looks.
    pub staff: StaffId,
    /// Where she works.
    pub unit: UnitId,
    /// In which municipality.
    pub municipality: MunicipalityId,
    /// Who is looked up.
    pub person: PersonId,
    /// When it was opened.
    pub opened_at: Instant,
    /// When it closes by itself.
    pub until: Instant,
    /// The last day for judging it.
    pub review_by: Date,
    /// How it was judged.
    pub verdict: Option<Verdict>,
}

impl EmergencyAccess {
    /// Whether it can be looked at now, by the one who opened it and nobody else.
    ///
    /// # Errors
    /// Neutral in another municipality; `EMERGENCY_NOT_ALLOWED` for colleagues, and
    /// when the hour is over.
    pub fn look(&self, access: &StaffAccess, now: Instant) -> Result<(), Refusal> {
        if access.municipality() != self.municipality {
            return Err(Refusal::neutral(ReasonCode::EmergencyNotAllowed, RULES));
        }
        if access.staff() != self.staff || now >= self.until {
            return Err(Refusal::told(ReasonCode::EmergencyNotAllowed, RULES));
        }
        Ok(())
    }

    /// Whether a conversation may be read, by the one who may look now.
    ///
    /// # Errors
    /// As [`EmergencyAccess::look`]; neutral for another person's or municipality's.
    pub fn read(&self, access: &StaffAccess, thread: &Thread, now: Instant) -> Result<(), Refusal> {
        self.look(access, now)?;
        if thread.person != self.person || thread.municipality != self.municipality {
            return Err(Refusal::neutral(ReasonCode::NoServiceNeed, RULES));
        }
        Ok(())
    }

    /// Judges it, once.
    ///
    /// # Errors
    /// Neutral in another municipality; `EMERGENCY_NOT_ALLOWED` for who neither leads
    /// the unit nor is data protection officer, and for the one who looked;
    /// `INVALID_TRANSITION` when it is judged.
    pub fn judged(&self, by: &Reviewer, verdict: Verdict) -> Result<Self, Refusal> {
        if by.municipality != self.municipality {
            return Err(Refusal::neutral(ReasonCode::EmergencyNotAllowed, RULES));
        }
        if !by.reviews(self) {
            return Err(Refusal::told(ReasonCode::EmergencyNotAllowed, RULES));
        }
        if self.verdict.is_some() {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        Ok(Self { verdict: Some(verdict), ..*self })
    }
}

/// How a look-up was judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// There was a need.
    Lawful,
    /// There was none; the person is told (L-PJL-22a).
    Unlawful,
}

/// Who judges look-ups: the leader of a unit, or the data protection officer of a
/// municipality, who has no unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reviewer {
    /// Who.
    pub staff: StaffId,
    /// In which municipality.
    pub municipality: MunicipalityId,
    /// Which unit she leads; none for the data protection officer.
    pub unit: Option<UnitId>,
}

impl Reviewer {
    /// Whether a look-up is hers to judge. Nobody judges her own.
    pub fn reviews(&self, access: &EmergencyAccess) -> bool {
        access.municipality == self.municipality
            && access.staff != self.staff
            && self.unit.is_none_or(|unit| unit == access.unit)
    }
}
