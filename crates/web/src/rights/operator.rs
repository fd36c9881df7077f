//! `/drift/krav`: what waits for whoever runs the platform, who is controller of what lies
//! on it (RR-02, S1-3.1-b).

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_domain::ids::RightsPartId;
use helsebro_domain::rights::RightsDesk;
use helsebro_views::pages::rights::RightsPartPage;

use super::console::{self, Asked, At, Posted};
use crate::error::WebError;
use crate::extract::{AtOperator, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, operator as routes};
use crate::web::Web;

fn at(desk: &RightsDesk) -> At<'_> {
    let part = |id| routes::RightsPart(id).path();
    At { desk, list: routes::RightsList.path(), part }
}

/// `GET /drift/krav`.
#[tracing::instrument(name = "web.operator.rights.list", skip_all)]
pub(super) async fn list(
    State(web): State<Web>,
    who: AtOperator,
    shell: Shell,
) -> Result<Response, WebError> {
    console::listed(&web, &at(&RightsDesk::at_operator(&who.access)), &shell).await
}

/// `GET /drift/krav/{part}`.
#[tracing::instrument(name = "web.operator.rights.part", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    who: AtOperator,
    shell: Shell,
    PathId(id): PathId<RightsPartId>,
) -> Result<Response, WebError> {
    let page = console::page(&web, &at(&RightsDesk::at_operator(&who.access)), id).await?;
    shell.page(&RightsPartPage { done: asked.done(), ..page })
}

/// `POST /drift/krav/{part}`.
#[tracing::instrument(name = "web.operator.rights.step", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    who: AtOperator,
    shell: Shell,
    PathId(id): PathId<RightsPartId>,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let desk = RightsDesk::at_operator(&who.access);
    match console::step(&web, &at(&desk), id, &posted).await? {
        None => Ok(see_with(&routes::RightsPart(id), "gjort=lagret")),
        Some(wrongs) => console::wrong((&web, &shell), &at(&desk), (id, posted), wrongs).await,
    }
}
