//! Journal systems over the net.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use helsebro_domain::time::Clock;
use serde::Serialize;
use url::Url;

use super::EpjPost;
use crate::faults::{PartnerFault, Step};
use crate::http::{Limits, Line, Trust};
use crate::oidc::{Later, is_safe};

/// A journal system stores what it is given before it answers.
const LIMITS: Limits = Limits {
    connect: Duration::from_secs(5),
    total: Duration::from_secs(10),
    answer_bytes: 64 * 1024,
};

/// The most journal systems that lines are kept to.
const MAX_LINES: usize = 1_000;

const PARTNER: &str = "the journal system";
const SOURCE: &str = concat!("Helsebro, ", env!("CARGO_PKG_VERSION"));

/// Posts over HTTPS; each address has a line and a breaker of its own, so that one
/// that is away does not hold up the others.
pub struct EpjOverHttp {
    clock: Arc<dyn Clock>,
    lines: Mutex<HashMap<String, Arc<Line>>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    content_type: &'a str,
    content_transfer_encoding: &'a str,
    business_document: String,
}

impl EpjOverHttp {
    /// One that has called nobody yet.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, lines: Mutex::default() }
    }

    fn line(&self, address: &str) -> Result<(Arc<Line>, Url), PartnerFault> {
        let bad = |what| PartnerFault::BadAnswer { partner: PARTNER, step: Step::Delivery, what };
        let url = Url::parse(address).map_err(|_| bad("its address is not one"))?;
        if !is_safe(&url) {
            return Err(bad("its address is not encrypted"));
        }
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(line) = lines.get(address) {
            return Ok((line.clone(), url));
        }
        let trust = if url.scheme() == "http" { Trust::Nobody } else { Trust::System };
        let line = Line::new(PARTNER, LIMITS, trust, self.clock.clone())
            .map_err(|_| bad("no line can be had to it"))?;
        let line = Arc::new(line);
        if lines.len() < MAX_LINES {
            lines.insert(address.to_owned(), line.clone());
        }
        Ok((line, url))
    }

    async fn send(&self, address: &str, id: &str, document: &[u8]) -> Result<(), PartnerFault> {
        let (line, url) = self.line(address)?;
        let body = Body {
            content_type: "application/xml",
            content_transfer_encoding: "base64",
            business_document: STANDARD.encode(document),
        };
        let request = line
            .client()
            .post(url)
            .header("api-version", "2")
            .header("nhn-source-system", SOURCE)
            .header("Idempotency-Key", id)
            .json(&body);
        let answer = line.send(Step::Delivery, request).await?;
        match answer.status {
            200..=299 => Ok(()),
            status => Err(PartnerFault::Failing { partner: PARTNER, step: Step::Delivery, status }),
        }
    }
}

impl EpjPost for EpjOverHttp {
    fn post<'a>(
        &'a self,
        address: &'a str,
        id: &'a str,
        document: &'a [u8],
    ) -> Later<'a, (), PartnerFault> {
        Box::pin(self.send(address, id, document))
    }
}
