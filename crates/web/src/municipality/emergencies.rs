//! `/kommune/nodtilgang`: emergency look-ups that wait for the data protection officer's
//! judgement (L-PJL-16-E).

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::audit::officer;
use helsebro_views::pages::staff::Reviews;

use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::staff::reviews::{Asked, Judgement, row};
use crate::web::Web;

/// Shows what waits.
#[tracing::instrument(name = "web.municipality.emergencies", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    at: AtConsole,
    shell: Shell,
) -> Result<Response, WebError> {
    let waiting = officer::to_judge(web.acts(), &at.access).await?;
    shell.page(&Reviews {
        back: (routes::Tasks.path(), "responsible-task-title"),
        action: routes::Emergencies.path(),
        waiting: waiting.into_iter().map(row).collect(),
        is_judged: asked.gjort.is_some(),
    })
}

/// Judges one.
#[tracing::instrument(name = "web.municipality.emergencies.judge", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    CheckedForm(form): CheckedForm<Judgement>,
) -> Result<Response, WebError> {
    officer::judge(web.acts(), &at.access, form.read()?).await?;
    Ok(see_with(&routes::Emergencies, "gjort=1"))
}
