//! The plans, and how long what is held is kept.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::retention::{self, PlanShown};
use helsebro_domain::parties::ConsoleRole;
use helsebro_domain::retention::Finding;
use helsebro_views::pages::municipality::Wrongs;
use helsebro_views::pages::retention::{PlanRow, RetentionPage};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::municipality::typed::refused;
use crate::page::{Shell, see};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// Nothing is typed.
#[derive(Deserialize)]
pub(super) struct NoFields {}

/// Shows them.
#[tracing::instrument(name = "web.retention", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
) -> Result<Response, WebError> {
    shell.page(&context(&web, &at).await?)
}

/// Makes a plan.
#[tracing::instrument(name = "web.retention.plan", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(_): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    let wrong = match retention::plan(web.acts(), &at.access).await {
        Ok(id) => return Ok(see(&routes::RetentionPlan(id))),
        Err(error) => refused(error)?,
    };
    let page = context(&web, &at).await?;
    let wrongs = Wrongs::one("plan", page.action.is_some(), wrong);
    let page = RetentionPage { wrongs, ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn context(web: &Web, at: &AtConsole) -> Result<RetentionPage, WebError> {
    let found = retention::list(web.acts(), &at.access).await?;
    let may = at.access.is(ConsoleRole::Administrator);
    Ok(RetentionPage {
        action: may.then(|| routes::Retention.path()),
        rows: found.into_iter().map(row).collect(),
        wrongs: Wrongs::default(),
    })
}

fn row(shown: PlanShown) -> PlanRow {
    let deleted = shown.counts.iter().filter(|row| row.finding == Finding::Delete);
    PlanRow {
        href: routes::RetentionPlan(shown.plan.id).path(),
        made_at: shown.plan.made_at,
        to_delete: deleted.map(|row| row.conversations).sum(),
        is_granted: shown.plan.granted.is_some(),
        made_by: shown.made_by,
        state: shown.state,
    }
}
