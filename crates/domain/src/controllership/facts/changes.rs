//! What changes who answers: decisions, successions, and records that change hands.

use crate::ids::{CustodyId, MunicipalityId, OverrideId, PersonId};
use crate::time::Instant;

use super::{Named, Party, Scope, Validity};
use crate::controllership::Category;

/// A law, regulation or decision that places controllership (S2-1-d).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Our own id.
    pub id: OverrideId,
    /// Which kinds of data it is about.
    pub categories: Vec<Category>,
    /// Which services.
    pub scope: Scope,
    /// When.
    pub validity: Validity,
    /// Who is controller.
    pub named: Named,
}

/// A municipality that another has taken over from, wholly or in part (CT-68).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Succession {
    /// What went over: services of the one that was.
    pub scope: Scope,
    /// Who took them over.
    pub to: MunicipalityId,
    /// From when.
    pub at: Instant,
}

/// Why records change hands (§ 5.6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CustodyCase {
    /// I: the contract ends, the provider goes on elsewhere, no joint journal.
    ContractEnds,
    /// II: the provider's business is transferred or ceases.
    BusinessTransferred,
    /// III: a joint journal ends.
    JointRecordEnds,
    /// IV: a participant leaves a host cooperation.
    ParticipantLeaves,
    /// V: a task community is dissolved.
    CommunityDissolved,
    /// VI: a decision expires.
    OverrideExpires,
    /// VII: the municipality stops using the platform.
    PlatformLeft,
}

impl CustodyCase {
    /// Every case.
    pub const ALL: [Self; 7] = [
        Self::ContractEnds,
        Self::BusinessTransferred,
        Self::JointRecordEnds,
        Self::ParticipantLeaves,
        Self::CommunityDissolved,
        Self::OverrideExpires,
        Self::PlatformLeft,
    ];

    /// As it is stored, and as forms post it: its number.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ContractEnds => "I",
            Self::BusinessTransferred => "II",
            Self::JointRecordEnds => "III",
            Self::ParticipantLeaves => "IV",
            Self::CommunityDissolved => "V",
            Self::OverrideExpires => "VI",
            Self::PlatformLeft => "VII",
        }
    }

    /// The case that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.as_str() == text)
    }
}

/// Whose records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// Everybody's.
    Everyone,
    /// One person's, who has chosen for herself or whose record went alone.
    Person(PersonId),
}

/// Records that change hands (§ 5.6).
///
/// Until the receiver has them, whoever had them answers for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustodyEvent {
    /// Our own id.
    pub id: CustodyId,
    /// Why.
    pub case: CustodyCase,
    /// Whose records.
    pub whose: Whose,
    /// The services that they are from.
    pub scope: Scope,
    /// When their entries were written.
    pub written: Validity,
    /// Whoever wrote the entries; none when it does not matter.
    pub author: Option<Party>,
    /// Whoever had them.
    pub from: Vec<Party>,
    /// Whoever gets them.
    pub to: Party,
    /// When they go.
    pub at: Instant,
    /// When the receiver said that it has them.
    pub received_at: Option<Instant>,
}
