//! `/kommune/ansvar/avgjorelser`: decisions that place responsibility (S2-1-d).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::controllership::decisions::{self, NewDecision};
use helsebro_actions::controllership::{Directory, directory};
use helsebro_domain::controllership::{Party, Place};
use helsebro_domain::parties::{CareArea, ConsoleRole};
use helsebro_views::pages::municipality::{
    DecisionForm, DecisionRow, DecisionsPage, Wrong, Wrongs,
};

use super::delivery::places;
use super::head::{Posted, field, wrong};
use super::responsibility::Asked;
use super::typed;
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// Shows them.
#[tracing::instrument(name = "web.municipality.decisions", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let page = page(&web, &at, (&Posted::new(), Wrongs::default())).await?;
    shell.page(&DecisionsPage { saved: asked.gjort == "lagret", ..page })
}

/// Enters one, or confirms one that another has entered.
#[tracing::instrument(name = "web.municipality.decisions", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    if field(&posted, "act") == "confirm" {
        let id = field(&posted, "decision").parse().map_err(|_| WebError::NotFound)?;
        decisions::confirm(web.acts(), &at.access, id).await?;
        return Ok(see_with(&routes::Decisions, "gjort=lagret"));
    }
    let wrongs = match read(&posted) {
        Err(wrongs) => wrongs,
        Ok(new) => match decisions::enter(web.acts(), &at.access, &new).await {
            Ok(_) => return Ok(see_with(&routes::Decisions, "gjort=lagret")),
            Err(error) => Wrongs(vec![wrong("reference", typed::refused(error)?)]),
        },
    };
    let page = page(&web, &at, (&posted, wrongs)).await?;
    shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn read(posted: &Posted) -> Result<NewDecision, Wrongs> {
    let place = typed::place(field(posted, "place"));
    let party = Party::from_stored(field(posted, "party"));
    let days = typed::days((field(posted, "first"), field(posted, "last")));
    match (place, party, days) {
        (Some(place), Some(party), Ok((first, last))) => Ok(NewDecision {
            place,
            controllers: vec![party],
            reference: field(posted, "reference").to_owned(),
            first,
            last,
        }),
        (place, party, days) => {
            let place = place.is_none().then(|| wrong("place", Wrong::NotChosen));
            let party = party.is_none().then(|| wrong("party", Wrong::NotChosen));
            let days = days.err().map(|(field, found)| wrong(field, found));
            Err(Wrongs([place, party, days].into_iter().flatten().collect()))
        }
    }
}

async fn page(
    web: &Web,
    at: &AtConsole,
    (posted, wrongs): (&Posted, Wrongs),
) -> Result<DecisionsPage, WebError> {
    let directory = directory(web.acts(), at.access.municipality()).await?;
    let found = decisions::list(web.acts(), &at.access).await?;
    let may_enter = at.access.is(ConsoleRole::Administrator);
    let may_confirm = at.access.is(ConsoleRole::Dpo);
    let rows = found.iter().rev().map(|row| {
        let decision = &row.decision;
        let names = decision.named.controllers.iter();
        let names: Vec<String> = names.filter_map(|party| directory.party(*party).name).collect();
        let unit = match decision.scope.place {
            Place::Unit(_, unit) => directory.unit(unit).map(|unit| unit.name.clone()),
            Place::Whole | Place::Area(_) => None,
        };
        DecisionRow {
            value: decision.id.to_string(),
            reference: row.reference.clone(),
            who: names.join(", "),
            covers: (decision.scope.place.care_area().map(CareArea::code), unit),
            first: decision.validity.from().in_oslo().date,
            last: decision.validity.last_day(),
            confirmed: row.confirmed_by.is_some(),
            can_confirm: may_confirm
                && row.confirmed_by.is_none()
                && row.entered_by != at.access.staff(),
        }
    });
    Ok(DecisionsPage {
        back: routes::Responsibility.path(),
        action: routes::Decisions.path(),
        rows: rows.collect(),
        form: may_enter.then(|| form(posted, &directory)),
        saved: false,
        wrongs,
    })
}

fn form(posted: &Posted, directory: &Directory) -> DecisionForm {
    let text = |name: &str| field(posted, name).to_owned();
    let municipalities = directory.municipalities.iter();
    let municipalities =
        municipalities.map(|found| (Party::Municipality(found.id).to_stored(), found.legal_name()));
    let organisations = directory.organisations.iter();
    let organisations =
        organisations.map(|found| (Party::Org(found.id).to_stored(), found.name.clone()));
    DecisionForm {
        places: places(directory),
        parties: municipalities.chain(organisations).collect(),
        place: text("place"),
        party: text("party"),
        reference: text("reference"),
        first: text("first"),
        last: text("last"),
    }
}
