//! Proof that who uses a token is who got it (RFC 9449).

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Instant;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::Serialize;
use url::Url;

use super::pkce::{fingerprint, random_text};

/// A key that lives for one sign-in; its tokens are worth nothing without it.
pub(crate) struct ProofKey {
    signing: EncodingKey,
    public: Jwk,
}

/// One call that a proof is for.
pub(crate) struct ProvenCall<'a> {
    pub(crate) method: &'static str,
    pub(crate) address: &'a Url,
    pub(crate) server_nonce: Option<&'a str>,
    pub(crate) access_token: Option<&'a str>,
}

#[derive(Serialize)]
struct ProofClaims<'a> {
    jti: String,
    htm: &'static str,
    htu: String,
    iat: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ath: Option<String>,
}

/// The key could not be drawn or would not sign.
pub(crate) struct NoProof;

const JTI_BYTES: usize = 16;

impl ProofKey {
    pub(crate) fn generate() -> Result<Self, NoProof> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| NoProof)?;
        let der = pair.to_pkcs8v1().map_err(|_| NoProof)?;
        let signing = EncodingKey::from_ec_der(der.as_ref());
        let mut public = Jwk::from_encoding_key(&signing, Algorithm::ES256).map_err(|_| NoProof)?;
        public.common.key_algorithm = None;
        Ok(Self { signing, public })
    }

    /// A new proof for one call; each is used once.
    pub(crate) fn proof(
        &self,
        call: &ProvenCall<'_>,
        now: Instant,
        dice: &dyn Dice,
    ) -> Result<String, NoProof> {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some("dpop+jwt".to_owned());
        header.jwk = Some(self.public.clone());
        let claims = ProofClaims {
            jti: random_text(dice, JTI_BYTES),
            htm: call.method,
            htu: bare(call.address),
            iat: now.seconds(),
            nonce: call.server_nonce,
            ath: call.access_token.map(fingerprint),
        };
        encode(&header, &claims, &self.signing).map_err(|_| NoProof)
    }
}

/// The address without query and fragment.
fn bare(address: &Url) -> String {
    let mut bare = address.clone();
    bare.set_query(None);
    bare.set_fragment(None);
    bare.into()
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{DecodingKey, Validation, decode, decode_header};
    use serde_json::Value;

    use super::*;

    struct Ones;
    impl Dice for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(1);
        }
    }

    #[test]
    fn a_proof_verifies_by_its_own_public_key_and_names_the_bare_address() {
        let Ok(key) = ProofKey::generate() else { panic!("no key") };
        let call = ProvenCall {
            method: "GET",
            address: &"https://sts.test/connect/userinfo?x=1#y".parse().unwrap(),
            server_nonce: Some("n1"),
            access_token: Some("abc"),
        };
        let Ok(proof) = key.proof(&call, Instant::from_micros(7_000_000), &Ones) else {
            panic!("no proof")
        };

        let header = decode_header(&proof).unwrap();
        assert_eq!(header.typ.as_deref(), Some("dpop+jwt"));
        let jwk = header.jwk.unwrap();
        let shown = serde_json::to_value(&jwk).unwrap();
        assert_eq!(shown.get("d"), None);

        let mut rules = Validation::new(Algorithm::ES256);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        let claims: Value =
            decode(&proof, &DecodingKey::from_jwk(&jwk).unwrap(), &rules).unwrap().claims;
        assert_eq!(claims["htm"], "GET");
        assert_eq!(claims["htu"], "https://sts.test/connect/userinfo");
        assert_eq!(claims["iat"], 7);
        assert_eq!(claims["nonce"], "n1");
        assert_eq!(claims["ath"], fingerprint("abc"));
    }
}
