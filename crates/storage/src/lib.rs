//! What is kept, and the only SQL.
//!
//! Here live the transactions ([`Db`], [`Tx`]), the scope they are opened for,
//! the migrations, and one module per slice with its statements and rows. Also
//! what every slice leans on: background jobs, audit lines, sealed content and
//! its keys, sessions.
//!
//! Not here: rules, words, partners, and anything that knows why a row is
//! written. The two databases, SQLite and PostgreSQL, are told apart in `sqlite`,
//! `postgres` and `dialect` alone; everywhere else there is one text.

pub mod audit;
pub mod backup;
pub mod blocks;
pub mod breaches;
pub mod consent;
pub mod controllership;
mod counters;
pub mod db;
mod dialect;
pub mod dialog;
pub mod disclosure;
pub mod epj;
mod error;
mod faults;
pub mod jobs;
pub mod joining;
mod migrate;
pub mod notices;
pub mod parties;
mod postgres;
pub mod representation;
pub mod retention;
pub mod rights;
mod row;
mod scope;
pub mod sealing;
pub mod sessions;
mod settings;
mod sqlite;
pub mod statements;
mod tx;
mod value;

pub use counters::Counters;
pub use db::{Db, EngineKind};
pub use error::{EngineFault, StorageError};
pub use faults::Faults;
pub use migrate::Migrated;
pub use row::{FromRow, Row};
pub use scope::{Scope, SystemReason, Viewer};
pub use settings::{DEFAULT_CONNECTIONS, StorageSettings};
pub use tx::{MAX_ROWS, Statement, Tx};
pub use value::{FromValue, ToValue, Value};
