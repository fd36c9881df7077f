//! The control door: the same orders for Rust ([`OutsideControl`]) and over HTTP
//! (`/_control`). Bodies are JSON, so that no web page can post here by a plain
//! form.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;

use super::hall::{Given, Hall};
use super::order::{self, Order, OrderRefused};
use super::seen::OutsideSeen;
use crate::oidc::answers::json_answer;

/// How long a token that was handed out lives.
const HANDED_SECONDS: i64 = 3_600;

/// The hand on the parties outside; a clone works the same ones.
#[derive(Clone)]
pub struct OutsideControl(pub(super) Arc<Hall>);

impl OutsideControl {
    /// Carries out an order.
    ///
    /// # Errors
    /// When it is about somebody who is not there.
    pub fn tell(&self, order: Order) -> Result<(), OrderRefused> {
        self.0.with(|world| order::carry_out(world, order))
    }

    /// A token with these scopes, as Maskinporten would have given for a grant.
    pub fn token(&self, scopes: &[&str]) -> String {
        let (hall, token) = (&self.0, self.0.random());
        let scopes = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let ends = hall.now() + HANDED_SECONDS;
        hall.with(|world| world.tokens.insert(token.clone(), Given { scopes, ends }));
        token
    }

    /// What was sent until now.
    pub fn seen(&self) -> OutsideSeen {
        self.0.with(|world| world.seen.clone())
    }
}

/// The routes under `/_control`.
pub(super) fn control_routes(hall: &Arc<Hall>) -> Router {
    Router::new()
        .route("/_control", get(show))
        .route("/_control/orders", post(take))
        .with_state(OutsideControl(hall.clone()))
}

async fn show(State(control): State<OutsideControl>) -> Response {
    json_answer(StatusCode::OK, json!(control.seen()))
}

async fn take(State(control): State<OutsideControl>, Json(order): Json<Order>) -> Response {
    match control.tell(order) {
        Ok(()) => json_answer(StatusCode::OK, json!({})),
        Err(refused) => json_answer(StatusCode::BAD_REQUEST, json!({"error": refused.to_string()})),
    }
}
