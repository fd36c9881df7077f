//! `/kommune/ansvar/{unit}`: who was controller of a service when.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::controllership::{custody, deliveries, directory, history_of};
use helsebro_domain::controllership::{Delivery, Place, Validity};
use helsebro_domain::ids::UnitId;
use helsebro_domain::parties::ConsoleRole;
use helsebro_domain::time::{Date, Instant};
use helsebro_views::pages::municipality::{DeliveryRow, TimelinePage, Told, Wrong, Wrongs};
use serde::Deserialize;

use super::custodies::shown;
use super::figure::{self, Drawn};
use super::responsibility::Asked;
use super::told::{Reader, ahead, lines, told};
use super::typed;
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes, public};
use crate::web::Web;

/// A day that is asked about, or a delivery that ends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    act: String,
    day: String,
    delivery: String,
    last: String,
}

/// What is drawn besides the timeline itself.
#[derive(Default)]
struct Extra {
    asked: String,
    on_day: Option<Date>,
    wrongs: Wrongs,
}

/// Shows it.
#[tracing::instrument(name = "web.municipality.timeline", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(unit): PathId<UnitId>,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = page(&web, (&at, &shell), unit, Extra::default()).await?;
    shell.page(&TimelinePage { saved: asked.gjort == "lagret", ..page })
}

/// Says who was responsible on a day, or gives a delivery its last day.
#[tracing::instrument(name = "web.municipality.timeline", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    PathId(unit): PathId<UnitId>,
    CheckedForm(typed): CheckedForm<Typed>,
) -> Result<Response, WebError> {
    let extra = if typed.act == "end" {
        let id = typed.delivery.parse().map_err(|_| WebError::NotFound)?;
        let wrong = match typed::day(&typed.last) {
            None => Wrong::NoDate,
            Some(last) => match deliveries::end(web.acts(), &at.access, (id, last)).await {
                Ok(()) => return Ok(see_with(&routes::Timeline(unit), "gjort=lagret")),
                Err(error) => typed::refused(error)?,
            },
        };
        let field = format!("end-{}", typed.delivery);
        Extra { wrongs: Wrongs(vec![(field, wrong)]), ..Extra::default() }
    } else {
        let on_day = typed::day(&typed.day);
        let wrong = on_day.is_none().then(|| ("day".to_owned(), Wrong::NoDate));
        Extra { asked: typed.day, on_day, wrongs: Wrongs(wrong.into_iter().collect()) }
    };
    let status = match extra.wrongs.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = page(&web, (&at, &shell), unit, extra).await?;
    shell.page_with(status, &page)
}

async fn page(
    web: &Web,
    (at, shell): (&AtConsole, &Shell),
    unit: UnitId,
    extra: Extra,
) -> Result<TimelinePage, WebError> {
    let home = at.access.municipality();
    let directory = directory(web.acts(), home).await?;
    let found = directory.unit(unit).cloned().ok_or(WebError::NotFound)?;
    let now = web.now();
    let today = now.in_oslo().date;
    let held = here(deliveries::list(web.acts(), &at.access).await?, &found);
    let since = figure::since(&held, today);
    let asked = (home, found.care_area, Some(unit));
    let stretches = history_of(web.acts(), asked, Validity::starting(since)).await?;
    let lines = lines(&stretches, (&directory, Reader::Console), (since, now));
    let answer = |at: Instant| -> Option<Told> {
        let held = stretches.iter().find(|one| one.validity.holds_at(at))?;
        Some(told(&held.resolution, &directory, Reader::Console))
    };
    let on_day = extra.on_day.and_then(|day| Some((day, answer(noon(day))?)));
    let place = Place::Unit(found.care_area, unit);
    let plans = custody::list(web.acts(), &at.access).await?;
    let may_enter = at.access.is(ConsoleRole::Administrator);
    let drawn = Drawn {
        home,
        stretches: &stretches,
        deliveries: &held,
        directory: &directory,
        nobody: shell.words("responsible-not-settled"),
    };
    let rows = held.iter().rev().map(|one| DeliveryRow {
        value: one.id.to_string(),
        who: directory.party(figure::deliverer(one, home).0).name.unwrap_or_default(),
        width: match one.scope.place {
            Place::Whole => "whole",
            Place::Area(_) => "area",
            Place::Unit(..) => "unit",
        },
        first: one.validity.from().in_oslo().date,
        last: one.validity.last_day(),
        can_end: may_enter && !one.validity.ended_by(now),
    });
    Ok(TimelinePage {
        back: routes::Responsibility.path(),
        action: routes::Timeline(unit).path(),
        saved: false,
        area: found.care_area.code(),
        today: answer(now).ok_or(WebError::Bug("no answer holds today"))?,
        ahead: ahead(&lines, today),
        enter: may_enter.then(|| routes::NewDelivery.path()),
        figure: figure::figure(&drawn, now),
        deliveries: rows.collect(),
        lines,
        asked: extra.asked,
        on_day,
        wrongs: extra.wrongs,
        custody: plans
            .iter()
            .filter(|row| row.plan.scope.place.covers(place))
            .map(|row| shown(row, &directory, None))
            .collect(),
        notice: public::UnitPrivacy(unit).path(),
        unit: found.name,
    })
}

/// The deliveries that can matter to a unit, the widest first.
fn here(all: Vec<Delivery>, unit: &helsebro_domain::parties::Unit) -> Vec<Delivery> {
    let place = Place::Unit(unit.care_area, unit.id);
    let mut held: Vec<Delivery> =
        all.into_iter().filter(|one| one.scope.place.covers(place)).collect();
    held.sort_by_key(|one| (one.scope.place.narrowness(), one.validity.from()));
    held
}

/// The middle of a day: no record begins or ends there.
fn noon(day: Date) -> Instant {
    Instant::start_of(day).plus(core::time::Duration::from_secs(12 * 60 * 60))
}
