//! A new message to a contact (S1-2.1.1-a).

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::dialog::drafts::{self, DraftTarget};
use helsebro_actions::dialog::thread;
use helsebro_domain::ids::ContactId;
use helsebro_views::pages::citizen::Kept;
use serde::Deserialize;

use super::form::{Filled, Text, shown, taken};
use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, PathId};
use crate::page::Shell;
use crate::web::Web;

/// What the page is asked with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// A closed conversation that the new one is about.
    om: Option<String>,
}

/// `GET /meldinger/ny/til/{contact}`. A draft to the same contact is gone on with.
#[tracing::instrument(name = "web.citizen.dialog.new_message", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    PathId(contact): PathId<ContactId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let drafts = drafts::list(web.acts(), &citizen.access).await?;
    let target = DraftTarget::Contact(contact);
    let filled = match drafts.into_iter().find(|draft| draft.target == target) {
        Some(draft) => Filled::by(draft, Kept::No),
        None => Filled::about(&web, topic_of(&web, &citizen, asked.om.as_deref()).await?),
    };
    shown(&web, &citizen, &shell, contact, filled).await
}

/// `POST /meldinger/ny/til/{contact}`.
#[tracing::instrument(name = "web.citizen.dialog.new_message.write", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(contact): PathId<ContactId>,
    shell: Shell,
    CheckedForm(text): CheckedForm<Text>,
) -> Result<Response, WebError> {
    taken(&web, &citizen, &shell, contact, text).await
}

/// The topic of the conversation that a new one goes on from.
async fn topic_of(web: &Web, citizen: &Citizen, asked: Option<&str>) -> Result<String, WebError> {
    let Some(asked) = asked else { return Ok(String::new()) };
    let id = asked.parse().map_err(|_| WebError::NotFound)?;
    Ok(thread::open(web.acts(), &citizen.access, id).await?.topic)
}
