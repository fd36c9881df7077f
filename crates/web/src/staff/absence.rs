//! `/ansatt/enheten/fravaer`: when one is away, and who stands in.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::parties::absence::{self, NewAbsence, ShownAbsence};
use helsebro_actions::parties::staff::colleagues;
use helsebro_domain::ids::StaffId;
use helsebro_domain::parties::{AbsenceFault, StandIn};
use helsebro_views::pages::staff::{AbsenceLine, AbsencePage, DateTyped, Faults, Saved, Wrong};
use serde::Deserialize;

use super::set_up::{self, Asked, SAVED, choice};
use crate::error::WebError;
use crate::extract::{AtDesk, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, staff};
use crate::web::Web;

/// From when to when, and who stands in; or which absence is taken back.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct AbsenceForm {
    act: String,
    from_day: String,
    from_month: String,
    from_year: String,
    last_day: String,
    last_month: String,
    last_year: String,
    stand_in: String,
    absence: String,
}

/// Shows who is away.
#[tracing::instrument(name = "web.staff.absence", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = context(&web, &at).await?;
    shell.page(&AbsencePage { saved: asked.saved(), ..page })
}

/// Says that one is away, or takes it back.
#[tracing::instrument(name = "web.staff.absence", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
    CheckedForm(form): CheckedForm<AbsenceForm>,
) -> Result<Response, WebError> {
    if form.act == "take_back" {
        let id = form.absence.parse().map_err(|_| WebError::NotFound)?;
        absence::take_back(web.acts(), &at.desk, id).await?;
        return Ok(see_with(&staff::Absence, SAVED));
    }
    let from = DateTyped { day: form.from_day, month: form.from_month, year: form.from_year };
    let last = DateTyped { day: form.last_day, month: form.last_month, year: form.last_year };
    let faults = match new_absence(&from, &last, &form.stand_in) {
        Err(faults) => faults,
        Ok(new) => match absence::say(web.acts(), &at.desk, new).await? {
            Ok(_) => return Ok(see_with(&staff::Absence, SAVED)),
            Err(fault) => Faults(vec![wrong(fault)]),
        },
    };
    let page = context(&web, &at).await?;
    let page = AbsencePage { from, last, chosen: form.stand_in, faults, ..page };
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn new_absence(from: &DateTyped, last: &DateTyped, stand_in: &str) -> Result<NewAbsence, Faults> {
    let stands_in = match stand_in.parse::<StaffId>() {
        Ok(staff) => Some(StandIn::Colleague(staff)),
        Err(_) if stand_in.is_empty() => Some(StandIn::Queue),
        Err(_) => None,
    };
    match (set_up::date(from), set_up::date(last), stands_in) {
        (Some(from), Some(last_day), Some(stand_in)) => Ok(NewAbsence { from, last_day, stand_in }),
        (from, last, stand_in) => {
            let faults = [
                ("from", from.is_none(), Wrong::NoDate),
                ("last", last.is_none(), Wrong::NoDate),
                ("stand_in", stand_in.is_none(), Wrong::NotHere),
            ];
            let there = faults.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
            Err(Faults(there.map(|(field, _, wrong)| (field, wrong)).collect()))
        }
    }
}

const fn wrong(fault: AbsenceFault) -> (&'static str, Wrong) {
    match fault {
        AbsenceFault::EndsBeforeItBegins => ("last", Wrong::EndsBeforeItBegins),
        AbsenceFault::IsOver => ("last", Wrong::IsOver),
        AbsenceFault::TooLong => ("last", Wrong::AbsenceTooLong),
        AbsenceFault::TooMany => ("from", Wrong::TooManyAbsences),
        AbsenceFault::StandsInForHerself | AbsenceFault::StandInNotHere => {
            ("stand_in", Wrong::NotHere)
        }
    }
}

/// An absence as a line; one's own can be taken back.
pub(super) fn line(shown: ShownAbsence, me: Option<StaffId>) -> AbsenceLine {
    let ShownAbsence { absence, name, stand_in } = shown;
    AbsenceLine {
        name,
        from: absence.from,
        last_day: absence.last_day,
        stand_in,
        take_back: (me == Some(absence.staff)).then(|| absence.id.to_string()),
    }
}

async fn context(web: &Web, at: &AtDesk) -> Result<AbsencePage, WebError> {
    let me = at.member.staff;
    let list = absence::list(web.acts(), &at.desk).await?;
    let others = colleagues(web.acts(), &at.desk).await?.into_iter().filter(|one| one.id != me);
    Ok(AbsencePage {
        back: staff::Unit.path(),
        action: staff::Absence.path(),
        list: list.into_iter().map(|one| line(one, Some(me))).collect(),
        from: DateTyped::default(),
        last: DateTyped::default(),
        colleagues: others.map(choice).collect(),
        chosen: String::new(),
        saved: Saved::No,
        faults: Faults::default(),
    })
}
