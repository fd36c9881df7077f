//! Data keys as rows: wrapped, one in use for each controller and purpose.

use helsebro_domain::ids::KeyId;
use helsebro_domain::time::Instant;
use uuid::Uuid;

use crate::{StorageError, Tx, from_row, values};

const IN_USE: &str = "SELECT id, controller_kind, controller, purpose, wrapped FROM data_keys \
     WHERE controller_kind = $1 AND controller = $2 AND purpose = $3 AND retired_at IS NULL";
const BY_ID: &str =
    "SELECT id, controller_kind, controller, purpose, wrapped FROM data_keys WHERE id = $1";
const ADD: &str = "INSERT INTO data_keys (id, controller_kind, controller, purpose, wrapped, \
     created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
const ANY: &str = "SELECT id FROM data_keys LIMIT 1";
const CHECK: &str = "SELECT value FROM settings WHERE name = $1";
const NOTE_CHECK: &str =
    "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";

pub(super) const STATEMENTS: &[&str] = &[IN_USE, BY_ID, ADD, ANY, CHECK, NOTE_CHECK];

/// The setting by which a master key is known again.
const CHECK_NAME: &str = "master_key_check";

/// A wrapped key.
pub(super) struct KeyRow {
    pub(super) id: KeyId,
    pub(super) controller_kind: i64,
    pub(super) controller: Uuid,
    pub(super) purpose: String,
    pub(super) wrapped: Vec<u8>,
}

from_row!(KeyRow { id, controller_kind, controller, purpose, wrapped });

pub(super) async fn in_use(
    tx: &mut Tx,
    (kind, controller): (i64, Uuid),
    purpose: &str,
) -> Result<Option<KeyRow>, StorageError> {
    tx.system()?;
    tx.optional(IN_USE, values![kind, controller, purpose]).await
}

pub(super) async fn by_id(tx: &mut Tx, id: KeyId) -> Result<Option<KeyRow>, StorageError> {
    tx.system()?;
    tx.optional(BY_ID, values![id]).await
}

/// Adds the key unless another is in use by now; answers with the one in use.
pub(super) async fn add(tx: &mut Tx, new: &KeyRow, now: Instant) -> Result<KeyRow, StorageError> {
    let KeyRow { id, controller_kind, controller, purpose, wrapped } = new;
    tx.system()?;
    tx.execute(ADD, values![id, controller_kind, controller, purpose, wrapped, now]).await?;
    tx.one(IN_USE, values![controller_kind, controller, purpose]).await
}

/// The stored check value of the master key. The first key to come is noted,
/// unless content is sealed already: then it must have been another.
pub(super) async fn check_value(
    tx: &mut Tx,
    ours: &[u8; 32],
) -> Result<Option<[u8; 32]>, StorageError> {
    tx.system()?;
    if tx.optional::<(KeyId,)>(ANY, values![]).await?.is_none() {
        tx.execute(NOTE_CHECK, values![CHECK_NAME, ours]).await?;
    }
    let row: Option<([u8; 32],)> = tx.optional(CHECK, values![CHECK_NAME]).await?;
    Ok(row.map(|(value,)| value))
}
