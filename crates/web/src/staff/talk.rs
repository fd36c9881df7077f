//! `…/kontakt`: logs a talk on the phone or at the counter (S1-2.1.1-a).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::dialog::desk::answer::Answered;
use helsebro_actions::dialog::desk::talk::{self, NewTalk};
use helsebro_actions::dialog::desk::thread;
use helsebro_domain::dialog::{GotAnswer, Talk, TalkWay};
use helsebro_domain::ids::ThreadId;
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::text::{Body, MAX_BODY};
use helsebro_domain::time::{Date, Instant};
use helsebro_views::pages::staff::{Decision, Faults, NatureQuestion, TalkPage, Wrong};
use serde::Deserialize;

use super::answer::nature_of;
use super::set_up::{clock, text_fault};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// How many days a talk may be ago, with today.
const DAYS: usize = 7;

/// How and when they talked, and what was said.
#[derive(Default, Deserialize)]
pub(super) struct TalkForm {
    #[serde(default)]
    way: String,
    #[serde(default)]
    day: usize,
    #[serde(default)]
    clock: String,
    #[serde(default)]
    body: String,
    #[serde(default)]
    answered: String,
    #[serde(default)]
    nature: String,
}

/// Why the page is shown again.
#[derive(Default)]
struct Again {
    faults: Faults,
    nature: Option<NatureQuestion>,
    decision: Option<Decision>,
}

/// Shows the form.
#[tracing::instrument(name = "web.staff.talk", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
) -> Result<Response, WebError> {
    let time = shell.now().in_oslo().time;
    let clock = format!("{:02}.{:02}", time.hour(), time.minute());
    let form = TalkForm { clock, ..TalkForm::default() };
    shell.page(&context(&web, &at, (id, shell.now()), form, Again::default()).await?)
}

/// Logs it.
#[tracing::instrument(name = "web.staff.talk", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    PathId(id): PathId<ThreadId>,
    CheckedForm(form): CheckedForm<TalkForm>,
) -> Result<Response, WebError> {
    let now = shell.now();
    let new = match new_talk(&form, id, now) {
        Ok(new) => new,
        Err(faults) => {
            let again = Again { faults, ..Again::default() };
            let page = context(&web, &at, (id, now), form, again).await?;
            return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let nature = Some(NatureQuestion::Ask);
    let (status, again) = match talk::log(web.acts(), &at.desk, &new).await {
        Ok(Answered::Sent(_)) => return Ok(see_with(&staff::Thread(id), "gjort=loggfort")),
        Ok(Answered::AskNature) => (StatusCode::OK, Again { nature, ..Again::default() }),
        Err(ActError::Refused(refusal))
            if refusal.code() == ReasonCode::VedtakNotAllowedInDialog =>
        {
            let decision = Some(Decision);
            (StatusCode::FORBIDDEN, Again { nature, decision, ..Again::default() })
        }
        Err(error) => return super::thread::meanwhile(&web, &at, &shell, id, error).await,
    };
    shell.page_with(status, &context(&web, &at, (id, now), form, again).await?)
}

fn new_talk(form: &TalkForm, thread: ThreadId, now: Instant) -> Result<NewTalk, Faults> {
    let mut faults = Vec::new();
    let way = way_of(&form.way);
    if way.is_none() {
        faults.push(("way", Wrong::NotChosen));
    }
    let time = clock(&form.clock);
    let day = days(now).get(form.day).copied();
    let at = time.zip(day).map(|(time, day)| Instant::from_oslo(day, time));
    let talk = at.and_then(|at| Talk::new(way.unwrap_or(TalkWay::Phone), at, now));
    match (time, talk) {
        (None, _) => faults.push(("clock", Wrong::NoTime)),
        (Some(_), None) => faults.push(("clock", Wrong::TalkTooOld)),
        _ => {}
    }
    let body = Body::parse(&form.body);
    if let Err(fault) = &body {
        faults.push(("body", text_fault(*fault)));
    }
    let got = got_of(&form.answered);
    if got.is_none() {
        faults.push(("answered", Wrong::NotChosen));
    }
    match (talk, body, got) {
        (Some(talk), Ok(body), Some(got)) if faults.is_empty() => {
            Ok(NewTalk { thread, talk, body, got, nature: nature_of(&form.nature) })
        }
        _ => Err(Faults(faults)),
    }
}

fn way_of(text: &str) -> Option<TalkWay> {
    match text {
        "phone" => Some(TalkWay::Phone),
        "counter" => Some(TalkWay::Counter),
        _ => None,
    }
}

fn got_of(text: &str) -> Option<GotAnswer> {
    match text {
        "yes" => Some(GotAnswer::Yes),
        "no" => Some(GotAnswer::No),
        _ => None,
    }
}

/// The days that it may have been, today first.
fn days(now: Instant) -> Vec<Date> {
    let today = now.in_oslo().date;
    core::iter::successors(Some(today), |day| day.yesterday().ok()).take(DAYS).collect()
}

async fn context(
    web: &Web,
    at: &AtDesk,
    (id, now): (ThreadId, Instant),
    form: TalkForm,
    again: Again,
) -> Result<TalkPage, WebError> {
    let view = thread::open(web.acts(), &at.desk, id).await?;
    Ok(TalkPage {
        back: staff::Thread(id).path(),
        action: staff::Talk(id).path(),
        given: view.given,
        way: way_of(&form.way),
        days: days(now),
        day: form.day,
        clock: form.clock,
        body: form.body,
        limit: MAX_BODY,
        got: got_of(&form.answered),
        nature: again.nature.unwrap_or(NatureQuestion::NotAsked),
        decision: again.decision,
        faults: again.faults,
    })
}
