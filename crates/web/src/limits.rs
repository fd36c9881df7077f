//! How much is taken at a time: tries a minute, requests at once.
//!
//! Real time is measured here, not the town's clock: a flood is a flood on
//! whatever day it comes.

use core::num::NonZeroU32;
use core::time::Duration;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use helsebro_domain::ids::SessionId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

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
    /// Streams of what is new that are open at once.
    pub streams_at_once: usize,
    /// The same in one session: one for each page that stands open.
    pub streams_a_session: usize,
}

impl Default for LimitSettings {
    fn default() -> Self {
        const FORMS: NonZeroU32 = NonZeroU32::new(120).unwrap();
        const SIGN_INS: NonZeroU32 = NonZeroU32::new(300).unwrap();
        Self {
            forms_a_minute: FORMS,
            sign_ins_a_minute: SIGN_INS,
            requests_at_once: 512,
            streams_at_once: 2_000,
            streams_a_session: 6,
        }
    }
}

/// How long a request waits for its turn before it is told to come back.
const WAIT_FOR_TURN: Duration = Duration::from_secs(5);

/// How long somebody with too many open pages is asked to wait: until she has closed
/// some.
const WAIT_FOR_STREAM: Duration = Duration::from_secs(60);

/// How long a handler may take before its work is dropped.
const HANDLER_TIME: Duration = Duration::from_secs(30);

/// The same for a form with a file: ten million bytes over a slow line.
const UPLOAD_TIME: Duration = Duration::from_secs(5 * 60);

/// How many files are taken in at a time.
const UPLOADS_AT_ONCE: usize = 16;

/// How many documents are held in memory at a time.
const DOCUMENTS_AT_ONCE: usize = 4;

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
    documents: Arc<Semaphore>,
    uploads: Semaphore,
    streams: Arc<Streams>,
}

/// The streams that are open, and how many may be.
struct Streams {
    open: Mutex<HashMap<SessionId, usize>>,
    most: usize,
    most_a_session: usize,
}

/// A stream's place; free again when it is dropped.
pub(crate) struct StreamPlace {
    streams: Arc<Streams>,
    session: SessionId,
}

impl Drop for StreamPlace {
    fn drop(&mut self) {
        let mut open = self.streams.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut own) = open.entry(self.session) {
            *own.get_mut() -= 1;
            if *own.get() == 0 {
                own.remove();
            }
        }
    }
}

impl Limits {
    pub(crate) fn new(settings: LimitSettings) -> Self {
        Self {
            forms: RateLimiter::keyed(Quota::per_minute(settings.forms_a_minute)),
            sign_ins: RateLimiter::keyed(Quota::per_minute(settings.sign_ins_a_minute)),
            turns: Semaphore::new(settings.requests_at_once),
            documents: Arc::new(Semaphore::new(DOCUMENTS_AT_ONCE)),
            uploads: Semaphore::new(UPLOADS_AT_ONCE),
            streams: Arc::new(Streams {
                open: Mutex::default(),
                most: settings.streams_at_once,
                most_a_session: settings.streams_a_session,
            }),
        }
    }

    /// One more stream in this session.
    pub(crate) fn stream(&self, session: SessionId) -> Result<StreamPlace, WebError> {
        let streams = &self.streams;
        let mut open = streams.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.values().sum::<usize>() >= streams.most {
            return Err(WebError::Busy);
        }
        let own = open.entry(session).or_insert(0);
        if *own >= streams.most_a_session {
            return Err(WebError::TooMany { wait: WAIT_FOR_STREAM });
        }
        *own += 1;
        Ok(StreamPlace { streams: Arc::clone(streams), session })
    }

    /// A turn to hold a large document in memory.
    pub(crate) async fn document(&self) -> Result<OwnedSemaphorePermit, WebError> {
        let documents = Arc::clone(&self.documents);
        let turn = tokio::time::timeout(WAIT_FOR_TURN, documents.acquire_owned()).await;
        turn.ok().and_then(Result::ok).ok_or(WebError::Busy)
    }

    /// A turn to take in a file.
    pub(crate) async fn upload(&self) -> Result<SemaphorePermit<'_>, WebError> {
        let turn = tokio::time::timeout(WAIT_FOR_TURN, self.uploads.acquire()).await;
        turn.ok().and_then(Result::ok).ok_or(WebError::Busy)
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
    let time = if brings_file(&request) { UPLOAD_TIME } else { HANDLER_TIME };
    match tokio::time::timeout(time, next.run(request)).await {
        Ok(response) => response,
        Err(_) => WebError::Busy.into_response(),
    }
}

/// Whether a request is a form with a file, where such a form is taken.
fn brings_file(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    request.uri().path().ends_with("/vedlegg")
        && kind.is_some_and(|kind| kind.starts_with("multipart/form-data"))
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

    #[test]
    fn a_stream_has_a_place_until_it_is_dropped() {
        let settings =
            LimitSettings { streams_at_once: 3, streams_a_session: 2, ..LimitSettings::default() };
        let limits = Limits::new(settings);
        let session = |number| SessionId::from_uuid(uuid::Uuid::from_u128(number));
        let first = limits.stream(session(1)).ok();
        let _second = limits.stream(session(1)).ok().unwrap();
        assert!(matches!(limits.stream(session(1)), Err(WebError::TooMany { .. })));
        let _third = limits.stream(session(2)).ok().unwrap();
        assert!(matches!(limits.stream(session(3)), Err(WebError::Busy)));
        drop(first);
        assert!(limits.stream(session(3)).is_ok());
        assert!(limits.stream(session(1)).is_ok());
        assert_eq!(limits.streams.open.lock().unwrap().len(), 2);
    }
}
