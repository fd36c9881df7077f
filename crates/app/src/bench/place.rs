//! Where the databases of a run lie: ours and the yardstick's, of the same kind and
//! in the same place.

use std::path::PathBuf;

use anyhow::Context as _;
use helsebro_domain::ids::Dice as _;
use tokio_postgres::NoTls;
use url::Url;

use crate::dice::SystemDice;

/// The databases of a run. They go away with [`Place::gone`].
pub(super) struct Place {
    folder: PathBuf,
    name: String,
    server: Option<Url>,
}

/// Which kind of database it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A file.
    Sqlite,
    /// A database at a server.
    Postgres,
}

impl Kind {
    /// As it stands in the line.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// Which of the two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// The product's.
    Ours,
    /// The yardstick's.
    Bare,
}

impl Whose {
    const BOTH: [Self; 2] = [Self::Ours, Self::Bare];

    const fn word(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Bare => "bare",
        }
    }
}

impl Place {
    /// `sqlite`, or the address of a PostgreSQL server where databases can be made.
    pub(super) async fn of(database: &str) -> anyhow::Result<Self> {
        let mut bytes = [0; 8];
        SystemDice.fill(&mut bytes);
        let name = format!("helsebro_bench_{:016x}", u64::from_be_bytes(bytes));
        let folder = std::env::temp_dir().join(&name);
        std::fs::create_dir_all(&folder).context("no folder for the benchmark")?;
        let server = match database {
            "sqlite" => None,
            address => Some(Url::parse(address).context("not an address of PostgreSQL")?),
        };
        let place = Self { folder, name, server };
        for whose in Whose::BOTH {
            place.at_server("CREATE DATABASE", whose, "").await?;
        }
        Ok(place)
    }

    /// The address of a database, as the product takes it.
    pub(super) fn url(&self, whose: Whose) -> String {
        match &self.server {
            None => format!("sqlite:{}", self.file(whose).display()),
            Some(server) => {
                let mut url = server.clone();
                url.set_path(&self.database(whose));
                url.to_string()
            }
        }
    }

    /// The database's file, when it is SQLite.
    pub(super) fn file(&self, whose: Whose) -> PathBuf {
        self.folder.join(format!("{}.db", whose.word()))
    }

    /// What it is measured on.
    pub(super) const fn kind(&self) -> Kind {
        if self.server.is_some() { Kind::Postgres } else { Kind::Sqlite }
    }

    /// Takes both databases away, also from under who still has them open.
    pub(super) async fn gone(self) {
        for whose in Whose::BOTH {
            let dropped = self.at_server("DROP DATABASE IF EXISTS", whose, " WITH (FORCE)").await;
            if let Err(error) = dropped {
                tracing::warn!(%error, "the benchmark's database is still there");
            }
        }
        if let Err(error) = std::fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, "the benchmark's folder is still there");
        }
    }

    fn database(&self, whose: Whose) -> String {
        format!("{}_{}", self.name, whose.word())
    }

    async fn at_server(&self, before: &str, whose: Whose, after: &str) -> anyhow::Result<()> {
        let Some(server) = &self.server else { return Ok(()) };
        let (client, connection) =
            tokio_postgres::connect(server.as_str(), NoTls).await.context("no PostgreSQL there")?;
        let talking = tokio::spawn(connection);
        let sql = format!("{before} {}{after}", self.database(whose));
        let done = client.batch_execute(&sql).await;
        drop(client);
        talking.await.context("the connection was lost")?.context("the connection was lost")?;
        done.context("the benchmark's database")
    }
}
