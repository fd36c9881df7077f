//! HelseID itself.

use std::sync::Arc;
use std::time::Duration;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use jsonwebtoken::Algorithm;
use reqwest::RequestBuilder;
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{StaffSignIn, StaffSignedIn};
use crate::faults::{BadSettings, PartnerFault, Step};
use crate::http::Answer;
use crate::oidc::{
    AssertionRules, Begun, Callback, Claims, ClientSettings, EndSession, Later, LoggedOutElsewhere,
    LogoutFailed, Pending, ProofKey, ProvenCall, Provider, SignInFailed, SignInRefused,
    SignInRequest, TokenAnswer, TokenFlaw, Wanted, error_code, instant,
};

/// HelseID over the net.
pub struct HelseId {
    pub(super) provider: Provider,
}

pub(super) const PARTNER: &str = "HelseID";

const SCOPE: &str = "openid profile helseid://scopes/identity/pid \
                     helseid://scopes/identity/security_level \
                     helseid://scopes/hpr/hpr_number";

const PID: &str = "helseid://claims/identity/pid";
const SECURITY_LEVEL: &str = "helseid://claims/identity/security_level";
const HPR_NUMBER: &str = "helseid://claims/hpr/hpr_number";
const ORGNR_PARENT: &str = "helseid://claims/client/claims/orgnr_parent";
const ORGNR_CHILD: &str = "helseid://claims/client/claims/orgnr_child";

/// The level that staff must sign in at.
const LEVEL_HIGH: &str = "4";

/// HelseID wants less than a minute.
pub(super) const ASSERTION: AssertionRules = AssertionRules {
    typ: "client-authentication+jwt",
    for_rsa: Algorithm::PS256,
    lifetime: Duration::from_secs(30),
};

pub(super) const DPOP: &str = "DPoP";
const DPOP_NONCE: &str = "DPoP-Nonce";

/// Longest server nonce that is sent back.
const NONCE_MAX: usize = 1024;

impl HelseId {
    /// An adapter that can work with these settings. It does not call yet.
    pub fn new(
        settings: &ClientSettings,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Result<Self, BadSettings> {
        let provider = Provider::new(PARTNER, settings, ASSERTION, clock, dice)?;
        Ok(Self { provider })
    }

    async fn sign_in(
        &self,
        pending: &Pending,
        callback: &Callback,
    ) -> Result<StaffSignedIn, SignInFailed> {
        let code = self.provider.code(pending, callback)?;
        let metadata = self.provider.metadata().await?;
        let proof = ProofKey::generate().map_err(|_| self.provider.line.unsigned(Step::Token))?;
        let (tokens, nonce) = self.redeem(&metadata.token, code, pending, &proof).await?;
        let claims = self.provider.believe(&tokens.id_token, pending).await?;
        let more = match &metadata.user_info {
            Some(address) => {
                Some(self.user_info(address, &tokens, &proof, nonce.as_deref(), &claims).await?)
            }
            None => None,
        };
        Ok(signed_in(&claims, more.as_ref(), tokens.id_token)?)
    }

    /// Exchanges the code. The server's first answer is often that it wants its
    /// nonce in the proof; the second try then has a new assertion too, since
    /// the first one's `jti` is spent.
    async fn redeem(
        &self,
        address: &Url,
        code: &str,
        pending: &Pending,
        proof: &ProofKey,
    ) -> Result<(TokenAnswer, Option<String>), SignInFailed> {
        let call = || self.provider.token_call(address, code, pending);
        let proven = ProvenCall { method: "POST", address, server_nonce: None, access_token: None };
        let answer = self.proven(Step::Token, &call, proven, proof).await?;
        let tokens = self.provider.tokens(&answer)?;
        if !tokens.kind.eq_ignore_ascii_case(DPOP) {
            return Err(self.provider.line.bad(Step::Token, "the token is not bound to us").into());
        }
        Ok((tokens, server_nonce(&answer)))
    }

    /// What HelseID knows of the person beyond the id token.
    async fn user_info(
        &self,
        address: &Url,
        tokens: &TokenAnswer,
        proof: &ProofKey,
        server_nonce: Option<&str>,
        claims: &Claims,
    ) -> Result<Claims, SignInFailed> {
        let line = &self.provider.line;
        let access_token = tokens.access_token.expose_secret();
        let authorization = format!("{DPOP} {access_token}");
        let call =
            || Ok(line.client().get(address.clone()).header("Authorization", &authorization));
        let access_token = Some(access_token);
        let proven = ProvenCall { method: "GET", address, server_nonce, access_token };
        let answer = self.proven(Step::UserInfo, &call, proven, proof).await?;
        if answer.status != 200 {
            return Err(self.provider.turned_away(Step::UserInfo, &answer).into());
        }
        let more = Claims::received(&answer.body)
            .ok_or_else(|| line.bad(Step::UserInfo, "not a set of claims"))?;
        if more.text("sub").is_none() || more.text("sub") != claims.text("sub") {
            return Err(TokenFlaw::Subject.into());
        }
        Ok(more)
    }

    /// Makes a call with a proof, and once again when the server wants its nonce in it.
    async fn proven(
        &self,
        step: Step,
        call: &(dyn Fn() -> Result<RequestBuilder, PartnerFault> + Sync),
        proven: ProvenCall<'_>,
        proof: &ProofKey,
    ) -> Result<Answer, PartnerFault> {
        let line = &self.provider.line;
        let sign = |proven: &ProvenCall<'_>| {
            proof
                .proof(proven, self.provider.now(), self.provider.dice.as_ref())
                .map_err(|_| line.unsigned(step))
        };
        let first = line.send(step, call()?.header(DPOP, sign(&proven)?)).await?;
        let Some(nonce) = wanted_nonce(&first) else { return Ok(first) };
        let again = ProvenCall { server_nonce: Some(&nonce), ..proven };
        line.send(step, call()?.header(DPOP, sign(&again)?)).await
    }
}

impl StaffSignIn for HelseId {
    fn begin(&self, request: SignInRequest) -> Later<'_, Begun, PartnerFault> {
        let redirect_uri = &self.provider.us.redirect_uri;
        let wanted = Wanted { scope: SCOPE, redirect_uri, more: &[] };
        Box::pin(self.provider.begin(wanted, request.prompt))
    }

    fn finish<'a>(
        &'a self,
        pending: &'a Pending,
        callback: &'a Callback,
    ) -> Later<'a, StaffSignedIn, SignInFailed> {
        Box::pin(self.sign_in(pending, callback))
    }

    fn end_session<'a>(
        &'a self,
        id_token: &'a SecretString,
        state: &'a str,
    ) -> Later<'a, EndSession, PartnerFault> {
        Box::pin(self.provider.end_session(id_token, state))
    }

    fn logout_token<'a>(&'a self, token: &'a str) -> Later<'a, LoggedOutElsewhere, LogoutFailed> {
        Box::pin(self.provider.logged_out(token))
    }

    fn front_channel(&self, iss: &str, sid: &str) -> Result<String, TokenFlaw> {
        self.provider.front_channel(iss, sid)
    }

    fn check(&self) -> Later<'_, (), PartnerFault> {
        Box::pin(self.provider.check())
    }
}

/// The nonce of a server that refused a proof for want of it.
pub(super) fn wanted_nonce(answer: &Answer) -> Option<String> {
    let challenge = answer.headers.get("WWW-Authenticate").and_then(|value| value.to_str().ok());
    let asked = error_code(&answer.body) == "use_dpop_nonce"
        || challenge.is_some_and(|challenge| challenge.contains("use_dpop_nonce"));
    if matches!(answer.status, 400 | 401) && asked { server_nonce(answer) } else { None }
}

fn server_nonce(answer: &Answer) -> Option<String> {
    let nonce = answer.headers.get(DPOP_NONCE)?.to_str().ok()?;
    (!nonce.is_empty() && nonce.len() <= NONCE_MAX).then(|| nonce.to_owned())
}

/// Who signed in, by the id token first and what the partner says beside it second.
fn signed_in(
    claims: &Claims,
    more: Option<&Claims>,
    id_token: SecretString,
) -> Result<StaffSignedIn, SignInRefused> {
    let either = |name| claims.text_or_number(name).or_else(|| more?.text_or_number(name));
    if either(SECURITY_LEVEL).as_deref() != Some(LEVEL_HIGH) {
        return Err(SignInRefused::LevelTooLow);
    }
    let pid = claims.pid(PID).or_else(|| more?.pid(PID)).ok_or(SignInRefused::NoPid)?;
    Ok(StaffSignedIn {
        pid,
        hpr: either(HPR_NUMBER).filter(|number| !number.is_empty()),
        name: either("name").or_else(|| {
            let parts = [either("given_name"), either("middle_name"), either("family_name")];
            let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!name.is_empty()).then_some(name)
        }),
        orgnr_parent: either(ORGNR_PARENT),
        orgnr_child: either(ORGNR_CHILD),
        sid: claims.text("sid").map(str::to_owned),
        id_token,
        auth_time: claims.seconds("auth_time").map(instant),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const NUMBER: &str = "12864800000";

    fn verdict(id: &Value, more: &Value) -> Result<StaffSignedIn, SignInRefused> {
        let read = |value: &Value| Claims::received(value.to_string().as_bytes()).unwrap();
        signed_in(&read(id), Some(&read(more)), "token".into())
    }

    #[test]
    fn staff_sign_in_at_level_four_and_no_lower() {
        for (level, outcome) in [
            (json!("4"), None),
            (json!(4), None),
            (json!("3"), Some(SignInRefused::LevelTooLow)),
            (json!("44"), Some(SignInRefused::LevelTooLow)),
            (Value::Null, Some(SignInRefused::LevelTooLow)),
        ] {
            let found = verdict(&json!({PID: NUMBER, SECURITY_LEVEL: level}), &json!({}));
            assert_eq!(found.err(), outcome, "{level}");
        }
    }

    #[test]
    fn a_low_level_in_the_token_is_not_raised_by_what_is_said_beside_it() {
        let low = json!({PID: NUMBER, SECURITY_LEVEL: "3"});
        let found = verdict(&low, &json!({SECURITY_LEVEL: "4"}));
        assert_eq!(found.err(), Some(SignInRefused::LevelTooLow));
    }

    #[test]
    fn staff_without_an_identity_number_are_refused() {
        let found = verdict(&json!({SECURITY_LEVEL: "4"}), &json!({PID: ""}));
        assert_eq!(found.err(), Some(SignInRefused::NoPid));
    }

    #[test]
    fn what_the_token_lacks_is_taken_from_what_is_said_beside_it() {
        let more = json!({
            PID: NUMBER, SECURITY_LEVEL: "4", HPR_NUMBER: 7_654_321, ORGNR_PARENT: "310000019",
            ORGNR_CHILD: "310000027", "given_name": "Per", "family_name": "Haug",
        });
        let found = verdict(&json!({"sid": "s-1", "auth_time": 5}), &more).unwrap();
        assert_eq!(found.pid, NUMBER);
        assert_eq!(found.hpr.as_deref(), Some("7654321"));
        assert_eq!(found.name.as_deref(), Some("Per Haug"));
        assert_eq!(found.orgnr_child.as_deref(), Some("310000027"));
        assert_eq!(found.auth_time, Some(instant(5)));
        let shown = format!("{found:?}");
        for secret in [NUMBER, "Haug", "7654321", "s-1"] {
            assert!(!shown.contains(secret), "{secret}");
        }
    }
}
