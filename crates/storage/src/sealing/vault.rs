//! The keys of one database, fetched or made as they are needed.

use core::fmt;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use aws_lc_rs::aead::{Aad, LessSafeKey, NONCE_LEN, Nonce};
use aws_lc_rs::hmac;
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::KeyId;
use zeroize::Zeroizing;

use super::cipher::{DataKey, Place, aes, controller_columns, key_id, purpose_column};
use super::keys::{self, KeyRow};
use super::master::{KEY_BYTES, MasterKey};
use crate::db::Db;
use crate::error::StorageError;
use crate::scope::{Scope, SystemReason};

/// Whose content, and of which kind: what has a data key of its own.
pub type Label = (Controller, Category);

/// The most keys kept unwrapped: several for each municipality of the country.
const MAX_CACHED: usize = 4_096;

const SCOPE: Scope = Scope::System(SystemReason::Keys);

/// The keys of one database. Cheap to clone; it does not print.
#[derive(Clone)]
pub struct Vault(Arc<Inner>);

struct Inner {
    db: Db,
    wrapping: LessSafeKey,
    cache: RwLock<Cache>,
}

/// Keys that have been unwrapped. Dropped, the library wipes them.
#[derive(Default)]
struct Cache {
    in_use: HashMap<Label, DataKey>,
    by_id: HashMap<KeyId, DataKey>,
    hashes: HashMap<Controller, Arc<hmac::Key>>,
}

impl Vault {
    /// Opens the vault with the master key that the database was set up with; the
    /// first key that comes to an empty database is the one.
    ///
    /// # Errors
    /// [`StorageError::MasterKeyMissing`] without a key,
    /// [`StorageError::MasterKeyWrong`] with another one.
    pub async fn unlock(db: &Db, master: Option<&MasterKey>) -> Result<Self, StorageError> {
        let master = master.ok_or(StorageError::MasterKeyMissing)?;
        let ours = master.check_value();
        let theirs: Option<[u8; KEY_BYTES]> = db
            .write(SCOPE, "keys.check", async |mut tx| keys::check_value(&mut tx, &ours).await)
            .await?;
        if theirs != Some(ours) {
            return Err(StorageError::MasterKeyWrong);
        }
        let wrapping = aes(&master.wrapping())?;
        Ok(Self(Arc::new(Inner { db: db.clone(), wrapping, cache: RwLock::default() })))
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
    /// [`StorageError::Unsealable`] when it was sealed otherwise or is damaged.
    pub async fn open(
        &self,
        label: Label,
        place: Place,
        sealed: &[u8],
    ) -> Result<Vec<u8>, StorageError> {
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
        if let Some(key) = self.cached(|cache| cache.in_use.get(&label).cloned()) {
            return Ok(key);
        }
        let row = self.row_in_use(label.0, Some(label.1)).await?;
        let key = DataKey::new(row.id, label, &*self.unwrapped(&row)?)?;
        self.remember(|cache| {
            cache.in_use.insert(label, key.clone());
            cache.by_id.insert(key.id(), key.clone());
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
        let id = key_id(sealed)?;
        if let Some(key) = self.cached(|cache| cache.by_id.get(&id).cloned()) {
            return Ok(key);
        }
        let row: Option<KeyRow> = self
            .0
            .db
            .read(SCOPE, "keys.by_id", async |mut tx| keys::by_id(&mut tx, id).await)
            .await?;
        let row = row.ok_or(StorageError::Unsealable)?;
        let label = label_of(&row).ok_or(StorageError::Unsealable)?;
        let key = DataKey::new(id, label, &*self.unwrapped(&row)?)?;
        self.remember(|cache| {
            cache.by_id.insert(id, key.clone());
        });
        Ok(key)
    }

    async fn hash_key(&self, controller: Controller) -> Result<Arc<hmac::Key>, StorageError> {
        if let Some(key) = self.cached(|cache| cache.hashes.get(&controller).cloned()) {
            return Ok(key);
        }
        let row = self.row_in_use(controller, None).await?;
        let key = Arc::new(hmac::Key::new(hmac::HMAC_SHA256, &*self.unwrapped(&row)?));
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
        let (new, now) = (self.wrapped_new(controller, purpose)?, db.now());
        db.write(SCOPE, "keys.make", async |mut tx| keys::add(&mut tx, &new, now).await).await
    }

    /// A new key, wrapped.
    fn wrapped_new(&self, controller: Controller, purpose: &str) -> Result<KeyRow, StorageError> {
        let (controller_kind, controller) = controller_columns(controller);
        let (db, purpose) = (&self.0.db, purpose.to_owned());
        let id = KeyId::new(db.now(), db.dice());
        let mut nonce = [0; NONCE_LEN];
        db.dice().fill(&mut nonce);
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        db.dice().fill(&mut *key);
        let mut row = KeyRow { id, controller_kind, controller, purpose, wrapped: Vec::new() };
        let tag = self
            .0
            .wrapping
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(wrapped_for(&row)),
                &mut *key,
            )
            .map_err(|_| StorageError::Unsealable)?;
        row.wrapped.extend_from_slice(&nonce);
        row.wrapped.extend_from_slice(&*key);
        row.wrapped.extend_from_slice(tag.as_ref());
        Ok(row)
    }

    fn unwrapped(&self, row: &KeyRow) -> Result<Zeroizing<[u8; KEY_BYTES]>, StorageError> {
        let unsealable = |_| StorageError::Unsealable;
        let (nonce, wrapped) =
            row.wrapped.split_at_checked(NONCE_LEN).ok_or(StorageError::Unsealable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(unsealable)?;
        let mut wrapped = Zeroizing::new(wrapped.to_vec());
        let opened = self
            .0
            .wrapping
            .open_in_place(nonce, Aad::from(wrapped_for(row)), &mut wrapped)
            .map_err(unsealable)?;
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        if opened.len() != KEY_BYTES {
            return Err(StorageError::Unsealable);
        }
        key.copy_from_slice(opened);
        Ok(key)
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

/// What a wrapped key is bound to: its own row.
fn wrapped_for(row: &KeyRow) -> Vec<u8> {
    let mut bound = b"helsebro data key".to_vec();
    bound.extend_from_slice(row.id.uuid().as_bytes());
    bound.extend_from_slice(&row.controller_kind.to_be_bytes());
    bound.extend_from_slice(row.controller.as_bytes());
    bound.extend_from_slice(row.purpose.as_bytes());
    bound
}

fn label_of(row: &KeyRow) -> Option<Label> {
    use helsebro_domain::ids::MunicipalityId;
    let controller = match row.controller_kind {
        0 => Controller::Platform,
        1 => Controller::Municipality(MunicipalityId::from_uuid(row.controller)),
        _ => return None,
    };
    let category = [Category::Platform, Category::EpjRecord]
        .into_iter()
        .find(|category| category.as_str() == row.purpose)?;
    Some((controller, category))
}
