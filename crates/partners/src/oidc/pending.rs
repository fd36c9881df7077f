//! A sign-in between the way out and the way back.

use core::fmt;
use core::time::Duration;

use helsebro_domain::ids::Dice;
use helsebro_domain::time::Instant;
use url::Url;

use super::pkce::random_text;
use super::refused::SignInRefused;

/// How long a person may use at the sign-in page.
pub const SIGN_IN_WITHIN: Duration = Duration::from_secs(20 * 60);

/// A sign-in that has begun. Send the person to `url` and keep `pending` for her browser.
#[derive(Debug)]
pub struct Begun {
    /// Where the person signs in; holds no secret.
    pub url: Url,
    /// What is needed when she comes back.
    pub pending: Pending,
}

/// What is remembered of one sign-in until the person comes back. It belongs to
/// one browser and is used once; the caller forgets it when it is used.
#[derive(Clone, PartialEq, Eq)]
pub struct Pending {
    /// Ties the answer to this browser.
    pub state: String,
    /// Ties the token to this sign-in.
    pub nonce: String,
    /// Proves that who exchanges the code is who began.
    pub verifier: String,
    /// When it began.
    pub begun_at: Instant,
}

/// Bytes of chance in each of state, nonce and verifier.
const CHANCE_BYTES: usize = 32;

/// Longest stored text that is read.
const STORED_MAX: usize = 512;

const STORED_VERSION: &str = "1";

impl Pending {
    pub(crate) fn begin(now: Instant, dice: &dyn Dice) -> Self {
        let text = || random_text(dice, CHANCE_BYTES);
        Self { state: text(), nonce: text(), verifier: text(), begun_at: now }
    }

    /// Two texts to store: a key to find it by (the state), and the rest. The
    /// rest is secret and belongs in an encrypted cookie or a row on the server.
    pub fn to_stored(&self) -> (String, String) {
        let begun_at = self.begun_at.micros();
        let rest = format!("{STORED_VERSION}.{begun_at}.{}.{}", self.nonce, self.verifier);
        (self.state.clone(), rest)
    }

    /// Reads what [`Self::to_stored`] gave; nothing when it is not that.
    pub fn from_stored(state: &str, rest: &str) -> Option<Self> {
        if state.is_empty() || state.len() > STORED_MAX || rest.len() > STORED_MAX {
            return None;
        }
        let mut parts = rest.split('.');
        let version = parts.next()?;
        let begun_at = Instant::from_micros(parts.next()?.parse().ok()?);
        let (nonce, verifier) = (parts.next()?, parts.next()?);
        let whole = parts.next().is_none() && !nonce.is_empty() && !verifier.is_empty();
        (version == STORED_VERSION && whole).then(|| Self {
            state: state.to_owned(),
            nonce: nonce.to_owned(),
            verifier: verifier.to_owned(),
            begun_at,
        })
    }

    /// Whether the answer belongs to this sign-in, came from the one that was
    /// asked and came in time; then its code or its error.
    pub(crate) fn accept<'c>(
        &self,
        callback: &'c Callback,
        issuer: &str,
        now: Instant,
    ) -> Result<Returned<'c>, SignInRefused> {
        if !same(callback.state.as_deref().unwrap_or_default(), &self.state) {
            return Err(SignInRefused::WrongState);
        }
        if callback.iss.as_deref() != Some(issuer) {
            return Err(SignInRefused::WrongIssuer);
        }
        if now.since(self.begun_at) > SIGN_IN_WITHIN {
            return Err(SignInRefused::TooLate);
        }
        match (callback.error.as_deref(), callback.code.as_deref()) {
            (Some("access_denied"), _) => Err(SignInRefused::Cancelled),
            (Some(error), _) => Ok(Returned::Error(error)),
            (None, Some(code)) if !code.is_empty() && code.len() <= CODE_MAX => {
                Ok(Returned::Code(code))
            }
            (None, _) => Err(SignInRefused::NoCode),
        }
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pending").field("begun_at", &self.begun_at).finish_non_exhaustive()
    }
}

/// The query that a person brings back from the sign-in page.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Callback {
    /// To be exchanged for tokens.
    pub code: Option<String>,
    /// Which sign-in it answers.
    pub state: Option<String>,
    /// Who answers (RFC 9207).
    pub iss: Option<String>,
    /// Why there is no code.
    pub error: Option<String>,
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = |field: &Option<String>| if field.is_some() { "given" } else { "missing" };
        f.debug_struct("Callback")
            .field("code", &given(&self.code))
            .field("state", &given(&self.state))
            .field("iss", &given(&self.iss))
            .field("error", &given(&self.error))
            .finish()
    }
}

/// What a person came back with.
#[derive(PartialEq, Eq)]
pub(crate) enum Returned<'c> {
    Code(&'c str),
    Error(&'c str),
}

/// Longest code that is sent on.
const CODE_MAX: usize = 4096;

fn same(given: &str, ours: &str) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(given.as_bytes(), ours.as_bytes()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending() -> Pending {
        Pending {
            state: "st".to_owned(),
            nonce: "no-_".to_owned(),
            verifier: "ve".to_owned(),
            begun_at: Instant::from_micros(1_000_000),
        }
    }

    fn callback(code: &str) -> Callback {
        Callback {
            code: Some(code.to_owned()),
            state: Some("st".to_owned()),
            iss: Some("https://issuer".to_owned()),
            error: None,
        }
    }

    fn accept(callback: &Callback, after: Duration) -> Result<(), SignInRefused> {
        let pending = pending();
        let now = pending.begun_at.plus(after);
        pending.accept(callback, "https://issuer", now).map(|_| ())
    }

    #[test]
    fn what_is_stored_reads_back_and_nothing_else_does() {
        let (state, rest) = pending().to_stored();
        assert_eq!(Pending::from_stored(&state, &rest), Some(pending()));
        for rest in ["", "1.5.a", "1.5.a.b.c", "2.5.a.b", "1.x.a.b", "1.5..b", "1.5.a."] {
            assert_eq!(Pending::from_stored("st", rest), None, "{rest}");
        }
        assert_eq!(Pending::from_stored("", "1.5.a.b"), None);
        assert_eq!(Pending::from_stored("st", &format!("1.5.a.{}", "b".repeat(600))), None);
    }

    #[test]
    fn an_answer_is_taken_only_with_our_state_from_our_issuer_and_in_time() {
        assert_eq!(accept(&callback("c"), SIGN_IN_WITHIN), Ok(()));
        let late = SIGN_IN_WITHIN + Duration::from_micros(1);
        assert_eq!(accept(&callback("c"), late), Err(SignInRefused::TooLate));
        for state in [None, Some(String::new()), Some("sT".to_owned()), Some("stt".to_owned())] {
            let wrong = Callback { state, ..callback("c") };
            assert_eq!(accept(&wrong, Duration::ZERO), Err(SignInRefused::WrongState));
        }
        for iss in [None, Some("https://issuer/".to_owned()), Some("https://other".to_owned())] {
            let wrong = Callback { iss, ..callback("c") };
            assert_eq!(accept(&wrong, Duration::ZERO), Err(SignInRefused::WrongIssuer));
        }
    }

    #[test]
    fn an_answer_without_a_usable_code_is_refused() {
        for code in [String::new(), "c".repeat(CODE_MAX + 1)] {
            assert_eq!(accept(&callback(&code), Duration::ZERO), Err(SignInRefused::NoCode));
        }
        let none = Callback { code: None, ..callback("c") };
        assert_eq!(accept(&none, Duration::ZERO), Err(SignInRefused::NoCode));
        let cancelled = Callback { error: Some("access_denied".to_owned()), ..callback("c") };
        assert_eq!(accept(&cancelled, Duration::ZERO), Err(SignInRefused::Cancelled));
    }

    #[test]
    fn neither_a_pending_sign_in_nor_an_answer_prints_its_secrets() {
        let shown = format!("{:?} {:?}", pending(), callback("hidden-code"));
        for secret in ["hidden-code", "no-_", "\"ve\"", "\"st\""] {
            assert!(!shown.contains(secret), "{secret}");
        }
    }
}
