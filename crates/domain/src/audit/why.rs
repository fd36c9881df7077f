//! Why somebody could do what a line tells (§ 10.3).

use crate::representation::Basis;

/// What an actor stood on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// The unit gives the citizen a service.
    Service,
    /// Another unit had sent the conversation on.
    Forwarded,
    /// The citizen had asked about her log.
    Question,
    /// An emergency, without a care relation (L-PJL-16-E).
    Emergency,
    /// Emergency look-ups are judged.
    Review,
    /// Another enterprise has given it out, or is asked to (§ 10).
    Disclosure,
    /// Messages go between here and the journal system.
    Exchange,
    /// A power of attorney.
    PowerOfAttorney,
    /// Parental responsibility.
    Parent,
    /// A guardian's mandate.
    Guardian,
    /// A clinician's decision that named the next of kin.
    NextOfKin,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::Service,
        Self::Forwarded,
        Self::Question,
        Self::Emergency,
        Self::Review,
        Self::Disclosure,
        Self::Exchange,
        Self::PowerOfAttorney,
        Self::Parent,
        Self::Guardian,
        Self::NextOfKin,
    ];

    /// The reason as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Service => "SERVICE",
            Self::Forwarded => "FORWARDED",
            Self::Question => "QUESTION",
            Self::Emergency => "EMERGENCY",
            Self::Review => "REVIEW",
            Self::Disclosure => "DISCLOSURE",
            Self::Exchange => "EXCHANGE",
            Self::PowerOfAttorney => "POWER_OF_ATTORNEY",
            Self::Parent => "PARENT",
            Self::Guardian => "GUARDIAN",
            Self::NextOfKin => "NEXT_OF_KIN",
        }
    }

    /// The reason that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == text)
    }

    /// What a citizen acts on, when it is for another.
    pub const fn of(basis: Basis) -> Option<Self> {
        match basis {
            Basis::Own => None,
            Basis::PowerOfAttorney { .. } => Some(Self::PowerOfAttorney),
            Basis::Parent | Basis::ParentOfYouth => Some(Self::Parent),
            Basis::Guardian => Some(Self::Guardian),
            Basis::NextOfKin { .. } => Some(Self::NextOfKin),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_reads_back_from_storage() {
        for why in Why::ALL {
            assert_eq!(Why::from_stored(why.as_str()), Some(why));
        }
        assert_eq!(Why::from_stored("OTHER"), None);
        assert_eq!(Why::of(Basis::Own), None);
        assert_eq!(Why::of(Basis::ParentOfYouth), Some(Why::Parent));
    }
}
