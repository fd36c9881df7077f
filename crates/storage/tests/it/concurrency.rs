//! Many writers at once, on real threads.

use std::time::Duration;

use helsebro_storage::{Db, EngineKind, StorageError, values};
use tokio::task::JoinSet;

use crate::harness::{SYSTEM, both, names, on_sqlite, put};

const WRITERS: u64 = 64;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_writers_at_once_are_all_stored_and_share_commits_on_sqlite() {
    both(async |town| {
        let before = town.db.counters();
        let mut writers = JoinSet::new();
        for number in 0..WRITERS {
            let db = town.db.clone();
            writers.spawn(async move {
                for round in 0..4 {
                    let name = format!("{number:02}-{round}");
                    db.write(SYSTEM, "test.put", async |mut tx| put(&mut tx, &name).await)
                        .await
                        .unwrap();
                }
            });
        }
        writers.join_all().await;
        assert_eq!(names(&town.db).await.len(), 256);
        let after = town.db.counters();
        assert_eq!(after.members - before.members, 256);
        let commits = after.commits - before.commits;
        match town.db.kind() {
            EngineKind::Sqlite => assert!(commits <= 256, "{commits} commits"),
            EngineKind::Postgres => assert_eq!(commits, 256),
        }
    })
    .await;
}

const VALUE: &str = "SELECT value FROM settings WHERE name = $1 FOR UPDATE";
const READ: &str = "SELECT value FROM settings WHERE name = $1";
const PUT: &str = "INSERT INTO settings (name, value) VALUES ($1, $2)";
const SET: &str = "UPDATE settings SET value = $2 WHERE name = $1";
const ROUNDS: u64 = 8;

async fn add_one(db: &Db) -> Result<(), StorageError> {
    db.write(SYSTEM, "test.add_one", async |mut tx| {
        let (held,): ([u8; 8],) = tx.one(VALUE, values!["counter"]).await?;
        let next = u64::from_be_bytes(held) + 1;
        tx.ensure_one(SET, values!["counter", next.to_be_bytes()]).await
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn none_of_many_changes_to_one_row_is_lost() {
    both(async |town| {
        town.db
            .write(SYSTEM, "test.put", async |mut tx| {
                tx.ensure_one(PUT, values!["counter", [0_u8; 8]]).await
            })
            .await
            .unwrap();
        let mut writers = JoinSet::new();
        for _ in 0..WRITERS {
            let db = town.db.clone();
            writers.spawn(async move {
                for _ in 0..ROUNDS {
                    add_one(&db).await.unwrap();
                }
            });
        }
        writers.join_all().await;
        let (held,): ([u8; 8],) = town
            .db
            .read(SYSTEM, "test.value", async |mut tx| tx.one(READ, values!["counter"]).await)
            .await
            .unwrap();
        assert_eq!(u64::from_be_bytes(held), WRITERS * ROUNDS);
    })
    .await;
}

/// Callers come and go in every order; those that stay are always answered.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn writers_that_go_away_never_leave_another_without_an_answer() {
    let town = on_sqlite().await;
    let mut staying = JoinSet::new();
    let mut leaving = Vec::new();
    for number in 0..400_u32 {
        let db = town.db.clone();
        let write = async move {
            let name = format!("{number:03}");
            db.write(SYSTEM, "test.come_and_go", async |mut tx| {
                put(&mut tx, &name).await?;
                tokio::task::yield_now().await;
                Ok::<_, StorageError>(())
            })
            .await
        };
        if number % 3 == 0 {
            leaving.push(tokio::spawn(write));
        } else {
            staying.spawn(write);
        }
        if number % 7 == 0 {
            tokio::task::yield_now().await;
            leaving.iter().for_each(tokio::task::JoinHandle::abort);
        }
    }
    leaving.iter().for_each(tokio::task::JoinHandle::abort);
    let answers = tokio::time::timeout(Duration::from_secs(60), staying.join_all()).await;
    let answers = answers.unwrap();
    assert!(answers.iter().all(Result::is_ok));
    let mut answered = answers.len();
    for write in leaving {
        answered += usize::from(matches!(write.await, Ok(Ok(()))));
    }
    assert!(names(&town.db).await.len() >= answered);
}
