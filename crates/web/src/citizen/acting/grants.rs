//! Who helps her, whom she helps, and how a power of attorney ends.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::representation::{asking, giving};
use helsebro_domain::ids::GrantId;
use helsebro_domain::representation::Deed;
use helsebro_domain::time::{Date, Instant};
use helsebro_views::pages::citizen::{
    GrantRow, GrantSide, Helpers, HelpersDone, MadeRow, OneGrant, WaitingRow,
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
    let made = asking::made(acts, access).await?.into_iter().map(|made| MadeRow {
        asked_on: made.asked_at.in_oslo().date,
        coverage: made.terms.coverage,
        is_granted: made.granted.is_some(),
    });
    shell.page(&Helpers {
        waiting: waiting(&web, &citizen).await?,
        given: giving::given(acts, access).await?.into_iter().map(row).collect(),
        received: giving::received(acts, access).await?.into_iter().map(row).collect(),
        made: made.collect(),
        done: match asked.gjort.as_str() {
            "gitt" => Some(HelpersDone::Granted),
            "nei" => Some(HelpersDone::Declined),
            "avsluttet" => Some(HelpersDone::Ended),
            _ => None,
        },
    })
}

/// The requests that wait for her answer.
pub(in crate::citizen) async fn waiting(
    web: &Web,
    citizen: &Citizen,
) -> Result<Vec<WaitingRow>, WebError> {
    let found = asking::waiting(web.acts(), &citizen.access).await?;
    let row = |waiting: asking::Waiting| WaitingRow {
        href: routes::GrantRequest(waiting.request.id).path(),
        asker: waiting.asker,
    };
    Ok(found.into_iter().map(row).collect())
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
