//! How we call over HTTP: with time limits, without redirects, with a bound on the answer.

use std::sync::Arc;
use std::time::Duration;

use helsebro_domain::time::Clock;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response};
use url::Url;

use crate::breaker::{After, Breaker};
use crate::faults::{BadSettings, PartnerFault, Step};
use crate::oidc::is_safe;

/// How long we wait and how much we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until the connection stands.
    pub connect: Duration,
    /// Until the whole answer is read.
    pub total: Duration,
    /// Largest answer that is read.
    pub answer_bytes: usize,
}

impl Limits {
    /// For sign-in: a person waits with an empty page, so rather a clear "not now".
    pub const SIGN_IN: Self = Self {
        connect: Duration::from_secs(5),
        total: Duration::from_secs(10),
        answer_bytes: 256 * 1024,
    };
}

impl Limits {
    /// For registers: nobody waits, and an answer may hold a thousand persons.
    pub const REGISTER: Self = Self {
        connect: Duration::from_secs(5),
        total: Duration::from_secs(30),
        answer_bytes: 8 * 1024 * 1024,
    };

    /// For gateways that take one message at a time.
    pub const GATEWAY: Self = Self {
        connect: Duration::from_secs(5),
        total: Duration::from_secs(30),
        answer_bytes: 64 * 1024,
    };
}

/// The longest that a partner can ask to be left alone.
const RETRY_AFTER_MAX: Duration = Duration::from_hours(1);

/// Whose certificates we trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// The authorities of this machine.
    System,
    /// Nobody's: for plain calls over loopback, so that they need no authorities installed.
    Nobody,
}

/// Idle connections kept to one partner.
const IDLE_CONNECTIONS: usize = 8;

/// The only way to an HTTP client: with limits, and without following a redirect.
pub fn client(limits: &Limits, trust: Trust) -> Result<Client, reqwest::Error> {
    let builder = Client::builder()
        .user_agent(concat!("helsebro/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(limits.connect)
        .timeout(limits.total)
        .pool_max_idle_per_host(IDLE_CONNECTIONS)
        .no_proxy()
        .redirect(Policy::none());
    match trust {
        Trust::System => builder.https_only(true).build(),
        Trust::Nobody => builder.tls_certs_only([]).build(),
    }
}

/// One partner's line: every call goes through here, is bounded and is counted.
pub(crate) struct Line {
    pub(crate) partner: &'static str,
    limits: Limits,
    client: Client,
    breaker: Breaker,
}

/// What came back, read whole. The status is below 500.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Line {
    pub(crate) fn new(
        partner: &'static str,
        limits: Limits,
        trust: Trust,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, reqwest::Error> {
        let client = client(&limits, trust)?;
        Ok(Self { partner, limits, client, breaker: Breaker::new(clock) })
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// The longest that one call may take.
    pub(crate) fn patience(&self) -> Duration {
        self.limits.total
    }

    /// Sends and reads the whole answer, or tells what kind of fault it was.
    pub(crate) async fn send(
        &self,
        step: Step,
        request: RequestBuilder,
    ) -> Result<Answer, PartnerFault> {
        if !self.breaker.admits() {
            return Err(PartnerFault::LeftAlone { partner: self.partner });
        }
        let outcome = self.exchange(step, request).await;
        match &outcome {
            Ok(_) => self.breaker.answered(),
            Err(_) => self.note_fault(),
        }
        outcome
    }

    fn note_fault(&self) {
        if self.breaker.failed() == After::NowResting {
            tracing::warn!(partner = self.partner, "partner is left alone after repeated faults");
        }
    }

    async fn exchange(&self, step: Step, request: RequestBuilder) -> Result<Answer, PartnerFault> {
        let response = request.send().await.map_err(|error| self.fault(step, error))?;
        let status = response.status().as_u16();
        if status == 429 {
            let retry_after = retry_after(response.headers());
            return Err(PartnerFault::Busy { partner: self.partner, step, retry_after });
        }
        if status >= 500 {
            return Err(PartnerFault::Failing { partner: self.partner, step, status });
        }
        let headers = response.headers().clone();
        let body = self.read(step, response).await?;
        Ok(Answer { status, headers, body })
    }

    async fn read(&self, step: Step, mut response: Response) -> Result<Vec<u8>, PartnerFault> {
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|error| self.fault(step, error))? {
            if body.len() + piece.len() > self.limits.answer_bytes {
                return Err(PartnerFault::BadAnswer {
                    partner: self.partner,
                    step,
                    what: "larger than the limit",
                });
            }
            body.extend_from_slice(&piece);
        }
        Ok(body)
    }

    fn fault(&self, step: Step, error: reqwest::Error) -> PartnerFault {
        // No connection within its time is no connection: nothing was sent.
        if error.is_timeout() && !error.is_connect() {
            return PartnerFault::TooSlow { partner: self.partner, step };
        }
        PartnerFault::Unreachable { partner: self.partner, step, source: error.without_url() }
    }

    /// A fault for an answer that the contract does not allow.
    pub(crate) fn bad(&self, step: Step, what: &'static str) -> PartnerFault {
        PartnerFault::BadAnswer { partner: self.partner, step, what }
    }

    /// A fault for something that could not be signed.
    pub(crate) fn unsigned(&self, step: Step) -> PartnerFault {
        PartnerFault::Signing { partner: self.partner, step }
    }
}

/// How long a partner asks to be left, when it says so in seconds.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get("Retry-After")?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(RETRY_AFTER_MAX))
}

/// Whether calls can be made to an address: https, or http on loopback.
///
/// # Errors
/// [`BadSettings::Address`] when they cannot.
pub fn check_address(address: &str) -> Result<(), BadSettings> {
    base(address).map(drop)
}

/// The base address that a partner's calls lie under, with a slash at its end.
pub(crate) fn base(address: &str) -> Result<(Url, Trust), BadSettings> {
    let url = Url::parse(&format!("{}/", address.trim_end_matches('/')));
    let url = url.map_err(|_| BadSettings::Address)?;
    if !is_safe(&url) || url.query().is_some() || url.fragment().is_some() {
        return Err(BadSettings::Address);
    }
    let trust = if url.scheme() == "http" { Trust::Nobody } else { Trust::System };
    Ok((url, trust))
}
