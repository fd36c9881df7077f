//! The negative switches: what a stand-in does wrong on purpose.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

/// How long a slow answer is held back at most, when nobody clears the fault.
const SLOW_ANSWER_LIMIT: Duration = Duration::from_secs(60);

/// One thing the stand-in does wrong, or one thing that goes wrong for the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The user comes back with one level lower than was picked (`acr`, or
    /// HelseID's security level "3").
    LowerLevel,
    /// The identity number is left out of tokens and userinfo.
    MissingPid,
    /// The health personnel number is left out (HelseID).
    MissingHprNumber,
    /// `iss` of the authorization response names another issuer.
    WrongIssInResponse,
    /// `iss` is left out of the authorization response.
    MissingIssInResponse,
    /// `state` of the authorization response is another one.
    WrongStateInResponse,
    /// `iss` of the id token names another issuer.
    IdTokenWrongIss,
    /// `aud` of the id token names another client.
    IdTokenWrongAud,
    /// `nonce` of the id token is another one.
    IdTokenWrongNonce,
    /// The id token has expired when it is handed out.
    IdTokenExpired,
    /// The signature of the id token does not hold.
    IdTokenWrongSignature,
    /// The id token is unsigned, with `alg` "none".
    IdTokenUnsigned,
    /// The code handed out has already been used.
    SpentCode,
    /// The code handed out has already expired.
    ExpiredCode,
    /// The signing key is replaced just before the next id token.
    RotatedKeys,
    /// Times in issued tokens stand ten minutes ahead.
    ClockAhead,
    /// Times in issued tokens stand ten minutes behind.
    ClockBehind,
    /// The user says no: `error=access_denied`.
    AccessDenied,
    /// The token answer says `token_type` Bearer (HelseID).
    WrongTokenType,
    /// The signature of the logout token does not hold.
    LogoutBadSignature,
    /// The logout token has expired when it is sent.
    LogoutExpired,
    /// The logout token is sent twice with one `jti`.
    LogoutReplayed,
    /// The logout token names a session nobody has.
    LogoutUnknownSid,
    /// Answers are held back until the fault is cleared, at most a minute.
    Slow,
    /// Every answer is 503.
    Down,
}

/// How long a fault stays on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lasting {
    /// It strikes once and is gone.
    Once,
    /// It strikes every time until someone clears it.
    UntilCleared,
}

/// The switches of one stand-in; a clone works the same switches.
#[derive(Clone, Default)]
pub struct Faults(Arc<Switches>);

#[derive(Default)]
struct Switches {
    on: Mutex<BTreeMap<Fault, Lasting>>,
    changed: Notify,
}

impl Faults {
    /// Turns a fault on.
    pub fn turn_on(&self, fault: Fault, lasting: Lasting) {
        self.locked(|on| on.insert(fault, lasting));
    }

    /// Turns a fault off; answers held back by it go out.
    pub fn turn_off(&self, fault: Fault) {
        self.locked(|on| on.remove(&fault));
        self.0.changed.notify_waiters();
    }

    /// Turns every fault off; answers held back go out.
    pub fn clear(&self) {
        self.locked(BTreeMap::clear);
        self.0.changed.notify_waiters();
    }

    /// The faults that are on.
    pub fn on(&self) -> BTreeMap<Fault, Lasting> {
        self.locked(|on| on.clone())
    }

    /// Whether the fault strikes now; a fault that lasts once is spent by this.
    pub(crate) fn strikes(&self, fault: Fault) -> bool {
        self.locked(|on| match on.get(&fault) {
            Some(Lasting::Once) => on.remove(&fault).is_some(),
            Some(Lasting::UntilCleared) => true,
            None => false,
        })
    }

    /// Holds back the answer if the stand-in is slow.
    pub(crate) async fn wait_if_slow(&self) {
        let changed = self.0.changed.notified();
        tokio::pin!(changed);
        changed.as_mut().enable();
        if self.strikes(Fault::Slow) {
            let _ = tokio::time::timeout(SLOW_ANSWER_LIMIT, changed).await;
        }
    }

    fn locked<T>(&self, act: impl FnOnce(&mut BTreeMap<Fault, Lasting>) -> T) -> T {
        act(&mut self.0.on.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
