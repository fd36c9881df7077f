//! For whom a transaction is opened.
//!
//! Every transaction has a scope, and functions that read or write a tenant's
//! rows take the tenant from it, so that none can forget the filter.

use helsebro_domain::ids::{MunicipalityId, PersonId};

/// Whose rows a transaction may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One municipality's.
    Municipality(MunicipalityId),
    /// One citizen's own.
    Citizen(PersonId),
    /// Anyone's, for this reason.
    System(SystemReason),
}

/// Why the system acts by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SystemReason {
    /// Somebody is signing in or out, and we do not know yet who it is.
    SignIn,
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
    /// A benchmark runs.
    Bench,
}
