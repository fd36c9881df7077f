//! A file, sealed by a key of its own, part by part.
//!
//! Each key seals one file once, so a part's number serves as its nonce. A part is
//! bound to its file and its place in it: parts that are exchanged, or laid under
//! another file, do not open. The key itself is content like any other, sealed under
//! a data key for each side that may open the file; when one side's is destroyed the
//! other's is not touched, and the file lies there once.

use core::fmt;

use aws_lc_rs::aead::{Aad, LessSafeKey, NONCE_LEN, Nonce};
use helsebro_domain::ids::{AttachmentId, Dice};

use super::cipher::aes;
use super::master::KEY_BYTES;
use super::wrapping::{KeyBytes, new_key};
use crate::error::StorageError;

/// How many bytes of a file lie in one part.
pub const FILE_PART_BYTES: usize = 256 * 1024;

/// How many bytes a file's key has.
pub const FILE_KEY_BYTES: usize = KEY_BYTES;

/// The key of one file. It does not print, and is wiped when dropped.
pub struct FileKey {
    file: AttachmentId,
    bytes: KeyBytes,
    key: LessSafeKey,
}

impl FileKey {
    /// A new key, for a file that is not sealed yet.
    ///
    /// # Errors
    /// When the library refuses.
    pub fn new(file: AttachmentId, dice: &dyn Dice) -> Result<Self, StorageError> {
        let bytes = new_key(dice);
        let key = aes(&bytes)?;
        Ok(Self { file, bytes, key })
    }

    /// The key of a file, as it was kept.
    ///
    /// # Errors
    /// [`StorageError::Unsealable`] when it is no key.
    pub fn kept(file: AttachmentId, kept: &[u8]) -> Result<Self, StorageError> {
        let mut bytes = KeyBytes::default();
        if kept.len() != KEY_BYTES {
            return Err(StorageError::Unsealable);
        }
        bytes.copy_from_slice(kept);
        let key = aes(&bytes)?;
        Ok(Self { file, bytes, key })
    }

    /// The key itself, to be sealed.
    pub fn bytes(&self) -> &[u8] {
        &*self.bytes
    }

    /// Seals a part of the file. Each part is sealed once.
    ///
    /// # Errors
    /// When it has more than [`FILE_PART_BYTES`].
    pub fn seal(&self, part: u32, content: &[u8]) -> Result<Vec<u8>, StorageError> {
        if content.len() > FILE_PART_BYTES {
            return Err(StorageError::TooLong { what: "a part of a file" });
        }
        let mut sealed = Vec::with_capacity(content.len() + self.key.algorithm().tag_len());
        sealed.extend_from_slice(content);
        self.key
            .seal_in_place_append_tag(nonce(part), Aad::from(self.bound_to(part)), &mut sealed)
            .map_err(|_| StorageError::Unsealable)?;
        Ok(sealed)
    }

    /// Opens a part of the file.
    ///
    /// # Errors
    /// [`StorageError::Unsealable`] when it is damaged, or another part.
    pub fn open(&self, part: u32, mut sealed: Vec<u8>) -> Result<Vec<u8>, StorageError> {
        let length = self
            .key
            .open_in_place(nonce(part), Aad::from(self.bound_to(part)), &mut sealed)
            .map_err(|_| StorageError::Unsealable)?
            .len();
        sealed.truncate(length);
        Ok(sealed)
    }

    fn bound_to(&self, part: u32) -> Vec<u8> {
        let mut bound = b"helsebro file part".to_vec();
        bound.extend_from_slice(self.file.uuid().as_bytes());
        bound.extend_from_slice(&part.to_be_bytes());
        bound
    }
}

impl fmt::Debug for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FileKey({}, hidden)", self.file)
    }
}

fn nonce(part: u32) -> Nonce {
    let mut nonce = [0; NONCE_LEN];
    nonce[NONCE_LEN - 4..].copy_from_slice(&part.to_be_bytes());
    Nonce::assume_unique_for_key(nonce)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    struct Counting(std::sync::atomic::AtomicU8);

    impl Dice for Counting {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        }
    }

    fn file(id: u128) -> AttachmentId {
        AttachmentId::from_uuid(Uuid::from_u128(id))
    }

    #[test]
    fn a_part_opens_in_its_own_place_of_its_own_file_alone() {
        let dice = Counting(std::sync::atomic::AtomicU8::new(0));
        let key = FileKey::new(file(1), &dice).unwrap();
        let sealed = key.seal(3, b"et bilde").unwrap();
        assert!(!sealed.windows(5).any(|part| part == b"bilde"));
        let kept = FileKey::kept(file(1), key.bytes()).unwrap();
        assert_eq!(kept.open(3, sealed.clone()).unwrap(), b"et bilde");
        let elsewhere = FileKey::kept(file(2), key.bytes()).unwrap();
        let other = FileKey::new(file(1), &dice).unwrap();
        assert!(key.open(2, sealed.clone()).is_err());
        assert!(elsewhere.open(3, sealed.clone()).is_err());
        assert!(other.open(3, sealed.clone()).is_err());
        for place in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[place] ^= 1;
            assert!(key.open(3, damaged).is_err(), "byte {place}");
        }
    }

    #[test]
    fn a_part_has_at_most_so_many_bytes_and_a_key_exactly_so_many() {
        let dice = Counting(std::sync::atomic::AtomicU8::new(0));
        let key = FileKey::new(file(1), &dice).unwrap();
        assert!(key.seal(0, &vec![0; FILE_PART_BYTES]).is_ok());
        assert!(key.seal(0, &vec![0; FILE_PART_BYTES + 1]).is_err());
        assert!(FileKey::kept(file(1), &[0; 31]).is_err());
        assert_eq!(format!("{key:?}"), format!("FileKey({}, hidden)", file(1)));
    }
}
