//! The doors: what browsers ask for and what they are answered.
//!
//! Here live routes, sessions, forms and errors, and one handler for each page
//! and act. A handler checks who asks ([`extract`]), calls an act and fills in a
//! page ([`page`]). Rules, SQL and words are elsewhere: no page can read a row
//! past the permission that its act asks for, because there is no way from here
//! to the database but through `helsebro-actions`.
//!
//! The rooms are the doors of `docs/architecture.md`: [`public`] for anybody,
//! [`citizen`], [`staff`], [`demo`], `epj`, `gateway`; [`sign_in`] is the way in and out of them.

mod assets;
mod blocks;
mod breaches;
mod citizen;
pub mod demo;
mod disclosure;
mod epj;
pub mod error;
pub mod extract;
mod files;
mod gateway;
mod headers;
mod joining;
mod limits;
mod municipality;
pub mod page;
mod public;
mod refused;
mod retention;
mod rights;
#[macro_use]
mod route;
pub mod routes;
mod session;
mod sign_in;
pub mod staff;
mod web;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use core::any::Any;
use tower_http::catch_panic::CatchPanicLayer;

pub use error::WebError;
pub use limits::LimitSettings;
pub use session::Held;
pub use sign_in::local_path;
pub use web::{
    ClientAddress, DemoControl, DemoJournal, DemoPerson, DemoRole, MailReportDoor, MovableClock,
    ReportDoor, Web, WebParts, WebSettings,
};

/// All doors. Serve it with `into_make_service_with_connect_info::<SocketAddr>()`,
/// so that limits know who asks.
pub fn router(web: Web) -> Router {
    let mut doors = Router::new()
        .merge(public::router())
        .merge(sign_in::router())
        .merge(
            citizen::router()
                .merge(staff::router())
                .merge(disclosure::router())
                .merge(breaches::router())
                .merge(blocks::router())
                .merge(retention::router())
                .merge(municipality::router())
                .merge(rights::router())
                .merge(joining::router())
                .route_layer(from_fn_with_state(web.clone(), sign_in::keep_text)),
        )
        .merge(epj::router())
        .merge(gateway::router())
        .merge(assets::router());
    if web.demo().is_some() {
        doors = doors.merge(demo::router());
    }
    doors
        .fallback(nowhere)
        .method_not_allowed_fallback(not_so)
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn_with_state(web.clone(), limits::in_turn))
        .layer(from_fn_with_state(web.clone(), error::told))
        .layer(from_fn_with_state(web.clone(), headers::guard))
        .with_state(web)
}

async fn nowhere() -> WebError {
    WebError::NotFound
}

async fn not_so() -> WebError {
    WebError::NotUnderstood(StatusCode::METHOD_NOT_ALLOWED)
}

/// What a handler was doing when it panicked may hold what somebody wrote, so
/// nothing of it is passed on.
fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    WebError::Bug("a handler panicked").into_response()
}
