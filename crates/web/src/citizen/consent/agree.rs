//! Saying yes, and to how much.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use helsebro_actions::consent::{self, Standing, youth};
use helsebro_actions::parties::profile;
use helsebro_domain::consent::{Level, ParentSays, Portal, TERMS, WhoAgrees};
use helsebro_views::Language;
use helsebro_views::pages::citizen::{AskedAs, Consent, ConsentDone, LedgerRow, Stands};
use serde::Deserialize;

use super::responsible;
use crate::citizen::stored_language;
use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen};
use crate::page::{Shell, see_with};
use crate::routes::{Door, Route, citizen as routes};
use crate::sign_in::{add, chosen_cookies, local_path};
use crate::web::Web;

/// What the page is asked with.
#[derive(Deserialize)]
pub(in crate::citizen) struct Asked {
    /// What was just done.
    #[serde(default)]
    gjort: String,
    /// Where she was going.
    #[serde(default)]
    tilbake: String,
}

/// What she says.
#[derive(Deserialize)]
pub(in crate::citizen) struct Choice {
    #[serde(default)]
    level: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    back: String,
}

/// `GET /meg/samtykke`.
#[tracing::instrument(name = "web.citizen.consent", skip_all)]
pub(in crate::citizen) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let standing = consent::standing(web.acts(), &citizen.access).await?;
    let page = page(&web, &shell, &citizen, standing, &asked.tilbake).await?;
    let done = match asked.gjort.as_str() {
        "endret" => ConsentDone::Changed,
        "trukket" => ConsentDone::Withdrawn,
        _ => ConsentDone::Nothing,
    };
    shell.page(&Consent { done, ..page })
}

/// `POST /meg/samtykke`.
#[tracing::instrument(name = "web.citizen.consent.agree", skip_all)]
pub(in crate::citizen) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    CheckedForm(choice): CheckedForm<Choice>,
) -> Result<Response, WebError> {
    let standing = consent::standing(web.acts(), &citizen.access).await?;
    let Some(level) = Level::from_value(&choice.level) else {
        let page = page(&web, &shell, &citizen, standing, &choice.back).await?;
        let page = Consent { has_fault: true, ..page };
        return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let language = Language::from_tag(&choice.language);
    let read_in = shell.language().tag();
    let is_change = matches!(standing.portal, Portal::Active(_));
    if standing.portal != Portal::Active(level) || standing.asks_anew {
        consent::give(web.acts(), &citizen.access, level, read_in).await?;
    }
    if is_change {
        return Ok(see_with(&routes::Consent, "gjort=endret"));
    }
    let mut response = Redirect::to(&way_on(&choice.back)).into_response();
    if let Some(language) = language {
        let mut chosen = profile::citizens(web.acts(), &citizen.access).await?;
        chosen.language = stored_language(language);
        profile::set_citizens(web.acts(), &citizen.access, chosen).await?;
        for cookie in chosen_cookies(&web, chosen) {
            add(&mut response, &cookie);
        }
    }
    Ok(response)
}

async fn page(
    web: &Web,
    shell: &Shell,
    citizen: &Citizen,
    standing: Standing,
    back: &str,
) -> Result<Consent, WebError> {
    let has_youths = !youth::list(web.acts(), &citizen.access).await?.is_empty();
    let is_youth = standing.who == WhoAgrees::WithAParent;
    let is_open = standing.parent == ParentSays::Yes || !is_youth;
    Ok(Consent {
        given: citizen.given.clone(),
        asked_as: if is_youth { AskedAs::Youth } else { AskedAs::Grown },
        has_youths,
        stands: match (standing.who, standing.portal) {
            (WhoAgrees::Nobody, _) => Stands::TooYoung,
            _ if !is_open => Stands::NeedsParent,
            (_, Portal::NotAsked) => Stands::First,
            (_, Portal::Closed) => Stands::Closed,
            (_, Portal::Active(level)) => Stands::Agreed(level),
        },
        asks_anew: standing.asks_anew,
        responsible: responsible(&standing),
        ledger: standing
            .given
            .into_iter()
            .map(|row| LedgerRow { level: row.level, terms: row.terms, at: row.at })
            .collect(),
        terms: TERMS.to_owned(),
        language: shell.language(),
        back: way_on(back),
        has_fault: false,
        done: ConsentDone::Nothing,
        switchboards: shell.switchboards(web).await,
    })
}

/// Where she goes from here: to what she asked for, when that is a place of hers.
fn way_on(back: &str) -> String {
    let home = routes::Home.path();
    local_path(back, Door::Citizen)
        .filter(|path| !path.starts_with(&routes::Consent.path()))
        .unwrap_or(home)
}
