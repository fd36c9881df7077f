//! `…/stenging`: a unit begins a block; she is told.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::blocks::{self, NewBlock};
use helsebro_domain::blocks::{Begins, MAX_BLOCK_WORDS};
use helsebro_domain::ids::{PersonId, ThreadId};
use helsebro_views::pages::blocks::NewBlockPage;
use helsebro_views::pages::municipality::Wrongs;
use serde::Deserialize;
use uuid::Uuid;

use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::municipality::typed::refused;
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What was filled in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct NewForm {
    reasons: String,
    begins: String,
    of: String,
}

/// Shows the form.
#[tracing::instrument(name = "web.block.new", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
) -> Result<Response, WebError> {
    shell.page(&context(&web, &at, id, NewForm::default()).await?)
}

/// Begins it.
#[tracing::instrument(name = "web.block.new", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedForm(form): CheckedForm<NewForm>,
) -> Result<Response, WebError> {
    let begins = begins(&form);
    // Nobody is the one that it must be about; whose conversation it is, is asked first.
    let of = form.of.parse().unwrap_or(PersonId::from_uuid(Uuid::nil()));
    let new = NewBlock { thread: id, of, begins, reasons: &form.reasons };
    let wrong = match blocks::begin(web.acts(), &at.desk, new).await {
        Ok(_) => return Ok(see_with(&staff::Thread(id), "gjort=varslet")),
        Err(error) => refused(error)?,
    };
    let wrongs = Wrongs(vec![("reasons".to_owned(), wrong)]);
    let page = NewBlockPage { wrongs, ..context(&web, &at, id, form).await? };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn begins(form: &NewForm) -> Begins {
    match form.begins.as_str() {
        "at-once" => Begins::AtOnce,
        _ => Begins::WhenDecided,
    }
}

async fn context(
    web: &Web,
    at: &AtDesk,
    id: ThreadId,
    form: NewForm,
) -> Result<NewBlockPage, WebError> {
    let (of, name) = blocks::prospect(web.acts(), &at.desk, id).await?;
    Ok(NewBlockPage {
        back: staff::Thread(id).path(),
        action: staff::NewBlock(id).path(),
        of: of.to_string(),
        name,
        is_at_once: begins(&form) == Begins::AtOnce,
        reasons: form.reasons,
        limit: MAX_BLOCK_WORDS,
        wrongs: Wrongs::default(),
    })
}
