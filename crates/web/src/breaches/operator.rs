//! `/drift/brudd`: the register of whoever runs the platform, who as processor tells the
//! municipalities (L-GDPR-33).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::breaches::{self, Keeper};
use helsebro_domain::ids::BreachId;
use helsebro_views::pages::breaches::{BreachForms, BreachPage, BreachesPage};
use helsebro_views::pages::municipality::{Wrong, Wrongs};

use super::typed::{self, Asked, Found, NewForm, StepForm};
use crate::error::WebError;
use crate::extract::{AtOperator, CheckedForm, PathId};
use crate::page::{Shell, see, see_with};
use crate::routes::{Route, operator as routes};
use crate::web::Web;

/// Shows the register.
#[tracing::instrument(name = "web.operator.breaches", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
) -> Result<Response, WebError> {
    shell.page(&list(&web, at, &shell, (NewForm::default(), Vec::new())).await?)
}

/// Registers one.
#[tracing::instrument(name = "web.operator.breaches.register", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
    CheckedForm(form): CheckedForm<NewForm>,
) -> Result<Response, WebError> {
    let wrongs = match typed::moment((&form.day, &form.time)) {
        Err(wrongs) => wrongs,
        Ok(aware_at) => {
            let new = (aware_at, form.nature.as_str());
            match breaches::register(web.acts(), Keeper::Operator(&at.access), new).await {
                Ok(id) => return Ok(see(&routes::Breach(id))),
                Err(error) => typed::wrong("new", error)?,
            }
        }
    };
    let page = list(&web, at, &shell, (form, wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn list(
    web: &Web,
    at: AtOperator,
    shell: &Shell,
    typed: (NewForm, Found),
) -> Result<BreachesPage, WebError> {
    let found = breaches::list(web.acts(), Keeper::Operator(&at.access)).await?;
    let href = |id: BreachId| routes::Breach(id).path();
    let rows = found.iter().map(|one| typed::row(one, href(one.breach.id), shell.now())).collect();
    Ok(typed::register(routes::Breaches.path(), rows, typed))
}

/// Shows one.
#[tracing::instrument(name = "web.operator.breaches.one", skip_all)]
pub(super) async fn one(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
    PathId(id): PathId<BreachId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = context(&web, at, &shell, (id, StepForm::default())).await?;
    shell.page(&BreachPage { is_saved: asked.is_saved(), ..page })
}

/// Does something about it, or tells a municipality.
#[tracing::instrument(name = "web.operator.breaches.step", skip_all)]
pub(super) async fn step(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
    PathId(id): PathId<BreachId>,
    CheckedForm(form): CheckedForm<StepForm>,
) -> Result<Response, WebError> {
    let taken = if form.act == "pass-on" {
        match form.home.parse() {
            Ok(home) => Ok(breaches::pass_on(web.acts(), &at.access, (id, home)).await.map(drop)),
            Err(_) => Err(vec![("home".to_owned(), Wrong::NotChosen)]),
        }
    } else {
        match typed::step(&form) {
            Ok(step) => {
                Ok(breaches::take(web.acts(), Keeper::Operator(&at.access), id, &step).await)
            }
            Err(wrongs) => Err(wrongs),
        }
    };
    let wrongs = match taken {
        Ok(Ok(())) => return Ok(see_with(&routes::Breach(id), "gjort=lagret")),
        Ok(Err(error)) => typed::wrong(&form.act, error)?,
        Err(wrongs) => wrongs,
    };
    let page = context(&web, at, &shell, (id, form)).await?;
    let page = BreachPage { wrongs: Wrongs(wrongs), ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn context(
    web: &Web,
    at: AtOperator,
    shell: &Shell,
    (id, form): (BreachId, StepForm),
) -> Result<BreachPage, WebError> {
    let shown = breaches::one(web.acts(), Keeper::Operator(&at.access), id).await?;
    let homes = breaches::homes(web.acts()).await?;
    let homes = homes.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let forms = BreachForms { homes, ..typed::filled(form) };
    let paths = (routes::Breaches.path(), routes::Breach(id).path());
    Ok(typed::page(shown, paths, Some(forms), shell.now()))
}
