//! Proof that who exchanges the code is who began (RFC 7636), and the texts of chance.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use helsebro_domain::ids::Dice;

/// So many bytes of chance as base64url without padding.
pub(crate) fn random_text(dice: &dyn Dice, bytes: usize) -> String {
    let mut chance = vec![0_u8; bytes];
    dice.fill(&mut chance);
    URL_SAFE_NO_PAD.encode(chance)
}

/// The challenge of method S256 for a verifier.
pub(crate) fn challenge(verifier: &str) -> String {
    fingerprint(verifier)
}

/// SHA-256 of a text as base64url without padding.
pub(crate) fn fingerprint(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_the_unpadded_hash_of_the_verifier() {
        // SHA-256 of the empty text and of "abc", as FIPS 180-4 prints them.
        assert_eq!(challenge(""), "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU");
        assert_eq!(challenge("abc"), "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    #[test]
    fn a_verifier_of_32_bytes_has_the_43_characters_that_the_standard_asks() {
        struct Nines;
        impl Dice for Nines {
            fn fill(&self, bytes: &mut [u8]) {
                bytes.fill(9);
            }
        }
        assert_eq!(random_text(&Nines, 32).len(), 43);
    }
}
