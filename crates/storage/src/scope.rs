//! For whom a transaction is opened.
//!
//! Every transaction has a scope, and functions that read or write a tenant's
//! rows take the tenant from it, so that none can forget the filter.

use helsebro_domain::ids::{MunicipalityId, PersonId};
use helsebro_domain::representation::{CitizenAccess, Sight};

/// Whose rows a transaction may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One municipality's.
    Municipality(MunicipalityId),
    /// One citizen's own.
    Citizen(PersonId),
    /// One citizen's, as far as somebody who acts for her sees them.
    Acting(Viewer),
    /// Anyone's, for this reason.
    System(SystemReason),
}

/// Who looks at a citizen's rows, and how much of them she sees (S1-2.1-a).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    /// Whose rows.
    pub person: PersonId,
    /// Who looks.
    pub actor: PersonId,
    /// How much she sees.
    pub sight: Sight,
}

impl Viewer {
    /// A citizen who looks at her own.
    pub const fn own(person: PersonId) -> Self {
        Self { person, actor: person, sight: Sight::All }
    }

    /// The sight as statements take it.
    pub(crate) const fn sight_column(self) -> i64 {
        match self.sight {
            Sight::All => 0,
            Sight::NotSensitive => 1,
            Sight::OwnOnly => 2,
            Sight::NotBlocked => 3,
            Sight::OpenedOnly => 4,
            Sight::OpenToYouth => 5,
        }
    }
}

impl From<&CitizenAccess> for Scope {
    /// What a citizen's access lets a transaction touch.
    fn from(access: &CitizenAccess) -> Self {
        if access.is_own() && access.sight() == Sight::All {
            return Self::Citizen(access.person());
        }
        Self::Acting(Viewer {
            person: access.person(),
            actor: access.actor(),
            sight: access.sight(),
        })
    }
}

/// Why the system acts by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemReason {
    /// Somebody is signing in or out, and we do not know yet who it is.
    SignIn,
    /// Whether one person may act for another is worked out.
    Representation,
    /// What the population register says of people is taken in.
    Register,
    /// A background job is taken, finished or put back.
    Job,
    /// A message from a journal system is taken in.
    MessageIn,
    /// Keys are looked up or made.
    Keys,
    /// An operator looks at the health of the installation.
    Operation,
    /// A town is seeded.
    Seed,
    /// Audit lines are sealed into blocks, or the blocks are looked at.
    Audit,
    /// Old rows are cleared away.
    Retention,
    /// Who is told of something is decided, and the notices are sent.
    Notice,
    /// A municipality joins or leaves, by the operator or by itself.
    Joining,
    /// Who answers for what is looked up, or entered.
    Controllership,
    /// A request about rights is sent, or answered by those whose it is.
    Rights,
    /// A benchmark runs.
    Bench,
}
