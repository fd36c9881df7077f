//! The few places where the two databases do not read the same text.
//!
//! A statement is written once, as PostgreSQL reads it. SQLite numbers its
//! places `?1` where PostgreSQL writes `$1`, has one writer and therefore no row
//! locks, and knows a table clustered by its key.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

/// The statement as SQLite reads it. Texts are made once and kept: there are as
/// many as there are statement constants.
pub(crate) fn for_sqlite(sql: &'static str) -> &'static str {
    static TEXTS: RwLock<Option<HashMap<Text, &'static str>>> = RwLock::new(None);
    let key = Text::of(sql);
    if let Some(found) = TEXTS
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .as_ref()
        .and_then(|texts| texts.get(&key).copied())
    {
        return found;
    }
    let mut texts = TEXTS.write().unwrap_or_else(PoisonError::into_inner);
    texts.get_or_insert_with(HashMap::new).entry(key).or_insert_with(|| translated(sql).leak())
}

/// A migration script as SQLite reads it.
pub(crate) fn schema_for_sqlite(script: &str) -> String {
    with_types(
        script,
        &[
            ("{uuid}", "BLOB"),
            ("{ts}", "BIGINT"),
            ("{int}", "BIGINT"),
            ("{bytes}", "BLOB"),
            ("{json}", "TEXT"),
            ("{nil}", "zeroblob(16)"),
            ("{clustered}", " WITHOUT ROWID"),
        ],
    )
}

/// A migration script as PostgreSQL reads it.
pub(crate) fn schema_for_postgres(script: &str) -> String {
    with_types(
        script,
        &[
            ("{uuid}", "UUID"),
            ("{ts}", "BIGINT"),
            ("{int}", "BIGINT"),
            ("{bytes}", "BYTEA"),
            ("{json}", "TEXT"),
            ("{nil}", "'00000000-0000-0000-0000-000000000000'::uuid"),
            ("{clustered}", ""),
        ],
    )
}

/// A statement by where it lies, so that looking one up does not read its text.
#[derive(PartialEq, Eq, Hash)]
struct Text(usize, usize);

impl Text {
    fn of(sql: &'static str) -> Self {
        Self(sql.as_ptr().addr(), sql.len())
    }
}

fn translated(sql: &str) -> String {
    sql.replace(" FOR UPDATE SKIP LOCKED", "").replace(" FOR UPDATE", "").replace('$', "?")
}

fn with_types(script: &str, tokens: &[(&str, &str)]) -> String {
    tokens.iter().fold(script.to_owned(), |text, (token, ty)| text.replace(token, ty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_reads_numbered_places_and_no_row_locks() {
        let sql = "SELECT a FROM b WHERE c = $2 AND d = $10 LIMIT $1 FOR UPDATE SKIP LOCKED";
        assert_eq!(for_sqlite(sql), "SELECT a FROM b WHERE c = ?2 AND d = ?10 LIMIT ?1");
        assert_eq!(for_sqlite("SELECT a FROM b FOR UPDATE"), "SELECT a FROM b");
    }

    #[test]
    fn a_text_is_translated_once() {
        const SQL: &str = "SELECT $1";
        assert!(std::ptr::eq(for_sqlite(SQL), for_sqlite(SQL)));
    }
}
