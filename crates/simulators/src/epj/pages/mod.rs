//! The journal system's screen: server-rendered, without script, with a strip
//! that says it is a simulator. Every button is an order.

mod forms;
mod journal;
mod layout;
mod orders;
mod receipts;
mod thread;
mod vendor;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::office::Office;

/// The routes of the screen.
pub(crate) fn page_routes(office: &Arc<Office>) -> Router {
    Router::new()
        .route("/", get(journal::show))
        .route("/traad/{number}", get(thread::show))
        .route("/kvitteringer", get(receipts::show))
        .route("/leverandor", get(vendor::list))
        .route("/leverandor/{number}", get(vendor::one))
        .route("/ordre", post(orders::take))
        .route("/stil.css", get(style))
        .with_state(office.clone())
}

async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (headers, layout::style()).into_response()
}

/// A page that nobody stores, frames or scripts.
fn answer(status: StatusCode, html: String) -> Response {
    const POLICY: &str = "default-src 'none'; style-src 'self'; form-action 'self'; \
                          frame-ancestors 'none'; base-uri 'none'";
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, html).into_response()
}

fn not_found(office: &Office) -> Response {
    let page = layout::Page {
        title: "Finnes ikke",
        here: layout::Here::Elsewhere,
        body: "<h1>Finnes ikke</h1>\n<p>Det er ingenting her. Journalen er tom hver gang \
               simulatoren starter.</p>\n<p><a href=\"/\">Til journalen</a></p>"
            .to_owned(),
    };
    answer(StatusCode::NOT_FOUND, page.html(office))
}
