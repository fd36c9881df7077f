//! The master key, which wraps all others and is never stored.

use core::fmt;

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use helsebro_domain::ids::Dice;
use zeroize::Zeroizing;

use crate::error::StorageError;

/// How long a key is.
pub(super) const KEY_BYTES: usize = 32;

/// The key that wraps the data keys. It does not print and is wiped after use.
#[derive(Clone)]
pub struct MasterKey(Zeroizing<[u8; KEY_BYTES]>);

impl MasterKey {
    /// The key that these bytes are.
    pub fn from_bytes(bytes: [u8; KEY_BYTES]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key written as 64 hexadecimal digits or as base64, with white space around.
    ///
    /// # Errors
    /// When the text is neither, or not 32 bytes.
    pub fn from_text(text: &str) -> Result<Self, StorageError> {
        let text = text.trim();
        let bytes = if text.len() == 2 * KEY_BYTES { from_hex(text) } else { from_base64(text) };
        let bytes = bytes.ok_or(StorageError::MasterKeyMalformed)?;
        let key: [u8; KEY_BYTES] =
            bytes.as_slice().try_into().map_err(|_| StorageError::MasterKeyMalformed)?;
        Ok(Self::from_bytes(key))
    }

    /// A new key.
    pub fn generate(dice: &dyn Dice) -> Self {
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        dice.fill(&mut *key);
        Self(key)
    }

    /// The key as base64, for whoever writes the file it is kept in.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(STANDARD.encode(*self.0))
    }

    /// What wraps data keys.
    pub(super) fn wrapping(&self) -> Zeroizing<[u8; KEY_BYTES]> {
        self.derived(b"helsebro: wrap data keys")
    }

    /// What is stored to know the key again.
    pub(super) fn check_value(&self) -> [u8; KEY_BYTES] {
        *self.derived(b"helsebro: check value")
    }

    /// A key of its own for each use, so that none tells anything about another.
    fn derived(&self, label: &[u8]) -> Zeroizing<[u8; KEY_BYTES]> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &*self.0);
        let mut derived = Zeroizing::new([0; KEY_BYTES]);
        derived.copy_from_slice(hmac::sign(&key, label).as_ref());
        derived
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(hidden)")
    }
}

fn from_hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let digits = text.as_bytes().chunks_exact(2);
    let byte = |pair: &[u8]| u8::from_str_radix(core::str::from_utf8(pair).ok()?, 16).ok();
    digits.map(byte).collect::<Option<Vec<u8>>>().map(Zeroizing::new)
}

fn from_base64(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    STANDARD.decode(text).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_from_hexadecimal_and_base64() {
        let key = MasterKey::from_bytes([0xab; 32]);
        let hex = format!("  {}\n", "ab".repeat(32));
        assert_eq!(MasterKey::from_text(&hex).unwrap().0, key.0);
        assert_eq!(MasterKey::from_text(&key.to_text()).unwrap().0, key.0);
    }

    #[test]
    fn what_is_not_32_bytes_is_refused() {
        for wrong in ["", "abc", &"zz".repeat(32), "YWJj", &"ab".repeat(31)] {
            let refused = MasterKey::from_text(wrong);
            assert!(matches!(refused, Err(StorageError::MasterKeyMalformed)), "{wrong}");
        }
    }

    #[test]
    fn a_key_does_not_print() {
        let key = MasterKey::from_bytes([0xab; 32]);
        assert_eq!(format!("{key:?}"), "MasterKey(hidden)");
    }

    #[test]
    fn each_use_has_a_key_of_its_own() {
        let key = MasterKey::from_bytes([1; 32]);
        assert_ne!(*key.wrapping(), key.check_value());
        assert_ne!(*key.wrapping(), *key.0);
    }
}
