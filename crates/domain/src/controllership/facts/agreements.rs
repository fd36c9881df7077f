//! What the agreements in force say about controllership.
//!
//! Whether an agreement is complete, signed and adopted is decided before it is in
//! force; here stands only what the answer depends on.

use crate::ids::{AgreementId, MunicipalityId, OrgId};

use super::{Party, RecordOperator, Scope, Validity};

/// The most parties, scopes, participants and allocations of one agreement.
pub const MAX_PARTIES: usize = 64;

/// A joint journal: two or more enterprises keep one record (S2-2-a, S2-fn2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointRecord {
    /// Our own id.
    pub id: AgreementId,
    /// The enterprises, the municipality among them.
    pub parties: Vec<Party>,
    /// Which services it covers (JJ-1).
    pub scopes: Vec<Scope>,
    /// When it holds.
    pub validity: Validity,
    /// How controllership is settled (JJ-4); none when an old agreement was taken in
    /// incomplete (CT-63).
    pub construct: Option<Construct>,
    /// Who runs the journal system (JJ-R2); the municipality when it is not said.
    pub record_operator: Option<RecordOperator>,
    /// To whom a patient turns first (JJ-2); the municipality when it is not said.
    pub contact: Option<Party>,
    /// Who handles each kind of request, by the id of its row in § 9 (JJ-2); whoever is not
    /// named here is not named for it.
    pub handlers: Vec<(&'static str, Party)>,
    /// What happens to the record when it ends (JJ-3).
    pub exit: ExitPlan,
}

/// How a joint journal settles who is controller (S2-2-d-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Construct {
    /// Both jointly, GDPR art. 26 (S2-2-d1-1).
    Joint26,
    /// Each for its own entries (S2-2-d2-1), except those that the agreement gives
    /// to somebody else.
    Independent(Vec<Allocation>),
}

/// Entries of one party for which another is controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Allocation {
    /// Who wrote them.
    pub author: Party,
    /// Who is controller for them.
    pub controller: Party,
}

/// Who holds the record after a joint journal (§ 5.6 case III).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ExitPlan {
    /// The municipality holds it, the provider gets a copy of what it wrote.
    #[default]
    MunicipalityHolds,
    /// The provider holds it.
    ProviderHolds,
    /// Each holds what it wrote.
    EachOwn,
}

impl ExitPlan {
    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MunicipalityHolds => "MUNICIPALITY_HOLDS",
            Self::ProviderHolds => "PROVIDER_HOLDS",
            Self::EachOwn => "EACH_OWN",
        }
    }

    /// The plan that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        let all = [Self::MunicipalityHolds, Self::ProviderHolds, Self::EachOwn];
        all.into_iter().find(|plan| plan.as_str() == text)
    }
}

/// A host cooperation, KL ch. 20.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostCooperation {
    /// Our own id.
    pub id: AgreementId,
    /// The host.
    pub host: MunicipalityId,
    /// The municipalities that take part, the host not among them.
    pub participants: Vec<MunicipalityId>,
    /// When it holds.
    pub validity: Validity,
    /// Who is controller (VK-D); none when an old agreement was taken in without it
    /// (CT-42).
    pub clause: Option<HostClause>,
}

/// What a host cooperation says about controllership (VK-D).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostClause {
    /// The participants whose residents' records it names (S2-4-c-1).
    pub residents_of: Vec<MunicipalityId>,
    /// Who is controller for them.
    pub who: HostController,
}

/// Who is controller in a host cooperation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HostController {
    /// The host, for all patients: the natural answer (S2-4-c-2, CT-40).
    HostForAll,
    /// Somebody else, as the clause says (CT-41).
    Deviates(Named),
}

/// A task community, KL ch. 19.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskCommunity {
    /// Our own id of the agreement.
    pub id: AgreementId,
    /// The community.
    pub community: OrgId,
    /// The municipalities that take part.
    pub participants: Vec<MunicipalityId>,
    /// When it holds.
    pub validity: Validity,
    /// Who is controller (KO-D); none when an old agreement was taken in without it
    /// (CT-53).
    pub clause: Option<CommunityClause>,
}

/// What a task community says about controllership (KO-D).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommunityClause {
    /// The community itself (CT-50).
    Community,
    /// One participant (CT-51).
    Participant(MunicipalityId),
    /// Several jointly (CT-52).
    Joint(Named),
}

/// Controllers that an agreement or a decision names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The controllers: one, or several jointly. Never empty.
    pub controllers: Vec<Party>,
    /// Who processes for them; none when it is as it would otherwise be.
    pub processors: Option<Vec<Party>>,
    /// To whom a patient turns first; the first controller when it is not said.
    pub contact: Option<Party>,
}

/// Which systems somebody processes in for somebody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum System {
    /// A journal system.
    Epj,
    /// A case system.
    CaseFile,
    /// The platform.
    Platform,
}

/// Somebody who processes for a controller, GDPR art. 28.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processing {
    /// For whom.
    pub controller: Party,
    /// Who does it.
    pub processor: Party,
    /// In which systems.
    pub system: System,
    /// When.
    pub validity: Validity,
    /// The data processing agreement; none when it is missing.
    pub agreement: Option<AgreementId>,
}
