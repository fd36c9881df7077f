//! Breaches of security: the registers of municipalities, of providers and of whoever runs the
//! platform, and what the people concerned read (L-GDPR-33, L-GDPR-34).

mod console;
mod operator;
mod own;
mod provider;
mod register;
mod typed;

use axum::Router;
use axum::routing::get;

use crate::routes::{Route, citizen, municipality, operator as at_operator};
use crate::web::Web;

pub(crate) use provider::AtProvider;

/// The routes of all doors.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(municipality::Breaches::PATTERN, get(console::get).post(console::post))
        .route(municipality::Breach::PATTERN, get(console::one).post(console::step))
        .route(at_operator::Breaches::PATTERN, get(operator::get).post(operator::post))
        .route(at_operator::Breach::PATTERN, get(operator::one).post(operator::step))
        .route(municipality::ProvidersBreaches::PATTERN, get(provider::get).post(provider::post))
        .route(municipality::ProvidersBreach::PATTERN, get(provider::one).post(provider::step))
        .route(citizen::Breaches::PATTERN, get(own::get))
}
