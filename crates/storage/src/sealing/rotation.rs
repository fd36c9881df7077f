//! New keys for old: the master key that wraps, and the data keys that seal.

use helsebro_domain::audit::{Actor, AuditLine, Event};
use helsebro_domain::ids::{AuditId, KeyId};

use super::keys::{self, KeyRow};
use super::master::MasterKey;
use super::vault::{SCOPE, Vault, category_of};
use super::wrapping::{Wrapping, new_key};
use crate::audit;
use crate::db::Db;
use crate::error::StorageError;

/// What a rotation of the master key did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MasterRotated {
    /// So many keys are wrapped by the new one now.
    Now {
        /// How many.
        keys: usize,
    },
    /// They were already.
    Before,
}

/// Wraps every key by another master key, all or none. Content is not touched.
///
/// Processes that were given both keys go on; one that has only the old goes on
/// with the keys in its memory, and then says that its master key is wrong.
///
/// # Errors
/// [`StorageError::MasterKeyWrong`] when the old key is not the one in force.
pub async fn rotate_master(
    db: &Db,
    old: &MasterKey,
    new: &MasterKey,
) -> Result<MasterRotated, StorageError> {
    let (old, new) = (Wrapping::of(old)?, Wrapping::of(new)?);
    let line = line(db, Event::MasterKeyRotated);
    db.write(SCOPE, "keys.rotate_master", async |mut tx| {
        let check = keys::held_check(&mut tx).await?;
        if check == new.check {
            return Ok(MasterRotated::Before);
        }
        if check != old.check {
            return Err(StorageError::MasterKeyWrong);
        }
        let mut wrapped = 0;
        for row in keys::all(&mut tx).await?.iter().filter(|row| row.destroyed_at.is_none()) {
            let key = old.unwrap(row)?;
            keys::rewrap(&mut tx, row.id, &new.wrap(db.dice(), row, &key)?).await?;
            wrapped += 1;
        }
        keys::change_check(&mut tx, &new.check).await?;
        audit::append(&mut tx, &line).await?;
        Ok(MasterRotated::Now { keys: wrapped })
    })
    .await
}

/// Retires every data key in use and makes a new one for each label; says how
/// many. What the old ones sealed stays readable. The keys of the keyed hashes
/// stay.
///
/// # Errors
/// When the database fails; then every key is as it was.
pub async fn rotate_data_keys(vault: &Vault) -> Result<usize, StorageError> {
    let (db, now) = (vault.db(), vault.db().now());
    let line = line(db, Event::DataKeysRotated);
    db.write(SCOPE, "keys.rotate_data", async |mut tx| {
        let master = vault.master_in_force(&mut tx).await?;
        let mut rotated = 0;
        for old in keys::all_in_use(&mut tx).await? {
            if category_of(&old.purpose).is_none() {
                continue;
            }
            let id = KeyId::new(now, db.dice());
            let mut new = KeyRow::new(id, (old.controller_kind, old.controller), &old.purpose);
            new.wrapped = master.wrap(db.dice(), &new, &new_key(db.dice()))?;
            keys::retire(&mut tx, old.id, now).await?;
            keys::add(&mut tx, &new, now).await?;
            rotated += 1;
        }
        audit::append(&mut tx, &line).await?;
        Ok(rotated)
    })
    .await
}

/// A line about something done with keys by whoever runs the platform.
pub(super) fn line(db: &Db, event: Event) -> AuditLine {
    let now = db.now();
    AuditLine::accepted(AuditId::new(now, db.dice()), now, event, Actor::System)
}
