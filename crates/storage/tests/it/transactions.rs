//! What a transaction does on either database.

use helsebro_storage::{Db, MAX_ROWS, StorageError, StorageSettings, values};

use crate::harness::{SYSTEM, both, names, on_sqlite, postgres_server, put};

/// An act, with borrowed arguments, as a door would call it.
async fn act(db: &Db, name: &str) -> Result<usize, StorageError> {
    let owned = format!("{name}-owned");
    db.write(SYSTEM, "test.act", async |mut tx| {
        put(&mut tx, name).await?;
        for part in [&owned, "last"] {
            put(&mut tx, &format!("{name}-{part}")).await?;
        }
        Ok(owned.len())
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_borrows_may_be_spawned() {
    both(async |town| {
        let db = town.db.clone();
        let spawned = tokio::spawn(async move {
            let name = String::from("kari");
            act(&db, &name).await
        });
        assert_eq!(spawned.await.unwrap().unwrap(), "kari-owned".len());
        assert_eq!(names(&town.db).await, ["kari", "kari-kari-owned", "kari-last"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_written_is_there_when_the_answer_comes() {
    both(async |town| {
        act(&town.db, "a").await.unwrap();
        let other = town.opened_again().await;
        assert_eq!(names(&other).await.len(), 3);
    })
    .await;
}

#[derive(Debug, PartialEq)]
enum NotDone {
    Refused,
    Storage,
}

impl From<StorageError> for NotDone {
    fn from(_: StorageError) -> Self {
        Self::Storage
    }
}

#[tokio::test]
async fn a_refusal_undoes_what_was_written() {
    both(async |town| {
        let refused = town
            .db
            .write(SYSTEM, "test.refused", async |mut tx| {
                put(&mut tx, "a").await?;
                Err::<(), _>(NotDone::Refused)
            })
            .await;
        assert_eq!(refused, Err(NotDone::Refused));
        assert_eq!(names(&town.db).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn after_a_failed_statement_nothing_more_runs_and_nothing_is_kept() {
    both(async |town| {
        act(&town.db, "a").await.unwrap();
        let done: Result<(), StorageError> = town
            .db
            .write(SYSTEM, "test.failed", async |mut tx| {
                put(&mut tx, "b").await?;
                let taken = put(&mut tx, "a").await;
                assert!(taken.is_err_and(|error| error.is_taken()));
                let after = put(&mut tx, "c").await;
                assert!(matches!(after, Err(StorageError::UsedAfterFailure)));
                Ok(())
            })
            .await;
        assert!(matches!(done, Err(StorageError::UsedAfterFailure)));
        assert_eq!(names(&town.db).await, ["a", "a-a-owned", "a-last"]);
    })
    .await;
}

#[tokio::test]
async fn a_read_sees_one_state_and_cannot_write() {
    both(async |town| {
        let refused =
            town.db.read(SYSTEM, "test.read", async |mut tx| put(&mut tx, "a").await).await;
        assert!(matches!(refused, Err(StorageError::Engine { .. })));

        const COUNT: &str = "SELECT COUNT(*) FROM settings";
        let db = &town.db;
        let (before, after): ((i64,), (i64,)) = db
            .read(SYSTEM, "test.state", async |mut tx| {
                let before = tx.one(COUNT, values![]).await?;
                act(db, "meanwhile").await?;
                Ok::<_, StorageError>((before, tx.one(COUNT, values![]).await?))
            })
            .await
            .unwrap();
        assert_eq!(before, after);
        assert_eq!(names(db).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_statement_for_one_row_says_when_it_touched_another_number() {
    const ALL: &str = "UPDATE settings SET value = $1";
    const ANY: &str = "SELECT name FROM settings";
    both(async |town| {
        act(&town.db, "a").await.unwrap();
        let touched = town
            .db
            .write(SYSTEM, "test.three", async |mut tx| {
                tx.ensure_one(ALL, values![&b"y"[..]]).await
            })
            .await;
        assert!(matches!(touched, Err(StorageError::NotOneRow { rows: 3 })));
        let found: Result<Option<(String,)>, StorageError> = town
            .db
            .read(SYSTEM, "test.several", async |mut tx| tx.optional(ANY, values![]).await)
            .await;
        assert!(matches!(found, Err(StorageError::NotOneRow { .. })));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_number_of_values_is_told_and_not_null() {
    const NAMED: &str = "SELECT name FROM settings WHERE name = $1 OR name = $2";
    both(async |town| {
        for given in [values!["a"], values!["a", "b", "c"]] {
            let told: Result<Vec<(String,)>, StorageError> = town
                .db
                .read(SYSTEM, "test.places", async |mut tx| tx.all(NAMED, given).await)
                .await;
            assert!(matches!(told, Err(StorageError::Parameters { places: 2, .. })), "{told:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_list_longer_than_its_guard_is_told() {
    const MANY: &str = "WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL \
         SELECT i + 1 FROM n WHERE i < $1) SELECT i FROM n";
    both(async |town| {
        for (rows, fits) in [(MAX_ROWS, true), (MAX_ROWS + 1, false)] {
            let rows = i64::try_from(rows).unwrap();
            let list: Result<Vec<(i64,)>, StorageError> = town
                .db
                .read(SYSTEM, "test.many", async |mut tx| tx.all(MANY, values![rows]).await)
                .await;
            match list {
                Ok(_) => assert!(fits),
                Err(error) => {
                    assert!(!fits && matches!(error, StorageError::TooManyRows { .. }), "{error}");
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_is_kept_is_told_and_undone() {
    both(async |town| {
        let kept = std::sync::Mutex::new(None);
        let done: Result<(), StorageError> = town
            .db
            .write(SYSTEM, "test.kept", async |mut tx| {
                put(&mut tx, "a").await?;
                *kept.lock().unwrap() = Some(tx);
                Ok(())
            })
            .await;
        assert!(matches!(done, Err(StorageError::TransactionKept)));
        drop(kept);
        assert_eq!(names(&town.db).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn an_error_does_not_quote_the_row() {
    both(async |town| {
        let taken: Result<(), StorageError> = town
            .db
            .write(SYSTEM, "test.taken", async |mut tx| {
                put(&mut tx, "hemmelig").await?;
                put(&mut tx, "hemmelig").await
            })
            .await;
        let error = taken.unwrap_err();
        let source = std::error::Error::source(&error).unwrap();
        assert!(!format!("{error} {error:?} {source}").contains("hemmelig"));
    })
    .await;
}

/// Without `sslmode=disable` the server must speak TLS; the test's does not.
#[tokio::test]
async fn a_connection_that_may_not_be_plain_never_is() {
    let Some(server) = postgres_server() else { return };
    let url = server.replace("?sslmode=disable", "");
    let town = on_sqlite().await;
    let opened = Db::open(&StorageSettings::new(url), town.clock.clone(), town.dice.clone()).await;
    assert!(opened.is_err());
}
