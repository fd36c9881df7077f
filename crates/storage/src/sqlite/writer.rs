//! The one writer, who commits in groups.
//!
//! A disk flush costs as much for one write as for a hundred. So each caller
//! waits for the writer's turn, runs its statements inside a savepoint of the
//! transaction that stands open, and hands the turn on. Whoever finds nobody
//! waiting, or the group full, commits for all and tells them. No timer is
//! involved: a caller who is alone commits at once.
//!
//! What holds, whoever fails, panics or goes away:
//! * nobody hears an answer before the COMMIT that it rests on;
//! * one member's failure undoes that member alone;
//! * an open group always has somebody who will commit it: the turn's holder, or
//!   a caller who waits for the turn. Whoever lays the turn down or stops waiting
//!   looks once more whether that is still so ([`Writer::hand_on`]).

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rusqlite::Connection;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use super::checkpoint::LogLength;
use super::statement;
use crate::counters::Tally;
use crate::error::{self, StorageError};
use crate::faults::Faults;

/// The most writes that share a COMMIT.
pub(crate) const GROUP_LIMIT: usize = 256;

/// The most callers that may wait for the turn; the next is told to come back.
pub(crate) const WAITING_LIMIT: usize = 4_096;

/// How long a caller waits for the turn.
const TURN_WAIT: Duration = Duration::from_secs(10);

/// What a member of a group hears when the group is settled.
pub(crate) type Settled = oneshot::Receiver<Result<(), StorageError>>;

pub(crate) struct Writer {
    desk: Arc<Mutex<Desk>>,
    waiting: AtomicUsize,
    tally: Arc<Tally>,
}

/// What the turn's holder works at.
struct Desk {
    connection: Connection,
    group: Option<Group>,
}

/// The writes since BEGIN.
#[derive(Default)]
struct Group {
    members: Vec<oneshot::Sender<Result<(), StorageError>>>,
    kept: u64,
}

/// The writer's turn, with a savepoint open. Dropping it undoes the savepoint.
pub(crate) struct Turn {
    writer: Arc<Writer>,
    desk: Option<OwnedMutexGuard<Desk>>,
}

/// A caller who waits for the turn.
struct Waiting<'a> {
    writer: &'a Arc<Writer>,
    arrived: bool,
}

/// Whether the thread may be told that a COMMIT takes long.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Task,
    Drop,
}

impl Writer {
    pub(super) fn open(
        path: &Path,
        log: LogLength,
        faults: &Arc<Faults>,
        tally: &Arc<Tally>,
    ) -> Result<Arc<Self>, StorageError> {
        let mut connection = super::connect(path)?;
        let faults = faults.clone();
        let hooks = || -> rusqlite::Result<()> {
            connection.commit_hook(Some(move || faults.strikes_commit()))?;
            connection.wal_hook(Some(move |_: &mut rusqlite::hooks::Wal, pages| {
                log.tell(pages);
                Ok(())
            }))
        };
        hooks().map_err(error::sqlite("opening the writer"))?;
        Ok(Arc::new(Self {
            desk: Arc::new(Mutex::new(Desk { connection, group: None })),
            waiting: AtomicUsize::new(0),
            tally: tally.clone(),
        }))
    }

    /// Waits for the turn and opens a savepoint in the group.
    pub(crate) async fn turn(self: &Arc<Self>) -> Result<Turn, StorageError> {
        let waiting = Waiting::new(self)?;
        let desk = tokio::time::timeout(TURN_WAIT, self.desk.clone().lock_owned()).await;
        let Ok(mut desk) = desk else { return Err(StorageError::Busy("the writer's queue")) };
        waiting.arrived();
        match desk.enter(&self.tally) {
            Ok(()) => Ok(Turn { writer: self.clone(), desk: Some(desk) }),
            Err(error) => {
                self.hand_on(desk, From::Task);
                Err(error)
            }
        }
    }

    /// Runs something while no write stands open, from a thread of its own.
    pub(super) fn paused<T>(&self, run: impl FnOnce() -> T) -> T {
        let mut desk = self.desk.clone().blocking_lock_owned();
        desk.commit(&self.tally, From::Drop);
        let done = run();
        self.hand_on(desk, From::Drop);
        done
    }

    /// Lays the turn down, committing when nobody waits or the group is full.
    ///
    /// Between the look at the waiting and the unlocking the last of them may
    /// have gone away; therefore one more look after it. If somebody else has the
    /// turn by then, that one will lay it down in the same way.
    fn hand_on(&self, mut desk: OwnedMutexGuard<Desk>, from: From) {
        loop {
            if desk.group.as_ref().is_some_and(Group::is_full) || self.nobody_waits() {
                desk.commit(&self.tally, from);
            }
            let stands_open = desk.group.is_some();
            drop(desk);
            if !stands_open || !self.nobody_waits() {
                return;
            }
            let Ok(again) = self.desk.clone().try_lock_owned() else { return };
            desk = again;
        }
    }

    fn nobody_waits(&self) -> bool {
        self.waiting.load(Ordering::SeqCst) == 0
    }
}

impl Desk {
    /// Begins the group if none is open, and a savepoint in it.
    fn enter(&mut self, tally: &Tally) -> Result<(), StorageError> {
        if self.group.is_none() {
            statement::word(&self.connection, "BEGIN IMMEDIATE")
                .map_err(error::sqlite("beginning a write"))?;
            tally.began();
            self.group = Some(Group::default());
        }
        statement::word(&self.connection, "SAVEPOINT member")
            .map_err(error::sqlite("beginning a member of a group"))
    }

    /// Keeps what the member wrote. False when the whole group is gone.
    fn keep_member(&mut self) -> bool {
        self.leave(&["RELEASE member"])
    }

    /// Undoes what the member wrote. False when the whole group is gone.
    fn undo_member(&mut self) -> bool {
        self.leave(&["ROLLBACK TO member", "RELEASE member"])
    }

    fn leave(&mut self, words: &[&str]) -> bool {
        // A full disk or a read error makes SQLite undo everything by itself.
        let gone = self.connection.is_autocommit();
        let left = !gone && words.iter().all(|word| self.left_by(word));
        if !left {
            self.lose();
        }
        left
    }

    fn left_by(&self, word: &str) -> bool {
        match statement::word(&self.connection, word) {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(%error, word, "a savepoint could not be left");
                false
            }
        }
    }

    /// Commits the group, or undoes it, and tells its members which.
    fn commit(&mut self, tally: &Tally, from: From) {
        if self.group.is_none() {
            return;
        }
        let outcome = match from {
            From::Task => off_the_beat(|| statement::word(&self.connection, "COMMIT")),
            From::Drop => statement::word(&self.connection, "COMMIT"),
        };
        if let Err(error) = outcome {
            tracing::error!(%error, "a group of writes was not committed");
            self.lose();
        } else if let Some(group) = self.group.take() {
            if group.kept > 0 {
                tally.committed(group.kept);
            }
            group.tell(&Ok(()));
        }
    }

    /// Makes sure that nothing of the group is there, and tells its members.
    fn lose(&mut self) {
        if !self.connection.is_autocommit()
            && let Err(error) = statement::word(&self.connection, "ROLLBACK")
        {
            tracing::error!(%error, "a group of writes could not be undone");
        }
        if let Some(group) = self.group.take() {
            group.tell(&Err(StorageError::NotCommitted));
        }
    }
}

impl Group {
    fn is_full(&self) -> bool {
        self.members.len() >= GROUP_LIMIT
    }

    fn tell(self, outcome: &Result<(), StorageError>) {
        for member in self.members {
            // A member that has gone away does not hear it.
            let _gone = member.send(outcome.clone());
        }
    }
}

impl Turn {
    pub(crate) fn connection(&self) -> Result<&Connection, StorageError> {
        self.desk.as_ref().map(|desk| &desk.connection).ok_or(StorageError::TransactionKept)
    }

    /// Keeps what was written and hands the turn on. The answer comes with COMMIT.
    pub(crate) fn keep(self) -> Result<Settled, StorageError> {
        self.end(|desk| {
            let kept = desk.keep_member();
            if let Some(group) = &mut desk.group {
                group.kept += 1;
            }
            kept
        })
    }

    /// Undoes what was written and hands the turn on. The answer comes with COMMIT,
    /// because what the member read may rest on others of its group.
    pub(crate) fn undo(self) -> Result<Settled, StorageError> {
        self.end(Desk::undo_member)
    }

    fn end(mut self, leave: impl FnOnce(&mut Desk) -> bool) -> Result<Settled, StorageError> {
        let mut desk = self.desk.take().ok_or(StorageError::TransactionKept)?;
        let (tell, settled) = oneshot::channel();
        let left = leave(&mut desk);
        if let Some(group) = &mut desk.group {
            group.members.push(tell);
        }
        self.writer.hand_on(desk, From::Task);
        if left { Ok(settled) } else { Err(StorageError::NotCommitted) }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut desk) = self.desk.take() else { return };
        desk.undo_member();
        self.writer.hand_on(desk, From::Drop);
    }
}

impl<'a> Waiting<'a> {
    fn new(writer: &'a Arc<Writer>) -> Result<Self, StorageError> {
        let before = writer.waiting.fetch_add(1, Ordering::SeqCst);
        let waiting = Self { writer, arrived: false };
        if before >= WAITING_LIMIT {
            return Err(StorageError::Busy("the writer's queue is full"));
        }
        Ok(waiting)
    }

    fn arrived(mut self) {
        self.arrived = true;
        self.writer.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Drop for Waiting<'_> {
    /// Whoever stops waiting may have been the one that a group was left open for.
    fn drop(&mut self) {
        if self.arrived {
            return;
        }
        self.writer.waiting.fetch_sub(1, Ordering::SeqCst);
        if let Ok(desk) = self.writer.desk.clone().try_lock_owned() {
            self.writer.hand_on(desk, From::Drop);
        }
    }
}

/// Runs what waits for the disk, letting the runtime move other tasks away first.
fn off_the_beat<T>(run: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(run),
        _ => run(),
    }
}
