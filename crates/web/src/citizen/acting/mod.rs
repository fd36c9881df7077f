//! Acting for somebody else: whom, on what, how it is asked for, given and ended
//! (S1-2.1-a).

mod ask;
mod grants;
mod offer;
mod switch;

pub(crate) use ask::{ask_form, last_day_of};
pub(super) use grants::{helpers, waiting};
pub(crate) use switch::value_of;

use axum::Router;
use axum::routing::{get, post};

use crate::routes::Route;
use crate::routes::citizen::{
    ActFor, ActForSelf, AskForGrant, Grant, GrantAsked, GrantOffer, GrantOffered, GrantRequest,
    Helpers, OfferGrant, TakeOfferBack,
};
use crate::web::Web;

/// Everything behind this part of the door.
pub(super) fn router() -> Router<Web> {
    Router::new()
        .route(ActFor::PATTERN, get(switch::get).post(switch::post))
        .route(ActForSelf::PATTERN, post(switch::back))
        .route(Helpers::PATTERN, get(grants::list))
        .route(AskForGrant::PATTERN, get(ask::get).post(ask::post))
        .route(GrantAsked::PATTERN, get(ask::asked))
        .route(GrantRequest::PATTERN, get(ask::request).post(ask::answer))
        .route(OfferGrant::PATTERN, get(offer::get).post(offer::post))
        .route(GrantOffered::PATTERN, get(offer::offered))
        .route(GrantOffer::PATTERN, get(offer::one).post(offer::answer))
        .route(TakeOfferBack::PATTERN, post(offer::take_back))
        .route(Grant::PATTERN, get(grants::one).post(grants::end))
}
