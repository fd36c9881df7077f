//! Pages that anybody may see. They say nothing about anyone (S1-2.1-c).

use axum::Router;
use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use helsebro_actions::parties::sessions::LiveWho;
use helsebro_actions::parties::{profile, staff};
use helsebro_views::Language;
use helsebro_views::pages::public::{Accessibility, Front, Help, Privacy};
use serde::Deserialize;

use crate::citizen::stored_language;
use crate::error::WebError;
use crate::extract::CheckedForm;
use crate::page::Shell;
use crate::routes::{Door, Route, public as routes};
use crate::session::{self, Crumb};
use crate::sign_in::{add, local_path};
use crate::web::Web;

pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(routes::Front::PATTERN, get(front))
        .route(routes::Help::PATTERN, get(help))
        .route(routes::Privacy::PATTERN, get(privacy))
        .route(routes::UnitPrivacy::PATTERN, get(crate::municipality::notice::get))
        .route(routes::Accessibility::PATTERN, get(accessibility))
        .route(routes::Language::PATTERN, post(language))
}

/// `GET /`.
#[tracing::instrument(name = "web.public.front", skip_all)]
async fn front(State(web): State<Web>, shell: Shell) -> Result<Response, WebError> {
    let found = staff::municipalities(web.acts()).await?;
    let municipalities = found.into_iter().map(|home| home.name);
    shell.page(&Front {
        sign_in_href: routes::SignIn.path(),
        staff_sign_in_href: routes::StaffSignIn.path(),
        municipalities: municipalities.collect(),
    })
}

/// `GET /hjelp`.
#[tracing::instrument(name = "web.public.help", skip_all)]
async fn help(State(web): State<Web>, shell: Shell) -> Result<Response, WebError> {
    shell.page(&Help { switchboards: shell.switchboards(&web).await })
}

/// `GET /personvern` (L-EFV-5).
#[tracing::instrument(name = "web.public.privacy", skip_all)]
async fn privacy(State(web): State<Web>, shell: Shell) -> Result<Response, WebError> {
    shell.page(&Privacy { switchboards: shell.switchboards(&web).await })
}

/// `GET /tilgjengelighet`.
#[tracing::instrument(name = "web.public.accessibility", skip_all)]
async fn accessibility(State(web): State<Web>, shell: Shell) -> Result<Response, WebError> {
    shell.page(&Accessibility { switchboards: shell.switchboards(&web).await })
}

/// A language, chosen on some page.
#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    language: String,
    #[serde(default)]
    return_to: String,
}

/// `POST /sprak`: for this browser, and for the profile of whoever is signed in.
#[tracing::instrument(name = "web.public.language", skip_all)]
async fn language(
    State(web): State<Web>,
    mut parts: Parts,
    CheckedForm(choice): CheckedForm<Choice>,
) -> Result<Response, WebError> {
    let back = local_path(&choice.return_to, Door::Citizen)
        .or_else(|| local_path(&choice.return_to, Door::Staff))
        .unwrap_or_else(|| routes::Front.path());
    let mut response = Redirect::to(&back).into_response();
    if let Some(language) = Language::from_tag(&choice.language) {
        keep(&web, &mut parts, language).await?;
        add(&mut response, &Crumb::Language.holding(&web, language.tag()));
    }
    Ok(response)
}

async fn keep(web: &Web, parts: &mut Parts, language: Language) -> Result<(), WebError> {
    let Some(held) = session::of(parts, web).await? else { return Ok(()) };
    let language = stored_language(language);
    match &held.live.who {
        LiveWho::Citizen { access, .. } => {
            let mut chosen = profile::citizens(web.acts(), access).await?;
            chosen.language = language;
            profile::set_citizens(web.acts(), access, chosen).await?;
        }
        LiveWho::Staff { staff, municipality, .. } => {
            let who = (*staff, *municipality);
            let mut chosen = profile::staffs(web.acts(), who).await?;
            chosen.language = language;
            profile::set_staffs(web.acts(), who, chosen).await?;
        }
        // Nothing of an operator's is kept but the cookie.
        LiveWho::Operator { .. } => {}
    }
    Ok(())
}
