//! Deciding what is given out, and looking at it afterwards (§ 10.2, § 10.3).

use core::time::Duration;

use crate::ids::{DisclosureId, PersonId, StaffId, ThreadId, UnitId};
use crate::parties::{Staff, StaffAccess};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant};

use super::{Application, Check, Checked, Finding, MAX_DAYS, Patients};

/// How many conversations are given out at a time at most.
pub const MAX_OFFERED: usize = 50;

/// Somebody at the unit that has the data who may decide: a clinician there, for the
/// enterprise or as the one who documented (L-HPL-25).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decider {
    staff: StaffId,
    unit: UnitId,
}

impl Decider {
    /// Whoever sits at the desk of the unit that was asked.
    ///
    /// # Errors
    /// Neutral at another unit; `STAFF_NOT_AUTHORISED` for who is no clinician;
    /// `FOUR_EYES` for the one who asks.
    pub fn of(
        access: &StaffAccess,
        staff: &Staff,
        application: &Application,
    ) -> Result<Self, Refusal> {
        if access.unit() != application.source {
            return Err(Refusal::neutral(ReasonCode::NoServiceNeed, &["S2-3-d1"]));
        }
        if staff.hpr.is_none() || staff.id != access.staff() {
            return Err(Refusal::told(ReasonCode::StaffNotAuthorised, &["S2-3-d1"]));
        }
        if access.staff() == application.asker {
            return Err(Refusal::told(ReasonCode::FourEyes, &["S2-3-d2"]));
        }
        Ok(Self { staff: access.staff(), unit: access.unit() })
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.staff
    }
}

/// A conversation that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// Which.
    pub thread: ThreadId,
    /// Whose.
    pub person: PersonId,
    /// Which unit has it.
    pub unit: UnitId,
    /// The day it began.
    pub first: Date,
    /// The day of its last message.
    pub last: Date,
}

/// What is offered.
#[derive(Debug, Clone, Copy)]
pub struct Offer<'a> {
    /// Conversations.
    pub threads: &'a [Offered],
    /// Whether something is written besides.
    pub has_words: bool,
    /// For how many days.
    pub days: u8,
}

/// What will be given out: six checks passed. Only [`Decider::offer`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    checked: Checked,
    by: Decider,
    until: Instant,
}

/// What was given out: the log entry is written too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// How each of the seven checks went.
    pub findings: [(Check, Finding); 7],
    /// When access ends by itself.
    pub until: Instant,
}

impl Decider {
    /// Makes the sixth check: nothing more than what was asked for, of this patient, from
    /// this unit, in this period, for no longer; and something at all.
    ///
    /// # Errors
    /// `SCOPE_TOO_WIDE`; `ASSESSMENT_MISSING` when nothing is offered.
    pub fn offer(
        &self,
        application: &Application,
        checked: Checked,
        offer: Offer<'_>,
        now: Instant,
    ) -> Result<Release, Refusal> {
        let is_asked_for = |found: &Offered| {
            application.patients == Patients::One(found.person)
                && found.unit == self.unit
                && application.period.meets(found.first, found.last)
        };
        let days = application.days.min(MAX_DAYS);
        let fits = offer.threads.len() <= MAX_OFFERED
            && (1..=days).contains(&offer.days)
            && offer.threads.iter().all(is_asked_for);
        if !fits {
            return Err(Refusal::told(ReasonCode::ScopeTooWide, &["S2-3-d2", "L-HPL-25"]));
        }
        if offer.threads.is_empty() && !offer.has_words {
            return Err(Refusal::told(ReasonCode::AssessmentMissing, &["S2-3-d2"]));
        }
        let length = Duration::from_secs(u64::from(offer.days) * 24 * 60 * 60);
        Ok(Release { checked, by: *self, until: now.plus(length) })
    }
}

impl Release {
    /// The checks so far.
    pub const fn checked(&self) -> &Checked {
        &self.checked
    }

    /// Who decided.
    pub const fn by(&self) -> StaffId {
        self.by.staff
    }

    /// When access ends by itself.
    pub const fn until(&self) -> Instant {
        self.until
    }

    /// What is given out when its log entry is written (no. 7). Whoever stores must write
    /// that first, in the same transaction.
    pub fn logged(&self) -> Released {
        let [one, two, three, four, five] = self.checked.findings();
        let findings = [
            one,
            two,
            three,
            four,
            five,
            (Check::Scope, Finding::Passed),
            (Check::Logged, Finding::Passed),
        ];
        Released { findings, until: self.until }
    }
}

/// How far something that was asked for has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits to be decided.
    Asked,
    /// It was not given out.
    Declined {
        /// By whom.
        by: StaffId,
        /// When.
        at: Instant,
    },
    /// It was given out.
    Released {
        /// By whom.
        by: StaffId,
        /// When.
        at: Instant,
        /// When access ends by itself.
        until: Instant,
    },
}

impl Standing {
    /// Whether it can be decided.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when it is.
    pub fn undecided(self) -> Result<(), Refusal> {
        match self {
            Self::Asked => Ok(()),
            Self::Declined { .. } | Self::Released { .. } => {
                Err(Refusal::told(ReasonCode::InvalidTransition, &["S2-3-d2"]))
            }
        }
    }
}

/// Whether the one who asked may look at what was given out, now.
///
/// # Errors
/// Neutral for everybody else; `RELATION_ENDED` when the time is over.
pub fn may_read(
    application: &Application,
    access: &StaffAccess,
    until: Instant,
    now: Instant,
) -> Result<DisclosureId, Refusal> {
    if access.staff() != application.asker || access.unit() != application.unit {
        return Err(Refusal::neutral(ReasonCode::NoServiceNeed, &["S2-3-d1"]));
    }
    if now >= until {
        return Err(Refusal::told(ReasonCode::RelationEnded, &["S2-3-d2"]));
    }
    Ok(application.id)
}
