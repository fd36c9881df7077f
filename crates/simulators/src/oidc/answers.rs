//! Answers: refusals in the OAuth shape, JSON, pages and redirects. None of them
//! may be stored on the way.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::page;
use crate::SimulatorError;

/// A no in the shape of RFC 6749: an error code and a description. The
/// description names parameters and rules, never values.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) error: &'static str,
    pub(crate) description: String,
}

impl Refusal {
    /// A deviation from the contract: always 400.
    pub(crate) fn new(error: &'static str, description: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, error, description: description.into() }
    }

    pub(crate) fn invalid_request(description: impl Into<String>) -> Self {
        Self::new("invalid_request", description)
    }

    pub(crate) fn invalid_client(description: impl Into<String>) -> Self {
        Self::new("invalid_client", description)
    }

    pub(crate) fn invalid_grant(description: impl Into<String>) -> Self {
        Self::new("invalid_grant", description)
    }

    /// A protected resource says 401 (RFC 6750, RFC 9449).
    pub(crate) fn unauthorized(error: &'static str, description: impl Into<String>) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, error, description: description.into() }
    }

    /// The same no to a person at a browser.
    pub(crate) fn into_page(self, provider: &str) -> Response {
        let body = format!(
            "<h1>Innloggingen stoppet</h1>\n<p>Tjenesten som sendte deg hit, ba om noe simulatoren \
             ikke godtar.</p>\n<p lang=\"en\"><code>{}</code>: {}</p>",
            page::escape(self.error),
            page::escape(&self.description)
        );
        page_answer(self.status, page::whole(provider, "Innloggingen stoppet", "", &body))
    }
}

impl From<SimulatorError> for Refusal {
    fn from(error: SimulatorError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the simulator failed");
        Self {
            status: StatusCode::INTERNAL_SERVER_ERROR,
            error: "server_error",
            description: "the simulator failed".into(),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        tracing::debug!(error = self.error, why = %self.description, "refused");
        let body = json!({"error": self.error, "error_description": self.description});
        let mut response = json_answer(self.status, body);
        if self.status == StatusCode::UNAUTHORIZED
            && let Ok(challenge) = HeaderValue::from_str(&format!("error=\"{}\"", self.error))
        {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// JSON that nobody stores.
pub(crate) fn json_answer(status: StatusCode, body: Value) -> Response {
    unstored((status, Json(body)).into_response())
}

/// A page that nobody stores, frames or scripts. Logout pages may frame the
/// clients' own front-channel addresses.
pub(crate) fn page_answer(status: StatusCode, html: String) -> Response {
    const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-src http: https:; \
                          frame-ancestors 'none'; base-uri 'none'";
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    unstored((status, headers, html).into_response())
}

/// A redirect after a form or a request: always 303, so that it is fetched by GET.
pub(crate) fn redirect(to: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(to) else {
        return Refusal::invalid_request("the address to return to is not a URL").into_response();
    };
    unstored((StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response())
}

/// Adds a header whose value we have made ourselves.
pub(crate) fn with_header(mut response: Response, name: HeaderName, value: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().append(name, value);
    }
    response
}

fn unstored(response: Response) -> Response {
    with_header(response, header::CACHE_CONTROL, "no-store")
}
