//! Files for a conversation that staff have begun to write (S1-2.1.1-a).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::dialog::attachments;
use helsebro_domain::ids::{AttachmentId, DraftId};
use helsebro_views::pages::files::ReadyFiles;

use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, CheckedUpload, NoFields, PathId, PathIds};
use crate::files::{self, Asked};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// `GET /ansatt/samtaler/ny/{draft}/vedlegg`: what lies ready.
#[tracing::instrument(name = "web.staff.begun_files", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<DraftId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = page(&web, &at, id).await?;
    shell.page(&ReadyFiles { done: asked.done(), ..page })
}

/// `POST /ansatt/samtaler/ny/{draft}/vedlegg`: a file is laid ready.
#[tracing::instrument(name = "web.staff.begun_files.add", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<DraftId>,
    CheckedUpload(uploaded): CheckedUpload,
) -> Result<Response, WebError> {
    files::are_taken(&web)?;
    let add = async |file: &_| attachments::add_at_desk(web.acts(), &at.desk, id, file).await;
    let trouble = files::lay(uploaded, add).await?;
    let Some(trouble) = trouble else {
        return Ok(see_with(&staff::BegunFiles(id), "gjort=lagt-ved"));
    };
    let page = ReadyFiles { trouble: Some(trouble), ..page(&web, &at, id).await? };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /ansatt/samtaler/ny/{draft}/vedlegg/{attachment}/fjern`: it is taken away.
#[tracing::instrument(name = "web.staff.begun_files.remove", skip_all)]
pub(super) async fn remove(
    State(web): State<Web>,
    at: AtDesk,
    PathIds(draft, id): PathIds<DraftId, AttachmentId>,
    CheckedForm(NoFields {}): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    attachments::remove_at_desk(web.acts(), &at.desk, draft, id).await?;
    Ok(see_with(&staff::BegunFiles(draft), "gjort=fjernet"))
}

async fn page(web: &Web, at: &AtDesk, id: DraftId) -> Result<ReadyFiles, WebError> {
    files::are_taken(web)?;
    let ready = attachments::of_desk_draft(web.acts(), &at.desk, id).await?;
    let places =
        files::Places { action: staff::BegunFiles(id).path(), back: staff::BegunThread(id).path() };
    Ok(files::page(&ready, places, |file| staff::BegunFileRemoval(id, file).path()))
}
