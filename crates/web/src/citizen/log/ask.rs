//! A question about a line of the log, and its receipt (L-PJL-22a, L-EFV-6).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::audit::ask::{self, NewQuestion, Prospect};
use helsebro_actions::dialog::start::Receipt;
use helsebro_domain::ids::{AuditId, DraftId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::Deed;
use helsebro_domain::text::{Body, Topic, letters};
use helsebro_views::pages::citizen::{
    AskAboutLine as Page, AskReceipt, AskState, BodyFault, LogQuestionForm, MAX_QUESTION,
};
use serde::Deserialize;

use super::shown;
use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, PathId};
use crate::municipality::told::controller;
use crate::page::{Shell, see};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// What is asked.
#[derive(Default, Deserialize)]
pub(super) struct Question {
    #[serde(default)]
    draft: String,
    #[serde(default)]
    body: String,
}

/// `GET /meg/hvem-har-sett/{line}/spor`.
#[tracing::instrument(name = "web.citizen.seen.ask", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(line): PathId<AuditId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = ask::prospect(web.acts(), &citizen.access, line).await?;
    let name = answers(&web, &shell, &found).await?;
    shell.page(&page(&web, &citizen, line, (found, name), (Question::default(), None)))
}

/// `POST /meg/hvem-har-sett/{line}/spor`.
#[tracing::instrument(name = "web.citizen.seen.ask.send", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(line): PathId<AuditId>,
    shell: Shell,
    CheckedForm(question): CheckedForm<Question>,
) -> Result<Response, WebError> {
    let found = ask::prospect(web.acts(), &citizen.access, line).await?;
    let asked = question.body.trim().to_owned();
    let fault = match letters(&asked) {
        0 => Some(BodyFault::Missing),
        count if count > MAX_QUESTION => {
            Some(BodyFault::TooLong(u32::try_from(count - MAX_QUESTION).unwrap_or(u32::MAX)))
        }
        _ => None,
    };
    let draft = question.draft.parse::<DraftId>();
    let draft = draft.unwrap_or_else(|_| DraftId::new(web.now(), web.acts().dice()));
    let name = answers(&web, &shell, &found).await?;
    let page = page(&web, &citizen, line, (found, name), (question, fault));
    if fault.is_some() {
        return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let body = Body::parse(&page.message(shell.frame(), &asked));
    let topic = Topic::parse(&Page::topic(shell.frame()));
    let (Ok(body), Ok(topic)) = (body, topic) else {
        return Err(WebError::Bug("a question is longer than a message may be"));
    };
    match ask::send(web.acts(), &citizen.access, &NewQuestion { line, draft, topic, body }).await {
        Ok(_) => Ok(see(&routes::AskAboutLine(line))),
        // The page tells whom to ring.
        Err(ActError::Refused(refusal)) if refusal.code() == ReasonCode::UnitNotActive => {
            shell.page_with(StatusCode::CONFLICT, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// Who answers for what the line is about: at its unit, or the municipality itself.
async fn answers(web: &Web, shell: &Shell, found: &Prospect) -> Result<String, WebError> {
    match &found.unit {
        Some(unit) => controller(web, shell, unit).await,
        None => Ok(found.municipality.legal_name()),
    }
}

fn page(
    web: &Web,
    citizen: &Citizen,
    line: AuditId,
    (found, controller): (Prospect, String),
    (question, fault): (Question, Option<BodyFault>),
) -> Page {
    let state = match (found.asked, found.unit) {
        (Some(receipt), _) => AskState::Asked(told(citizen, receipt)),
        (None, Some(unit)) => AskState::Ask(LogQuestionForm {
            action: routes::AskAboutLine(line).path(),
            unit: unit.name,
            draft: match question.draft.parse::<DraftId>() {
                Ok(draft) => draft.to_string(),
                Err(_) => DraftId::new(web.now(), web.acts().dice()).to_string(),
            },
            body: question.body,
            fault,
        }),
        (None, None) => AskState::Ring { phone: found.municipality.switchboard.clone() },
    };
    Page { back: routes::Seen.path(), line: shown::line(found.line, citizen), controller, state }
}

fn told(citizen: &Citizen, receipt: Receipt) -> AskReceipt {
    let may_read = citizen.access.may(Deed::ReadThreads).is_ok();
    AskReceipt {
        reference: receipt.reference,
        at: receipt.at,
        promise_at: receipt.promise_at,
        thread_href: may_read.then(|| routes::Thread(receipt.thread).path()),
    }
}
