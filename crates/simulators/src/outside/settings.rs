//! What the parties outside are told at start.

use std::fmt;

use jsonwebtoken::jwk::Jwk;

use super::persons::Resident;
use crate::SimulatorError;

const RESIDENT_LIMIT: usize = 5_000;
const CLIENT_LIMIT: usize = 20;

/// Who may ask, and about whom.
#[derive(Debug, Clone)]
pub struct OutsideSettings {
    /// Who is registered at Maskinporten.
    pub clients: Vec<GrantClient>,
    /// How the population register knows who asks.
    pub guard: PersonGuard,
    /// Who may send at the SMS gateway, in either contract.
    pub sms: SmsUser,
    /// Where delivery reports of SMS are pushed; none keeps them here.
    pub reports_to: Option<String>,
    /// Where letters that come back are handed on, as a mail server hands them to a
    /// program; none keeps them here.
    pub bounces_to: Option<String>,
    /// Whom the registers know.
    pub residents: Vec<Resident>,
}

/// A client at Maskinporten.
#[derive(Debug, Clone)]
pub struct GrantClient {
    /// Its id.
    pub client_id: String,
    /// Its public keys, each with a `kid`.
    pub keys: Vec<Jwk>,
    /// What it may have.
    pub scopes: Vec<String>,
}

/// How the population register knows who asks: by tokens from HelseID.
#[derive(Debug, Clone)]
pub struct PersonGuard {
    /// The issuer.
    pub issuer: String,
    /// Where its keys are.
    pub jwks_url: String,
    /// The audience of tokens for the register.
    pub audience: String,
    /// The scope that shows all.
    pub full_scope: String,
    /// The scope that hides addresses that are protected.
    pub restricted_scope: String,
}

/// Who may send at the SMS gateway.
#[derive(Clone)]
pub struct SmsUser {
    /// The user.
    pub user: String,
    /// Her password.
    pub password: String,
}

impl fmt::Debug for SmsUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmsUser").finish_non_exhaustive()
    }
}

pub(super) fn check(settings: &OutsideSettings) -> Result<(), SimulatorError> {
    let refuse = |why| Err(SimulatorError::Settings(why));
    if settings.clients.len() > CLIENT_LIMIT || settings.residents.len() > RESIDENT_LIMIT {
        return refuse("too many clients or residents");
    }
    for (place, person) in settings.residents.iter().enumerate() {
        let doublet =
            |earlier: &Resident| earlier.key == person.key || earlier.is_called(&person.number);
        if settings.residents[..place].iter().any(doublet) {
            return refuse("two residents have the same key or number");
        }
    }
    Ok(())
}
