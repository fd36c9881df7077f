//! `/ansatt/utleveringer`: what a unit asked for, and what it was asked for.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::disclosure::opposing::{self, Noted};
use helsebro_actions::disclosure::reading::{self, Listed};
use helsebro_domain::disclosure::Standing;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Instant;
use helsebro_views::pages::disclosure::{
    DisclosureDone, DisclosureRow, DisclosuresPage, NotedRow, State as Shown,
};
use helsebro_views::pages::municipality::{Wrong, Wrongs};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What was done just now, as the address says it.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    gjort: String,
}

impl Asked {
    pub(super) fn done(&self) -> Option<DisclosureDone> {
        DisclosureDone::ALL.into_iter().find(|done| done.as_str() == self.gjort)
    }
}

/// Somebody who would oppose.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct NoteForm {
    act: String,
    number: String,
    person: String,
    reason: String,
}

/// Shows the lists.
#[tracing::instrument(name = "web.disclosure.list", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    shell.page(&DisclosuresPage { done: asked.done(), ..context(&web, &at, &shell).await? })
}

/// Notes that somebody would oppose, or takes it back.
#[tracing::instrument(name = "web.disclosure.note", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<NoteForm>,
) -> Result<Response, WebError> {
    let noted = if form.act == "forget" {
        let person = form.person.parse().map_err(|_| WebError::NotFound)?;
        opposing::forget(web.acts(), &at.desk, person).await.map(|()| None)
    } else {
        let number: String = form.number.split_whitespace().collect();
        match opposing::note(web.acts(), &at.desk, &number, &form.reason).await {
            Ok(()) => Ok(None),
            Err(ActError::NotFound) => Ok(Some(("number", Wrong::NoNumber))),
            Err(ActError::Refused(refusal)) if refusal.code() == ReasonCode::AssessmentMissing => {
                let code = refusal.code().as_str().to_owned();
                Ok(Some(("reason", Wrong::Refused(code))))
            }
            Err(error) => Err(error),
        }
    };
    let Some((field, wrong)) = noted? else {
        let done = format!("gjort={}", DisclosureDone::Noted.as_str());
        return Ok(see_with(&staff::Disclosures, &done));
    };
    let wrongs = Wrongs(vec![(field.to_owned(), wrong)]);
    let page = context(&web, &at, &shell).await?;
    let page = DisclosuresPage { number: form.number, reason: form.reason, wrongs, ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn context(web: &Web, at: &AtDesk, shell: &Shell) -> Result<DisclosuresPage, WebError> {
    let lists = reading::list(web.acts(), &at.desk).await?;
    let noted = opposing::noted(web.acts(), &at.desk).await?;
    let now = shell.now();
    Ok(DisclosuresPage {
        back: staff::WorkList.path(),
        new: staff::NewDisclosure.path(),
        action: staff::Disclosures.path(),
        asked: lists.asked.into_iter().map(|found| row(found, Other::Source, now)).collect(),
        to_decide: lists.to_decide.into_iter().map(|found| row(found, Other::Asker, now)).collect(),
        noted: noted.into_iter().map(noted_row).collect(),
        number: String::new(),
        reason: String::new(),
        done: None,
        wrongs: Wrongs::default(),
    })
}

/// Which of the two units is the other.
#[derive(Clone, Copy)]
pub(super) enum Other {
    Source,
    Asker,
}

pub(super) fn row(found: Listed, other: Other, now: Instant) -> DisclosureRow {
    DisclosureRow {
        href: staff::Disclosure(found.id).path(),
        person: found.person,
        asker: found.asker,
        other: match other {
            Other::Source => found.source,
            Other::Asker => found.unit,
        },
        asked_at: found.asked_at,
        state: state(found.standing, now),
        is_overridden: found.is_overridden,
    }
}

/// How far it has come, as it is shown.
pub(super) fn state(standing: Standing, now: Instant) -> Shown {
    match standing {
        Standing::Asked => Shown::Waits,
        Standing::Declined { .. } => Shown::Declined,
        Standing::Released { until, .. } if now < until => Shown::Open(until),
        Standing::Released { until, .. } => Shown::Over(until),
    }
}

fn noted_row(found: Noted) -> NotedRow {
    NotedRow {
        value: found.person.to_string(),
        name: found.name,
        reason: found.reason,
        by: found.by,
        at: found.at,
    }
}
