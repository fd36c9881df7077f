//! The citizen's door: her own things and nobody else's (S1-2.1-a, S1-2.1-c).
//!
//! Every handler takes [`Citizen`](crate::extract::Citizen), which is only there
//! with a session at level high; every act is given the right that lies in it.
//! What is not hers is not found, like what does not exist.

mod acting;
mod consent;
mod dialog;
mod home;
mod log;
mod moving;
mod notices;
mod profile;
mod responsible;
mod rights;
mod shown;

pub(crate) use acting::{ask_form, last_day_of, value_of};
pub(crate) use profile::stored_language;

use axum::Router;
use axum::routing::{get, post};

use crate::routes::Route;
use crate::routes::citizen::{Home, Moving, Notices, Profile, Responsible, SignOutEverywhere};
use crate::web::Web;

/// Everything behind this door.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(Home::PATTERN, get(home::get))
        .route(Profile::PATTERN, get(profile::get).post(profile::post))
        .route(Responsible::PATTERN, get(responsible::get))
        .route(Moving::PATTERN, get(moving::get).post(moving::post))
        .route(Notices::PATTERN, get(notices::get).post(notices::post))
        .route(SignOutEverywhere::PATTERN, post(profile::sign_out_everywhere))
        .merge(acting::router())
        .merge(consent::router())
        .merge(dialog::router())
        .merge(log::router())
        .merge(rights::router())
}
