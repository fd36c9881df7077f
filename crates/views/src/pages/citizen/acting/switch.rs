//! Whom one acts for.

use helsebro_domain::representation::{Basis, Coverage};
use helsebro_domain::time::Date;

use super::OFFERED;

/// `/meg/opptrer-for`. Posts `person`: `self` or one of the values.
#[derive(Clone)]
pub struct ActFor {
    /// One's own full name.
    pub own: String,
    /// The value of whom one acts for now; none for oneself.
    pub current: Option<String>,
    /// Whom one can act for, by name.
    pub choices: Vec<ActChoice>,
    /// Whom one could act for until lately, by name.
    pub past: Vec<PastChoice>,
}

/// Somebody whom one can act for.
#[derive(Clone, PartialEq, Eq)]
pub struct ActChoice {
    /// What the form posts.
    pub value: String,
    /// Full name.
    pub name: String,
    /// Age in whole years.
    pub age: Option<i16>,
    /// On what.
    pub on: On,
    /// The last day, when it has one.
    pub last_day: Option<Date>,
}

/// Somebody whom one could act for until lately.
#[derive(Clone, PartialEq, Eq)]
pub struct PastChoice {
    /// Full name.
    pub name: String,
    /// The last day.
    pub ended_on: Date,
}

/// On what somebody acts, as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// A power of attorney that covers this.
    Attorney(Coverage),
    /// Parental responsibility for a child under 12.
    Parent,
    /// Parental responsibility for a youth.
    ParentOfYouth,
    /// Guardianship.
    Guardian,
    /// A clinician's decision.
    NextOfKin,
}

impl On {
    /// What a basis is told as; none for oneself.
    pub const fn of(basis: Basis) -> Option<Self> {
        match basis {
            Basis::Own => None,
            Basis::PowerOfAttorney { coverage, .. } => Some(Self::Attorney(coverage)),
            Basis::Parent => Some(Self::Parent),
            Basis::ParentOfYouth => Some(Self::ParentOfYouth),
            Basis::Guardian => Some(Self::Guardian),
            Basis::NextOfKin { .. } => Some(Self::NextOfKin),
        }
    }

    /// What it covers, when it is a power of attorney.
    pub const fn coverage(&self) -> Option<&Coverage> {
        match self {
            Self::Attorney(coverage) => Some(coverage),
            _ => None,
        }
    }

    /// What it lets one do; none where that is not a list.
    pub fn can(&self) -> Option<Coverage> {
        match self {
            Self::Attorney(coverage) => Some(*coverage),
            Self::Parent | Self::Guardian => Some(Coverage::of(&OFFERED)),
            Self::ParentOfYouth | Self::NextOfKin => None,
        }
    }

    /// The key of what it is called.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Attorney(_) => "acting-on-attorney",
            Self::Parent => "acting-on-parent",
            Self::ParentOfYouth => "acting-on-parent-of-youth",
            Self::Guardian => "acting-on-guardian",
            Self::NextOfKin => "acting-on-next-of-kin",
        }
    }

    /// The key of what it lets one see and do, said on the person's own page.
    pub const fn lead_key(&self) -> &'static str {
        match self {
            Self::Attorney(_) => "acting-home-lead-attorney",
            Self::Parent => "acting-home-lead-parent",
            Self::ParentOfYouth => "acting-home-lead-youth",
            Self::Guardian => "acting-home-lead-guardian",
            Self::NextOfKin => "acting-home-lead-kin",
        }
    }
}

impl ActFor {
    /// Whether one acts for oneself now.
    pub const fn is_self(&self) -> bool {
        self.current.is_none()
    }

    /// Whether one acts for this person now.
    pub fn is_current(&self, choice: &ActChoice) -> bool {
        self.current.as_ref() == Some(&choice.value)
    }
}

/// What the home says when one acts for somebody.
#[derive(Clone)]
pub struct ActingHome {
    /// Full name.
    pub name: String,
    /// On what.
    pub on: On,
    /// The last day, when it has one.
    pub last_day: Option<Date>,
}

/// That there is something new for somebody whom one helps.
#[derive(Clone, PartialEq, Eq)]
pub struct HelpedNews {
    /// What the form posts to `/meg/opptrer-for`.
    pub value: String,
    /// Full name.
    pub name: String,
    /// Given name.
    pub given: String,
    /// How many conversations hold something that one has not read.
    pub count: u32,
}

crate::page::page!(ActFor, "citizen/acting/switch.html");
