//! What one enterprise asked another for, what was given out, and the log of it (§ 10).

mod changes;
mod log;
mod oppositions;
mod rows;

pub use changes::{Changed, changes_of, tell_recipients};
pub use log::{LogEntry, add_log, log_of};
pub use oppositions::{
    MAX_NOTED, NotedOpposition, forget_opposition, is_noted_within, note_opposition, noted_at,
    oppositions_of,
};
pub use rows::{
    GivenWords, MAX_DISCLOSURES, Sealed3, StoredDisclosure, add_disclosure, asked_by_unit,
    asked_of_unit, checks_of, decline, disclosure_of_asker, disclosure_of_patient,
    disclosure_of_source, overridden, release, threads_of,
};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] =
    &[changes::STATEMENTS, log::STATEMENTS, oppositions::STATEMENTS, rows::STATEMENTS];
