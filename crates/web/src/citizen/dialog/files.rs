//! Files in a citizen's draft, and those that were sent (S1-2.1.1-a).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::dialog::attachments;
use helsebro_actions::dialog::drafts::{Draft, DraftTarget};
use helsebro_domain::ids::{AttachmentId, DraftId, ThreadId};
use helsebro_views::pages::files::{FileTrouble, ListedFile, ReadyFiles};

use super::draft::{Found, find};
use crate::error::WebError;
use crate::extract::{CheckedForm, CheckedUpload, Citizen, NoFields, PathId, PathIds};
use crate::files::{self, Asked};
use crate::page::{Shell, see_with};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// `GET /meldinger/utkast/{draft}/vedlegg`.
#[tracing::instrument(name = "web.citizen.dialog.files", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    PathId(id): PathId<DraftId>,
    shell: Shell,
) -> Result<Response, WebError> {
    match page(&web, &citizen, id).await? {
        Ok(page) => shell.page(&ReadyFiles { done: asked.done(), ..page }),
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// `POST /meldinger/utkast/{draft}/vedlegg`: a file is laid in the draft.
#[tracing::instrument(name = "web.citizen.dialog.files.add", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<DraftId>,
    shell: Shell,
    CheckedUpload(uploaded): CheckedUpload,
) -> Result<Response, WebError> {
    files::are_taken(&web)?;
    let add = async |file: &_| attachments::add(web.acts(), &citizen.access, id, file).await;
    let trouble = files::lay(uploaded, add).await?;
    match trouble {
        None => Ok(see_with(&routes::Attachments(id), "gjort=lagt-ved")),
        Some(trouble) => again(&web, &citizen, &shell, id, trouble).await,
    }
}

async fn again(
    web: &Web,
    citizen: &Citizen,
    shell: &Shell,
    id: DraftId,
    trouble: FileTrouble,
) -> Result<Response, WebError> {
    match page(web, citizen, id).await? {
        Ok(page) => {
            let page = ReadyFiles { trouble: Some(trouble), ..page };
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(elsewhere) => Ok(elsewhere),
    }
}

/// `POST /meldinger/utkast/{draft}/vedlegg/{attachment}`: it is taken away.
#[tracing::instrument(name = "web.citizen.dialog.files.remove", skip_all)]
pub(super) async fn remove(
    State(web): State<Web>,
    citizen: Citizen,
    PathIds(draft, id): PathIds<DraftId, AttachmentId>,
    CheckedForm(NoFields {}): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    attachments::remove(web.acts(), &citizen.access, draft, id).await?;
    Ok(see_with(&routes::Attachments(draft), "gjort=fjernet"))
}

/// `GET /meldinger/{thread}/vedlegg/{attachment}`: a file that was sent, to keep.
#[tracing::instrument(name = "web.citizen.dialog.files.open", skip_all)]
pub(super) async fn open(
    State(web): State<Web>,
    citizen: Citizen,
    PathIds(thread, id): PathIds<ThreadId, AttachmentId>,
) -> Result<Response, WebError> {
    let file = attachments::open_citizens(web.acts(), &citizen.access, thread, id).await?;
    files::download(file).await
}

/// The page; or where to go when the draft was sent.
async fn page(
    web: &Web,
    citizen: &Citizen,
    id: DraftId,
) -> Result<Result<ReadyFiles, Response>, WebError> {
    files::are_taken(web)?;
    let draft: Draft = match find(web, citizen, id).await? {
        Found::Draft(draft) => draft,
        Found::Elsewhere(response) => return Ok(Err(response)),
    };
    let ready = attachments::of_draft(web.acts(), &citizen.access, id).await?;
    if !ready.limits.takes_any() && ready.files.is_empty() {
        return Err(WebError::NotFound);
    }
    let back = match draft.target {
        DraftTarget::Contact(_) => routes::Draft(id).path(),
        DraftTarget::Thread(thread) => routes::Thread(thread).path(),
    };
    let places = files::Places { action: routes::Attachments(id).path(), back };
    let remove = |file| routes::AttachmentRemoval(id, file).path();
    Ok(Ok(files::page(&ready, places, remove)))
}

/// What lies ready in a draft, beside its words; none where files are not taken.
pub(super) async fn beside(
    web: &Web,
    citizen: &Citizen,
    saved: Option<DraftId>,
) -> Result<Option<Vec<ListedFile>>, WebError> {
    if !web.acts().files().are_taken {
        return Ok(None);
    }
    let Some(draft) = saved else { return Ok(Some(Vec::new())) };
    let ready = attachments::of_draft(web.acts(), &citizen.access, draft).await?;
    Ok(Some(files::ready_list(&ready.files)))
}
