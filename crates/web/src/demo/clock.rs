//! `/demo/klokke`: sets the town's clock. It only goes forward: what has happened
//! in the town has happened.

use core::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_domain::time::{Date, Instant, Time};
use helsebro_views::pages::demo::{Clock, ClockFault};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::CheckedForm;
use crate::page::{Shell, see};
use crate::routes::{Route, demo};
use crate::web::Web;

/// How far ahead the clock can be set at a time.
const MAX_AHEAD: Duration = Duration::from_secs(5 * 366 * 24 * 60 * 60);

/// A date and a time, as typed.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ClockForm {
    #[serde(default)]
    day: String,
    #[serde(default)]
    month: String,
    #[serde(default)]
    year: String,
    #[serde(default)]
    time: String,
}

/// Shows the clock.
#[tracing::instrument(name = "web.demo.clock", skip_all)]
pub(super) async fn get(State(web): State<Web>, shell: Shell) -> Result<Response, WebError> {
    let now = web.demo().ok_or(WebError::NotFound)?.clock.now();
    let shown = now.in_oslo();
    let form = ClockForm {
        day: shown.date.day().to_string(),
        month: shown.date.month().to_string(),
        year: shown.date.year().to_string(),
        time: format!("{:02}.{:02}", shown.time.hour(), shown.time.minute()),
    };
    shell.page(&context(form, now, None))
}

/// Sets the clock.
#[tracing::instrument(name = "web.demo.clock", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    shell: Shell,
    CheckedForm(form): CheckedForm<ClockForm>,
) -> Result<Response, WebError> {
    let clock = &web.demo().ok_or(WebError::NotFound)?.clock;
    let now = clock.now();
    match read(&form, now) {
        Ok(to) => {
            clock.set(to);
            Ok(see(&demo::Start))
        }
        Err(fault) => {
            let page = context(form, now, Some(fault));
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn read(form: &ClockForm, now: Instant) -> Result<Instant, ClockFault> {
    let date = date(form).ok_or(ClockFault::NoSuchDate)?;
    let time = time(&form.time).ok_or(ClockFault::NoSuchTime)?;
    let to = Instant::from_oslo(date, time);
    if to < now {
        return Err(ClockFault::Backwards);
    }
    if to.since(now) > MAX_AHEAD {
        return Err(ClockFault::TooFar);
    }
    Ok(to)
}

fn date(form: &ClockForm) -> Option<Date> {
    let day = form.day.trim().parse().ok()?;
    let month = form.month.trim().parse().ok()?;
    Date::new(form.year.trim().parse().ok()?, month, day).ok()
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(['.', ':'])?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

fn context(form: ClockForm, now: Instant, fault: Option<ClockFault>) -> Clock {
    let ClockForm { day, month, year, time } = form;
    let (back, action) = (demo::Start.path(), demo::Clock.path());
    Clock { back, action, now, day, month, year, time, fault }
}
