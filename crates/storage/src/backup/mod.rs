//! Copies of the database that can be put back, taken while the platform runs.
//!
//! A copy is a folder: the data, the chain file, and a manifest that says what
//! each file must hold. The manifest is written last, so a copy that was not
//! finished has none. The master key is never in it.
//!
//! SQLite is copied by `VACUUM INTO`: one state of the database, written out
//! without the rests of what was deleted, while others write. (The backup calls
//! of the library begin anew whenever another process writes.) PostgreSQL is
//! copied by our own `COPY` of every table in one snapshot: nothing need be
//! installed, it goes by the same encrypted connection, and the schema is made
//! by the same migrations as always, so both are known to agree.

mod files;
mod manifest;
mod postgres;
mod scratch;
mod sqlite;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;

use crate::audit::{ChainFile, ChainFileFault};
use crate::db::{Db, Engine, EngineKind};
use crate::error::StorageError;
use crate::migrate;
use crate::settings::{Address, StorageSettings};

pub use manifest::{CopiedFile, CopiedTable, Manifest};
pub use scratch::Scratch;

/// The chain file's name in a copy.
const CHAIN: &str = "audit.chain";

/// The most keys, tables or files a manifest may name.
const MAX_NAMED: usize = 1_000;

/// Why a copy was not taken or not put back.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// The database failed.
    #[error("the database failed")]
    Storage(#[from] StorageError),
    /// A file failed.
    #[error("{} could not be read or written", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The folder for the copy holds something.
    #[error("{} is not empty", .0.display())]
    FolderNotEmpty(PathBuf),
    /// The database that should be filled holds something.
    #[error("the database is not empty; a copy is only put into an empty one")]
    DatabaseNotEmpty,
    /// There is no manifest, or not one of ours.
    #[error("there is no finished copy in {}", .0.display())]
    NoManifest(PathBuf),
    /// The copy is of the other kind of database.
    #[error("the copy is of another kind of database than the configured one")]
    OtherKind,
    /// A file of the copy is not what the manifest says.
    #[error("{0} is damaged: it is not what the manifest says")]
    Damaged(String),
    /// The database itself says that it is broken.
    #[error("the database is not sound: {0}")]
    NotSound(&'static str),
    /// A table has another number of rows than the manifest says.
    #[error("the table {table} has {found} rows and should have {expected}")]
    Rows {
        /// Which table.
        table: String,
        /// How many it should have.
        expected: u64,
        /// How many it has.
        found: u64,
    },
    /// The chain file could not be copied.
    #[error("the chain file could not be copied")]
    Chain(#[from] ChainFileFault),
}

/// What a copy holds, when it was taken.
#[derive(Debug)]
pub struct Taken {
    /// What each file must hold.
    pub manifest: Manifest,
    /// How many blocks the chain file knows that the database has not.
    pub ahead: u64,
}

/// What became of the chain file when a copy was put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainRestored {
    /// It was put back too.
    Now,
    /// One was there, and was left as it is: it may know of more than the copy.
    Kept,
    /// None is configured, or none was copied.
    None,
}

/// A copy that was put back.
pub struct Restored {
    /// The database, with the schema of this version.
    pub db: Db,
    /// What was put back.
    pub manifest: Manifest,
    /// The chain file.
    pub chain: ChainRestored,
}

/// Copies the database, and the chain file when there is one, into a folder that
/// is empty or not there.
///
/// # Errors
/// [`BackupFault`] says why not; what was written by then has no manifest.
pub async fn take(db: &Db, chain: Option<&ChainFile>, folder: &Path) -> Result<Taken, BackupFault> {
    files::make_empty(folder)?;
    let schema = db.schema_version().await?;
    db.check_schema().await?;
    let tables = migrate::tables(schema);
    let (mut copied, copied_tables, sequence) = match db.engine() {
        Engine::Sqlite(engine) => sqlite::take(engine, folder, &tables)?,
        Engine::Postgres(engine) => postgres::take(engine, folder, &tables).await?,
    };
    let mut ahead = 0;
    if let Some(chain) = chain {
        // Blocks of the copy that are on their way to the file.
        ahead = chain.catch_up(db).await?.ahead;
        copied.push(files::copy_chain(chain, &folder.join(CHAIN), sequence)?);
    }
    let manifest = Manifest {
        format: manifest::FORMAT,
        kind: manifest::kind_of(db.kind()).to_owned(),
        schema,
        made_at: db.now().to_string(),
        sequence,
        files: copied,
        tables: copied_tables,
    };
    manifest.write(folder)?;
    Ok(Taken { manifest, ahead })
}

/// Puts a copy into the empty database at the settings' address, and the chain
/// file to its place. Every file is held against the manifest first, and every
/// table's rows are counted afterwards.
///
/// # Errors
/// [`BackupFault`] says why not. On PostgreSQL a failure leaves at most empty
/// tables; on SQLite no file, or a whole one.
pub async fn restore(
    settings: &StorageSettings,
    (clock, dice): (Arc<dyn Clock>, Arc<dyn Dice>),
    chain: Option<&ChainFile>,
    folder: &Path,
) -> Result<Restored, BackupFault> {
    let manifest = Manifest::read(folder)?;
    let known = migrate::newest_version();
    if manifest.schema > known {
        return Err(StorageError::SchemaNewer { found: manifest.schema, known }.into());
    }
    let address = settings.address()?;
    let kind = match &address {
        Address::Sqlite(_) => EngineKind::Sqlite,
        Address::Postgres(_) => EngineKind::Postgres,
    };
    if manifest.kind != manifest::kind_of(kind) {
        return Err(BackupFault::OtherKind);
    }
    manifest.check_files(folder)?;
    let db = match &address {
        Address::Sqlite(path) => {
            sqlite::put_back(path, folder)?;
            Db::open(settings, clock, dice).await?
        }
        Address::Postgres(_) => {
            let db = Db::open(settings, clock, dice).await?;
            postgres::put_back(&db, folder, &manifest).await?;
            db
        }
    };
    for CopiedTable { name, rows, .. } in &manifest.tables {
        let found = rows_in(&db, name).await?;
        if found != *rows {
            let (table, expected) = (name.clone(), *rows);
            return Err(BackupFault::Rows { table, expected, found });
        }
    }
    db.migrate().await?;
    let chain = files::put_chain_back(chain, &folder.join(CHAIN))?;
    Ok(Restored { db, manifest, chain })
}

/// How many rows a table has.
async fn rows_in(db: &Db, table: &str) -> Result<u64, BackupFault> {
    match db.engine() {
        Engine::Sqlite(engine) => sqlite::count(&engine.connect()?, table),
        Engine::Postgres(engine) => {
            let client = engine.client().await?;
            postgres::count(&client, table).await
        }
    }
}
