//! Rows, read in place and turned into what the caller asked for.

use crate::error::StorageError;
use crate::value::{FromValue, Value};

/// One row of an answer, read by position.
pub struct Row<'a>(Source<'a>);

enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

/// What can be made from a row.
pub trait FromRow: Sized {
    /// Reads the row.
    ///
    /// # Errors
    /// When a column does not hold what the type needs.
    fn from_row(row: &Row<'_>) -> Result<Self, StorageError>;
}

impl<'a> Row<'a> {
    pub(crate) const fn sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self(Source::Sqlite(row))
    }

    pub(crate) const fn postgres(row: &'a tokio_postgres::Row) -> Self {
        Self(Source::Postgres(row))
    }

    /// The column at this place as it stands, whatever it holds; none when nothing
    /// of ours is of its kind.
    pub(crate) fn value(&self, column: usize) -> Option<Value<'_>> {
        match &self.0 {
            Source::Sqlite(row) => row.get_ref(column).ok().and_then(Value::from_sqlite),
            Source::Postgres(row) => row.try_get(column).ok(),
        }
    }

    /// The column at this place, counted from 0.
    ///
    /// # Errors
    /// When the column does not hold a `T`.
    pub fn get<T: FromValue>(&self, column: usize) -> Result<T, StorageError> {
        self.value(column)
            .and_then(T::from_value)
            .ok_or(StorageError::Column { column, wanted: T::WANTED })
    }
}

/// Lets a struct be read from a row whose columns stand in the order of the
/// fields named: `from_row!(ThreadRow { id, topic, sent_at });`
#[macro_export]
macro_rules! from_row {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::FromRow for $name {
            fn from_row(row: &$crate::Row<'_>) -> Result<Self, $crate::StorageError> {
                let mut columns = 0..;
                let mut next = || columns.next().unwrap_or(usize::MAX);
                Ok(Self { $($field: row.get(next())?),+ })
            }
        }
    };
}

macro_rules! tuples {
    ($(($($letter:ident $place:literal),+))*) => {$(
        impl<$($letter: FromValue),+> FromRow for ($($letter,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, StorageError> {
                Ok(($(row.get::<$letter>($place)?,)+))
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}
