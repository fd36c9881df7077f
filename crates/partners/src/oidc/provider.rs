//! One issuer as we know it: its description, its keys, and us as its client.

use std::sync::Arc;
use std::time::Duration;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::{Clock, Instant};
use jsonwebtoken::DecodingKey;
use reqwest::RequestBuilder;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::{Mutex, MutexGuard};
use url::Url;

use super::access::{self, Machine, NotShown, ShownCall};
use super::assertion::{ASSERTION_TYPE, AssertionRules, assertion};
use super::discovery::{DISCOVERY_KEPT, Metadata};
use super::jwks::{KEYS_KEPT, KeySet, Refetches};
use super::logout_token::{self, LoggedOutElsewhere, NAME_MAX};
use super::pending::{Begun, Callback, Pending, Returned};
use super::pushed::{self, Wanted};
use super::refused::{LogoutFailed, SignInFailed, SignInRefused, TokenFlaw};
use super::settings::{ClientSettings, Registration};
use super::signed::{Announced, Claims, announced};
use super::token::{TokenAnswer, error_code};
use super::{EndSession, Prompt, id_token};
use crate::faults::{BadSettings, ErrorCode, PartnerFault, Step};
use crate::http::{Answer, Line};

/// An issuer with what we remember of it.
pub(crate) struct Provider {
    pub(crate) line: Line,
    pub(crate) us: Registration,
    pub(crate) dice: Arc<dyn Dice>,
    clock: Arc<dyn Clock>,
    rules: AssertionRules,
    metadata: Mutex<Option<(Instant, Arc<Metadata>)>>,
    keys: Mutex<Keys>,
}

#[derive(Default)]
struct Keys {
    kept: Option<(Instant, KeySet)>,
    refetches: Refetches,
}

/// A token that is not believed, or that nobody could check.
pub(crate) enum Unverified {
    Flaw(TokenFlaw),
    Fault(PartnerFault),
}

impl Provider {
    pub(crate) fn new(
        partner: &'static str,
        settings: &ClientSettings,
        rules: AssertionRules,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, BadSettings> {
        let us = Registration::new(settings)?;
        let line = Line::new(partner, settings.limits, us.issuer.trust(), clock.clone())
            .map_err(|_| BadSettings::Tls)?;
        let (metadata, keys) = (Mutex::default(), Mutex::default());
        Ok(Self { line, us, dice, clock, rules, metadata, keys })
    }

    pub(crate) fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Asks for description and keys anew, whatever is remembered.
    pub(crate) async fn check(&self) -> Result<(), PartnerFault> {
        *self.lock(&self.metadata, Step::Discovery).await? = None;
        let fresh = self.fetch_keys().await?;
        self.lock(&self.keys, Step::Keys).await?.kept = Some((self.now(), fresh));
        Ok(())
    }

    /// Pushes the request and tells where to send the person.
    pub(crate) async fn begin(
        &self,
        wanted: Wanted<'_>,
        prompt: Prompt,
    ) -> Result<Begun, PartnerFault> {
        let metadata = self.metadata().await?;
        let pending = Pending::begin(self.now(), self.dice.as_ref());
        let mut fields = pushed::fields(wanted, prompt, &pending);
        self.add_client(&mut fields, Step::PushedRequest)?;
        let call = self.line.client().post(metadata.pushed.clone()).form(&fields);
        let answer = self.line.send(Step::PushedRequest, call).await?;
        if !matches!(answer.status, 200 | 201) {
            return Err(self.turned_away(Step::PushedRequest, &answer));
        }
        pushed::authorize_url(&metadata.authorize, &self.us.client_id, &answer.body)
            .map(|url| Begun { url, pending })
            .ok_or_else(|| self.line.bad(Step::PushedRequest, "no reference to the request"))
    }

    /// The code that a person brought back, once it is known to be ours.
    pub(crate) fn code<'c>(
        &self,
        pending: &Pending,
        callback: &'c Callback,
    ) -> Result<&'c str, SignInFailed> {
        match pending.accept(callback, self.us.issuer.as_str(), self.now())? {
            Returned::Code(code) => Ok(code),
            Returned::Error(error) => Err(PartnerFault::TurnedAway {
                partner: self.line.partner,
                step: Step::Authorize,
                code: ErrorCode::new(error),
            }
            .into()),
        }
    }

    /// The call that exchanges a code, with an assertion of its own.
    pub(crate) fn token_call(
        &self,
        address: &Url,
        code: &str,
        pending: &Pending,
    ) -> Result<RequestBuilder, PartnerFault> {
        let mut fields = vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", self.us.redirect_uri.to_string()),
            ("code_verifier", pending.verifier.clone()),
        ];
        self.add_client(&mut fields, Step::Token)?;
        Ok(self.line.client().post(address.clone()).form(&fields))
    }

    /// Where tokens are asked for.
    pub(crate) async fn token_address(&self) -> Result<Url, PartnerFault> {
        Ok(self.metadata().await?.token.clone())
    }

    /// The call that asks for a token for ourselves, with an assertion of its own.
    pub(crate) fn machine_call(
        &self,
        address: &Url,
        scope: &str,
    ) -> Result<RequestBuilder, PartnerFault> {
        let mut fields =
            vec![("grant_type", "client_credentials".to_owned()), ("scope", scope.to_owned())];
        self.add_client(&mut fields, Step::Token)?;
        Ok(self.line.client().post(address.clone()).form(&fields))
    }

    /// The tokens in an answer, or why there are none.
    pub(crate) fn tokens(&self, answer: &Answer) -> Result<TokenAnswer, SignInFailed> {
        if answer.status == 200 {
            return TokenAnswer::read(&answer.body)
                .ok_or_else(|| self.line.bad(Step::Token, "no tokens").into());
        }
        if error_code(&answer.body) == "invalid_grant" {
            return Err(SignInRefused::CodeSpent.into());
        }
        Err(self.turned_away(Step::Token, answer).into())
    }

    /// The claims of an id token that belongs to this sign-in.
    pub(crate) async fn believe(
        &self,
        token: &SecretString,
        pending: &Pending,
    ) -> Result<Claims, SignInFailed> {
        let token = token.expose_secret();
        let claims = self.verify(token, &announced(token)?).await?;
        let us = &self.us;
        id_token::check(&claims, &us.issuer, &us.client_id, &pending.nonce, self.now())?;
        Ok(claims)
    }

    /// Whose session a logout token ends.
    pub(crate) async fn logged_out(&self, token: &str) -> Result<LoggedOutElsewhere, LogoutFailed> {
        let announced = announced(token)?;
        logout_token::check_type(&announced)?;
        let claims = self.verify(token, &announced).await?;
        let us = &self.us;
        Ok(logout_token::check(&claims, &us.issuer, &us.client_id, self.now())?)
    }

    /// The machine that makes a call with a token of this issuer's.
    pub(crate) async fn machine(
        &self,
        audience: &str,
        call: ShownCall<'_>,
    ) -> Result<Machine, NotShown> {
        let announced = announced(call.token)?;
        access::check_type(&announced)?;
        let claims = self.verify(call.token, &announced).await?;
        access::check(&claims, (&self.us.issuer, audience), &call, self.now())
    }

    /// The session that a front-channel logout names, when it is this issuer's.
    pub(crate) fn front_channel(&self, iss: &str, sid: &str) -> Result<String, TokenFlaw> {
        if iss != self.us.issuer.as_str() {
            return Err(TokenFlaw::Issuer);
        }
        if sid.is_empty() || sid.len() > NAME_MAX {
            return Err(TokenFlaw::Session);
        }
        Ok(sid.to_owned())
    }

    /// How a browser signs out at the issuer.
    pub(crate) async fn end_session(
        &self,
        id_token: &SecretString,
        state: &str,
    ) -> Result<EndSession, PartnerFault> {
        let metadata = self.metadata().await?;
        let action = metadata
            .end_session
            .clone()
            .ok_or_else(|| self.line.bad(Step::EndSession, "has no way out"))?;
        let back = self.us.post_logout_redirect_uri.as_str();
        let fields = vec![
            ("id_token_hint", id_token.clone()),
            ("post_logout_redirect_uri", back.into()),
            ("state", state.into()),
        ];
        Ok(EndSession::new(action, fields))
    }

    /// A fault for an answer that says no to us.
    pub(crate) fn turned_away(&self, step: Step, answer: &Answer) -> PartnerFault {
        if !(400..500).contains(&answer.status) {
            return self.line.bad(step, "unexpected status");
        }
        let code = ErrorCode::new(&error_code(&answer.body));
        PartnerFault::TurnedAway { partner: self.line.partner, step, code }
    }

    /// The issuer's description, asked for again when it is a day old.
    pub(crate) async fn metadata(&self) -> Result<Arc<Metadata>, PartnerFault> {
        let mut kept = self.lock(&self.metadata, Step::Discovery).await?;
        if let Some(metadata) = fresh(kept.as_ref(), self.now(), DISCOVERY_KEPT) {
            return Ok(metadata.clone());
        }
        let address = self.us.issuer.discovery();
        let address = address.map_err(|_| self.line.bad(Step::Discovery, "no address"))?;
        let body = self.get(Step::Discovery, address).await?;
        let metadata = Metadata::read(&self.us.issuer, &body)
            .map_err(|what| self.line.bad(Step::Discovery, what))?;
        let metadata = Arc::new(metadata);
        *kept = Some((self.now(), metadata.clone()));
        Ok(metadata)
    }

    fn add_client(
        &self,
        fields: &mut Vec<(&'static str, String)>,
        step: Step,
    ) -> Result<(), PartnerFault> {
        let us = &self.us;
        let chance = (self.now(), self.dice.as_ref());
        let assertion = assertion(self.rules, &us.key, &us.client_id, &us.issuer, chance)
            .map_err(|_| self.line.unsigned(step))?;
        fields.push(("client_id", us.client_id.clone()));
        fields.push(("client_assertion_type", ASSERTION_TYPE.to_owned()));
        fields.push(("client_assertion", assertion));
        Ok(())
    }

    async fn verify(&self, token: &str, announced: &Announced) -> Result<Claims, Unverified> {
        let key = self.key(announced).await?;
        Ok(Claims::verify(token, announced, &key)?)
    }

    async fn key(&self, announced: &Announced) -> Result<DecodingKey, Unverified> {
        let mut keys = self.lock(&self.keys, Step::Keys).await?;
        let now = self.now();
        let find = |set: &KeySet| set.key(&announced.kid, announced.algorithm).cloned();
        if let Some(set) = fresh(keys.kept.as_ref(), now, KEYS_KEPT) {
            if let Some(key) = find(set) {
                return Ok(key);
            }
            if !keys.refetches.allow(now) {
                return Err(TokenFlaw::UnknownKey.into());
            }
        }
        let set = self.fetch_keys().await?;
        let found = find(&set);
        keys.kept = Some((now, set));
        found.ok_or(Unverified::Flaw(TokenFlaw::UnknownKey))
    }

    async fn fetch_keys(&self) -> Result<KeySet, PartnerFault> {
        let address = self.metadata().await?.keys.clone();
        let body = self.get(Step::Keys, address).await?;
        KeySet::read(&body).map_err(|what| self.line.bad(Step::Keys, what))
    }

    async fn get(&self, step: Step, address: Url) -> Result<Vec<u8>, PartnerFault> {
        let answer = self.line.send(step, self.line.client().get(address)).await?;
        if answer.status == 200 {
            Ok(answer.body)
        } else {
            Err(self.line.bad(step, "unexpected status"))
        }
    }

    /// Waits for whoever is fetching, but not longer than a fetch may take.
    async fn lock<'m, T>(
        &self,
        mutex: &'m Mutex<T>,
        step: Step,
    ) -> Result<MutexGuard<'m, T>, PartnerFault> {
        tokio::time::timeout(self.line.patience(), mutex.lock())
            .await
            .map_err(|_| PartnerFault::TooSlow { partner: self.line.partner, step })
    }
}

/// What is kept, while it is young enough.
fn fresh<T>(kept: Option<&(Instant, T)>, now: Instant, keep: Duration) -> Option<&T> {
    kept.filter(|(at, _)| now.since(*at) < keep).map(|(_, value)| value)
}

impl From<TokenFlaw> for Unverified {
    fn from(flaw: TokenFlaw) -> Self {
        Self::Flaw(flaw)
    }
}

impl From<PartnerFault> for Unverified {
    fn from(fault: PartnerFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Unverified> for SignInFailed {
    fn from(unverified: Unverified) -> Self {
        match unverified {
            Unverified::Flaw(flaw) => flaw.into(),
            Unverified::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl From<Unverified> for NotShown {
    fn from(unverified: Unverified) -> Self {
        match unverified {
            Unverified::Flaw(flaw) => Self::Token(flaw),
            Unverified::Fault(fault) => Self::Fault(fault),
        }
    }
}

impl From<Unverified> for LogoutFailed {
    fn from(unverified: Unverified) -> Self {
        match unverified {
            Unverified::Flaw(flaw) => Self::Refused(flaw),
            Unverified::Fault(fault) => Self::Fault(fault),
        }
    }
}
