//! How much is taken at a time: tries a minute, requests at once.
//!
//! Real time is measured here, not the town's clock: a flood is a flood on
//! whatever day it comes.

use core::num::NonZeroU32;
use core::time::Duration;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use helsebro_domain::ids::SessionId;
use tokio::sync::Semaphore;

use crate::error::WebError;
use crate::web::{ClientAddress, Web};

/// How much is taken.
#[derive(Debug, Clone, Copy)]
pub struct LimitSettings {
    /// Forms a minute from one session, or from one address without a session.
    pub forms_a_minute: NonZeroU32,
    /// Sign-ins that set out or come back a minute from one address.
    pub sign_ins_a_minute: NonZeroU32,
    /// Requests at once.
    pub requests_at_once: usize,
}

impl Default for LimitSettings {
    fn default() -> Self {
        const FORMS: NonZeroU32 = NonZeroU32::new(120).unwrap();
        const SIGN_INS: NonZeroU32 = NonZeroU32::new(60).unwrap();
        Self { forms_a_minute: FORMS, sign_ins_a_minute: SIGN_INS, requests_at_once: 512 }
    }
}

/// How long a request waits for its turn before it is told to come back.
const WAIT_FOR_TURN: Duration = Duration::from_secs(5);

/// How long a handler may take before its work is dropped.
const HANDLER_TIME: Duration = Duration::from_secs(30);

/// How many senders are remembered before the quiet ones are forgotten.
const MAX_REMEMBERED: usize = 50_000;

/// Who sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Sender {
    Session(SessionId),
    Address(IpAddr),
}

pub(crate) struct Limits {
    forms: DefaultKeyedRateLimiter<Sender>,
    sign_ins: DefaultKeyedRateLimiter<Sender>,
    turns: Semaphore,
}

impl Limits {
    pub(crate) fn new(settings: LimitSettings) -> Self {
        Self {
            forms: RateLimiter::keyed(Quota::per_minute(settings.forms_a_minute)),
            sign_ins: RateLimiter::keyed(Quota::per_minute(settings.sign_ins_a_minute)),
            turns: Semaphore::new(settings.requests_at_once),
        }
    }

    /// One more form from this sender.
    pub(crate) fn form(&self, sender: Sender) -> Result<(), WebError> {
        allowed(&self.forms, sender)
    }

    /// One more sign-in from this address.
    pub(crate) fn sign_in(&self, address: IpAddr) -> Result<(), WebError> {
        allowed(&self.sign_ins, Sender::Address(address))
    }
}

fn allowed(limiter: &DefaultKeyedRateLimiter<Sender>, sender: Sender) -> Result<(), WebError> {
    if limiter.len() > MAX_REMEMBERED {
        limiter.retain_recent();
    }
    limiter.check_key(&sender).map_err(|denied| WebError::TooMany {
        wait: denied.wait_time_from(DefaultClock::default().now()),
    })
}

/// The address of whoever asks.
pub(crate) fn address(web: &Web, parts: &Parts) -> IpAddr {
    let peer = || parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|found| found.0.ip());
    let forwarded = || {
        let last = parts.headers.get_all("x-forwarded-for").iter().next_back()?;
        last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    match web.settings().client_address {
        ClientAddress::Peer => peer(),
        ClientAddress::ForwardedFor => forwarded().or_else(peer),
    }
    .unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// Lets so many requests in at once, and each for so long; the rest wait a little,
/// then are told to come back. A stream may go on after it has begun.
pub(crate) async fn in_turn(State(web): State<Web>, request: Request, next: Next) -> Response {
    let Ok(Ok(_turn)) = tokio::time::timeout(WAIT_FOR_TURN, web.limits().turns.acquire()).await
    else {
        return WebError::Busy.into_response();
    };
    match tokio::time::timeout(HANDLER_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => WebError::Busy.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_try_after_the_last_is_too_many_and_another_sender_is_not_hit() {
        let two = NonZeroU32::new(2).unwrap();
        let settings = LimitSettings { forms_a_minute: two, ..LimitSettings::default() };
        let limits = Limits::new(settings);
        let (one, other) = (Ipv4Addr::new(192, 0, 2, 1), Ipv4Addr::new(192, 0, 2, 2));
        let sender = |address: Ipv4Addr| Sender::Address(IpAddr::V4(address));
        assert!(limits.form(sender(one)).is_ok());
        assert!(limits.form(sender(one)).is_ok());
        assert!(matches!(limits.form(sender(one)), Err(WebError::TooMany { .. })));
        assert!(limits.form(sender(other)).is_ok());
    }
}
