//! `…/notat`: an internal note, for colleagues alone.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::dialog::desk::{notes, thread};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::text::{Body, MAX_BODY};
use helsebro_views::pages::staff::{Faults, NotePage};
use serde::Deserialize;

use super::set_up::text_fault;
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What is noted.
#[derive(Deserialize)]
pub(super) struct NoteForm {
    #[serde(default)]
    body: String,
}

/// Shows the box.
#[tracing::instrument(name = "web.staff.note", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
) -> Result<Response, WebError> {
    shell.page(&context(&web, &at, id, (String::new(), Faults::default())).await?)
}

/// Keeps the note.
#[tracing::instrument(name = "web.staff.note", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedForm(form): CheckedForm<NoteForm>,
) -> Result<Response, WebError> {
    let body = match Body::parse(&form.body) {
        Ok(body) => body,
        Err(fault) => {
            let faults = Faults(vec![("body", text_fault(fault))]);
            let page = context(&web, &at, id, (form.body, faults)).await?;
            return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    match notes::write(web.acts(), &at.desk, id, &body).await {
        Ok(()) => Ok(see_with(&staff::Thread(id), "gjort=notert")),
        Err(error) => super::thread::meanwhile(&web, &at, &shell, id, error).await,
    }
}

async fn context(
    web: &Web,
    at: &AtDesk,
    id: ThreadId,
    (body, faults): (String, Faults),
) -> Result<NotePage, WebError> {
    let view = thread::open(web.acts(), &at.desk, id).await?;
    Ok(NotePage {
        back: staff::Thread(id).path(),
        action: staff::Note(id).path(),
        given: view.given,
        body,
        limit: MAX_BODY,
        faults,
    })
}
