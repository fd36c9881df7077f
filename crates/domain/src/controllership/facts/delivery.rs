//! Who delivers a service, where and when.

use crate::ids::{AgreementId, DeliveryId, MunicipalityId, OrgId};

use super::{Party, Scope, Validity};

/// How a service is delivered (S2-0-f).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// By the municipality itself.
    Own,
    /// By a provider, under an agreement (S2-fn1-a).
    Outsourced(Outsourcing),
    /// By another municipality that has taken the responsibility over; no
    /// outsourcing (S2-4-a-1).
    Host {
        /// Whoever has taken it over.
        host: MunicipalityId,
        /// The [`super::HostCooperation`].
        agreement: AgreementId,
    },
    /// By a task community (S2-4-b-1).
    TaskCommunity {
        /// The community.
        community: OrgId,
        /// The [`super::TaskCommunity`].
        agreement: AgreementId,
    },
}

/// What the resolver needs of an outsourced delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outsourcing {
    /// The provider.
    pub provider: Party,
    /// The service agreement.
    pub agreement: AgreementId,
    /// Who runs the journal system without a joint journal; the provider when it
    /// is not said.
    pub record_operator: Option<RecordOperator>,
    /// Whoever gives health care under the provider and keeps a journal of its own
    /// (CT-67).
    pub subcontractor: Option<Party>,
}

/// Who runs the journal system (JJ-R2, S2-2-e).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordOperator {
    /// The municipality.
    Municipality,
    /// The provider.
    Provider,
    /// A third party.
    ThirdParty(Party),
}

/// Who delivers which services of a municipality, and when.
///
/// The municipality of the scope answers for sound services whoever delivers them
/// (S2-0-c); with a host that is the host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Our own id.
    pub id: DeliveryId,
    /// Which services.
    pub scope: Scope,
    /// When.
    pub validity: Validity,
    /// How, and by whom.
    pub mode: Mode,
}
