//! Migrations on PostgreSQL: one process at a time, held by an advisory lock.

use deadpool_postgres::Client;
use helsebro_domain::time::Instant;
use tokio_postgres::GenericClient;

use super::{APPLIED, Applied, Migrated, Migration, NOTE, NOTES, next};
use crate::dialect;
use crate::error::{self, StorageError};

const DOING: &str = "migrating";

/// Any number, as long as it stays the same: whoever holds it migrates.
const LOCK: &str = "SELECT pg_advisory_xact_lock(727264611)";

/// A migration may take its time; one that waits for another process may not.
const LIMITS: &str = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s'";

const HAS_NOTES: &str = "SELECT to_regclass('schema_versions') IS NOT NULL";

pub(super) async fn migrate(
    client: &mut Client,
    migrations: &[Migration],
    now: Instant,
) -> Result<Migrated, StorageError> {
    let from = applied(&***client).await?.last().map_or(0, |applied| applied.version);
    let mut to = from;
    while let Some(version) = step(client, migrations, now).await? {
        to = version;
    }
    Ok(Migrated { from, to })
}

pub(super) async fn applied(
    client: &(impl GenericClient + Sync),
) -> Result<Vec<Applied>, StorageError> {
    let has_notes = client.query_one(HAS_NOTES, &[]).await.map_err(error::postgres(DOING))?;
    if !has_notes.get::<_, bool>(0) {
        return Ok(Vec::new());
    }
    let rows = client.query(APPLIED, &[]).await.map_err(error::postgres(DOING))?;
    Ok(rows.iter().map(|row| Applied { version: row.get(0), checksum: row.get(1) }).collect())
}

/// Applies the next version, if there is one.
async fn step(
    client: &mut Client,
    migrations: &[Migration],
    now: Instant,
) -> Result<Option<i64>, StorageError> {
    let client: &mut tokio_postgres::Client = client;
    let transaction = client.transaction().await.map_err(error::postgres(DOING))?;
    for words in [LIMITS, LOCK] {
        transaction.batch_execute(words).await.map_err(error::postgres(DOING))?;
    }
    let Some(migration) = next(&applied(&transaction).await?, migrations)? else {
        return Ok(None);
    };
    for script in [NOTES, migration.script] {
        let script = dialect::schema_for_postgres(script);
        transaction.batch_execute(&script).await.map_err(error::postgres(DOING))?;
    }
    transaction
        .execute(NOTE, &[&migration.version, &migration.name, &migration.checksum(), &now.micros()])
        .await
        .map_err(error::postgres(DOING))?;
    transaction.commit().await.map_err(error::postgres(DOING))?;
    Ok(Some(migration.version))
}
