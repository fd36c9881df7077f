//! The checks that stand before anything is given out, in order (§ 10.2).

use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

use super::{Application, Assessment, BasisCode, Compelling, Opposed, Patients, Purpose, Relation};

/// A check, by its place in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// 1: who asks is known and authorised.
    Authorised,
    /// 2: it is for health care to this patient, or there is another basis.
    Purpose,
    /// 3: one named patient; no list and no standing access.
    OnePatient,
    /// 4: why it is relevant and necessary is written.
    Assessed,
    /// 5: the patient does not oppose it.
    NotOpposed,
    /// 6: no more than what is asked for and needed.
    Scope,
    /// 7: the log entry is written in the same transaction.
    Logged,
}

impl Check {
    /// Every check, in order.
    pub const ALL: [Self; 7] = [
        Self::Authorised,
        Self::Purpose,
        Self::OnePatient,
        Self::Assessed,
        Self::NotOpposed,
        Self::Scope,
        Self::Logged,
    ];

    /// Its number in the catalogue.
    pub fn number(self) -> u8 {
        Self::ALL.into_iter().zip(1..).find(|(check, _)| *check == self).map_or(0, |found| found.1)
    }

    /// The check with a number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|check| check.number() == number)
    }
}

/// How a check went, when it did not stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Finding {
    /// It passed.
    Passed,
    /// It would have stopped; a compelling reason went before (no. 5).
    Overridden,
    /// It does not hold here: what is given is minimised (no. 3).
    Minimised,
}

impl Finding {
    /// The finding as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "PASSED",
            Self::Overridden => "OVERRIDDEN",
            Self::Minimised => "MINIMISED",
        }
    }

    /// The finding that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        [Self::Passed, Self::Overridden, Self::Minimised]
            .into_iter()
            .find(|finding| finding.as_str() == text)
    }
}

/// What is known of whoever asks when the checks are made.
#[derive(Debug, Clone, Copy)]
pub struct Asker {
    /// Whether she is authorised at the unit now.
    pub is_authorised: bool,
    /// Whether she is in the register of health personnel.
    pub is_clinician: bool,
    /// Whether her unit gives the patient a service now.
    pub treats: bool,
}

/// The first five checks, passed. Only [`assess`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    basis: BasisCode,
    opposed: Finding,
    patients: Finding,
}

impl Checked {
    /// On what the data may go.
    pub const fn basis(&self) -> BasisCode {
        self.basis
    }

    /// Whether a compelling reason went before an opposition; the data protection
    /// officer is told.
    pub fn is_overridden(&self) -> bool {
        self.opposed == Finding::Overridden
    }

    /// How each check went, as far as they have come.
    pub fn findings(&self) -> [(Check, Finding); 5] {
        [
            (Check::Authorised, Finding::Passed),
            (Check::Purpose, Finding::Passed),
            (Check::OnePatient, self.patients),
            (Check::Assessed, Finding::Passed),
            (Check::NotOpposed, self.opposed),
        ]
    }
}

/// Makes the first five checks in order; the first that fails stops.
///
/// # Errors
/// 1 `STAFF_NOT_AUTHORISED`; 2 `DISCLOSURE_NO_BASIS`, neutral when her unit gives the
/// patient no service, since the patient might not exist for it; 3
/// `BULK_DISCLOSURE_NOT_ALLOWED`; 4 `ASSESSMENT_MISSING`; 5 `PATIENT_OPPOSED` without a
/// compelling reason of a clinician's.
pub fn assess(
    application: &Application,
    (asker, relation, opposed): (Asker, Relation, Opposed),
    (assessment, compelling): (Result<&Assessment, Refusal>, Option<&Compelling>),
    at: Instant,
) -> Result<Checked, Refusal> {
    if !asker.is_authorised {
        return Err(Refusal::told(ReasonCode::StaffNotAuthorised, &["S2-3-d1"]));
    }
    let basis = BasisCode::of((relation, application.purpose, application.consent), at)?;
    let is_one = matches!(application.patients, Patients::One(_));
    if is_one && application.purpose == Purpose::Care && !asker.treats {
        return Err(Refusal::neutral(ReasonCode::DisclosureNoBasis, &["S2-3-d1", "L-HPL-25"]));
    }
    let is_minimised = application.purpose == Purpose::Quality && relation != Relation::Separate;
    let patients = match application.patients {
        Patients::One(_) => Finding::Passed,
        Patients::Everybody if is_minimised => Finding::Minimised,
        Patients::Everybody => {
            return Err(Refusal::told(ReasonCode::BulkDisclosureNotAllowed, &["S2-3-d2"]));
        }
    };
    assessment?;
    let opposed = match (opposed, compelling) {
        (Opposed::No, _) => Finding::Passed,
        (Opposed::Yes, Some(_)) if asker.is_clinician => Finding::Overridden,
        (Opposed::Yes, _) => {
            return Err(Refusal::told(
                ReasonCode::PatientOpposed,
                &["L-HPL-29", "L-PJL-17", "L-PBRL-5-3"],
            ));
        }
    };
    Ok(Checked { basis, opposed, patients })
}
