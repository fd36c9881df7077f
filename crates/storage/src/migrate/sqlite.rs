//! Migrations on SQLite: on a connection of their own, which waits for the writer.

use helsebro_domain::time::Instant;
use rusqlite::{Connection, TransactionBehavior, params};

use super::{APPLIED, Applied, Migrated, Migration, NOTE, NOTES, next};
use crate::dialect;
use crate::error::{self, StorageError};

const DOING: &str = "migrating";

pub(super) fn migrate(
    connection: &mut Connection,
    migrations: &[Migration],
    now: Instant,
) -> Result<Migrated, StorageError> {
    let from = applied(connection)?.last().map_or(0, |applied| applied.version);
    let mut to = from;
    while let Some(version) = step(connection, migrations, now)? {
        to = version;
    }
    Ok(Migrated { from, to })
}

pub(super) fn applied(connection: &Connection) -> Result<Vec<Applied>, StorageError> {
    if !connection.table_exists(None, "schema_versions").map_err(error::sqlite(DOING))? {
        return Ok(Vec::new());
    }
    let read = || -> rusqlite::Result<Vec<Applied>> {
        let mut statement = connection.prepare(APPLIED)?;
        let row =
            |row: &rusqlite::Row<'_>| Ok(Applied { version: row.get(0)?, checksum: row.get(1)? });
        statement.query_map([], row)?.collect()
    };
    read().map_err(error::sqlite(DOING))
}

/// Applies the next version, if there is one.
fn step(
    connection: &mut Connection,
    migrations: &[Migration],
    now: Instant,
) -> Result<Option<i64>, StorageError> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(error::sqlite(DOING))?;
    let Some(migration) = next(&applied(&transaction)?, migrations)? else { return Ok(None) };
    let apply = || {
        transaction.execute_batch(&dialect::schema_for_sqlite(NOTES))?;
        transaction.execute_batch(&dialect::schema_for_sqlite(migration.script))?;
        let note = params![migration.version, migration.name, migration.checksum(), now.micros()];
        transaction.execute(dialect::for_sqlite(NOTE), note)
    };
    apply().map_err(error::sqlite(DOING))?;
    transaction.commit().map_err(error::sqlite(DOING))?;
    Ok(Some(migration.version))
}
