//! What COMMIT promises, and what happens when it cannot be kept.

use helsebro_storage::{EngineKind, StorageError, values};

use crate::harness::{SYSTEM, both, names, on_sqlite, put};

#[tokio::test]
async fn the_writer_itself_is_durable_and_keeps_foreign_keys() {
    const SYNCHRONOUS: &str = "PRAGMA synchronous";
    const JOURNAL: &str = "PRAGMA journal_mode";
    const FOREIGN_KEYS: &str = "PRAGMA foreign_keys";
    const AUTOCHECKPOINT: &str = "PRAGMA wal_autocheckpoint";
    const FULL: i64 = 2;
    let town = on_sqlite().await;
    let read: (i64, String, i64, i64) = town
        .db
        .write(SYSTEM, "test.pragmas", async |mut tx| {
            let (synchronous,) = tx.one(SYNCHRONOUS, values![]).await?;
            let (journal,) = tx.one(JOURNAL, values![]).await?;
            let (foreign_keys,) = tx.one(FOREIGN_KEYS, values![]).await?;
            let (autocheckpoint,) = tx.one(AUTOCHECKPOINT, values![]).await?;
            Ok::<_, StorageError>((synchronous, journal, foreign_keys, autocheckpoint))
        })
        .await
        .unwrap();
    assert_eq!(read, (FULL, "wal".to_owned(), 1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn when_commit_fails_nobody_hears_that_it_was_done() {
    both(async |town| {
        let db = &town.db;
        db.faults().fail_next_commit();
        let told = db.write(SYSTEM, "test.fault", async |mut tx| put(&mut tx, "a").await).await;
        assert!(matches!(told, Err(StorageError::NotCommitted)));
        assert_eq!(names(&town.opened_again().await).await, [""; 0]);
        db.write(SYSTEM, "test.after", async |mut tx| put(&mut tx, "b").await).await.unwrap();
        assert_eq!(names(db).await, ["b"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_goes_away_half_way_leaves_nothing() {
    both(async |town| {
        let half_way = std::sync::Arc::new(tokio::sync::Notify::new());
        let (db, reached) = (town.db.clone(), half_way.clone());
        let caller = tokio::spawn(async move {
            db.write(SYSTEM, "test.half_way", async |mut tx| {
                put(&mut tx, "a").await?;
                reached.notify_one();
                std::future::pending::<()>().await;
                Ok::<_, StorageError>(())
            })
            .await
        });
        half_way.notified().await;
        caller.abort();
        assert!(caller.await.unwrap_err().is_cancelled());
        let db = &town.db;
        db.write(SYSTEM, "test.after", async |mut tx| put(&mut tx, "b").await).await.unwrap();
        assert_eq!(names(db).await, ["b"]);
    })
    .await;
}

#[tokio::test]
async fn the_log_is_carried_over_beside_the_writer() {
    let town = on_sqlite().await;
    assert_eq!(town.db.kind(), EngineKind::Sqlite);
    const PUT: &str = "INSERT INTO settings (name, value) VALUES ($1, $2)";
    const PAGES: &str = "PRAGMA page_count";
    let block = vec![0_u8; 200_000];
    for number in 0..400 {
        town.db
            .write(SYSTEM, "test.block", async |mut tx| {
                tx.ensure_one(PUT, values![format!("{number}"), block]).await
            })
            .await
            .unwrap();
    }
    let (pages,): (i64,) = town
        .db
        .read(SYSTEM, "test.pages", async |mut tx| tx.one(PAGES, values![]).await)
        .await
        .unwrap();
    assert!(pages > 10_000, "{pages}");
    // 80 MB were written; the log holds less than 64 MiB of them at any time.
    assert!(town.log_bytes() < 64 * 1024 * 1024, "{}", town.log_bytes());
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let town = on_sqlite().await;
    for file in town.files() {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", file.display());
    }
}
