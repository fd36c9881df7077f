//! `/ansatt/vurderinger`: emergency look-ups that wait to be judged (L-PJL-16-E).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::audit::emergency::{self, ToJudge};
use helsebro_domain::audit::Verdict;
use helsebro_domain::ids::EmergencyId;
use helsebro_views::pages::staff::{ReviewRow, Reviews};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What the page is asked with.
#[derive(Deserialize)]
pub(crate) struct Asked {
    /// There when one was just judged.
    pub(crate) gjort: Option<String>,
}

/// A judgement.
#[derive(Deserialize)]
pub(crate) struct Judgement {
    #[serde(default)]
    emergency: String,
    #[serde(default)]
    verdict: String,
}

impl Judgement {
    /// Which, and how it is judged.
    pub(crate) fn read(&self) -> Result<(EmergencyId, Verdict), WebError> {
        let verdict = match self.verdict.as_str() {
            "lawful" => Verdict::Lawful,
            "unlawful" => Verdict::Unlawful,
            _ => return Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY)),
        };
        let id = self.emergency.parse().map_err(|_| WebError::NotFound)?;
        Ok((id, verdict))
    }
}

/// Shows what waits.
#[tracing::instrument(name = "web.staff.reviews", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    at: AtDesk,
    shell: Shell,
) -> Result<Response, WebError> {
    let waiting = emergency::to_judge(web.acts(), &at.desk).await?;
    shell.page(&Reviews {
        back: (staff::WorkList.path(), "staff-work-list-title"),
        action: staff::Reviews.path(),
        waiting: waiting.into_iter().map(row).collect(),
        is_judged: asked.gjort.is_some(),
    })
}

/// Judges one.
#[tracing::instrument(name = "web.staff.reviews.judge", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    CheckedForm(form): CheckedForm<Judgement>,
) -> Result<Response, WebError> {
    let (id, verdict) = form.read()?;
    emergency::judge(web.acts(), &at.desk, id, verdict).await?;
    Ok(see_with(&staff::Reviews, "gjort=1"))
}

/// A look-up that waits.
pub(crate) fn row(found: ToJudge) -> ReviewRow {
    ReviewRow {
        value: found.access.id.to_string(),
        staff: found.staff,
        unit: found.unit,
        person: found.person,
        class: found.class,
        reason: found.reason,
        is_compelling: found.is_compelling,
        opened_at: found.access.opened_at,
        review_by: found.review_by,
    }
}
