//! The schema is the same on both databases, and every statement fits it.

use std::collections::BTreeSet;

use helsebro_storage::joining::HELD_KINDS;
use helsebro_storage::{Db, EngineKind, StorageError, statements, values};

use crate::harness::{SYSTEM, both};

#[tokio::test]
async fn every_statement_prepares_on_both() {
    both(async |town| {
        let mut wrong = Vec::new();
        for (module, sql) in statements::all() {
            if let Err(error) = town.db.prepares(sql).await {
                let source = std::error::Error::source(&error).map(ToString::to_string);
                wrong.push(format!("{module}: {} in {sql}", source.unwrap_or_default()));
            }
        }
        assert!(wrong.is_empty(), "{:?}:\n{}", town.db.kind(), wrong.join("\n"));
    })
    .await;
}

/// Whoever writes a statement must put it into its module's list.
#[test]
fn every_statement_stands_in_the_register() {
    let registered = statements::all().len();
    let mut written = 0;
    let mut folders = vec![std::path::PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                written += statements_in(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    // Each kind of records that is handed over has three, written by one macro.
    assert_eq!(registered, written + 3 * HELD_KINDS.len());
}

/// How many statement constants a file that has a list of them declares.
fn statements_in(source: &str) -> usize {
    if !source.contains("const STATEMENTS: &[&") {
        return 0;
    }
    source
        .lines()
        .filter(|line| line.starts_with("const ") || line.starts_with("pub(super) const "))
        .filter(|line| line.contains(": &str ="))
        .filter(|line| !line.contains("_NAME: &str"))
        .count()
}

#[tokio::test]
async fn migrations_run_again_do_nothing_and_the_schema_is_known() {
    both(async |town| {
        let version = town.db.schema_version().await.unwrap();
        assert!(version >= 1);
        let again = town.db.migrate().await.unwrap();
        assert_eq!((again.from, again.to), (version, version));
        town.db.check_schema().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_unknown_newer_version_is_refused_and_an_edited_script_too() {
    const NEWER: &str = "INSERT INTO schema_versions (version, name, checksum, applied_at) \
         VALUES (9999, 'from the future', $1, 0)";
    const UNDO: &str = "DELETE FROM schema_versions WHERE version = 9999";
    const EDIT: &str = "UPDATE schema_versions SET checksum = $1 WHERE version = 1";
    both(async |town| {
        let db = &town.db;
        let run = async |sql, bytes: Option<&[u8]>| {
            db.write(SYSTEM, "test.history", async |mut tx| match bytes {
                Some(bytes) => tx.ensure_one(sql, values![bytes]).await,
                None => tx.ensure_one(sql, values![]).await,
            })
            .await
            .unwrap();
        };
        run(NEWER, Some(b"x")).await;
        let refused = db.migrate().await;
        assert!(matches!(refused, Err(StorageError::SchemaNewer { found: 9999, .. })));
        assert!(matches!(db.check_schema().await, Err(StorageError::SchemaNewer { .. })));
        run(UNDO, None).await;
        run(EDIT, Some(b"x")).await;
        let refused = db.migrate().await;
        assert!(matches!(refused, Err(StorageError::MigrationEdited { version: 1 })));
    })
    .await;
}

/// One line for each column, key, index and reference.
type Shape = BTreeSet<String>;

#[tokio::test]
async fn the_migrations_give_both_databases_the_same_schema() {
    let shapes = std::sync::Mutex::new(Vec::new());
    both(async |town| {
        let shape = match town.db.kind() {
            EngineKind::Sqlite => shape_of_sqlite(&town.db).await,
            EngineKind::Postgres => shape_of_postgres(&town.db).await,
        };
        assert!(shape.len() > 50, "{shape:#?}");
        shapes.lock().unwrap().push(shape);
    })
    .await;
    if let [sqlite, postgres] = &shapes.into_inner().unwrap()[..] {
        let missing: Vec<_> = sqlite.symmetric_difference(postgres).collect();
        assert!(missing.is_empty(), "only on one of them: {missing:#?}");
    }
}

async fn lines(db: &Db, sql: &'static str) -> Shape {
    let rows: Vec<(String,)> =
        db.read(SYSTEM, "test.shape", async |mut tx| tx.all(sql, values![]).await).await.unwrap();
    rows.into_iter().map(|(line,)| line).collect()
}

async fn shape_of_sqlite(db: &Db) -> Shape {
    const COLUMNS: &str = "SELECT m.name || '.' || c.name || ' ' || lower(c.type) || \
         CASE WHEN c.\"notnull\" = 1 OR c.pk > 0 THEN ' not null' ELSE '' END \
         FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'";
    const KEYS: &str = "SELECT m.name || ' key ' || c.pk || ' ' || c.name \
         FROM sqlite_master m JOIN pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND c.pk > 0";
    const INDEXES: &str = "SELECT m.name || CASE WHEN i.\"unique\" = 1 THEN ' unique ' \
         ELSE ' ' END || i.name || CASE WHEN i.partial = 1 THEN ' partial ' ELSE ' ' END \
         || (c.seqno + 1) || ' ' || c.name FROM sqlite_master m \
         JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c \
         WHERE m.type = 'table' AND i.origin = 'c'";
    const REFERENCES: &str = "SELECT m.name || '.' || f.\"from\" || ' to ' || f.\"table\" || '.' \
         || f.\"to\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f \
         WHERE m.type = 'table'";
    let mut shape = Shape::new();
    for sql in [COLUMNS, KEYS, INDEXES, REFERENCES] {
        shape.extend(lines(db, sql).await);
    }
    shape
}

async fn shape_of_postgres(db: &Db) -> Shape {
    const COLUMNS: &str = "SELECT table_name || '.' || column_name || ' ' || \
         CASE data_type WHEN 'uuid' THEN 'blob' WHEN 'bytea' THEN 'blob' ELSE data_type END || \
         CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END \
         FROM information_schema.columns WHERE table_schema = 'public'";
    const KEYS: &str = "SELECT k.table_name || ' key ' || k.ordinal_position || ' ' || \
         k.column_name FROM information_schema.key_column_usage k \
         JOIN information_schema.table_constraints t \
         ON t.constraint_name = k.constraint_name AND t.table_name = k.table_name \
         WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_schema = 'public'";
    const INDEXES: &str = "SELECT t.relname || CASE WHEN x.indisunique THEN ' unique ' \
         ELSE ' ' END || i.relname || CASE WHEN x.indpred IS NOT NULL THEN ' partial ' \
         ELSE ' ' END || k.place || ' ' || a.attname FROM pg_index x \
         JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid \
         JOIN pg_namespace n ON n.oid = t.relnamespace \
         CROSS JOIN LATERAL unnest(x.indkey::int2[]) WITH ORDINALITY AS k (number, place) \
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number \
         WHERE n.nspname = 'public' AND NOT x.indisprimary AND NOT EXISTS \
         (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid)";
    const REFERENCES: &str = "SELECT t.relname || '.' || a.attname || ' to ' || r.relname || '.' \
         || b.attname FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid \
         JOIN pg_class r ON r.oid = c.confrelid \
         CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (own, theirs) \
         JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.own \
         JOIN pg_attribute b ON b.attrelid = r.oid AND b.attnum = k.theirs \
         WHERE c.contype = 'f'";
    let mut shape = Shape::new();
    for sql in [COLUMNS, KEYS, INDEXES, REFERENCES] {
        shape.extend(lines(db, sql).await);
    }
    shape
}

/// A check put off until COMMIT would let one member of a group take the others
/// with it.
#[tokio::test]
async fn no_reference_is_checked_as_late_as_commit() {
    for entry in std::fs::read_dir("migrations").unwrap() {
        let script = std::fs::read_to_string(entry.unwrap().path()).unwrap().to_lowercase();
        assert!(!script.contains("deferr"));
    }
}
