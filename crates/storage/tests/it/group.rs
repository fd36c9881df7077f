//! SQLite's writer: writes that wait are committed together.
//!
//! Each story runs on one thread and polls its futures by hand, so that every
//! order of events is the one written here.

use std::cell::Cell;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use futures_util::FutureExt;
use helsebro_storage::{Counters, Db, StorageError};
use tokio::sync::Notify;

use crate::harness::{SYSTEM, Town, names, on_sqlite, poll_once, put};

type Write<'a> = Pin<Box<dyn Future<Output = Result<(), StorageError>> + 'a>>;

/// A write that stops half-way until the gate opens.
fn held<'a>(db: &'a Db, name: &'a str, gate: &'a Notify) -> Write<'a> {
    Box::pin(db.write(SYSTEM, "test.held", async move |mut tx| {
        put(&mut tx, name).await?;
        gate.notified().await;
        Ok(())
    }))
}

fn plain<'a>(db: &'a Db, name: &'a str) -> Write<'a> {
    Box::pin(db.write(SYSTEM, "test.plain", async move |mut tx| put(&mut tx, name).await))
}

fn failing<'a>(db: &'a Db, name: &'a str) -> Write<'a> {
    Box::pin(db.write(SYSTEM, "test.failing", async move |mut tx| {
        put(&mut tx, name).await?;
        Err(StorageError::LeaseLost)
    }))
}

fn counted(groups: u64, members: u64) -> Counters {
    Counters { groups, members, commits: groups }
}

/// These come one after the other, and none is answered.
async fn come<'a, W: AsMut<[Write<'a>]>>(mut writes: W) -> W {
    for write in writes.as_mut() {
        assert!(poll_once(write).await.is_none());
    }
    writes
}

/// So many names, in order.
fn numbered(many: usize) -> Vec<String> {
    (0..many).map(|number| format!("{number:03}")).collect()
}

/// One write of each name comes: the first is held, and the others wait behind it.
async fn one_each<'a>(
    db: &'a Db,
    names: &'a [String],
    gate: &'a Notify,
) -> (Write<'a>, Vec<Write<'a>>) {
    let (first, others) = names.split_first().unwrap();
    let [first] = come([held(db, first, gate)]).await;
    (first, come(others.iter().map(|name| plain(db, name)).collect::<Vec<_>>()).await)
}

#[tokio::test]
async fn a_write_that_is_alone_is_committed_at_once() {
    let Town { db, .. } = &on_sqlite().await;
    let before = db.counters();
    plain(db, "a").await.unwrap();
    plain(db, "b").await.unwrap();
    let after = db.counters();
    assert_eq!((after.commits - before.commits, after.members - before.members), (2, 2));
}

#[tokio::test]
async fn writes_that_wait_share_one_commit_and_none_is_answered_before() {
    let Town { db, .. } = &on_sqlite().await;
    let (gate, all) = (Notify::new(), numbered(64));
    let (mut first, mut others) = one_each(db, &all, &gate).await;
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none(), "others wait, so it is not committed yet");
    let last = others.pop().unwrap();
    for other in &mut others {
        assert!(poll_once(other).await.is_none(), "nobody is answered before COMMIT");
    }
    assert_eq!(names(db).await, [""; 0]);
    last.await.unwrap();
    for write in others {
        write.await.unwrap();
    }
    first.await.unwrap();
    assert_eq!(names(db).await.len(), 64);
    assert_eq!(db.counters(), counted(1, 64));
}

#[tokio::test]
async fn a_group_is_committed_when_it_is_full_though_others_wait() {
    let Town { db, .. } = &on_sqlite().await;
    let (gate, all) = (Notify::new(), numbered(300));
    let (mut first, others) = one_each(db, &all, &gate).await;
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none());
    let mut unanswered = Vec::new();
    for mut other in others {
        // The one that fills the group is answered; those before it hear it later.
        if poll_once(&mut other).await.is_none() {
            unanswered.push(other);
        }
    }
    assert_eq!(unanswered.len(), 298);
    first.await.unwrap();
    assert_eq!(names(db).await.len(), 256);
    // The last lets others run first; whoever is asked then, it commits for all.
    for other in unanswered.into_iter().rev() {
        other.await.unwrap();
    }
    assert_eq!(names(db).await.len(), 300);
    assert_eq!(db.counters(), counted(2, 300));
}

#[tokio::test]
async fn a_queue_that_is_full_says_so_and_empties_again() {
    let Town { db, .. } = &on_sqlite().await;
    let (gate, all) = (Notify::new(), numbered(4_097));
    let (first, others) = one_each(db, &all, &gate).await;
    assert!(matches!(plain(db, "b").await, Err(StorageError::Busy(_))));
    drop(others);
    gate.notify_one();
    first.await.unwrap();
    plain(db, "c").await.unwrap();
    assert_eq!(names(db).await, ["000", "c"]);
}

#[tokio::test]
async fn one_members_failure_undoes_that_member_alone() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let [mut first, mut bad, last] =
        come([held(db, "a", &gate), failing(db, "b"), plain(db, "c")]).await;
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none());
    assert!(poll_once(&mut bad).await.is_none(), "a refusal too waits for COMMIT");
    gate.notify_one();
    let (first, bad, last) = tokio::join!(first, bad, last);
    assert!(matches!((first, bad, last), (Ok(()), Err(StorageError::LeaseLost), Ok(()))));
    assert_eq!(names(db).await, ["a", "c"]);
}

/// Writes, counts how often, and fails if it shall; before that it waits at the gate.
fn counting<'a>(db: &'a Db, name: &'a str, runs: &'a Cell<u32>, way: Way<'a>) -> Write<'a> {
    Box::pin(db.write(SYSTEM, "test.counting", move |mut tx| async move {
        runs.set(runs.get() + 1);
        if let Way::FailsFirst = way {
            return Err(StorageError::LeaseLost);
        }
        put(&mut tx, name).await?;
        match way {
            Way::Waits(gate) => gate.notified().await,
            Way::Fails => return Err(StorageError::LeaseLost),
            Way::Keeps | Way::FailsFirst => {}
        }
        Ok(())
    }))
}

#[derive(Clone, Copy)]
enum Way<'a> {
    Keeps,
    Waits(&'a Notify),
    Fails,
    FailsFirst,
}

/// How often each of a group was run: one that waits at the gate, one that does this,
/// and one that keeps what it wrote.
async fn runs_beside(db: &Db, names: [&str; 3], way: Way<'_>) -> [u32; 3] {
    let gate = Notify::new();
    let runs: [Cell<u32>; 3] = Default::default();
    let mut first = counting(db, names[0], &runs[0], Way::Waits(&gate));
    let mut second = counting(db, names[1], &runs[1], way);
    let mut third = counting(db, names[2], &runs[2], Way::Keeps);
    for write in [&mut first, &mut second, &mut third] {
        assert!(poll_once(write).await.is_none());
    }
    let opening = async {
        // Once for its first run, and for each one more.
        for _ in 0..4 {
            gate.notify_one();
            tokio::task::yield_now().await;
        }
    };
    let (first, _, third, ()) = tokio::join!(first, second, third, opening);
    first.unwrap();
    third.unwrap();
    runs.map(Cell::into_inner)
}

#[tokio::test]
async fn one_that_fails_after_it_wrote_has_the_others_of_its_group_run_again() {
    let Town { db, .. } = &on_sqlite().await;
    assert_eq!(runs_beside(db, ["a", "b", "c"], Way::Fails).await, [2, 2, 1]);
    assert_eq!(names(db).await, ["a", "c"]);
}

#[tokio::test]
async fn after_a_group_was_undone_one_that_fails_is_undone_alone() {
    let Town { db, .. } = &on_sqlite().await;
    runs_beside(db, ["a", "b", "c"], Way::Fails).await;
    assert_eq!(runs_beside(db, ["d", "e", "f"], Way::Fails).await, [1, 1, 1]);
    assert_eq!(names(db).await, ["a", "c", "d", "f"]);
    for group in 0..16 {
        plain(db, &format!("g{group}")).await.unwrap();
    }
    let runs = runs_beside(db, ["h", "i", "j"], Way::Fails).await;
    assert_eq!(runs, [2, 2, 1], "the writer is wary no more");
}

#[tokio::test]
async fn one_that_fails_before_it_wrote_has_nobody_run_again() {
    let Town { db, .. } = &on_sqlite().await;
    assert_eq!(runs_beside(db, ["a", "b", "c"], Way::FailsFirst).await, [1, 1, 1]);
    assert_eq!(names(db).await, ["a", "c"]);
}

#[tokio::test]
async fn one_that_fails_alone_is_not_run_again() {
    let Town { db, .. } = &on_sqlite().await;
    let runs = Cell::new(0);
    let answer = counting(db, "a", &runs, Way::Fails).await;
    assert!(matches!(answer, Err(StorageError::LeaseLost)));
    assert_eq!((runs.get(), names(db).await), (1, Vec::new()));
}

#[tokio::test]
async fn when_commit_fails_no_member_is_answered_and_nothing_of_the_group_is_there() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let [mut first, mut second, last] =
        come([held(db, "a", &gate), plain(db, "b"), plain(db, "c")]).await;
    db.faults().fail_next_commit();
    gate.notify_one();
    for write in [&mut first, &mut second] {
        assert!(poll_once(write).await.is_none());
    }
    for write in [last, first, second] {
        assert!(matches!(write.await, Err(StorageError::NotCommitted)));
    }
    assert_eq!(names(db).await, [""; 0]);
    plain(db, "d").await.unwrap();
    assert_eq!(names(db).await, ["d"]);
}

#[tokio::test]
async fn the_last_of_a_group_lets_others_run_and_one_that_comes_then_is_in_it() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let [mut first, mut second] = come([held(db, "a", &gate), plain(db, "b")]).await;
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none());
    assert!(poll_once(&mut second).await.is_none(), "it is the last and lets others run");
    let mut third = plain(db, "c");
    assert!(poll_once(&mut third).await.is_none(), "it is the last now");
    assert!(poll_once(&mut second).await.is_none(), "so it is not for the second to commit");
    third.await.unwrap();
    second.await.unwrap();
    first.await.unwrap();
    assert_eq!(db.counters(), counted(1, 3));
}

#[tokio::test]
async fn the_last_of_a_group_that_goes_away_while_others_run_commits_for_them() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let [mut first, mut second] = come([held(db, "a", &gate), plain(db, "b")]).await;
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none());
    assert!(poll_once(&mut second).await.is_none());
    drop(second);
    first.await.unwrap();
    assert_eq!(names(db).await, ["a", "b"]);
}

#[tokio::test]
async fn a_caller_that_goes_away_half_way_leaves_nothing_and_holds_nobody_up() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let mut first = held(db, "a", &gate);
    assert!(poll_once(&mut first).await.is_none());
    drop(first);
    plain(db, "b").await.unwrap();
    assert_eq!(names(db).await, ["b"]);
}

#[tokio::test]
async fn a_caller_that_goes_away_half_way_takes_its_part_out_of_the_group() {
    let Town { db, .. } = &on_sqlite().await;
    let (gate, other_gate) = (Notify::new(), Notify::new());
    let [mut first, mut second] = come([held(db, "a", &gate), held(db, "b", &other_gate)]).await;
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none());
    assert!(poll_once(&mut second).await.is_none(), "it is in the group, half-way");
    drop(second);
    gate.notify_one();
    first.await.unwrap();
    assert_eq!(names(db).await, ["a"]);
}

#[tokio::test]
async fn the_last_that_waited_goes_away_and_the_group_is_committed_all_the_same() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let [mut first, waiting] = come([held(db, "a", &gate), plain(db, "b")]).await;
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none(), "left open for the one that waits");
    drop(waiting);
    assert!(matches!(poll_once(&mut first).await, Some(Ok(()))));
    assert_eq!(names(db).await, ["a"]);
}

#[tokio::test]
async fn one_that_waited_goes_away_before_the_turn_is_laid_down() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let [mut first, waiting] = come([held(db, "a", &gate), plain(db, "b")]).await;
    drop(waiting);
    gate.notify_one();
    assert!(matches!(poll_once(&mut first).await, Some(Ok(()))));
    assert_eq!(names(db).await, ["a"]);
}

#[tokio::test]
async fn a_panic_in_one_member_undoes_that_member_alone() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let mut first = held(db, "a", &gate);
    let panicking = db.write(SYSTEM, "test.panic", async |mut tx| {
        put(&mut tx, "b").await?;
        assert!(names_in(&mut tx).await == 99, "on purpose");
        Ok::<_, StorageError>(())
    });
    let mut panicking = Box::pin(AssertUnwindSafe(panicking).catch_unwind());
    assert!(poll_once(&mut first).await.is_none());
    assert!(poll_once(&mut panicking).await.is_none());
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none());
    assert!(panicking.await.is_err());
    gate.notify_one();
    first.await.unwrap();
    plain(db, "c").await.unwrap();
    assert_eq!(names(db).await, ["a", "c"]);
}

async fn names_in(tx: &mut helsebro_storage::Tx) -> i64 {
    const COUNT: &str = "SELECT COUNT(*) FROM settings";
    let (count,) = tx.one(COUNT, &[]).await.unwrap();
    count
}
