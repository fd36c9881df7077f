//! PostgreSQL bare: a driver, prepared statements, one transaction a send.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;
use futures_util::future::try_join_all;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Statement};

use super::page::{Asked, Found, LIST, LOG, Row, SESSION};
use super::rows::{Cell, Letter, MAY_SEND, WRITES};
use super::tables::FOUNDING;

/// How many connections there are, as by default in ours.
pub(super) const CONNECTIONS: usize = 16;

/// A database at a server.
pub(super) struct Postgres {
    free: Mutex<Vec<Connection>>,
    places: Semaphore,
}

struct Connection {
    client: Client,
    statements: HashMap<&'static str, Statement>,
}

/// A connection for a while; laid back when it is dropped.
struct Lent<'a> {
    connection: Option<Connection>,
    home: &'a Postgres,
    _place: SemaphorePermit<'a>,
}

impl Postgres {
    pub(super) async fn open(
        url: &str,
        script: &str,
        rows: &[(&'static str, Vec<Cell<'_>>)],
    ) -> anyhow::Result<Self> {
        at_once(url, script).await?;
        let mut free = Vec::with_capacity(CONNECTIONS);
        for _ in 0..CONNECTIONS {
            let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
            tokio::spawn(connection);
            let mut statements = HashMap::new();
            let all = WRITES.into_iter().chain(LOG).chain(FOUNDING);
            for sql in all.chain([MAY_SEND, SESSION, LIST]) {
                statements.insert(sql, client.prepare(sql).await?);
            }
            free.push(Connection { client, statements });
        }
        let first = free.first().context("no connection")?;
        first.word("BEGIN").await?;
        for (sql, cells) in rows {
            first.run(sql, cells).await?;
        }
        first.word("COMMIT").await?;
        Ok(Self { free: Mutex::new(free), places: Semaphore::new(CONNECTIONS) })
    }

    pub(super) async fn send(&self, letter: Letter) -> anyhow::Result<()> {
        let lent = self.lend().await?;
        let connection = lent.connection()?;
        connection.word("BEGIN").await?;
        connection.rows(MAY_SEND, &letter.asked()).await?.pop().context("not hers")?;
        // They go over the wire together; each is sent when it is first asked for.
        let all = letter.cells();
        let writes = WRITES.into_iter().zip(&all).map(|(sql, cells)| connection.run(sql, cells));
        try_join_all(writes).await?;
        connection.word("COMMIT").await
    }

    /// One row and nothing else.
    pub(super) async fn plain(&self, letter: Letter) -> anyhow::Result<()> {
        self.lend().await?.connection()?.run(WRITES[0], &letter.message()).await
    }

    /// What stands on a page, after its line in the log is stored.
    pub(super) async fn page(&self, asked: &Asked) -> anyhow::Result<Found> {
        let lent = self.lend().await?;
        let connection = lent.connection()?;
        let session = connection.rows(SESSION, &asked.cells()).await?.pop().context("nobody")?;
        let person = session.try_get(0)?;
        let rows = connection.rows(LIST, &[Cell::Id(person)]).await?;
        let rows = rows.iter().map(row).collect::<Result<_, _>>()?;
        connection.word("BEGIN").await?;
        for (sql, cells) in LOG.into_iter().zip(asked.line(person).cells()) {
            connection.run(sql, &cells).await?;
        }
        connection.word("COMMIT").await?;
        Ok(Found { person, rows })
    }

    async fn lend(&self) -> anyhow::Result<Lent<'_>> {
        let place = self.places.acquire().await?;
        let connection = self.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Ok(Lent { connection, home: self, _place: place })
    }
}

/// Runs a script on a connection of its own.
async fn at_once(url: &str, script: &str) -> anyhow::Result<()> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client.batch_execute(script).await?)
}

impl Lent<'_> {
    fn connection(&self) -> anyhow::Result<&Connection> {
        self.connection.as_ref().context("no connection is free")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let mut free = self.home.free.lock().unwrap_or_else(PoisonError::into_inner);
        free.extend(self.connection.take());
    }
}

impl Connection {
    async fn word(&self, word: &str) -> anyhow::Result<()> {
        Ok(self.client.batch_execute(word).await?)
    }

    async fn run(&self, sql: &'static str, cells: &[Cell<'_>]) -> anyhow::Result<()> {
        let statement = self.statements.get(sql).context("not prepared")?;
        self.client.execute_raw(statement, cells.iter().copied()).await?;
        Ok(())
    }

    async fn rows(
        &self,
        sql: &'static str,
        cells: &[Cell<'_>],
    ) -> anyhow::Result<Vec<tokio_postgres::Row>> {
        let statement = self.statements.get(sql).context("not prepared")?;
        let given: Vec<_> = cells.iter().map(|cell| cell as &(dyn ToSql + Sync)).collect();
        Ok(self.client.query(statement, &given).await?)
    }
}

fn row(row: &tokio_postgres::Row) -> Result<Row, tokio_postgres::Error> {
    Ok(Row {
        thread: row.try_get(0)?,
        unit: row.try_get(1)?,
        is_closed: row.try_get(2)?,
        last_at: row.try_get(3)?,
        promise_at: row.try_get(4)?,
        topic: row.try_get(5)?,
        last_by: row.try_get(6)?,
        unread: row.try_get(7)?,
    })
}
