//! The provider's desk: who it is, whom it knows, and what it remembers.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use helsebro_domain::ids::Dice;
use helsebro_domain::time::Clock;
use serde_json::Value;
use url::Url;

use super::bounded::Bounded;
use super::clients::{self, Client, is_loopback};
use super::codes::Grant;
use super::faults::Faults;
use super::jwt;
use super::keys::{KeyRing, SigningKey};
use super::logout::Delivery;
use super::pushed::Pushed;
use super::rules::Rules;
use super::sessions::Session;
use crate::SimulatorError;

const PUSHED_LIMIT: usize = 1_000;
const LOGIN_LIMIT: usize = 1_000;
const CODE_LIMIT: usize = 1_000;
const SESSION_LIMIT: usize = 1_000;
const ACCESS_LIMIT: usize = 1_000;
const JTI_LIMIT: usize = 10_000;
const NONCE_LIMIT: usize = 1_000;
const DELIVERY_LIMIT: usize = 200;
const RANDOM_BYTES: usize = 24;
const CONNECT_LIMIT: Duration = Duration::from_secs(2);
const CALL_LIMIT: Duration = Duration::from_secs(5);
const MICROS_PER_SECOND: i64 = 1_000_000;

/// All a provider remembers. Every map is bounded; the oldest goes out.
pub(crate) struct Memory {
    /// Pushed requests by `request_uri`.
    pub(crate) pushed: Bounded<Pushed>,
    /// Requests waiting at the login page, by transaction.
    pub(crate) logins: Bounded<Pushed>,
    /// Codes handed out.
    pub(crate) codes: Bounded<Grant>,
    /// Sessions by cookie.
    pub(crate) sessions: Bounded<Session>,
    /// What an access token may fetch, with its end.
    pub(crate) access: Bounded<Grant>,
    pub(crate) assertion_jtis: Bounded<()>,
    pub(crate) proof_jtis: Bounded<()>,
    /// DPoP nonces handed out, with their end.
    pub(crate) nonces: Bounded<i64>,
    /// Back-channel calls made, by number.
    pub(crate) deliveries: Bounded<Delivery>,
    pub(crate) delivery_count: u64,
}

/// One provider at work.
pub(crate) struct Desk {
    pub(crate) rules: Rules,
    pub(crate) issuer: String,
    pub(crate) faults: Faults,
    pub(crate) http: reqwest::Client,
    clients: Vec<Client>,
    /// Clients that act for themselves; no login ends at them.
    machines: Vec<Client>,
    clock: Arc<dyn Clock>,
    dice: Arc<dyn Dice>,
    algorithm: jsonwebtoken::Algorithm,
    keys: Mutex<KeyRing>,
    memory: Mutex<Memory>,
}

impl Desk {
    pub(crate) fn new(
        rules: Rules,
        issuer: String,
        clients: Vec<Client>,
        algorithm: jsonwebtoken::Algorithm,
        (clock, dice): (Arc<dyn Clock>, Arc<dyn Dice>),
    ) -> Result<Self, SimulatorError> {
        check_issuer(&issuer)?;
        clients::check(&clients)?;
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT_LIMIT)
            .timeout(CALL_LIMIT)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()?;
        let kid = random_text(dice.as_ref());
        let keys = Mutex::new(KeyRing::new(SigningKey::generate(algorithm, kid)?));
        let memory = Mutex::new(Memory::empty());
        let (faults, machines) = (Faults::default(), Vec::new());
        Ok(Self {
            rules,
            issuer,
            faults,
            http,
            clients,
            machines,
            clock,
            dice,
            algorithm,
            keys,
            memory,
        })
    }

    /// The same desk, which also knows clients that act for themselves.
    pub(crate) fn with_machines(mut self, machines: Vec<Client>) -> Result<Self, SimulatorError> {
        clients::check_machines(&machines, &self.clients)?;
        self.machines = machines;
        Ok(self)
    }

    /// The address of a path under the issuer.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }

    /// The path part of the issuer, without a slash at the end; often empty.
    pub(crate) fn base_path(&self) -> String {
        let path = Url::parse(&self.issuer).map(|url| url.path().to_owned()).unwrap_or_default();
        path.trim_end_matches('/').to_owned()
    }

    /// Now, in whole seconds.
    pub(crate) fn now(&self) -> i64 {
        self.clock.now().micros().div_euclid(MICROS_PER_SECOND)
    }

    pub(crate) fn random(&self) -> String {
        random_text(self.dice.as_ref())
    }

    pub(crate) fn client(&self, client_id: &str) -> Option<&Client> {
        let known = self.clients.iter().chain(&self.machines);
        known.into_iter().find(|client| client.client_id == client_id)
    }

    /// The pairwise name of an account towards a client: the same every time,
    /// and another one towards another client.
    pub(crate) fn subject(&self, client_id: &str, account: &str) -> String {
        jwt::sha256(&format!("{}\n{client_id}\n{account}", self.rules.provider))
    }

    pub(crate) fn with_keys<T>(&self, act: impl FnOnce(&KeyRing) -> T) -> T {
        act(&self.keys.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Replaces the signing key; the published set then holds only the new one.
    pub(crate) fn rotate_keys(&self) -> Result<(), SimulatorError> {
        let next = SigningKey::generate(self.algorithm, self.random())?;
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).replace(next);
        Ok(())
    }

    pub(crate) fn sign(&self, typ: &str, claims: &Value) -> Result<String, SimulatorError> {
        self.with_keys(|keys| keys.current().sign(typ, claims))
    }

    pub(crate) fn algorithm_name(&self) -> String {
        format!("{:?}", self.algorithm)
    }

    pub(crate) fn remembering<T>(&self, act: impl FnOnce(&mut Memory) -> T) -> T {
        act(&mut self.memory.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Memory {
    fn empty() -> Self {
        Self {
            pushed: Bounded::new(PUSHED_LIMIT),
            logins: Bounded::new(LOGIN_LIMIT),
            codes: Bounded::new(CODE_LIMIT),
            sessions: Bounded::new(SESSION_LIMIT),
            access: Bounded::new(ACCESS_LIMIT),
            assertion_jtis: Bounded::new(JTI_LIMIT),
            proof_jtis: Bounded::new(JTI_LIMIT),
            nonces: Bounded::new(NONCE_LIMIT),
            deliveries: Bounded::new(DELIVERY_LIMIT),
            delivery_count: 0,
        }
    }
}

fn random_text(dice: &dyn Dice) -> String {
    let mut bytes = [0; RANDOM_BYTES];
    dice.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

fn check_issuer(issuer: &str) -> Result<(), SimulatorError> {
    let url =
        Url::parse(issuer).map_err(|_| SimulatorError::Settings("the issuer is not a URL"))?;
    if !is_loopback(&url) {
        return Err(SimulatorError::NotLoopback);
    }
    if issuer.ends_with('/') || url.query().is_some() || url.fragment().is_some() {
        return Err(SimulatorError::Settings("the issuer ends in a slash or has a query"));
    }
    Ok(())
}
