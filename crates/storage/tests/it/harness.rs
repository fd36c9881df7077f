//! A fresh database for each test, on both engines; a clock that is moved by
//! hand and dice that are the same every time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::{Clock, Instant};
use helsebro_storage::{Db, Scope, StorageError, StorageSettings, SystemReason, Tx, values};
use tempfile::TempDir;

pub(crate) const SYSTEM: Scope = Scope::System(SystemReason::Operation);

/// Tuesday 2027-02-02, nine in the morning in Oslo.
pub(crate) const START: Instant = Instant::from_micros(1_801_555_200_000_000);

pub(crate) struct HandClock(AtomicI64);

impl HandClock {
    pub(crate) fn move_on(&self, by: Duration) {
        let micros = i64::try_from(by.as_micros()).unwrap();
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// The splitmix sequence: never the same twice, always the same row.
pub(crate) struct RowOfDice(AtomicU64);

impl RowOfDice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }
}

impl Dice for RowOfDice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A database and what it was opened with.
pub(crate) struct Town {
    pub(crate) db: Db,
    pub(crate) clock: Arc<HandClock>,
    pub(crate) dice: Arc<RowOfDice>,
    url: String,
    folder: Option<TempDir>,
}

impl Town {
    /// A second process at the same database.
    pub(crate) async fn opened_again(&self) -> Db {
        let settings = StorageSettings::new(self.url.clone());
        let dice = Arc::new(RowOfDice::new(1_000_000));
        Db::open(&settings, self.clock.clone(), dice).await.unwrap()
    }

    pub(crate) fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The files of SQLite's database.
    pub(crate) fn files(&self) -> Vec<std::path::PathBuf> {
        let folder = self.folder.as_ref().unwrap().path();
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    }

    /// How long SQLite's log is.
    pub(crate) fn log_bytes(&self) -> u64 {
        let log = self.files().into_iter().find(|file| file.to_string_lossy().ends_with("-wal"));
        std::fs::metadata(log.unwrap()).unwrap().len()
    }
}

/// Runs a story on SQLite and, when there is one, on PostgreSQL.
pub(crate) async fn both<F, Fut>(story: F)
where
    F: Fn(Town) -> Fut,
    Fut: Future<Output = ()>,
{
    story(on_sqlite().await).await;
    let Some(server) = postgres_server() else { return };
    let name = new_database(&server).await;
    story(on_postgres(&server, &name).await).await;
    run_at(&server, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
}

pub(crate) async fn on_sqlite() -> Town {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("town.db").display());
    town(url, Some(folder)).await
}

async fn on_postgres(server: &str, name: &str) -> Town {
    let url = server.replace("/postgres?", &format!("/{name}?"));
    town(url, None).await
}

async fn town(url: String, folder: Option<TempDir>) -> Town {
    let clock = Arc::new(HandClock(AtomicI64::new(START.micros())));
    let dice = Arc::new(RowOfDice::new(1));
    let settings = StorageSettings::new(url.clone());
    let db = Db::open(&settings, clock.clone(), dice.clone()).await.unwrap();
    db.migrate().await.unwrap();
    Town { db, clock, dice, url, folder }
}

#[expect(clippy::disallowed_methods, reason = "tests are told by the environment which server")]
pub(crate) fn postgres_server() -> Option<String> {
    if let Ok(server) = std::env::var("TEST_POSTGRES") {
        return Some(server);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "TEST_POSTGRES is not set");
    println!("skipped: TEST_POSTGRES is not set");
    None
}

async fn new_database(server: &str) -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let name = format!("town_{}_{number}", std::process::id());
    run_at(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    run_at(server, &format!("CREATE DATABASE {name}")).await;
    name
}

async fn run_at(server: &str, sql: &str) {
    let (client, connection) =
        tokio_postgres::connect(server, tokio_postgres::NoTls).await.unwrap();
    let wire = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap();
    drop(client);
    wire.await.unwrap().unwrap();
}

const PUT: &str = "INSERT INTO settings (name, value) VALUES ($1, $2)";
const NAMES: &str = "SELECT name FROM settings ORDER BY name";

/// Something to write: a setting with this name.
pub(crate) async fn put(tx: &mut Tx, name: &str) -> Result<(), StorageError> {
    tx.ensure_one(PUT, values![name, &b"x"[..]]).await
}

/// What has been written.
pub(crate) async fn names(db: &Db) -> Vec<String> {
    let rows: Vec<(String,)> =
        db.read(SYSTEM, "test.names", async |mut tx| tx.all(NAMES, values![]).await).await.unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}

/// One more poll of a future, which is then as far as it gets by itself.
pub(crate) async fn poll_once<T>(
    future: &mut std::pin::Pin<Box<impl Future<Output = T> + ?Sized>>,
) -> Option<T> {
    let poll = std::future::poll_fn(|context| {
        std::task::Poll::Ready(match future.as_mut().poll(context) {
            std::task::Poll::Ready(value) => Some(value),
            std::task::Poll::Pending => None,
        })
    });
    // Many futures polled in one task would use up what the runtime grants it.
    tokio::task::unconstrained(poll).await
}
