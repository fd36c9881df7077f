//! Whom she acts for, and back again.

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::representation::switching;
use helsebro_domain::ids::PersonId;
use helsebro_domain::representation::CitizenAccess;
use helsebro_views::pages::citizen::{ActChoice, ActFor, On, PastChoice};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, NoFields};
use crate::page::{Shell, see, see_with};
use crate::routes::citizen as routes;
use crate::web::Web;

/// Whom she chose.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    person: String,
}

/// What forms carry when they are about somebody else than who is signed in.
pub(crate) fn value_of(access: &CitizenAccess) -> Option<String> {
    (!access.is_own()).then(|| access.person().to_string())
}

/// `GET /meg/opptrer-for`.
#[tracing::instrument(name = "web.citizen.act_for", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = switching::choices(web.acts(), &citizen.access).await?;
    let choice = |choice: switching::Choice| {
        Some(ActChoice {
            value: choice.person.to_string(),
            name: choice.name,
            age: choice.age,
            on: On::of(choice.basis)?,
            last_day: choice.last_day,
        })
    };
    let past = |past: switching::Past| PastChoice { name: past.name, ended_on: past.ended_on };
    shell.page(&ActFor {
        own: citizen.name,
        current: value_of(&citizen.access),
        choices: found.now.into_iter().filter_map(choice).collect(),
        past: found.past.into_iter().map(past).collect(),
    })
}

/// `POST /meg/opptrer-for`.
#[tracing::instrument(name = "web.citizen.act_for.choose", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    CheckedForm(chosen): CheckedForm<Chosen>,
) -> Result<Response, WebError> {
    let session = citizen.live().id;
    if chosen.person.is_empty() || chosen.person == "self" {
        return to_herself(&web, &citizen).await;
    }
    let person: PersonId = chosen.person.parse().map_err(|_| WebError::NotFound)?;
    switching::begin(web.acts(), session, &citizen.access, person).await?;
    Ok(see(&routes::Home))
}

/// `POST /meg/opptrer-for/meg-selv`.
#[tracing::instrument(name = "web.citizen.act_for.self", skip_all)]
pub(super) async fn back(
    State(web): State<Web>,
    citizen: Citizen,
    CheckedForm(_): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    to_herself(&web, &citizen).await
}

async fn to_herself(web: &Web, citizen: &Citizen) -> Result<Response, WebError> {
    if citizen.access.is_own() {
        return Ok(see(&routes::Home));
    }
    switching::back(web.acts(), citizen.live().id, &citizen.access).await?;
    Ok(see_with(&routes::Home, "tilbake=1"))
}
