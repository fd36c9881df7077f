//! Data about one patient from one enterprise to another, case by case (§ 10).

mod ask;
mod list;
mod one;

use axum::Router;
use axum::routing::get;
use helsebro_actions::disclosure::reading::Listed;
use helsebro_domain::time::Instant;
use helsebro_views::pages::disclosure::DisclosureRow;

use crate::routes::{Route, staff};
use crate::web::Web;

/// One in a list, with the unit that was asked.
pub(crate) fn row(found: Listed, now: Instant) -> DisclosureRow {
    list::row(found, list::Other::Source, now)
}

/// The routes, behind the staff's door.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(staff::Disclosures::PATTERN, get(list::get).post(list::post))
        .route(staff::NewDisclosure::PATTERN, get(ask::get).post(ask::post))
        .route(staff::Disclosure::PATTERN, get(one::get).post(one::post))
        .route(staff::DisclosureGiven::PATTERN, get(one::given))
}
