//! Staff sign in (HelseID).
//!
//! What we ask: send this health worker to sign in at level 4, and tell us who
//! she is, her number in the register of health personnel and which
//! organisation she comes from. Which unit she may work for is not here: that
//! is an authorisation of ours.

mod access;
mod bound;
mod client;
mod fake;

use core::fmt;

use helsebro_domain::time::Instant;
use secrecy::SecretString;

pub use access::MachineSignIn;
pub use bound::{BoundToken, BoundTokens, HelseIdMachine};
pub use client::HelseId;
pub use fake::FakeHelseId;

use crate::faults::PartnerFault;
use crate::oidc::{
    Begun, Callback, EndSession, Later, LoggedOutElsewhere, LogoutFailed, Pending, SignInFailed,
    SignInRequest, TokenFlaw,
};

/// Where staff sign in.
pub trait StaffSignIn: Send + Sync {
    /// Begins a sign-in: where to send the person, and what to keep until she is back.
    fn begin(&self, request: SignInRequest) -> Later<'_, Begun, PartnerFault>;

    /// Ends a sign-in with what the person brought back. The caller has found
    /// `pending` by the browser that began, and forgets it whatever the outcome.
    fn finish<'a>(
        &'a self,
        pending: &'a Pending,
        callback: &'a Callback,
    ) -> Later<'a, StaffSignedIn, SignInFailed>;

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

/// A member of staff who has signed in at level 4.
#[derive(Clone)]
pub struct StaffSignedIn {
    /// Her identity number, eleven digits, not checked further.
    pub pid: String,
    /// Her number in the register of health personnel, if she has one.
    pub hpr: Option<String>,
    /// Her name.
    pub name: Option<String>,
    /// The legal entity: which municipality.
    pub orgnr_parent: Option<String>,
    /// The part of it: which service.
    pub orgnr_child: Option<String>,
    /// The partner's name for the session.
    pub sid: Option<String>,
    /// To be shown when she signs out.
    pub id_token: SecretString,
    /// When she proved who she is; may be before this sign-in.
    pub auth_time: Option<Instant>,
}

impl fmt::Debug for StaffSignedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StaffSignedIn")
            .field("orgnr_parent", &self.orgnr_parent)
            .field("orgnr_child", &self.orgnr_child)
            .finish_non_exhaustive()
    }
}
