//! Who helps her, whom she helps, and how a power of attorney ends.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::representation::asking::MadeRequest;
use helsebro_actions::representation::{asking, clinical, giving, months};
use helsebro_domain::ids::GrantId;
use helsebro_domain::representation::{Deed, Direction};
use helsebro_domain::time::{Date, Instant};
use helsebro_views::pages::citizen::{
    Became, Begun, GrantRow, GrantSide, Helpers, HelpersDone, MadeRow, OneGrant, WaitingRow,
};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{CheckedForm, Citizen, NoFields, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// What the page is asked with.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// What was just done.
    #[serde(default)]
    gjort: String,
}

/// `GET /meg/fullmakter`.
#[tracing::instrument(name = "web.citizen.helpers", skip_all)]
pub(super) async fn list(
    State(web): State<Web>,
    Query(asked): Query<Asked>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    citizen.access.may(Deed::ManageHelpers).map_err(WebError::Refused)?;
    let (acts, access) = (web.acts(), &citizen.access);
    let today = shell.now().in_oslo().date;
    let row = |held: giving::Held| grant_row(&held, today);
    let made = asking::made(acts, access).await?.into_iter().map(|made| made_row(&made, today));
    let clinical::AboutMe { decisions, openings } = clinical::about_me(acts, access).await?;
    let openings = openings.into_iter();
    let months = months::by_month(acts, access).await?.into_iter();
    shell.page(&Helpers {
        months: months.map(|one| (one.month, one.name, one.acts)).collect(),
        decisions,
        openings: openings.map(|(name, id, at)| (name, routes::Thread(id).path(), at)).collect(),
        waiting: waiting(&web, &citizen).await?,
        given: giving::given(acts, access).await?.into_iter().map(row).collect(),
        received: giving::received(acts, access).await?.into_iter().map(row).collect(),
        made: made.collect(),
        done: match asked.gjort.as_str() {
            "gitt" => Some(HelpersDone::Granted),
            "mottatt" => Some(HelpersDone::Accepted),
            "nei" => Some(HelpersDone::Declined),
            "trukket" => Some(HelpersDone::TakenBack),
            "avsluttet" => Some(HelpersDone::Ended),
            _ => None,
        },
    })
}

fn made_row(made: &MadeRequest, today: Date) -> MadeRow {
    let begun = begun(made.direction);
    let is_open = made.granted.is_none() && !made.is_taken_back && today <= made.last_day;
    let back = (begun == Begun::Offered && is_open).then_some(made.id);
    MadeRow {
        begun,
        asked_on: made.asked_at.in_oslo().date,
        coverage: made.terms.coverage,
        became: match (made.granted, made.is_taken_back) {
            (Some(_), _) => Became::Granted,
            (None, true) => Became::TakenBack,
            (None, false) => Became::Nothing,
        },
        take_back: back.map(|id| routes::TakeOfferBack(id).path()),
    }
}

const fn begun(direction: Direction) -> Begun {
    match direction {
        Direction::Asked => Begun::Asked,
        Direction::Offered => Begun::Offered,
    }
}

/// The requests and offers that wait for her answer.
pub(in crate::citizen) async fn waiting(
    web: &Web,
    citizen: &Citizen,
) -> Result<Vec<WaitingRow>, WebError> {
    let found = asking::waiting(web.acts(), &citizen.access).await?;
    let row = |waiting: asking::Waiting| WaitingRow {
        begun: begun(waiting.request.direction),
        href: match waiting.request.direction {
            Direction::Asked => routes::GrantRequest(waiting.request.id).path(),
            Direction::Offered => routes::GrantOffer(waiting.request.id).path(),
        },
        asker: waiting.asker,
    };
    Ok(found.into_iter().map(row).collect())
}

/// Those who hold a power of attorney from her now. Somebody who acts for her is told
/// of no others.
pub(in crate::citizen) async fn helpers(
    web: &Web,
    citizen: &Citizen,
    today: Date,
) -> Result<Vec<GrantRow>, WebError> {
    if !citizen.access.is_own() {
        return Ok(Vec::new());
    }
    let given = giving::given(web.acts(), &citizen.access).await?;
    let rows = given.iter().map(|held| grant_row(held, today));
    Ok(rows.filter(|row| row.ended_on.is_none()).collect())
}

fn grant_row(held: &giving::Held, today: Date) -> GrantRow {
    GrantRow {
        href: routes::Grant(held.grant.grant.id).path(),
        name: held.name.clone(),
        coverage: held.grant.grant.terms.coverage,
        last_day: held.grant.grant.terms.last_day,
        ended_on: ended_on(held, today),
    }
}

/// The last day of one that holds no longer.
fn ended_on(held: &giving::Held, today: Date) -> Option<Date> {
    let by_somebody = held.grant.grant.ended_at.map(|at: Instant| at.in_oslo().date);
    let by_itself = held.grant.grant.terms.last_day.filter(|last| *last < today);
    by_somebody.or(by_itself)
}

/// `GET /meg/fullmakter/{grant}`.
#[tracing::instrument(name = "web.citizen.grant", skip_all)]
pub(super) async fn one(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<GrantId>,
    shell: Shell,
) -> Result<Response, WebError> {
    let held = giving::one(web.acts(), &citizen.access, id).await?;
    let grant = &held.grant.grant;
    let is_giver = grant.giver == citizen.access.actor();
    shell.page(&OneGrant {
        side: if is_giver { GrantSide::Giver } else { GrantSide::Receiver },
        coverage: grant.terms.coverage,
        from: grant.from,
        last_day: grant.terms.last_day,
        ended_on: ended_on(&held, shell.now().in_oslo().date),
        source: grant.source,
        action: routes::Grant(id).path(),
        name: held.name,
        given: held.given,
    })
}

/// `POST /meg/fullmakter/{grant}`: ends it at once.
#[tracing::instrument(name = "web.citizen.grant.end", skip_all)]
pub(super) async fn end(
    State(web): State<Web>,
    citizen: Citizen,
    PathId(id): PathId<GrantId>,
    CheckedForm(_): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    giving::end(web.acts(), &citizen.access, id).await?;
    Ok(see_with(&routes::Helpers, "gjort=avsluttet"))
}
