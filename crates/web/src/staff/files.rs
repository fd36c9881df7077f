//! Files for an answer, and those that came or were sent (S1-2.1.1-a).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::dialog::attachments;
use helsebro_domain::ids::{AttachmentId, ThreadId};
use helsebro_views::pages::files::ReadyFiles;

use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, CheckedUpload, NoFields, PathId, PathIds};
use crate::files::{self, Asked};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// `GET /ansatt/samtaler/{ref}/vedlegg`: what lies ready.
#[tracing::instrument(name = "web.staff.files", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = page(&web, &at, id).await?;
    shell.page(&ReadyFiles { done: asked.done(), ..page })
}

/// `POST /ansatt/samtaler/{ref}/vedlegg`: a file is laid ready.
#[tracing::instrument(name = "web.staff.files.add", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedUpload(uploaded): CheckedUpload,
) -> Result<Response, WebError> {
    files::are_taken(&web)?;
    let add = async |file: &_| attachments::add_at_desk(web.acts(), &at.desk, id, file).await;
    let trouble = match files::lay(uploaded, add).await {
        Ok(trouble) => trouble,
        Err(error) => return super::thread::meanwhile(&web, &at, &shell, id, error).await,
    };
    let Some(trouble) = trouble else {
        return Ok(see_with(&staff::Attachments(id), "gjort=lagt-ved"));
    };
    let page = ReadyFiles { trouble: Some(trouble), ..page(&web, &at, id).await? };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /ansatt/samtaler/{ref}/vedlegg/{attachment}/fjern`: it is taken away.
#[tracing::instrument(name = "web.staff.files.remove", skip_all)]
pub(super) async fn remove(
    State(web): State<Web>,
    at: AtDesk,
    PathIds(thread, id): PathIds<ThreadId, AttachmentId>,
    CheckedForm(NoFields {}): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    attachments::remove_at_desk(web.acts(), &at.desk, thread, id).await?;
    Ok(see_with(&staff::Attachments(thread), "gjort=fjernet"))
}

/// `GET /ansatt/samtaler/{ref}/vedlegg/{attachment}`: a file that came or was sent.
#[tracing::instrument(name = "web.staff.files.open", skip_all)]
pub(super) async fn open(
    State(web): State<Web>,
    at: AtDesk,
    PathIds(thread, id): PathIds<ThreadId, AttachmentId>,
) -> Result<Response, WebError> {
    let file = attachments::open_at_desk(web.acts(), &at.desk, thread, id).await?;
    files::download(file).await
}

async fn page(web: &Web, at: &AtDesk, id: ThreadId) -> Result<ReadyFiles, WebError> {
    files::are_taken(web)?;
    let ready = attachments::of_desk_draft(web.acts(), &at.desk, id).await?;
    let places =
        files::Places { action: staff::Attachments(id).path(), back: staff::Thread(id).path() };
    Ok(files::page(&ready, places, |file| staff::AttachmentRemoval(id, file).path()))
}
