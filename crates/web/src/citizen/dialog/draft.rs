//! A message not yet sent.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::drafts::{self, Draft, DraftTarget};
use helsebro_actions::dialog::start;
use helsebro_domain::ids::DraftId;
use helsebro_views::pages::citizen::Kept;
use serde::Deserialize;

use super::form::{Filled, Text, shown, taken};
use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, PathId};
use crate::page::{Shell, see};
use crate::routes::citizen as routes;
use crate::web::Web;

/// What the page is asked with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// What the text has come through: a sign-in, or a refusal elsewhere.
    pub(super) etter: Option<String>,
}

impl Asked {
    pub(super) fn kept(&self) -> Kept {
        match self.etter.as_deref() {
            Some("innlogging") => Kept::AfterSignIn,
            Some("tatt-med") => Kept::TakenAlong,
            _ => Kept::No,
        }
    }
}

/// What an id of a draft leads to.
pub(super) enum Found {
    Draft(Draft),
    Elsewhere(Response),
}

/// The draft, or the receipt when it was sent.
pub(super) async fn find(web: &Web, citizen: &Citizen, id: DraftId) -> Result<Found, WebError> {
    match drafts::one(web.acts(), &citizen.access, id).await {
        Ok(draft) => Ok(Found::Draft(draft)),
        Err(ActError::NotFound) => {
            let sent = start::sent_before(web.acts(), &citizen.access, id).await?;
            let receipt = sent.ok_or(WebError::NotFound)?;
            Ok(Found::Elsewhere(see(&routes::Receipt(receipt.thread))))
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /meldinger/utkast/{draft}`.
#[tracing::instrument(name = "web.citizen.dialog.draft", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    PathId(id): PathId<DraftId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let draft = match find(&web, &citizen, id).await? {
        Found::Draft(draft) => draft,
        Found::Elsewhere(response) => return Ok(response),
    };
    match draft.target {
        DraftTarget::Contact(contact) => {
            let filled = Filled::by(draft, asked.kept());
            shown(&web, &citizen, &shell, contact, filled).await
        }
        DraftTarget::Thread(thread) => Ok(see(&routes::Thread(thread))),
    }
}

/// `POST /meldinger/utkast/{draft}`.
#[tracing::instrument(name = "web.citizen.dialog.draft.write", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<DraftId>,
    shell: Shell,
    CheckedForm(text): CheckedForm<Text>,
) -> Result<Response, WebError> {
    let draft = match find(&web, &citizen, id).await? {
        Found::Draft(draft) => draft,
        Found::Elsewhere(response) => return Ok(response),
    };
    let DraftTarget::Contact(contact) = draft.target else { return Err(WebError::NotFound) };
    let text = Text { draft: id.to_string(), ..text };
    taken(&web, &citizen, &shell, contact, text).await
}
