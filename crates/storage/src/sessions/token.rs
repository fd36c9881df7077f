//! What the browser holds, and by which key an identity provider ends sessions.

use core::fmt;

use aws_lc_rs::digest::{Context, SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use helsebro_domain::ids::Dice;
use zeroize::Zeroizing;

/// A session's token: 32 random bytes. It does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(Zeroizing<[u8; 32]>);

/// Hash of issuer and `sid`: what a logout from elsewhere is keyed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogoutKey([u8; 32]);

impl SessionToken {
    /// A new token.
    pub fn generate(dice: &dyn Dice) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        dice.fill(&mut *bytes);
        Self(bytes)
    }

    /// The token a cookie holds, if it is one.
    pub fn from_text(text: &str) -> Option<Self> {
        if text.len() != 43 {
            return None;
        }
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        let bytes: [u8; 32] = bytes.as_slice().try_into().ok()?;
        Some(Self(Zeroizing::new(bytes)))
    }

    /// The token as a cookie holds it.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(*self.0)
    }

    /// What is stored of it. The token is random, so its plain hash tells nothing.
    pub(super) fn hash(&self) -> Vec<u8> {
        digest(&SHA256, &*self.0).as_ref().to_vec()
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(hidden)")
    }
}

impl LogoutKey {
    /// The key of a session at an identity provider.
    pub fn of(issuer: &str, sid: &str) -> Self {
        let mut hash = Context::new(&SHA256);
        for part in [issuer, sid] {
            hash.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
        let mut key = [0; 32];
        key.copy_from_slice(hash.finish().as_ref());
        Self(key)
    }

    pub(super) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;

    impl Dice for Sevens {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(7);
        }
    }

    #[test]
    fn a_token_reads_back_from_its_cookie_and_does_not_print() {
        let token = SessionToken::generate(&Sevens);
        assert_eq!(SessionToken::from_text(&token.to_text()), Some(token.clone()));
        assert!(!format!("{token:?}").contains(&token.to_text()));
        for wrong in ["", "x", &"A".repeat(44), &"*".repeat(43)] {
            assert_eq!(SessionToken::from_text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn no_two_pairs_of_issuer_and_sid_share_a_key() {
        assert_ne!(LogoutKey::of("ab", "c"), LogoutKey::of("a", "bc"));
        assert_eq!(LogoutKey::of("a", "b"), LogoutKey::of("a", "b"));
    }
}
