//! `/ansatt/enheten/ungdom`: whether the unit is open for youths of 13 to 15 (L-GDPR-8).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::parties::unit;
use helsebro_domain::parties::YouthDoor;
use helsebro_views::pages::staff::{Saved, UnitYouthPage};
use serde::Deserialize;

use super::set_up::{self, Asked, SAVED};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What is chosen.
#[derive(Deserialize)]
pub(super) struct YouthForm {
    #[serde(default)]
    youth: String,
}

/// Shows whether it is.
#[tracing::instrument(name = "web.staff.unit_youth", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = context(&web, &at).await?;
    shell.page(&UnitYouthPage { saved: asked.saved(), ..page })
}

/// Opens or closes it.
#[tracing::instrument(name = "web.staff.unit_youth", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<YouthForm>,
) -> Result<Response, WebError> {
    // Whatever does not say open is closed.
    let door = if form.youth == "open" { YouthDoor::Open } else { YouthDoor::Closed };
    match unit::set_youth_door(web.acts(), &at.desk, door).await {
        Ok(()) => Ok(see_with(&staff::UnitYouth, SAVED)),
        Err(ActError::Refused(_)) => {
            shell.page_with(StatusCode::FORBIDDEN, &context(&web, &at).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn context(web: &Web, at: &AtDesk) -> Result<UnitYouthPage, WebError> {
    let found = unit::set_up(web.acts(), &at.desk).await?;
    Ok(UnitYouthPage {
        back: staff::Unit.path(),
        action: staff::UnitYouth.path(),
        door: found.youth_door,
        saved: Saved::No,
        locked: set_up::locked(&found),
    })
}
