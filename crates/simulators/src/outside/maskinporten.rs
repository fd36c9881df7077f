//! Maskinporten: a grant is taken to the letter, and a token given for it.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Value, json};

use super::faults::Party;
use super::hall::{Given, Hall};
use super::settings::GrantClient;
use crate::oidc::answers::{Refusal, json_answer};
use crate::oidc::form::Form;
use crate::oidc::jwt;

const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";

/// How long a token lives.
const TOKEN_SECONDS: i64 = 599;

/// How far a grant's time may be from ours.
const SKEW_SECONDS: i64 = 10;

/// How long a grant may live.
const GRANT_SECONDS: i64 = 120;

const ALGORITHMS: [Algorithm; 3] = [Algorithm::RS256, Algorithm::RS384, Algorithm::RS512];

pub(super) async fn metadata(State(hall): State<Arc<Hall>>) -> Response {
    let issuer = &hall.issuer;
    let body = json!({"issuer": issuer, "token_endpoint": format!("{issuer}token")});
    json_answer(StatusCode::OK, body)
}

pub(super) async fn token(
    State(hall): State<Arc<Hall>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let weather = hall.weather(Party::Maskinporten);
    weather.wait().await;
    if let Some(refusal) = weather.refusal() {
        return refusal;
    }
    match given(&hall, &headers, &body) {
        Ok(answer) => json_answer(StatusCode::OK, answer),
        Err(refusal) => refusal.into_response(),
    }
}

fn given(hall: &Hall, headers: &HeaderMap, body: &[u8]) -> Result<Value, Refusal> {
    let form = Form::from_body(headers, body)?;
    form.allow(&["grant_type", "assertion"], &[])?;
    if form.required("grant_type")? != GRANT {
        return Err(Refusal::new("unsupported_grant_type", "only a JWT is taken here"));
    }
    let (client, claims) = verified(hall, form.required("assertion")?)?;
    times(&claims, hall.now())?;
    let jti = claims["jti"].as_str().filter(|jti| !jti.is_empty());
    let jti = jti.ok_or_else(|| bad("MP-011: jti is missing"))?;
    let is_new = hall.with(|world| {
        let is_new = !world.grants.contains(jti);
        world.grants.insert(jti.to_owned(), ());
        is_new
    });
    if !is_new {
        return Err(bad("MP-012: the grant has been used"));
    }
    let wanted = claims["scope"].as_str().filter(|scope| !scope.is_empty());
    let wanted = wanted.ok_or_else(|| bad("MP-011: scope is missing"))?;
    let scopes: Vec<String> = wanted.split(' ').map(str::to_owned).collect();
    if scopes.iter().any(|scope| !client.scopes.contains(scope)) {
        return Err(Refusal::new("invalid_scope", "MP-200: the client does not have the scope"));
    }
    signed(hall, client, (scopes, wanted), &claims["resource"])
}

fn signed(
    hall: &Hall,
    client: &GrantClient,
    (scopes, wanted): (Vec<String>, &str),
    resource: &Value,
) -> Result<Value, Refusal> {
    let now = hall.now();
    let mut claims = json!({
        "iss": hall.issuer, "client_id": client.client_id, "client_amr": "private_key_jwt",
        "scope": wanted, "token_type": "Bearer", "iat": now, "exp": now + TOKEN_SECONDS,
        "jti": hall.random(), "consumer": {"authority": "iso6523-actorid-upis", "ID": "0192:310000086"},
    });
    if let Value::Array(_) = resource {
        claims["aud"] = resource.clone();
    }
    let token = hall.key.sign("JWT", &claims)?;
    hall.with(|world| {
        world.tokens.insert(token.clone(), Given { scopes, ends: now + TOKEN_SECONDS });
        world.seen.tokens += 1;
    });
    Ok(json!({
        "access_token": token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "scope": wanted,
    }))
}

fn verified<'a>(hall: &'a Hall, grant: &str) -> Result<(&'a GrantClient, Value), Refusal> {
    let header = jsonwebtoken::decode_header(grant).map_err(|_| bad("MP-011: not a JWT"))?;
    if !ALGORITHMS.contains(&header.alg) {
        return Err(bad("MP-124: alg must be RS256, RS384 or RS512"));
    }
    let kid = header.kid.ok_or_else(|| bad("MP-011: kid is missing"))?;
    let held = hall.clients.iter().find_map(|client| {
        let key = client.keys.iter().find(|key| key.common.key_id.as_ref() == Some(&kid))?;
        Some((client, key))
    });
    let (client, key) =
        held.ok_or_else(|| Refusal::invalid_client("MP-100: the key is nobody's"))?;
    let key = DecodingKey::from_jwk(key).map_err(|_| bad("MP-124: the key cannot be used"))?;
    let claims = jwt::verified_claims(grant, &key, header.alg)
        .ok_or_else(|| bad("MP-124: the signature does not hold"))?;
    if claims["iss"].as_str() != Some(&client.client_id) {
        return Err(Refusal::invalid_client("MP-100: iss is not the client"));
    }
    if claims["aud"].as_str() != Some(&hall.issuer) {
        return Err(bad("MP-110: aud is not the issuer, with the slash it ends in"));
    }
    Ok((client, claims))
}

fn times(claims: &Value, now: i64) -> Result<(), Refusal> {
    let (Some(iat), Some(exp)) = (claims["iat"].as_i64(), claims["exp"].as_i64()) else {
        return Err(bad("MP-011: iat or exp is missing"));
    };
    if (iat - now).abs() > SKEW_SECONDS {
        return Err(bad("MP-011: iat is not now"));
    }
    if exp <= now || exp > iat + GRANT_SECONDS {
        return Err(bad("MP-130: exp has passed or is too far away"));
    }
    Ok(())
}

fn bad(description: &str) -> Refusal {
    Refusal::invalid_grant(description)
}

/// Whether a bearer may have what one of these scopes gives.
pub(super) fn let_in(hall: &Hall, headers: &HeaderMap, scopes: &[&str]) -> Result<(), StatusCode> {
    let bearer = headers.get("authorization").and_then(|value| value.to_str().ok());
    let token = bearer.and_then(|bearer| bearer.strip_prefix("Bearer "));
    let now = hall.now();
    hall.with(|world| {
        let given = token.and_then(|token| world.tokens.get(token));
        let given = given.filter(|given| now < given.ends).ok_or(StatusCode::UNAUTHORIZED)?;
        let has_one = scopes.iter().any(|scope| given.scopes.iter().any(|held| held == scope));
        if has_one { Ok(()) } else { Err(StatusCode::FORBIDDEN) }
    })
}
