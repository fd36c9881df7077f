//! A database for a rehearsal, which goes away with it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;

use super::BackupFault;
use crate::db::{Db, Engine};
use crate::error;
use crate::settings::StorageSettings;

/// A database that is empty and nobody's.
pub struct Scratch {
    /// Where it is.
    pub settings: StorageSettings,
    /// On PostgreSQL: the database beside which it was made, and its name.
    beside: Option<(Db, String)>,
}

impl Scratch {
    /// Makes one: a file in the folder for SQLite, and for PostgreSQL a database on
    /// the same server, which its user must be allowed to make.
    ///
    /// # Errors
    /// When the server does not let us.
    pub async fn make(
        settings: &StorageSettings,
        (clock, dice): (Arc<dyn Clock>, Arc<dyn Dice>),
        folder: &Path,
    ) -> Result<Self, BackupFault> {
        if settings.url.starts_with("sqlite:") {
            let path: PathBuf = folder.join("rehearsal.db");
            let url = format!("sqlite:{}", path.display());
            return Ok(Self {
                settings: StorageSettings { url, ..settings.clone() },
                beside: None,
            });
        }
        let mut random = [0; 8];
        dice.fill(&mut random);
        let name = format!("helsebro_rehearsal_{:016x}", u64::from_be_bytes(random));
        let db = Db::open(settings, clock, dice).await?;
        run(&db, &format!("CREATE DATABASE {name}")).await?;
        let url = with_database(&settings.url, &name);
        let settings = StorageSettings { url, ..settings.clone() };
        Ok(Self { settings, beside: Some((db, name)) })
    }

    /// Drops the database on the server. The file of SQLite goes with its folder.
    ///
    /// # Errors
    /// When the server does not let us; then it says what is left.
    pub async fn remove(self) -> Result<(), BackupFault> {
        match self.beside {
            Some((db, name)) => run(&db, &format!("DROP DATABASE {name} WITH (FORCE)")).await,
            None => Ok(()),
        }
    }
}

async fn run(db: &Db, sql: &str) -> Result<(), BackupFault> {
    let Engine::Postgres(engine) = db.engine() else { return Ok(()) };
    let client = engine.client().await?;
    let done = client.batch_execute(sql).await;
    Ok(done.map_err(error::postgres("making or dropping a database for the rehearsal"))?)
}

/// The address of another database on the same server.
fn with_database(url: &str, name: &str) -> String {
    let (head, query) =
        url.split_once('?').map_or((url, None), |(head, query)| (head, Some(query)));
    let after_scheme = head.find("://").map_or(0, |at| at + 3);
    let end = head[after_scheme..].find('/').map_or(head.len(), |at| after_scheme + at);
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}/{name}{query}", &head[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_database_on_the_same_server_has_the_same_address_but_for_its_name() {
        for (url, expected) in [
            ("postgres://u:p@h:5432/db?sslmode=require", "postgres://u:p@h:5432/x?sslmode=require"),
            ("postgres://h/db", "postgres://h/x"),
            ("postgresql://h?sslmode=disable", "postgresql://h/x?sslmode=disable"),
            ("postgres://h", "postgres://h/x"),
        ] {
            assert_eq!(with_database(url, "x"), expected);
        }
    }
}
