//! `/ansatt/enheten/vakt`: who leads the duty. Any of the unit's staff may choose.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::parties::unit;
use helsebro_domain::ids::StaffId;
use helsebro_views::pages::staff::{DutyPage, Faults, Saved, Wrong};
use serde::Deserialize;

use super::set_up::{Asked, SAVED, choice};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// Who is chosen; nothing for everybody.
#[derive(Deserialize)]
pub(super) struct DutyForm {
    #[serde(default)]
    staff: String,
}

/// Shows who leads.
#[tracing::instrument(name = "web.staff.duty", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = context(&web, &at).await?;
    shell.page(&DutyPage { saved: asked.saved(), ..page })
}

/// Names who leads.
#[tracing::instrument(name = "web.staff.duty", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<DutyForm>,
) -> Result<Response, WebError> {
    let lead: Option<StaffId> = form.staff.parse().ok();
    let is_named = lead.is_some() || form.staff.is_empty();
    let done = match is_named {
        true => unit::name_lead(web.acts(), &at.desk, lead).await,
        false => Err(ActError::NotFound),
    };
    match done {
        Ok(()) => Ok(see_with(&staff::Duty, SAVED)),
        Err(ActError::Refused(_) | ActError::NotFound) => {
            let faults = Faults(vec![("lead", Wrong::NotHere)]);
            let page = DutyPage { faults, ..context(&web, &at).await? };
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn context(web: &Web, at: &AtDesk) -> Result<DutyPage, WebError> {
    let found = unit::set_up(web.acts(), &at.desk).await?;
    Ok(DutyPage {
        back: staff::Unit.path(),
        action: staff::Duty.path(),
        chosen: found.named.map(|named| named.id.to_string()).unwrap_or_default(),
        colleagues: found.colleagues.into_iter().map(choice).collect(),
        saved: Saved::No,
        faults: Faults::default(),
    })
}
