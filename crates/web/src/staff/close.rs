//! `…/avslutt`: closes a conversation with a reason that the citizen reads (L-EFV-7).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::dialog::desk::{close, thread};
use helsebro_domain::dialog::{CloseReason, Closing, Guidance, MAX_GUIDANCE};
use helsebro_domain::ids::ThreadId;
use helsebro_views::pages::staff::{Close, CloseChoice, CloseFault};
use serde::Deserialize;

use super::work_list::Done;
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// The reason, and where the citizen is guided to.
#[derive(Deserialize)]
pub(super) struct CloseForm {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    guidance: String,
}

/// Shows the reasons.
#[tracing::instrument(name = "web.staff.close", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
) -> Result<Response, WebError> {
    let empty = CloseForm { reason: String::new(), guidance: String::new() };
    shell.page(&context(&web, &at, id, empty, None).await?)
}

/// Closes it.
#[tracing::instrument(name = "web.staff.close", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedForm(form): CheckedForm<CloseForm>,
) -> Result<Response, WebError> {
    let closing = match closing(&form) {
        Ok(closing) => closing,
        Err(fault) => {
            let page = context(&web, &at, id, form, Some(fault)).await?;
            return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    match close::close(web.acts(), &at.desk, id, &closing).await {
        Ok(_) => Ok(see_with(&staff::WorkList, &Done::Closed.query())),
        Err(error) => super::thread::meanwhile(&web, &at, &shell, id, error).await,
    }
}

fn closing(form: &CloseForm) -> Result<Closing, CloseFault> {
    let choice = CloseChoice::from_value(&form.reason).ok_or(CloseFault::ReasonMissing)?;
    let reason = match choice {
        CloseChoice::Answered => CloseReason::Answered,
        CloseChoice::SettledElsewhere => CloseReason::SettledElsewhere,
        CloseChoice::CitizenAsked => CloseReason::CitizenAsked,
        CloseChoice::WrongPlace => CloseReason::WrongPlace,
    };
    let guidance = match reason {
        CloseReason::WrongPlace => Some(guidance(&form.guidance)?),
        _ => None,
    };
    Closing::new(reason, guidance).map_err(|_| CloseFault::GuidanceMissing)
}

fn guidance(text: &str) -> Result<Guidance, CloseFault> {
    let letters = text.trim().chars().count();
    match letters.checked_sub(MAX_GUIDANCE) {
        Some(over) if over > 0 => Err(CloseFault::GuidanceTooLong(over)),
        _ => Guidance::parse(text).ok_or(CloseFault::GuidanceMissing),
    }
}

async fn context(
    web: &Web,
    at: &AtDesk,
    id: ThreadId,
    form: CloseForm,
    fault: Option<CloseFault>,
) -> Result<Close, WebError> {
    let view = thread::open(web.acts(), &at.desk, id).await?;
    Ok(Close {
        back: staff::Thread(id).path(),
        action: staff::Close(id).path(),
        given: view.given,
        chosen: CloseChoice::from_value(&form.reason),
        guidance: form.guidance,
        guidance_limit: MAX_GUIDANCE,
        fault,
    })
}
