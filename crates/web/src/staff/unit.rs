//! `/ansatt/bytt-enhet`: another of the units where one is authorised.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use helsebro_actions::parties::staff::{Workplace, municipalities, workplaces};
use helsebro_domain::ids::UnitId;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_views::pages::staff::{ChooseUnit, Place, Standing};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, StaffMember};
use crate::page::{Shell, see};
use crate::routes::{Route, staff};
use crate::session::Crumb;
use crate::web::Web;

/// Which unit was chosen.
#[derive(Debug, Deserialize)]
pub(super) struct UnitForm {
    #[serde(default)]
    unit: String,
}

/// Shows where one is, and was, authorised.
#[tracing::instrument(name = "web.staff.choose_unit", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    member: StaffMember,
    at: Result<AtDesk, WebError>,
    shell: Shell,
) -> Result<Response, WebError> {
    let homes = municipalities(web.acts()).await?;
    let current = at.as_ref().ok().map(|at| at.unit.id);
    let place = |found: Workplace| {
        let home = homes.iter().find(|home| home.id == found.unit.municipality);
        Place {
            value: found.unit.id.to_string(),
            municipality: home.map(|home| home.name.clone()).unwrap_or_default(),
            last_day: found.authorisation.last_day,
            standing: match found.holds {
                _ if current == Some(found.unit.id) => Standing::Current,
                true => Standing::Holds,
                false => Standing::Ended,
            },
            name: found.unit.name,
        }
    };
    let places = workplaces(web.acts(), member.staff).await?.into_iter().map(place).collect();
    shell.page(&ChooseUnit {
        back: at.ok().map(|_| staff::WorkList.path()),
        action: staff::ChooseUnit.path(),
        places,
    })
}

/// Goes to the unit, when one is authorised there today.
#[tracing::instrument(name = "web.staff.choose_unit", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    member: StaffMember,
    CheckedForm(form): CheckedForm<UnitForm>,
) -> Result<Response, WebError> {
    let Ok(unit) = form.unit.parse::<UnitId>() else {
        return Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let places = workplaces(web.acts(), member.staff).await?;
    if !places.iter().any(|place| place.unit.id == unit && place.holds) {
        let refusal = Refusal::told(ReasonCode::StaffNotAuthorised, &["S1-2.1-b"]);
        return Err(WebError::Refused(refusal));
    }
    let cookie = Crumb::Unit.holding(&web, unit.to_string()).to_string();
    Ok(([(header::SET_COOKIE, cookie)], see(&staff::WorkList)).into_response())
}
