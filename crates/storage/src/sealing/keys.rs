//! Data keys as rows: wrapped, one in use for each controller and purpose.

use helsebro_domain::ids::KeyId;
use helsebro_domain::time::Instant;
use uuid::Uuid;

use super::wrapping::WRAPPED_BYTES;

use crate::{StorageError, Tx, from_row, values};

macro_rules! keys {
    ($rest:literal) => {
        concat!(
            "SELECT id, controller_kind, controller, purpose, wrapped, destroyed_at \
             FROM data_keys ",
            $rest
        )
    };
}

const IN_USE: &str =
    keys!("WHERE controller_kind = $1 AND controller = $2 AND purpose = $3 AND retired_at IS NULL");
const BY_ID: &str = keys!("WHERE id = $1");
const ALL: &str = keys!("ORDER BY id");
const ALL_IN_USE: &str = keys!("WHERE retired_at IS NULL ORDER BY id");
const ADD: &str = "INSERT INTO data_keys (id, controller_kind, controller, purpose, wrapped, \
     created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
const REWRAP: &str = "UPDATE data_keys SET wrapped = $2 WHERE id = $1";
const RETIRE: &str = "UPDATE data_keys SET retired_at = $2 WHERE id = $1 AND retired_at IS NULL";
const DESTROY: &str = "UPDATE data_keys SET wrapped = $2, destroyed_at = $3 \
     WHERE id = $1 AND retired_at IS NOT NULL AND destroyed_at IS NULL";
const CLOSE: &str = "UPDATE data_keys SET retired_at = COALESCE(retired_at, $4), closed_at = $4 \
     WHERE controller_kind = $1 AND controller = $2 AND purpose = $3 AND closed_at IS NULL";
const REOPEN: &str = "UPDATE data_keys SET closed_at = NULL \
     WHERE controller_kind = $1 AND controller = $2 AND purpose = $3";
const IS_CLOSED: &str = "SELECT id FROM data_keys WHERE controller_kind = $1 \
     AND controller = $2 AND purpose = $3 AND closed_at IS NOT NULL LIMIT 1";
const DESTROY_ALL: &str = "UPDATE data_keys SET wrapped = $4, destroyed_at = $5, \
     retired_at = COALESCE(retired_at, $5) WHERE controller_kind = $1 AND controller = $2 \
     AND purpose = $3 AND destroyed_at IS NULL";
const LIST: &str = "SELECT id, controller_kind, controller, purpose, created_at, retired_at, \
     destroyed_at FROM data_keys ORDER BY controller_kind, controller, purpose, id";
const ANY: &str = "SELECT id FROM data_keys LIMIT 1";
const CHECK: &str = "SELECT value FROM settings WHERE name = $1";
const NOTE_CHECK: &str =
    "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const HOLD_CHECK: &str = "UPDATE settings SET value = value WHERE name = $1 RETURNING value";
const CHANGE_CHECK: &str = "UPDATE settings SET value = $2 WHERE name = $1";

pub(super) const STATEMENTS: &[&str] = &[
    IN_USE,
    BY_ID,
    ALL,
    ALL_IN_USE,
    ADD,
    REWRAP,
    RETIRE,
    DESTROY,
    CLOSE,
    REOPEN,
    IS_CLOSED,
    DESTROY_ALL,
    LIST,
    ANY,
    CHECK,
    NOTE_CHECK,
    HOLD_CHECK,
    CHANGE_CHECK,
];

/// The setting by which a master key is known again.
const CHECK_NAME: &str = "master_key_check";

/// A wrapped key.
pub(super) struct KeyRow {
    pub(super) id: KeyId,
    pub(super) controller_kind: i64,
    pub(super) controller: Uuid,
    pub(super) purpose: String,
    pub(super) wrapped: Vec<u8>,
    pub(super) destroyed_at: Option<Instant>,
}

impl KeyRow {
    /// The row of a new key, not wrapped yet.
    pub(super) fn new(
        id: KeyId,
        (controller_kind, controller): (i64, Uuid),
        purpose: &str,
    ) -> Self {
        let purpose = purpose.to_owned();
        Self { id, controller_kind, controller, purpose, wrapped: Vec::new(), destroyed_at: None }
    }
}

from_row!(KeyRow { id, controller_kind, controller, purpose, wrapped, destroyed_at });

/// A key as it is listed: nothing of the key itself.
pub(super) struct KeyListed {
    pub(super) id: KeyId,
    pub(super) controller_kind: i64,
    pub(super) controller: Uuid,
    pub(super) purpose: String,
    pub(super) created_at: Instant,
    pub(super) retired_at: Option<Instant>,
    pub(super) destroyed_at: Option<Instant>,
}

from_row!(KeyListed {
    id,
    controller_kind,
    controller,
    purpose,
    created_at,
    retired_at,
    destroyed_at,
});

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

pub(super) async fn all(tx: &mut Tx) -> Result<Vec<KeyRow>, StorageError> {
    tx.system()?;
    tx.all(ALL, values![]).await
}

pub(super) async fn all_in_use(tx: &mut Tx) -> Result<Vec<KeyRow>, StorageError> {
    tx.system()?;
    tx.all(ALL_IN_USE, values![]).await
}

pub(super) async fn list(tx: &mut Tx) -> Result<Vec<KeyListed>, StorageError> {
    tx.system()?;
    tx.all(LIST, values![]).await
}

/// Adds the key unless another is in use by now; answers with the one in use.
pub(super) async fn add(tx: &mut Tx, new: &KeyRow, now: Instant) -> Result<KeyRow, StorageError> {
    let KeyRow { id, controller_kind, controller, purpose, wrapped, .. } = new;
    tx.system()?;
    tx.execute(ADD, values![id, controller_kind, controller, purpose, wrapped, now]).await?;
    tx.one(IN_USE, values![controller_kind, controller, purpose]).await
}

pub(super) async fn rewrap(tx: &mut Tx, id: KeyId, wrapped: &[u8]) -> Result<(), StorageError> {
    tx.ensure_one(REWRAP, values![id, wrapped]).await
}

pub(super) async fn retire(tx: &mut Tx, id: KeyId, now: Instant) -> Result<(), StorageError> {
    tx.ensure_one(RETIRE, values![id, now]).await
}

pub(super) async fn destroy(tx: &mut Tx, id: KeyId, now: Instant) -> Result<(), StorageError> {
    tx.ensure_one(DESTROY, values![id, &[0_u8; WRAPPED_BYTES][..], now]).await
}

/// From now nothing new is sealed for this controller and purpose.
pub(super) async fn close(
    tx: &mut Tx,
    (kind, controller): (i64, Uuid),
    purpose: &str,
    now: Instant,
) -> Result<(), StorageError> {
    tx.system()?;
    tx.execute(CLOSE, values![kind, controller, purpose, now]).await?;
    Ok(())
}

/// A new key is made again when one is asked for.
pub(super) async fn reopen(
    tx: &mut Tx,
    (kind, controller): (i64, Uuid),
    purpose: &str,
) -> Result<(), StorageError> {
    tx.execute(REOPEN, values![kind, controller, purpose]).await?;
    Ok(())
}

pub(super) async fn is_closed(
    tx: &mut Tx,
    (kind, controller): (i64, Uuid),
    purpose: &str,
) -> Result<bool, StorageError> {
    tx.system()?;
    let found: Option<(KeyId,)> =
        tx.optional(IS_CLOSED, values![kind, controller, purpose]).await?;
    Ok(found.is_some())
}

/// Writes over every key of a controller and purpose, in use and retired, with as many
/// bytes as there were, so that SQLite leaves nothing of them in the page.
pub(super) async fn destroy_all(
    tx: &mut Tx,
    (kind, controller): (i64, Uuid),
    purpose: &str,
    now: Instant,
) -> Result<u64, StorageError> {
    tx.system()?;
    let nothing = [0_u8; WRAPPED_BYTES];
    tx.execute(DESTROY_ALL, values![kind, controller, purpose, &nothing[..], now]).await
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
    stored_check(tx).await
}

/// The check value of the master key that the keys are wrapped by now.
pub(super) async fn stored_check(tx: &mut Tx) -> Result<Option<[u8; 32]>, StorageError> {
    tx.system()?;
    let row: Option<([u8; 32],)> = tx.optional(CHECK, values![CHECK_NAME]).await?;
    Ok(row.map(|(value,)| value))
}

/// The same, kept as it is until the transaction ends: two of which one makes a
/// key and the other changes the master key come one after the other.
pub(super) async fn held_check(tx: &mut Tx) -> Result<[u8; 32], StorageError> {
    tx.system()?;
    let row: Option<([u8; 32],)> = tx.optional(HOLD_CHECK, values![CHECK_NAME]).await?;
    row.map(|(value,)| value).ok_or(StorageError::MasterKeyWrong)
}

pub(super) async fn change_check(tx: &mut Tx, check: &[u8; 32]) -> Result<(), StorageError> {
    tx.ensure_one(CHANGE_CHECK, values![CHECK_NAME, check]).await
}
