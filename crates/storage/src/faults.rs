//! Faults that a test asks for, so that what we promise about failures is shown.

use std::sync::atomic::{AtomicU32, Ordering};

/// Which faults the next transactions meet. Nothing outside tests asks for any.
#[derive(Debug, Default)]
pub struct Faults {
    commits: AtomicU32,
}

impl Faults {
    /// Lets the next COMMIT fail; on SQLite that is the COMMIT of a whole group.
    pub fn fail_next_commit(&self) {
        self.fail_next_commits(1);
    }

    /// Lets this many COMMITs fail from now on.
    pub fn fail_next_commits(&self, commits: u32) {
        self.commits.store(commits, Ordering::SeqCst);
    }

    /// Whether this COMMIT is one that fails.
    pub(crate) fn strikes_commit(&self) -> bool {
        let left = |left: u32| left.checked_sub(1);
        self.commits.fetch_update(Ordering::SeqCst, Ordering::SeqCst, left).is_ok()
    }
}
