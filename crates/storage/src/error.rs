//! What can go wrong between us and the database.

use core::fmt;
use std::sync::Arc;

/// Why the database did not do as asked.
///
/// Can be cloned, because one failed COMMIT is told to every member of its group.
/// No variant holds a value from a row: the text may be logged.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// The address of the database is not one we can read.
    #[error("the database address is not understood: {0}")]
    Address(&'static str),
    /// The database itself answered with an error.
    #[error("the database failed while {doing}")]
    Engine {
        /// What we were doing.
        doing: &'static str,
        /// What the engine said.
        #[source]
        fault: Arc<EngineFault>,
    },
    /// Too many are waiting, or the wait was too long.
    #[error("the database is busy: {0}")]
    Busy(&'static str),
    /// Others kept changing the same rows.
    #[error("the transaction {name} was in conflict with others {tries} times")]
    Conflict {
        /// The transaction's name.
        name: &'static str,
        /// How many times it ran.
        tries: u32,
    },
    /// The group's COMMIT did not happen, so nothing of it is stored.
    #[error("the write was not committed")]
    NotCommitted,
    /// A statement failed earlier in this transaction, so it can only be undone.
    #[error("the transaction went on after a failed statement")]
    UsedAfterFailure,
    /// The closure did not give its transaction back.
    #[error("the transaction outlived its closure")]
    TransactionKept,
    /// A statement that must touch one row touched another number.
    #[error("a statement for one row touched {rows}")]
    NotOneRow {
        /// How many rows it touched or found.
        rows: u64,
    },
    /// A list had more rows than the limit that guards it.
    #[error("a list had more than {limit} rows")]
    TooManyRows {
        /// The limit.
        limit: usize,
    },
    /// A column held something else than its type says.
    #[error("column {column} does not hold {wanted}")]
    Column {
        /// Its place in the row, from 0.
        column: usize,
        /// What was asked for.
        wanted: &'static str,
    },
    /// A statement got another number of values than it has places for.
    #[error("a statement with {places} places got {values} values")]
    Parameters {
        /// How many it has.
        places: usize,
        /// How many it got.
        values: usize,
    },
    /// A function was called in a transaction opened for another scope.
    #[error("this needs the scope of {wanted}")]
    OutOfScope {
        /// What scope it needs.
        wanted: &'static str,
    },
    /// The schema is newer than this binary knows.
    #[error("the database has schema version {found}, this binary knows {known}")]
    SchemaNewer {
        /// The version in the database.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// The schema is older than this binary needs.
    #[error("the database has schema version {found}, this binary needs {known}; run migrate")]
    SchemaOlder {
        /// The version in the database.
        found: i64,
        /// The version needed.
        known: i64,
    },
    /// A migration that was applied has been edited since.
    #[error("migration {version} was edited after it was applied")]
    MigrationEdited {
        /// Its version.
        version: i64,
    },
    /// Another worker has claimed the job since.
    #[error("the job was claimed anew by another worker")]
    LeaseLost,
    /// No master key was given.
    #[error("no master key is configured; content cannot be sealed")]
    MasterKeyMissing,
    /// The master key is not the one this database was set up with.
    #[error("the master key is not the one this database was sealed with")]
    MasterKeyWrong,
    /// A master key that is not 32 bytes in hexadecimal or base64.
    #[error("the master key is not 32 bytes in hexadecimal or base64")]
    MasterKeyMalformed,
    /// Sealed content could not be opened: another key, another place, or damaged.
    #[error("sealed content could not be opened")]
    Unsealable,
    /// Sealed content whose key was destroyed: nobody can open it any more.
    #[error("the key of this content was destroyed")]
    KeyDestroyed,
    /// Nothing more is sealed for this controller: its last service is over.
    #[error("nothing more is sealed for this controller")]
    KeyClosed,
    /// A place that nothing would hand over before its key is destroyed.
    #[error("nothing is sealed for a unit in {table}.{column}: no one would hand it over")]
    PlaceUnknown {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A text is longer than its column is meant for.
    #[error("{what} is too long")]
    TooLong {
        /// What is too long.
        what: &'static str,
    },
}

impl StorageError {
    /// Whether the error is a unique value that is taken.
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Engine { fault, .. } if fault.taken)
    }
}

/// What a database engine said, without any value from a row.
#[derive(Debug, Clone)]
pub struct EngineFault {
    text: String,
    taken: bool,
}

impl fmt::Display for EngineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for EngineFault {}

/// SQLite's answer as ours. Its texts name tables and columns, never values.
pub(crate) fn sqlite(doing: &'static str) -> impl FnOnce(rusqlite::Error) -> StorageError {
    move |error| {
        let taken = error.sqlite_error().is_some_and(|e| {
            e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                || e.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
        });
        let fault = EngineFault { text: error.to_string(), taken };
        StorageError::Engine { doing, fault: Arc::new(fault) }
    }
}

/// PostgreSQL's answer as ours: the code, the words and the constraint, but not
/// the detail, which quotes the row.
pub(crate) fn postgres(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> StorageError {
    move |error| {
        let taken = error.code() == Some(&tokio_postgres::error::SqlState::UNIQUE_VIOLATION);
        let text = error.as_db_error().map_or_else(|| chain(&error), described);
        StorageError::Engine { doing, fault: Arc::new(EngineFault { text, taken }) }
    }
}

/// A fault that no engine named.
pub(crate) fn other(doing: &'static str, error: &dyn std::error::Error) -> StorageError {
    let fault = EngineFault { text: chain(error), taken: false };
    StorageError::Engine { doing, fault: Arc::new(fault) }
}

fn described(error: &tokio_postgres::error::DbError) -> String {
    let place = error.constraint().or(error.table()).unwrap_or("-");
    format!("{} {} ({place})", error.code().code(), error.message())
}

/// The error and what lies behind it, as one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        source = inner.source();
    }
    text
}
