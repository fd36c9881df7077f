//! Citizens sign in (ID-porten).
//!
//! What we ask: send this person to sign in at the highest level, and tell us
//! her identity number when she comes back; tell us when she signs out
//! elsewhere; take her out when she signs out here. Sessions, replays and what
//! a person may do are not here.

mod client;
mod fake;

use core::fmt;

use helsebro_domain::time::Instant;
use secrecy::SecretString;

pub use client::IdPorten;
pub use fake::FakeIdPorten;

use crate::faults::PartnerFault;
use crate::oidc::{
    Begun, Callback, EndSession, Later, LoggedOutElsewhere, LogoutFailed, Pending, SignInFailed,
    SignInRequest, TokenFlaw,
};

/// Where citizens sign in (S1-2.1-c).
pub trait CitizenSignIn: Send + Sync {
    /// Begins a sign-in: where to send the person, and what to keep until she is back.
    fn begin(&self, request: SignInRequest) -> Later<'_, Begun, PartnerFault>;

    /// Ends a sign-in with what the person brought back. The caller has found
    /// `pending` by the browser that began, and forgets it whatever the outcome.
    fn finish<'a>(
        &'a self,
        pending: &'a Pending,
        callback: &'a Callback,
    ) -> Later<'a, CitizenSignedIn, SignInFailed>;

    /// How the browser signs out there too. `state` comes back with it.
    fn end_session<'a>(
        &'a self,
        id_token: &'a SecretString,
        state: &'a str,
    ) -> Later<'a, EndSession, PartnerFault>;

    /// Reads the partner's word that a session has ended elsewhere. Whether the
    /// word was heard before is the caller's to know, by its `jti`.
    fn logout_token<'a>(&'a self, token: &'a str) -> Later<'a, LoggedOutElsewhere, LogoutFailed>;

    /// The session that a browser was sent to end, when the right issuer sent it.
    fn front_channel(&self, iss: &str, sid: &str) -> Result<String, TokenFlaw>;

    /// Asks whether the partner answers now, whatever is remembered of it.
    fn check(&self) -> Later<'_, (), PartnerFault>;
}

/// A citizen who has signed in at the highest level.
#[derive(Clone)]
pub struct CitizenSignedIn {
    /// Her identity number, eleven digits, not checked further.
    pub pid: String,
    /// The level as the partner names it.
    pub acr: String,
    /// The partner's name for the session; there only when logout is registered.
    pub sid: Option<String>,
    /// To be shown when she signs out.
    pub id_token: SecretString,
    /// When she proved who she is; may be before this sign-in.
    pub auth_time: Option<Instant>,
    /// The language that she chose there.
    pub locale: Option<String>,
}

impl fmt::Debug for CitizenSignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CitizenSignedIn").field("acr", &self.acr).finish_non_exhaustive()
    }
}
