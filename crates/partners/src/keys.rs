//! The keys that we sign with as a client, and their public halves for registration.

use core::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

/// Which kind of key to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// An elliptic key on P-256; signs ES256.
    P256,
    /// RSA of 3072 bits; signs RS256 or PS256 as the partner wants.
    Rsa3072,
}

/// Why there is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyRefused {
    /// The text is not a PKCS#8 PEM with an RSA or P-256 private key.
    #[error("not a PKCS#8 private key, RSA of 2048 bits or more or P-256")]
    NotUsable,
    /// The cryptographic library drew none.
    #[error("no key could be drawn")]
    NotDrawn,
}

/// A client's private key with its key id. Prints as its id only.
#[derive(Clone)]
pub struct ClientKey {
    kid: String,
    kind: Kind,
    pem: SecretString,
    signing: EncodingKey,
    public: Jwk,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    P256,
    Rsa,
}

/// The smallest RSA modulus that is accepted, as base64url without padding.
const RSA_2048_MODULUS_CHARS: usize = 342;

impl ClientKey {
    /// Draws a new key. The cryptographic library's own source is used and not
    /// the dice of the domain: a key must be secret even where dice are fixed.
    pub fn generate(kind: KeyKind) -> Result<Self, KeyRefused> {
        let der = match kind {
            KeyKind::P256 => EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)
                .and_then(|pair| pair.to_pkcs8v1())
                .map(|der| der.as_ref().to_vec()),
            KeyKind::Rsa3072 => KeyPair::generate(KeySize::Rsa3072)
                .and_then(|pair| AsDer::<Pkcs8V1Der<'static>>::as_der(&pair))
                .map(|der| der.as_ref().to_vec()),
        };
        Self::from_pem(&pem(&der.map_err(|_| KeyRefused::NotDrawn)?))
    }

    /// Reads a PKCS#8 PEM. The key id is the RFC 7638 thumbprint until
    /// [`Self::with_kid`] says otherwise.
    pub fn from_pem(pem: &SecretString) -> Result<Self, KeyRefused> {
        let bytes = pem.expose_secret().as_bytes();
        let read = |kind, key: Result<EncodingKey, jsonwebtoken::errors::Error>| {
            let signing = key.ok()?;
            let public = Jwk::from_encoding_key(&signing, native_algorithm(kind)).ok()?;
            Some((kind, signing, public))
        };
        let (kind, signing, public) = read(Kind::P256, EncodingKey::from_ec_pem(bytes))
            .or_else(|| read(Kind::Rsa, EncodingKey::from_rsa_pem(bytes)))
            .ok_or(KeyRefused::NotUsable)?;
        let kid = public.thumbprint(ThumbprintHash::SHA256).map_err(|_| KeyRefused::NotUsable)?;
        let key = Self { kid, kind, pem: pem.clone(), signing, public };
        if key.is_strong() { Ok(key) } else { Err(KeyRefused::NotUsable) }
    }

    /// The same key under the id that it is registered with.
    #[must_use]
    pub fn with_kid(mut self, kid: &str) -> Self {
        kid.clone_into(&mut self.kid);
        self
    }

    /// The key id.
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The private key as PKCS#8 PEM, for the file that keeps it.
    pub fn to_pem(&self) -> SecretString {
        self.pem.clone()
    }

    /// The public half as a JWK, to be registered with the partner. No `alg`
    /// for RSA: the same key signs RS256 for one partner and PS256 for another.
    pub fn public_jwk(&self) -> Value {
        let mut jwk = json!({ "kid": self.kid, "use": "sig" });
        let public = serde_json::to_value(&self.public.algorithm).unwrap_or(Value::Null);
        if let (Some(jwk), Value::Object(public)) = (jwk.as_object_mut(), public) {
            jwk.extend(public);
            if self.kind == Kind::P256 {
                jwk.insert("alg".to_owned(), json!("ES256"));
            }
        }
        jwk
    }

    /// The algorithm for this key: ES256, or `for_rsa` when it is RSA.
    pub(crate) fn algorithm(&self, for_rsa: Algorithm) -> Algorithm {
        match self.kind {
            Kind::P256 => Algorithm::ES256,
            Kind::Rsa => for_rsa,
        }
    }

    pub(crate) fn signing(&self) -> &EncodingKey {
        &self.signing
    }

    fn is_strong(&self) -> bool {
        match self.kind {
            Kind::P256 => true,
            Kind::Rsa => self
                .public_jwk()
                .get("n")
                .and_then(Value::as_str)
                .is_some_and(|n| n.len() >= RSA_2048_MODULUS_CHARS),
        }
    }
}

impl fmt::Debug for ClientKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientKey").field("kid", &self.kid).finish_non_exhaustive()
    }
}

fn native_algorithm(kind: Kind) -> Algorithm {
    match kind {
        Kind::P256 => Algorithm::ES256,
        Kind::Rsa => Algorithm::RS256,
    }
}

fn pem(der: &[u8]) -> SecretString {
    const LINE: usize = 64;
    let text = STANDARD.encode(der);
    let mut pem = String::from("-----BEGIN PRIVATE KEY-----\n");
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE));
        pem.push_str(line);
        pem.push('\n');
        rest = after;
    }
    pem.push_str("-----END PRIVATE KEY-----\n");
    pem.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_key_reads_back_from_its_pem_with_the_same_public_half() {
        for kind in [KeyKind::P256, KeyKind::Rsa3072] {
            let key = ClientKey::generate(kind).unwrap();
            let again = ClientKey::from_pem(&key.to_pem()).unwrap();
            assert_eq!(again.public_jwk(), key.public_jwk(), "{kind:?}");
            assert_eq!(again.kid(), key.kid());
        }
    }

    #[test]
    fn the_public_half_holds_nothing_private() {
        for kind in [KeyKind::P256, KeyKind::Rsa3072] {
            let jwk = ClientKey::generate(kind).unwrap().with_kid("ours-1").public_jwk();
            let mut names: Vec<_> = jwk.as_object().unwrap().keys().map(String::as_str).collect();
            names.sort_unstable();
            let expected: &[&str] = match kind {
                KeyKind::P256 => &["alg", "crv", "kid", "kty", "use", "x", "y"],
                KeyKind::Rsa3072 => &["e", "kid", "kty", "n", "use"],
            };
            assert_eq!(names, expected);
            assert_eq!(jwk["kid"], "ours-1");
        }
    }

    #[test]
    fn what_is_no_private_key_is_refused_and_a_key_does_not_print() {
        let not =
            SecretString::from("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        assert_eq!(ClientKey::from_pem(&not).unwrap_err(), KeyRefused::NotUsable);
        assert_eq!(ClientKey::from_pem(&"".into()).unwrap_err(), KeyRefused::NotUsable);
        let key = ClientKey::generate(KeyKind::P256).unwrap().with_kid("ours-1");
        assert_eq!(format!("{key:?}"), "ClientKey { kid: \"ours-1\", .. }");
    }
}
