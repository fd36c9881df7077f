//! Joining and leaving: the municipality's pages about it, and the operator's console
//! (S1-0-a to S1-7-a).
//!
//! The municipality's pages take [`AtConsole`](crate::extract::AtConsole), the operator's
//! [`AtOperator`](crate::extract::AtOperator). Nothing here is about a citizen.

mod accept;
mod archive;
mod board;
mod charges;
mod costs;
mod gone;
mod handing;
mod homes;
mod jobs;
mod leaving;
mod list;
mod operating;
mod orders;
mod processing;
mod shelf;
mod sub_processors;
mod told;
mod usage;
mod winding;

use axum::Router;
use axum::routing::get;

use crate::routes::{Route, municipality, operator};
use crate::web::Web;

/// The routes of both consoles.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(municipality::Joining::PATTERN, get(board::get).post(board::post))
        .route(municipality::GeneralTerms::PATTERN, get(accept::general).post(accept::do_general))
        .route(municipality::SpecialTerms::PATTERN, get(accept::special).post(accept::do_special))
        .route(municipality::Processing::PATTERN, get(processing::get).post(processing::post))
        .route(municipality::Activation::PATTERN, get(list::get).post(list::post))
        .route(operator::Orders::PATTERN, get(orders::get))
        .route(operator::Order::PATTERN, get(orders::one).post(orders::post))
        .route(operator::Terms::PATTERN, get(shelf::get))
        .route(operator::TermsVersion::PATTERN, get(shelf::one).post(shelf::post))
        .route(municipality::Leaving::PATTERN, get(leaving::get).post(leaving::post))
        .route(municipality::Usage::PATTERN, get(usage::own))
        .route(operator::UsageOfAll::PATTERN, get(usage::all))
        .route(operator::WindDown::PATTERN, get(winding::get).post(winding::post))
        .route(operator::Gone::PATTERN, get(gone::get).post(gone::post))
        .route(municipality::Costs::PATTERN, get(costs::get))
        .route(operator::Charges::PATTERN, get(charges::get).post(charges::post))
        .route(
            operator::SubProcessors::PATTERN,
            get(sub_processors::get).post(sub_processors::post),
        )
        .route(operator::Operating::PATTERN, get(operating::get).post(operating::post))
        .route(operator::Jobs::PATTERN, get(jobs::get).post(jobs::post))
        .route(operator::Homes::PATTERN, get(homes::get))
        .route(operator::Home::PATTERN, get(homes::one).post(homes::post))
}
