//! Signing keys of a stand-in. They are made at start and kept in memory only.

use std::collections::VecDeque;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::jwk::{Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey, EncodingKey, Header};
use serde_json::{Value, json};

use super::jwt;
use crate::SimulatorError;

/// How many retired keys are remembered, so that an old `id_token_hint` is known.
const FORMER_KEY_LIMIT: usize = 8;

/// One key pair with its name.
#[derive(Clone)]
pub(crate) struct SigningKey {
    kid: String,
    algorithm: Algorithm,
    private: EncodingKey,
    public: Jwk,
}

impl SigningKey {
    pub(crate) fn generate(algorithm: Algorithm, kid: String) -> Result<Self, SimulatorError> {
        let private = match algorithm.family() {
            AlgorithmFamily::Ec => p256_key()?,
            _ => rsa_key()?,
        };
        let mut public = Jwk::from_encoding_key(&private, algorithm)?;
        public.common.key_id = Some(kid.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self { kid, algorithm, private, public })
    }

    pub(crate) fn sign(&self, typ: &str, claims: &Value) -> Result<String, SimulatorError> {
        let mut header = Header::new(self.algorithm);
        header.typ = Some(typ.to_owned());
        header.kid = Some(self.kid.clone());
        Ok(jsonwebtoken::encode(&header, claims, &self.private)?)
    }

    fn read(&self, token: &str) -> Option<Value> {
        let key = DecodingKey::from_jwk(&self.public).ok()?;
        jwt::verified_claims(token, &key, self.algorithm)
    }
}

/// The key in use and those before it.
pub(crate) struct KeyRing {
    current: SigningKey,
    former: VecDeque<SigningKey>,
}

impl KeyRing {
    pub(crate) fn new(current: SigningKey) -> Self {
        Self { current, former: VecDeque::new() }
    }

    pub(crate) fn current(&self) -> &SigningKey {
        &self.current
    }

    pub(crate) fn replace(&mut self, next: SigningKey) {
        self.former.push_front(std::mem::replace(&mut self.current, next));
        self.former.truncate(FORMER_KEY_LIMIT);
    }

    /// The published set: only the key in use, so that a client that never
    /// fetches anew is found out.
    pub(crate) fn published(&self) -> Value {
        json!({"keys": [self.current.public]})
    }

    /// The claims of a token of this type signed here, now or earlier.
    pub(crate) fn read_own(&self, typ: &str, token: &str) -> Option<Value> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        if header.typ.as_deref() != Some(typ) {
            return None;
        }
        std::iter::once(&self.current).chain(&self.former).find_map(|key| key.read(token))
    }
}

/// The token with one bit of its signature turned.
pub(crate) fn with_broken_signature(token: &str) -> String {
    let Some((message, signature)) = token.rsplit_once('.') else { return token.to_owned() };
    let mut bytes = URL_SAFE_NO_PAD.decode(signature).unwrap_or_default();
    if let Some(byte) = bytes.first_mut() {
        *byte ^= 1;
    }
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// The claims as a token without signature.
pub(crate) fn unsigned(claims: &Value) -> String {
    let header = json!({"typ": "JWT", "alg": "none"});
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.", part(&header), part(claims))
}

fn rsa_key() -> Result<EncodingKey, SimulatorError> {
    let pair = KeyPair::generate(KeySize::Rsa2048).map_err(|_| SimulatorError::Key)?;
    let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| SimulatorError::Key)?;
    Ok(EncodingKey::from_rsa_pem(pem(der.as_ref()).as_bytes())?)
}

pub(crate) fn p256_key() -> Result<EncodingKey, SimulatorError> {
    let random = SystemRandom::new();
    let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
        .map_err(|_| SimulatorError::Key)?;
    Ok(EncodingKey::from_ec_der(der.as_ref()))
}

/// The token library reads RSA keys as PKCS#1 when given DER, but unwraps PKCS#8
/// when given PEM; the key comes as PKCS#8.
fn pem(der: &[u8]) -> String {
    const LINE: usize = 64;
    let text = STANDARD.encode(der);
    let mut pem = String::from("-----BEGIN PRIVATE KEY-----\n");
    for (place, letter) in text.chars().enumerate() {
        if place > 0 && place % LINE == 0 {
            pem.push('\n');
        }
        pem.push(letter);
    }
    pem.push_str("\n-----END PRIVATE KEY-----\n");
    pem
}
