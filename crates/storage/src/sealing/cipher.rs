//! One data key, and what it seals.
//!
//! A sealed value is: version (1 byte), key id (16), nonce (12), the content and
//! its tag (16). What it is bound to is not in it: whoever opens it must say.

use core::fmt;
use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use helsebro_domain::controllership::{Category, Controller};
use helsebro_domain::ids::{Dice, KeyId};
use uuid::Uuid;

use super::master::KEY_BYTES;
use super::vault::Label;
use crate::error::StorageError;

/// The only layout so far.
const VERSION: u8 = 1;

const TAG_BYTES: usize = 16;
const HEADER_BYTES: usize = 1 + 16 + NONCE_LEN;

/// How much longer a sealed value is than what it holds.
pub const OVERHEAD_BYTES: usize = HEADER_BYTES + TAG_BYTES;

/// The longest content that is sealed in one piece: a journal system's whole message, with its
/// files as text.
const MAX_CONTENT_BYTES: usize = 27 * 1024 * 1024;

/// Where a sealed value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The table.
    pub table: &'static str,
    /// The row's id.
    pub row: Uuid,
    /// The column.
    pub column: &'static str,
}

/// A data key, unwrapped. Cheap to clone; it does not print.
#[derive(Clone)]
pub struct DataKey(Arc<Inner>);

struct Inner {
    id: KeyId,
    label: Label,
    key: LessSafeKey,
}

impl DataKey {
    pub(super) fn new(
        id: KeyId,
        label: Label,
        bytes: &[u8; KEY_BYTES],
    ) -> Result<Self, StorageError> {
        Ok(Self(Arc::new(Inner { id, label, key: aes(bytes)? })))
    }

    /// The key's id, as it stands in what it sealed.
    pub fn id(&self) -> KeyId {
        self.0.id
    }

    /// Seals content for a place.
    ///
    /// The nonce is random; a key must not seal more than 2^32 values, which is a
    /// hundred messages a second for a year.
    ///
    /// # Errors
    /// When the content is longer than what is sealed in one piece.
    pub fn seal(
        &self,
        dice: &dyn Dice,
        place: Place,
        content: &[u8],
    ) -> Result<Vec<u8>, StorageError> {
        if content.len() > MAX_CONTENT_BYTES {
            return Err(StorageError::TooLong { what: "content to be sealed" });
        }
        let mut nonce = [0; NONCE_LEN];
        dice.fill(&mut nonce);
        let mut sealed = Vec::with_capacity(OVERHEAD_BYTES + content.len());
        sealed.push(VERSION);
        sealed.extend_from_slice(self.0.id.uuid().as_bytes());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(content);
        let (_, body) = sealed.split_at_mut(HEADER_BYTES);
        let tag = self
            .0
            .key
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(self.bound_to(place)),
                body,
            )
            .map_err(|_| StorageError::Unsealable)?;
        sealed.extend_from_slice(tag.as_ref());
        Ok(sealed)
    }

    /// Opens what this key sealed for this place.
    ///
    /// # Errors
    /// [`StorageError::Unsealable`] when it is damaged, or was sealed by another
    /// key or for another place.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, StorageError> {
        if key_id(sealed)? != self.0.id {
            return Err(StorageError::Unsealable);
        }
        let (header, body) = sealed.split_at(HEADER_BYTES);
        let nonce = Nonce::try_assume_unique_for_key(&header[17..])
            .map_err(|_| StorageError::Unsealable)?;
        let mut content = body.to_vec();
        let length = self
            .0
            .key
            .open_in_place(nonce, Aad::from(self.bound_to(place)), &mut content)
            .map_err(|_| StorageError::Unsealable)?
            .len();
        content.truncate(length);
        Ok(content)
    }

    pub(super) fn label(&self) -> Label {
        self.0.label
    }

    /// What a value is bound to, each part with its length before it, so that no
    /// two places read the same.
    fn bound_to(&self, place: Place) -> Vec<u8> {
        let (kind, controller) = controller_columns(self.0.label.0);
        let mut bound = Vec::with_capacity(128);
        for part in [
            &[VERSION][..],
            &kind.to_be_bytes(),
            controller.as_bytes(),
            place.table.as_bytes(),
            place.row.as_bytes(),
            place.column.as_bytes(),
            self.0.id.uuid().as_bytes(),
        ] {
            let length = u16::try_from(part.len()).unwrap_or(u16::MAX);
            bound.extend_from_slice(&length.to_be_bytes());
            bound.extend_from_slice(part);
        }
        bound
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DataKey({}, hidden)", self.0.id)
    }
}

/// Which key sealed this.
pub(super) fn key_id(sealed: &[u8]) -> Result<KeyId, StorageError> {
    if sealed.len() < OVERHEAD_BYTES || sealed.first() != Some(&VERSION) {
        return Err(StorageError::Unsealable);
    }
    let id = Uuid::from_slice(&sealed[1..17]).map_err(|_| StorageError::Unsealable)?;
    Ok(KeyId::from_uuid(id))
}

/// A controller as it is stored.
pub(super) const fn controller_columns(controller: Controller) -> (i64, Uuid) {
    match controller {
        Controller::Platform => (0, Uuid::nil()),
        Controller::Municipality(id) => (1, id.uuid()),
    }
}

/// What a data key is for, as it is stored. `None` is the keyed hash.
pub(super) const fn purpose_column(category: Option<Category>) -> &'static str {
    match category {
        Some(category) => category.as_str(),
        None => "KEYED_HASH",
    }
}

pub(super) fn aes(bytes: &[u8; KEY_BYTES]) -> Result<LessSafeKey, StorageError> {
    let key = UnboundKey::new(&AES_256_GCM, bytes).map_err(|_| StorageError::Unsealable)?;
    Ok(LessSafeKey::new(key))
}

#[cfg(test)]
mod tests {
    use helsebro_domain::ids::MunicipalityId;

    use super::*;

    struct Counting(std::sync::atomic::AtomicU8);

    impl Dice for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        }
    }

    fn dice() -> Counting {
        Counting(std::sync::atomic::AtomicU8::new(0))
    }

    fn key(id: u128, controller: Controller) -> DataKey {
        let id = KeyId::from_uuid(Uuid::from_u128(id));
        DataKey::new(id, (controller, Category::EpjRecord), &[9; 32]).unwrap()
    }

    const PLACE: Place = Place { table: "messages", row: Uuid::from_u128(5), column: "body" };

    #[test]
    fn what_is_sealed_opens_and_does_not_show() {
        let key = key(1, Controller::Platform);
        let sealed = key.seal(&dice(), PLACE, b"Kan dere komme kl. 10?").unwrap();
        assert_eq!(sealed.len(), b"Kan dere komme kl. 10?".len() + OVERHEAD_BYTES);
        assert!(!sealed.windows(4).any(|part| part == b"dere"));
        assert_eq!(key.open(PLACE, &sealed).unwrap(), b"Kan dere komme kl. 10?");
    }

    #[test]
    fn the_same_text_is_never_sealed_to_the_same_bytes() {
        let (key, dice) = (key(1, Controller::Platform), dice());
        let once = key.seal(&dice, PLACE, b"ja").unwrap();
        assert_ne!(once, key.seal(&dice, PLACE, b"ja").unwrap());
    }

    #[test]
    fn a_value_laid_elsewhere_does_not_open() {
        let home = key(1, Controller::Platform);
        let sealed = home.seal(&dice(), PLACE, b"ja").unwrap();
        let neighbour = Controller::Municipality(MunicipalityId::from_uuid(Uuid::from_u128(2)));
        for (key, place) in [
            (home.clone(), Place { table: "drafts", ..PLACE }),
            (home.clone(), Place { row: Uuid::from_u128(6), ..PLACE }),
            (home.clone(), Place { column: "topic", ..PLACE }),
            (key(2, Controller::Platform), PLACE),
            (key(1, neighbour), PLACE),
        ] {
            let refused = key.open(place, &sealed);
            assert!(matches!(refused, Err(StorageError::Unsealable)), "{place:?}");
        }
    }

    #[test]
    fn a_damaged_value_does_not_open() {
        let key = key(1, Controller::Platform);
        let sealed = key.seal(&dice(), PLACE, b"ja").unwrap();
        for place in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[place] ^= 1;
            assert!(key.open(PLACE, &damaged).is_err(), "byte {place}");
            assert!(key.open(PLACE, &sealed[..place]).is_err(), "{place} bytes");
        }
    }
}
