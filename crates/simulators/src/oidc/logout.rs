//! Logout: the end-session endpoint, the hidden frames of the front channel and
//! the calls of the back channel.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};
use url::Url;

use super::answers::{Refusal, page_answer, redirect, with_header};
use super::clients::Client;
use super::desk::Desk;
use super::faults::Fault;
use super::form::Form;
use super::id_token::ID_TOKEN;
use super::keys::with_broken_signature;
use super::page;
use super::sessions::Session;
use crate::SimulatorError;

const LOGOUT_TOKEN_SECONDS: i64 = 5 * 60;
const STATE_CHARS_LIMIT: usize = 512;
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// One back-channel call and how it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// The client called.
    pub client_id: String,
    /// What it answered.
    pub answer: DeliveryAnswer,
}

/// What a client answered to a logout token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryAnswer {
    /// An HTTP status; any 2xx is success.
    Status(u16),
    /// No answer in time, or no connection. There is no second attempt.
    Unreachable,
}

/// A logout that has passed every check.
struct Leaving {
    sid: Option<String>,
    return_to: Option<String>,
}

impl Desk {
    /// The end-session endpoint.
    pub(crate) async fn leave(
        &self,
        form: &Form,
        headers: &HeaderMap,
    ) -> Result<Response, Refusal> {
        let leaving = self.check_leaving(form)?;
        let cookie = self.cookie(headers);
        let by_hint = leaving.sid.as_deref().and_then(|sid| self.end_by_sid(sid));
        let by_cookie = cookie.as_deref().and_then(|cookie| self.end_by_cookie(cookie));
        let ended: Vec<Session> = by_hint.into_iter().chain(by_cookie).collect();
        let mut frames = Vec::new();
        for session in &ended {
            self.tell_clients(session).await?;
            frames.extend(self.frames(session));
        }
        let answer = match leaving.return_to {
            Some(to) if frames.is_empty() => redirect(&to),
            to => {
                let page = page::signed_out(self.rules.provider, &frames, to.as_deref());
                page_answer(StatusCode::OK, page)
            }
        };
        Ok(with_header(answer, header::SET_COOKIE, &self.cookie_header("", 0)))
    }

    /// Ends the person's sessions as if they had logged out at another service.
    pub(crate) async fn leave_elsewhere(
        &self,
        person: &str,
    ) -> Result<Vec<Delivery>, SimulatorError> {
        let mut deliveries = Vec::new();
        for seen in self.sessions_seen().into_iter().filter(|seen| seen.person == person) {
            if let Some(session) = self.end_by_sid(&seen.sid) {
                deliveries.extend(self.tell_clients(&session).await?);
            }
        }
        Ok(deliveries)
    }

    fn check_leaving(&self, form: &Form) -> Result<Leaving, Refusal> {
        form.allow(self.rules.logout, &[])?;
        let hint = form.optional("id_token_hint").map(|hint| self.own_token(hint)).transpose()?;
        let client = self.leaving_client(form, hint.as_ref())?;
        let return_to = match (form.optional("post_logout_redirect_uri"), client) {
            (None, _) if form.optional("state").is_some() => {
                return Err(Refusal::invalid_request("state without post_logout_redirect_uri"));
            }
            (None, _) => None,
            (Some(_), None) => {
                return Err(Refusal::invalid_request("id_token_hint or client_id is missing"));
            }
            (Some(to), Some(client)) => Some(return_address(client, to, form.optional("state"))?),
        };
        let sid = hint.and_then(|claims| claims["sid"].as_str().map(str::to_owned));
        Ok(Leaving { sid, return_to })
    }

    /// The claims of an id token we have made; it may have expired.
    fn own_token(&self, hint: &str) -> Result<Value, Refusal> {
        self.with_keys(|keys| keys.read_own(ID_TOKEN, hint))
            .filter(|claims| claims["iss"].as_str() == Some(&self.issuer))
            .ok_or_else(|| Refusal::invalid_request("id_token_hint is not ours"))
    }

    fn leaving_client(
        &self,
        form: &Form,
        hint: Option<&Value>,
    ) -> Result<Option<&Client>, Refusal> {
        let hinted = hint.and_then(|claims| claims["aud"].as_str());
        let named = form.optional("client_id");
        if let (Some(hinted), Some(named)) = (hinted, named)
            && hinted != named
        {
            return Err(Refusal::invalid_request("id_token_hint was made for another client"));
        }
        match named.or(hinted) {
            None => Ok(None),
            Some(client_id) => match self.client(client_id) {
                None => Err(Refusal::invalid_request("the client is not registered")),
                client => Ok(client),
            },
        }
    }

    fn frames(&self, session: &Session) -> Vec<String> {
        let clients = session.clients.iter().filter_map(|client_id| self.client(client_id));
        clients
            .filter_map(|client| Url::parse(client.frontchannel_logout_uri.as_deref()?).ok())
            .map(|mut address| {
                address
                    .query_pairs_mut()
                    .append_pair("iss", &self.issuer)
                    .append_pair("sid", &session.sid);
                address.into()
            })
            .collect()
    }

    /// Calls every client of the session that has a back-channel address: once,
    /// with short waits.
    async fn tell_clients(&self, session: &Session) -> Result<Vec<Delivery>, SimulatorError> {
        let mut deliveries = Vec::new();
        for client in session.clients.iter().filter_map(|client_id| self.client(client_id)) {
            let Some(address) = client.backchannel_logout_uri.as_deref() else { continue };
            let token = self.logout_token(client, session)?;
            let times = if self.faults.strikes(Fault::LogoutReplayed) { 2 } else { 1 };
            for _ in 0..times {
                let answer = self.call(address, &token).await;
                deliveries.push(Delivery { client_id: client.client_id.clone(), answer });
            }
        }
        self.remembering(|memory| {
            for delivery in &deliveries {
                memory.delivery_count += 1;
                let number = memory.delivery_count.to_string();
                memory.deliveries.insert(number, delivery.clone());
            }
        });
        Ok(deliveries)
    }

    async fn call(&self, address: &str, token: &str) -> DeliveryAnswer {
        match self.http.post(address).form(&[("logout_token", token)]).send().await {
            Ok(answer) => DeliveryAnswer::Status(answer.status().as_u16()),
            Err(error) => {
                let error = error.without_url();
                tracing::info!(error = &error as &dyn std::error::Error, "logout call failed");
                DeliveryAnswer::Unreachable
            }
        }
    }

    fn logout_token(&self, client: &Client, session: &Session) -> Result<String, SimulatorError> {
        let expired = self.faults.strikes(Fault::LogoutExpired);
        let age = if expired { 2 * LOGOUT_TOKEN_SECONDS } else { 0 };
        let unknown = self.faults.strikes(Fault::LogoutUnknownSid);
        // A session nobody has belongs to a person nobody has.
        let (sid, account) = if unknown {
            (self.random(), self.random())
        } else {
            (session.sid.clone(), session.account.clone())
        };
        let iat = self.now() - age;
        let claims = json!({
            "iss": self.issuer,
            "aud": client.client_id,
            "sub": self.subject(&client.client_id, &account),
            "iat": iat,
            "exp": iat + LOGOUT_TOKEN_SECONDS,
            "jti": self.random(),
            "sid": sid,
            "events": {EVENT: {}},
        });
        let token = self.sign("logout+jwt", &claims)?;
        let broken = self.faults.strikes(Fault::LogoutBadSignature);
        Ok(if broken { with_broken_signature(&token) } else { token })
    }
}

fn return_address(client: &Client, to: &str, state: Option<&str>) -> Result<String, Refusal> {
    let wrong = || Refusal::invalid_request("post_logout_redirect_uri is not registered");
    if !client.post_logout_redirect_uris.iter().any(|registered| registered == to) {
        return Err(wrong());
    }
    let mut address = Url::parse(to).map_err(|_| wrong())?;
    if let Some(state) = state {
        let printable = state.chars().all(|c| c.is_ascii_graphic() || c == ' ');
        if !printable || state.len() > STATE_CHARS_LIMIT {
            return Err(Refusal::invalid_request("state must be printable ASCII, not too long"));
        }
        address.query_pairs_mut().append_pair("state", state);
    }
    Ok(address.into())
}
