//! `/ansatt/utleveringer/{disclosure}`: one of them, decided by the unit that was asked,
//! and what was given out.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::disclosure::deciding::{self, MAX_GIVEN, NewRelease};
use helsebro_actions::disclosure::reading::{self, Candidate, Looker};
use helsebro_domain::disclosure::Standing;
use helsebro_domain::ids::{DisclosureId, ThreadId};
use helsebro_domain::refusals::ReasonCode;
use helsebro_views::pages::disclosure::{
    CandidateRow, DecideForm, DisclosureDone, DisclosurePage, GivenPage, GivenRow, State as Shown,
};
use helsebro_views::pages::municipality::{Wrong, Wrongs};

use super::list::{Asked, state};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// What was filled in: names and values, since a conversation may be ticked several times.
type Pairs = Vec<(String, String)>;

/// Shows one.
#[tracing::instrument(name = "web.disclosure.one", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<DisclosureId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = context(&web, &at, id, &shell).await?;
    shell.page(&DisclosurePage { done: asked.done(), ..page })
}

/// Gives out what was chosen, or nothing.
#[tracing::instrument(name = "web.disclosure.decide", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<DisclosureId>,
    CheckedForm(form): CheckedForm<Pairs>,
) -> Result<Response, WebError> {
    let first = |name: &str| {
        let found = form.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let to = |done: DisclosureDone| {
        Ok(see_with(&staff::Disclosure(id), &format!("gjort={}", done.as_str())))
    };
    if first("act") == "decline" {
        deciding::decline(web.acts(), &at.desk, id).await?;
        return to(DisclosureDone::Declined);
    }
    let ticked: Vec<String> = form
        .iter()
        .filter(|(field, _)| field == "thread")
        .map(|(_, value)| value.clone())
        .collect();
    let threads = ticked.iter().map(|value| value.parse::<ThreadId>()).collect::<Result<_, _>>();
    let threads = threads.map_err(|_| WebError::NotFound)?;
    let days = first("days").trim().parse::<u8>().unwrap_or(0);
    let new = NewRelease { threads, words: first("words"), days };
    let wrong = match deciding::release(web.acts(), &at.desk, id, &new).await {
        Ok(()) => return to(DisclosureDone::Released),
        Err(error) => wrong(error)?,
    };
    let mut page = context(&web, &at, id, &shell).await?;
    if let Some(form) = &mut page.form {
        form.words = new.words;
        form.days = first("days");
        for row in &mut form.candidates {
            row.is_ticked = ticked.contains(&row.value);
        }
    }
    let page = DisclosurePage { wrongs: Wrongs(vec![wrong]), ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn wrong(error: ActError) -> Result<(String, Wrong), WebError> {
    let refusal = match error {
        ActError::Refused(refusal) => refusal,
        error => return Err(error.into()),
    };
    let field = match refusal.code() {
        ReasonCode::AssessmentMissing => "words",
        ReasonCode::ScopeTooWide
        | ReasonCode::LogWriteFailed
        | ReasonCode::PatientOpposed
        | ReasonCode::DisclosureNoBasis => "days",
        _ => return Err(WebError::Refused(refusal)),
    };
    Ok((field.to_owned(), Wrong::Refused(refusal.code().as_str().to_owned())))
}

async fn context(
    web: &Web,
    at: &AtDesk,
    id: DisclosureId,
    shell: &Shell,
) -> Result<DisclosurePage, WebError> {
    let found = reading::one(web.acts(), &at.desk, id).await?;
    let state = state(found.listed.standing, shell.now());
    let can_decide = found.looker == Looker::Source && found.listed.standing == Standing::Asked;
    let can_read = found.looker == Looker::Asker && matches!(state, Shown::Open(_));
    let candidates = found.candidates.into_iter().map(candidate).collect();
    let form = can_decide.then(|| DecideForm {
        action: staff::Disclosure(id).path(),
        candidates,
        words: String::new(),
        limit: MAX_GIVEN,
        days: found.application.days.to_string(),
    });
    Ok(DisclosurePage {
        back: staff::Disclosures.path(),
        person: found.listed.person,
        asker: found.listed.asker,
        unit: found.listed.unit,
        source: found.listed.source,
        asked_at: found.listed.asked_at,
        state,
        purpose: found.application.purpose,
        basis: found.basis,
        what: found.words.what,
        period: (found.application.period.from, found.application.period.to),
        why: found.words.why,
        compelling: found.words.compelling,
        decided_by: found.decided_by,
        checks: found.checks,
        given: can_read.then(|| staff::DisclosureGiven(id).path()),
        changed: found.changed,
        form,
        done: None,
        wrongs: Wrongs::default(),
    })
}

fn candidate(found: Candidate) -> CandidateRow {
    CandidateRow {
        value: found.thread.to_string(),
        topic: found.topic,
        first: found.first,
        last: found.last,
        is_ticked: false,
    }
}

/// `…/innhold`: what was given out, to the one who asked, while it lasts.
#[tracing::instrument(name = "web.disclosure.given", skip_all)]
pub(super) async fn given(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<DisclosureId>,
) -> Result<Response, WebError> {
    let given = reading::given(web.acts(), &at.desk, id).await?;
    let found = reading::one(web.acts(), &at.desk, id).await?;
    let thread =
        |found: reading::GivenThread| GivenRow { topic: found.topic, messages: found.messages };
    shell.page(&GivenPage {
        back: staff::Disclosure(id).path(),
        person: found.listed.person,
        source: found.listed.source,
        until: given.until,
        words: given.words,
        threads: given.threads.into_iter().map(thread).collect(),
    })
}
