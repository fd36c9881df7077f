//! The journal system's own door (S1-2.1-b), shaped like the national message
//! service's REST interface, so that who knows that one knows this one.
//!
//! A call bears an access token of HelseID's, bound to a key of the caller's. What
//! is left here is stored raw and answered; reading it is the worker's. There are
//! no pages here: answers and faults are JSON.

mod caller;
mod fault;
mod left;
mod listed;
mod one;
mod receipt;
mod wire;

use axum::Router;
use axum::routing::{get, post, put};

use crate::routes::{Route, epj};
use crate::web::Web;

/// The door's routes.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(epj::Messages::PATTERN, get(listed::get).post(left::post))
        .route(epj::Message::PATTERN, get(one::get))
        .route(epj::Document::PATTERN, get(one::document))
        .route(epj::Status::PATTERN, get(one::status))
        .route(epj::AppRec::PATTERN, get(one::apprec))
        .route(epj::Read::PATTERN, put(receipt::read))
        .route(epj::Receipt::PATTERN, post(receipt::post))
}
