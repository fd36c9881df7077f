//! `/kommune/ansvar/etterfolgere`: municipalities that take over (CT-68).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::controllership::{Directory, directory, successions};
use helsebro_domain::controllership::{Party, Place};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::parties::ConsoleRole;
use helsebro_domain::time::Date;
use helsebro_views::pages::municipality::{
    SuccessionForm, SuccessionRow, SuccessionsPage, Wrong, Wrongs,
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

/// Shows them.
#[tracing::instrument(name = "web.municipality.successions", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = page(&web, &at, (&Posted::new(), Wrongs::default())).await?;
    shell.page(&SuccessionsPage { saved: asked.gjort == "lagret", ..page })
}

/// Enters one.
#[tracing::instrument(name = "web.municipality.successions", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let wrongs = match read(&posted) {
        Err(wrongs) => wrongs,
        Ok(new) => match successions::enter(web.acts(), &at.access, new).await {
            Ok(()) => return Ok(see_with(&routes::Successions, "gjort=lagret")),
            Err(error) => Wrongs(vec![wrong("party", typed::refused(error)?)]),
        },
    };
    let page = page(&web, &at, (&posted, wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn read(posted: &Posted) -> Result<(Place, MunicipalityId, Date), Wrongs> {
    let place = typed::place(field(posted, "place"));
    let to = match Party::from_stored(field(posted, "party")) {
        Some(Party::Municipality(to)) => Some(to),
        _ => None,
    };
    let first = typed::day(field(posted, "first"));
    match (place, to, first) {
        (Some(place), Some(to), Some(first)) => Ok((place, to, first)),
        (place, to, first) => {
            let place = place.is_none().then(|| wrong("place", Wrong::NotChosen));
            let to = to.is_none().then(|| wrong("party", Wrong::NotChosen));
            let first = first.is_none().then(|| wrong("first", Wrong::NoDate));
            Err(Wrongs([place, to, first].into_iter().flatten().collect()))
        }
    }
}

async fn page(
    web: &Web,
    at: &AtConsole,
    (posted, wrongs): (&Posted, Wrongs),
) -> Result<SuccessionsPage, WebError> {
    let home = at.access.municipality();
    let directory = directory(web.acts(), home).await?;
    let found = successions::list(web.acts(), &at.access).await?;
    let name = |id| directory.party(Party::Municipality(id)).name.unwrap_or_default();
    let rows = found.iter().map(|one| SuccessionRow {
        from: name(one.scope.municipality),
        to: name(one.to),
        covers: covers(one.scope.place, &directory),
        first: one.at.in_oslo().date,
    });
    Ok(SuccessionsPage {
        back: routes::Responsibility.path(),
        action: routes::Successions.path(),
        rows: rows.collect(),
        form: at.access.is(ConsoleRole::Administrator).then(|| form(posted, &directory, home)),
        saved: false,
        wrongs,
    })
}

fn form(posted: &Posted, directory: &Directory, home: MunicipalityId) -> SuccessionForm {
    let text = |name: &str| field(posted, name).to_owned();
    let others = directory.municipalities.iter().filter(|one| one.id != home);
    SuccessionForm {
        places: places(directory),
        parties: others
            .map(|one| (Party::Municipality(one.id).to_stored(), one.legal_name()))
            .collect(),
        place: text("place"),
        party: text("party"),
        first: text("first"),
    }
}
