//! Data keys, wrapped by a master key.

use aws_lc_rs::aead::{Aad, LessSafeKey, NONCE_LEN, Nonce};
use helsebro_domain::ids::Dice;
use zeroize::Zeroizing;

use super::cipher::aes;
use super::keys::KeyRow;
use super::master::{KEY_BYTES, MasterKey};
use crate::error::StorageError;

/// The bytes of a key.
pub(super) type KeyBytes = Zeroizing<[u8; KEY_BYTES]>;

/// How many bytes a wrapped key has: its nonce, itself and its tag.
pub(super) const WRAPPED_BYTES: usize = NONCE_LEN + KEY_BYTES + 16;

/// A master key at work: what wraps, and how it is known again.
pub(super) struct Wrapping {
    pub(super) check: [u8; KEY_BYTES],
    key: LessSafeKey,
}

impl Wrapping {
    pub(super) fn of(master: &MasterKey) -> Result<Self, StorageError> {
        Ok(Self { check: master.check_value(), key: aes(&master.wrapping())? })
    }

    /// The key's bytes as they are stored in this row.
    pub(super) fn wrap(
        &self,
        dice: &dyn Dice,
        row: &KeyRow,
        key: &KeyBytes,
    ) -> Result<Vec<u8>, StorageError> {
        let mut nonce = [0; NONCE_LEN];
        dice.fill(&mut nonce);
        let mut body = key.clone();
        let tag = self
            .key
            .seal_in_place_separate_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(bound_to(row)),
                &mut *body,
            )
            .map_err(|_| StorageError::Unsealable)?;
        Ok([&nonce[..], &*body, tag.as_ref()].concat())
    }

    /// The key that is stored in this row.
    pub(super) fn unwrap(&self, row: &KeyRow) -> Result<KeyBytes, StorageError> {
        let unsealable = |_| StorageError::Unsealable;
        let (nonce, wrapped) =
            row.wrapped.split_at_checked(NONCE_LEN).ok_or(StorageError::Unsealable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(unsealable)?;
        let mut wrapped = Zeroizing::new(wrapped.to_vec());
        let opened = self
            .key
            .open_in_place(nonce, Aad::from(bound_to(row)), &mut wrapped)
            .map_err(unsealable)?;
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        if opened.len() != KEY_BYTES {
            return Err(StorageError::Unsealable);
        }
        key.copy_from_slice(opened);
        Ok(key)
    }
}

/// A new key.
pub(super) fn new_key(dice: &dyn Dice) -> KeyBytes {
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    dice.fill(&mut *key);
    key
}

/// What a wrapped key is bound to: its own row.
fn bound_to(row: &KeyRow) -> Vec<u8> {
    let mut bound = b"helsebro data key".to_vec();
    bound.extend_from_slice(row.id.uuid().as_bytes());
    bound.extend_from_slice(&row.controller_kind.to_be_bytes());
    bound.extend_from_slice(row.controller.as_bytes());
    bound.extend_from_slice(row.purpose.as_bytes());
    bound
}
