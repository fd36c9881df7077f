//! The keys that an issuer signs with.

use core::time::Duration;

use helsebro_domain::time::Instant;
use jsonwebtoken::jwk::{Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey};
use serde::Deserialize;
use serde_json::Value;

/// How long keys are used before they are asked for again, so that a key the
/// issuer has withdrawn does not live on here.
pub(crate) const KEYS_KEPT: Duration = Duration::from_secs(60 * 60);

/// Most keys that are read of one issuer.
const KEYS_MAX: usize = 50;

/// Times that unknown key ids may make us ask again within [`REFETCH_WINDOW`].
/// Anyone can send a token with an invented key id.
pub(crate) const REFETCHES_IN_WINDOW: usize = 5;

/// The window that [`REFETCHES_IN_WINDOW`] counts in.
pub(crate) const REFETCH_WINDOW: Duration = Duration::from_secs(60);

/// An issuer's keys that can verify a signature.
pub(crate) struct KeySet {
    keys: Vec<PublishedKey>,
}

struct PublishedKey {
    kid: String,
    only_for: Option<Algorithm>,
    key: DecodingKey,
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

impl KeySet {
    /// Reads a JWK set; keys of kinds that we do not know are passed over.
    pub(crate) fn read(body: &[u8]) -> Result<Self, &'static str> {
        let document: Document = serde_json::from_slice(body).map_err(|_| "not a key set")?;
        if document.keys.len() > KEYS_MAX {
            return Err("more keys than the limit");
        }
        let keys: Vec<_> = document.keys.into_iter().filter_map(published).collect();
        if keys.is_empty() { Err("no key that can be used") } else { Ok(Self { keys }) }
    }

    /// The key with this id, when it may be used with this algorithm.
    pub(crate) fn key(&self, kid: &str, algorithm: Algorithm) -> Option<&DecodingKey> {
        self.keys
            .iter()
            .find(|published| {
                published.kid == kid
                    && published.key.family() == algorithm.family()
                    && published.only_for.is_none_or(|only| only == algorithm)
            })
            .map(|published| &published.key)
    }
}

fn published(value: Value) -> Option<PublishedKey> {
    let jwk: Jwk = serde_json::from_value(value).ok()?;
    if jwk.common.public_key_use.as_ref().is_some_and(|usage| *usage != PublicKeyUse::Signature) {
        return None;
    }
    let key = DecodingKey::from_jwk(&jwk).ok()?;
    if !matches!(key.family(), AlgorithmFamily::Rsa | AlgorithmFamily::Ec) {
        return None;
    }
    let only_for = match jwk.common.key_algorithm {
        None => None,
        Some(named) => Some(Algorithm::try_from(named).ok()?),
    };
    Some(PublishedKey { kid: jwk.common.key_id?, only_for, key })
}

/// How often unknown key ids have lately made us ask again.
#[derive(Default)]
pub(crate) struct Refetches {
    at: Vec<Instant>,
}

impl Refetches {
    /// Whether to ask again now; counts it when so.
    pub(crate) fn allow(&mut self, now: Instant) -> bool {
        self.at.retain(|at| now.since(*at) < REFETCH_WINDOW && *at <= now);
        if self.at.len() >= REFETCHES_IN_WINDOW {
            return false;
        }
        self.at.push(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::keys::{ClientKey, KeyKind};

    #[test]
    fn a_key_is_found_by_its_id_and_only_for_its_algorithm() {
        let rsa = ClientKey::generate(KeyKind::Rsa3072).unwrap().with_kid("r").public_jwk();
        let mut bound = rsa.clone();
        bound["kid"] = json!("b");
        bound["alg"] = json!("RS256");
        let ec = ClientKey::generate(KeyKind::P256).unwrap().with_kid("e").public_jwk();
        let set = KeySet::read(json!({"keys": [rsa, bound, ec]}).to_string().as_bytes()).unwrap();
        for (kid, algorithm, found) in [
            ("r", Algorithm::RS256, true),
            ("r", Algorithm::PS256, true),
            ("r", Algorithm::ES256, false),
            ("b", Algorithm::RS256, true),
            ("b", Algorithm::PS256, false),
            ("e", Algorithm::ES256, true),
            ("e", Algorithm::HS256, false),
            ("x", Algorithm::RS256, false),
        ] {
            assert_eq!(set.key(kid, algorithm).is_some(), found, "{kid} {algorithm:?}");
        }
    }

    #[test]
    fn secret_keys_encryption_keys_and_unknown_kinds_are_passed_over() {
        let mut encryption = ClientKey::generate(KeyKind::P256).unwrap().public_jwk();
        encryption["use"] = json!("enc");
        let odd = json!({"keys": [
            encryption,
            {"kty": "oct", "kid": "o", "k": "AAAA"},
            {"kty": "lattice", "kid": "l", "q": 7},
            "not a key",
        ]});
        assert_eq!(KeySet::read(odd.to_string().as_bytes()).err(), Some("no key that can be used"));
        assert_eq!(KeySet::read(b"<html>").err(), Some("not a key set"));
        let many = json!({"keys": vec![json!({}); KEYS_MAX + 1]});
        let refused = KeySet::read(many.to_string().as_bytes()).err();
        assert_eq!(refused, Some("more keys than the limit"));
    }

    #[test]
    fn unknown_key_ids_make_us_ask_again_only_so_often() {
        let mut refetches = Refetches::default();
        let start = Instant::from_micros(0);
        for _ in 0..REFETCHES_IN_WINDOW {
            assert!(refetches.allow(start));
        }
        assert!(!refetches.allow(start));
        assert!(!refetches.allow(start.plus(REFETCH_WINDOW - Duration::from_micros(1))));
        assert!(refetches.allow(start.plus(REFETCH_WINDOW)));
    }
}
