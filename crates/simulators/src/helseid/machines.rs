//! Clients that act for themselves: a journal system fetching messages at night
//! has nobody signed in. They are registered apart from the clients of sign-in,
//! which have no way to this grant.

use axum::http::StatusCode;
use axum::response::Response;
use jsonwebtoken::jwk::Jwk;
use serde_json::{Value, json};

use super::claims::of_client;
use super::dpop::Proof;
use super::server::Office;
use super::settings::Organisation;
use super::tokens::{ACCESS_TOKEN, token_type};
use crate::oidc::answers::{Refusal, json_answer};
use crate::oidc::form::Form;
use crate::oidc::pushed::AUTHENTICATION;
use crate::{Client, SimulatorError};

/// How this grant is asked for.
pub(super) const CLIENT_CREDENTIALS: &str = "client_credentials";
/// How long a machine's access token lives.
const TOKEN_SECONDS: i64 = 600;
const SCOPES_PER_CLIENT_LIMIT: usize = 20;

/// A client without a person and without redirect URIs.
#[derive(Debug, Clone)]
pub struct MachineClient {
    /// The client's id; not one of the clients of sign-in.
    pub client_id: String,
    /// The client's public keys, each with a `kid`; one to five.
    pub keys: Vec<Jwk>,
    /// The organisation it is registered for.
    pub organisation: Organisation,
    /// What it may ask for; one to twenty.
    pub scopes: Vec<MachineScope>,
}

/// A scope and the audience that takes tokens with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MachineScope {
    /// The scope, as in `nhn:msh/api`.
    pub scope: String,
    /// The audience, as in `nhn:msh`.
    pub audience: String,
}

impl MachineClient {
    /// How the desk knows it: by its keys, and with nowhere to send a browser.
    pub(super) fn as_client(&self) -> Client {
        Client {
            client_id: self.client_id.clone(),
            keys: self.keys.clone(),
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            frontchannel_logout_uri: None,
            backchannel_logout_uri: None,
        }
    }
}

pub(super) fn check(machines: &[MachineClient]) -> Result<(), SimulatorError> {
    for machine in machines {
        if machine.scopes.is_empty() || machine.scopes.len() > SCOPES_PER_CLIENT_LIMIT {
            return Err(SimulatorError::Settings("a machine client has one to twenty scopes"));
        }
        let odd = |text: &str| text.is_empty() || text.contains(char::is_whitespace);
        if machine.scopes.iter().any(|held| odd(&held.scope) || odd(&held.audience)) {
            return Err(SimulatorError::Settings("a scope or its audience is empty or in two"));
        }
    }
    Ok(())
}

/// An access token for the client itself; there is no id token, since there is
/// nobody to tell of.
pub(super) fn answer(
    office: &Office,
    client: &Client,
    form: &Form,
    proof: &Proof,
) -> Result<Response, Refusal> {
    let allowed: Vec<&str> = AUTHENTICATION.into_iter().chain(["grant_type", "scope"]).collect();
    form.allow(&allowed, &[])?;
    let machine = office.machine(&client.client_id).ok_or_else(|| {
        Refusal::new("unauthorized_client", "the client is not registered for client_credentials")
    })?;
    let granted = granted(machine, form.required("scope")?)?;
    let token = access_token(office, machine, &granted, proof)?;
    let scopes: Vec<&str> = granted.iter().map(|held| held.scope.as_str()).collect();
    let body = json!({
        "access_token": token,
        "token_type": token_type(&office.desk),
        "expires_in": TOKEN_SECONDS,
        "scope": scopes.join(" "),
    });
    Ok(json_answer(StatusCode::OK, body))
}

fn granted<'a>(machine: &'a MachineClient, wanted: &str) -> Result<Vec<&'a MachineScope>, Refusal> {
    let of_client = |name: &str| machine.scopes.iter().find(|held| held.scope == name);
    wanted
        .split(' ')
        .map(|name| {
            of_client(name).ok_or_else(|| {
                let name: String = name.chars().take(80).collect();
                Refusal::new("invalid_scope", format!("scope {name} is not given"))
            })
        })
        .collect()
}

fn access_token(
    office: &Office,
    machine: &MachineClient,
    granted: &[&MachineScope],
    proof: &Proof,
) -> Result<String, Refusal> {
    let desk = &office.desk;
    let mut audience: Vec<&str> = granted.iter().map(|held| held.audience.as_str()).collect();
    audience.sort_unstable();
    audience.dedup();
    let now = desk.issue_time();
    let mut claims = of_client(&machine.organisation);
    let standard = json!({
        "iss": desk.issuer,
        "aud": one_or_many(&audience),
        "client_id": machine.client_id,
        "scope": granted.iter().map(|held| &held.scope).collect::<Vec<_>>(),
        "cnf": {"jkt": proof.thumbprint},
        "iat": now,
        "nbf": now,
        "exp": now + TOKEN_SECONDS,
        "jti": desk.random(),
    });
    if let Value::Object(standard) = standard {
        claims.extend(standard);
    }
    Ok(desk.sign(ACCESS_TOKEN, &Value::Object(claims))?)
}

/// A lone audience is a text, as JWT allows; most readers expect that form.
fn one_or_many(audience: &[&str]) -> Value {
    match audience {
        [only] => json!(only),
        several => json!(several),
    }
}
