//! A partner's word that a person has signed out elsewhere (back-channel logout).

use core::fmt;

use helsebro_domain::time::Instant;
use serde_json::Value;

use super::id_token::{SKEW, check_names_and_times, instant};
use super::issuer::Issuer;
use super::refused::TokenFlaw;
use super::signed::{Announced, Claims};

/// The header's `typ` of a logout token.
const TYP: &str = "logout+jwt";

/// The event that a logout token must tell.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Longest session name and token id that are taken.
pub(crate) const NAME_MAX: usize = 255;

/// A session that ended elsewhere. The caller ends its own with the same `sid`,
/// and remembers `jti` until `expires`, so that a replay is noticed.
#[derive(Clone, PartialEq, Eq)]
pub struct LoggedOutElsewhere {
    /// The partner's name for the session.
    pub sid: String,
    /// This message's own id.
    pub jti: String,
    /// After this the message is refused as expired, and `jti` may be forgotten.
    pub expires: Instant,
}

impl fmt::Debug for LoggedOutElsewhere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoggedOutElsewhere").field("expires", &self.expires).finish_non_exhaustive()
    }
}

/// Whether a token announces itself as a logout token, so that no other token
/// of the same issuer can be used as one.
pub(crate) fn check_type(announced: &Announced) -> Result<(), TokenFlaw> {
    match &announced.typ {
        Some(typ) if typ.eq_ignore_ascii_case(TYP) => Ok(()),
        _ => Err(TokenFlaw::Type),
    }
}

/// Checks a verified logout token and reads whose session it ends.
pub(crate) fn check(
    claims: &Claims,
    issuer: &Issuer,
    client_id: &str,
    now: Instant,
) -> Result<LoggedOutElsewhere, TokenFlaw> {
    check_names_and_times(claims, issuer, client_id, now)?;
    if !claims.object("events").and_then(|events| events.get(EVENT)).is_some_and(Value::is_object) {
        return Err(TokenFlaw::Event);
    }
    if claims.has("nonce") {
        return Err(TokenFlaw::Nonce);
    }
    let sid = named(claims, "sid").ok_or(TokenFlaw::Session)?;
    let jti = named(claims, "jti").ok_or(TokenFlaw::Malformed)?;
    let expires = claims.seconds("exp").ok_or(TokenFlaw::Malformed)?;
    Ok(LoggedOutElsewhere { sid, jti, expires: instant(expires).plus(SKEW) })
}

fn named(claims: &Claims, name: &str) -> Option<String> {
    claims.text(name).filter(|text| !text.is_empty() && text.len() <= NAME_MAX).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_801_555_200;

    fn good() -> Value {
        json!({
            "iss": "https://id.test", "aud": "us", "sub": "s", "iat": NOW, "exp": NOW + 300,
            "jti": "j1", "sid": "s1", "events": {EVENT: {}},
        })
    }

    fn verdict(claims: &Value) -> Result<LoggedOutElsewhere, TokenFlaw> {
        let claims = Claims::received(claims.to_string().as_bytes()).unwrap();
        check(&claims, &Issuer::new("https://id.test").unwrap(), "us", instant(NOW))
    }

    #[test]
    fn a_good_logout_token_names_the_session_and_when_it_may_be_forgotten() {
        let logged_out = verdict(&good()).unwrap();
        assert_eq!((logged_out.sid.as_str(), logged_out.jti.as_str()), ("s1", "j1"));
        assert_eq!(logged_out.expires, instant(NOW + 330));
    }

    #[test]
    fn a_logout_token_that_is_wrong_in_any_way_is_refused() {
        for (name, value, flaw) in [
            ("iss", json!("https://other"), TokenFlaw::Issuer),
            ("aud", json!("them"), TokenFlaw::Audience),
            ("exp", json!(NOW - 30), TokenFlaw::Expired),
            ("iat", json!(NOW + 31), TokenFlaw::NotYet),
            ("events", json!({}), TokenFlaw::Event),
            ("events", json!({EVENT: true}), TokenFlaw::Event),
            ("events", json!([EVENT]), TokenFlaw::Event),
            ("nonce", json!("n"), TokenFlaw::Nonce),
            ("nonce", Value::Null, TokenFlaw::Nonce),
            ("sid", Value::Null, TokenFlaw::Session),
            ("sid", json!("s".repeat(NAME_MAX + 1)), TokenFlaw::Session),
            ("jti", json!(""), TokenFlaw::Malformed),
        ] {
            let mut claims = good();
            claims[name] = value;
            assert_eq!(verdict(&claims), Err(flaw), "{name}");
        }
    }

    #[test]
    fn only_a_token_that_calls_itself_a_logout_token_is_one() {
        let typed = |typ: Option<&str>| {
            check_type(&Announced {
                algorithm: jsonwebtoken::Algorithm::RS256,
                kid: String::new(),
                typ: typ.map(str::to_owned),
            })
        };
        assert_eq!(typed(Some("logout+jwt")), Ok(()));
        assert_eq!(typed(Some("LOGOUT+JWT")), Ok(()));
        for typ in [None, Some("JWT"), Some("at+jwt")] {
            assert_eq!(typed(typ), Err(TokenFlaw::Type));
        }
    }
}
