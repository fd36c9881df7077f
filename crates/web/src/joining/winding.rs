//! `/drift/utfasing`: the operator phases dialogue out, by instruction (S1-6-a, S1-6-b).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::joining::{self, NewWindDown, Winding};
use helsebro_domain::joining::Module;
use helsebro_views::pages::joining::{WindDownForm, WindDownPage, WindDownView, Wrong};
use serde::Deserialize;

use super::told::{self, Done, NotDone};
use crate::error::WebError;
use crate::extract::{AtOperator, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, operator as routes};
use crate::web::Web;

/// What can be phased out here: what is in use.
const MODULE: Module = Module::Dialog;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    issuer: String,
    dated: String,
    document: String,
    told: String,
    last_day: String,
}

/// Shows it.
#[tracing::instrument(name = "web.joining.wind_down", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtOperator,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, Wrong::default()).await?;
    page.done = match done.gjort.as_str() {
        "varslet" => Some("winding-did-announced"),
        "begynt" => Some("winding-did-begun"),
        "trukket" => Some("winding-did-withdrawn"),
        _ => None,
    };
    shell.page(&page)
}

/// Announces, begins or withdraws.
#[tracing::instrument(name = "web.joining.wind_down", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    match told::parted(act(&web, &at, &posted).await)? {
        Ok(done) => Ok(see_with(&routes::WindDown, &format!("gjort={done}"))),
        Err(wrong) => {
            let mut page = page(&web, &at, wrong).await?;
            let Posted { issuer, dated, document, told, last_day, .. } = posted;
            page.form = WindDownForm { issuer, dated, document, told, last_day };
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// Does it, and says what was done.
async fn act(web: &Web, at: &AtOperator, posted: &Posted) -> Result<&'static str, NotDone> {
    let (acts, who) = (web.acts(), &at.access);
    match posted.act.as_str() {
        "announce" => {
            let new = NewWindDown {
                module: MODULE,
                issuer: &posted.issuer,
                dated: told::day_at("dated", &posted.dated)?,
                document: &posted.document,
                association_told_on: told::day_at("told", &posted.told)?,
            };
            let announced = joining::announce_wind_down(acts, who, new).await;
            announced.map_err(told::at("document"))?;
            Ok("varslet")
        }
        "begin" => {
            let last_day = told::day_at("last_day", &posted.last_day)?;
            let begun = joining::begin_wind_down(acts, who, (MODULE, last_day)).await;
            begun.map_err(told::at("last_day"))?;
            Ok("begynt")
        }
        "withdraw" => {
            let why = (MODULE, posted.document.as_str());
            let withdrawn = joining::withdraw_wind_down(acts, who, why).await;
            withdrawn.map_err(told::at("document"))?;
            Ok("trukket")
        }
        _ => Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY).into()),
    }
}

async fn page(web: &Web, at: &AtOperator, wrong: Wrong) -> Result<WindDownPage, WebError> {
    let Winding { bodies, row, homes, earliest } =
        joining::wind_down(web.acts(), &at.access, MODULE).await?;
    Ok(WindDownPage {
        action: routes::WindDown.path(),
        module: MODULE.as_str(),
        bodies,
        going_on: row.map(|row| WindDownView {
            issuer: row.issuer,
            dated: row.dated,
            document: row.document,
            told: row.association_told_on,
            announced_at: row.announced_at,
            earliest,
            last_day: row.last_day,
        }),
        homes: homes.iter().map(|(home, day)| (home.legal_name(), *day)).collect(),
        form: WindDownForm::default(),
        wrong,
        done: None,
    })
}
