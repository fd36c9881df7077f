//! The control door: the same orders for Rust ([`EpjControl`]) and over HTTP
//! (`/_control`). Bodies are JSON, so that no web page can post here by a plain
//! form.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;

use super::office::Office;
use super::order::{Order, OrderRefused, Told};
use super::seen::EpjSeen;
use crate::oidc::answers::json_answer;

/// The most bytes of an order: room for one file, as text.
const ORDER_BYTES_LIMIT: usize = 32 * 1024 * 1024;

/// The hand on a running journal system; a clone works the same one.
#[derive(Clone)]
pub struct EpjControl(pub(super) Arc<Office>);

impl EpjControl {
    /// Carries out an order. What is sent is answered when the door has answered.
    ///
    /// # Errors
    /// When the order makes no sense here or the journal system is away.
    pub async fn tell(&self, order: Order) -> Result<Told, OrderRefused> {
        self.0.tell(order).await
    }

    /// The journal as it is now.
    pub fn seen(&self) -> EpjSeen {
        self.0.seen()
    }

    /// The journal when it first is as wanted; none when the time is up.
    pub async fn until(
        &self,
        limit: Duration,
        wanted: impl Fn(&EpjSeen) -> bool,
    ) -> Option<EpjSeen> {
        self.0.until(limit, wanted).await
    }

    /// The bytes of an entry's document.
    pub fn document(&self, number: u64) -> Option<Vec<u8>> {
        self.0.reading(|journal| Some(journal.entry(number)?.document.to_vec()))
    }
}

/// The routes under `/_control`.
pub(crate) fn control_routes(office: &Arc<Office>) -> Router {
    Router::new()
        .route("/_control", get(show))
        .route("/_control/orders", post(order).layer(DefaultBodyLimit::max(ORDER_BYTES_LIMIT)))
        .route("/_control/entries/{number}/document", get(document))
        .with_state(EpjControl(office.clone()))
}

async fn show(State(control): State<EpjControl>) -> Response {
    json_answer(StatusCode::OK, json!(control.seen()))
}

async fn order(State(control): State<EpjControl>, Json(order): Json<Order>) -> Response {
    match control.tell(order).await {
        Ok(told) => json_answer(StatusCode::OK, json!(told)),
        Err(refused) => {
            let status = match refused {
                OrderRefused::Away => StatusCode::CONFLICT,
                _ => StatusCode::BAD_REQUEST,
            };
            json_answer(status, json!({"error": refused.to_string()}))
        }
    }
}

async fn document(State(control): State<EpjControl>, Path(number): Path<u64>) -> Response {
    match control.document(number) {
        Some(bytes) => {
            let headers = [
                (header::CONTENT_TYPE, "application/octet-stream"),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, bytes).into_response()
        }
        None => json_answer(StatusCode::NOT_FOUND, json!({"error": "there is no such entry"})),
    }
}
