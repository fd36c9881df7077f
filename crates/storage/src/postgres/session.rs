//! One transaction on one connection.
//!
//! Each question costs a round trip to the server. BEGIN goes along with the first
//! statement that only reads, statements that belong together go together, and the
//! end of a transaction that only read is not waited for.

use std::pin::pin;
use std::sync::Arc;

use deadpool_postgres::{Client, Object};
use futures_util::future::{join, try_join_all};
use futures_util::{FutureExt, TryStreamExt};
use tokio_postgres::Statement;
use tokio_postgres::error::SqlState;

use super::pool::Access;
use crate::counters::Tally;
use crate::error::{self, StorageError};
use crate::faults::Faults;
use crate::row::{FromRow, Row};
use crate::tx;
use crate::value::Value;

/// How a statement begins that only reads, or locks what it reads.
const READS: &str = "SELECT ";

/// An open transaction. Dropped unfinished, it takes its connection with it: what
/// the server is in the middle of is then nobody's business any more.
pub(crate) struct Session {
    client: Option<Client>,
    /// What begins it, as long as it has not begun.
    begin: Option<&'static str>,
    conflict: bool,
    access: Access,
    faults: Arc<Faults>,
    tally: Arc<Tally>,
}

impl Session {
    /// A transaction that begins with its first statement.
    pub(super) fn new(
        client: Client,
        access: Access,
        faults: &Arc<Faults>,
        tally: &Arc<Tally>,
    ) -> Self {
        if access != Access::Read {
            tally.began();
        }
        Self {
            client: Some(client),
            begin: Some(access.begin()),
            conflict: false,
            access,
            faults: faults.clone(),
            tally: tally.clone(),
        }
    }

    pub(crate) async fn execute(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<u64, StorageError> {
        let statement = self.prepared(sql, values).await?;
        self.begun().await?;
        let done = self.client()?.execute_raw(&statement, values.iter().copied()).await;
        self.noted("running a statement", done)
    }

    /// Runs several statements in one round trip; how many rows each touched. Those
    /// after one that fails are not run.
    pub(crate) async fn execute_together(
        &mut self,
        all: &[tx::Statement<'_>],
    ) -> Result<Vec<u64>, StorageError> {
        let mut statements = Vec::with_capacity(all.len());
        for (sql, values) in all {
            statements.push(self.prepared(sql, values).await?);
        }
        self.begun().await?;
        let client = self.client()?;
        // The driver sends each when it is first asked for, in the order they stand.
        let running = statements
            .iter()
            .zip(all)
            .map(|(statement, (_, values))| client.execute_raw(statement, values.iter().copied()));
        let done = try_join_all(running).await;
        self.noted("running statements together", done)
    }

    pub(crate) async fn rows<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
        limit: usize,
    ) -> Result<Vec<T>, StorageError> {
        let statement = self.prepared(sql, values).await?;
        // A statement that writes waits for BEGIN: on its own it would be committed.
        let begin = self.begin.take_if(|_| sql.starts_with(READS));
        if begin.is_none() {
            self.begun().await?;
        }
        let client = self.client()?;
        let asked = client.query_raw(&statement, values.iter().copied());
        let stream = match begin {
            Some(begin) => {
                let (begun, stream) = join(client.batch_execute(begin), asked).await;
                begun.and(stream)
            }
            None => asked.await,
        };
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
        if !writes {
            self.leave("COMMIT");
            return Ok(());
        }
        self.begun().await?;
        self.word("COMMIT").await?;
        self.client = None;
        self.tally.committed(1);
        Ok(())
    }

    /// Undoes, and gives the connection back to the pool if that went well.
    pub(crate) async fn roll_back(&mut self) {
        if self.access == Access::Read {
            self.leave("ROLLBACK");
        } else if self.begin.is_some() || self.word("ROLLBACK").await.is_ok() {
            self.client = None;
        }
    }

    /// Ends a transaction that only read, and gives the connection back to the pool.
    /// Whoever has it next comes after the word on the wire; if the word is not taken,
    /// the connection is broken, which is seen then.
    fn leave(&mut self, word: &'static str) {
        let Some(client) = self.client.take() else { return };
        if self.begin.is_none() && client.batch_execute(word).now_or_never().is_some() {
            // It cannot be answered yet, so it was not sent.
            drop(Object::take(client));
        }
    }

    /// Begins, unless it has begun.
    async fn begun(&mut self) -> Result<(), StorageError> {
        match self.begin.take() {
            Some(begin) => self.word(begin).await,
            None => Ok(()),
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
