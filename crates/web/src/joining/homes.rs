//! `/drift/kommuner`: what the operator enters about each municipality, and the agreements
//! that both sign (ON-03, ON-04).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::joining::{self, NewMember};
use helsebro_actions::parties::staff;
use helsebro_domain::ids::MunicipalityId;
use helsebro_views::pages::joining::{HomePage, HomeRow, HomesPage, Wrong};
use serde::Deserialize;

use super::told::{self, Done, NotDone};
use crate::error::WebError;
use crate::extract::{AtOperator, CheckedForm, PathId};
use crate::page::{Shell, see_with};
use crate::routes::{Route, operator as routes};
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    from: String,
    document: String,
    last_day: String,
    agreement: String,
}

/// Shows the municipalities.
#[tracing::instrument(name = "web.joining.homes", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    _: AtOperator,
    shell: Shell,
) -> Result<Response, WebError> {
    let homes = staff::municipalities(web.acts()).await?;
    let row = |home: &helsebro_domain::parties::Municipality| HomeRow {
        name: home.legal_name(),
        href: routes::Home(home.id).path(),
        member_from: None,
        network_since: None,
    };
    shell.page(&HomesPage {
        rows: homes.iter().map(row).collect(),
        subs: routes::SubProcessors.path(),
        operating: routes::Operating.path(),
    })
}

/// Shows one.
#[tracing::instrument(name = "web.joining.home", skip_all)]
pub(super) async fn one(
    State(web): State<Web>,
    at: AtOperator,
    PathId(id): PathId<MunicipalityId>,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, id, Wrong::default()).await?;
    page.is_saved = done.gjort == "lagret";
    shell.page(&page)
}

/// Enters or signs something.
#[tracing::instrument(name = "web.joining.home", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    PathId(id): PathId<MunicipalityId>,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    match told::parted(act(&web, &at, id, &posted).await)? {
        Ok(()) => Ok(see_with(&routes::Home(id), "gjort=lagret")),
        Err(wrong) => {
            let mut page = page(&web, &at, id, wrong).await?;
            page.from = posted.from;
            page.document = posted.document;
            page.last_day = posted.last_day;
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn act(
    web: &Web,
    at: &AtOperator,
    id: MunicipalityId,
    posted: &Posted,
) -> Result<(), NotDone> {
    let (acts, who) = (web.acts(), &at.access);
    match posted.act.as_str() {
        "member" => {
            let from = told::day_at("from", &posted.from)?;
            let new = NewMember { municipality: id, from, document: &posted.document };
            let entered = joining::register_member(acts, who, new).await;
            entered.map_err(told::at("document"))
        }
        "network" => {
            let today = web.now().in_oslo().date;
            Ok(joining::confirm_network(acts, who, (id, today)).await.map_err(WebError::from)?)
        }
        "propose" => {
            let last_day = told::day_at("last_day", &posted.last_day)?;
            let drafted = joining::propose_whole(acts, who, (id, last_day)).await;
            match drafted.map_err(WebError::from)? {
                Ok(_) => Ok(()),
                // Whoever types it types nothing but the day.
                Err(_) => Err(Wrong::no_day("last_day").into()),
            }
        }
        "sign" => {
            let agreement = posted.agreement.parse().map_err(|_| WebError::NotFound)?;
            let signed = joining::countersign(acts, who, (id, agreement)).await;
            signed.map_err(told::at("avtaler"))
        }
        _ => Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY).into()),
    }
}

async fn page(
    web: &Web,
    at: &AtOperator,
    id: MunicipalityId,
    wrong: Wrong,
) -> Result<HomePage, WebError> {
    let home = staff::municipality(web.acts(), id).await?;
    let (facts, agreements) = joining::home(web.acts(), &at.access, id).await?;
    let today = web.now().in_oslo().date;
    Ok(HomePage {
        back: routes::Homes.path(),
        action: routes::Home(id).path(),
        row: HomeRow {
            name: home.legal_name(),
            href: routes::Home(id).path(),
            member_from: facts.member_from,
            network_since: facts.network_since,
        },
        charges: routes::Charges(id).path(),
        document: String::new(),
        from: String::new(),
        last_day: String::new(),
        agreements: agreements.iter().map(|row| told::agreement(row, today)).collect(),
        wrong,
        is_saved: false,
    })
}
