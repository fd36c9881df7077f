//! `/kommune/brudd`: a municipality's register, handled by its data protection officer.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::breaches::Keeper;
use helsebro_actions::controllership::directory;
use helsebro_actions::disclosure::reading;
use helsebro_domain::ids::BreachId;
use helsebro_domain::parties::ConsoleRole;
use helsebro_views::pages::breaches::{BreachForms, BreachPage, BreachesPage};
use helsebro_views::pages::municipality::Wrongs;

use super::register::Register;
use super::typed::{self, Asked, Found, NewForm, StepForm};
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm, PathId};
use crate::page::{Shell, see, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// Shows the register.
#[tracing::instrument(name = "web.breaches", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
) -> Result<Response, WebError> {
    shell.page(&list(&web, &at, &shell, (NewForm::default(), Vec::new())).await?)
}

/// Registers one.
#[tracing::instrument(name = "web.breaches.register", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(form): CheckedForm<NewForm>,
) -> Result<Response, WebError> {
    let wrongs = match register(&at).add(&web, &form).await? {
        Ok(id) => return Ok(see(&routes::Breach(id))),
        Err(wrongs) => wrongs,
    };
    let page = list(&web, &at, &shell, (form, wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn register(at: &AtConsole) -> Register<'_> {
    Register {
        keeper: Keeper::Home(&at.access),
        all: || routes::Breaches.path(),
        one: |id| routes::Breach(id).path(),
    }
}

async fn list(
    web: &Web,
    at: &AtConsole,
    shell: &Shell,
    typed: (NewForm, Found),
) -> Result<BreachesPage, WebError> {
    let now = shell.now();
    let overridden = match at.access.is(ConsoleRole::Dpo) {
        true => reading::overridden(web.acts(), &at.access).await?,
        false => Vec::new(),
    };
    let page = register(at).list(web, typed, now).await?;
    let overridden = overridden.into_iter().map(|one| crate::disclosure::row(one, now)).collect();
    Ok(BreachesPage { overridden, ..page })
}

/// Shows one.
#[tracing::instrument(name = "web.breaches.one", skip_all)]
pub(super) async fn one(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(id): PathId<BreachId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = context(&web, &at, &shell, (id, StepForm::default())).await?;
    shell.page(&BreachPage { is_saved: asked.is_saved(), ..page })
}

/// Does something about it.
#[tracing::instrument(name = "web.breaches.step", skip_all)]
pub(super) async fn step(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(id): PathId<BreachId>,
    CheckedForm(form): CheckedForm<StepForm>,
) -> Result<Response, WebError> {
    let wrongs = match register(&at).take(&web, (id, &form)).await? {
        Ok(()) => return Ok(see_with(&routes::Breach(id), "gjort=lagret")),
        Err(wrongs) => wrongs,
    };
    let page = context(&web, &at, &shell, (id, form)).await?;
    let page = BreachPage { wrongs: Wrongs(wrongs), ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn context(
    web: &Web,
    at: &AtConsole,
    shell: &Shell,
    (id, form): (BreachId, StepForm),
) -> Result<BreachPage, WebError> {
    let forms = match at.access.is(ConsoleRole::Dpo) {
        true => {
            let names = directory(web.acts(), at.access.municipality()).await?;
            let units = names.units.into_iter().map(|unit| (unit.id.to_string(), unit.name));
            Some(BreachForms { units: units.collect(), ..typed::filled(form) })
        }
        false => None,
    };
    register(at).page(web, (id, forms), shell.now()).await
}
