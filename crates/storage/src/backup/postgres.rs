//! PostgreSQL: every table by COPY, in one snapshot.

use std::io::{BufWriter, Read, Write};
use std::path::Path;
use std::pin::pin;

use bytes::Bytes;
use deadpool_postgres::Object;
use futures_util::{SinkExt, TryStreamExt};
use tokio_postgres::Client;

use super::BackupFault;
use super::files;
use super::manifest::{CopiedFile, CopiedTable, Manifest};
use crate::db::{Db, Engine};
use crate::error;
use crate::postgres::Postgres;

/// How much is sent at once.
const STEP_BYTES: usize = 256 * 1024;

/// One state for all tables. A copy may take its time.
const BEGIN_READING: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; \
     SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0";
const BEGIN_FILLING: &str = "BEGIN; SET LOCAL statement_timeout = 0; \
     SET LOCAL idle_in_transaction_session_timeout = 0";

const HEAD: &str = "SELECT sequence FROM audit_head WHERE id = 1";
const COLUMNS: &str = "SELECT column_name::text FROM information_schema.columns \
     WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position";
const ANY_TABLE: &str = "SELECT EXISTS (SELECT 1 FROM information_schema.tables \
     WHERE table_schema = current_schema())";

/// Made by the migrations, which note in it what they did.
const NOTES: &str = "schema_versions";

type Copied = (Vec<CopiedFile>, Vec<CopiedTable>, i64);

fn failed(doing: &'static str) -> impl FnOnce(tokio_postgres::Error) -> BackupFault {
    move |error| BackupFault::Storage(error::postgres(doing)(error))
}

pub(super) async fn take(
    engine: &Postgres,
    folder: &Path,
    tables: &[&'static str],
) -> Result<Copied, BackupFault> {
    let client = engine.client().await?;
    let copied = copy_all(&client, folder, tables).await;
    given_back(client, &copied);
    copied
}

/// A connection goes back to the pool only when its transaction has ended.
fn given_back<T>(client: Object, done: &Result<T, BackupFault>) {
    if done.is_err() {
        drop(Object::take(client));
    }
}

async fn copy_all(
    client: &Client,
    folder: &Path,
    tables: &[&'static str],
) -> Result<Copied, BackupFault> {
    client.batch_execute(BEGIN_READING).await.map_err(failed("beginning the copy"))?;
    let (mut copied, mut counted) = (Vec::new(), Vec::new());
    for name in tables {
        let rows = count(client, name).await?;
        let columns = columns_of(client, name).await?;
        let path = folder.join(format!("{name}.copy"));
        copy_out(client, (name, &columns), &path).await?;
        copied.push(files::described(&path)?);
        counted.push(CopiedTable { name: (*name).to_owned(), rows, columns });
    }
    let head = client.query_one(HEAD, &[]).await.map_err(failed("reading the sequence"))?;
    client.batch_execute("COMMIT").await.map_err(failed("ending the copy"))?;
    Ok((copied, counted, head.get(0)))
}

/// Fills an empty database: the schema of the copy, then its rows, all or none.
pub(super) async fn put_back(
    db: &Db,
    folder: &Path,
    manifest: &Manifest,
) -> Result<(), BackupFault> {
    let Engine::Postgres(engine) = db.engine() else { return Err(BackupFault::OtherKind) };
    let client = engine.client().await?;
    let found =
        client.query_one(ANY_TABLE, &[]).await.map_err(failed("looking at the database"))?;
    if found.get(0) {
        return Err(BackupFault::DatabaseNotEmpty);
    }
    db.migrate_to(manifest.schema).await?;
    let filled = fill(&client, folder, manifest).await;
    given_back(client, &filled);
    filled
}

async fn fill(client: &Client, folder: &Path, manifest: &Manifest) -> Result<(), BackupFault> {
    let tables: Vec<_> = manifest.tables.iter().filter(|table| table.name != NOTES).collect();
    client.batch_execute(BEGIN_FILLING).await.map_err(failed("beginning to fill"))?;
    // A migration may have written rows, which the copy has too.
    let names: Vec<_> = tables.iter().map(|table| table.name.as_str()).collect();
    let empty = format!("TRUNCATE {}", names.join(", "));
    client.batch_execute(&empty).await.map_err(failed("emptying the tables"))?;
    for CopiedTable { name, columns, .. } in tables {
        copy_in(client, (name, columns), &folder.join(format!("{name}.copy"))).await?;
    }
    client.batch_execute("COMMIT").await.map_err(failed("ending to fill"))
}

/// How many rows a table has. The name comes from a migration or from a manifest,
/// which holds lower case letters only.
pub(super) async fn count(client: &Client, table: &str) -> Result<u64, BackupFault> {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    let row = client.query_one(&sql, &[]).await.map_err(failed("counting rows"))?;
    Ok(u64::try_from(row.get::<_, i64>(0)).unwrap_or(0))
}

async fn columns_of(client: &Client, table: &str) -> Result<Vec<String>, BackupFault> {
    let rows = client.query(COLUMNS, &[&table]).await.map_err(failed("reading the columns"))?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

async fn copy_out(
    client: &Client,
    (table, columns): (&str, &[String]),
    path: &Path,
) -> Result<(), BackupFault> {
    const DOING: &str = "copying a table";
    let sql = format!("COPY {table} ({}) TO STDOUT (FORMAT binary)", columns.join(", "));
    let mut stream = pin!(client.copy_out(&sql).await.map_err(failed(DOING))?);
    let mut out = BufWriter::with_capacity(STEP_BYTES, files::create_private(path)?);
    while let Some(bytes) = stream.try_next().await.map_err(failed(DOING))? {
        out.write_all(&bytes).map_err(files::failed(path))?;
    }
    let file = out.into_inner().map_err(|error| files::failed(path)(error.into_error()))?;
    file.sync_all().map_err(files::failed(path))
}

async fn copy_in(
    client: &Client,
    (table, columns): (&str, &[String]),
    path: &Path,
) -> Result<(), BackupFault> {
    const DOING: &str = "filling a table";
    let sql = format!("COPY {table} ({}) FROM STDIN (FORMAT binary)", columns.join(", "));
    let mut sink = pin!(client.copy_in::<_, Bytes>(&sql).await.map_err(failed(DOING))?);
    let mut file = std::fs::File::open(path).map_err(files::failed(path))?;
    let mut step = vec![0; STEP_BYTES];
    loop {
        let read = file.read(&mut step).map_err(files::failed(path))?;
        if read == 0 {
            break;
        }
        sink.send(Bytes::copy_from_slice(&step[..read])).await.map_err(failed(DOING))?;
    }
    sink.as_mut().finish().await.map(drop).map_err(failed(DOING))
}
