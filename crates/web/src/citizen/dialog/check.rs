//! Look over, and send (S1-2.1.1-a).

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::attachments::WithFiles;
use helsebro_actions::dialog::drafts::{Draft, DraftTarget};
use helsebro_actions::dialog::start::{self, NewThread};
use helsebro_domain::ids::{ContactId, DraftId};
use helsebro_domain::text::{Body, Topic};
use helsebro_views::pages::citizen::Check;
use serde::Deserialize;

use super::super::shown;
use super::draft::{Found, find};
use super::form::{Act, label, written};
use super::{files, refused};
use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, PathId};
use crate::page::{Shell, see, see_with};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// Which of its savings the draft was looked over in.
#[derive(Deserialize)]
pub(super) struct Seen {
    lest: Option<i64>,
}

/// The button pressed.
#[derive(Deserialize)]
pub(super) struct Pressed {
    #[serde(default)]
    act: Act,
    /// There when files were shown with it.
    #[serde(default)]
    files: String,
}

/// `GET /meldinger/utkast/{draft}/se-over`.
#[tracing::instrument(name = "web.citizen.dialog.check", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<DraftId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let (draft, contact) = match of(&web, &citizen, id).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (Ok(topic), Ok(body)) = (Topic::parse(&draft.topic), Body::parse(&draft.body)) else {
        return Ok(see(&routes::Draft(id)));
    };
    let prospect = match start::prospect(web.acts(), &citizen.access, contact).await {
        Ok(prospect) => prospect,
        Err(ActError::Refused(refusal)) => {
            let text = written(&draft.topic, &draft.body);
            return refused::to_contact(&web, &citizen, &shell, (contact, refusal), text).await;
        }
        Err(error) => return Err(error.into()),
    };
    let found = &prospect.contact;
    shell.page(&Check {
        action: format!("{}?lest={}", routes::Check(id).path(), draft.saved_at.micros()),
        edit_href: routes::Draft(id).path(),
        change_to_href: format!("{}?utkast={id}", routes::Choose.path()),
        draft: id.to_string(),
        to: found.contact.listed.name.clone(),
        to_staff: prospect.staff.iter().find(|one| Some(one.id) == draft.to_staff).map(label),
        from: citizen.name.clone(),
        topic: topic.as_str().to_owned(),
        body: body.as_str().to_owned(),
        files: files::beside(&web, &citizen, Some(id)).await?.unwrap_or_default(),
        files_href: routes::Attachments(id).path(),
        outlook: shown::outlook(&found.unit, prospect.promise_at, shell.now()),
    })
}

/// `POST /meldinger/utkast/{draft}/se-over`. Sent twice, it is sent once.
#[tracing::instrument(name = "web.citizen.dialog.send", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    Query(seen): Query<Seen>,
    citizen: Citizen,
    PathId(id): PathId<DraftId>,
    shell: Shell,
    CheckedForm(pressed): CheckedForm<Pressed>,
) -> Result<Response, WebError> {
    let (draft, contact) = match of(&web, &citizen, id).await? {
        Ok(found) => found,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if pressed.act == Act::SaveDraft {
        return Ok(see_with(&routes::Threads, "lagret=1"));
    }
    // What is sent is what was looked over, also when another window has changed it.
    if seen.lest != Some(draft.saved_at.micros()) || pressed.act != Act::Send {
        return Ok(see(&routes::Check(id)));
    }
    let (Ok(topic), Ok(body)) = (Topic::parse(&draft.topic), Body::parse(&draft.body)) else {
        return Ok(see(&routes::Draft(id)));
    };
    let new = NewThread { contact, draft: id, topic, body, to_staff: draft.to_staff };
    let with = if pressed.files.is_empty() { WithFiles::None } else { WithFiles::OfDraft };
    match start::send_with(web.acts(), &citizen.access, &new, with).await {
        Ok(receipt) => Ok(see(&routes::Receipt(receipt.thread))),
        Err(ActError::Refused(refusal)) => {
            if let Some(query) = crate::files::not_sent(refusal.code()) {
                return Ok(see_with(&routes::Attachments(id), query));
            }
            let text = written(&draft.topic, &draft.body);
            refused::to_contact(&web, &citizen, &shell, (contact, refusal), text).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The draft and whom it is to; or where to go when it is none of that kind.
async fn of(
    web: &Web,
    citizen: &Citizen,
    id: DraftId,
) -> Result<Result<(Draft, ContactId), Response>, WebError> {
    let draft = match find(web, citizen, id).await? {
        Found::Draft(draft) => draft,
        Found::Elsewhere(response) => return Ok(Err(response)),
    };
    Ok(match draft.target {
        DraftTarget::Contact(contact) => Ok((draft, contact)),
        DraftTarget::Thread(thread) => Err(see(&routes::Thread(thread))),
    })
}
