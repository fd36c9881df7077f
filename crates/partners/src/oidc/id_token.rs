//! Whether a verified token says who signed in, here and now.

use core::time::Duration;

use helsebro_domain::time::Instant;

use super::issuer::Issuer;
use super::refused::TokenFlaw;
use super::signed::Claims;

/// How far the partner's clock and ours may be apart.
pub(crate) const SKEW: Duration = Duration::from_secs(30);

/// Checks issuer, audience, times and nonce.
pub(crate) fn check(
    claims: &Claims,
    issuer: &Issuer,
    client_id: &str,
    nonce: &str,
    now: Instant,
) -> Result<(), TokenFlaw> {
    check_names_and_times(claims, issuer, client_id, now)?;
    if claims.text("nonce") != Some(nonce) {
        return Err(TokenFlaw::Nonce);
    }
    Ok(())
}

/// What every token must fulfil: from the issuer, for us, issued and not over.
pub(crate) fn check_names_and_times(
    claims: &Claims,
    issuer: &Issuer,
    client_id: &str,
    now: Instant,
) -> Result<(), TokenFlaw> {
    if claims.text("iss") != Some(issuer.as_str()) {
        return Err(TokenFlaw::Issuer);
    }
    if !claims.is_for(client_id) {
        return Err(TokenFlaw::Audience);
    }
    let earliest = now.minus(SKEW).seconds();
    let latest = now.plus(SKEW).seconds();
    let expires = claims.seconds("exp").ok_or(TokenFlaw::Malformed)?;
    let issued = claims.seconds("iat").ok_or(TokenFlaw::Malformed)?;
    if expires <= earliest {
        return Err(TokenFlaw::Expired);
    }
    if issued > latest || claims.seconds("nbf").is_some_and(|from| from > latest) {
        return Err(TokenFlaw::NotYet);
    }
    Ok(())
}

/// An instant that a claim names in seconds.
pub(crate) fn instant(seconds: i64) -> Instant {
    Instant::from_micros(seconds.saturating_mul(1_000_000))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const NOW: i64 = 1_801_555_200;

    fn good() -> Value {
        json!({"iss": "https://id.test", "aud": "us", "nonce": "n", "iat": NOW, "exp": NOW + 120})
    }

    fn verdict(name: &str, value: Value) -> Result<(), TokenFlaw> {
        let mut claims = good();
        claims[name] = value;
        let claims = Claims::received(claims.to_string().as_bytes()).unwrap();
        check(&claims, &Issuer::new("https://id.test").unwrap(), "us", "n", instant(NOW))
    }

    #[test]
    fn a_token_is_believed_only_with_every_claim_in_place() {
        assert_eq!(verdict("acr", json!("x")), Ok(()));
        for (name, value, flaw) in [
            ("iss", json!("https://id.test/"), TokenFlaw::Issuer),
            ("iss", Value::Null, TokenFlaw::Issuer),
            ("aud", json!("them"), TokenFlaw::Audience),
            ("nonce", json!("m"), TokenFlaw::Nonce),
            ("nonce", Value::Null, TokenFlaw::Nonce),
            ("exp", Value::Null, TokenFlaw::Malformed),
            ("exp", json!("soon"), TokenFlaw::Malformed),
            ("iat", Value::Null, TokenFlaw::Malformed),
        ] {
            assert_eq!(verdict(name, value), Err(flaw), "{name}");
        }
    }

    #[test]
    fn the_clocks_may_be_half_a_minute_apart_and_no_more() {
        for (name, seconds, outcome) in [
            ("exp", NOW - 29, Ok(())),
            ("exp", NOW - 30, Err(TokenFlaw::Expired)),
            ("iat", NOW + 30, Ok(())),
            ("iat", NOW + 31, Err(TokenFlaw::NotYet)),
            ("nbf", NOW + 30, Ok(())),
            ("nbf", NOW + 31, Err(TokenFlaw::NotYet)),
        ] {
            assert_eq!(verdict(name, json!(seconds)), outcome, "{name} {seconds}");
        }
    }
}
