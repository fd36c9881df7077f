//! In and out: to ID-porten and HelseID and back, and every way a session ends.
//!
//! What an identity provider says is believed by its adapter; who may then come
//! in is the acts' to say. Here are the two redirects, the cookie, and what is
//! remembered in between: where the person was going, and what she had written.

mod attempt;
mod back;
mod citizen;
mod elsewhere;
mod extend;
mod kept;
mod out;
mod staff;

use axum::Router;
use axum::routing::{get, post};
use helsebro_partners::oidc::UiLocale;
use helsebro_views::Language;

pub use back::local_path;
pub(crate) use back::way_in;
pub(crate) use citizen::{add, chosen_cookies};
pub(crate) use kept::keep_text;
pub(crate) use out::{Everywhere, leave};

use crate::routes::{Route, partner, public, session};
use crate::web::Web;

/// Everything about coming in and going out.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(public::SignIn::PATTERN, get(citizen::get).post(citizen::post))
        .route(public::SignInReturn::PATTERN, get(citizen::back))
        .route(public::StaffSignIn::PATTERN, get(staff::get).post(staff::post))
        .route(public::StaffSignInReturn::PATTERN, get(staff::back))
        .route(public::SignOut::PATTERN, get(out::get).post(out::post))
        .route(public::StaffSignOut::PATTERN, get(out::get).post(out::post))
        .route(public::SignedOut::PATTERN, get(out::done))
        .route(partner::FrontChannel::PATTERN, get(elsewhere::front_channel))
        .route(partner::BackChannel::PATTERN, post(elsewhere::citizen))
        .route(partner::StaffBackChannel::PATTERN, post(elsewhere::staff))
        .route(session::Extend::PATTERN, post(extend::post))
}

/// The language that the sign-in page is asked for in.
const fn ui_locale(language: Language) -> UiLocale {
    match language {
        Language::Nb => UiLocale::Nb,
        Language::Nn => UiLocale::Nn,
        Language::En => UiLocale::En,
    }
}

/// What a sign-in is asked with.
#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    /// Where to go afterwards.
    #[serde(default)]
    tilbake: String,
    /// There when an earlier sign-in is not enough.
    igjen: Option<String>,
}

/// What a person brings back.
#[derive(serde::Deserialize)]
pub(crate) struct Returned {
    code: Option<String>,
    state: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

impl From<Returned> for helsebro_partners::oidc::Callback {
    fn from(returned: Returned) -> Self {
        let Returned { code, state, iss, error } = returned;
        Self { code, state, iss, error }
    }
}
