//! SQLite's writer: writes that wait are committed together.
//!
//! Each story runs on one thread and polls its futures by hand, so that every
//! order of events is the one written here.

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
    let gate = Notify::new();
    let mut first = held(db, "000", &gate);
    assert!(poll_once(&mut first).await.is_none());
    let waiting: Vec<String> = (1..64).map(|number| format!("{number:03}")).collect();
    let mut others: Vec<Write<'_>> = waiting.iter().map(|name| plain(db, name)).collect();
    for other in &mut others {
        assert!(poll_once(other).await.is_none());
    }
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
    let gate = Notify::new();
    let mut first = held(db, "000", &gate);
    assert!(poll_once(&mut first).await.is_none());
    let waiting: Vec<String> = (1..300).map(|number| format!("{number:03}")).collect();
    let mut others: Vec<Write<'_>> = waiting.iter().map(|name| plain(db, name)).collect();
    for other in &mut others {
        assert!(poll_once(other).await.is_none());
    }
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none());
    for other in &mut others {
        // The one that fills the group is answered; those before it hear it later.
        let _answered = poll_once(other).await;
    }
    first.await.unwrap();
    assert_eq!(names(db).await.len(), 300);
    assert_eq!(db.counters(), counted(2, 300));
}

#[tokio::test]
async fn a_queue_that_is_full_says_so_and_empties_again() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let mut first = held(db, "000", &gate);
    assert!(poll_once(&mut first).await.is_none());
    let waiting: Vec<String> = (0..4_096).map(|number| format!("a{number:04}")).collect();
    let mut others: Vec<Write<'_>> = waiting.iter().map(|name| plain(db, name)).collect();
    for other in &mut others {
        assert!(poll_once(other).await.is_none());
    }
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
    let (mut first, mut bad, mut last) = (held(db, "a", &gate), failing(db, "b"), plain(db, "c"));
    for write in [&mut first, &mut bad, &mut last] {
        assert!(poll_once(write).await.is_none());
    }
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none());
    assert!(poll_once(&mut bad).await.is_none(), "a refusal too waits for COMMIT");
    last.await.unwrap();
    assert!(matches!(bad.await, Err(StorageError::LeaseLost)));
    first.await.unwrap();
    assert_eq!(names(db).await, ["a", "c"]);
}

#[tokio::test]
async fn when_commit_fails_no_member_is_answered_and_nothing_of_the_group_is_there() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let (mut first, mut bad, mut last) = (held(db, "a", &gate), failing(db, "b"), plain(db, "c"));
    for write in [&mut first, &mut bad, &mut last] {
        assert!(poll_once(write).await.is_none());
    }
    db.faults().fail_next_commit();
    gate.notify_one();
    for write in [&mut first, &mut bad] {
        assert!(poll_once(write).await.is_none());
    }
    for write in [last, first, bad] {
        assert!(matches!(write.await, Err(StorageError::NotCommitted)));
    }
    assert_eq!(names(db).await, [""; 0]);
    plain(db, "d").await.unwrap();
    assert_eq!(names(db).await, ["d"]);
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
    let (mut first, mut second) = (held(db, "a", &gate), held(db, "b", &other_gate));
    for write in [&mut first, &mut second] {
        assert!(poll_once(write).await.is_none());
    }
    gate.notify_one();
    assert!(poll_once(&mut first).await.is_none());
    assert!(poll_once(&mut second).await.is_none(), "it is in the group, half-way");
    drop(second);
    first.await.unwrap();
    assert_eq!(names(db).await, ["a"]);
}

#[tokio::test]
async fn the_last_that_waited_goes_away_and_the_group_is_committed_all_the_same() {
    let Town { db, .. } = &on_sqlite().await;
    let gate = Notify::new();
    let (mut first, mut waiting) = (held(db, "a", &gate), plain(db, "b"));
    for write in [&mut first, &mut waiting] {
        assert!(poll_once(write).await.is_none());
    }
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
    let (mut first, mut waiting) = (held(db, "a", &gate), plain(db, "b"));
    for write in [&mut first, &mut waiting] {
        assert!(poll_once(write).await.is_none());
    }
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
    first.await.unwrap();
    plain(db, "c").await.unwrap();
    assert_eq!(names(db).await, ["a", "c"]);
}

async fn names_in(tx: &mut helsebro_storage::Tx) -> i64 {
    const COUNT: &str = "SELECT COUNT(*) FROM settings";
    let (count,) = tx.one(COUNT, &[]).await.unwrap();
    count
}
