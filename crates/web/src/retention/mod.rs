//! `/kommune/sletting`: what is deleted when its time has come (L-PJL-25).

mod list;
mod one;

use axum::Router;
use axum::routing::get;

use crate::routes::{Route, municipality};
use crate::web::Web;

/// The routes, behind the municipality's door.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(municipality::Retention::PATTERN, get(list::get).post(list::post))
        .route(municipality::RetentionPlan::PATTERN, get(one::get).post(one::post))
}
