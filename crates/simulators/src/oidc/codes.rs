//! Authorization codes: handed out once, redeemed once, soon.

use super::answers::Refusal;
use super::clients::Client;
use super::desk::Desk;
use super::faults::Fault;
use super::form::Form;
use super::jwt;
use super::pushed::{AUTHENTICATION, Pushed};
use super::sessions::Session;

/// How long a code can be redeemed.
const CODE_SECONDS: i64 = 60;
/// Length of a PKCE verifier (RFC 7636).
const VERIFIER_CHARS: std::ops::RangeInclusive<usize> = 43..=128;

/// Whether a code has been tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Never tried.
    Fresh,
    /// Tried, well or ill.
    Spent,
}

/// What a login gave: who, at which level, to which client, on which terms.
#[derive(Clone)]
pub(crate) struct Grant {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) challenge: String,
    pub(crate) nonce: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) resources: Vec<String>,
    pub(crate) locale: String,
    pub(crate) account: String,
    pub(crate) level: String,
    pub(crate) auth_time: i64,
    pub(crate) sid: String,
    pub(crate) expires_at: i64,
    pub(crate) used: Use,
}

impl Grant {
    pub(crate) fn has_scope(&self, scope: &str) -> bool {
        self.scopes.iter().any(|held| held == scope)
    }
}

impl Desk {
    /// A code for this session on the terms of the request.
    pub(crate) fn hand_out_code(&self, pushed: &Pushed, session: &Session) -> String {
        let code = self.random();
        let mut grant = Grant {
            client_id: pushed.client_id.clone(),
            redirect_uri: pushed.redirect_uri.clone(),
            challenge: pushed.challenge.clone(),
            nonce: pushed.nonce.clone(),
            scopes: pushed.scopes.clone(),
            resources: pushed.resources.clone(),
            locale: pushed.locale.clone(),
            account: session.account.clone(),
            level: session.level.clone(),
            auth_time: session.auth_time,
            sid: session.sid.clone(),
            expires_at: self.now() + CODE_SECONDS,
            used: Use::Fresh,
        };
        if self.faults.strikes(Fault::SpentCode) {
            grant.used = Use::Spent;
        }
        if self.faults.strikes(Fault::ExpiredCode) {
            grant.expires_at = self.now();
        }
        self.remembering(|memory| memory.codes.insert(code.clone(), grant));
        code
    }

    /// Redeems a code. Any try spends it, so that a stolen code cannot be tried
    /// until something fits.
    pub(crate) fn redeem(&self, client: &Client, form: &Form) -> Result<Grant, Refusal> {
        let own = ["grant_type", "code", "redirect_uri", "code_verifier"];
        let allowed: Vec<&str> = AUTHENTICATION.into_iter().chain(own).collect();
        form.allow(&allowed, &[])?;
        if form.required("grant_type")? != "authorization_code" {
            return Err(Refusal::new("unsupported_grant_type", "the grant is not served here"));
        }
        let redirect_uri = form.required("redirect_uri")?;
        let verifier = form.required("code_verifier")?;
        let grant = self.spend_code(form.required("code")?)?;
        if grant.client_id != client.client_id {
            return Err(Refusal::invalid_grant("the code was handed to another client"));
        }
        if grant.expires_at <= self.now() {
            return Err(Refusal::invalid_grant("the code has expired"));
        }
        if grant.redirect_uri != redirect_uri {
            return Err(Refusal::invalid_grant("redirect_uri is not the one of the request"));
        }
        if !is_verifier(verifier) || jwt::sha256(verifier) != grant.challenge {
            return Err(Refusal::invalid_grant("code_verifier does not fit the challenge"));
        }
        Ok(grant)
    }

    fn spend_code(&self, code: &str) -> Result<Grant, Refusal> {
        self.remembering(|memory| {
            let grant = memory
                .codes
                .get_mut(code)
                .ok_or_else(|| Refusal::invalid_grant("the code is unknown"))?;
            if grant.used == Use::Spent {
                return Err(Refusal::invalid_grant("the code has been used"));
            }
            grant.used = Use::Spent;
            Ok(grant.clone())
        })
    }
}

fn is_verifier(verifier: &str) -> bool {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    VERIFIER_CHARS.contains(&verifier.len()) && verifier.bytes().all(unreserved)
}
