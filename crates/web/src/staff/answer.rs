//! `POST /ansatt/samtaler/{ref}/svar`: sends an answer, and closes with it when asked.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::attachments::WithFiles;
use helsebro_actions::dialog::desk::answer::{self, Answered, NewAnswer};
use helsebro_actions::dialog::desk::{drafts, standard, thread};
use helsebro_domain::dialog::{CloseReason, Closing, Nature, with_standard};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::notices::Weight;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::{Body, TextFault};
use helsebro_views::pages::staff::{RefusedAnswer, ThreadNotice};
use serde::Deserialize;

use super::thread::Shown;
use super::work_list::Done;
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::files;
use crate::page::{Shell, see, see_with};
use crate::routes::staff;
use crate::web::Web;

/// The box to answer in.
#[derive(Deserialize)]
pub(super) struct AnswerForm {
    #[serde(default)]
    body: String,
    #[serde(default)]
    act: String,
    #[serde(default)]
    nature: String,
    #[serde(default)]
    standard: String,
    /// There when files were shown with it.
    #[serde(default)]
    files: String,
    /// There when it needs an answer (N-07).
    #[serde(default)]
    asks: String,
}

/// Sends it, or shows the page again as it was filled.
#[tracing::instrument(name = "web.staff.answer", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedForm(form): CheckedForm<AnswerForm>,
) -> Result<Response, WebError> {
    match form.act.as_str() {
        "save_draft" => return save_draft(&web, &at, &shell, id, form).await,
        "attach" => {
            drafts::save(web.acts(), &at.desk, id, &form.body).await?;
            return Ok(see(&staff::Attachments(id)));
        }
        "insert" => return insert(&web, &at, &shell, id, form).await,
        _ => {}
    }
    let closes = form.act == "send_and_close";
    let body = match Body::parse(&form.body) {
        Ok(body) => body,
        Err(fault) => return again(&web, &at, &shell, id, form, Again::Fault(fault)).await,
    };
    let closing = match closes {
        true => Some(Closing::new(CloseReason::Answered, None).map_err(WebError::Refused)?),
        false => None,
    };
    let new = NewAnswer { thread: id, body, nature: nature_of(&form.nature), closing };
    let with = if form.files.is_empty() { WithFiles::None } else { WithFiles::OfDraft };
    match answer::answer_with(web.acts(), &at.desk, &new, (with, weight_of(&form.asks))).await {
        Ok(Answered::Sent(_)) => {
            let done = if closes { Done::AnsweredAndClosed } else { Done::Answered };
            Ok(see_with(&staff::WorkList, &done.query()))
        }
        Ok(Answered::AskNature) => again(&web, &at, &shell, id, form, Again::AskNature).await,
        Err(ActError::Refused(refusal)) => match refusal.code() {
            ReasonCode::VedtakNotAllowedInDialog => {
                again(&web, &at, &shell, id, form, Again::Decision).await
            }
            ReasonCode::InvalidTransition => {
                again(&web, &at, &shell, id, form, Again::Meanwhile).await
            }
            ReasonCode::UnitNotActive => again(&web, &at, &shell, id, form, Again::Stopped).await,
            code => match files::not_sent(code) {
                Some(query) => {
                    drafts::save(web.acts(), &at.desk, id, &form.body).await?;
                    Ok(see_with(&staff::Attachments(id), query))
                }
                None => Err(WebError::Refused(refusal)),
            },
        },
        Err(error) => Err(error.into()),
    }
}

/// Keeps what is typed, and shows the page anew.
async fn save_draft(
    web: &Web,
    at: &AtDesk,
    shell: &Shell,
    id: ThreadId,
    form: AnswerForm,
) -> Result<Response, WebError> {
    match drafts::save(web.acts(), &at.desk, id, &form.body).await {
        Ok(_) => Ok(see_with(&staff::Thread(id), "gjort=utkast")),
        Err(ActError::Refused(refusal)) if refusal.code() == ReasonCode::InvalidTransition => {
            again(web, at, shell, id, form, Again::Meanwhile).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Puts a standard reply into the box, after what is typed. Nothing is sent.
async fn insert(
    web: &Web,
    at: &AtDesk,
    shell: &Shell,
    id: ThreadId,
    form: AnswerForm,
) -> Result<Response, WebError> {
    let replies = standard::list(web.acts(), &at.desk).await?;
    let chosen = replies.iter().find(|reply| reply.id.to_string() == form.standard);
    let view = thread::open(web.acts(), &at.desk, id).await?;
    let body = match chosen {
        Some(reply) => with_standard(&form.body, &reply.text),
        None => form.body,
    };
    let weight = weight_of(&form.asks);
    let shown = Shown { notice: Some(ThreadNotice::Inserted), body, weight, ..Shown::default() };
    super::thread::page(web, at, shell, view, (StatusCode::OK, shown)).await
}

/// What staff say that a message is.
pub(super) fn nature_of(text: &str) -> Nature {
    match text {
        "ordinary" => Nature::Ordinary,
        "decision" => Nature::Decision,
        _ => Nature::NotAsked,
    }
}

/// Whether staff say that a message needs an answer.
pub(super) const fn weight_of(asks: &str) -> Weight {
    if asks.is_empty() { Weight::Plain } else { Weight::NeedsAnswer }
}

/// Why the page is shown again.
enum Again {
    Fault(TextFault),
    AskNature,
    Decision,
    Meanwhile,
    Stopped,
}

/// The page again, with what was typed.
async fn again(
    web: &Web,
    at: &AtDesk,
    shell: &Shell,
    id: ThreadId,
    form: AnswerForm,
    why: Again,
) -> Result<Response, WebError> {
    let view = thread::open(web.acts(), &at.desk, id).await?;
    let weight = weight_of(&form.asks);
    let mut shown = Shown { body: form.body.clone(), weight, ..Shown::default() };
    let status = match why {
        Again::Fault(fault) => {
            shown.fault = Some(fault);
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Again::AskNature => {
            shown.asks_nature = true;
            StatusCode::OK
        }
        Again::Decision => {
            shown.asks_nature = true;
            shown.refused = Some(RefusedAnswer::Decision);
            StatusCode::FORBIDDEN
        }
        Again::Stopped => {
            shown.refused = Some(RefusedAnswer::Stopped);
            StatusCode::CONFLICT
        }
        Again::Meanwhile => {
            shown.refused = Some(RefusedAnswer::Meanwhile { body: form.body });
            StatusCode::CONFLICT
        }
    };
    super::thread::page(web, at, shell, view, (status, shown)).await
}
