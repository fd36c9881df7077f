//! The demo town's own pages: whom one can be, and the clock.
//!
//! They are mounted in the demo only; in `serve` they do not exist.

mod clock;
mod start;

use axum::Router;
use axum::routing::get;

use crate::routes::{Route, demo};
use crate::web::Web;

/// The demo's routes.
pub fn router() -> Router<Web> {
    Router::new()
        .route(demo::Start::PATTERN, get(start::get).post(start::post))
        .route(demo::Clock::PATTERN, get(clock::get).post(clock::post))
}
