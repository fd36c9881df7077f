//! `/drift/brudd`: the register of whoever runs the platform, who as processor tells the
//! municipalities (L-GDPR-33).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::breaches::{self, Keeper};
use helsebro_domain::ids::BreachId;
use helsebro_views::pages::breaches::{BreachForms, BreachPage};
use helsebro_views::pages::municipality::{Wrong, Wrongs};

use super::register::Register;
use super::typed::{self, Asked, NewForm, StepForm};
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
    let typed = (NewForm::default(), Vec::new());
    shell.page(&register(&at).list(&web, typed, shell.now()).await?)
}

/// Registers one.
#[tracing::instrument(name = "web.operator.breaches.register", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
    CheckedForm(form): CheckedForm<NewForm>,
) -> Result<Response, WebError> {
    let wrongs = match register(&at).add(&web, &form).await? {
        Ok(id) => return Ok(see(&routes::Breach(id))),
        Err(wrongs) => wrongs,
    };
    let page = register(&at).list(&web, (form, wrongs), shell.now()).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn register(at: &AtOperator) -> Register<'_> {
    Register {
        keeper: Keeper::Operator(&at.access),
        all: || routes::Breaches.path(),
        one: |id| routes::Breach(id).path(),
    }
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
    let page = context(&web, &at, &shell, (id, StepForm::default())).await?;
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
    let taken = match (form.act.as_str(), form.home.parse()) {
        ("pass-on", Ok(home)) => {
            match breaches::pass_on(web.acts(), &at.access, (id, home)).await {
                Ok(_) => Ok(()),
                Err(error) => Err(typed::wrong(&form.act, error)?),
            }
        }
        ("pass-on", Err(_)) => Err(vec![("home".to_owned(), Wrong::NotChosen)]),
        _ => register(&at).take(&web, (id, &form)).await?,
    };
    let wrongs = match taken {
        Ok(()) => return Ok(see_with(&routes::Breach(id), "gjort=lagret")),
        Err(wrongs) => wrongs,
    };
    let page = context(&web, &at, &shell, (id, form)).await?;
    let page = BreachPage { wrongs: Wrongs(wrongs), ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn context(
    web: &Web,
    at: &AtOperator,
    shell: &Shell,
    (id, form): (BreachId, StepForm),
) -> Result<BreachPage, WebError> {
    let homes = breaches::homes(web.acts()).await?;
    let homes = homes.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let forms = BreachForms { homes, ..typed::filled(form) };
    register(at).page(web, (id, Some(forms)), shell.now()).await
}
