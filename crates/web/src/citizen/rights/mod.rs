//! What a citizen demands of those responsible (§ 9).

mod answer;
mod ask;
mod list;
mod one;

use axum::Router;
use axum::routing::get;

use crate::routes::Route;
use crate::routes::citizen::{NewRights, Rights, RightsAnswer, RightsRequest};
use crate::web::Web;

/// The pages about rights.
pub(super) fn router() -> Router<Web> {
    Router::new()
        .route(Rights::PATTERN, get(list::get))
        .route(NewRights::PATTERN, get(ask::get).post(ask::post))
        .route(RightsRequest::PATTERN, get(one::get).post(one::post))
        .route(RightsAnswer::PATTERN, get(answer::get))
}
