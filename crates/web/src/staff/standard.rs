//! `/ansatt/enheten/standardsvar`: replies that the unit keeps ready.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::dialog::desk::standard::{self, Kept};
use helsebro_domain::ids::StandardReplyId;
use helsebro_domain::text::{Body, MAX_BODY, MAX_TOPIC, TextFault, Topic};
use helsebro_views::pages::staff::{
    Faults, Saved, StandardLine, StandardPage, StandardWhat, Wrong,
};
use serde::Deserialize;

use super::set_up::{Asked, SAVED, text_fault};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// A reply as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ReplyForm {
    title: String,
    body: String,
    act: String,
}

/// Shows the replies, and the form for a new one.
#[tracing::instrument(name = "web.staff.standard", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = context(&web, &at, ReplyForm::default()).await?;
    shell.page(&StandardPage { saved: asked.saved(), ..page })
}

/// Keeps a new one.
#[tracing::instrument(name = "web.staff.standard", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<ReplyForm>,
) -> Result<Response, WebError> {
    let faults = match keep(&web, &at, None, &form).await? {
        None => return Ok(see_with(&staff::StandardReplies, SAVED)),
        Some(faults) => faults,
    };
    let page = StandardPage { faults, ..context(&web, &at, form).await? };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// Shows one of them, to be changed.
#[tracing::instrument(name = "web.staff.standard_reply", skip_all)]
pub(super) async fn one(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<StandardReplyId>,
) -> Result<Response, WebError> {
    let replies = standard::list(web.acts(), &at.desk).await?;
    let found = replies.into_iter().find(|reply| reply.id == id).ok_or(WebError::NotFound)?;
    shell.page(&changed(id, (found.title, found.text), Faults::default()))
}

/// Changes it, or throws it away.
#[tracing::instrument(name = "web.staff.standard_reply", skip_all)]
pub(super) async fn change(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<StandardReplyId>,
    CheckedForm(form): CheckedForm<ReplyForm>,
) -> Result<Response, WebError> {
    if form.act == "discard" {
        standard::discard(web.acts(), &at.desk, id).await?;
        return Ok(see_with(&staff::StandardReplies, SAVED));
    }
    match keep(&web, &at, Some(id), &form).await? {
        None => Ok(see_with(&staff::StandardReplies, SAVED)),
        Some(faults) => {
            // What is not the unit's is not found, whatever was typed.
            let replies = standard::list(web.acts(), &at.desk).await?;
            if !replies.iter().any(|reply| reply.id == id) {
                return Err(WebError::NotFound);
            }
            let page = changed(id, (form.title, form.body), faults);
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Keeps what is typed; what is wrong with it comes back.
async fn keep(
    web: &Web,
    at: &AtDesk,
    id: Option<StandardReplyId>,
    form: &ReplyForm,
) -> Result<Option<Faults>, WebError> {
    let mut faults = Vec::new();
    let (title, body) = (Topic::parse(&form.title), Body::parse(&form.body));
    if let Err(fault) = &title {
        faults.push(("title", title_fault(*fault)));
    }
    if let Err(fault) = &body {
        faults.push(("body", text_fault(*fault)));
    }
    let (Ok(title), Ok(body)) = (title, body) else { return Ok(Some(Faults(faults))) };
    Ok(match standard::keep(web.acts(), &at.desk, id, (&title, &body)).await? {
        Kept::Yes => None,
        Kept::TooMany => Some(Faults(vec![("title", Wrong::TooManyReplies)])),
    })
}

const fn title_fault(fault: TextFault) -> Wrong {
    match fault {
        TextFault::Empty => Wrong::TitleMissing,
        TextFault::TooLong { over, .. } => Wrong::TitleTooLong(over),
    }
}

async fn context(web: &Web, at: &AtDesk, form: ReplyForm) -> Result<StandardPage, WebError> {
    let replies = standard::list(web.acts(), &at.desk).await?;
    let line = |reply: standard::StandardReply| StandardLine {
        href: staff::StandardReply(reply.id).path(),
        title: reply.title,
        text: reply.text,
    };
    Ok(StandardPage {
        back: staff::Unit.path(),
        action: staff::StandardReplies.path(),
        list: replies.into_iter().map(line).collect(),
        what: StandardWhat::New,
        title: form.title,
        body: form.body,
        limits: (MAX_TOPIC, MAX_BODY),
        saved: Saved::No,
        faults: Faults::default(),
    })
}

fn changed(id: StandardReplyId, (title, body): (String, String), faults: Faults) -> StandardPage {
    StandardPage {
        back: staff::StandardReplies.path(),
        action: staff::StandardReply(id).path(),
        list: Vec::new(),
        what: StandardWhat::Changed,
        title,
        body,
        limits: (MAX_TOPIC, MAX_BODY),
        saved: Saved::No,
        faults,
    }
}
