//! ID-porten itself.

use std::sync::Arc;
use std::time::Duration;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use jsonwebtoken::Algorithm;
use secrecy::SecretString;

use super::{CitizenSignIn, CitizenSignedIn};
use crate::faults::{BadSettings, PartnerFault, Step};
use crate::oidc::{
    AssertionRules, Begun, Callback, Claims, ClientSettings, EndSession, Later, LoggedOutElsewhere,
    LogoutFailed, Pending, Provider, SignInFailed, SignInRefused, SignInRequest, TokenFlaw, Wanted,
    instant,
};

/// ID-porten over the net.
pub struct IdPorten {
    provider: Provider,
}

const PARTNER: &str = "ID-porten";

const SCOPE: &str = "openid profile";

/// The level that is asked for (S1-2.1-c).
const ACR_HIGH: &str = "idporten-loa-high";

/// ID-porten takes at most 120 seconds.
const ASSERTION: AssertionRules =
    AssertionRules { typ: "JWT", for_rsa: Algorithm::RS256, lifetime: Duration::from_secs(60) };

impl IdPorten {
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
    ) -> Result<CitizenSignedIn, SignInFailed> {
        let code = self.provider.code(pending, callback)?;
        let address = self.provider.metadata().await?.token.clone();
        let call = self.provider.token_call(&address, code, pending)?;
        let answer = self.provider.line.send(Step::Token, call).await?;
        let id_token = self.provider.tokens(&answer)?.id_token;
        let claims = self.provider.believe(&id_token, pending).await?;
        Ok(signed_in(&claims, id_token)?)
    }
}

impl CitizenSignIn for IdPorten {
    fn begin(&self, request: SignInRequest) -> Later<'_, Begun, PartnerFault> {
        Box::pin(async move {
            let more = [
                ("acr_values", ACR_HIGH),
                ("response_mode", "query"),
                ("ui_locales", request.ui_locale.tag()),
            ];
            let redirect_uri = &self.provider.us.redirect_uri;
            let wanted = Wanted { scope: SCOPE, redirect_uri, more: &more };
            self.provider.begin(wanted, request.prompt).await
        })
    }

    fn finish<'a>(
        &'a self,
        pending: &'a Pending,
        callback: &'a Callback,
    ) -> Later<'a, CitizenSignedIn, SignInFailed> {
        Box::pin(self.sign_in(pending, callback))
    }

    fn end_session<'a>(
        &'a self,
        id_token: &'a SecretString,
        state: &'a str,
    ) -> Later<'a, EndSession, PartnerFault> {
        Box::pin(async move {
            let way_out = self.provider.end_session(id_token, state).await?;
            Ok(way_out.with("client_id", &self.provider.us.client_id))
        })
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

fn signed_in(claims: &Claims, id_token: SecretString) -> Result<CitizenSignedIn, SignInRefused> {
    let acr = claims.text("acr").unwrap_or_default();
    if !is_high(acr) {
        return Err(SignInRefused::LevelTooLow);
    }
    Ok(CitizenSignedIn {
        pid: claims.pid("pid").ok_or(SignInRefused::NoPid)?,
        acr: acr.to_owned(),
        sid: claims.text("sid").map(str::to_owned),
        id_token,
        auth_time: claims.seconds("auth_time").map(instant),
        locale: claims.text("locale").map(str::to_owned),
    })
}

/// Whether a level ranks as high. Levels are named `…-low`, `…-substantial` and
/// `…-high`; the person may come back with another than was asked for.
fn is_high(acr: &str) -> bool {
    acr.ends_with("-high")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn verdict(claims: &Value) -> Result<CitizenSignedIn, SignInRefused> {
        let claims = Claims::received(claims.to_string().as_bytes()).unwrap();
        signed_in(&claims, "token".into())
    }

    #[test]
    fn only_the_highest_level_signs_in() {
        for (acr, outcome) in [
            (json!("idporten-loa-high"), None),
            (json!("idporten-loa-substantial"), Some(SignInRefused::LevelTooLow)),
            (json!("idporten-loa-low"), Some(SignInRefused::LevelTooLow)),
            (json!("Level4"), Some(SignInRefused::LevelTooLow)),
            (json!("high"), Some(SignInRefused::LevelTooLow)),
            (Value::Null, Some(SignInRefused::LevelTooLow)),
        ] {
            let found = verdict(&json!({"acr": acr, "pid": "12864800000"}));
            assert_eq!(found.err(), outcome, "{acr}");
        }
    }

    #[test]
    fn an_identity_without_an_identity_number_is_refused() {
        for pid in [Value::Null, json!(""), json!("1286480000"), json!("1286480000x"), json!(1)] {
            let found = verdict(&json!({"acr": "idporten-loa-high", "pid": pid}));
            assert_eq!(found.err(), Some(SignInRefused::NoPid), "{pid}");
        }
    }

    #[test]
    fn a_signed_in_citizen_does_not_print_who_she_is() {
        let claims = json!({"acr": "idporten-loa-high", "pid": "12864800000", "sid": "s-1"});
        let shown = format!("{:?}", verdict(&claims).unwrap());
        for secret in ["12864800000", "s-1", "token"] {
            assert!(!shown.contains(&format!("\"{secret}\"")), "{shown}");
        }
        assert_eq!(shown, "CitizenSignedIn { acr: \"idporten-loa-high\", .. }");
    }
}
