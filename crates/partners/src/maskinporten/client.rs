//! Maskinporten itself.

use std::collections::HashMap;
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::Duration;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::{Clock, Instant};
use jsonwebtoken::{Algorithm, Header, encode};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use url::Url;

use super::{MachineTokens, Wanted};
use crate::faults::{BadSettings, ErrorCode, PartnerFault, Step};
use crate::http::{self, Answer, Limits, Line};
use crate::keys::ClientKey;
use crate::oidc::{Issuer, Later, error_code, random_text};
use crate::registers::asked_again;

const PARTNER: &str = "Maskinporten";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// How long a grant is good for; the partner takes two minutes at most.
const GRANT_LIFETIME: Duration = Duration::from_secs(60);

/// A token is not used in its last seconds.
const SPENT_BEFORE: Duration = Duration::from_secs(10);

/// The longest that a token is kept, whatever the partner says.
const KEPT_AT_MOST: Duration = Duration::from_hours(1);

/// The most tokens that are kept.
const MAX_TOKENS: usize = 100;

/// The longest token that is taken.
const TOKEN_MAX: usize = 16 * 1024;

const JTI_BYTES: usize = 16;

/// How we are registered at Maskinporten.
#[derive(Debug, Clone)]
pub struct MaskinportenSettings {
    /// The issuer byte for byte; the real one ends in a slash.
    pub issuer: String,
    /// Our client id.
    pub client_id: String,
    /// Our private key, PKCS#8 PEM: RSA of 2048 bits or more.
    pub signing_key: SecretString,
    /// The id that the key is registered with; its thumbprint when none is given.
    pub key_id: Option<String>,
    /// How long we wait; [`Limits::GATEWAY`] unless there is a reason.
    pub limits: Limits,
}

/// Maskinporten over the net.
pub struct Maskinporten {
    line: Line,
    issuer: Issuer,
    address: Url,
    client_id: String,
    key: ClientKey,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    kept: StdMutex<HashMap<Wanted, Arc<Mutex<Option<Kept>>>>>,
}

#[derive(Clone)]
struct Kept {
    token: Arc<SecretString>,
    until: Instant,
}

#[derive(Serialize)]
struct Grant<'a> {
    aud: &'a str,
    iss: &'a str,
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<[&'a str; 1]>,
    iat: i64,
    exp: i64,
    jti: String,
}

#[derive(Deserialize)]
struct Body {
    access_token: String,
    token_type: String,
    expires_in: u64,
}

impl Maskinporten {
    /// An adapter that can work with these settings. It does not call yet.
    pub fn new(
        settings: &MaskinportenSettings,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, BadSettings> {
        let issuer = Issuer::new(&settings.issuer)?;
        let (base, trust) = http::base(&settings.issuer)?;
        let address = base.join("token").map_err(|_| BadSettings::Issuer)?;
        let client_id = settings.client_id.clone();
        if client_id.is_empty() || !client_id.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(BadSettings::ClientId);
        }
        let mut key = ClientKey::from_pem(&settings.signing_key).map_err(|_| BadSettings::Key)?;
        // The partner takes RSA alone.
        if key.algorithm(Algorithm::RS256) != Algorithm::RS256 {
            return Err(BadSettings::Key);
        }
        if let Some(kid) = &settings.key_id {
            key = key.with_kid(kid);
        }
        let line = Line::new(PARTNER, settings.limits, trust, clock.clone())
            .map_err(|_| BadSettings::Tls)?;
        let kept = StdMutex::default();
        Ok(Self { line, issuer, address, client_id, key, clock, dice, kept })
    }

    /// The place of one kind of token; whoever holds its lock is the one that asks.
    fn place(&self, wanted: &Wanted) -> Arc<Mutex<Option<Kept>>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MAX_TOKENS && !kept.contains_key(wanted) {
            kept.clear();
        }
        kept.entry(wanted.clone()).or_default().clone()
    }

    async fn kept_or_new(&self, wanted: &Wanted) -> Result<Arc<SecretString>, PartnerFault> {
        let place = self.place(wanted);
        // Whoever asks may ask twice, with a pause.
        let patience = self.line.patience().saturating_mul(3);
        let mut kept = tokio::time::timeout(patience, place.lock())
            .await
            .map_err(|_| PartnerFault::TooSlow { partner: PARTNER, step: Step::Token })?;
        if let Some(kept) = kept.as_ref().filter(|kept| self.clock.now() < kept.until) {
            return Ok(kept.token.clone());
        }
        *kept = None;
        let fresh = asked_again(|| self.ask(wanted)).await?;
        let token = fresh.token.clone();
        *kept = Some(fresh);
        Ok(token)
    }

    /// One grant, with an id that is never used again.
    async fn ask(&self, wanted: &Wanted) -> Result<Kept, PartnerFault> {
        let now = self.clock.now();
        let grant = self.grant(wanted, now)?;
        let fields = [("grant_type", GRANT), ("assertion", grant.as_str())];
        let call = self.line.client().post(self.address.clone()).form(&fields);
        let answer = self.line.send(Step::Token, call).await?;
        if answer.status != 200 {
            return Err(self.turned_away(&answer));
        }
        let bad = |what| self.line.bad(Step::Token, what);
        let body: Body = serde_json::from_slice(&answer.body).map_err(|_| bad("no token in it"))?;
        if !body.token_type.eq_ignore_ascii_case("Bearer") {
            return Err(bad("not a token that can be borne"));
        }
        let is_token = !body.access_token.is_empty()
            && body.access_token.len() <= TOKEN_MAX
            && body.access_token.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_token {
            return Err(bad("not a token"));
        }
        let life = Duration::from_secs(body.expires_in).min(KEPT_AT_MOST);
        let until = now.plus(life.saturating_sub(SPENT_BEFORE));
        Ok(Kept { token: Arc::new(body.access_token.into()), until })
    }

    fn grant(&self, wanted: &Wanted, now: Instant) -> Result<String, PartnerFault> {
        let mut header = Header::new(self.key.algorithm(Algorithm::RS256));
        header.kid = Some(self.key.kid().to_owned());
        let grant = Grant {
            aud: self.issuer.as_str(),
            iss: &self.client_id,
            scope: wanted.scope(),
            resource: wanted.resource().map(|resource| [resource]),
            iat: now.seconds(),
            exp: now.plus(GRANT_LIFETIME).seconds(),
            jti: random_text(self.dice.as_ref(), JTI_BYTES),
        };
        encode(&header, &grant, self.key.signing()).map_err(|_| self.line.unsigned(Step::Token))
    }

    /// A no to us as a client: our registration there is not as our settings are.
    fn turned_away(&self, answer: &Answer) -> PartnerFault {
        if !(400..500).contains(&answer.status) {
            return self.line.bad(Step::Token, "unexpected status");
        }
        let code = mp_code(&answer.body);
        tracing::error!(
            partner = PARTNER,
            code = code.unwrap_or("none"),
            "turned away; the registration there is not as the settings are"
        );
        let code = ErrorCode::new(&error_code(&answer.body));
        PartnerFault::TurnedAway { partner: PARTNER, step: Step::Token, code }
    }
}

impl MachineTokens for Maskinporten {
    fn token<'a>(&'a self, wanted: &'a Wanted) -> Later<'a, Arc<SecretString>, PartnerFault> {
        Box::pin(self.kept_or_new(wanted))
    }

    fn forget(&self, wanted: &Wanted) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(wanted);
    }

    fn check<'a>(&'a self, wanted: &'a Wanted) -> Later<'a, (), PartnerFault> {
        Box::pin(async move { self.ask(wanted).await.map(drop) })
    }
}

/// The codes that we tell an operator of; the rest of what the partner writes is
/// free text and is dropped.
const MP_CODES: [&str; 20] = [
    "MP-011", "MP-012", "MP-100", "MP-110", "MP-120", "MP-121", "MP-122", "MP-123", "MP-124",
    "MP-130", "MP-200", "MP-201", "MP-250", "MP-251", "MP-301", "MP-302", "MP-303", "MP-111",
    "MP-112", "MP-113",
];

/// The code in an error's description.
fn mp_code(body: &[u8]) -> Option<&'static str> {
    let text = core::str::from_utf8(body).ok()?;
    MP_CODES.into_iter().find(|code| text.contains(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_the_partner_writes_only_a_known_code_is_told() {
        let body = br#"{"error":"invalid_scope","error_description":"MP-200 12864800015"}"#;
        assert_eq!(mp_code(body), Some("MP-200"));
        assert_eq!(mp_code(b"MP-999"), None);
        assert_eq!(mp_code(&[0xff]), None);
    }

    #[test]
    fn the_order_of_scopes_makes_no_other_token() {
        assert_eq!(Wanted::scopes(&["b", "a"]), Wanted::scopes(&["a", "b", "a"]));
        assert_ne!(Wanted::scopes(&["a"]), Wanted::scopes(&["a"]).at("x".to_owned()));
    }
}
