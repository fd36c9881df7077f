//! A HelseID in memory, for tests of other rooms.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use secrecy::SecretString;
use url::Url;

use super::{MachineSignIn, StaffSignIn, StaffSignedIn};
use crate::faults::PartnerFault;
use crate::oidc::{
    Begun, Callback, EndSession, FakeProvider, Later, LoggedOutElsewhere, LogoutFailed, Machine,
    NotShown, Pending, ShownCall, SignInFailed, SignInRefused, SignInRequest, TokenFlaw,
};

/// Answers what it was told to. A code is known by whom it signs in, and is spent by use.
pub struct FakeHelseId {
    provider: FakeProvider,
    codes: Mutex<HashMap<String, Result<StaffSignedIn, SignInRefused>>>,
    machines: Mutex<HashMap<String, Machine>>,
}

impl FakeHelseId {
    /// One at `issuer` that knows nobody yet.
    pub fn new(issuer: Url, clock: Arc<dyn Clock>, dice: Arc<dyn Dice>) -> Self {
        let provider = FakeProvider::new("HelseID", issuer, clock, dice);
        Self { provider, codes: Mutex::default(), machines: Mutex::default() }
    }

    /// From now on `code` ends a sign-in this way, once.
    pub fn code_gives(&self, code: &str, outcome: Result<StaffSignedIn, SignInRefused>) {
        self.codes.lock().unwrap_or_else(PoisonError::into_inner).insert(code.to_owned(), outcome);
    }

    /// From now on `token` is this machine's; its proof is taken as its id.
    pub fn token_is_machines(&self, token: &str, machine: Machine) {
        let mut machines = self.machines.lock().unwrap_or_else(PoisonError::into_inner);
        machines.insert(token.to_owned(), machine);
    }

    /// From now on `token` is a logout token with this in it.
    pub fn token_logs_out(&self, token: &str, logged_out: LoggedOutElsewhere) {
        self.provider.token_logs_out(token, logged_out);
    }

    /// From now on it cannot be reached.
    pub fn go_away(&self) {
        self.provider.go_away();
    }

    /// From now on it can be reached again.
    pub fn come_back(&self) {
        self.provider.come_back();
    }

    fn redeem(
        &self,
        pending: &Pending,
        callback: &Callback,
    ) -> Result<StaffSignedIn, SignInFailed> {
        let code = self.provider.code(pending, callback)?;
        let mut codes = self.codes.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(codes.remove(code).unwrap_or(Err(SignInRefused::CodeSpent))?)
    }
}

impl StaffSignIn for FakeHelseId {
    fn begin(&self, _request: SignInRequest) -> Later<'_, Begun, PartnerFault> {
        Box::pin(core::future::ready(self.provider.begin()))
    }

    fn finish<'a>(
        &'a self,
        pending: &'a Pending,
        callback: &'a Callback,
    ) -> Later<'a, StaffSignedIn, SignInFailed> {
        Box::pin(core::future::ready(self.redeem(pending, callback)))
    }

    fn end_session<'a>(
        &'a self,
        id_token: &'a SecretString,
        state: &'a str,
    ) -> Later<'a, EndSession, PartnerFault> {
        Box::pin(core::future::ready(self.provider.end_session(id_token, state)))
    }

    fn logout_token<'a>(&'a self, token: &'a str) -> Later<'a, LoggedOutElsewhere, LogoutFailed> {
        Box::pin(core::future::ready(self.provider.logged_out(token)))
    }

    fn front_channel(&self, iss: &str, sid: &str) -> Result<String, TokenFlaw> {
        self.provider.front_channel(iss, sid)
    }

    fn check(&self) -> Later<'_, (), PartnerFault> {
        Box::pin(core::future::ready(self.provider.reach()))
    }
}

impl MachineSignIn for FakeHelseId {
    fn machine<'a>(
        &'a self,
        _audience: &'a str,
        call: ShownCall<'a>,
    ) -> Later<'a, Machine, NotShown> {
        let machines = self.machines.lock().unwrap_or_else(PoisonError::into_inner);
        let known = machines.get(call.token).cloned();
        let shown = known
            .map(|machine| Machine { proof_id: call.proof.to_owned(), ..machine })
            .ok_or(NotShown::Token(TokenFlaw::Signature));
        Box::pin(core::future::ready(shown))
    }
}
