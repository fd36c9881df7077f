//! Signing out: here first, then at the identity provider (S1-2.1-c).

use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::response::Response;
use helsebro_actions::parties::sessions::{self, EndedWhy, LiveWho, Over, SessionToken};
use helsebro_views::pages::public::{Drafts, Ended, Leaving, SignedOut};
use secrecy::SecretString;
use serde::Deserialize;

use super::back::{local_path, way_in_to};
use super::citizen::add;
use crate::error::WebError;
use crate::extract::{CheckedForm, NoFields};
use crate::page::{Shell, see, see_with};
use crate::routes::{Door, citizen, operator, public, staff};
use crate::session::{self, Crumb, Held};
use crate::web::Web;

/// `GET /logg-ut`: nothing ends by following a link. The button stands in the
/// header of every page, so the way leads to one.
#[tracing::instrument(name = "web.sign_out.page", skip_all)]
pub(super) async fn get(State(web): State<Web>, mut parts: Parts) -> Result<Response, WebError> {
    let held = session::of(&mut parts, &web).await?;
    Ok(match held.as_ref().map(|held| &held.live.who) {
        None => see(&public::SignedOut),
        Some(LiveWho::Staff { .. }) => see(&staff::WorkList),
        Some(LiveWho::Operator { .. }) => see(&operator::Orders),
        Some(LiveWho::Citizen { .. }) => see(&citizen::Home),
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
        Some(held) => leave(&web, &parts, &held, Everywhere::No).await,
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
    parts: &Parts,
    held: &Held,
    everywhere: Everywhere,
) -> Result<Response, WebError> {
    let state = match everywhere {
        Everywhere::Yes => format!("{EVERYWHERE}{}", session::new_browser(web)),
        Everywhere::No => session::new_browser(web),
    };
    let hint = sessions::end(web.acts(), &held.token).await?;
    let mut response = match hint {
        Some(hint) => there(web, parts, held, &hint.into(), &state).await?,
        None => signed_out(&state),
    };
    add(&mut response, &Crumb::Session.gone(web));
    add(&mut response, &Crumb::Unit.gone(web));
    Ok(response)
}

/// Signs out at the identity provider too. When that fails, she is signed out here.
async fn there(
    web: &Web,
    parts: &Parts,
    held: &Held,
    hint: &SecretString,
    state: &str,
) -> Result<Response, WebError> {
    let found = match held.live.who {
        LiveWho::Staff { .. } | LiveWho::Operator { .. } => {
            web.staff_sign_in().end_session(hint, state).await
        }
        LiveWho::Citizen { .. } => web.citizen_sign_in().end_session(hint, state).await,
    };
    match found {
        Ok(way_out) => {
            let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
            let fields = way_out.fields().map(owned).collect();
            let page = Leaving { action: way_out.action.to_string(), fields };
            Shell::bare(web, parts).page(&page)
        }
        Err(fault) => {
            tracing::warn!(name: "web.sign_out.fault", %fault, "signed out here only");
            Ok(signed_out(state))
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
    /// Where she was when her session was found to be over.
    #[serde(default)]
    tilbake: String,
}

/// `GET /utlogget`. Whoever still holds the cookie of a session is told why it is
/// over.
#[tracing::instrument(name = "web.signed_out", skip_all)]
pub(super) async fn done(
    State(web): State<Web>,
    Query(back): Query<Back>,
    mut parts: Parts,
) -> Result<Response, WebError> {
    if session::of(&mut parts, &web).await?.is_some() {
        return get(State(web), parts).await;
    }
    let ended = match session::token(&web, &parts.headers) {
        _ if back.state.starts_with(EVERYWHERE) => Ended::Everywhere,
        Some(token) => why(&web, &token).await?,
        None => Ended::Asked,
    };
    let drafts = match local_path(&back.tilbake, Door::Staff) {
        Some(_) => Drafts::None,
        None => Drafts::Kept,
    };
    let page = SignedOut { ended, drafts, sign_in_href: way_in_to(&back.tilbake) };
    let mut response = Shell::bare(&web, &parts).page(&page)?;
    add(&mut response, &Crumb::Session.gone(&web));
    Ok(response)
}

/// Why the session of a cookie is over.
async fn why(web: &Web, token: &SessionToken) -> Result<Ended, WebError> {
    Ok(match sessions::over(web.acts(), token).await? {
        Some(Over::Idle) => Ended::Idle,
        Some(Over::TooLong) => Ended::TooLong,
        Some(Over::Ended(EndedWhy::SignedOut)) => Ended::Asked,
        Some(Over::Ended(EndedWhy::SignedOutElsewhere)) => Ended::Elsewhere,
        Some(Over::Ended(EndedWhy::AllEnded)) => Ended::Everywhere,
        Some(Over::Ended(EndedWhy::Replaced)) | None => Ended::Unknown,
    })
}
