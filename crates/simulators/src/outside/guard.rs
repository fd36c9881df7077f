//! Who may ask the population register: bearers of HelseID's tokens, who prove
//! that they are theirs.

use axum::http::{HeaderMap, StatusCode};
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{JwkSet, ThumbprintHash};
use serde_json::Value;

use super::hall::Hall;
use super::settings::PersonGuard;
use crate::oidc::jwt;

/// How old a proof may be, and how far ahead.
const PROOF_SECONDS: i64 = 10;

/// What a bearer may see.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sight {
    /// All.
    Full,
    /// All but addresses that are protected.
    Restricted,
}

/// How the register knows who asks.
pub(super) struct Guard(PersonGuard);

impl Guard {
    pub(super) const fn new(told: PersonGuard) -> Self {
        Self(told)
    }

    /// What the bearer of this call may see.
    pub(super) async fn let_in(
        &self,
        hall: &Hall,
        headers: &HeaderMap,
        (method, address): (&str, &str),
    ) -> Result<Sight, StatusCode> {
        let token = header(headers, "authorization").and_then(|held| held.strip_prefix("DPoP "));
        let proof = header(headers, "dpop");
        let (Some(token), Some(proof)) = (token, proof) else {
            return Err(StatusCode::UNAUTHORIZED);
        };
        let claims = self.claims(hall, token).await.ok_or(StatusCode::UNAUTHORIZED)?;
        let now = hall.now();
        let is_good = claims["iss"].as_str() == Some(&self.0.issuer)
            && claims["aud"].as_str() == Some(&self.0.audience)
            && claims["exp"].as_i64().is_some_and(|exp| now < exp);
        let thumbprint = claims["cnf"]["jkt"].as_str().unwrap_or_default();
        let is_theirs = proves(proof, thumbprint, (method, address, token), now);
        if !is_good || !is_theirs {
            return Err(StatusCode::UNAUTHORIZED);
        }
        let has = |scope: &str| match &claims["scope"] {
            Value::Array(all) => all.iter().any(|held| held.as_str() == Some(scope)),
            Value::String(text) => text.split(' ').any(|held| held == scope),
            _ => false,
        };
        if has(&self.0.full_scope) {
            Ok(Sight::Full)
        } else if has(&self.0.restricted_scope) {
            Ok(Sight::Restricted)
        } else {
            Err(StatusCode::FORBIDDEN)
        }
    }

    /// The claims of a token, when one of the issuer's keys has signed it.
    async fn claims(&self, hall: &Hall, token: &str) -> Option<Value> {
        let header = jsonwebtoken::decode_header(token).ok()?;
        let keys = hall.out.get(&self.0.jwks_url).send().await.ok()?;
        let keys: JwkSet = keys.json().await.ok()?;
        let key = DecodingKey::from_jwk(keys.find(&header.kid?)?).ok()?;
        jwt::verified_claims(token, &key, header.alg)
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn proves(
    proof: &str,
    thumbprint: &str,
    (method, address, token): (&str, &str, &str),
    now: i64,
) -> bool {
    let read = || {
        let header = jsonwebtoken::decode_header(proof).ok()?;
        let jwk = header.jwk.filter(|_| header.typ.as_deref() == Some("dpop+jwt"))?;
        let key = DecodingKey::from_jwk(&jwk).ok()?;
        let claims = jwt::verified_claims(proof, &key, header.alg)?;
        Some((jwk.thumbprint(ThumbprintHash::SHA256).ok()?, claims))
    };
    read().is_some_and(|(made_by, claims)| {
        made_by == thumbprint
            && claims["htm"].as_str() == Some(method)
            && claims["htu"].as_str() == Some(address)
            && claims["ath"].as_str() == Some(&jwt::sha256(token))
            && claims["iat"].as_i64().is_some_and(|iat| (now - iat).abs() <= PROOF_SECONDS)
    })
}
