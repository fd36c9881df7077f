//! `…/tildel`: gives a conversation to a colleague at the unit.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::desk::{take, thread};
use helsebro_actions::parties;
use helsebro_domain::ids::{StaffId, ThreadId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_views::pages::staff::{Assign, AssignFault, Choice};
use serde::Deserialize;

use super::work_list::Done;
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// Which colleague was chosen.
#[derive(Debug, Deserialize)]
pub(super) struct AssignForm {
    #[serde(default)]
    staff: String,
}

/// Shows the colleagues to choose from.
#[tracing::instrument(name = "web.staff.assign", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
) -> Result<Response, WebError> {
    shell.page(&context(&web, &at, id, None, None).await?)
}

/// Gives it to her.
#[tracing::instrument(name = "web.staff.assign", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedForm(form): CheckedForm<AssignForm>,
) -> Result<Response, WebError> {
    let Ok(to) = form.staff.parse::<StaffId>() else {
        let page = context(&web, &at, id, None, Some(AssignFault::NothingChosen)).await?;
        return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    match take::assign(web.acts(), &at.desk, id, to).await {
        Ok(thread) => {
            let done = match thread.taken_by() {
                Some(got) if got == to => Done::Assigned(to),
                Some(got) => Done::AssignedToStandIn { away: to, to: got },
                None => Done::AssignedToQueue(to),
            };
            Ok(see_with(&staff::WorkList, &done.query()))
        }
        Err(ActError::Refused(refusal)) if refusal.code() == ReasonCode::StaffNotAuthorised => {
            let fault = Some(AssignFault::NotAuthorised);
            let page = context(&web, &at, id, Some(form.staff), fault).await?;
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
    fault: Option<AssignFault>,
) -> Result<Assign, WebError> {
    // Whoever may not see the conversation may not see this page of it either.
    thread::open(web.acts(), &at.desk, id).await?;
    let colleagues = parties::staff::colleagues(web.acts(), &at.desk).await?;
    let choice = |staff: helsebro_domain::parties::Staff| Choice {
        value: staff.id.to_string(),
        name: staff.name.full(),
        detail: Some(staff.title),
    };
    let others = colleagues.into_iter().filter(|staff| staff.id != at.member.staff);
    Ok(Assign {
        back: staff::Thread(id).path(),
        action: staff::Assign(id).path(),
        colleagues: others.map(choice).collect(),
        chosen,
        fault,
    })
}
