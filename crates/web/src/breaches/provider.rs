//! `/kommune/leverandor/brudd`: the register of a provider that is controller, which no municipality
//! reads (S2-3-b, L-GDPR-33).

use axum::extract::{FromRequestParts, Query, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use helsebro_actions::breaches::{Keeper, Provider, provider};
use helsebro_domain::ids::BreachId;
use helsebro_views::pages::breaches::BreachPage;
use helsebro_views::pages::municipality::Wrongs;

use super::register::Register;
use super::typed::{self, Asked, NewForm, StepForm};
use crate::error::WebError;
use crate::extract::{CheckedForm, PathId};
use crate::page::{Shell, see, see_with};
use crate::rights::Answering;
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// Somebody who answers for a provider today; who answers for none finds nothing here.
pub(crate) struct AtProvider(pub(crate) Provider);

impl FromRequestParts<Web> for AtProvider {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, WebError> {
        let answering = Answering::from_request_parts(parts, web).await?;
        provider(&answering.desk).map(Self).ok_or(WebError::NotFound)
    }
}

impl AtProvider {
    fn register(&self) -> Register<'static> {
        Register {
            keeper: Keeper::Provider(self.0),
            all: || routes::ProvidersBreaches.path(),
            one: |id| routes::ProvidersBreach(id).path(),
        }
    }
}

/// Shows the register.
#[tracing::instrument(name = "web.provider.breaches", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtProvider,
    shell: Shell,
) -> Result<Response, WebError> {
    let typed = (NewForm::default(), Vec::new());
    shell.page(&at.register().list(&web, typed, shell.now()).await?)
}

/// Registers one.
#[tracing::instrument(name = "web.provider.breaches.register", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtProvider,
    shell: Shell,
    CheckedForm(form): CheckedForm<NewForm>,
) -> Result<Response, WebError> {
    let wrongs = match at.register().add(&web, &form).await? {
        Ok(id) => return Ok(see(&routes::ProvidersBreach(id))),
        Err(wrongs) => wrongs,
    };
    let page = at.register().list(&web, (form, wrongs), shell.now()).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Shows one.
#[tracing::instrument(name = "web.provider.breaches.one", skip_all)]
pub(super) async fn one(
    State(web): State<Web>,
    at: AtProvider,
    shell: Shell,
    PathId(id): PathId<BreachId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let forms = Some(typed::filled(StepForm::default()));
    let page = at.register().page(&web, (id, forms), shell.now()).await?;
    shell.page(&BreachPage { is_saved: asked.is_saved(), ..page })
}

/// Does something about it.
#[tracing::instrument(name = "web.provider.breaches.step", skip_all)]
pub(super) async fn step(
    State(web): State<Web>,
    at: AtProvider,
    shell: Shell,
    PathId(id): PathId<BreachId>,
    CheckedForm(form): CheckedForm<StepForm>,
) -> Result<Response, WebError> {
    let wrongs = match at.register().take(&web, (id, &form)).await? {
        Ok(()) => return Ok(see_with(&routes::ProvidersBreach(id), "gjort=lagret")),
        Err(wrongs) => wrongs,
    };
    let forms = Some(typed::filled(form));
    let page = at.register().page(&web, (id, forms), shell.now()).await?;
    let page = BreachPage { wrongs: Wrongs(wrongs), ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
