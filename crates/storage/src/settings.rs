//! Which database to open.

use core::fmt;
use std::path::PathBuf;

use crate::error::StorageError;

/// How many connections a pool holds at most, unless configured.
pub const DEFAULT_CONNECTIONS: usize = 16;

/// What the binary hands down about the database.
#[derive(Clone)]
pub struct StorageSettings {
    /// `sqlite:PATH` or `postgres://…`. It may hold a password, so it is never printed.
    pub url: String,
    /// The most connections to PostgreSQL.
    pub connections: usize,
    /// Root certificates for PostgreSQL in PEM; the system's when none is given.
    pub root_certificates: Option<PathBuf>,
}

impl StorageSettings {
    /// Settings for this address, the rest as by default.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: url.into(), connections: DEFAULT_CONNECTIONS, root_certificates: None }
    }

    pub(crate) fn address(&self) -> Result<Address, StorageError> {
        if let Some(path) = self.url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path.contains(":memory:") {
                return Err(StorageError::Address("SQLite needs the path of a file"));
            }
            return Ok(Address::Sqlite(PathBuf::from(path)));
        }
        if self.url.starts_with("postgres://") || self.url.starts_with("postgresql://") {
            let config = self.url.parse::<tokio_postgres::Config>();
            return config
                .map(|config| Address::Postgres(Box::new(config)))
                .map_err(|_| StorageError::Address("the PostgreSQL address is malformed"));
        }
        Err(StorageError::Address("it must begin with sqlite: or postgres://"))
    }
}

impl fmt::Debug for StorageSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.url.split(':').next().unwrap_or_default();
        f.debug_struct("StorageSettings")
            .field("kind", &kind)
            .field("connections", &self.connections)
            .field("root_certificates", &self.root_certificates)
            .finish_non_exhaustive()
    }
}

pub(crate) enum Address {
    Sqlite(PathBuf),
    Postgres(Box<tokio_postgres::Config>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_which_database_it_is() {
        let sqlite = StorageSettings::new("sqlite:/tmp/town.db").address();
        assert!(matches!(sqlite, Ok(Address::Sqlite(path)) if path.ends_with("town.db")));
        let postgres = StorageSettings::new("postgres://h/db?sslmode=disable").address();
        assert!(matches!(postgres, Ok(Address::Postgres(_))));
        for wrong in ["", "sqlite:", "sqlite::memory:", "mysql://h/db", "postgres://h:x/db"] {
            assert!(matches!(StorageSettings::new(wrong).address(), Err(StorageError::Address(_))));
        }
    }

    #[test]
    fn settings_do_not_print_a_password() {
        let settings = StorageSettings::new("postgres://u:hemmelig@h/db");
        assert!(!format!("{settings:?}").contains("hemmelig"));
    }
}
