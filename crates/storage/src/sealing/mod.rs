//! Content at rest, sealed.
//!
//! A data key for each controller and category seals content with AES-256-GCM;
//! the master key, from a file or the environment, wraps the data keys. A sealed
//! value is bound to its controller, table, row and column, so that a copy laid
//! elsewhere does not open. Nothing here knows what the content says.
//!
//! A process looks at a key's row again when it has used it for [`FRESH_FOR`], so
//! that a rotation reaches those that run. The keys of the keyed hashes are never
//! rotated nor destroyed: what was stored by them could not be found again.
//!
//! Sealing and opening are done outside the writer's turn: a key that is not yet
//! in memory is fetched or made in a transaction of its own.

mod cipher;
mod file;
mod keys;
mod master;
mod register;
mod rotation;
mod vault;
mod wrapping;

pub use cipher::{DataKey, OVERHEAD_BYTES, Place};
pub use file::{FILE_KEY_BYTES, FILE_PART_BYTES, FileKey};
pub use master::MasterKey;
pub use register::{
    DESTROYED_AFTER, DestroyRefused, KeyUse, ListedKey, close_in, destroy, destroy_all_in, list,
    reopen_in,
};
pub use rotation::{MasterRotated, rotate_data_keys, rotate_master};
pub use vault::{FRESH_FOR, Label, MasterInForce, Vault};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] = &[keys::STATEMENTS];
