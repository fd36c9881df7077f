//! The signature of a token, before any of it is believed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::refused::TokenFlaw;

/// Longest token that is looked at.
const TOKEN_MAX: usize = 16 * 1024;

/// Longest text that a claim may be.
const TEXT_MAX: usize = 512;

/// Digits in an identity number.
const PID_DIGITS: usize = 11;

/// The ways of signing that we accept: never `none`, never a shared secret.
const ACCEPTED: [Algorithm; 8] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
];

/// What a header says, before it is believed.
pub(crate) struct Announced {
    pub(crate) algorithm: Algorithm,
    pub(crate) kid: String,
    pub(crate) typ: Option<String>,
}

#[derive(Deserialize)]
struct RawHeader {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
}

/// Reads a token's header and refuses what we would not verify.
pub(crate) fn announced(token: &str) -> Result<Announced, TokenFlaw> {
    if token.len() > TOKEN_MAX || token.split('.').count() != 3 {
        return Err(TokenFlaw::Malformed);
    }
    let header = token.split('.').next().unwrap_or_default();
    let header = URL_SAFE_NO_PAD.decode(header).map_err(|_| TokenFlaw::Malformed)?;
    let header: RawHeader = serde_json::from_slice(&header).map_err(|_| TokenFlaw::Malformed)?;
    if header.crit.is_some() {
        return Err(TokenFlaw::Malformed);
    }
    let algorithm = ACCEPTED
        .into_iter()
        .find(|accepted| header.alg.parse() == Ok(*accepted))
        .ok_or(TokenFlaw::Algorithm)?;
    let kid = header.kid.ok_or(TokenFlaw::UnknownKey)?;
    Ok(Announced { algorithm, kid, typ: header.typ })
}

/// A token's claims, with a signature that fits. Nothing else is checked yet.
pub(crate) struct Claims(Map<String, Value>);

impl Claims {
    /// Verifies the signature and reads the claims. The library's own checks of
    /// time and names are off: it would ask the machine's clock.
    pub(crate) fn verify(
        token: &str,
        announced: &Announced,
        key: &DecodingKey,
    ) -> Result<Self, TokenFlaw> {
        let mut rules = Validation::new(announced.algorithm);
        rules.required_spec_claims.clear();
        rules.validate_exp = false;
        rules.validate_nbf = false;
        rules.validate_aud = false;
        decode::<Map<String, Value>>(token, key, &rules).map(|token| Self(token.claims)).map_err(
            |error| match error.kind() {
                jsonwebtoken::errors::ErrorKind::InvalidSignature => TokenFlaw::Signature,
                _ => TokenFlaw::Malformed,
            },
        )
    }

    /// Claims that came over a line that is itself authenticated.
    pub(crate) fn received(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok().map(Self)
    }

    /// A text; one that is longer than the limit is as if it were not there.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str).filter(|text| text.len() <= TEXT_MAX)
    }

    /// A whole number of seconds.
    pub(crate) fn seconds(&self, name: &str) -> Option<i64> {
        self.0.get(name).and_then(Value::as_i64)
    }

    pub(crate) fn object(&self, name: &str) -> Option<&Map<String, Value>> {
        self.0.get(name).and_then(Value::as_object)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A text, or a number written as a text.
    pub(crate) fn text_or_number(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::Number(number) => Some(number.to_string()),
            _ => self.text(name).map(str::to_owned),
        }
    }

    /// An identity number by its shape alone; whether it is one is the domain's to say.
    pub(crate) fn pid(&self, name: &str) -> Option<String> {
        let digits = |text: &&str| {
            text.len() == PID_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        self.text(name).filter(digits).map(str::to_owned)
    }

    /// Whether we are the one that the token is for. Where several are named,
    /// or a presenter is, it must have been given to us.
    pub(crate) fn is_for(&self, client_id: &str) -> bool {
        let presenter = self.0.get("azp").map(|azp| azp.as_str() == Some(client_id));
        match self.0.get("aud") {
            Some(Value::String(aud)) => aud == client_id && presenter != Some(false),
            Some(Value::Array(all)) => {
                all.iter().any(|aud| aud.as_str() == Some(client_id))
                    && presenter.unwrap_or(all.len() == 1)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn token(header: &Value) -> String {
        format!("{}.e30.c2ln", URL_SAFE_NO_PAD.encode(header.to_string()))
    }

    fn flaw(header: &Value) -> Option<TokenFlaw> {
        announced(&token(header)).err()
    }

    #[test]
    fn an_unsigned_token_and_one_with_a_shared_secret_are_not_accepted() {
        for alg in ["none", "None", "", "HS256", "HS512", "EdDSA", "ES512", "rs256"] {
            let header = json!({"alg": alg, "kid": "1"});
            assert_eq!(flaw(&header), Some(TokenFlaw::Algorithm), "{alg}");
        }
        assert_eq!(flaw(&json!({"alg": "RS256", "kid": "1"})), None);
    }

    #[test]
    fn a_token_without_key_id_with_demands_or_without_shape_is_not_accepted() {
        assert_eq!(flaw(&json!({"alg": "RS256"})), Some(TokenFlaw::UnknownKey));
        let demanding = json!({"alg": "RS256", "kid": "1", "crit": ["b64"]});
        assert_eq!(flaw(&demanding), Some(TokenFlaw::Malformed));
        let good = token(&json!({"alg": "RS256", "kid": "1"}));
        let long = format!("{good}{}", "A".repeat(TOKEN_MAX));
        for shape in ["", "a.b", "a.b.c", "a.b.c.d", "e30.e30.", long.as_str()] {
            assert_eq!(announced(shape).err(), Some(TokenFlaw::Malformed));
        }
    }

    #[test]
    fn a_token_is_for_us_only_when_it_names_us_and_was_given_to_us() {
        let is_for =
            |claims: Value| Claims::received(claims.to_string().as_bytes()).unwrap().is_for("us");
        assert!(is_for(json!({"aud": "us"})));
        assert!(is_for(json!({"aud": ["us"]})));
        assert!(is_for(json!({"aud": ["us", "them"], "azp": "us"})));
        assert!(!is_for(json!({"aud": ["us", "them"]})));
        assert!(!is_for(json!({"aud": "us", "azp": "them"})));
        assert!(!is_for(json!({"aud": ["us"], "azp": 1})));
        assert!(!is_for(json!({"aud": "them"})));
        assert!(!is_for(json!({"aud": []})));
        assert!(!is_for(json!({})));
    }
}
