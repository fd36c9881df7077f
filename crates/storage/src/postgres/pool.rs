//! The pool, and how a transaction begins.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio::sync::Mutex;
use tokio_postgres::config::SslMode;
use tokio_postgres::{Config, NoTls};

use super::retry::RetryPause;
use super::session::Session;
use super::tls;
use crate::counters::Tally;
use crate::error::{self, StorageError};
use crate::faults::Faults;
use crate::settings::StorageSettings;

/// How long a caller waits for a connection of the pool.
const POOL_WAIT: Duration = Duration::from_secs(10);

/// How long the server may take to answer a connection.
const CONNECT_WAIT: Duration = Duration::from_secs(5);

/// What every connection is told first. A statement, a lock and an idle
/// transaction each have an end, so that one lost caller does not hold up others.
const LIMITS: &str = "SET statement_timeout = '30s'; SET lock_timeout = '5s'; \
     SET idle_in_transaction_session_timeout = '60s'";

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Reads one state and writes nothing.
    Read,
    /// Reads one state and writes; run again when others changed the same rows.
    Write,
    /// Takes what nobody else has taken: sees what others have just committed.
    Claim,
}

impl Access {
    pub(super) const fn begin(self) -> &'static str {
        match self {
            Self::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Self::Write => "BEGIN ISOLATION LEVEL REPEATABLE READ",
            Self::Claim => "BEGIN ISOLATION LEVEL READ COMMITTED",
        }
    }
}

pub(crate) struct Postgres {
    pool: Pool,
    faults: Arc<Faults>,
    tally: Arc<Tally>,
    lane: Arc<Mutex<()>>,
}

impl Postgres {
    /// Makes the pool and its first connection, so that a wrong address is told now.
    pub(crate) async fn open(
        settings: &StorageSettings,
        mut config: Box<Config>,
        faults: &Arc<Faults>,
        tally: &Arc<Tally>,
    ) -> Result<Self, StorageError> {
        config.application_name("helsebro").connect_timeout(CONNECT_WAIT);
        let how = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = if config.get_ssl_mode() == SslMode::Disable {
            Manager::from_config(*config, NoTls, how)
        } else {
            // What is not said to be without TLS never falls back to it.
            config.ssl_mode(SslMode::Require);
            let roots = settings.root_certificates.as_deref();
            Manager::from_config(*config, tls::connector(roots)?, how)
        };
        let pool = Pool::builder(manager)
            .max_size(settings.connections.max(1))
            .wait_timeout(Some(POOL_WAIT))
            .create_timeout(Some(CONNECT_WAIT))
            .runtime(Runtime::Tokio1)
            .post_create(Hook::async_fn(|client, _| {
                Box::pin(
                    async move { client.batch_execute(LIMITS).await.map_err(HookError::Backend) },
                )
            }))
            .build()
            .map_err(|e| error::other("making the pool", &e))?;
        let postgres =
            Self { pool, faults: faults.clone(), tally: tally.clone(), lane: Arc::default() };
        drop(postgres.client().await?);
        Ok(postgres)
    }

    pub(crate) async fn begin(&self, access: Access) -> Result<Session, StorageError> {
        Ok(Session::new(self.client().await?, access, &self.faults, &self.tally))
    }

    /// What counts the tries of one transaction.
    pub(crate) fn retry_pause(&self) -> RetryPause {
        RetryPause::new(&self.lane)
    }

    pub(crate) async fn prepares(&self, sql: &'static str) -> Result<(), StorageError> {
        let client = self.client().await?;
        client.prepare(sql).await.map(drop).map_err(error::postgres("preparing a statement"))
    }

    pub(crate) async fn client(&self) -> Result<deadpool_postgres::Client, StorageError> {
        use deadpool_postgres::PoolError;
        self.pool.get().await.map_err(|error| match error {
            PoolError::Timeout(_) => StorageError::Busy("no connection to PostgreSQL is free"),
            PoolError::Backend(error) => error::postgres("connecting to PostgreSQL")(error),
            other => error::other("connecting to PostgreSQL", &other),
        })
    }
}
