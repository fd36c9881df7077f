//! Who can answer for data, or process them for somebody who does.

use crate::ids::{MunicipalityId, OrgId};

/// A party that can be controller, processor or receiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// Whoever runs the platform at the time.
    Operator,
    /// A municipality.
    Municipality(MunicipalityId),
    /// Another organisation.
    Org(OrgId),
}

/// Whether a task community is a legal person of its own (KO-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LegalPerson {
    /// It is.
    Yes,
    /// It is not: then only a participant can be controller (CT-51).
    No,
}

/// What kind of organisation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrgKind {
    /// A provider without profit (S2-0-h).
    PrivateNonprofit,
    /// A provider with profit; treated the same (S2-0-h).
    PrivateCommercial,
    /// An inter-municipal company (S2-0-i).
    Iks,
    /// A municipal task community, KL ch. 19.
    TaskCommunity(LegalPerson),
    /// Whoever hosts or sells a system.
    Vendor,
    /// A public archive.
    Archive,
}

/// An organisation that is no municipality of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Organisation {
    /// Our own id.
    pub id: OrgId,
    /// What kind it is.
    pub kind: OrgKind,
}

/// Who is controller for the platform part (§ 0.2 no. 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ControllerMode {
    /// The operator, as the terms have it (CT-01).
    #[default]
    Operator,
    /// The municipality, which runs the platform for itself (CT-02).
    Municipality,
}
