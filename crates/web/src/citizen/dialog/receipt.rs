//! The receipt: reference, time and promise (L-EFV-6).

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::dialog::{inbox, start};
use helsebro_domain::ids::{DraftId, ThreadId};
use helsebro_views::pages::citizen::Receipt;

use crate::error::WebError;
use crate::extract::{Citizen, PathId};
use crate::page::{Shell, see};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// `GET /meldinger/{thread}/kvittering`. It can be come back to; the conversation
/// keeps the same reference.
#[tracing::instrument(name = "web.citizen.dialog.receipt", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<ThreadId>,
    shell: Shell,
) -> Result<Response, WebError> {
    // The draft that was sent gave the conversation its id.
    let sent = start::sent_before(web.acts(), &citizen.access, DraftId::from_uuid(id.uuid()));
    let receipt = sent.await?.ok_or(WebError::NotFound)?;
    // Opening the conversation would mark an answer as read that nobody has seen.
    let inbox = inbox::list(web.acts(), &citizen.access, None).await?;
    let Some(line) = inbox.lines.into_iter().find(|line| line.thread == id) else {
        return Ok(see(&routes::Thread(id)));
    };
    shell.page(&Receipt {
        thread_href: routes::Thread(id).path(),
        print_href: routes::Print(id).path(),
        to: line.unit.name,
        from: citizen.name,
        at: receipt.at,
        reference: receipt.reference,
        promise_at: receipt.promise_at,
    })
}
