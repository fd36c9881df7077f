//! `/kommune/brudd`: a municipality's register, handled by its data protection officer.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::breaches::{self, Keeper};
use helsebro_actions::controllership::directory;
use helsebro_actions::disclosure::reading;
use helsebro_domain::ids::BreachId;
use helsebro_domain::parties::ConsoleRole;
use helsebro_views::pages::breaches::{BreachForms, BreachPage, BreachesPage};
use helsebro_views::pages::municipality::Wrongs;

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
    let wrongs = match typed::moment((&form.day, &form.time)) {
        Err(wrongs) => wrongs,
        Ok(aware_at) => {
            let new = (aware_at, form.nature.as_str());
            match breaches::register(web.acts(), Keeper::Home(&at.access), new).await {
                Ok(id) => return Ok(see(&routes::Breach(id))),
                Err(error) => typed::wrong("new", error)?,
            }
        }
    };
    let page = list(&web, &at, &shell, (form, wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn list(
    web: &Web,
    at: &AtConsole,
    shell: &Shell,
    typed: (NewForm, Found),
) -> Result<BreachesPage, WebError> {
    let now = shell.now();
    let found = breaches::list(web.acts(), Keeper::Home(&at.access)).await?;
    let href = |id: BreachId| routes::Breach(id).path();
    let rows = found.iter().map(|one| typed::row(one, href(one.breach.id), now)).collect();
    let overridden = match at.access.is(ConsoleRole::Dpo) {
        true => reading::overridden(web.acts(), &at.access).await?,
        false => Vec::new(),
    };
    let page = typed::register(routes::Breaches.path(), rows, typed);
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
    let wrongs = match typed::step(&form) {
        Err(wrongs) => wrongs,
        Ok(step) => match breaches::take(web.acts(), Keeper::Home(&at.access), id, &step).await {
            Ok(()) => return Ok(see_with(&routes::Breach(id), "gjort=lagret")),
            Err(error) => typed::wrong(&form.act, error)?,
        },
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
    let shown = breaches::one(web.acts(), Keeper::Home(&at.access), id).await?;
    let forms = match at.access.is(ConsoleRole::Dpo) {
        true => {
            let names = directory(web.acts(), at.access.municipality()).await?;
            let units = names.units.into_iter().map(|unit| (unit.id.to_string(), unit.name));
            Some(BreachForms { units: units.collect(), ..typed::filled(form) })
        }
        false => None,
    };
    let paths = (routes::Breaches.path(), routes::Breach(id).path());
    Ok(typed::page(shown, paths, forms, shell.now()))
}
