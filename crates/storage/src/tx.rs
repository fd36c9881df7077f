//! One transaction, on either database.
//!
//! [`Tx`] has two arms and few methods. On SQLite a statement runs where it
//! stands, on the writer's or a reader's connection, and awaits nothing; on
//! PostgreSQL it goes over the wire. After a failed statement a transaction can
//! only be undone, on both: PostgreSQL is so by nature, SQLite by our choice.

use std::sync::{Arc, Mutex, PoisonError};

use helsebro_domain::ids::{MunicipalityId, PersonId};

use crate::error::StorageError;
use crate::postgres::Session;
use crate::row::FromRow;
use crate::scope::{Scope, SystemReason, Viewer};
use crate::sqlite::{Lease, Turn, statement};
use crate::value::Value;

/// The longest list that one statement may answer with. Pages are far shorter;
/// this guards against a statement that forgot its `LIMIT`.
pub const MAX_ROWS: usize = 10_000;

/// A statement and its values.
pub type Statement<'a> = (&'static str, &'a [Value<'a>]);

/// A transaction, open for one scope.
///
/// It is handed to the closure of [`Db::write`](crate::Db::write) or
/// [`Db::read`](crate::Db::read) and ends with it. Dropping it half-way undoes it.
pub struct Tx {
    open: Option<Box<Open>>,
    home: Home,
}

/// Where an ending transaction is laid back, for the one who began it.
#[derive(Clone, Default)]
pub(crate) struct Home(Arc<Mutex<Option<Box<Open>>>>);

/// The guts of a transaction.
pub(crate) struct Open {
    pub(crate) arm: Arm,
    pub(crate) scope: Scope,
    pub(crate) failed: bool,
    pub(crate) enqueued: bool,
    pub(crate) statements: u64,
}

/// The two engines; SQLite writes and reads on different connections.
pub(crate) enum Arm {
    SqliteWrite(Turn),
    SqliteRead(Lease),
    Postgres(Session),
}

impl Tx {
    pub(crate) fn new(arm: Arm, scope: Scope, home: &Home) -> Self {
        let open = Open { arm, scope, failed: false, enqueued: false, statements: 0 };
        Self { open: Some(Box::new(open)), home: home.clone() }
    }

    /// Runs a statement and says how many rows it touched.
    ///
    /// # Errors
    /// When the database refuses or fails.
    pub async fn execute(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<u64, StorageError> {
        let open = self.next_statement()?;
        let done = match &mut open.arm {
            Arm::SqliteWrite(turn) => statement::execute(turn.connection()?, sql, values),
            Arm::SqliteRead(lease) => statement::execute(lease.connection()?, sql, values),
            Arm::Postgres(session) => session.execute(sql, values).await,
        };
        open.noted(done)
    }

    /// Runs a statement that must touch exactly one row.
    ///
    /// # Errors
    /// When it touches none or several, or the database fails.
    pub async fn ensure_one(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<(), StorageError> {
        match self.execute(sql, values).await? {
            1 => Ok(()),
            rows => self.open()?.noted(Err(StorageError::NotOneRow { rows })),
        }
    }

    /// Runs statements that must each touch exactly one row. Over the wire they go
    /// together: none may need what another did.
    ///
    /// # Errors
    /// When one touches none or several, or the database fails.
    pub async fn ensure_one_each(&mut self, all: &[Statement<'_>]) -> Result<(), StorageError> {
        let open = self.open()?;
        let Arm::Postgres(session) = &mut open.arm else {
            for (sql, values) in all {
                self.ensure_one(sql, values).await?;
            }
            return Ok(());
        };
        open.statements += u64::try_from(all.len()).unwrap_or(0);
        let done = session.execute_together(all).await;
        let rows = open.noted(done)?;
        match rows.into_iter().find(|rows| *rows != 1) {
            None => Ok(()),
            Some(rows) => open.noted(Err(StorageError::NotOneRow { rows })),
        }
    }

    /// The one row that a statement answers with.
    ///
    /// # Errors
    /// When it answers with none or several, or the database fails.
    pub async fn one<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<T, StorageError> {
        match self.optional(sql, values).await? {
            Some(row) => Ok(row),
            None => self.open()?.noted(Err(StorageError::NotOneRow { rows: 0 })),
        }
    }

    /// The row that a statement answers with, if any.
    ///
    /// # Errors
    /// When it answers with several, or the database fails.
    pub async fn optional<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Option<T>, StorageError> {
        let mut rows = match self.up_to(2, sql, values).await {
            Err(StorageError::TooManyRows { .. }) => Err(StorageError::NotOneRow { rows: 3 }),
            answer => answer,
        }?;
        if rows.len() > 1 {
            return self.open()?.noted(Err(StorageError::NotOneRow { rows: 2 }));
        }
        Ok(rows.pop())
    }

    /// All rows that a statement answers with, at most [`MAX_ROWS`].
    ///
    /// # Errors
    /// When there are more, or the database fails.
    pub async fn all<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Vec<T>, StorageError> {
        self.up_to(MAX_ROWS, sql, values).await
    }

    /// For whom the transaction is open.
    ///
    /// # Errors
    /// When the transaction has ended.
    pub fn scope(&self) -> Result<Scope, StorageError> {
        self.open.as_ref().map(|open| open.scope).ok_or(StorageError::TransactionKept)
    }

    /// The municipality whose rows may be touched.
    ///
    /// # Errors
    /// When the transaction is open for somebody else.
    pub fn municipality(&self) -> Result<MunicipalityId, StorageError> {
        match self.scope()? {
            Scope::Municipality(id) => Ok(id),
            _ => Err(StorageError::OutOfScope { wanted: "a municipality" }),
        }
    }

    /// The citizen whose rows may be touched.
    ///
    /// # Errors
    /// When the transaction is open for somebody else.
    pub fn citizen(&self) -> Result<PersonId, StorageError> {
        match self.scope()? {
            Scope::Citizen(id) => Ok(id),
            Scope::Acting(viewer) => Ok(viewer.person),
            _ => Err(StorageError::OutOfScope { wanted: "a citizen" }),
        }
    }

    /// Who looks at the citizen's rows.
    ///
    /// # Errors
    /// When the transaction is open for somebody else.
    pub fn viewer(&self) -> Result<Viewer, StorageError> {
        match self.scope()? {
            Scope::Citizen(id) => Ok(Viewer::own(id)),
            Scope::Acting(viewer) => Ok(viewer),
            _ => Err(StorageError::OutOfScope { wanted: "a citizen" }),
        }
    }

    /// Why the system may touch anyone's rows.
    ///
    /// # Errors
    /// When the transaction is open for a municipality or a citizen.
    pub fn system(&self) -> Result<SystemReason, StorageError> {
        match self.scope()? {
            Scope::System(reason) => Ok(reason),
            _ => Err(StorageError::OutOfScope { wanted: "the system" }),
        }
    }

    /// Notes that a job was written, so that the workers are woken after COMMIT.
    pub(crate) fn note_enqueued(&mut self) {
        if let Some(open) = &mut self.open {
            open.enqueued = true;
        }
    }

    async fn up_to<T: FromRow>(
        &mut self,
        limit: usize,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<Vec<T>, StorageError> {
        let open = self.next_statement()?;
        let rows = match &mut open.arm {
            Arm::SqliteWrite(turn) => statement::rows(turn.connection()?, sql, values, limit),
            Arm::SqliteRead(lease) => statement::rows(lease.connection()?, sql, values, limit),
            Arm::Postgres(session) => session.rows(sql, values, limit).await,
        };
        open.noted(rows)
    }

    fn next_statement(&mut self) -> Result<&mut Open, StorageError> {
        let open = self.open()?;
        open.statements += 1;
        Ok(open)
    }

    fn open(&mut self) -> Result<&mut Open, StorageError> {
        let open = self.open.as_mut().ok_or(StorageError::TransactionKept)?;
        if open.failed { Err(StorageError::UsedAfterFailure) } else { Ok(open) }
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        if let Some(open) = self.open.take() {
            *self.home.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(open);
        }
    }
}

impl Home {
    /// The transaction that has come home.
    pub(crate) fn take(&self) -> Result<Box<Open>, StorageError> {
        let mut home = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        home.take().ok_or(StorageError::TransactionKept)
    }
}

impl Open {
    /// Remembers a failure, so that nothing more runs and nothing is committed.
    fn noted<T>(&mut self, done: Result<T, StorageError>) -> Result<T, StorageError> {
        self.failed |= done.is_err();
        done
    }
}
