//! `/ansatt/enheten/apningstider`: when the unit is open, and what it promises
//! (S1-2.1.1-a).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::ActError;
use helsebro_actions::parties::unit::{self, UnitChange};
use helsebro_domain::time::DayHours;
use helsebro_views::pages::staff::{DayField, DaysOff, Faults, HoursPage, Saved, Wrong};
use serde::Deserialize;

use super::overview::WEEK;
use super::set_up::{self, Asked, SAVED};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// The fields of the days, Monday first.
const FIELDS: [&str; 7] = ["day1", "day2", "day3", "day4", "day5", "day6", "day7"];

/// The week as typed, and what is promised.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct HoursForm {
    day1: String,
    day2: String,
    day3: String,
    day4: String,
    day5: String,
    day6: String,
    day7: String,
    days_off: String,
    promise_days: String,
}

impl HoursForm {
    fn days(&self) -> [&str; 7] {
        [&self.day1, &self.day2, &self.day3, &self.day4, &self.day5, &self.day6, &self.day7]
            .map(String::as_str)
    }

    fn counts_days_off(&self) -> bool {
        self.days_off == "count"
    }
}

/// Shows the week.
#[tracing::instrument(name = "web.staff.hours", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = context(&web, &at).await?;
    shell.page(&HoursPage { saved: asked.saved(), ..page })
}

/// Changes it.
#[tracing::instrument(name = "web.staff.hours", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<HoursForm>,
) -> Result<Response, WebError> {
    let typed = form.days();
    let read = typed.map(set_up::hours);
    let wrong = FIELDS.into_iter().zip(&read).filter(|(_, hours)| hours.is_none());
    let mut faults: Vec<_> = wrong.map(|(field, _)| (field, Wrong::NoHours)).collect();
    let promise_days = form.promise_days.parse().ok();
    if promise_days.is_none() {
        faults.push(("promise_days", Wrong::NotChosen));
    }
    let Some(promise_days) = promise_days.filter(|_| faults.is_empty()) else {
        let page = typed_again(context(&web, &at).await?, &form, faults);
        return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let days: [DayHours; 7] = read.map(Option::unwrap_or_default);
    let change = UnitChange::Week { days, keeps_days_off: !form.counts_days_off(), promise_days };
    match unit::change(web.acts(), &at.desk, &change).await {
        Ok(_) => Ok(see_with(&staff::Hours, SAVED)),
        Err(ActError::Refused(_)) => {
            shell.page_with(StatusCode::FORBIDDEN, &context(&web, &at).await?)
        }
        Err(error) => Err(error.into()),
    }
}

fn typed_again(
    mut page: HoursPage,
    form: &HoursForm,
    faults: Vec<(&'static str, Wrong)>,
) -> HoursPage {
    for (day, typed) in page.days.iter_mut().zip(form.days()) {
        day.typed = Some(typed.to_owned());
    }
    page.days_off = if form.counts_days_off() { DaysOff::Counted } else { DaysOff::Kept };
    HoursPage { faults: Faults(faults), ..page }
}

async fn context(web: &Web, at: &AtDesk) -> Result<HoursPage, WebError> {
    let found = unit::set_up(web.acts(), &at.desk).await?;
    let hours = &found.unit.hours;
    let field = |(place, id): (usize, &'static str)| DayField {
        id,
        number: place + 1,
        hours: WEEK.get(place).map(|day| hours.weekday(*day).clone()).unwrap_or_default(),
        typed: None,
    };
    Ok(HoursPage {
        back: staff::Unit.path(),
        action: staff::Hours.path(),
        days: FIELDS.into_iter().enumerate().map(field).collect(),
        days_off: if hours.keeps_days_off() { DaysOff::Kept } else { DaysOff::Counted },
        promise_days: found.unit.promise_days,
        saved: Saved::No,
        locked: set_up::locked(&found),
        faults: Faults::default(),
    })
}
