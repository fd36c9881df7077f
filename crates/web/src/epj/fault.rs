//! Why a call is not answered as asked, in the interface's own shape.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use helsebro_actions::ActError;
use serde::Serialize;

use crate::error::WebError;
use crate::page::support_code;
use crate::web::Web;

/// A fault, ready to be told.
pub(super) struct Fault {
    status: StatusCode,
    error: String,
    challenge: Option<&'static str>,
    request_id: String,
}

/// `ErrorMessage` of the interface.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorMessage<'a> {
    error: &'a str,
    error_code: u16,
    validation_errors: Option<Vec<String>>,
    request_id: &'a str,
}

/// How long a caller waits before it tries again.
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("5");

impl Fault {
    pub(super) fn new(web: &Web, status: StatusCode, error: impl Into<String>) -> Self {
        let request_id = support_code(web.acts().dice());
        Self { status, error: error.into(), challenge: None, request_id }
    }

    /// What was sent is not as it must be.
    pub(super) fn bad(web: &Web, error: impl Into<String>) -> Self {
        Self::new(web, StatusCode::BAD_REQUEST, error)
    }

    /// The caller has not shown who it is.
    pub(super) fn stranger(web: &Web, challenge: &'static str, error: impl Into<String>) -> Self {
        let fault = Self::new(web, StatusCode::UNAUTHORIZED, error);
        Self { challenge: Some(challenge), ..fault }
    }

    /// What an act did not do.
    pub(super) fn of(web: &Web, error: ActError) -> Self {
        match error {
            ActError::NotFound => Self::new(web, StatusCode::NOT_FOUND, "Not found"),
            ActError::Refused(refusal) => {
                Self::new(web, StatusCode::CONFLICT, refusal.shown().as_str())
            }
            ActError::Storage(source) => {
                let error = "Not available now; try again";
                let fault = Self::new(web, StatusCode::SERVICE_UNAVAILABLE, error);
                let source = &source as &dyn std::error::Error;
                tracing::error!(name: "epj.fault", code = fault.request_id, error = source, "something under us failed");
                fault
            }
        }
    }

    /// No turn came in time.
    pub(super) fn busy(web: &Web, _: WebError) -> Self {
        Self::new(web, StatusCode::SERVICE_UNAVAILABLE, "Busy; try again")
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let message = ErrorMessage {
            error: &self.error,
            error_code: self.status.as_u16(),
            validation_errors: None,
            request_id: &self.request_id,
        };
        let mut response = (self.status, Json(message)).into_response();
        let headers = response.headers_mut();
        if let Some(challenge) = self.challenge {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, RETRY_SECONDS);
        }
        response
    }
}
