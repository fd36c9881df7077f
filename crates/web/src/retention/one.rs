//! One plan: what it counted, and what came of it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::retention::{self, PlanShown};
use helsebro_domain::ids::RetentionPlanId;
use helsebro_domain::parties::ConsoleRole;
use helsebro_domain::retention::PlanState;
use helsebro_views::pages::municipality::Wrongs;
use helsebro_views::pages::retention::PlanPage;
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm, PathId};
use crate::municipality::typed::refused;
use crate::page::{Shell, see};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// What is done.
#[derive(Deserialize)]
pub(super) struct ActForm {
    #[serde(default)]
    act: String,
}

/// Shows it.
#[tracing::instrument(name = "web.retention.one", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(id): PathId<RetentionPlanId>,
) -> Result<Response, WebError> {
    let shown = retention::one(web.acts(), &at.access, id).await?;
    shell.page(&page(shown, &at))
}

/// Carries it out, or throws it away.
#[tracing::instrument(name = "web.retention.act", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(id): PathId<RetentionPlanId>,
    CheckedForm(form): CheckedForm<ActForm>,
) -> Result<Response, WebError> {
    let (done, field) = match form.act.as_str() {
        "carry-out" => (retention::carry_out(web.acts(), &at.access, id).await, "carry-out"),
        _ => (retention::drop(web.acts(), &at.access, id).await, "drop"),
    };
    let wrong = match done {
        Ok(()) => return Ok(see(&routes::RetentionPlan(id))),
        Err(error) => refused(error)?,
    };
    let shown = retention::one(web.acts(), &at.access, id).await?;
    let page = page(shown, &at);
    let is_shown = if field == "drop" { page.can_drop } else { page.can_carry_out };
    let page = PlanPage { wrongs: Wrongs::one(field, is_shown, wrong), ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn page(shown: PlanShown, at: &AtConsole) -> PlanPage {
    let plan = &shown.plan;
    let is_granted = plan.granted.is_some();
    let is_over = matches!(shown.state, PlanState::Dropped | PlanState::Deleting | PlanState::Done);
    PlanPage {
        back: routes::Retention.path(),
        action: routes::RetentionPlan(plan.id).path(),
        made_at: plan.made_at,
        last_day: plan.last_day(),
        begun: shown.begun_by.zip(plan.begun.map(|begun| begun.1)),
        done_at: plan.done_at,
        counts: shown.counts.iter().map(|row| (row.area, row.finding, row.conversations)).collect(),
        done: shown.done,
        can_carry_out: at.access.is(ConsoleRole::Signatory) && shown.state == PlanState::Ready,
        can_drop: at.access.is(ConsoleRole::Administrator) && !is_over && !is_granted,
        is_granted,
        made_by: shown.made_by,
        state: shown.state,
        wrongs: Wrongs::default(),
    }
}
