//! From a pushed request to the way back: the authorization endpoint, the wait
//! at the login page, and the answer to the client.

use axum::http::{HeaderMap, header};
use url::Url;

use super::answers::Refusal;
use super::desk::Desk;
use super::faults::Fault;
use super::form::Form;
use super::pushed::{Prompt, Pushed};
use super::rules::SessionState;
use super::sessions::{ABSOLUTE_SECONDS, Session};

/// How long a person may stay at the login page.
const LOGIN_SECONDS: i64 = 10 * 60;
/// An issuer nobody has.
pub(crate) const WRONG_ISSUER: &str = "https://issuer.invalid";

/// Where the browser goes from the authorization endpoint.
pub(crate) enum NextStep {
    /// To the login page.
    LoginPage(String),
    /// Back to the client at once; the session will do.
    Client(String),
}

/// A person signed in: where the browser goes, with which cookie.
pub(crate) struct SignedIn {
    pub(crate) to: String,
    pub(crate) set_cookie: String,
}

impl Desk {
    /// Takes a `request_uri`, which is spent by this.
    pub(crate) fn authorize(&self, form: &Form, headers: &HeaderMap) -> Result<NextStep, Refusal> {
        form.allow(&["client_id", "request_uri"], &[])?;
        let client_id = form.required("client_id")?;
        let request_uri = form.required("request_uri")?;
        let mut pushed = self
            .remembering(|memory| memory.pushed.remove(request_uri))
            .ok_or_else(|| Refusal::invalid_request("request_uri is unknown or used"))?;
        if pushed.client_id != client_id {
            return Err(Refusal::invalid_request("request_uri belongs to another client"));
        }
        if pushed.expires_at <= self.now() {
            return Err(Refusal::invalid_request("request_uri has expired"));
        }
        let session = self.session(self.cookie(headers).as_deref());
        if let Some(session) = session.filter(|session| self.is_enough(&pushed, session)) {
            return Ok(NextStep::Client(self.way_back(&pushed, &session)?));
        }
        pushed.expires_at = self.now() + LOGIN_SECONDS;
        let transaction = self.random();
        self.remembering(|memory| memory.logins.insert(transaction.clone(), pushed));
        let path = self.address(self.rules.paths.login);
        Ok(NextStep::LoginPage(format!("{path}?transaction={transaction}")))
    }

    /// The request waiting under this transaction.
    pub(crate) fn waiting(&self, transaction: &str) -> Result<Pushed, Refusal> {
        let now = self.now();
        self.remembering(|memory| memory.logins.get(transaction).cloned())
            .filter(|pushed| pushed.expires_at > now)
            .ok_or_else(|| Refusal::invalid_request("the login is unknown or took too long"))
    }

    /// The person has chosen: signs in and sends the browser back.
    pub(crate) fn choose(
        &self,
        transaction: &str,
        headers: &HeaderMap,
        account: &str,
        level: &str,
    ) -> Result<SignedIn, Refusal> {
        let pushed = self.waiting(transaction)?;
        self.remembering(|memory| memory.logins.remove(transaction));
        let (cookie, session) = self.sign_in(self.cookie(headers).as_deref(), account, level);
        let to = self.way_back(&pushed, &session)?;
        Ok(SignedIn { to, set_cookie: self.cookie_header(&cookie, ABSOLUTE_SECONDS) })
    }

    /// The person has said no.
    pub(crate) fn decline(&self, transaction: &str) -> Result<String, Refusal> {
        let pushed = self.waiting(transaction)?;
        self.remembering(|memory| memory.logins.remove(transaction));
        self.answer(&pushed, &declined())
    }

    /// The session cookie of this provider.
    pub(crate) fn cookie(&self, headers: &HeaderMap) -> Option<String> {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        lines
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.rules.cookie)
            .map(|(_, value)| value.to_owned())
    }

    /// A `Set-Cookie` line; no seconds takes the cookie away. There is no TLS on
    /// loopback, hence no `Secure`.
    pub(crate) fn cookie_header(&self, value: &str, seconds: i64) -> String {
        let (name, base) = (self.rules.cookie, self.base_path());
        format!("{name}={value}; Path={base}/; Max-Age={seconds}; HttpOnly; SameSite=Lax")
    }

    fn is_enough(&self, pushed: &Pushed, session: &Session) -> bool {
        let wanted = pushed.level.as_deref().and_then(|level| self.rules.rank(level));
        pushed.prompt == Prompt::SessionWillDo && self.rules.rank(&session.level) >= wanted
    }

    fn way_back(&self, pushed: &Pushed, session: &Session) -> Result<String, Refusal> {
        if self.faults.strikes(Fault::AccessDenied) {
            return self.answer(pushed, &declined());
        }
        let code = self.hand_out_code(pushed, session);
        let mut fields = vec![("code", code)];
        if self.rules.session_state == SessionState::Sent {
            fields.push(("session_state", self.random()));
        }
        self.answer(pushed, &fields)
    }

    fn answer(&self, pushed: &Pushed, fields: &[(&str, String)]) -> Result<String, Refusal> {
        let mut to = Url::parse(&pushed.redirect_uri)
            .map_err(|_| Refusal::invalid_request("redirect_uri is not a URL"))?;
        {
            let mut query = to.query_pairs_mut();
            for (name, value) in fields {
                query.append_pair(name, value);
            }
            if let Some(state) = &pushed.state {
                let wrong = self.faults.strikes(Fault::WrongStateInResponse);
                let state = if wrong { self.random() } else { state.clone() };
                query.append_pair("state", &state);
            }
            if self.faults.strikes(Fault::WrongIssInResponse) {
                query.append_pair("iss", WRONG_ISSUER);
            } else if !self.faults.strikes(Fault::MissingIssInResponse) {
                query.append_pair("iss", &self.issuer);
            }
        }
        Ok(to.into())
    }
}

fn declined() -> [(&'static str, String); 2] {
    let description = "the person cancelled the login".to_owned();
    [("error", "access_denied".to_owned()), ("error_description", description)]
}
