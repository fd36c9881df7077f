//! `/kommune/ansvar/flyttinger`: records that change hands, and a new plan (§ 5.6).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::controllership::custody::{self, NewPlan, PlanRow};
use helsebro_actions::controllership::{Directory, directory};
use helsebro_domain::controllership::moving::Told;
use helsebro_domain::controllership::{CustodyCase, Party, Place};
use helsebro_domain::parties::ConsoleRole;

use helsebro_views::pages::municipality::{
    CustodiesPage, CustodyForm, CustodyRow, CustodyStanding, Wrong, Wrongs,
};

use super::delivery::places;
use super::head::{Posted, field, wrong};
use super::responsibility::Asked;
use super::told::covers;
use super::typed;
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// The cases that are planned here. What is left behind when a municipality stops using the
/// platform (case VII) goes by leaving.
const CASES: [CustodyCase; 6] = [
    CustodyCase::ContractEnds,
    CustodyCase::BusinessTransferred,
    CustodyCase::JointRecordEnds,
    CustodyCase::ParticipantLeaves,
    CustodyCase::CommunityDissolved,
    CustodyCase::OverrideExpires,
];

/// Shows them.
#[tracing::instrument(name = "web.municipality.custodies", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = page(&web, &at, (&Posted::new(), Wrongs::default())).await?;
    shell.page(&CustodiesPage { saved: asked.gjort == "lagret", ..page })
}

/// Enters a plan; its page comes.
#[tracing::instrument(name = "web.municipality.custodies", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let wrongs = match read(&posted) {
        Err(wrongs) => wrongs,
        Ok(new) => match custody::plan(web.acts(), &at.access, new).await {
            Ok(id) => return Ok(see_with(&routes::Custody(id), "gjort=lagret")),
            Err(error) => Wrongs(vec![wrong("case", typed::refused(error)?)]),
        },
    };
    let page = page(&web, &at, (&posted, wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn read(posted: &Posted) -> Result<NewPlan, Wrongs> {
    let case = CustodyCase::from_stored(field(posted, "case")).filter(|one| CASES.contains(one));
    let place = typed::place(field(posted, "place")).filter(|place| *place != Place::Whole);
    let day = typed::day(field(posted, "day"));
    match (case, place, day) {
        (Some(case), Some(place), Some(day)) => {
            Ok(NewPlan { case, place, day, to: Party::from_stored(field(posted, "party")) })
        }
        (case, place, day) => {
            let case = case.is_none().then(|| wrong("case", Wrong::NotChosen));
            let place = place.is_none().then(|| wrong("place", Wrong::NotChosen));
            let day = day.is_none().then(|| wrong("day", Wrong::NoDate));
            Err(Wrongs([case, place, day].into_iter().flatten().collect()))
        }
    }
}

async fn page(
    web: &Web,
    at: &AtConsole,
    (posted, wrongs): (&Posted, Wrongs),
) -> Result<CustodiesPage, WebError> {
    let directory = directory(web.acts(), at.access.municipality()).await?;
    let found = custody::list(web.acts(), &at.access).await?;
    Ok(CustodiesPage {
        back: routes::Responsibility.path(),
        action: routes::Custodies.path(),
        rows: found.iter().map(|row| shown(row, &directory, None)).collect(),
        form: at.access.is(ConsoleRole::Administrator).then(|| form(posted, &directory)),
        saved: false,
        wrongs,
    })
}

/// A plan as the list shows it. Whether somebody is waited for is known on its own page.
pub(super) fn shown(
    row: &PlanRow,
    directory: &Directory,
    waits: Option<CustodyStanding>,
) -> CustodyRow {
    let plan = &row.plan;
    let standing = match (&row.carried_out, &row.told) {
        (Some(_), _) if plan.to.is_some() || plan.exit.is_some() => CustodyStanding::Waits,
        (Some(_), _) => CustodyStanding::Done,
        (None, Some(Told::At(_))) => CustodyStanding::Told,
        (None, _) => CustodyStanding::Planned,
    };
    CustodyRow {
        href: routes::Custody(plan.id).path(),
        case: plan.case.as_str(),
        covers: covers(plan.scope.place, directory),
        day: plan.at.in_oslo().date,
        standing: waits.unwrap_or(standing),
    }
}

/// Everybody that can be named: the municipalities and the organisations.
pub(super) fn parties(directory: &Directory) -> Vec<(String, String)> {
    let municipalities = directory.municipalities.iter();
    let municipalities =
        municipalities.map(|found| (Party::Municipality(found.id).to_stored(), found.legal_name()));
    municipalities.chain(organisations(directory)).collect()
}

/// The organisations that can be named.
pub(super) fn organisations(directory: &Directory) -> Vec<(String, String)> {
    let all = directory.organisations.iter();
    all.map(|found| (Party::Org(found.id).to_stored(), found.name.clone())).collect()
}

fn form(posted: &Posted, directory: &Directory) -> CustodyForm {
    let text = |name: &str| field(posted, name).to_owned();
    CustodyForm {
        cases: CASES.iter().map(|case| case.as_str()).collect(),
        places: places(directory).into_iter().filter(|one| one.area.is_some()).collect(),
        parties: parties(directory),
        case: text("case"),
        place: text("place"),
        party: text("party"),
        day: text("day"),
    }
}
