//! SQLite: one writer that commits in groups, a few readers, checkpoints aside.
//!
//! Nothing outside this room knows that the database is a file.

mod checkpoint;
mod readers;
pub(crate) mod statement;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

pub(crate) use readers::Lease;
pub(crate) use writer::{Outcome, Turn};

use crate::counters::Tally;
use crate::error::{self, StorageError};
use crate::faults::Faults;
use checkpoint::Checkpoints;
use readers::Readers;
use writer::Writer;

/// How long a connection waits for another process to leave the file.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How many prepared statements each connection keeps; more than we have.
const STATEMENTS_KEPT: usize = 512;

/// The pages a connection keeps in memory, in KiB.
const CACHE_KIB: i64 = 8 * 1024;

pub(crate) struct Sqlite {
    pub(crate) writer: Arc<Writer>,
    pub(crate) readers: Arc<Readers>,
    path: PathBuf,
}

impl Sqlite {
    pub(crate) fn open(
        path: &Path,
        faults: &Arc<Faults>,
        tally: &Arc<Tally>,
    ) -> Result<Self, StorageError> {
        create_private(path)?;
        let (log, checkpoints) = Checkpoints::open(path)?;
        let writer = Writer::open(path, log, faults, tally)?;
        checkpoints.start(Arc::downgrade(&writer))?;
        let readers = Readers::open(path)?;
        Ok(Self { writer, readers, path: path.to_owned() })
    }

    /// A connection of its own, for the migrations.
    pub(crate) fn connect(&self) -> Result<Connection, StorageError> {
        connect(&self.path)
    }
}

/// Makes the file readable for its owner alone, before SQLite makes it for all.
fn create_private(path: &Path) -> Result<(), StorageError> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|e| error::other("creating the database file", &e))
}

/// A connection with the settings that every one of ours has.
///
/// Synchronous FULL: a COMMIT that has answered survives a power cut. Grouping
/// pays for it. Checkpoints are never run by whoever happens to commit. A statement's
/// plan is made once, whatever values it is given: otherwise SQLite would look at the
/// values and compile nearly every statement anew each time it is run.
fn connect(path: &Path) -> Result<Connection, StorageError> {
    let doing = "opening the database file";
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(error::sqlite(doing))?;
    let settings = || -> rusqlite::Result<()> {
        connection.busy_timeout(BUSY_TIMEOUT)?;
        let mode: String =
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
        if mode != "wal" {
            return Err(rusqlite::Error::InvalidQuery);
        }
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop)
    };
    settings().map_err(error::sqlite(doing))?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    Ok(connection)
}
