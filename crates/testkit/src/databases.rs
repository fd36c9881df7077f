//! A fresh database for each test, on both engines.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use helsebro_domain::time::{Clock, Instant};
use helsebro_storage::{Db, StorageSettings};
use tempfile::TempDir;

use crate::{HandClock, RowOfDice, START};

/// Where a second process's dice begin, so that the two never throw the same.
const OTHER_SEED: u64 = 1_000_000;

/// A database and what it was opened with.
pub struct TestDatabase {
    /// The database, migrated.
    pub db: Db,
    /// Its clock.
    pub clock: Arc<HandClock>,
    /// Its dice.
    pub dice: Arc<RowOfDice>,
    /// Its address.
    pub url: String,
    folder: Option<TempDir>,
}

impl TestDatabase {
    /// What time it is there.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// A second process at the same database.
    pub async fn opened_again(&self) -> Db {
        let settings = StorageSettings::new(self.url.clone());
        let dice = Arc::new(RowOfDice::new(OTHER_SEED));
        Db::open(&settings, self.clock.clone(), dice).await.expect("a database")
    }

    /// How long SQLite's log is.
    pub fn log_bytes(&self) -> u64 {
        let log = self.files().into_iter().find(|file| file.to_string_lossy().ends_with("-wal"));
        std::fs::metadata(log.expect("a log")).expect("a length").len()
    }

    /// The files of SQLite's database; none on PostgreSQL.
    pub fn files(&self) -> Vec<PathBuf> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let entries = std::fs::read_dir(folder.path()).expect("the folder can be read");
        entries.map(|entry| entry.expect("an entry").path()).collect()
    }
}

/// Runs a story on SQLite and, when there is one, on PostgreSQL.
pub async fn both<F, Fut>(story: F)
where
    F: Fn(TestDatabase) -> Fut,
    Fut: Future<Output = ()>,
{
    story(on_sqlite().await).await;
    if let Some((database, name)) = on_postgres().await {
        story(database).await;
        drop_database(&name).await;
    }
}

/// A fresh SQLite database.
pub async fn on_sqlite() -> TestDatabase {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("town.db").display());
    opened(url, Some(folder)).await
}

/// A fresh PostgreSQL database and its name; none when `TEST_POSTGRES` is not
/// set, which fails where `CI` is true.
pub async fn on_postgres() -> Option<(TestDatabase, String)> {
    let server = postgres_server()?;
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let name = format!("town_{}_{number}", std::process::id());
    run_at(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    run_at(&server, &format!("CREATE DATABASE {name}")).await;
    let url = server.replace("/postgres?", &format!("/{name}?"));
    Some((opened(url, None).await, name))
}

async fn drop_database(name: &str) {
    if let Some(server) = postgres_server() {
        run_at(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    }
}

async fn opened(url: String, folder: Option<TempDir>) -> TestDatabase {
    let clock = Arc::new(HandClock::at(START));
    let dice = Arc::new(RowOfDice::new(1));
    let settings = StorageSettings::new(url.clone());
    let db = Db::open(&settings, clock.clone(), dice.clone()).await.expect("a database");
    db.migrate().await.expect("a schema");
    TestDatabase { db, clock, dice, url, folder }
}

/// Where PostgreSQL is, as `TEST_POSTGRES` says; none when it is not set, which
/// fails where `CI` is true.
#[expect(clippy::disallowed_methods, reason = "tests are told by the environment which server")]
pub fn postgres_server() -> Option<String> {
    if let Ok(server) = std::env::var("TEST_POSTGRES") {
        return Some(server);
    }
    if std::env::var("CI").as_deref() == Ok("true") {
        panic!("TEST_POSTGRES is not set");
    }
    println!("skipped: TEST_POSTGRES is not set");
    None
}

async fn run_at(server: &str, sql: &str) {
    let (client, connection) =
        tokio_postgres::connect(server, tokio_postgres::NoTls).await.expect("a server");
    let wire = tokio::spawn(connection);
    client.batch_execute(sql).await.expect("a statement that runs");
    drop(client);
    wire.await.expect("a task").expect("a connection that ends well");
}
