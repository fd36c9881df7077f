//! An agreement while it is written.

use std::collections::BTreeMap;

use crate::controllership::{MAX_PARTIES, OrgKind, Party, Scope};
use crate::ids::{AgreementId, MunicipalityId, OrgId};
use crate::time::Date;

/// The longest answer, in characters.
pub const MAX_ANSWER: usize = 2_000;

/// The longest title, in characters.
pub const MAX_TITLE: usize = 120;

/// The most services that one agreement covers.
pub const MAX_SCOPES: usize = MAX_PARTIES;

/// What kind of agreement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Somebody delivers a service for the municipality (S2-fn1-a).
    Service,
    /// Two or more keep one journal (§ 6.1).
    JointRecord,
    /// A host municipality takes a service over (§ 6.5).
    Host,
    /// A task community (§ 6.4).
    TaskCommunity,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Service, Self::JointRecord, Self::Host, Self::TaskCommunity];

    /// The kind as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Service => "SERVICE",
            Self::JointRecord => "JOINT_RECORD",
            Self::Host => "HOST",
            Self::TaskCommunity => "TASK_COMMUNITY",
        }
    }

    /// The kind that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// How far an agreement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementState {
    /// It is being written; it decides nothing.
    Draft,
    /// It decides, within its dates.
    InForce,
}

impl AgreementState {
    /// The state as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "DRAFT",
            Self::InForce => "IN_FORCE",
        }
    }

    /// The state that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        [Self::Draft, Self::InForce].into_iter().find(|state| state.as_str() == text)
    }
}

/// An agreement as it has been written so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Our own id.
    pub id: AgreementId,
    /// The municipality that writes it: one of the parties; with a host, the host.
    pub municipality: MunicipalityId,
    /// What kind it is.
    pub kind: Kind,
    /// What people call it.
    pub title: String,
    /// The other parties, in the order they were named.
    pub others: Vec<Party>,
    /// What kind of organisation each of them is that is one.
    pub kinds: BTreeMap<OrgId, OrgKind>,
    /// The services it covers.
    pub scopes: Vec<Scope>,
    /// The first day.
    pub first: Option<Date>,
    /// The last day, when it has one.
    pub last: Option<Date>,
    /// What has been filled in, by the key of the field.
    pub answers: BTreeMap<String, String>,
}

impl Draft {
    /// What stands in a field; none when it is empty.
    pub fn answer(&self, key: &str) -> Option<&str> {
        self.answers.get(key).map(String::as_str).map(str::trim).filter(|text| !text.is_empty())
    }

    /// Whether exactly this stands in a field.
    pub fn says(&self, key: &str, value: &str) -> bool {
        self.answer(key) == Some(value)
    }

    /// Everybody who must sign, the municipality first. Of a task community it is the
    /// participants; the community itself signs nothing.
    pub fn signers(&self) -> Vec<Party> {
        let own = core::iter::once(Party::Municipality(self.municipality));
        let community = |party: &Party| match party {
            Party::Org(org) => {
                matches!(self.kinds.get(org), Some(OrgKind::TaskCommunity(_)))
            }
            _ => false,
        };
        own.chain(self.others.iter().copied().filter(|party| !community(party))).collect()
    }

    /// The municipalities that take part, the one that writes it first.
    pub fn municipalities(&self) -> Vec<MunicipalityId> {
        let others = self.others.iter().filter_map(|party| match party {
            Party::Municipality(id) => Some(*id),
            _ => None,
        });
        core::iter::once(self.municipality).chain(others).collect()
    }

    /// The first of the other parties that is an organisation: the provider, or the
    /// community.
    pub fn org(&self) -> Option<OrgId> {
        self.others.iter().find_map(|party| match party {
            Party::Org(org) => Some(*org),
            _ => None,
        })
    }

    /// A party in the words of a field: `municipality`, `provider`, or its own name.
    pub fn party(&self, value: &str) -> Option<Party> {
        match value {
            "MUNICIPALITY" => Some(Party::Municipality(self.municipality)),
            "PROVIDER" => self.others.first().copied(),
            other => Party::from_stored(other),
        }
    }
}

impl Party {
    /// The party as it is stored, and as forms post it.
    pub fn to_stored(self) -> String {
        match self {
            Self::Operator => "P".to_owned(),
            Self::Municipality(id) => format!("M:{id}"),
            Self::Org(id) => format!("O:{id}"),
        }
    }

    /// The party that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        match text.split_once(':') {
            None => (text == "P").then_some(Self::Operator),
            Some(("M", id)) => id.parse().ok().map(Self::Municipality),
            Some(("O", id)) => id.parse().ok().map(Self::Org),
            Some(_) => None,
        }
    }
}
