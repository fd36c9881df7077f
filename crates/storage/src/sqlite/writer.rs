//! The one writer, who commits in groups.
//!
//! A disk flush costs as much for one write as for a hundred. So each caller
//! waits for the writer's turn, runs its statements in the transaction that stands
//! open, and hands the turn on. Whoever finds nobody waiting, or the group full, commits
//! for all and tells them. Who has others in the group first lets those run who are just
//! about to come: one that came too late would wait for two COMMITs. No timer is
//! involved: a caller who is alone commits at once.
//!
//! A savepoint for each member costs as much as a statement or two, and few members
//! fail after they have written. So there is none: such a failure undoes the group, and
//! its members are run again. Then the writer is wary, and the next groups have
//! savepoints.
//!
//! What holds, whoever fails, panics or goes away:
//! * nobody hears an answer before the COMMIT that it rests on;
//! * what one member wrote and did not keep is gone, and what the others wrote is not,
//!   or is written again;
//! * an open group always has somebody who will commit it: the turn's holder, a
//!   caller who waits for the turn, or one who lets others run first ([`Linger`]).
//!   Whoever lays the turn down or stops waiting looks once more whether that is
//!   still so ([`Writer::hand_on`]).

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

/// How many groups have savepoints after one was undone. Those who are run again come
/// at once, and as many as may wait find room in them.
const WARY_GROUPS: u32 = 16;

/// How long a caller waits for the turn.
const TURN_WAIT: Duration = Duration::from_secs(10);

/// What became of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// What it kept is committed.
    Settled,
    /// Nothing of it is there, and its members may be run again.
    Undone,
    /// Nothing of it is there, because SQLite could not commit it.
    NotCommitted,
}

/// How a member of a group is told.
type Tell = oneshot::Sender<Outcome>;

pub(crate) struct Writer {
    desk: Arc<Mutex<Desk>>,
    waiting: AtomicUsize,
    tally: Arc<Tally>,
}

/// What the turn's holder works at.
struct Desk {
    connection: Connection,
    group: Option<Group>,
    /// How many more groups have savepoints.
    wary: u32,
}

/// The writes since BEGIN.
struct Group {
    members: Vec<Tell>,
    kept: u64,
    start: Start,
    /// Whether the last of them lets others run, and will commit.
    last_lingers: bool,
}

/// Where the member that has the turn began.
enum Start {
    /// At a savepoint.
    Savepoint,
    /// After so many changes of rows.
    Changes(u64),
}

/// The writer's turn. Dropping it undoes what was written in it.
pub(crate) struct Turn {
    writer: Arc<Writer>,
    desk: Option<OwnedMutexGuard<Desk>>,
}

/// A member whose turn is over, until its group is settled.
pub(crate) struct Member {
    settled: oneshot::Receiver<Outcome>,
    linger: Option<Linger>,
}

/// The last member of a group, who lets others run before it is committed. Dropping it
/// commits, unless somebody came after.
struct Linger {
    writer: Arc<Writer>,
    members: usize,
    from: From,
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
        mut log: LogLength,
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
            desk: Arc::new(Mutex::new(Desk { connection, group: None, wary: 0 })),
            waiting: AtomicUsize::new(0),
            tally: tally.clone(),
        }))
    }

    /// Waits for the turn and begins a member of the group.
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
    /// Begins the group if none is open, and a member of it.
    fn enter(&mut self, tally: &Tally) -> Result<(), StorageError> {
        let group = match &mut self.group {
            Some(group) => group,
            None => {
                statement::word(&self.connection, "BEGIN IMMEDIATE")
                    .map_err(error::sqlite("beginning a write"))?;
                tally.began();
                let start = if self.wary > 0 { Start::Savepoint } else { Start::Changes(0) };
                self.wary = self.wary.saturating_sub(1);
                self.group.insert(Group::new(start))
            }
        };
        match &mut group.start {
            Start::Changes(before) => *before = self.connection.total_changes(),
            Start::Savepoint => statement::word(&self.connection, "SAVEPOINT member")
                .map_err(error::sqlite("beginning a member of a group"))?,
        }
        Ok(())
    }

    /// Keeps what the member wrote, or loses the group.
    fn keep_member(&mut self) -> Result<(), Outcome> {
        let words: &[&str] = match self.start() {
            Some(Start::Savepoint) => &["RELEASE member"],
            _ => &[],
        };
        self.leave(words)?;
        if let Some(group) = &mut self.group {
            group.kept += 1;
        }
        Ok(())
    }

    /// Undoes what the member wrote, or loses the group.
    fn undo_member(&mut self) -> Result<(), Outcome> {
        match self.start() {
            Some(Start::Savepoint) => self.leave(&["ROLLBACK TO member", "RELEASE member"]),
            Some(Start::Changes(before)) if *before != self.connection.total_changes() => {
                let is_alone = self.group.as_ref().is_some_and(|group| group.members.is_empty());
                if !is_alone {
                    self.wary = WARY_GROUPS;
                }
                let undone = self.lose(Outcome::Undone);
                // Whoever was alone has read nothing that is now undone but her own.
                Err(if is_alone && undone { Outcome::Settled } else { Outcome::Undone })
            }
            _ => self.leave(&[]),
        }
    }

    fn start(&self) -> Option<&Start> {
        self.group.as_ref().map(|group| &group.start)
    }

    fn leave(&mut self, words: &[&str]) -> Result<(), Outcome> {
        // A full disk or a read error makes SQLite undo everything by itself.
        let gone = self.connection.is_autocommit();
        if !gone && words.iter().all(|word| self.left_by(word)) {
            return Ok(());
        }
        self.lose(Outcome::NotCommitted);
        Err(Outcome::NotCommitted)
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

    /// One more is in the group. The number of its members, when this one shall let
    /// others run: it is the last, and neither alone nor is the group full.
    fn joined(&mut self, tell: Tell, is_last: bool) -> Option<usize> {
        let group = self.group.as_mut()?;
        group.members.push(tell);
        let members = group.members.len();
        group.last_lingers = is_last && members > 1 && !group.is_full();
        group.last_lingers.then_some(members)
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
            self.lose(Outcome::NotCommitted);
        } else if let Some(group) = self.group.take() {
            if group.kept > 0 {
                tally.committed(group.kept);
            }
            group.tell(Outcome::Settled);
        }
    }

    /// Makes sure that nothing of the group is there, and tells its members why. False
    /// when SQLite could not undo it.
    fn lose(&mut self, why: Outcome) -> bool {
        let mut undone = true;
        if !self.connection.is_autocommit()
            && let Err(error) = statement::word(&self.connection, "ROLLBACK")
        {
            tracing::error!(%error, "a group of writes could not be undone");
            undone = false;
        }
        if let Some(group) = self.group.take() {
            group.tell(if undone { why } else { Outcome::NotCommitted });
        }
        undone
    }
}

impl Group {
    fn new(start: Start) -> Self {
        Self { members: Vec::new(), kept: 0, start, last_lingers: false }
    }

    fn is_full(&self) -> bool {
        self.members.len() >= GROUP_LIMIT
    }

    fn tell(self, outcome: Outcome) {
        for member in self.members {
            // A member that has gone away does not hear it.
            let _gone = member.send(outcome);
        }
    }
}

impl Turn {
    pub(crate) fn connection(&self) -> Result<&Connection, StorageError> {
        self.desk.as_ref().map(|desk| &desk.connection).ok_or(StorageError::TransactionKept)
    }

    /// Keeps what was written and hands the turn on. The answer comes with COMMIT.
    pub(crate) fn keep(self) -> Result<Member, StorageError> {
        self.end(Desk::keep_member)
    }

    /// Undoes what was written and hands the turn on. The answer comes with COMMIT,
    /// because what the member read may rest on others of its group.
    pub(crate) fn undo(self) -> Result<Member, StorageError> {
        self.end(Desk::undo_member)
    }

    fn end(
        mut self,
        leave: impl FnOnce(&mut Desk) -> Result<(), Outcome>,
    ) -> Result<Member, StorageError> {
        let mut desk = self.desk.take().ok_or(StorageError::TransactionKept)?;
        let (tell, settled) = oneshot::channel();
        let linger = match leave(&mut desk) {
            Ok(()) => desk.joined(tell, self.writer.nobody_waits()),
            Err(lost) => {
                // The receiver stands right here.
                let _heard = tell.send(lost);
                None
            }
        };
        let linger = linger.map(|members| {
            let writer = self.writer.clone();
            Linger { writer, members, from: From::Drop }
        });
        if linger.is_none() {
            self.writer.hand_on(desk, From::Task);
        }
        Ok(Member { settled, linger })
    }
}

impl Member {
    /// Waits until the group is committed, or is not.
    pub(crate) async fn settled(self) -> Outcome {
        if let Some(mut linger) = self.linger {
            tokio::task::yield_now().await;
            linger.from = From::Task;
        }
        self.settled.await.unwrap_or(Outcome::NotCommitted)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut desk) = self.desk.take() else { return };
        let _nobody_hears_it = desk.undo_member();
        self.writer.hand_on(desk, From::Drop);
    }
}

impl Drop for Linger {
    /// Somebody who has the turn, or came after and lingers in turn, commits instead.
    fn drop(&mut self) {
        let Ok(desk) = self.writer.desk.clone().try_lock_owned() else { return };
        let another = desk
            .group
            .as_ref()
            .is_some_and(|group| group.last_lingers && group.members.len() > self.members);
        if !another {
            self.writer.hand_on(desk, self.from);
        }
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
