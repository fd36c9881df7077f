//! Signing out: here first, then at the identity provider (S1-2.1-c).

use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use helsebro_actions::parties::sessions::{self, LiveWho};
use helsebro_partners::PartnerFault;
use helsebro_partners::oidc::EndSession;
use helsebro_views::pages::public::{Ended, SignedOut};
use secrecy::SecretString;

use super::citizen::add;
use super::is_staffs;
use crate::error::WebError;
use crate::extract::{CheckedForm, NoFields};
use crate::page::{Shell, see};
use crate::routes::{Route, citizen, public, staff};
use crate::session::{self, Crumb};
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
    let Some(held) = session::of(&mut parts, &web).await? else {
        return Ok(see(&public::SignedOut));
    };
    let is_staff = matches!(held.live.who, LiveWho::Staff { .. }) || is_staffs(&parts);
    let hint = sessions::end(web.acts(), &held.token).await?;
    let mut response = match hint {
        Some(hint) => there(&web, &hint.into(), is_staff).await?,
        None => see(&public::SignedOut),
    };
    add(&mut response, &Crumb::Session.gone(&web));
    add(&mut response, &Crumb::Unit.gone(&web));
    Ok(response)
}

/// Signs out at the identity provider too. When that fails, she is signed out here.
async fn there(web: &Web, hint: &SecretString, is_staff: bool) -> Result<Response, WebError> {
    let state = session::new_browser(web);
    let found: Result<EndSession, PartnerFault> = if is_staff {
        web.staff_sign_in().end_session(hint, &state).await
    } else {
        web.citizen_sign_in().end_session(hint, &state).await
    };
    match found {
        Ok(way_out) => Ok(leave(&way_out)),
        Err(fault) => {
            tracing::warn!(name: "web.sign_out.fault", %fault, "signed out here only");
            Ok(see(&public::SignedOut))
        }
    }
}

/// `GET /utlogget`.
#[tracing::instrument(name = "web.signed_out", skip_all)]
pub(super) async fn done(shell: Shell) -> Result<Response, WebError> {
    shell.page(&SignedOut { ended: Ended::Asked, sign_in_href: public::SignIn.path() })
}

/// The token names the person, and an address ends in histories; so it does not
/// stand there, and the provider asks which session is meant.
fn leave(way_out: &EndSession) -> Response {
    Redirect::to(way_out.url_without_token().as_str()).into_response()
}
