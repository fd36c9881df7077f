//! `…/send-videre`: sends a conversation on to another unit. The citizen is told.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::desk::{take, thread};
use helsebro_actions::parties;
use helsebro_domain::ids::{ThreadId, UnitId};
use helsebro_domain::parties::Unit;
use helsebro_domain::refusals::ReasonCode;
use helsebro_views::pages::staff::{Choice, Forward, ForwardFault, NotActive};
use serde::Deserialize;

use super::work_list::Done;
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// Which unit was chosen.
#[derive(Debug, Deserialize)]
pub(super) struct ForwardForm {
    #[serde(default)]
    unit: String,
}

/// Shows the units to choose from.
#[tracing::instrument(name = "web.staff.forward", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
) -> Result<Response, WebError> {
    shell.page(&context(&web, &at, id, None, None).await?)
}

/// Sends it on.
#[tracing::instrument(name = "web.staff.forward", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedForm(form): CheckedForm<ForwardForm>,
) -> Result<Response, WebError> {
    let Ok(unit) = form.unit.parse::<UnitId>() else {
        let fault = Some(ForwardFault::NothingChosen);
        let page = context(&web, &at, id, None, fault).await?;
        return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    match take::forward(web.acts(), &at.desk, id, unit).await {
        Ok(_) => Ok(see_with(&staff::WorkList, &Done::Forwarded(unit).query())),
        Err(ActError::Refused(refusal)) if refusal.code() == ReasonCode::UnitNotActive => {
            let fault = Some(ForwardFault::NotActive);
            let page = context(&web, &at, id, Some(form.unit), fault).await?;
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => super::thread::meanwhile(&web, &at, &shell, id, error).await,
    }
}

async fn context(
    web: &Web,
    at: &AtDesk,
    id: ThreadId,
    chosen: Option<String>,
    fault: Option<ForwardFault>,
) -> Result<Forward, WebError> {
    let view = thread::open(web.acts(), &at.desk, id).await?;
    let others: Vec<Unit> = parties::staff::units(web.acts(), &at.desk)
        .await?
        .into_iter()
        .filter(|unit| unit.id != at.unit.id)
        .collect();
    let (active, closed): (Vec<_>, Vec<_>) = others.into_iter().partition(Unit::takes_messages);
    Ok(Forward {
        back: staff::Thread(id).path(),
        action: staff::Forward(id).path(),
        given: view.given,
        units: active.into_iter().map(choice).collect(),
        not_active: closed
            .into_iter()
            .map(|unit| NotActive { name: unit.name, phone: unit.phone })
            .collect(),
        chosen,
        fault,
    })
}

fn choice(unit: Unit) -> Choice {
    Choice { value: unit.id.to_string(), name: unit.name, detail: Some(unit.phone) }
}
