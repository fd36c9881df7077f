//! Content at rest, sealed.
//!
//! A data key for each controller and category seals content with AES-256-GCM;
//! the master key, from a file or the environment, wraps the data keys. A sealed
//! value is bound to its controller, table, row and column, so that a copy laid
//! elsewhere does not open. Nothing here knows what the content says.
//!
//! Sealing and opening are done outside the writer's turn: a key that is not yet
//! in memory is fetched or made in a transaction of its own.

mod cipher;
mod keys;
mod master;
mod vault;

pub use cipher::{DataKey, OVERHEAD_BYTES, Place};
pub use master::MasterKey;
pub use vault::{Label, Vault};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[keys::STATEMENTS];
