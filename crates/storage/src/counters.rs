//! What the writer has done since the start, for `bench` and tests.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many writes shared how many commits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counters {
    /// Transactions begun at the engine. On PostgreSQL each write is its own.
    pub groups: u64,
    /// Writes whose COMMIT succeeded.
    pub members: u64,
    /// COMMITs that succeeded.
    pub commits: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Tally {
    groups: AtomicU64,
    members: AtomicU64,
    commits: AtomicU64,
    statements: AtomicU64,
}

impl Tally {
    pub(crate) fn began(&self) {
        self.groups.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn committed(&self, members: u64) {
        self.members.fetch_add(members, Ordering::Relaxed);
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn ended(&self, statements: u64) {
        self.statements.fetch_add(statements, Ordering::Relaxed);
    }

    pub(crate) fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    pub(crate) fn read(&self) -> Counters {
        Counters {
            groups: self.groups.load(Ordering::Relaxed),
            members: self.members.load(Ordering::Relaxed),
            commits: self.commits.load(Ordering::Relaxed),
        }
    }
}
