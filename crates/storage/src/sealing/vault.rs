//! The keys of one database, fetched or made as they are needed.

use core::fmt;
use core::time::Duration;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use aws_lc_rs::hmac;
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::{KeyId, MunicipalityId};
use helsebro_domain::time::Instant;

use super::cipher::{DataKey, Place, controller_columns, key_id, purpose_column};
use super::keys::{self, KeyRow};
use super::master::MasterKey;
use super::wrapping::{KeyBytes, Wrapping, new_key};
use uuid::Uuid;

use crate::Tx;
use crate::db::Db;
use crate::error::StorageError;
use crate::scope::{Scope, SystemReason};

/// Whose content, and of which kind: what has a data key of its own.
pub type Label = (Controller, Category);

/// The most keys kept unwrapped: several for each municipality of the country.
const MAX_CACHED: usize = 4_096;

/// How long a key is used before its row is looked at again: so long after a
/// rotation or a destruction the process at the latest knows of it.
pub const FRESH_FOR: Duration = Duration::from_secs(60);

pub(super) const SCOPE: Scope = Scope::System(SystemReason::Keys);

/// The keys of one database. Cheap to clone; it does not print.
#[derive(Clone)]
pub struct Vault(Arc<Inner>);

struct Inner {
    db: Db,
    masters: Vec<Wrapping>,
    in_force: MasterInForce,
    cache: RwLock<Cache>,
}

/// Which of the master keys that were given the data keys were wrapped by when
/// the vault was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MasterInForce {
    /// The current one.
    Current,
    /// The next one: the master key has been rotated to it.
    Next,
}

/// Keys that have been unwrapped, and when. Dropped, the library wipes them.
#[derive(Default)]
struct Cache {
    in_use: HashMap<Label, (Instant, DataKey)>,
    by_id: HashMap<KeyId, (Instant, Known)>,
    hashes: HashMap<Controller, Arc<hmac::Key>>,
}

/// A key that was looked up.
#[derive(Clone)]
enum Known {
    Key(DataKey),
    Destroyed,
}

impl Vault {
    /// Opens the vault with the master key that the database was set up with; the
    /// first key that comes to an empty database is the one.
    ///
    /// # Errors
    /// [`StorageError::MasterKeyMissing`] without a key,
    /// [`StorageError::MasterKeyWrong`] with another one.
    pub async fn unlock(db: &Db, master: Option<&MasterKey>) -> Result<Self, StorageError> {
        Self::unlock_with_next(db, master, None).await
    }

    /// The same while the master key is being rotated: either key may be the one
    /// that the data keys are wrapped by, now and at any time later.
    ///
    /// # Errors
    /// As [`Vault::unlock`].
    pub async fn unlock_with_next(
        db: &Db,
        current: Option<&MasterKey>,
        next: Option<&MasterKey>,
    ) -> Result<Self, StorageError> {
        let current = current.ok_or(StorageError::MasterKeyMissing)?;
        let masters = [Some(current), next].into_iter().flatten();
        let masters = masters.map(Wrapping::of).collect::<Result<Vec<_>, _>>()?;
        let ours = current.check_value();
        let theirs = db
            .write(SCOPE, "keys.check", async |mut tx| keys::check_value(&mut tx, &ours).await)
            .await?;
        let in_force = match masters.iter().position(|master| Some(master.check) == theirs) {
            Some(0) => MasterInForce::Current,
            Some(_) => MasterInForce::Next,
            None => return Err(StorageError::MasterKeyWrong),
        };
        let inner = Inner { db: db.clone(), masters, in_force, cache: RwLock::default() };
        Ok(Self(Arc::new(inner)))
    }

    /// Which of the given master keys was in force when the vault was opened.
    pub fn in_force(&self) -> MasterInForce {
        self.0.in_force
    }

    /// Seals content under the label's key, for one place. Not inside a write.
    ///
    /// # Errors
    /// When the key cannot be fetched or made, or the content is too long.
    pub async fn seal(
        &self,
        label: Label,
        place: Place,
        content: &[u8],
    ) -> Result<Vec<u8>, StorageError> {
        self.key(label).await?.seal(self.0.db.dice(), place, content)
    }

    /// Opens what was sealed under the label, for one place. Not inside a write.
    ///
    /// # Errors
    /// [`StorageError::Unsealable`] when it was sealed otherwise or is damaged,
    /// [`StorageError::KeyDestroyed`] when nobody can open it any more.
    pub async fn open(
        &self,
        label: Label,
        place: Place,
        sealed: &[u8],
    ) -> Result<Vec<u8>, StorageError> {
        // What was deleted when its time had come leaves nothing behind (L-PJL-25).
        if sealed.is_empty() {
            return Err(StorageError::KeyDestroyed);
        }
        let key = self.key_of(sealed).await?;
        if key.label() != label {
            return Err(StorageError::Unsealable);
        }
        key.open(place, sealed)
    }

    /// The key in use for a label, made when there is none. Not inside a write.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn key(&self, label: Label) -> Result<DataKey, StorageError> {
        let now = self.0.db.now();
        let kept = self.cached(|cache| cache.in_use.get(&label).cloned());
        if let Some((_, key)) = kept.filter(|(since, _)| is_fresh(*since, now)) {
            return Ok(key);
        }
        let row = self.row_in_use(label.0, Some(label.1)).await?;
        let key = DataKey::new(row.id, label, &*self.unwrapped(&row).await?)?;
        self.remember(|cache| {
            cache.in_use.insert(label, (now, key.clone()));
            cache.by_id.insert(key.id(), (now, Known::Key(key.clone())));
        });
        Ok(key)
    }

    /// The keyed hash of an identity number, telephone number or address: the only
    /// form in which such a value is stored to be found again (§ 1.4, Hashes).
    ///
    /// # Errors
    /// When the controller's key cannot be fetched or made.
    pub async fn hmac(
        &self,
        controller: Controller,
        bytes: &[u8],
    ) -> Result<[u8; 32], StorageError> {
        let key = self.hash_key(controller).await?;
        let mut hash = [0; 32];
        hash.copy_from_slice(hmac::sign(&key, bytes).as_ref());
        Ok(hash)
    }

    /// The key that sealed a value, in use or retired.
    async fn key_of(&self, sealed: &[u8]) -> Result<DataKey, StorageError> {
        let (id, now) = (key_id(sealed)?, self.0.db.now());
        let kept = self.cached(|cache| cache.by_id.get(&id).cloned());
        let known = match kept.filter(|(since, _)| is_fresh(*since, now)) {
            Some((_, known)) => known,
            None => self.look_up(id, now).await?,
        };
        match known {
            Known::Key(key) => Ok(key),
            Known::Destroyed => Err(StorageError::KeyDestroyed),
        }
    }

    async fn look_up(&self, id: KeyId, now: Instant) -> Result<Known, StorageError> {
        let row: Option<KeyRow> = self
            .0
            .db
            .read(SCOPE, "keys.by_id", async |mut tx| keys::by_id(&mut tx, id).await)
            .await?;
        let row = row.ok_or(StorageError::Unsealable)?;
        let label = label_of(&row).ok_or(StorageError::Unsealable)?;
        let known = if row.destroyed_at.is_some() {
            Known::Destroyed
        } else {
            Known::Key(DataKey::new(id, label, &*self.unwrapped(&row).await?)?)
        };
        self.remember(|cache| {
            cache.by_id.insert(id, (now, known.clone()));
        });
        Ok(known)
    }

    async fn hash_key(&self, controller: Controller) -> Result<Arc<hmac::Key>, StorageError> {
        if let Some(key) = self.cached(|cache| cache.hashes.get(&controller).cloned()) {
            return Ok(key);
        }
        let row = self.row_in_use(controller, None).await?;
        let key = Arc::new(hmac::Key::new(hmac::HMAC_SHA256, &*self.unwrapped(&row).await?));
        self.remember(|cache| {
            cache.hashes.insert(controller, key.clone());
        });
        Ok(key)
    }

    /// The row in use. Two that make one at the same time end with the same row.
    async fn row_in_use(
        &self,
        controller: Controller,
        category: Option<Category>,
    ) -> Result<KeyRow, StorageError> {
        let db = &self.0.db;
        let (owner, purpose) = (controller_columns(controller), purpose_column(category));
        let found: Option<KeyRow> = db
            .read(SCOPE, "keys.in_use", async |mut tx| keys::in_use(&mut tx, owner, purpose).await)
            .await?;
        if let Some(row) = found {
            return Ok(row);
        }
        let (key, now) = (new_key(db.dice()), db.now());
        let id = KeyId::new(now, db.dice());
        db.write(SCOPE, "keys.make", async |mut tx| {
            let master = self.master_in_force(&mut tx).await?;
            // Asked here, in the transaction that would make one.
            if keys::is_closed(&mut tx, owner, purpose).await? {
                return Err(StorageError::KeyClosed);
            }
            let mut row = KeyRow::new(id, owner, purpose);
            row.wrapped = master.wrap(db.dice(), &row, &key)?;
            keys::add(&mut tx, &row, now).await
        })
        .await
    }

    /// The master key that keys are wrapped by now, which stays so until the
    /// transaction ends.
    pub(super) async fn master_in_force(&self, tx: &mut Tx) -> Result<&Wrapping, StorageError> {
        let check = keys::held_check(tx).await?;
        let ours = self.0.masters.iter().find(|master| master.check == check);
        ours.ok_or(StorageError::MasterKeyWrong)
    }

    pub(super) fn db(&self) -> &Db {
        &self.0.db
    }

    /// Opens every key that is not destroyed, and says how many there are.
    ///
    /// # Errors
    /// When one cannot be opened.
    pub async fn check_all(&self) -> Result<usize, StorageError> {
        let rows = self.0.db.read(SCOPE, "keys.all", async |mut tx| keys::all(&mut tx).await);
        let mut opened = 0;
        for row in rows.await?.iter().filter(|row| row.destroyed_at.is_none()) {
            self.unwrapped(row).await?;
            opened += 1;
        }
        Ok(opened)
    }

    /// The key in a row, whichever of our master keys wraps it.
    async fn unwrapped(&self, row: &KeyRow) -> Result<KeyBytes, StorageError> {
        let found = self.0.masters.iter().find_map(|master| master.unwrap(row).ok());
        if let Some(key) = found {
            return Ok(key);
        }
        // Either the row is damaged, or the master key was rotated to one that
        // this process was not given.
        let check = self
            .0
            .db
            .read(SCOPE, "keys.stored_check", async |mut tx| keys::stored_check(&mut tx).await)
            .await?;
        let ours = self.0.masters.iter().any(|master| Some(master.check) == check);
        Err(if ours { StorageError::Unsealable } else { StorageError::MasterKeyWrong })
    }

    /// Forgets every key in this process's memory, so that one that was destroyed opens
    /// nothing from this moment.
    pub fn forget(&self) {
        *self.0.cache.write().unwrap_or_else(PoisonError::into_inner) = Cache::default();
    }

    fn cached<T>(&self, find: impl FnOnce(&Cache) -> Option<T>) -> Option<T> {
        find(&self.0.cache.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn remember(&self, add: impl FnOnce(&mut Cache)) {
        let mut cache = self.0.cache.write().unwrap_or_else(PoisonError::into_inner);
        if cache.by_id.len() >= MAX_CACHED || cache.hashes.len() >= MAX_CACHED {
            *cache = Cache::default();
        }
        add(&mut cache);
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(hidden)")
    }
}

/// Whether what was read then may still be used. A clock that was set back does
/// not make it younger.
fn is_fresh(since: Instant, now: Instant) -> bool {
    now.since(since).max(since.since(now)) < FRESH_FOR
}

fn label_of(row: &KeyRow) -> Option<Label> {
    let controller = controller_of(row.controller_kind, row.controller)?;
    Some((controller, category_of(&row.purpose)?))
}

pub(super) fn controller_of(kind: i64, id: Uuid) -> Option<Controller> {
    match kind {
        0 => Some(Controller::Platform),
        1 => Some(Controller::Municipality(MunicipalityId::from_uuid(id))),
        _ => None,
    }
}

/// What a key seals; none for a key that only hashes.
pub(super) fn category_of(purpose: &str) -> Option<Category> {
    let categories = [Category::Platform, Category::EpjRecord];
    categories.into_iter().find(|category| category.as_str() == purpose)
}
