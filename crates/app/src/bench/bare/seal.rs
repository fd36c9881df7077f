//! Sealing with the cryptographic library alone: two keys, and one for hashes.

use anyhow::Context as _;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use aws_lc_rs::{hmac, rand};

/// What stands before the nonce of a sealed value of ours: version and key id.
const HEADER_BYTES: usize = 1 + 16;

/// About as many bytes as our values are bound to.
const BOUND_TO: &[u8] = &[7; 96];

/// The citizens' key, the unit's, and the one for hashes.
pub(super) struct Seals {
    keys: [LessSafeKey; 2],
    hashes: hmac::Key,
}

impl Seals {
    pub(super) fn new() -> anyhow::Result<Self> {
        Ok(Self {
            keys: [key()?, key()?],
            hashes: hmac::Key::generate(hmac::HMAC_SHA256, &rand::SystemRandom::new())
                .ok()
                .context("no chance")?,
        })
    }

    /// The same text under both keys.
    pub(super) fn pair(&self, text: &[u8]) -> [Vec<u8>; 2] {
        self.keys.each_ref().map(|key| sealed(key, text))
    }

    /// What lies under the citizens' key.
    pub(super) fn open(&self, sealed: &[u8]) -> anyhow::Result<String> {
        let (nonce, body) = sealed
            .get(HEADER_BYTES..)
            .and_then(|rest| rest.split_at_checked(NONCE_LEN))
            .context("too short to be sealed")?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok().context("no nonce")?;
        let mut content = body.to_vec();
        let length = self.keys[0].open_in_place(nonce, Aad::from(BOUND_TO), &mut content);
        let length = length.ok().context("it does not open")?.len();
        content.truncate(length);
        String::from_utf8(content).context("not text")
    }

    pub(super) fn hash(&self, text: &[u8]) -> [u8; 32] {
        let mut hash = [0; 32];
        hash.copy_from_slice(hmac::sign(&self.hashes, text).as_ref());
        hash
    }
}

fn key() -> anyhow::Result<LessSafeKey> {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).ok().context("no chance")?;
    Ok(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &bytes).ok().context("no key")?))
}

fn sealed(key: &LessSafeKey, text: &[u8]) -> Vec<u8> {
    let mut nonce = [0; NONCE_LEN];
    // A nonce that is not random is one too, where nothing is secret.
    let _only_chance = rand::fill(&mut nonce);
    let mut value = vec![1; HEADER_BYTES];
    value.extend_from_slice(&nonce);
    let mut body = text.to_vec();
    let nonce = Nonce::assume_unique_for_key(nonce);
    // Nothing that is sealed here comes near the library's limit.
    let _short = key.seal_in_place_append_tag(nonce, Aad::from(BOUND_TO), &mut body);
    value.extend_from_slice(&body);
    value
}
