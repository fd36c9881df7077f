//! One transaction on one connection.

use std::pin::pin;
use std::sync::Arc;

use deadpool_postgres::{Client, Object};
use futures_util::TryStreamExt;
use tokio_postgres::Statement;
use tokio_postgres::error::SqlState;

use super::pool::Access;
use crate::counters::Tally;
use crate::error::{self, StorageError};
use crate::faults::Faults;
use crate::row::{FromRow, Row};
use crate::value::Value;

/// An open transaction. Dropped unfinished, it takes its connection with it: what
/// the server is in the middle of is then nobody's business any more.
pub(crate) struct Session {
    client: Option<Client>,
    conflict: bool,
    access: Access,
    faults: Arc<Faults>,
    tally: Arc<Tally>,
}

impl Session {
    /// Begins a transaction.
    pub(super) async fn begin(
        client: Client,
        access: Access,
        faults: &Arc<Faults>,
        tally: &Arc<Tally>,
    ) -> Result<Self, StorageError> {
        let (faults, tally) = (faults.clone(), tally.clone());
        let mut session = Self { client: Some(client), conflict: false, access, faults, tally };
        session.word(access.begin()).await?;
        if access != Access::Read {
            session.tally.began();
        }
        Ok(session)
    }

    pub(crate) async fn execute(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<u64, StorageError> {
        let statement = self.prepared(sql, values).await?;
        let done = self.client()?.execute_raw(&statement, values.iter().copied()).await;
        self.noted("running a statement", done)
    }

    pub(crate) async fn rows<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
        limit: usize,
    ) -> Result<Vec<T>, StorageError> {
        let statement = self.prepared(sql, values).await?;
        let stream = self.client()?.query_raw(&statement, values.iter().copied()).await;
        let mut stream = pin!(self.noted("running a statement", stream)?);
        let mut found = Vec::new();
        loop {
            let next = stream.try_next().await;
            let Some(row) = self.noted("reading rows", next)? else { return Ok(found) };
            if found.len() == limit {
                return Err(StorageError::TooManyRows { limit });
            }
            found.push(T::from_row(&Row::postgres(&row))?);
        }
    }

    /// Commits, and gives the connection back to the pool.
    pub(crate) async fn commit(&mut self) -> Result<(), StorageError> {
        let writes = self.access != Access::Read;
        if writes && self.faults.strikes_commit() {
            return Err(StorageError::NotCommitted);
        }
        self.word("COMMIT").await?;
        self.client = None;
        if writes {
            self.tally.committed(1);
        }
        Ok(())
    }

    /// Undoes, and gives the connection back to the pool if that went well.
    pub(crate) async fn roll_back(&mut self) {
        if self.word("ROLLBACK").await.is_ok() {
            self.client = None;
        }
    }

    /// Whether others changed the same rows, so that the whole should run again.
    pub(crate) const fn in_conflict(&self) -> bool {
        self.conflict
    }

    /// Runs one of our own words (BEGIN, COMMIT, …).
    async fn word(&mut self, word: &str) -> Result<(), StorageError> {
        let done = self.client()?.batch_execute(word).await;
        self.noted("beginning or ending a transaction", done)
    }

    /// Prepares the statement, once per connection, and counts its places: the
    /// driver would otherwise answer a wrong number of values with a panic.
    async fn prepared(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Statement, StorageError> {
        let statement = self.client()?.prepare_cached(sql).await;
        let statement = self.noted("preparing a statement", statement)?;
        let places = statement.params().len();
        if places == values.len() {
            Ok(statement)
        } else {
            Err(StorageError::Parameters { places, values: values.len() })
        }
    }

    fn client(&self) -> Result<&Client, StorageError> {
        self.client.as_ref().ok_or(StorageError::TransactionKept)
    }

    fn noted<T>(
        &mut self,
        doing: &'static str,
        done: Result<T, tokio_postgres::Error>,
    ) -> Result<T, StorageError> {
        done.map_err(|error| {
            self.conflict |= error.code().is_some_and(|code| {
                *code == SqlState::T_R_SERIALIZATION_FAILURE
                    || *code == SqlState::T_R_DEADLOCK_DETECTED
            });
            error::postgres(doing)(error)
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(client) = self.client.take() {
            drop(Object::take(client));
        }
    }
}
