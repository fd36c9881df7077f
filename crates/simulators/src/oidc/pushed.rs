//! Pushed authorization requests (RFC 9126): the only door to a login.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::answers::{Refusal, json_answer};
use super::clients::Client;
use super::desk::Desk;
use super::form::Form;
use super::rules::AcrMeaning;

/// Fields of the client authentication in every form.
pub(crate) const AUTHENTICATION: [&str; 3] =
    ["client_id", "client_assertion", "client_assertion_type"];
const LOCALES: [&str; 4] = ["nb", "nn", "en", "se"];
/// SHA-256 in unpadded base64url.
const CHALLENGE_CHARS: usize = 43;
const OPAQUE_CHARS_LIMIT: usize = 512;
const RESOURCE_LIMIT: usize = 10;

/// Whether an existing session may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prompt {
    /// The person must choose anew.
    Login,
    /// A session that is good enough will do.
    SessionWillDo,
}

/// A request that has passed every check.
#[derive(Clone)]
pub(crate) struct Pushed {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) state: Option<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) challenge: String,
    pub(crate) level: Option<String>,
    pub(crate) prompt: Prompt,
    pub(crate) locale: String,
    pub(crate) resources: Vec<String>,
    pub(crate) expires_at: i64,
}

impl Desk {
    /// Takes a request in and answers with its `request_uri`.
    pub(crate) fn push(&self, client: &Client, form: &Form) -> Result<Response, Refusal> {
        if client.redirect_uris.is_empty() {
            return Err(Refusal::new("unauthorized_client", "the client signs nobody in"));
        }
        let pushed = self.check_pushed(client, form)?;
        let request_uri = format!("{}{}", self.rules.request_uri_prefix, self.random());
        let body = json!({"request_uri": request_uri, "expires_in": self.rules.pushed_seconds});
        self.remembering(|memory| memory.pushed.insert(request_uri, pushed));
        Ok(json_answer(StatusCode::CREATED, body))
    }

    /// Refuses names and doublets the contract does not know.
    pub(crate) fn check_pushed_names(&self, form: &Form) -> Result<(), Refusal> {
        let allowed: Vec<&str> = AUTHENTICATION
            .into_iter()
            .chain(self.rules.required.iter().copied())
            .chain(self.rules.optional.iter().copied())
            .collect();
        form.allow(&allowed, &["resource"])
    }

    fn check_pushed(&self, client: &Client, form: &Form) -> Result<Pushed, Refusal> {
        for name in self.rules.required {
            form.required(name)?;
        }
        exactly(form, "response_type", "code", "unsupported_response_type")?;
        exactly(form, "code_challenge_method", "S256", "invalid_request")?;
        if form.optional("response_mode").is_some_and(|mode| mode != "query") {
            return Err(Refusal::invalid_request("only response_mode query is served here"));
        }
        Ok(Pushed {
            client_id: client.client_id.clone(),
            redirect_uri: redirect_uri(client, form)?,
            scopes: self.scopes(form)?,
            state: opaque(form, "state")?,
            nonce: opaque(form, "nonce")?,
            challenge: challenge(form)?,
            level: self.wanted_level(form)?,
            prompt: prompt(form)?,
            locale: locale(form)?,
            resources: resources(form)?,
            expires_at: self.now() + self.rules.pushed_seconds,
        })
    }

    fn scopes(&self, form: &Form) -> Result<Vec<String>, Refusal> {
        let scopes: Vec<String> = form.required("scope")?.split(' ').map(str::to_owned).collect();
        if let Some(unknown) = scopes.iter().find(|s| !self.rules.scopes.contains(&s.as_str())) {
            let unknown: String = unknown.chars().take(80).collect();
            return Err(Refusal::new("invalid_scope", format!("scope {unknown} is not given")));
        }
        if !scopes.iter().any(|scope| scope == "openid") {
            return Err(Refusal::new("invalid_scope", "scope must hold openid"));
        }
        Ok(scopes)
    }

    fn wanted_level(&self, form: &Form) -> Result<Option<String>, Refusal> {
        match (form.optional("acr_values"), self.rules.acr) {
            (Some(level), AcrMeaning::Level) if self.rules.rank(level).is_none() => {
                Err(Refusal::invalid_request("acr_values is not a level"))
            }
            (Some(level), AcrMeaning::Level) => Ok(Some(level.to_owned())),
            (Some(_), AcrMeaning::IdentityProvider) | (None, _) => Ok(None),
        }
    }
}

fn exactly(
    form: &Form,
    name: &'static str,
    wanted: &str,
    error: &'static str,
) -> Result<(), Refusal> {
    if form.required(name)? == wanted {
        return Ok(());
    }
    Err(Refusal::new(error, format!("{name} must be {wanted}")))
}

fn redirect_uri(client: &Client, form: &Form) -> Result<String, Refusal> {
    let wanted = form.required("redirect_uri")?;
    client
        .redirect_uris
        .iter()
        .find(|registered| *registered == wanted)
        .cloned()
        .ok_or_else(|| Refusal::invalid_request("redirect_uri is not registered"))
}

fn opaque(form: &Form, name: &'static str) -> Result<Option<String>, Refusal> {
    match form.optional(name) {
        Some(value) if value.chars().count() > OPAQUE_CHARS_LIMIT => {
            Err(Refusal::invalid_request(format!("{name} is too long")))
        }
        value => Ok(value.map(str::to_owned)),
    }
}

fn challenge(form: &Form) -> Result<String, Refusal> {
    let challenge = form.required("code_challenge")?;
    let base64url = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    if challenge.len() == CHALLENGE_CHARS && challenge.bytes().all(base64url) {
        return Ok(challenge.to_owned());
    }
    Err(Refusal::invalid_request("code_challenge is not SHA-256 in unpadded base64url"))
}

fn prompt(form: &Form) -> Result<Prompt, Refusal> {
    match form.optional("prompt") {
        None => Ok(Prompt::SessionWillDo),
        Some("login") => Ok(Prompt::Login),
        Some(_) => Err(Refusal::invalid_request("prompt must be login or left out")),
    }
}

fn locale(form: &Form) -> Result<String, Refusal> {
    let wanted = form.optional("ui_locales").unwrap_or(LOCALES[0]);
    let first = wanted.split(' ').find(|locale| LOCALES.contains(locale));
    first.map(str::to_owned).ok_or_else(|| Refusal::invalid_request("ui_locales is not known"))
}

fn resources(form: &Form) -> Result<Vec<String>, Refusal> {
    let resources: Vec<String> = form.all("resource").map(str::to_owned).collect();
    if resources.len() > RESOURCE_LIMIT {
        return Err(Refusal::invalid_request("too many resources"));
    }
    Ok(resources)
}
