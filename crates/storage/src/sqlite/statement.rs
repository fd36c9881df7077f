//! One statement, run where it stands.

use rusqlite::{CachedStatement, Connection};

use crate::dialect;
use crate::error::{self, StorageError};
use crate::row::{FromRow, Row};
use crate::value::Value;

pub(crate) fn execute(
    connection: &Connection,
    sql: &'static str,
    values: &[Value<'_>],
) -> Result<u64, StorageError> {
    let mut statement = bound(connection, sql, values)?;
    let rows = statement.raw_execute().map_err(error::sqlite("running a statement"))?;
    Ok(u64::try_from(rows).unwrap_or(u64::MAX))
}

pub(crate) fn rows<T: FromRow>(
    connection: &Connection,
    sql: &'static str,
    values: &[Value<'_>],
    limit: usize,
) -> Result<Vec<T>, StorageError> {
    let mut statement = bound(connection, sql, values)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().map_err(error::sqlite("reading rows"))? {
        if found.len() == limit {
            return Err(StorageError::TooManyRows { limit });
        }
        found.push(T::from_row(&Row::sqlite(row))?);
    }
    Ok(found)
}

/// Runs one of our own words (BEGIN, COMMIT, …), prepared once.
pub(crate) fn word(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.raw_execute().map(drop)
}

pub(crate) fn prepares(connection: &Connection, sql: &'static str) -> Result<(), StorageError> {
    connection
        .prepare(dialect::for_sqlite(sql))
        .map(drop)
        .map_err(error::sqlite("preparing a statement"))
}

fn bound<'c>(
    connection: &'c Connection,
    sql: &'static str,
    values: &[Value<'_>],
) -> Result<CachedStatement<'c>, StorageError> {
    let mut statement = connection
        .prepare_cached(dialect::for_sqlite(sql))
        .map_err(error::sqlite("preparing a statement"))?;
    // A place without a value would silently be NULL.
    let places = statement.parameter_count();
    if places != values.len() {
        return Err(StorageError::Parameters { places, values: values.len() });
    }
    for (place, value) in values.iter().enumerate() {
        statement.raw_bind_parameter(place + 1, value).map_err(error::sqlite("binding a value"))?;
    }
    Ok(statement)
}
