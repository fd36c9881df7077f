//! To whom: a new message, or a text that is taken along.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use helsebro_actions::dialog::{contacts, drafts};
use helsebro_domain::ids::{ContactId, DraftId};
use helsebro_views::pages::citizen::{Answer, ChooseContact};
use serde::Deserialize;

use super::super::shown;
use super::form::new_draft_id;
use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen};
use crate::page::{Shell, see, see_with};
use crate::routes::citizen as routes;
use crate::web::Web;

/// What the page is asked with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// A draft whose text goes along.
    utkast: Option<String>,
}

/// The choice, and the text that goes along with it.
#[derive(Deserialize)]
pub(super) struct Choice {
    #[serde(default)]
    contact: String,
    #[serde(default)]
    draft: String,
    #[serde(default)]
    topic: String,
    #[serde(default)]
    body: String,
}

/// `GET /meldinger/ny`: skipped when there is only one to choose.
#[tracing::instrument(name = "web.citizen.dialog.choose", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let page = page(&web, &citizen, &shell, asked.utkast).await?;
    match only_one(&page) {
        Some(href) if page.draft.is_none() => Ok(Redirect::to(href).into_response()),
        _ => shell.page(&page),
    }
}

/// `POST /meldinger/ny`.
#[tracing::instrument(name = "web.citizen.dialog.chosen", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
    CheckedForm(choice): CheckedForm<Choice>,
) -> Result<Response, WebError> {
    let Ok(contact) = choice.contact.parse::<ContactId>() else {
        let draft = (!choice.draft.is_empty()).then_some(choice.draft);
        let page = page(&web, &citizen, &shell, draft).await?;
        let page = ChooseContact { answer: Answer::Missing, ..page };
        return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let target = drafts::DraftTarget::Contact(contact);
    if let Ok(id) = choice.draft.parse::<DraftId>() {
        let draft = drafts::one(web.acts(), &citizen.access, id).await?;
        // Who was chosen at one unit does not work at another.
        let to_staff = draft.to_staff.filter(|_| draft.target == target);
        let text = drafts::Typed { topic: &draft.topic, body: &draft.body, to_staff };
        drafts::save(web.acts(), &citizen.access, id, target, text).await?;
        return Ok(see(&routes::Draft(id)));
    }
    if choice.topic.is_empty() && choice.body.is_empty() {
        return Ok(see(&routes::NewMessage(contact)));
    }
    let id = new_draft_id(&web);
    let text = (choice.topic.as_str(), choice.body.as_str());
    drafts::save(web.acts(), &citizen.access, id, target, text).await?;
    Ok(see_with(&routes::Draft(id), "etter=tatt-med"))
}

async fn page(
    web: &Web,
    citizen: &Citizen,
    shell: &Shell,
    draft: Option<String>,
) -> Result<ChooseContact, WebError> {
    let found = contacts::list(web.acts(), &citizen.access).await?;
    Ok(ChooseContact {
        draft,
        contacts: shown::cards(citizen, &found, shell.now()),
        answer: Answer::Awaited,
        switchboards: shell.switchboards(web).await,
    })
}

fn only_one(page: &ChooseContact) -> Option<&str> {
    match page.contacts.as_slice() {
        [one] => one.write_href(),
        _ => None,
    }
}
