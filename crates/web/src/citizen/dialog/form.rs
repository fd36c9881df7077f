//! The form for a new message, wherever it is reached from (S1-2.1.1-a).
//!
//! Whatever is done with it, the text is saved as a draft first, so that neither
//! a fault nor a refusal nor a lost session takes it away.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use helsebro_actions::ActError;
use helsebro_actions::dialog::drafts::{self, Draft, DraftTarget, Typed};
use helsebro_actions::dialog::start::{self, Prospect};
use helsebro_domain::ids::{ContactId, DraftId, StaffId};
use helsebro_domain::parties::Staff;
use helsebro_domain::text::{Body, Topic};
use helsebro_domain::time::Instant;
use helsebro_views::pages::citizen::{Kept, NewMessage, StaffChoice, Written};
use helsebro_views::pages::public::Week;
use serde::Deserialize;

use super::super::shown;
use super::{files, refused};
use crate::error::WebError;
use crate::extract::Citizen;
use crate::municipality::told::controller;
use crate::page::{Shell, see, see_with};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// What the form holds.
#[derive(Deserialize)]
pub(super) struct Text {
    #[serde(default)]
    pub(super) draft: String,
    #[serde(default)]
    pub(super) topic: String,
    #[serde(default)]
    pub(super) body: String,
    #[serde(default)]
    pub(super) to_staff: String,
    #[serde(default)]
    pub(super) act: Act,
}

/// Which button was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Act {
    /// No button: a script keeps the draft.
    #[default]
    Autosave,
    /// Goes on to look over.
    Continue,
    /// Keeps the draft and goes to its files.
    Attach,
    /// Keeps the draft and leaves.
    SaveDraft,
    /// Throws the draft away.
    Discard,
    /// Sends it.
    Send,
}

/// What stands in the form when it is shown.
pub(super) struct Filled {
    pub(super) draft: DraftId,
    pub(super) topic: String,
    pub(super) body: String,
    pub(super) to_staff: Option<StaffId>,
    pub(super) saved_at: Option<Instant>,
    pub(super) kept: Kept,
}

impl Filled {
    /// As a draft was saved.
    pub(super) fn by(draft: Draft, kept: Kept) -> Self {
        let Draft { id, topic, body, saved_at, to_staff, .. } = draft;
        Self { draft: id, topic, body, to_staff, saved_at: Some(saved_at), kept }
    }

    /// Empty but for a topic.
    pub(super) fn about(web: &Web, topic: String) -> Self {
        let draft = new_draft_id(web);
        Self { draft, topic, body: String::new(), to_staff: None, saved_at: None, kept: Kept::No }
    }
}

/// An id for a draft that is not saved yet; the form carries it.
pub(super) fn new_draft_id(web: &Web) -> DraftId {
    DraftId::new(web.now(), web.acts().dice())
}

/// Shows the form, or why she cannot write to the contact.
pub(super) async fn shown(
    web: &Web,
    citizen: &Citizen,
    shell: &Shell,
    contact: ContactId,
    filled: Filled,
) -> Result<Response, WebError> {
    match start::prospect(web.acts(), &citizen.access, contact).await {
        Ok(prospect) => {
            let saved = filled.saved_at.map(|_| filled.draft);
            let files = files::beside(web, citizen, saved).await?;
            shell.page(&NewMessage { files, ..page(web, shell, &prospect, filled).await? })
        }
        Err(ActError::Refused(refusal)) => {
            let written = written(&filled.topic, &filled.body);
            refused::to_contact(web, citizen, shell, (contact, refusal), written).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Does what the pressed button says.
pub(super) async fn taken(
    web: &Web,
    citizen: &Citizen,
    shell: &Shell,
    contact: ContactId,
    text: Text,
) -> Result<Response, WebError> {
    let acts = web.acts();
    let id = text.draft.parse().unwrap_or_else(|_| new_draft_id(web));
    // The same form again, after it was sent: the same receipt.
    if let Some(receipt) = start::sent_before(acts, &citizen.access, id).await? {
        return Ok(see(&routes::Receipt(receipt.thread)));
    }
    if text.act == Act::Discard {
        return match drafts::discard(acts, &citizen.access, id).await {
            Ok(()) | Err(ActError::NotFound) => Ok(see_with(&routes::Threads, "kastet=1")),
            Err(error) => Err(error.into()),
        };
    }
    let target = DraftTarget::Contact(contact);
    let to_staff = text.to_staff.parse().ok();
    let typed = Typed { topic: &text.topic, body: &text.body, to_staff };
    let saved_at = drafts::save(acts, &citizen.access, id, target, typed).await?;
    match text.act {
        Act::Autosave => Ok(StatusCode::NO_CONTENT.into_response()),
        Act::SaveDraft => Ok(see_with(&routes::Threads, "lagret=1")),
        Act::Attach => Ok(see(&routes::Attachments(id))),
        _ => go_on(web, citizen, shell, contact, (id, saved_at, text)).await,
    }
}

/// On to look over, when the text can be sent and the contact written to.
async fn go_on(
    web: &Web,
    citizen: &Citizen,
    shell: &Shell,
    contact: ContactId,
    (draft, saved_at, text): (DraftId, Instant, Text),
) -> Result<Response, WebError> {
    let prospect = match start::prospect(web.acts(), &citizen.access, contact).await {
        Ok(prospect) => prospect,
        Err(ActError::Refused(refusal)) => {
            let written = written(&text.topic, &text.body);
            return refused::to_contact(web, citizen, shell, (contact, refusal), written).await;
        }
        Err(error) => return Err(error.into()),
    };
    let (topic, body) = (Topic::parse(&text.topic), Body::parse(&text.body));
    if topic.is_ok() && body.is_ok() {
        return Ok(see(&routes::Check(draft)));
    }
    let filled = Filled {
        draft,
        topic: text.topic,
        body: text.body,
        to_staff: text.to_staff.parse().ok(),
        saved_at: Some(saved_at),
        kept: Kept::No,
    };
    let faulty = NewMessage {
        files: files::beside(web, citizen, Some(draft)).await?,
        topic_fault: topic.err().map(shown::topic_fault),
        body_fault: body.err().map(shown::body_fault),
        ..page(web, shell, &prospect, filled).await?
    };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &faulty)
}

/// What was written, when anything was.
pub(super) fn written(topic: &str, body: &str) -> Option<Written> {
    let something = !topic.trim().is_empty() || !body.trim().is_empty();
    something.then(|| Written { topic: topic.to_owned(), body: body.to_owned() })
}

async fn page(
    web: &Web,
    shell: &Shell,
    prospect: &Prospect,
    filled: Filled,
) -> Result<NewMessage, WebError> {
    let found = &prospect.contact;
    let controller = controller(web, shell, &found.unit).await?;
    Ok(NewMessage {
        action: routes::NewMessage(found.contact.id).path(),
        to: found.contact.listed.name.clone(),
        outlook: shown::outlook(&found.unit, prospect.promise_at, shell.now()),
        draft: filled.draft.to_string(),
        saved_at: filled.saved_at,
        files: None,
        kept: filled.kept,
        topic: filled.topic,
        topic_fault: None,
        body: filled.body,
        body_fault: None,
        staff: prospect.staff.iter().map(choice).collect(),
        to_staff: filled.to_staff.map(|staff| staff.to_string()),
        controller,
        phone: shown::phone(found),
        week: Week::of(&found.unit.hours),
    })
}

fn choice(staff: &Staff) -> StaffChoice {
    StaffChoice { value: staff.id.to_string(), label: label(staff) }
}

/// A member of staff with her title, as in «Per Haug, sykepleier».
pub(super) fn label(staff: &Staff) -> String {
    format!("{}, {}", staff.name.full(), staff.title)
}
