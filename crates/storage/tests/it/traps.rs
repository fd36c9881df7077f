//! Where the two databases would differ if we let them.

use helsebro_domain::time::{Date, Instant};
use helsebro_storage::{StorageError, statements, values};
use uuid::Uuid;

use crate::harness::{SYSTEM, both};

/// Instants are whole microseconds: they sort and read back the same on both.
#[tokio::test]
async fn instants_sort_by_time_and_read_back_exactly() {
    const NOTE: &str = "INSERT INTO logout_tokens (issuer, jti, expires_at) VALUES ($1, $2, $3)";
    const SORTED: &str = "SELECT jti, expires_at FROM logout_tokens ORDER BY expires_at, jti";
    let second = 1_801_555_200_000_000;
    let instants = [second, second + 1, second + 500_000, second + 999_999, second + 1_000_000];
    both(async |town| {
        let sorted: Vec<(String, Instant)> = town
            .db
            .write(SYSTEM, "test.instants", async |mut tx| {
                for (number, micros) in instants.iter().enumerate().rev() {
                    let at = Instant::from_micros(*micros);
                    tx.ensure_one(NOTE, values!["issuer", format!("{number}"), at]).await?;
                }
                tx.all(SORTED, values![]).await
            })
            .await
            .unwrap();
        let expected: Vec<(String, Instant)> = instants
            .iter()
            .enumerate()
            .map(|(number, micros)| (format!("{number}"), Instant::from_micros(*micros)))
            .collect();
        assert_eq!(sorted, expected);
    })
    .await;
}

#[tokio::test]
async fn every_kind_of_value_reads_back_as_it_went_in() {
    const ECHO: &str = "SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS BIGINT)";
    const PUT: &str = "INSERT INTO data_keys (id, controller_kind, controller, purpose, wrapped, \
         created_at, retired_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    const GET: &str = "SELECT id, controller_kind, purpose, wrapped, retired_at FROM data_keys \
         WHERE id = $1";
    let id = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0001);
    let date = Date::new(2027, 2, 2).unwrap();
    both(async |town| {
        town.db
            .write(SYSTEM, "test.values", async |mut tx| {
                let echo: (i64, String, Option<Date>) =
                    tx.one(ECHO, values![i64::MIN, "Åse 🌱", date]).await?;
                assert_eq!(echo, (i64::MIN, "Åse 🌱".to_owned(), Some(date)));
                let echo: (Option<i64>, Option<String>, Option<Date>) =
                    tx.one(ECHO, values![None::<i64>, None::<&str>, None::<Date>]).await?;
                assert_eq!(echo, (None, None, None));
                let bytes: Vec<u8> = (0..=255).collect();
                tx.ensure_one(
                    PUT,
                    values![id, 7_i64, Uuid::nil(), "p", bytes, Instant::from_micros(-1), 5_i64],
                )
                .await?;
                let row: (Uuid, u8, String, Vec<u8>, Option<Instant>) =
                    tx.one(GET, values![id]).await?;
                assert_eq!(row, (id, 7, "p".to_owned(), bytes, Some(Instant::from_micros(5))));
                Ok::<_, StorageError>(())
            })
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_column_that_holds_something_else_is_told_with_its_place() {
    const PAIR: &str = "SELECT CAST(1 AS BIGINT), CAST('x' AS TEXT)";
    const FAR: &str = "SELECT CAST(300 AS BIGINT)";
    both(async |town| {
        let wrong: Result<(i64, i64), StorageError> =
            town.db.read(SYSTEM, "test.column", async |mut tx| tx.one(PAIR, values![]).await).await;
        assert!(matches!(wrong, Err(StorageError::Column { column: 1, wanted: "i64" })));
        let far: Result<(u8,), StorageError> =
            town.db.read(SYSTEM, "test.far", async |mut tx| tx.one(FAR, values![]).await).await;
        assert!(matches!(far, Err(StorageError::Column { column: 0, wanted: "u8" })));
    })
    .await;
}

/// Ids sort by time on both, so keyset paging gives the same pages.
#[tokio::test]
async fn ids_sort_by_their_bytes() {
    const ADD: &str = "INSERT INTO data_keys (id, controller_kind, controller, purpose, wrapped, \
         created_at) VALUES ($1, 0, $1, 'p', $2, 0)";
    const SORTED: &str = "SELECT id FROM data_keys WHERE id > $1 ORDER BY id";
    let ids = [1_u128, 0x7f << 120, 0x80 << 120, 0xff << 120].map(Uuid::from_u128);
    both(async |town| {
        let found: Vec<(Uuid,)> = town
            .db
            .write(SYSTEM, "test.ids", async |mut tx| {
                for id in ids.iter().rev() {
                    tx.ensure_one(ADD, values![id, &b"k"[..]]).await?;
                }
                tx.all(SORTED, values![ids[0]]).await
            })
            .await
            .unwrap();
        assert_eq!(found, [(ids[1],), (ids[2],), (ids[3],)]);
    })
    .await;
}

/// `lower` and `LIKE` treat letters beyond A to Z otherwise on each database, and
/// a number found inside JSON is text on one and a number on the other. So no
/// statement uses them: letters are folded in Rust, JSON is never searched.
#[test]
fn no_statement_asks_a_database_to_fold_letters_or_to_look_inside_json() {
    for (module, sql) in statements::all() {
        let folded = sql.to_lowercase();
        for word in ["lower(", "upper(", " like ", " ilike ", "->", "json_", "now()", "random("] {
            assert!(!folded.contains(word), "{module}: {word} in {sql}");
        }
    }
}

/// In `ON CONFLICT … DO UPDATE SET n = n + 1` the bare `n` is ambiguous to
/// PostgreSQL; it must be `table.n` or `excluded.n`.
#[test]
fn what_an_upsert_counts_on_from_is_named_with_its_table() {
    for (module, sql) in statements::all() {
        let Some((_, update)) = sql.split_once("DO UPDATE SET ") else { continue };
        let update = update.split(" RETURNING ").next().unwrap();
        for assignment in update.split(", ") {
            let Some((column, value)) = assignment.split_once(" = ") else { continue };
            let bare = value.split([' ', ')', '(']).any(|word| word == column);
            assert!(!bare, "{module}: {column} in {sql}");
        }
    }
}
