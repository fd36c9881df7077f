//! A conversation on paper.

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::dialog::thread;
use helsebro_domain::ids::ThreadId;
use helsebro_views::pages::citizen::Print;

use super::super::shown;
use crate::error::WebError;
use crate::extract::{Citizen, PathId};
use crate::municipality::told::controller;
use crate::page::Shell;
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// `GET /meldinger/{thread}/skriv-ut`.
#[tracing::instrument(name = "web.citizen.dialog.print", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<ThreadId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let view = thread::open(web.acts(), &citizen.access, id).await?;
    let shell = shell.counted_anew(&web, &citizen.access).await?;
    let reader = shown::Reader::of(&citizen, &view);
    let entries = shown::entries((view.thread.id, view.messages.clone()), &view.events, reader);
    shell.page(&Print {
        person: view.name,
        topic: view.topic,
        unit: view.unit.name.clone(),
        controller: controller(&web, &shell, &view.unit).await?,
        entries,
        thread_href: routes::Thread(id).path(),
    })
}
