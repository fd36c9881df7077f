//! `/ansatt/nodtilgang`: one person, by her number and with a reason (L-PJL-16-E).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::audit::emergency::{self, NewEmergency};
use helsebro_domain::audit::{MAX_REASON, ReasonClass};
use helsebro_domain::ids::{EmergencyId, ThreadId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_views::pages::staff::{
    Emergency, EmergencyFault, EmergencyOpen, EmergencyReading, EmergencyRow, Entry,
};
use serde::Deserialize;

use super::thread::entries;
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::municipality::told::controller;
use crate::page::{Shell, see};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What was filled in.
#[derive(Default, Deserialize)]
pub(super) struct EmergencyForm {
    #[serde(default)]
    number: String,
    #[serde(default)]
    class: String,
    #[serde(default)]
    reason: String,
    /// There when a compelling reason goes before what she opposes.
    #[serde(default)]
    compelling: String,
}

/// What the page of an open look-up is asked with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// A conversation to read.
    samtale: Option<String>,
}

/// Shows the empty form.
#[tracing::instrument(name = "web.staff.emergency", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
) -> Result<Response, WebError> {
    shell.page(&context(&web, &at, EmergencyForm::default(), None).await?)
}

/// Opens the person, or shows the form again as it was filled.
#[tracing::instrument(name = "web.staff.emergency", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<EmergencyForm>,
) -> Result<Response, WebError> {
    let new = NewEmergency {
        number: form.number.split_whitespace().collect(),
        class: ReasonClass::from_stored(&form.class),
        reason: form.reason.clone(),
        is_compelling: !form.compelling.is_empty(),
    };
    let fault = match emergency::open(web.acts(), &at.desk, &new).await {
        Ok(access) => return Ok(see(&staff::EmergencyOpen(access.id))),
        Err(ActError::NotFound) => EmergencyFault::Number,
        Err(ActError::Refused(refusal)) if refusal.code() == ReasonCode::EmergencyReasonMissing => {
            EmergencyFault::Reason
        }
        Err(ActError::Refused(refusal)) if refusal.code() == ReasonCode::PatientOpposed => {
            EmergencyFault::Opposed
        }
        Err(error) => return Err(error.into()),
    };
    let page = context(&web, &at, form, Some(fault)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn context(
    web: &Web,
    at: &AtDesk,
    form: EmergencyForm,
    fault: Option<EmergencyFault>,
) -> Result<Emergency, WebError> {
    let judges = emergency::judges(web.acts(), &at.desk).await?;
    Ok(Emergency {
        back: staff::WorkList.path(),
        action: staff::Emergency.path(),
        class: ReasonClass::from_stored(&form.class),
        number: form.number,
        reason: form.reason,
        is_compelling: !form.compelling.is_empty(),
        limit: MAX_REASON,
        fault,
        reviews: judges.then(|| staff::Reviews.path()),
    })
}

/// `…/nodtilgang/{access}`: what there is to see, while the hour lasts.
#[tracing::instrument(name = "web.staff.emergency.open", skip_all)]
pub(super) async fn open(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<EmergencyId>,
) -> Result<Response, WebError> {
    let view = emergency::view(web.acts(), &at.desk, id).await?;
    let reading = match asked.samtale {
        Some(thread) => {
            let thread: ThreadId = thread.parse().map_err(|_| WebError::NotFound)?;
            let read = emergency::read(web.acts(), &at.desk, id, thread).await?;
            Some(EmergencyReading { topic: read.topic.clone(), entries: closed(entries(read)) })
        }
        None => None,
    };
    let path = staff::EmergencyOpen(id).path();
    let row = |found: emergency::EmergencyThread| EmergencyRow {
        href: format!("{path}?samtale={}", found.thread),
        topic: found.topic,
        unit: found.unit,
        last_at: found.last_at,
    };
    let mut contacts = Vec::with_capacity(view.contacts.len());
    for (contact, unit) in view.contacts {
        let name = match unit {
            Some(unit) => Some(controller(&web, &shell, &unit).await?),
            None => None,
        };
        contacts.push((contact.listed.name, name));
    }
    shell.page(&EmergencyOpen {
        back: staff::WorkList.path(),
        name: view.name,
        is_protected: view.is_protected,
        until: view.access.until,
        contacts,
        threads: view.threads.into_iter().map(row).collect(),
        reading,
    })
}

/// The same with files that are named and not opened: those are for who answers.
fn closed(mut entries: Vec<Entry>) -> Vec<Entry> {
    for entry in &mut entries {
        if let Entry::Message(message) = entry {
            message.files.iter_mut().for_each(|file| file.href = None);
        }
    }
    entries
}
