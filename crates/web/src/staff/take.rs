//! Taking, taking over and putting back.

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::dialog::desk::take;
use helsebro_domain::ids::ThreadId;

use super::work_list::Done;
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, NoFields, PathId};
use crate::page::{Shell, see_with};
use crate::routes::staff;
use crate::web::Web;

/// `POST …/ta`: takes a conversation and opens it.
#[tracing::instrument(name = "web.staff.take", skip_all)]
pub(super) async fn take(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(thread): PathId<ThreadId>,
    CheckedForm(NoFields {}): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    match take::claim(web.acts(), &at.desk, thread).await {
        Ok(_) => Ok(see_with(&staff::Thread(thread), "gjort=tatt")),
        Err(error) => super::thread::meanwhile(&web, &at, &shell, thread, error).await,
    }
}

/// `POST …/ta-over`: takes a conversation over from a colleague.
#[tracing::instrument(name = "web.staff.take_over", skip_all)]
pub(super) async fn take_over(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(thread): PathId<ThreadId>,
    CheckedForm(NoFields {}): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    match take::assign(web.acts(), &at.desk, thread, at.member.staff).await {
        Ok(_) => Ok(see_with(&staff::Thread(thread), "gjort=tatt-over")),
        Err(error) => super::thread::meanwhile(&web, &at, &shell, thread, error).await,
    }
}

/// `POST …/legg-tilbake`: puts a conversation back in the queue.
#[tracing::instrument(name = "web.staff.put_back", skip_all)]
pub(super) async fn put_back(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(thread): PathId<ThreadId>,
    CheckedForm(NoFields {}): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    match take::put_back(web.acts(), &at.desk, thread).await {
        Ok(_) => Ok(see_with(&staff::WorkList, &Done::PutBack.query())),
        Err(error) => super::thread::meanwhile(&web, &at, &shell, thread, error).await,
    }
}
