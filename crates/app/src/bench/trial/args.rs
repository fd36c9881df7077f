//! What every trial is told.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::bench) enum Database {
    /// A file.
    Sqlite,
    /// A server of the run's own.
    Postgres,
}

/// How often, and where.
#[derive(Debug, Clone, Args)]
pub(in crate::bench) struct TrialArgs {
    /// How often it is killed.
    #[arg(long, default_value_t = 100)]
    pub(in crate::bench) rounds: u64,
    /// On which database.
    #[arg(long, value_enum, default_value_t = Database::Sqlite)]
    pub(in crate::bench) database: Database,
    /// What the choices are drawn from.
    #[arg(long, default_value_t = 1)]
    pub(in crate::bench) seed: u64,
    /// Where all of it lies; it is kept. Otherwise a temporary folder, kept on a fault.
    #[arg(long)]
    pub(in crate::bench) folder: Option<PathBuf>,
    /// What starts and kills PostgreSQL.
    #[arg(long, default_value = "scripts/survive-postgres.sh")]
    pub(in crate::bench) postgres_script: PathBuf,
}

/// The part that is killed; the harness alone starts it.
#[derive(Debug, Clone, Args)]
pub(crate) struct PartArgs {
    /// Where the run lies.
    pub(in crate::bench) folder: PathBuf,
}
