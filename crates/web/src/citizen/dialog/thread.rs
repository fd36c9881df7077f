//! A conversation, and writing more in it (S1-2.1.1-a).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use helsebro_actions::ActError;
use helsebro_actions::dialog::ShownMessage;
use helsebro_actions::dialog::attachments::WithFiles;
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::reply::{self, NewReply};
use helsebro_actions::dialog::thread::{self, CitizensView};
use helsebro_domain::dialog::Reply;
use helsebro_domain::ids::{DraftId, ThreadId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::Body;
use helsebro_views::pages::citizen::{
    BodyFault, JustSent, Kept, ReplyBox, ReplyForm, Standing, Thread as Page,
};
use serde::Deserialize;

use super::super::shown;
use super::form::{Act, new_draft_id, written};
use super::refused;
use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, PathId};
use crate::files;
use crate::municipality::told::controller;
use crate::page::{Shell, see, see_with};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// What the page is asked with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// There when a reply was just sent.
    sendt: Option<String>,
    /// What the text in the box has come through.
    etter: Option<String>,
}

/// What she writes more.
#[derive(Deserialize)]
pub(super) struct More {
    #[serde(default)]
    body: String,
    #[serde(default)]
    submission: String,
    #[serde(default)]
    act: Act,
    /// There when files were shown with it.
    #[serde(default)]
    files: String,
}

/// `GET /meldinger/{thread}`. That it was opened is noted before it is shown.
#[tracing::instrument(name = "web.citizen.dialog.thread", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    PathId(id): PathId<ThreadId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let view = thread::open(web.acts(), &citizen.access, id).await?;
    // Read now, so no longer among the unread.
    let shell = shell.counted_anew(&web, &citizen.access).await?;
    let mut form = saved(&web, &citizen, id).await?;
    if asked.etter.as_deref() == Some("innlogging") && form.saved_at.is_some() {
        form.kept = Kept::AfterSignIn;
    }
    let mut page = page(&web, &citizen, &shell, view, form).await?;
    if asked.sendt.is_none() {
        page.just_sent = None;
    }
    shell.page(&page)
}

/// `POST /meldinger/{thread}`: sent at once; sent twice, it is sent once.
#[tracing::instrument(name = "web.citizen.dialog.reply", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<ThreadId>,
    shell: Shell,
    CheckedForm(more): CheckedForm<More>,
) -> Result<Response, WebError> {
    let submission = more.submission.parse().unwrap_or_else(|_| new_draft_id(&web));
    if matches!(more.act, Act::SaveDraft | Act::Autosave | Act::Attach) {
        let target = DraftTarget::Thread(id);
        let text = ("", more.body.as_str());
        drafts::save(web.acts(), &citizen.access, submission, target, text).await?;
        return Ok(match more.act {
            Act::Autosave => StatusCode::NO_CONTENT.into_response(),
            Act::Attach => see(&routes::Attachments(submission)),
            _ => see(&routes::Thread(id)),
        });
    }
    let body = match Body::parse(&more.body) {
        Ok(body) => body,
        Err(fault) => {
            let fault = shown::body_fault(fault);
            return again(&web, &citizen, shell, id, (submission, &more.body, fault)).await;
        }
    };
    let new = NewReply { thread: id, submission: submission.uuid(), body };
    let with = if more.files.is_empty() { WithFiles::None } else { WithFiles::OfDraft };
    match reply::send_with(web.acts(), &citizen.access, &new, with).await {
        Ok(_) => Ok(see_with(&routes::Thread(id), "sendt=1")),
        Err(ActError::Refused(refusal)) => {
            if let Some(query) = files::not_sent(refusal.code()) {
                let (target, text) = (DraftTarget::Thread(id), ("", more.body.as_str()));
                drafts::save(web.acts(), &citizen.access, submission, target, text).await?;
                return Ok(see_with(&routes::Attachments(submission), query));
            }
            let view = thread::open(web.acts(), &citizen.access, id).await?;
            let unit = (view.unit.id, view.municipality.id);
            let text = written(&view.topic, &more.body);
            refused::in_thread(&web, &citizen, &shell, (unit, refusal), text).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The page with what was typed, and what is wrong with it.
async fn again(
    web: &Web,
    citizen: &Citizen,
    shell: Shell,
    id: ThreadId,
    (submission, typed, fault): (DraftId, &str, BodyFault),
) -> Result<Response, WebError> {
    let view = thread::open(web.acts(), &citizen.access, id).await?;
    let shell = &shell.counted_anew(web, &citizen.access).await?;
    let form =
        ReplyForm { body: typed.to_owned(), body_fault: Some(fault), ..blank(id, submission) };
    let page = Page { just_sent: None, ..page(web, citizen, shell, view, form).await? };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// The form as it was saved last, or empty.
async fn saved(web: &Web, citizen: &Citizen, id: ThreadId) -> Result<ReplyForm, WebError> {
    let drafts = drafts::list(web.acts(), &citizen.access).await?;
    Ok(match drafts.into_iter().find(|draft| draft.target == DraftTarget::Thread(id)) {
        Some(draft) => {
            ReplyForm { body: draft.body, saved_at: Some(draft.saved_at), ..blank(id, draft.id) }
        }
        None => blank(id, new_draft_id(web)),
    })
}

fn blank(id: ThreadId, submission: DraftId) -> ReplyForm {
    ReplyForm {
        action: routes::Thread(id).path(),
        submission: submission.to_string(),
        body: String::new(),
        body_fault: None,
        files: None,
        saved_at: None,
        kept: Kept::No,
    }
}

async fn page(
    web: &Web,
    citizen: &Citizen,
    shell: &Shell,
    view: CitizensView,
    mut form: ReplyForm,
) -> Result<Page, WebError> {
    let takes = web.acts().files().are_taken;
    form.files = (takes || !view.unsent.is_empty()).then(|| files::ready_list(&view.unsent));
    let now = shell.now();
    let awaiting = view.thread.awaiting.map(|awaiting| awaiting.promise_at);
    let reader = shown::Reader::of(citizen, &view);
    let entries = shown::entries((view.thread.id, view.messages.clone()), &view.events, reader);
    Ok(Page {
        unit: shown::reach(&view.unit, None, now),
        standing: Standing::at(awaiting, now),
        reply: reply_box(citizen, shell, &view, form),
        just_sent: last_own(&view.messages),
        readers: shown::readers(&view.messages, reader),
        controller: controller(web, shell, &view.unit).await?,
        municipality: view.municipality.legal_name(),
        ends_on: shown::ends_on(&view.unit),
        copies_until: shown::copies_until(web, &view.unit),
        print_href: routes::Print(view.thread.id).path(),
        topic: view.topic,
        entries,
    })
}

fn last_own(messages: &[ShownMessage]) -> Option<JustSent> {
    let own = |one: &&ShownMessage| shown::is_citizens_side(&one.author);
    let last = messages.iter().rev().find(own)?;
    Some(JustSent { reference: last.reference.clone()?, at: last.at })
}

/// Whether she can write more here, and what to do when not.
fn reply_box(citizen: &Citizen, shell: &Shell, view: &CitizensView, form: ReplyForm) -> ReplyBox {
    let Err(refusal) = view.may_reply else { return ReplyBox::Open(form) };
    let anew = view.start_anew_with.as_ref();
    let anew_href = anew
        .map(|found| shown::card(citizen, found, shell.now()))
        .and_then(|card| card.write_href().map(|href| format!("{href}?om={}", view.thread.id)));
    if let Some(closed) = shown::closed(&view.events).filter(|_| !view.thread.is_open()) {
        return ReplyBox::Closed { closed, anew_href };
    }
    if view.thread.reply == Reply::NotAllowed {
        return ReplyBox::NotAllowed { anew_href };
    }
    match refusal.shown() {
        ReasonCode::UnitNotActive => ReplyBox::UnitNotActive,
        _ => ReplyBox::ContactEnded {
            anew_href,
            switchboard: Some(shown::switchboard(&view.municipality)),
        },
    }
}
