//! The journal system that messages are posted to. It stores all that it takes and
//! drops nothing that comes twice, so that what came twice can be counted.

use core::time::Duration;
use std::collections::HashMap;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context as _;
use aws_lc_rs::digest::{SHA256, digest};
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::letters::text_of;
use crate::bench::chance::Chance;
use crate::bench::trial::pause;

/// Of so many posts one each is refused, answered slowly, and taken without an answer.
const ONE_IN: u64 = 14;

/// How slow a slow answer is, in milliseconds.
const SLOWLY: core::ops::RangeInclusive<u64> = 20..=250;

/// The largest post.
const MAX_POST_BYTES: usize = 1024 * 1024;

/// The most keys that are kept.
const MAX_KEYS: usize = 2_000_000;

/// What marks this row of chance.
const PURPOSE: u64 = 0x7265_6365;

/// What came under one key.
#[derive(Debug, Clone)]
pub(super) struct Taken {
    /// The hash of the document that came first.
    digest: Vec<u8>,
    /// Its `MsgId`; none when it is no message but a receipt.
    pub(super) message: Option<String>,
    /// How often it came.
    pub(super) times: u64,
    /// Whether another document came under the same key.
    pub(super) differs: bool,
}

/// What happened to posts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Posts {
    /// Stored, whether the sender heard of it or not.
    pub(super) taken: u64,
    /// Answered 503 and not stored.
    pub(super) refused: u64,
    /// Stored and answered slowly.
    pub(super) slow: u64,
    /// Stored, and the line closed without an answer.
    pub(super) unanswered: u64,
}

struct State {
    chance: Option<Chance>,
    posts: Posts,
    by_key: HashMap<String, Taken>,
    fresh: Vec<String>,
}

/// The receiver, on a port of its own.
pub(super) struct Receiver {
    state: Arc<Mutex<State>>,
    address: String,
    serving: JoinHandle<()>,
}

/// How a post is met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Takes,
    Refuses,
    TakesSlowly(Duration),
    TakesAndHangsUp,
}

impl Receiver {
    pub(super) async fn start(seed: u64) -> anyhow::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = format!("http://{}/inn", listener.local_addr()?);
        let chance = Some(Chance::of(seed, &[PURPOSE]));
        let state =
            State { chance, posts: Posts::default(), by_key: HashMap::new(), fresh: Vec::new() };
        let state = Arc::new(Mutex::new(state));
        let served = Arc::clone(&state);
        let serving = tokio::spawn(async move {
            loop {
                if let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(one(stream, Arc::clone(&served)));
                } else {
                    pause(Duration::from_millis(50)).await;
                }
            }
        });
        Ok(Self { state, address, serving })
    }

    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// From now on every post is taken and answered at once.
    pub(super) fn behave(&self) {
        locked(&self.state).chance = None;
    }

    /// The messages that came since the last time this was asked.
    pub(super) fn fresh(&self) -> Vec<String> {
        core::mem::take(&mut locked(&self.state).fresh)
    }

    pub(super) fn posts(&self) -> Posts {
        locked(&self.state).posts
    }

    /// What came, by key.
    pub(super) fn by_key(&self) -> HashMap<String, Taken> {
        locked(&self.state).by_key.clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn one(stream: TcpStream, state: Arc<Mutex<State>>) {
    let answer = service_fn(move |request| post(request, Arc::clone(&state)));
    // A line that breaks is what this is about.
    let _broken = http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await;
}

/// Meets a post. An error closes the line without an answer.
async fn post(
    request: Request<Incoming>,
    state: Arc<Mutex<State>>,
) -> Result<Response<Body>, io::Error> {
    let (head, body) = request.into_parts();
    let body = to_bytes(Body::new(body), MAX_POST_BYTES).await.map_err(io::Error::other)?;
    let key = head.headers.get("idempotency-key").and_then(|key| key.to_str().ok());
    let Some((key, document)) = key.zip(document(&body).ok()) else {
        return Ok(answer(StatusCode::BAD_REQUEST));
    };
    let manner = manner(&state);
    if manner != Manner::Refuses {
        store(&state, key, &document);
    }
    match manner {
        Manner::Takes => Ok(answer(StatusCode::OK)),
        Manner::Refuses => Ok(answer(StatusCode::SERVICE_UNAVAILABLE)),
        Manner::TakesSlowly(wait) => {
            pause(wait).await;
            Ok(answer(StatusCode::ACCEPTED))
        }
        Manner::TakesAndHangsUp => Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
    }
}

fn answer(status: StatusCode) -> Response<Body> {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = status;
    answer
}

fn manner(state: &Mutex<State>) -> Manner {
    let mut state = locked(state);
    let Some(chance) = &mut state.chance else { return Manner::Takes };
    let manner = match chance.within(&(1..=ONE_IN)) {
        1 => Manner::Refuses,
        2 => Manner::TakesSlowly(Duration::from_millis(chance.within(&SLOWLY))),
        3 => Manner::TakesAndHangsUp,
        _ => Manner::Takes,
    };
    match manner {
        Manner::Takes => {}
        Manner::Refuses => state.posts.refused += 1,
        Manner::TakesSlowly(_) => state.posts.slow += 1,
        Manner::TakesAndHangsUp => state.posts.unanswered += 1,
    }
    manner
}

fn store(state: &Mutex<State>, key: &str, document: &str) {
    let hash = digest(&SHA256, document.as_bytes()).as_ref().to_vec();
    let message = text_of(document, "MsgId").map(str::to_owned);
    let mut state = locked(state);
    state.posts.taken += 1;
    if let Some(taken) = state.by_key.get_mut(key) {
        taken.times += 1;
        taken.differs |= taken.digest != hash;
        return;
    }
    if state.by_key.len() >= MAX_KEYS {
        return;
    }
    state.fresh.extend(message.clone());
    let taken = Taken { digest: hash, message, times: 1, differs: false };
    state.by_key.insert(key.to_owned(), taken);
}

/// The document inside a post.
fn document(body: &[u8]) -> anyhow::Result<String> {
    let body: serde_json::Value = serde_json::from_slice(body)?;
    let text = body.get("businessDocument").and_then(serde_json::Value::as_str);
    let bytes = STANDARD.decode(text.context("a post without a document")?)?;
    Ok(String::from_utf8(bytes)?)
}
