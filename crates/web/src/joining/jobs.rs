//! `/drift/jobber`: what was laid aside, and trying it anew.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::jobs::{self, LaidAside};
use helsebro_domain::ids::JobId;
use helsebro_views::pages::joining::{JobView, JobsPage, Wrong};
use serde::Deserialize;
use uuid::Uuid;

use super::told::{self, Done};
use crate::error::WebError;
use crate::extract::{AtOperator, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, operator as routes};
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    job: String,
    reason: String,
}

/// Shows them.
#[tracing::instrument(name = "web.joining.jobs", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtOperator,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, Wrong::default()).await?;
    page.is_done = done.gjort == "lagt-i-ko";
    shell.page(&page)
}

/// Lets one be tried anew.
#[tracing::instrument(name = "web.joining.jobs", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let id = Uuid::parse_str(&posted.job);
    let id = id.map_err(|_| WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY))?;
    let asked = (JobId::from_uuid(id), posted.reason.as_str());
    match jobs::revive(web.acts(), &at.access, asked).await {
        Ok(()) => Ok(see_with(&routes::Jobs, "gjort=lagt-i-ko")),
        Err(error) => {
            let wrong = told::refused("reason", error)?;
            let mut page = page(&web, &at, wrong).await?;
            (page.chosen, page.reason) = (posted.job, posted.reason);
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn page(web: &Web, at: &AtOperator, wrong: Wrong) -> Result<JobsPage, WebError> {
    let (rows, revived) = jobs::laid_aside(web.acts(), &at.access).await?;
    let view = |job: LaidAside| JobView {
        id: job.id.to_string(),
        kind: job.kind,
        attempts: job.attempts,
        error: job.error,
        at: job.at,
    };
    let rows: Vec<JobView> = rows.into_iter().map(view).collect();
    let chosen = rows.first().map(|row| row.id.clone()).unwrap_or_default();
    Ok(JobsPage {
        action: routes::Jobs.path(),
        rows,
        revived: revived.into_iter().map(|one| (one.kind, one.at, one.reason)).collect(),
        chosen,
        reason: String::new(),
        wrong,
        is_done: false,
    })
}
