//! The control door: the same switches for Rust tests ([`Control`]) and over
//! HTTP (`/_control`). Bodies are JSON, so that no web page can post here by a
//! plain form.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::json;

use super::answers::{Refusal, json_answer};
use super::desk::Desk;
use super::faults::{Fault, Faults, Lasting};
use super::logout::Delivery;
use super::sessions::SessionSeen;
use crate::SimulatorError;

/// The hand on a running stand-in; a clone works the same one.
#[derive(Clone)]
pub struct Control(Arc<Desk>);

impl Control {
    pub(crate) fn of(desk: &Arc<Desk>) -> Self {
        Self(desk.clone())
    }

    /// The negative switches.
    pub fn faults(&self) -> &Faults {
        &self.0.faults
    }

    /// Replaces the signing key; the published set then holds only the new one.
    pub fn rotate_keys(&self) -> Result<(), SimulatorError> {
        self.0.rotate_keys()
    }

    /// Ends the person's sessions as if they had logged out at another service:
    /// back-channel calls only. The person is named by its key in the settings.
    pub async fn log_out_elsewhere(&self, person: &str) -> Result<Vec<Delivery>, SimulatorError> {
        self.0.leave_elsewhere(person).await
    }

    /// Living sessions, oldest first.
    pub fn sessions(&self) -> Vec<SessionSeen> {
        self.0.sessions_seen()
    }

    /// Back-channel calls made, oldest first; the last two hundred.
    pub fn deliveries(&self) -> Vec<Delivery> {
        self.0
            .remembering(|memory| memory.deliveries.iter().map(|(_, made)| made.clone()).collect())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TurnOn {
    fault: Fault,
    lasting: Lasting,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LogOut {
    person: String,
}

/// The routes under `/_control`.
pub(crate) fn control_routes(desk: Arc<Desk>) -> Router {
    Router::new()
        .route("/_control", get(show))
        .route("/_control/faults", post(turn_on).delete(clear))
        .route("/_control/faults/{fault}", delete(turn_off))
        .route("/_control/keys", post(rotate))
        .route("/_control/logout", post(log_out))
        .with_state(Control(desk))
}

async fn show(State(control): State<Control>) -> Response {
    let body = json!({
        "issuer": control.0.issuer,
        "faults": control.faults().on(),
        "sessions": control.sessions(),
        "deliveries": control.deliveries(),
    });
    json_answer(StatusCode::OK, body)
}

async fn turn_on(State(control): State<Control>, Json(wanted): Json<TurnOn>) -> StatusCode {
    control.faults().turn_on(wanted.fault, wanted.lasting);
    StatusCode::NO_CONTENT
}

async fn turn_off(State(control): State<Control>, Path(fault): Path<Fault>) -> StatusCode {
    control.faults().turn_off(fault);
    StatusCode::NO_CONTENT
}

async fn clear(State(control): State<Control>) -> StatusCode {
    control.faults().clear();
    StatusCode::NO_CONTENT
}

async fn rotate(State(control): State<Control>) -> Result<StatusCode, Refusal> {
    control.rotate_keys()?;
    Ok(StatusCode::NO_CONTENT)
}

async fn log_out(
    State(control): State<Control>,
    Json(wanted): Json<LogOut>,
) -> Result<Response, Refusal> {
    let deliveries = control.log_out_elsewhere(&wanted.person).await?;
    Ok(json_answer(StatusCode::OK, json!({"deliveries": deliveries})))
}
