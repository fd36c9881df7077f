//! On what data may go from one enterprise to another (§ 10.1).

use crate::controllership::{Controllers, MoveBasis, Resolution};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

/// What the data are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Health care to this patient: hpl § 25.
    Care,
    /// Management's internal quality work: hpl § 29 a.
    Quality,
    /// The municipality's case handling, which is not health care: hpl §§ 22, 32.
    Case,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 3] = [Self::Care, Self::Quality, Self::Case];

    /// The purpose as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Care => "CARE",
            Self::Quality => "QUALITY",
            Self::Case => "CASE",
        }
    }

    /// The purpose that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.as_str() == text)
    }
}

/// Whether the patient has said yes, and it is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Consent {
    /// She has.
    Given,
    /// She has not been asked, or it is not noted.
    None,
}

/// What the one who asks is to the one who has the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The same enterprise answers for both.
    Internal,
    /// They share a journal by agreement.
    Joint,
    /// Two enterprises, each with its own.
    Separate,
}

impl Relation {
    /// What two units are to each other, from who is controller at each.
    pub fn between(asker: &Resolution, source: &Resolution) -> Self {
        match (&asker.controllers, &source.controllers) {
            (Controllers::One(one), Controllers::One(other)) if one == other => Self::Internal,
            _ if source.moves == MoveBasis::JointRecord && shares(asker, source) => Self::Joint,
            _ => Self::Separate,
        }
    }

    /// The relation as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Internal => "INTERNAL",
            Self::Joint => "JOINT",
            Self::Separate => "SEPARATE",
        }
    }

    /// The relation that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        [Self::Internal, Self::Joint, Self::Separate]
            .into_iter()
            .find(|relation| relation.as_str() == text)
    }
}

/// Whether whoever answers at the one answers at the other too.
fn shares(asker: &Resolution, source: &Resolution) -> bool {
    let theirs = source.controllers.parties();
    asker.controllers.parties().iter().any(|party| theirs.contains(party))
}

/// The code of a basis, with the version of the law in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BasisCode(&'static str);

impl BasisCode {
    /// Every code there can be.
    pub const ALL: [Self; 8] = [
        Self("PJL19_NEED"),
        Self("JOINT_RECORD"),
        Self("HPL25_45_PRE20260701"),
        Self("HPL25_2026"),
        Self("HPL29A"),
        Self("HPL29A_JOINT"),
        Self("HPL29A_2"),
        Self("HPL32_CONSENT"),
    ];

    /// The basis of something done at that instant. Hpl § 45 went into § 25 on 1 July 2026.
    ///
    /// # Errors
    /// `DISCLOSURE_NO_BASIS`: case handling without the patient's consent.
    pub fn of(
        (relation, purpose, consent): (Relation, Purpose, Consent),
        at: Instant,
    ) -> Result<Self, Refusal> {
        let code = match (purpose, relation) {
            (Purpose::Care, Relation::Internal) => MoveBasis::Need.code(at),
            (Purpose::Care, Relation::Joint) => MoveBasis::JointRecord.code(at),
            (Purpose::Care, Relation::Separate) => MoveBasis::CaseByCase.code(at),
            (Purpose::Quality, Relation::Internal) => "HPL29A",
            (Purpose::Quality, Relation::Joint) => "HPL29A_JOINT",
            (Purpose::Quality, Relation::Separate) => "HPL29A_2",
            (Purpose::Case, _) if consent == Consent::Given => "HPL32_CONSENT",
            (Purpose::Case, _) => {
                return Err(Refusal::told(ReasonCode::DisclosureNoBasis, &["S2-3-d1", "L-HPL-32"]));
            }
        };
        Ok(Self(code))
    }

    /// The code.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The code that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.0 == text)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn code(relation: Relation, purpose: Purpose, at: Instant) -> &'static str {
        BasisCode::of((relation, purpose, Consent::Given), at).unwrap().as_str()
    }

    /// DX-4: an act dated 2026-06-30 rests on the law as it was, one of 2026-07-01 on § 25
    /// as it is.
    #[test]
    fn dx_4_the_basis_follows_the_date_of_the_act() {
        let last = Instant::start_of(date(2026, 7, 1)).minus(core::time::Duration::from_micros(1));
        let first = Instant::start_of(date(2026, 7, 1));
        let (separate, care) = (Relation::Separate, Purpose::Care);
        assert_eq!(
            code(separate, care, Instant::start_of(date(2026, 6, 30))),
            "HPL25_45_PRE20260701"
        );
        assert_eq!(code(separate, care, last), "HPL25_45_PRE20260701");
        assert_eq!(code(separate, care, first), "HPL25_2026");
    }

    /// § 10.1, L-HPL-29a, L-HPL-32: the table of bases, a row each.
    #[test]
    fn l_hpl_29a_each_relation_and_purpose_has_its_basis() {
        let at = Instant::start_of(date(2027, 2, 2));
        for (relation, purpose, expected) in [
            (Relation::Internal, Purpose::Care, "PJL19_NEED"),
            (Relation::Joint, Purpose::Care, "JOINT_RECORD"),
            (Relation::Separate, Purpose::Care, "HPL25_2026"),
            (Relation::Internal, Purpose::Quality, "HPL29A"),
            (Relation::Joint, Purpose::Quality, "HPL29A_JOINT"),
            (Relation::Separate, Purpose::Quality, "HPL29A_2"),
            (Relation::Separate, Purpose::Case, "HPL32_CONSENT"),
        ] {
            assert_eq!(code(relation, purpose, at), expected);
            assert!(BasisCode::from_stored(expected).is_some());
        }
        let none = BasisCode::of((Relation::Separate, Purpose::Case, Consent::None), at);
        assert_eq!(none.unwrap_err().code(), ReasonCode::DisclosureNoBasis);
    }
}
