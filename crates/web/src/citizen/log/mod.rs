//! Who has seen what about the citizen, and asking about it (L-PJL-22a).

mod ask;
mod list;
mod print;
mod shown;

use axum::Router;
use axum::routing::get;

use crate::routes::Route;
use crate::routes::citizen::{AskAboutLine, Seen, SeenPrint};
use crate::web::Web;

pub(super) fn router() -> Router<Web> {
    Router::new()
        .route(Seen::PATTERN, get(list::get))
        .route(SeenPrint::PATTERN, get(print::get))
        .route(AskAboutLine::PATTERN, get(ask::get).post(ask::post))
}
