//! The municipality's console: who answers for what, and its agreements (S2-0-k).
//!
//! Every page takes [`AtConsole`](crate::extract::AtConsole), which is only there with a
//! role today. Nothing here is about a citizen.

mod agreement;
mod agreements;
mod custodies;
mod custody;
mod decisions;
mod delivery;
mod emergencies;
mod figure;
mod head;
pub(crate) mod notice;
mod records;
mod responsibility;
mod successions;
mod tasks;
mod timeline;
pub(crate) mod told;
pub(crate) mod typed;

use axum::Router;
use axum::routing::get;

use crate::routes::{Route, municipality};
use crate::web::Web;

/// The console's routes.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(municipality::Responsibility::PATTERN, get(responsibility::get))
        .route(municipality::NewDelivery::PATTERN, get(delivery::get).post(delivery::post))
        .route(municipality::Decisions::PATTERN, get(decisions::get).post(decisions::post))
        .route(municipality::Custodies::PATTERN, get(custodies::get).post(custodies::post))
        .route(municipality::Custody::PATTERN, get(custody::get).post(custody::post))
        .route(municipality::Tasks::PATTERN, get(tasks::get).post(tasks::post))
        .route(municipality::Emergencies::PATTERN, get(emergencies::get).post(emergencies::post))
        .route(municipality::Successions::PATTERN, get(successions::get).post(successions::post))
        .route(municipality::Records::PATTERN, get(records::get))
        .route(municipality::ProvidersRecords::PATTERN, get(records::providers))
        .route(municipality::Agreements::PATTERN, get(agreements::get).post(agreements::post))
        .route(municipality::Agreement::PATTERN, get(agreement::get).post(agreement::post))
        .route(municipality::Timeline::PATTERN, get(timeline::get).post(timeline::post))
}
