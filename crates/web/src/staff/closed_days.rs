//! `/ansatt/enheten/stengt`: days on which the unit is closed (S1-2.1.1-a).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::parties::unit::{self, Changed, UnitChange};
use helsebro_views::pages::staff::{ClosedDaysPage, DateTyped, Faults, Wrong};
use serde::Deserialize;

use super::set_up::{self, Asked};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// Which day, and whether it is closed or opened again.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ClosedForm {
    act: String,
    day: String,
    month: String,
    year: String,
    date: String,
}

/// Shows the days.
#[tracing::instrument(name = "web.staff.closed_days", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = context(&web, &at).await?;
    shell.page(&ClosedDaysPage { moved: asked.flyttet, ..page })
}

/// Closes a day, or opens it again.
#[tracing::instrument(name = "web.staff.closed_days", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<ClosedForm>,
) -> Result<Response, WebError> {
    let typed = DateTyped { day: form.day, month: form.month, year: form.year };
    let change = match form.act.as_str() {
        "open" => form.date.parse().ok().map(UnitChange::Open),
        _ => set_up::date(&typed).map(UnitChange::Close),
    };
    let wrong = match change {
        None => Wrong::NoDate,
        Some(change) => match unit::change(web.acts(), &at.desk, &change).await {
            Ok(Changed::Yes { moved }) => {
                return Ok(see_with(&staff::ClosedDays, &format!("flyttet={moved}")));
            }
            Ok(Changed::CannotBe) => Wrong::CannotClose,
            Err(ActError::Refused(_)) => {
                return shell.page_with(StatusCode::FORBIDDEN, &context(&web, &at).await?);
            }
            Err(error) => return Err(error.into()),
        },
    };
    let faults = Faults(vec![("date", wrong)]);
    let page = ClosedDaysPage { typed, faults, ..context(&web, &at).await? };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn context(web: &Web, at: &AtDesk) -> Result<ClosedDaysPage, WebError> {
    let found = unit::set_up(web.acts(), &at.desk).await?;
    Ok(ClosedDaysPage {
        back: staff::Unit.path(),
        action: staff::ClosedDays.path(),
        days: found.unit.hours.closed_days().iter().copied().collect(),
        typed: DateTyped::default(),
        moved: None,
        locked: set_up::locked(&found),
        faults: Faults::default(),
    })
}
