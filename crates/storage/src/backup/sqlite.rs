//! SQLite: one file, written out while others write.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::BackupFault;
use super::files;
use super::manifest::{CopiedFile, CopiedTable};
use crate::error;
use crate::sqlite::Sqlite;

const DATABASE: &str = "helsebro.db";

const HEAD: &str = "SELECT sequence FROM audit_head WHERE id = 1";

type Copied = (Vec<CopiedFile>, Vec<CopiedTable>, i64);

pub(super) fn take(
    engine: &Sqlite,
    folder: &Path,
    tables: &[&'static str],
) -> Result<Copied, BackupFault> {
    let path = folder.join(DATABASE);
    // SQLite writes into an empty file, and would make one that all can read.
    drop(files::create_private(&path)?);
    let name = path.to_string_lossy();
    engine
        .connect()?
        .execute("VACUUM INTO ?1", [&*name])
        .map_err(failed("copying the database"))?;
    let copy = opened(&path)?;
    check(&copy)?;
    let mut counted = Vec::with_capacity(tables.len());
    for name in tables {
        let rows = count(&copy, name)?;
        counted.push(CopiedTable { name: (*name).to_owned(), rows, columns: Vec::new() });
    }
    let sequence =
        copy.query_row(HEAD, [], |row| row.get(0)).map_err(failed("reading the copy"))?;
    copy.close().map_err(|(_, error)| failed("closing the copy")(error))?;
    let file = std::fs::File::open(&path).and_then(|file| file.sync_all());
    file.map_err(files::failed(&path))?;
    Ok((vec![files::described(&path)?], counted, sequence))
}

/// Puts the file to its place, when nothing is there but at most an empty file.
pub(super) fn put_back(path: &Path, folder: &Path) -> Result<(), BackupFault> {
    let rests = ["-wal", "-shm"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        name
    });
    let is_there = |path: &Path| std::fs::metadata(path).is_ok_and(|found| found.len() > 0);
    if is_there(path) || rests.iter().any(|rest| is_there(Path::new(rest))) {
        return Err(BackupFault::DatabaseNotEmpty);
    }
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(files::failed(parent))?;
    }
    files::copy(&folder.join(DATABASE), path)?;
    check(&opened(path)?)
}

/// How many rows a table has. The name comes from a migration or from a manifest,
/// which holds lower case letters only.
pub(super) fn count(connection: &Connection, table: &str) -> Result<u64, BackupFault> {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    let rows: i64 =
        connection.query_row(&sql, [], |row| row.get(0)).map_err(failed("counting rows"))?;
    Ok(u64::try_from(rows).unwrap_or(0))
}

/// Whether the file is whole, and every reference leads somewhere.
fn check(connection: &Connection) -> Result<(), BackupFault> {
    let found: String = connection
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
        .map_err(failed("checking the database"))?;
    if found != "ok" {
        return Err(BackupFault::NotSound("the integrity check failed"));
    }
    let mut statement =
        connection.prepare("PRAGMA foreign_key_check").map_err(failed("checking references"))?;
    if statement.exists([]).map_err(failed("checking references"))? {
        return Err(BackupFault::NotSound("a reference leads nowhere"));
    }
    Ok(())
}

/// The file of a copy, which nobody else uses: without a log beside it.
fn opened(path: &Path) -> Result<Connection, BackupFault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).map_err(failed("opening the copy"))?;
    connection
        .pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
        .map_err(failed("opening the copy"))?;
    Ok(connection)
}

fn failed(doing: &'static str) -> impl FnOnce(rusqlite::Error) -> BackupFault {
    move |error| BackupFault::Storage(error::sqlite(doing)(error))
}
