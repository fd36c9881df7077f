//! The id token: what both providers say in it, and what they say wrong on
//! purpose.

use serde_json::{Map, Value, json};

use super::answers::Refusal;
use super::authorize::WRONG_ISSUER;
use super::codes::Grant;
use super::desk::Desk;
use super::faults::Fault;
use super::keys::{unsigned, with_broken_signature};

/// The `typ` of an id token.
pub(crate) const ID_TOKEN: &str = "JWT";
/// How long an id token may be used.
const ID_TOKEN_SECONDS: i64 = 120;
/// How far ahead or behind issued times stand under a clock fault.
const SKEW_SECONDS: i64 = 10 * 60;

impl Desk {
    /// The time to stamp issued tokens with.
    pub(crate) fn issue_time(&self) -> i64 {
        let ahead = if self.faults.strikes(Fault::ClockAhead) { SKEW_SECONDS } else { 0 };
        let behind = if self.faults.strikes(Fault::ClockBehind) { SKEW_SECONDS } else { 0 };
        self.now() + ahead - behind
    }

    /// The level to tell: the one picked, or the one below it under a fault.
    pub(crate) fn told_level(&self, picked: &str) -> String {
        let rank = self.rules.rank(picked).unwrap_or_default();
        let lower = self.faults.strikes(Fault::LowerLevel);
        let told = if lower { rank.saturating_sub(1) } else { rank };
        self.rules.levels.get(told).copied().unwrap_or(picked).to_owned()
    }

    /// An id token with the common claims and the provider's own.
    pub(crate) fn id_token(
        &self,
        grant: &Grant,
        own: Map<String, Value>,
    ) -> Result<String, Refusal> {
        if self.faults.strikes(Fault::RotatedKeys) {
            self.rotate_keys()?;
        }
        let iat = self.issue_time();
        let mut claims = own;
        claims.insert("iss".into(), json!(self.issuer));
        claims.insert("aud".into(), json!(grant.client_id));
        claims.insert("sub".into(), json!(self.subject(&grant.client_id, &grant.account)));
        claims.insert("auth_time".into(), json!(grant.auth_time));
        claims.insert("iat".into(), json!(iat));
        claims.insert("exp".into(), json!(iat + ID_TOKEN_SECONDS));
        claims.insert("jti".into(), json!(self.random()));
        if let Some(nonce) = &grant.nonce {
            claims.insert("nonce".into(), json!(nonce));
        }
        if self.client(&grant.client_id).is_some_and(|client| client.hears_of_logout()) {
            claims.insert("sid".into(), json!(grant.sid));
        }
        self.note_client(&grant.sid, &grant.client_id);
        self.spoil(&mut claims);
        self.seal(&Value::Object(claims))
    }

    fn spoil(&self, claims: &mut Map<String, Value>) {
        if self.faults.strikes(Fault::IdTokenWrongIss) {
            claims.insert("iss".into(), json!(WRONG_ISSUER));
        }
        if self.faults.strikes(Fault::IdTokenWrongAud) {
            claims.insert("aud".into(), json!("another-client"));
        }
        if self.faults.strikes(Fault::IdTokenWrongNonce) {
            claims.insert("nonce".into(), json!(self.random()));
        }
        if self.faults.strikes(Fault::IdTokenExpired) {
            let now = self.now();
            claims.insert("iat".into(), json!(now - SKEW_SECONDS - ID_TOKEN_SECONDS));
            claims.insert("exp".into(), json!(now - SKEW_SECONDS));
        }
        if self.faults.strikes(Fault::MissingPid) {
            claims.retain(|name, _| name != "pid" && !name.ends_with("/pid"));
        }
    }

    fn seal(&self, claims: &Value) -> Result<String, Refusal> {
        if self.faults.strikes(Fault::IdTokenUnsigned) {
            return Ok(unsigned(claims));
        }
        let token = self.sign(ID_TOKEN, claims)?;
        if self.faults.strikes(Fault::IdTokenWrongSignature) {
            return Ok(with_broken_signature(&token));
        }
        Ok(token)
    }
}
