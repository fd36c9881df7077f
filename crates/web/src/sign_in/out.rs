//! Signing out: here first, then at the identity provider (S1-2.1-c).

use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use helsebro_actions::parties::sessions::{self, LiveWho};
use helsebro_views::pages::public::{Ended, SignedOut};
use secrecy::SecretString;
use serde::Deserialize;

use super::citizen::add;
use crate::error::WebError;
use crate::extract::{CheckedForm, NoFields};
use crate::page::{Shell, see, see_with};
use crate::routes::{Route, citizen, public, staff};
use crate::session::{self, Crumb, Held};
use crate::web::Web;

/// `GET /logg-ut`: nothing ends by following a link. The button stands in the
/// header of every page, so the way leads to one.
#[tracing::instrument(name = "web.sign_out.page", skip_all)]
pub(super) async fn get(State(web): State<Web>, mut parts: Parts) -> Result<Response, WebError> {
    let held = session::of(&mut parts, &web).await?;
    Ok(match held.map(|held| matches!(held.live.who, LiveWho::Staff { .. })) {
        None => see(&public::SignedOut),
        Some(true) => see(&staff::WorkList),
        Some(false) => see(&citizen::Home),
    })
}

/// `POST /logg-ut` and `POST /ansatt/logg-ut`.
#[tracing::instrument(name = "web.sign_out", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    mut parts: Parts,
    CheckedForm(_): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    match session::of(&mut parts, &web).await? {
        Some(held) => leave(&web, &held, Everywhere::No).await,
        None => Ok(see(&public::SignedOut)),
    }
}

/// Whether all of a person's sessions end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Everywhere {
    /// They do.
    Yes,
    /// Only this one.
    No,
}

/// Before what comes back from the provider when all sessions ended.
const EVERYWHERE: &str = "overalt-";

/// Ends a session here and sends the browser to end it at the provider too.
pub(crate) async fn leave(
    web: &Web,
    held: &Held,
    everywhere: Everywhere,
) -> Result<Response, WebError> {
    let state = match everywhere {
        Everywhere::Yes => format!("{EVERYWHERE}{}", session::new_browser(web)),
        Everywhere::No => session::new_browser(web),
    };
    let hint = sessions::end(web.acts(), &held.token).await?;
    let mut response = match hint {
        Some(hint) => there(web, held, &hint.into(), &state).await,
        None => signed_out(&state),
    };
    add(&mut response, &Crumb::Session.gone(web));
    add(&mut response, &Crumb::Unit.gone(web));
    Ok(response)
}

/// Signs out at the identity provider too. When that fails, she is signed out here.
async fn there(web: &Web, held: &Held, hint: &SecretString, state: &str) -> Response {
    let found = match held.live.who {
        LiveWho::Staff { .. } => web.staff_sign_in().end_session(hint, state).await,
        LiveWho::Citizen { .. } => web.citizen_sign_in().end_session(hint, state).await,
    };
    match found {
        // The token names the person, and an address ends in histories; so it does
        // not stand there, and the provider asks which session is meant.
        Ok(way_out) => Redirect::to(way_out.url_without_token().as_str()).into_response(),
        Err(fault) => {
            tracing::warn!(name: "web.sign_out.fault", %fault, "signed out here only");
            signed_out(state)
        }
    }
}

fn signed_out(state: &str) -> Response {
    see_with(&public::SignedOut, &format!("state={state}"))
}

/// What comes back from the provider.
#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    state: String,
}

/// `GET /utlogget`. Whoever still holds the cookie of a session did not ask for it
/// to end: its time ran out while the page stood open.
#[tracing::instrument(name = "web.signed_out", skip_all)]
pub(super) async fn done(
    State(web): State<Web>,
    Query(back): Query<Back>,
    mut parts: Parts,
) -> Result<Response, WebError> {
    if session::of(&mut parts, &web).await?.is_some() {
        return get(State(web), parts).await;
    }
    let has_cookie = session::token(&web, &parts.headers).is_some();
    let ended = match (back.state.starts_with(EVERYWHERE), has_cookie) {
        (true, _) => Ended::Everywhere,
        (false, true) => Ended::Idle,
        (false, false) => Ended::Asked,
    };
    let page = SignedOut { ended, sign_in_href: public::SignIn.path() };
    let mut response = Shell::bare(&web, &parts).page(&page)?;
    add(&mut response, &Crumb::Session.gone(&web));
    Ok(response)
}
