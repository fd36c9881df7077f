//! DPoP-bound tokens and userinfo.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::claims;
use super::dpop::{self, Bound, Proof};
use super::machines::{self, CLIENT_CREDENTIALS};
use super::server::{Helseid, Office};
use crate::Fault;
use crate::oidc::answers::{Refusal, json_answer, with_header};
use crate::oidc::form::Form;
use crate::oidc::{Desk, Grant};

/// The `typ` of an access token.
pub(super) const ACCESS_TOKEN: &str = "at+jwt";
const ACCESS_TOKEN_SECONDS: i64 = 60;
const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// The client is authenticated first, so that its assertion is spent also when
/// the answer only asks for a nonce; the code is not.
pub(super) async fn token(
    State(helseid): State<Helseid>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let office = &helseid.0;
    let desk = &office.desk;
    let form = Form::from_body(&headers, &body)?;
    let client = desk.authenticate(&headers, &form)?;
    let here = ("POST", desk.rules.paths.token);
    let proof = dpop::check(desk, &headers, here, Bound::Unbound)?;
    if !proof.nonce.as_deref().is_some_and(|nonce| dpop::is_ours(desk, nonce)) {
        let ask = Refusal::new("use_dpop_nonce", "the proof must carry the nonce of DPoP-Nonce");
        return Ok(with_header(ask.into_response(), DPOP_NONCE, &dpop::new_nonce(desk)));
    }
    if form.required("grant_type")? == CLIENT_CREDENTIALS {
        return machines::answer(office, client, &form, &proof);
    }
    let grant = desk.redeem(client, &form)?;
    answer(office, grant, &proof)
}

fn answer(office: &Office, mut grant: Grant, proof: &Proof) -> Result<Response, Refusal> {
    let desk = &office.desk;
    let own = claims::about(office, &grant);
    let access_token = access_token(office, &mut grant, proof)?;
    let id_token = desk.id_token(&grant, own)?;
    let body = json!({
        "access_token": access_token,
        "id_token": id_token,
        "token_type": token_type(desk),
        "expires_in": ACCESS_TOKEN_SECONDS,
        "scope": grant.scopes.join(" "),
    });
    Ok(json_answer(StatusCode::OK, body))
}

/// DPoP, unless the fault says otherwise.
pub(super) fn token_type(desk: &Desk) -> &'static str {
    if desk.faults.strikes(Fault::WrongTokenType) { "Bearer" } else { "DPoP" }
}

fn access_token(office: &Office, grant: &mut Grant, proof: &Proof) -> Result<String, Refusal> {
    let desk = &office.desk;
    let mut audience = grant.resources.clone();
    audience.push(desk.issuer.clone());
    let now = desk.now();
    let jti = desk.random();
    let claims = json!({
        "iss": desk.issuer,
        "aud": audience,
        "sub": desk.subject(&grant.client_id, &grant.account),
        "client_id": grant.client_id,
        "scope": grant.scopes,
        "sid": grant.sid,
        "cnf": {"jkt": proof.thumbprint},
        "iat": now,
        "nbf": now,
        "exp": now + ACCESS_TOKEN_SECONDS,
        "jti": jti,
    });
    let token = desk.sign(ACCESS_TOKEN, &claims)?;
    grant.expires_at = now + ACCESS_TOKEN_SECONDS;
    desk.remembering(|memory| memory.access.insert(jti, grant.clone()));
    Ok(token)
}

/// Userinfo asks for the token under the DPoP scheme and a fresh proof bound to
/// it.
pub(super) async fn userinfo(
    State(helseid): State<Helseid>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let office = &helseid.0;
    let desk = &office.desk;
    let line = headers.get(header::AUTHORIZATION).and_then(|line| line.to_str().ok());
    let token = line.and_then(|line| line.strip_prefix("DPoP ")).ok_or_else(no_token)?;
    let signed = desk.with_keys(|keys| keys.read_own(ACCESS_TOKEN, token)).ok_or_else(no_token)?;
    let here = ("GET", desk.rules.paths.userinfo);
    let proof = dpop::check(desk, &headers, here, Bound::To(token))
        .map_err(|refusal| Refusal::unauthorized(refusal.error, refusal.description))?;
    if signed["cnf"]["jkt"].as_str() != Some(&proof.thumbprint) {
        return Err(Refusal::unauthorized("invalid_token", "the token is bound to another key"));
    }
    let grant = granted(office, &signed).ok_or_else(no_token)?;
    let mut claims = claims::about(office, &grant);
    if desk.faults.strikes(Fault::MissingPid) {
        claims.retain(|name, _| !name.ends_with("/pid"));
    }
    claims.insert("sub".into(), json!(desk.subject(&grant.client_id, &grant.account)));
    Ok(json_answer(StatusCode::OK, Value::Object(claims)))
}

fn granted(office: &Office, signed: &Value) -> Option<Grant> {
    let now = office.desk.now();
    let jti = signed["jti"].as_str()?;
    let held = office.desk.remembering(|memory| memory.access.get(jti).cloned())?;
    (held.expires_at > now).then_some(held)
}

fn no_token() -> Refusal {
    Refusal::unauthorized("invalid_token", "a living access token under the DPoP scheme is wanted")
}
