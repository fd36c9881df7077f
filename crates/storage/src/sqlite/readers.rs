//! The few connections that only read.
//!
//! Each keeps its own pages in memory, so there are few; an indexed read takes
//! microseconds and is made where the caller stands.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::statement;
use crate::error::{self, StorageError};

/// How many connections read at the same time.
pub(crate) const READERS: usize = 4;

/// How long a read waits for a connection.
const LEASE_WAIT: Duration = Duration::from_secs(10);

pub(crate) struct Readers {
    free: Mutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
}

/// A reader's connection, seeing one state of the database until it is laid back.
pub(crate) struct Lease {
    connection: Option<Connection>,
    readers: Arc<Readers>,
    _permit: OwnedSemaphorePermit,
}

impl Readers {
    pub(super) fn open(path: &Path) -> Result<Arc<Self>, StorageError> {
        let mut free = Vec::with_capacity(READERS);
        for _ in 0..READERS {
            let connection = super::connect(path)?;
            connection
                .pragma_update(None, "query_only", true)
                .map_err(error::sqlite("opening a reader"))?;
            free.push(connection);
        }
        Ok(Arc::new(Self { free: Mutex::new(free), permits: Arc::new(Semaphore::new(READERS)) }))
    }

    pub(crate) async fn lease(self: &Arc<Self>) -> Result<Lease, StorageError> {
        let waited = tokio::time::timeout(LEASE_WAIT, self.permits.clone().acquire_owned()).await;
        let Ok(Ok(permit)) = waited else { return Err(StorageError::Busy("no reader is free")) };
        let connection = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let lease = Lease { connection, readers: self.clone(), _permit: permit };
        statement::word(lease.connection()?, "BEGIN").map_err(error::sqlite("beginning a read"))?;
        Ok(lease)
    }
}

impl Lease {
    pub(crate) fn connection(&self) -> Result<&Connection, StorageError> {
        self.connection.as_ref().ok_or(StorageError::TransactionKept)
    }

    pub(crate) fn prepares(&self, sql: &'static str) -> Result<(), StorageError> {
        statement::prepares(self.connection()?, sql)
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        if !connection.is_autocommit()
            && let Err(error) = statement::word(&connection, "ROLLBACK")
        {
            tracing::error!(%error, "a reader could not end its read");
        }
        self.readers.free.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }
}
