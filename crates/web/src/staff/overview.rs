//! `GET /ansatt/enheten`: how the unit works.

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::dialog::desk::standard;
use helsebro_actions::parties::{absence, unit};
use helsebro_domain::time::Weekday;
use helsebro_views::pages::staff::{DaysOff, UnitLinks, UnitPage};

use crate::error::WebError;
use crate::extract::AtDesk;
use crate::page::Shell;
use crate::routes::{Route, staff};
use crate::web::Web;

/// The days of a week, Monday first.
pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Shows it.
#[tracing::instrument(name = "web.staff.overview", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtDesk,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = unit::set_up(web.acts(), &at.desk).await?;
    let absences = absence::list(web.acts(), &at.desk).await?;
    let replies = standard::list(web.acts(), &at.desk).await?.len();
    let named = found.named.as_ref().filter(|named| found.lead.named() != Some(named.id));
    let hours = &found.unit.hours;
    shell.page(&UnitPage {
        week: WEEK.map(|day| hours.weekday(day).clone()).to_vec(),
        days_off: if hours.keeps_days_off() { DaysOff::Kept } else { DaysOff::Counted },
        closed: hours.closed_days().iter().copied().collect(),
        promise_days: found.unit.promise_days,
        names: found.unit.staff_names,
        youth: found.youth_door,
        named: named.map(|named| named.name.full()),
        lead: found.lead_name,
        replies,
        absences: absences.into_iter().map(|one| super::absence::line(one, None)).collect(),
        links: UnitLinks {
            hours: staff::Hours.path(),
            closed: staff::ClosedDays.path(),
            lead: staff::Duty.path(),
            names: staff::UnitNames.path(),
            youth: staff::UnitYouth.path(),
            replies: staff::StandardReplies.path(),
            absences: staff::Absence.path(),
            papers: staff::Papers.path(),
        },
        name: found.unit.name,
    })
}
