//! The key the journal system is registered with at HelseID, and the one its
//! DPoP proofs are made with.

use std::fmt;

use jsonwebtoken::jwk::{CommonParameters, Jwk};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::Value;

use crate::SimulatorError;
use crate::oidc::keys::p256_key;

/// A P-256 key pair with its name.
#[derive(Clone)]
pub struct EpjKey {
    kid: String,
    private: EncodingKey,
    public: Jwk,
}

impl EpjKey {
    /// A new pair under this name.
    ///
    /// # Errors
    /// When the machine can make no key.
    pub fn generate(kid: &str) -> Result<Self, SimulatorError> {
        Self::named(p256_key()?, kid)
    }

    /// The pair in a PEM text: PKCS#8, P-256.
    ///
    /// # Errors
    /// When the text holds no such key.
    pub fn from_pem(pem: &str, kid: &str) -> Result<Self, SimulatorError> {
        Self::named(EncodingKey::from_ec_pem(pem.as_bytes())?, kid)
    }

    fn named(private: EncodingKey, kid: &str) -> Result<Self, SimulatorError> {
        let mut public = Jwk::from_encoding_key(&private, Algorithm::ES256)?;
        public.common.key_id = Some(kid.to_owned());
        Ok(Self { kid: kid.to_owned(), private, public })
    }

    /// The public half with its `kid`, as it is registered at HelseID.
    pub fn public(&self) -> &Jwk {
        &self.public
    }

    /// A token that names its key.
    pub(crate) fn sign(&self, typ: &str, claims: &Value) -> Result<String, SimulatorError> {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some(typ.to_owned());
        header.kid = Some(self.kid.clone());
        Ok(jsonwebtoken::encode(&header, claims, &self.private)?)
    }

    /// A token that carries its key.
    pub(crate) fn prove(&self, claims: &Value) -> Result<String, SimulatorError> {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some("dpop+jwt".to_owned());
        let mut bare = self.public.clone();
        bare.common = CommonParameters::default();
        header.jwk = Some(bare);
        Ok(jsonwebtoken::encode(&header, claims, &self.private)?)
    }
}

impl fmt::Debug for EpjKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EpjKey").field("kid", &self.kid).finish_non_exhaustive()
    }
}
