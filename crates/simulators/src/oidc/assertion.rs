//! Client authentication with `private_key_jwt`, the only way in.

use axum::http::{HeaderMap, header};
use jsonwebtoken::DecodingKey;
use serde_json::Value;

use super::answers::Refusal;
use super::clients::Client;
use super::desk::Desk;
use super::form::Form;
use super::jwt;
use super::rules::{Audience, IssueTimes};

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// How far the two clocks may differ.
const SKEW_SECONDS: i64 = 5;
const JTI_CHARS_LIMIT: usize = 200;

impl Desk {
    /// The client that signed the assertion in this form. The assertion's `jti`
    /// is spent by this, whatever becomes of the request.
    pub(crate) fn authenticate(
        &self,
        headers: &HeaderMap,
        form: &Form,
    ) -> Result<&Client, Refusal> {
        if headers.contains_key(header::AUTHORIZATION) {
            return Err(Refusal::invalid_client("only private_key_jwt is registered"));
        }
        let client = self
            .client(form.required("client_id")?)
            .ok_or_else(|| Refusal::invalid_client("the client is not registered"))?;
        if form.required("client_assertion_type")? != ASSERTION_TYPE {
            return Err(Refusal::invalid_client("client_assertion_type is another one"));
        }
        let claims = self.signed_by(client, form.required("client_assertion")?)?;
        self.check_parties(client, &claims)?;
        self.check_times(&claims)?;
        self.spend_jti(client, &claims)?;
        Ok(client)
    }

    fn signed_by(&self, client: &Client, assertion: &str) -> Result<Value, Refusal> {
        let rules = &self.rules.assertion;
        let header = jsonwebtoken::decode_header(assertion)
            .map_err(|_| Refusal::invalid_client("the assertion is not a JWT we can read"))?;
        if !rules.algorithms.contains(&header.alg) {
            return Err(Refusal::invalid_client("the assertion's alg is not allowed"));
        }
        if rules.typ.is_some() && header.typ.as_deref() != rules.typ {
            return Err(Refusal::invalid_client("the assertion's typ is another one"));
        }
        let key = header
            .kid
            .as_deref()
            .and_then(|kid| client.key(kid))
            .ok_or_else(|| Refusal::invalid_client("the assertion's kid is not registered"))?;
        let key = DecodingKey::from_jwk(key)
            .map_err(|_| Refusal::invalid_client("the registered key cannot be used"))?;
        jwt::verified_claims(assertion, &key, header.alg)
            .ok_or_else(|| Refusal::invalid_client("the assertion's signature does not hold"))
    }

    fn check_parties(&self, client: &Client, claims: &Value) -> Result<(), Refusal> {
        for name in ["iss", "sub"] {
            if claims[name].as_str() != Some(&client.client_id) {
                return Err(Refusal::invalid_client(format!("{name} must be the client id")));
            }
        }
        let aud = claims["aud"].as_str();
        let ours = match self.rules.assertion.audience {
            Audience::IssuerOnly => aud == Some(&self.issuer),
            Audience::IssuerOrTokenEndpoint => {
                aud == Some(&self.issuer) || aud == Some(&self.address(self.rules.paths.token))
            }
        };
        if ours { Ok(()) } else { Err(Refusal::invalid_client("aud is not this provider")) }
    }

    fn check_times(&self, claims: &Value) -> Result<(), Refusal> {
        let rules = &self.rules.assertion;
        let now = self.now();
        let exp = claims["exp"]
            .as_i64()
            .ok_or_else(|| Refusal::invalid_client("exp is not whole seconds"))?;
        if exp <= now {
            return Err(Refusal::invalid_client("the assertion has expired"));
        }
        if exp > now + rules.lifetime_seconds {
            return Err(Refusal::invalid_client("exp is too far ahead"));
        }
        for name in ["iat", "nbf"] {
            match (&claims[name], rules.issue_times) {
                (Value::Null, IssueTimes::Optional) => {}
                (Value::Null, IssueTimes::Required) => {
                    return Err(Refusal::invalid_client(format!("{name} is missing")));
                }
                (value, _) => match value.as_i64() {
                    Some(from) if from > now + SKEW_SECONDS => {
                        return Err(Refusal::invalid_client(format!("{name} is in the future")));
                    }
                    Some(from) if exp - from > rules.lifetime_seconds => {
                        return Err(Refusal::invalid_client("the assertion lives too long"));
                    }
                    Some(_) => {}
                    None => {
                        return Err(Refusal::invalid_client(format!(
                            "{name} is not whole seconds"
                        )));
                    }
                },
            }
        }
        Ok(())
    }

    fn spend_jti(&self, client: &Client, claims: &Value) -> Result<(), Refusal> {
        let jti = claims["jti"]
            .as_str()
            .filter(|jti| !jti.is_empty() && jti.chars().count() <= JTI_CHARS_LIMIT)
            .ok_or_else(|| Refusal::invalid_client("jti is missing"))?;
        let key = format!("{} {jti}", client.client_id);
        self.remembering(|memory| {
            if memory.assertion_jtis.contains(&key) {
                return Err(Refusal::invalid_client("the assertion's jti has been used"));
            }
            memory.assertion_jtis.insert(key, ());
            Ok(())
        })
    }
}
