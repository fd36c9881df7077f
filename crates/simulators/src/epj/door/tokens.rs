//! Access tokens by `client_credentials`, bound to the key the proofs are made
//! with.

use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use super::super::key::EpjKey;
use super::super::settings::EpjSignIn;
use super::super::stamp;
use super::fault::DoorFault;
use crate::SimulatorError;
use crate::oidc::jwt;

/// How long before its end a token is renewed.
const MARGIN_SECONDS: i64 = 30;
/// How long an assertion lives.
const ASSERTION_SECONDS: i64 = 30;
/// One try without a nonce, one with the nonce asked for.
const TRIES: usize = 2;
/// The most bytes of a token answer.
const ANSWER_BYTES_LIMIT: usize = 64 * 1024;
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The journal system as a client of HelseID.
pub(super) struct Tokens {
    sign_in: EpjSignIn,
    proof_key: EpjKey,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    token: Option<(String, i64)>,
    nonce: Option<String>,
}

impl Tokens {
    pub(super) fn new(
        sign_in: EpjSignIn,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, SimulatorError> {
        let proof_key = EpjKey::generate("dpop")?;
        Ok(Self { sign_in, proof_key, clock, dice, held: Mutex::default() })
    }

    /// A living token, the one held or a new one.
    pub(super) async fn living(&self, http: &reqwest::Client) -> Result<String, DoorFault> {
        let now = self.clock.now().seconds();
        let held = self.held(|held| held.token.clone());
        if let Some((token, _)) = held.filter(|(_, end)| now < end - MARGIN_SECONDS) {
            return Ok(token);
        }
        for _ in 0..TRIES {
            let form = self.form(now)?;
            let nonce = self.held(|held| held.nonce.clone());
            let proof = self.proof("POST", &self.sign_in.token_url, nonce.as_deref(), None)?;
            let asked = http.post(&self.sign_in.token_url).header("DPoP", proof).form(&form);
            let answer = asked.send().await?;
            self.note_nonce(answer.headers());
            let fine = answer.status().is_success();
            let told = read(answer).await.ok_or(DoorFault::NoToken)?;
            match (fine, told["access_token"].as_str(), told["expires_in"].as_i64()) {
                (true, Some(token), Some(seconds)) if told["token_type"] == "DPoP" => {
                    let token = token.to_owned();
                    self.held(|held| held.token = Some((token.clone(), now + seconds)));
                    return Ok(token);
                }
                (false, ..) if told["error"] == "use_dpop_nonce" => {}
                _ => return Err(DoorFault::NoToken),
            }
        }
        Err(DoorFault::NoToken)
    }

    /// Forgets the token held, which the door would not have.
    pub(super) fn forget(&self) {
        self.held(|held| held.token = None);
    }

    /// A proof for one call.
    pub(super) fn proof(
        &self,
        method: &str,
        address: &str,
        nonce: Option<&str>,
        token: Option<&str>,
    ) -> Result<String, DoorFault> {
        let mut claims = json!({
            "htm": method,
            "htu": address,
            "iat": self.clock.now().seconds(),
            "jti": self.random(),
        });
        if let Some(nonce) = nonce {
            claims["nonce"] = json!(nonce);
        }
        if let Some(token) = token {
            claims["ath"] = json!(jwt::sha256(token));
        }
        Ok(self.proof_key.prove(&claims)?)
    }

    fn form(&self, now: i64) -> Result<Vec<(&'static str, String)>, DoorFault> {
        let client_id = &self.sign_in.client_id;
        let claims = json!({
            "iss": client_id,
            "sub": client_id,
            "aud": self.sign_in.issuer,
            "iat": now,
            "nbf": now,
            "exp": now + ASSERTION_SECONDS,
            "jti": self.random(),
        });
        let assertion = self.sign_in.key.sign("client-authentication+jwt", &claims)?;
        Ok(vec![
            ("grant_type", "client_credentials".to_owned()),
            ("scope", self.sign_in.scope.clone()),
            ("client_id", client_id.clone()),
            ("client_assertion_type", ASSERTION_TYPE.to_owned()),
            ("client_assertion", assertion),
        ])
    }

    fn random(&self) -> String {
        URL_SAFE_NO_PAD.encode(stamp::new_id(self.dice.as_ref()))
    }

    fn note_nonce(&self, headers: &HeaderMap) {
        let nonce = headers.get("dpop-nonce").and_then(|nonce| nonce.to_str().ok());
        if let Some(nonce) = nonce {
            self.held(|held| held.nonce = Some(nonce.to_owned()));
        }
    }

    fn held<T>(&self, act: impl FnOnce(&mut Held) -> T) -> T {
        act(&mut self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn read(answer: reqwest::Response) -> Option<Value> {
    let bytes = super::calls::bounded(answer, ANSWER_BYTES_LIMIT).await.ok()?;
    serde_json::from_slice(&bytes).ok()
}
