//! Her name, language and colours, and the way out everywhere.

use axum::extract::{Query, State};
use axum::http::request::Parts;
use axum::response::Response;
use helsebro_actions::parties::{self, profile, sessions};
use helsebro_domain::representation::Deed;
use helsebro_views::pages::citizen::{Profile, Saved};
use helsebro_views::{Language, Theme};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, NoFields};
use crate::page::{Shell, see_with};
use crate::routes::citizen;
use crate::sign_in::{Everywhere, add, chosen_cookies, leave};
use crate::web::Web;

/// What the page is asked with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// There when a choice was just stored.
    lagret: Option<String>,
}

/// What she chooses.
#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    language: String,
    #[serde(default)]
    theme: String,
}

/// `GET /meg`.
#[tracing::instrument(name = "web.citizen.profile", skip_all)]
pub(super) async fn get(
    Query(asked): Query<Asked>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    citizen.access.may(Deed::ManageProfile).map_err(WebError::Refused)?;
    shell.page(&Profile {
        name: citizen.name,
        language: shell.language(),
        theme: shell.frame().theme,
        saved: if asked.lagret.is_some() { Saved::Now } else { Saved::No },
    })
}

/// `POST /meg`.
#[tracing::instrument(name = "web.citizen.profile.choose", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    CheckedForm(choice): CheckedForm<Choice>,
) -> Result<Response, WebError> {
    let mut chosen = profile::citizens(web.acts(), &citizen.access).await?;
    if let Some(language) = Language::from_tag(&choice.language) {
        chosen.language = stored_language(language);
    }
    if let Some(theme) = Theme::from_value(&choice.theme) {
        chosen.theme = match theme {
            Theme::Device => parties::Theme::Device,
            Theme::Light => parties::Theme::Light,
            Theme::Dark => parties::Theme::Dark,
        };
    }
    profile::set_citizens(web.acts(), &citizen.access, chosen).await?;
    let mut response = see_with(&citizen::Profile, "lagret=1");
    for cookie in chosen_cookies(&web, chosen) {
        add(&mut response, &cookie);
    }
    Ok(response)
}

/// `POST /meg/logg-ut-overalt`.
#[tracing::instrument(name = "web.citizen.sign_out_everywhere", skip_all)]
pub(super) async fn sign_out_everywhere(
    State(web): State<Web>,
    citizen: Citizen,
    parts: Parts,
    CheckedForm(_): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    let response = leave(&web, &parts, &citizen.held, Everywhere::Yes).await?;
    sessions::end_all(web.acts(), citizen.access.actor()).await?;
    Ok(response)
}

/// The language as the profile keeps it.
pub(crate) const fn stored_language(language: Language) -> parties::Language {
    match language {
        Language::Nb => parties::Language::Nb,
        Language::Nn => parties::Language::Nn,
        Language::En => parties::Language::En,
    }
}
