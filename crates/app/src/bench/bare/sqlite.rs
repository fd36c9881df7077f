//! SQLite bare: one writer that commits in groups, a few readers, checkpoints aside.

use core::time::Duration;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context as _;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params_from_iter};
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::page::{Asked, Found, LIST, LOG, Row, SESSION};
use super::rows::{Cell, Letter, MAY_SEND, WRITES};

/// The most writes that share a COMMIT, and the most that wait; as ours.
const GROUP: usize = 256;
const QUEUE: usize = 4_096;

/// How many connections read, as ours.
const READERS: usize = 4;

/// How often the log is carried over, and when it is begun anew; 48 MiB, as ours.
const CHECKPOINT_EVERY: Duration = Duration::from_millis(200);
const RESTART_PAGES: i64 = 12_288;

type Run = Box<dyn FnOnce(&Connection) -> rusqlite::Result<()> + Send>;
type Job = (Run, oneshot::Sender<()>);

/// A database in a file.
pub(super) struct Sqlite {
    jobs: mpsc::Sender<Job>,
    readers: Mutex<Vec<Connection>>,
    places: Semaphore,
}

impl Sqlite {
    pub(super) fn open(
        file: &Path,
        script: &str,
        rows: &[(&str, Vec<Cell<'_>>)],
    ) -> anyhow::Result<Self> {
        let (jobs, waiting) = mpsc::channel(QUEUE);
        let (writer, beside) = (connect(file)?, connect(file)?);
        writer.execute_batch(script)?;
        writer.execute_batch("BEGIN")?;
        rows.iter().try_for_each(|(sql, cells)| run(&writer, sql, cells))?;
        writer.execute_batch("COMMIT")?;
        let is_long = Arc::new(AtomicBool::new(false));
        let (told, (stop, stopped)) = (is_long.clone(), std::sync::mpsc::channel::<()>());
        std::thread::spawn(move || {
            use std::sync::mpsc::RecvTimeoutError::Timeout;
            while stopped.recv_timeout(CHECKPOINT_EVERY) == Err(Timeout) {
                told.store(checkpoint(&beside, "PASSIVE") > RESTART_PAGES, Ordering::Relaxed);
            }
        });
        std::thread::spawn(move || {
            if let Err(error) = work(&writer, waiting, &is_long) {
                tracing::error!(%error, "the bare writer broke");
            }
            drop(stop);
        });
        let readers = (0..READERS).map(|_| connect(file)).collect::<Result<_, _>>()?;
        Ok(Self { jobs, readers: Mutex::new(readers), places: Semaphore::new(READERS) })
    }

    pub(super) async fn send(&self, letter: Letter) -> anyhow::Result<()> {
        self.written(move |connection| {
            let mut asked = connection.prepare_cached(MAY_SEND)?;
            asked.query_row(params_from_iter(letter.asked()), |row| row.get::<_, i64>(0))?;
            let all = letter.cells();
            WRITES.iter().zip(&all).try_for_each(|(sql, cells)| run(connection, sql, cells))
        })
        .await
    }

    /// One row and nothing else.
    pub(super) async fn plain(&self, letter: Letter) -> anyhow::Result<()> {
        self.written(move |connection| run(connection, WRITES[0], &letter.message())).await
    }

    /// What stands on a page, after its line in the log is stored.
    pub(super) async fn page(&self, asked: &Asked) -> anyhow::Result<Found> {
        let place = self.places.acquire().await?;
        let connection = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = connection.context("no reader")?;
        let found = read(&connection, asked);
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        drop(place);
        let found = found?;
        let line = asked.line(found.person);
        self.written(move |connection| {
            LOG.iter().zip(line.cells()).try_for_each(|(sql, cells)| run(connection, sql, &cells))
        })
        .await?;
        Ok(found)
    }

    async fn written(
        &self,
        run: impl FnOnce(&Connection) -> rusqlite::Result<()> + Send + 'static,
    ) -> anyhow::Result<()> {
        let (tell, told) = oneshot::channel();
        self.jobs.send((Box::new(run), tell)).await.ok().context("the writer is gone")?;
        told.await.context("the group ended without a commit")
    }
}

/// Those that wait share a COMMIT; none is told before it.
fn work(
    connection: &Connection,
    mut waiting: mpsc::Receiver<Job>,
    is_long: &AtomicBool,
) -> rusqlite::Result<()> {
    while let Some(mut next) = waiting.blocking_recv() {
        let mut told = Vec::with_capacity(GROUP);
        connection.prepare_cached("BEGIN IMMEDIATE")?.raw_execute()?;
        loop {
            let (run, tell) = next;
            run(connection)?;
            told.push(tell);
            if told.len() == GROUP {
                break;
            }
            let Ok(job) = waiting.try_recv() else { break };
            next = job;
        }
        connection.prepare_cached("COMMIT")?.raw_execute()?;
        for tell in told {
            let _gone = tell.send(());
        }
        if is_long.swap(false, Ordering::Relaxed) {
            checkpoint(connection, "RESTART");
        }
    }
    Ok(())
}

/// Carries the log over; how many pages it has.
fn checkpoint(connection: &Connection, how: &str) -> i64 {
    let sql = format!("PRAGMA wal_checkpoint({how})");
    connection.query_row(&sql, [], |row| row.get(1)).unwrap_or(0)
}

fn run(connection: &Connection, sql: &str, cells: &[Cell<'_>]) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute(params_from_iter(cells)).map(drop)
}

fn read(connection: &Connection, asked: &Asked) -> anyhow::Result<Found> {
    let mut session = connection.prepare_cached(SESSION)?;
    let person: Vec<u8> = session.query_row(params_from_iter(asked.cells()), |row| row.get(0))?;
    let person = uuid::Uuid::from_slice(&person)?;
    let mut list = connection.prepare_cached(LIST)?;
    let rows = list.query_map([Cell::Id(person)], |row| {
        let id: Vec<u8> = row.get(0)?;
        Ok(Row {
            thread: uuid::Uuid::from_slice(&id).unwrap_or_default(),
            unit: row.get(1)?,
            is_closed: row.get(2)?,
            last_at: row.get(3)?,
            promise_at: row.get(4)?,
            topic: row.get(5)?,
            last_by: row.get(6)?,
            unread: row.get(7)?,
        })
    })?;
    Ok(Found { person, rows: rows.collect::<Result<_, _>>()? })
}

/// A connection as ours are set up.
fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
         PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -8192; PRAGMA busy_timeout = 5000;",
    )?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}
