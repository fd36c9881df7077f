//! The door as the contract says it is: it keeps what comes, lists what is put
//! in, and notes every call that is not by the contract.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::ThumbprintHash;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use crate::party::{digest_of, unverified};
use crate::world::{TestClock, base64url};

const LARGEST_BODY: usize = 64 * 1024 * 1024;

/// One message waiting.
#[derive(Clone)]
struct Waiting {
    id: String,
    receiver: u32,
    sender: u32,
    document: Vec<u8>,
    read: bool,
}

/// One call of the journal system.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) path: String,
}

pub(crate) struct DoorState {
    pub(crate) base: String,
    clock: Arc<TestClock>,
    waiting: Mutex<Vec<Waiting>>,
    posted: Mutex<Vec<Vec<u8>>>,
    receipts: Mutex<Vec<(String, u32, Value)>>,
    calls: Mutex<Vec<Call>>,
    faults: Mutex<Vec<String>>,
    jtis: Mutex<HashSet<String>>,
    /// Statuses to answer the next calls with, by method and end of the path.
    next: Mutex<Vec<(Method, String, StatusCode)>>,
    down: AtomicBool,
    tokens: Mutex<HashSet<String>>,
    news: Notify,
    /// Told when a call has been checked.
    checked: watch::Sender<()>,
    count: AtomicUsize,
}

/// A door at work; it closes with this.
pub(crate) struct Door {
    pub(crate) state: Arc<DoorState>,
    task: JoinHandle<std::io::Result<()>>,
}

impl Drop for Door {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Door {
    pub(crate) async fn open(clock: Arc<TestClock>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}/epj", listener.local_addr().unwrap());
        let state = Arc::new(DoorState {
            base,
            clock,
            waiting: Mutex::default(),
            posted: Mutex::default(),
            receipts: Mutex::default(),
            calls: Mutex::default(),
            faults: Mutex::default(),
            jtis: Mutex::default(),
            next: Mutex::default(),
            down: AtomicBool::new(false),
            tokens: Mutex::default(),
            news: Notify::new(),
            checked: watch::Sender::new(()),
            count: AtomicUsize::new(0),
        });
        let router = Router::new()
            .route("/epj/Messages", get(list).post(take))
            .route("/epj/Messages/{id}/business-document", get(document))
            .route("/epj/Messages/{id}/read/{unit}", put(mark_read))
            .route("/epj/Messages/{id}/apprec/{unit}", post(apprec))
            .layer(DefaultBodyLimit::max(LARGEST_BODY))
            .with_state(state.clone());
        let task = tokio::spawn(axum::serve(listener, router).into_future());
        Self { state, task }
    }

    /// Puts a message in; the journal system is told at once.
    pub(crate) fn put(&self, receiver: u32, sender: u32, document: impl Into<Vec<u8>>) -> String {
        let id = format!("t-{}", self.state.count.fetch_add(1, Ordering::SeqCst));
        let waiting =
            Waiting { id: id.clone(), receiver, sender, document: document.into(), read: false };
        self.state.waiting.lock().unwrap().push(waiting);
        self.state.news.notify_waiters();
        id
    }

    /// What has been posted, as text.
    pub(crate) fn posted(&self) -> Vec<String> {
        let posted = self.state.posted.lock().unwrap();
        posted.iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
    }

    /// Receipts given by the door's own call.
    pub(crate) fn apprecs(&self) -> Vec<(String, u32, Value)> {
        self.state.receipts.lock().unwrap().clone()
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        self.state.calls.lock().unwrap().clone()
    }

    /// How many calls of this kind there have been.
    pub(crate) fn count(&self, method: &str, ending: &str) -> usize {
        let calls = self.calls();
        calls.iter().filter(|c| c.method == method && c.path.ends_with(ending)).count()
    }

    /// Waits until the journal system has nothing to do but wait for the next list.
    pub(crate) async fn until_idle(&self) {
        let mut checked = self.state.checked.subscribe();
        let idle = || {
            let last = self.calls().pop();
            last.is_some_and(|call| call.method == "GET" && call.path.ends_with("/Messages"))
        };
        while !idle() {
            let _ = tokio::time::timeout(super::world::SOON, checked.changed()).await.unwrap();
        }
    }

    /// Answers the next such call with this status.
    pub(crate) fn refuse_next(&self, method: Method, ending: &str, status: StatusCode) {
        self.state.next.lock().unwrap().push((method, ending.to_owned(), status));
    }

    pub(crate) fn go_down(&self) {
        self.state.down.store(true, Ordering::SeqCst);
        self.state.news.notify_waiters();
    }

    pub(crate) fn come_up(&self) {
        self.state.down.store(false, Ordering::SeqCst);
    }

    /// How many access tokens have been shown.
    pub(crate) fn tokens(&self) -> usize {
        self.state.tokens.lock().unwrap().len()
    }

    /// No call has been other than the contract says.
    pub(crate) fn assert_faultless(&self) {
        let faults = self.state.faults.lock().unwrap();
        assert!(faults.is_empty(), "{faults:?}");
    }
}

impl DoorState {
    /// Notes the call and checks it; an answer when it goes no further.
    fn met(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
        let path = uri.path().to_owned();
        self.calls.lock().unwrap().push(Call { method: method.to_string(), path: path.clone() });
        if let Err(fault) = self.check(method, &path, headers) {
            self.faults.lock().unwrap().push(format!("{method} {path}: {fault}"));
        }
        self.checked.send_replace(());
        if self.down.load(Ordering::SeqCst) {
            return Some(StatusCode::SERVICE_UNAVAILABLE.into_response());
        }
        let mut next = self.next.lock().unwrap();
        let place = next.iter().position(|(of, end, _)| of == method && path.ends_with(end))?;
        let (.., status) = next.remove(place);
        Some(no(status))
    }

    fn check(&self, method: &Method, path: &str, headers: &HeaderMap) -> Result<(), String> {
        let line = |name: &str| headers.get(name).and_then(|line| line.to_str().ok());
        if line("api-version") != Some("2") {
            return Err("api-version".into());
        }
        if line("nhn-source-system") != Some("Fjellheim Journal, v1.0") {
            return Err("nhn-source-system".into());
        }
        let token = line("authorization").and_then(|line| line.strip_prefix("DPoP "));
        let token = token.ok_or("authorization")?;
        self.tokens.lock().unwrap().insert(token.to_owned());
        let now = self.clock.seconds();
        let told = unverified(token);
        if told["aud"] != "nhn:msh" || told["exp"].as_i64().unwrap_or_default() <= now {
            return Err("the token is for another or has ended".into());
        }
        let proof = line("dpop").ok_or("dpop")?;
        let header = jsonwebtoken::decode_header(proof).map_err(|_| "the proof")?;
        let jwk = header.jwk.ok_or("the proof's key")?;
        if header.typ.as_deref() != Some("dpop+jwt") {
            return Err("typ of the proof".into());
        }
        if told["cnf"]["jkt"] != jwk.thumbprint(ThumbprintHash::SHA256).unwrap() {
            return Err("the token is bound to another key".into());
        }
        let mut validation = Validation::new(Algorithm::ES256);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        let key = DecodingKey::from_jwk(&jwk).unwrap();
        let claims = jsonwebtoken::decode::<Value>(proof, &key, &validation);
        let claims = claims.map_err(|_| "the proof's signature")?.claims;
        let here = self.base.strip_suffix("/epj").unwrap();
        let wanted = json!({
            "htm": method.as_str(),
            "htu": format!("{here}{path}"),
            "iat": now,
            "ath": base64url(digest_of(token).as_ref()),
            "jti": claims["jti"],
        });
        if claims != wanted {
            return Err(format!("claims of the proof: {claims}"));
        }
        if !self.jtis.lock().unwrap().insert(claims["jti"].to_string()) {
            return Err("jti twice".into());
        }
        Ok(())
    }

    fn listed(&self, units: &[u32]) -> Vec<Value> {
        let waiting = self.waiting.lock().unwrap();
        let unread = waiting.iter().filter(|one| !one.read && units.contains(&one.receiver));
        unread
            .map(|one| {
                json!({
                    "id": one.id, "receiverHerId": one.receiver, "senderHerId": one.sender,
                    "businessDocumentId": "x", "businessDocumentGenDate": "x",
                    "isAppRec": false, "contentType": "application/xml",
                })
            })
            .collect()
    }
}

async fn list(
    State(door): State<Arc<DoorState>>,
    method: Method,
    uri: Uri,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if let Some(answer) = door.met(&method, &uri, &headers) {
        return answer;
    }
    let query = query.unwrap_or_default();
    let pairs: Vec<(String, String)> =
        url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let all = |name: &str| -> Vec<&str> {
        pairs.iter().filter(|(held, _)| held == name).map(|(_, value)| value.as_str()).collect()
    };
    if all("IncludeMetadata") != ["true"] || all("MessagesToFetch") != ["10"] {
        door.faults.lock().unwrap().push("query of the list".into());
    }
    let units: Vec<u32> = all("ReceiverHerIds").iter().map(|id| id.parse().unwrap()).collect();
    let wait = Duration::from_secs(all("wait")[0].parse().unwrap());
    let news = door.news.notified();
    tokio::pin!(news);
    news.as_mut().enable();
    if door.listed(&units).is_empty() {
        let _ = tokio::time::timeout(wait, news).await;
    }
    if door.down.load(Ordering::SeqCst) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    Json(door.listed(&units)).into_response()
}

async fn take(
    State(door): State<Arc<DoorState>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Some(answer) = door.met(&method, &uri, &headers) {
        return answer;
    }
    let told: Value = serde_json::from_slice(&body).unwrap();
    if told["contentType"] != "application/xml" || told["contentTransferEncoding"] != "base64" {
        door.faults.lock().unwrap().push("kind of the document".into());
    }
    let document = STANDARD.decode(told["businessDocument"].as_str().unwrap()).unwrap();
    door.posted.lock().unwrap().push(document);
    let id = format!("p-{}", door.count.fetch_add(1, Ordering::SeqCst));
    (StatusCode::CREATED, Json(id)).into_response()
}

async fn document(
    State(door): State<Arc<DoorState>>,
    method: Method,
    uri: Uri,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Some(answer) = door.met(&method, &uri, &headers) {
        return answer;
    }
    let waiting = door.waiting.lock().unwrap();
    let Some(found) = waiting.iter().find(|one| one.id == id) else {
        return no(StatusCode::NOT_FOUND);
    };
    let body = json!({
        "businessDocument": STANDARD.encode(&found.document),
        "contentType": "application/xml", "contentTransferEncoding": "base64",
    });
    Json(body).into_response()
}

async fn mark_read(
    State(door): State<Arc<DoorState>>,
    method: Method,
    uri: Uri,
    Path((id, unit)): Path<(String, u32)>,
    headers: HeaderMap,
) -> Response {
    if let Some(answer) = door.met(&method, &uri, &headers) {
        return answer;
    }
    let mut waiting = door.waiting.lock().unwrap();
    match waiting.iter_mut().find(|one| one.id == id && one.receiver == unit) {
        Some(found) => {
            found.read = true;
            StatusCode::NO_CONTENT.into_response()
        }
        None => no(StatusCode::NOT_FOUND),
    }
}

async fn apprec(
    State(door): State<Arc<DoorState>>,
    method: Method,
    uri: Uri,
    Path((id, unit)): Path<(String, u32)>,
    headers: HeaderMap,
    Json(told): Json<Value>,
) -> Response {
    if let Some(answer) = door.met(&method, &uri, &headers) {
        return answer;
    }
    door.receipts.lock().unwrap().push((id.clone(), unit, told));
    (StatusCode::CREATED, Json(id)).into_response()
}

fn no(status: StatusCode) -> Response {
    let body = json!({
        "error": "the door says no", "errorCode": 0, "validationErrors": null, "requestId": "r",
    });
    let mut answer = (status, Json(body)).into_response();
    if status == StatusCode::UNAUTHORIZED {
        let line = HeaderValue::from_static("DPoP error=\"invalid_token\"");
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, line);
    }
    answer
}
