//! What the two fakes share: an issuer in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use secrecy::SecretString;
use url::Url;

use super::pending::Returned;
use super::{
    Begun, Callback, EndSession, LoggedOutElsewhere, LogoutFailed, Pending, SignInFailed, TokenFlaw,
};
use crate::faults::{ErrorCode, PartnerFault, Step};

/// An issuer in memory. Its name is its address as the `Url` writes it.
pub(crate) struct FakeProvider {
    partner: &'static str,
    issuer: Url,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    reach: Reach,
    logout_tokens: HashMap<String, LoggedOutElsewhere>,
}

#[derive(Default, PartialEq, Eq)]
enum Reach {
    #[default]
    There,
    Away,
}

impl FakeProvider {
    pub(crate) fn new(
        partner: &'static str,
        issuer: Url,
        clock: Arc<dyn Clock>,
        dice: Arc<dyn Dice>,
    ) -> Self {
        Self { partner, issuer, clock, dice, known: Mutex::default() }
    }

    pub(crate) fn token_logs_out(&self, token: &str, logged_out: LoggedOutElsewhere) {
        self.known().logout_tokens.insert(token.to_owned(), logged_out);
    }

    pub(crate) fn go_away(&self) {
        self.known().reach = Reach::Away;
    }

    pub(crate) fn come_back(&self) {
        self.known().reach = Reach::There;
    }

    pub(crate) fn reach(&self) -> Result<(), PartnerFault> {
        match self.known().reach {
            Reach::There => Ok(()),
            Reach::Away => Err(PartnerFault::LeftAlone { partner: self.partner }),
        }
    }

    pub(crate) fn begin(&self) -> Result<Begun, PartnerFault> {
        self.reach()?;
        let pending = Pending::begin(self.clock.now(), self.dice.as_ref());
        let mut url = self.at("authorize");
        url.query_pairs_mut().append_pair("state", &pending.state);
        Ok(Begun { url, pending })
    }

    pub(crate) fn code<'c>(
        &self,
        pending: &Pending,
        callback: &'c Callback,
    ) -> Result<&'c str, SignInFailed> {
        match pending.accept(callback, self.issuer.as_str(), self.clock.now())? {
            Returned::Code(code) => {
                self.reach()?;
                Ok(code)
            }
            Returned::Error(error) => {
                let code = ErrorCode::new(error);
                let (partner, step) = (self.partner, Step::Authorize);
                Err(PartnerFault::TurnedAway { partner, step, code }.into())
            }
        }
    }

    pub(crate) fn end_session(
        &self,
        id_token: &SecretString,
        state: &str,
    ) -> Result<EndSession, PartnerFault> {
        self.reach()?;
        let fields = vec![("id_token_hint", id_token.clone()), ("state", state.into())];
        Ok(EndSession::new(self.at("logout"), fields))
    }

    pub(crate) fn logged_out(&self, token: &str) -> Result<LoggedOutElsewhere, LogoutFailed> {
        self.reach()?;
        let known = self.known().logout_tokens.get(token).cloned();
        Ok(known.ok_or(TokenFlaw::Signature)?)
    }

    pub(crate) fn front_channel(&self, iss: &str, sid: &str) -> Result<String, TokenFlaw> {
        if iss == self.issuer.as_str() { Ok(sid.to_owned()) } else { Err(TokenFlaw::Issuer) }
    }

    fn at(&self, path: &str) -> Url {
        let mut url = self.issuer.clone();
        url.set_path(path);
        url
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
