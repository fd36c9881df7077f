//! Tokens for ourselves, towards registers that let machines in by HelseID.

use std::collections::HashMap;
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::Duration;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::{Clock, Instant};
use reqwest::RequestBuilder;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tokio::sync::Mutex;
use url::Url;

use super::client::{ASSERTION, DPOP, PARTNER, wanted_nonce};
use crate::faults::{BadSettings, PartnerFault, Step};
use crate::http::Answer;
use crate::oidc::{ClientSettings, Later, ProofKey, ProvenCall, Provider};

/// A token is not used in its last seconds.
const SPENT_BEFORE: Duration = Duration::from_secs(10);

/// The longest that a token is kept, whatever the partner says.
const KEPT_AT_MOST: Duration = Duration::from_hours(1);

/// The most tokens that are kept.
const MAX_TOKENS: usize = 50;

/// Where tokens that are bound to us come from.
pub trait BoundTokens: Send + Sync {
    /// A token with this scope that will still be good when it arrives.
    fn bound<'a>(&'a self, scope: &'a str) -> Later<'a, Arc<BoundToken>, PartnerFault>;

    /// Forgets a token that somebody would not take.
    fn forget(&self, scope: &str);
}

/// A token that is worth nothing without the key it is bound to.
pub struct BoundToken {
    token: SecretString,
    proof: ProofKey,
    until: Instant,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
}

impl BoundToken {
    /// Shows the token on a call, with a proof for this call alone.
    pub(crate) fn shown(
        &self,
        call: RequestBuilder,
        method: &'static str,
        address: &Url,
    ) -> Result<RequestBuilder, PartnerFault> {
        let token = self.token.expose_secret();
        let proven = ProvenCall { method, address, server_nonce: None, access_token: Some(token) };
        let proof = self
            .proof
            .proof(&proven, self.clock.now(), self.dice.as_ref())
            .map_err(|_| PartnerFault::Signing { partner: PARTNER, step: Step::Token })?;
        Ok(call.header("Authorization", format!("{DPOP} {token}")).header(DPOP, proof))
    }
}

/// The place of one kind of token; whoever holds its lock is the one that asks.
type Place = Arc<Mutex<Option<Arc<BoundToken>>>>;

/// HelseID as one who gives machines their tokens.
pub struct HelseIdMachine {
    provider: Provider,
    clock: Arc<dyn Clock>,
    kept: StdMutex<HashMap<String, Place>>,
}

#[derive(Deserialize)]
struct Body {
    access_token: String,
    token_type: String,
    expires_in: u64,
}

impl HelseIdMachine {
    /// An adapter that can work with these settings. It does not call yet. The
    /// addresses to come back to are not used: nobody is sent anywhere.
    pub fn new(
        settings: &ClientSettings,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, BadSettings> {
        let provider = Provider::new(PARTNER, settings, ASSERTION, clock.clone(), dice)?;
        Ok(Self { provider, clock, kept: StdMutex::default() })
    }

    async fn kept_or_new(&self, scope: &str) -> Result<Arc<BoundToken>, PartnerFault> {
        let place = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= MAX_TOKENS && !kept.contains_key(scope) {
                kept.clear();
            }
            kept.entry(scope.to_owned()).or_default().clone()
        };
        let patience = self.provider.line.patience().saturating_mul(3);
        let mut kept = tokio::time::timeout(patience, place.lock())
            .await
            .map_err(|_| PartnerFault::TooSlow { partner: PARTNER, step: Step::Token })?;
        if let Some(token) = kept.as_ref().filter(|token| self.clock.now() < token.until) {
            return Ok(token.clone());
        }
        *kept = None;
        let fresh = Arc::new(self.ask(scope).await?);
        *kept = Some(fresh.clone());
        Ok(fresh)
    }

    async fn ask(&self, scope: &str) -> Result<BoundToken, PartnerFault> {
        let line = &self.provider.line;
        let address = self.provider.token_address().await?;
        let proof = ProofKey::generate().map_err(|_| line.unsigned(Step::Token))?;
        let first = self.call(&address, scope, (&proof, None)).await?;
        let answer = match wanted_nonce(&first) {
            // The assertion is spent by the first call; the second has its own.
            Some(nonce) => self.call(&address, scope, (&proof, Some(nonce.as_str()))).await?,
            None => first,
        };
        if answer.status != 200 {
            return Err(self.provider.turned_away(Step::Token, &answer));
        }
        let body: Body = serde_json::from_slice(&answer.body)
            .map_err(|_| line.bad(Step::Token, "no token in it"))?;
        if !body.token_type.eq_ignore_ascii_case(DPOP) {
            return Err(line.bad(Step::Token, "the token is not bound to us"));
        }
        let life = Duration::from_secs(body.expires_in).min(KEPT_AT_MOST);
        Ok(BoundToken {
            token: body.access_token.into(),
            proof,
            until: self.clock.now().plus(life.saturating_sub(SPENT_BEFORE)),
            clock: self.clock.clone(),
            dice: self.provider.dice.clone(),
        })
    }

    async fn call(
        &self,
        address: &Url,
        scope: &str,
        (proof, nonce): (&ProofKey, Option<&str>),
    ) -> Result<Answer, PartnerFault> {
        let line = &self.provider.line;
        let proven =
            ProvenCall { method: "POST", address, server_nonce: nonce, access_token: None };
        let proof = proof
            .proof(&proven, self.clock.now(), self.provider.dice.as_ref())
            .map_err(|_| line.unsigned(Step::Token))?;
        let call = self.provider.machine_call(address, scope)?;
        line.send(Step::Token, call.header(DPOP, proof)).await
    }
}

impl BoundTokens for HelseIdMachine {
    fn bound<'a>(&'a self, scope: &'a str) -> Later<'a, Arc<BoundToken>, PartnerFault> {
        Box::pin(self.kept_or_new(scope))
    }

    fn forget(&self, scope: &str) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(scope);
    }
}
