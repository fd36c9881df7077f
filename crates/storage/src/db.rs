//! The database: the only door to a transaction.
//!
//! ```ignore
//! // An act: everything it needs is borrowed, everything it says is a value.
//! let receipt = db
//!     .write(Scope::Citizen(kari), "dialog.send", async |mut tx| {
//!         let thread = dialog::thread(&mut tx, id).await?.ok_or(Refusal::NotFound)?;
//!         let message = thread.send(&body, now)?;
//!         dialog::add_message(&mut tx, &message).await?;
//!         audit::append(&mut tx, &line).await?;
//!         Ok::<_, ActError>(message.receipt())
//!     })
//!     .await?;
//!
//! // A storage function: `&mut Tx` first, the tenant from the scope.
//! pub async fn thread(tx: &mut Tx, id: ThreadId) -> Result<Option<ThreadRow>, StorageError> {
//!     let citizen = tx.citizen()?;
//!     tx.optional(THREAD_OF_CITIZEN, values![citizen, id]).await
//! }
//! ```
//!
//! The closure gets the transaction **by value** (`async |mut tx|`) and lends it
//! on as `&mut tx`. A closure over `&mut Tx` would be neater, but then the
//! compiler cannot see that the future may move between threads, and no door
//! could call it.
//!
//! The closure may run several times, on PostgreSQL when others changed the same rows,
//! on SQLite when another of its group failed after it had written: it must do nothing but statements and calculation. It must await no
//! partner, no timer and no key: on SQLite it holds the one writer's turn, and
//! [`Vault::key`](crate::sealing::Vault::key) or another `write` inside it would
//! wait for itself.
//!
//! What comes back has been committed, whether the closure agreed or refused:
//! a refusal too is told only when what it was built on is stored.

use std::sync::Arc;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::{Clock, Instant};
use tokio::sync::Notify;

use crate::counters::{Counters, Tally};
use crate::error::StorageError;
use crate::faults::Faults;
use crate::postgres::{Access, Postgres};
use crate::scope::Scope;
use crate::settings::{Address, StorageSettings};
use crate::sqlite::{Outcome, Sqlite};
use crate::tx::{Arm, Home, Open, Tx};

/// How often a transaction is run before its conflict is given up.
pub const MAX_TRIES: u32 = 20;

/// A database, open. Cheap to clone; all clones share one writer or pool.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    engine: Engine,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    faults: Arc<Faults>,
    tally: Arc<Tally>,
    jobs: Notify,
}

pub(crate) enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// Which database it is, for what must be said to people (`doctor`, `bench`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineKind {
    /// SQLite, in this process.
    Sqlite,
    /// PostgreSQL, over the wire.
    Postgres,
}

impl Db {
    /// Opens the database at the address, and on SQLite makes the file.
    ///
    /// The schema is not touched: see [`Db::migrate`].
    ///
    /// # Errors
    /// When the address is not understood or the database cannot be reached.
    pub async fn open(
        settings: &StorageSettings,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, StorageError> {
        let faults = Arc::new(Faults::default());
        let tally = Arc::new(Tally::default());
        let engine = match settings.address()? {
            Address::Sqlite(path) => Engine::Sqlite(Sqlite::open(&path, &faults, &tally)?),
            Address::Postgres(config) => {
                Engine::Postgres(Postgres::open(settings, config, &faults, &tally).await?)
            }
        };
        Ok(Self(Arc::new(Inner { engine, clock, dice, faults, tally, jobs: Notify::new() })))
    }

    /// Runs a closure in a transaction that may write, and commits it.
    ///
    /// On SQLite the write shares its COMMIT with those that wait beside it, and is run
    /// again when one of them had to be undone; on PostgreSQL it is run again when others
    /// changed the same rows.
    ///
    /// # Errors
    /// What the closure answers, or why it could not be stored. After an error
    /// nothing of this write is there.
    pub async fn write<T, E, F, Fut>(
        &self,
        scope: Scope,
        name: &'static str,
        act: F,
    ) -> Result<T, E>
    where
        E: From<StorageError>,
        F: Fn(Tx) -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        self.write_as(Access::Write, scope, name, act).await
    }

    /// Runs a closure in a transaction that sees one state and writes nothing.
    ///
    /// # Errors
    /// What the closure answers, or why the database could not be read.
    pub async fn read<T, E, F, Fut>(&self, scope: Scope, name: &'static str, act: F) -> Result<T, E>
    where
        E: From<StorageError>,
        F: Fn(Tx) -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        match &self.0.engine {
            Engine::Sqlite(sqlite) => {
                let lease = sqlite.readers.lease().await?;
                let home = Home::default();
                let answer = act(Tx::new(Arm::SqliteRead(lease), scope, &home)).await;
                self.ended(&home)?;
                answer
            }
            Engine::Postgres(_) => self.write_as(Access::Read, scope, name, act).await,
        }
    }

    /// The same for a claim of jobs, which must see what others have just taken.
    pub(crate) async fn write_as<T, E, F, Fut>(
        &self,
        access: Access,
        scope: Scope,
        name: &'static str,
        act: F,
    ) -> Result<T, E>
    where
        E: From<StorageError>,
        F: Fn(Tx) -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        match &self.0.engine {
            Engine::Sqlite(sqlite) => {
                for _ in 0..MAX_TRIES {
                    let turn = sqlite.writer.turn().await?;
                    let home = Home::default();
                    let answer = act(Tx::new(Arm::SqliteWrite(turn), scope, &home)).await;
                    match settle_on_sqlite(self.ended(&home)?, answer.is_ok()).await? {
                        Settled::Done { enqueued } => {
                            self.wake_workers(enqueued);
                            return answer;
                        }
                        Settled::Conflict => tracing::debug!(name, "a write is run again"),
                    }
                }
                Err(StorageError::Busy("writes that were undone with others").into())
            }
            Engine::Postgres(postgres) => {
                let mut pause = postgres.retry_pause();
                loop {
                    let session = postgres.begin(access).await?;
                    let home = Home::default();
                    let answer = act(Tx::new(Arm::Postgres(session), scope, &home)).await;
                    match settle_on_postgres(self.ended(&home)?, answer.is_ok()).await? {
                        Settled::Done { enqueued } => {
                            self.wake_workers(enqueued);
                            return answer;
                        }
                        Settled::Conflict => pause.before_try(name).await?,
                    }
                }
            }
        }
    }

    /// Which database this is.
    pub fn kind(&self) -> EngineKind {
        match &self.0.engine {
            Engine::Sqlite(_) => EngineKind::Sqlite,
            Engine::Postgres(_) => EngineKind::Postgres,
        }
    }

    /// What time it is, by the clock the database was opened with.
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// The dice the database was opened with.
    pub fn dice(&self) -> &dyn Dice {
        &*self.0.dice
    }

    /// How many writes have shared how many commits since the start.
    pub fn counters(&self) -> Counters {
        self.0.tally.read()
    }

    /// How many statements have run in transactions that have ended, reading ones
    /// too; BEGIN and COMMIT are not counted.
    pub fn statements(&self) -> u64 {
        self.0.tally.statements()
    }

    /// Faults that a test may ask for.
    pub fn faults(&self) -> &Faults {
        &self.0.faults
    }

    /// Whether a statement is one that this database can prepare.
    ///
    /// # Errors
    /// What the database has against it.
    pub async fn prepares(&self, sql: &'static str) -> Result<(), StorageError> {
        match &self.0.engine {
            Engine::Sqlite(sqlite) => sqlite.readers.lease().await?.prepares(sql),
            Engine::Postgres(postgres) => postgres.prepares(sql).await,
        }
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.0.engine
    }

    pub(crate) fn job_signal(&self) -> &Notify {
        &self.0.jobs
    }

    /// The transaction that has come home, its statements counted.
    fn ended(&self, home: &Home) -> Result<Box<Open>, StorageError> {
        let open = home.take()?;
        self.0.tally.ended(open.statements);
        Ok(open)
    }

    fn wake_workers(&self, enqueued: Enqueued) {
        if enqueued == Enqueued::Some {
            self.0.jobs.notify_one();
        }
    }
}

/// Whether a committed transaction left jobs behind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Enqueued {
    Some,
    None,
}

enum Settled {
    Done { enqueued: Enqueued },
    Conflict,
}

/// Keeps or undoes a member of the group and waits for the group's COMMIT.
async fn settle_on_sqlite(open: Box<Open>, agreed: bool) -> Result<Settled, StorageError> {
    let Arm::SqliteWrite(turn) = open.arm else { return Err(StorageError::TransactionKept) };
    if agreed && open.failed {
        drop(turn);
        return Err(StorageError::UsedAfterFailure);
    }
    let member = if agreed { turn.keep()? } else { turn.undo()? };
    match member.settled().await {
        Outcome::Settled if agreed && open.enqueued => {
            Ok(Settled::Done { enqueued: Enqueued::Some })
        }
        Outcome::Settled => Ok(Settled::Done { enqueued: Enqueued::None }),
        Outcome::Undone => Ok(Settled::Conflict),
        Outcome::NotCommitted => Err(StorageError::NotCommitted),
    }
}

/// Commits or undoes a transaction on PostgreSQL.
async fn settle_on_postgres(open: Box<Open>, agreed: bool) -> Result<Settled, StorageError> {
    let Arm::Postgres(mut session) = open.arm else { return Err(StorageError::TransactionKept) };
    if agreed && !open.failed {
        return match session.commit().await {
            Ok(()) => {
                let enqueued = if open.enqueued { Enqueued::Some } else { Enqueued::None };
                Ok(Settled::Done { enqueued })
            }
            Err(_) if session.in_conflict() => Ok(Settled::Conflict),
            Err(error) => Err(error),
        };
    }
    session.roll_back().await;
    if session.in_conflict() {
        return Ok(Settled::Conflict);
    }
    if agreed {
        return Err(StorageError::UsedAfterFailure);
    }
    Ok(Settled::Done { enqueued: Enqueued::None })
}
