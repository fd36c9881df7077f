//! Tokens and userinfo.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::server::{Idporten, Office};
use crate::Fault;
use crate::oidc::Grant;
use crate::oidc::answers::{Refusal, json_answer};
use crate::oidc::form::Form;

const ACCESS_TOKEN_SECONDS: i64 = 120;

pub(super) async fn token(
    State(idporten): State<Idporten>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let office = &idporten.0;
    let form = Form::from_body(&headers, &body)?;
    let client = office.desk.authenticate(&headers, &form)?;
    let mut grant = office.desk.redeem(client, &form)?;
    let id_token = office.desk.id_token(&grant, own_claims(office, &grant))?;
    let scope = grant.scopes.join(" ");
    // The access token is by reference, which the contract allows.
    let access_token = office.desk.random();
    grant.expires_at = office.desk.now() + ACCESS_TOKEN_SECONDS;
    office.desk.remembering(|memory| memory.access.insert(access_token.clone(), grant));
    let body = json!({
        "access_token": access_token,
        "id_token": id_token,
        "token_type": "Bearer",
        "expires_in": ACCESS_TOKEN_SECONDS,
        "scope": scope,
    });
    Ok(json_answer(StatusCode::OK, body))
}

pub(super) async fn userinfo(
    State(idporten): State<Idporten>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let office = &idporten.0;
    let line = headers.get(header::AUTHORIZATION).and_then(|line| line.to_str().ok());
    let token = line.and_then(|line| line.strip_prefix("Bearer ")).unwrap_or_default();
    let now = office.desk.now();
    let grant = office
        .desk
        .remembering(|memory| memory.access.get(token).cloned())
        .filter(|grant| grant.expires_at > now)
        .ok_or_else(|| Refusal::unauthorized("invalid_token", "the access token will not do"))?;
    let mut claims = Map::new();
    claims.insert("sub".into(), json!(office.desk.subject(&grant.client_id, &grant.account)));
    claims.insert("locale".into(), json!(grant.locale));
    if let Some(pid) = pid(office, &grant)
        && !office.desk.faults.strikes(Fault::MissingPid)
    {
        claims.insert("pid".into(), json!(pid));
    }
    Ok(json_answer(StatusCode::OK, Value::Object(claims)))
}

fn own_claims(office: &Office, grant: &Grant) -> Map<String, Value> {
    let mut claims = Map::new();
    claims.insert("acr".into(), json!(office.desk.told_level(&grant.level)));
    claims.insert("amr".into(), json!(["TestID"]));
    claims.insert("locale".into(), json!(grant.locale));
    if let Some(pid) = pid(office, grant) {
        claims.insert("pid".into(), json!(pid));
    }
    claims
}

fn pid<'a>(office: &'a Office, grant: &Grant) -> Option<&'a str> {
    let person = office.persons.iter().find(|person| person.key == grant.account)?;
    person.pid.as_deref()
}
