//! The bare page: the rows of a citizen's list, its line in the log, and plain HTML.

use core::fmt::Write as _;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Html;
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use helsebro_simulators::town::START;
use uuid::Uuid;

use super::Bare;
use super::rows::{Cell, MONTH, fresh_id};

/// Whose the session is.
pub(super) const SESSION: &str = "SELECT p.id, p.given, p.family, s.last_seen_at \
     FROM sessions s JOIN people p ON p.id = s.person WHERE s.token_hash = $1 \
     AND s.ended_at IS NULL AND s.idle_until > $2 AND s.absolute_until > $2";

/// Her newest conversations, who wrote last, and what is unread.
pub(super) const LIST: &str = "SELECT t.id, u.name, t.closed, t.last_at, t.promise_at, \
     t.topic_citizen, \
     (SELECT m.author_kind FROM messages m WHERE m.thread = t.id ORDER BY m.id DESC LIMIT 1), \
     (SELECT COUNT(*) FROM messages m WHERE m.thread = t.id AND m.author_kind <> 0 \
        AND NOT EXISTS (SELECT 1 FROM thread_reads r WHERE r.thread = t.id \
            AND r.reader_kind = 0 AND r.reader = $1 AND r.upto >= m.id)) \
     FROM threads t JOIN units u ON u.id = t.unit WHERE t.person = $1 \
     ORDER BY t.last_at DESC, t.id DESC LIMIT 20";

/// That she looked.
pub(super) const LOG: [&str; 2] = [
    "INSERT INTO audit_lines (month, id, at, event, actor_kind, actor, subject, object_kind, \
     rules) VALUES ($1, $2, $3, 'THREADS_LISTED', 1, $4, $4, 0, 'S1-2.1-a')",
    "INSERT INTO audit_unsealed (chain, month, line) VALUES ($1, $2, $3)",
];

/// Which page is asked for.
pub(super) struct Asked {
    token_hash: Vec<u8>,
    now: i64,
}

/// What stands on it.
pub(super) struct Found {
    pub(super) person: Uuid,
    pub(super) rows: Vec<Row>,
}

/// A conversation on it.
pub(super) struct Row {
    pub(super) thread: Uuid,
    pub(super) unit: String,
    pub(super) is_closed: i64,
    pub(super) last_at: i64,
    pub(super) promise_at: Option<i64>,
    pub(super) topic: Vec<u8>,
    pub(super) last_by: Option<i64>,
    pub(super) unread: i64,
}

/// That it was looked at.
pub(super) struct Line {
    id: Uuid,
    person: Uuid,
    at: i64,
}

impl Asked {
    /// By a session's cookie.
    fn by(headers: &HeaderMap) -> Option<Self> {
        let cookie = headers.get(header::COOKIE)?.to_str().ok()?;
        let token = URL_SAFE_NO_PAD.decode(cookie.strip_prefix("helsebro=")?).ok()?;
        let token_hash = digest(&SHA256, &token).as_ref().to_vec();
        Some(Self { token_hash, now: START.micros() })
    }

    pub(super) fn cells(&self) -> [Cell<'_>; 2] {
        [Cell::Bytes(&self.token_hash), Cell::Int(self.now)]
    }

    pub(super) fn line(&self, person: Uuid) -> Line {
        Line { id: fresh_id(), person, at: self.now }
    }
}

impl Line {
    pub(super) fn cells(&self) -> [Vec<Cell<'static>>; 2] {
        use Cell::{Id, Int};
        let (month, id) = (Int(MONTH), Id(self.id));
        [vec![month, id, Int(self.at), Id(self.person)], vec![Id(Uuid::nil()), month, id]]
    }
}

/// The page behind its address, without a word of ours around it.
pub(in crate::bench) fn router(bare: Arc<Bare>) -> Router {
    Router::new().route("/meldinger", get(page)).with_state(bare)
}

async fn page(
    State(bare): State<Arc<Bare>>,
    headers: HeaderMap,
) -> Result<Html<String>, StatusCode> {
    let asked = Asked::by(&headers).ok_or(StatusCode::UNAUTHORIZED)?;
    drawn(&bare, &asked).await.map(Html).map_err(|error| {
        tracing::error!(%error, "a bare page failed");
        StatusCode::INTERNAL_SERVER_ERROR
    })
}

async fn drawn(bare: &Bare, asked: &Asked) -> anyhow::Result<String> {
    let found = bare.found(asked).await?;
    let mut html = String::from("<!doctype html><title>Meldinger</title><ol>");
    for row in &found.rows {
        let topic = bare.seals.open(&row.topic)?;
        let Row { thread, unit, is_closed, last_at, promise_at, last_by, unread, .. } = row;
        write!(
            html,
            "<li class=\"c{is_closed}\"><a href=\"/meldinger/{thread}\">{topic}</a> {unit} \
             {last_at} {promise_at:?} {last_by:?} {unread}</li>"
        )?;
    }
    html.push_str("</ol>");
    Ok(html)
}
