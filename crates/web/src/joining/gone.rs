//! `/drift/avslutninger`: municipalities on their way out, and the end of their keys.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::joining::{self, GoneHome};
use helsebro_views::pages::joining::{GonePage, GoneRow, Wrong};
use serde::Deserialize;

use super::told::{self, Done};
use crate::error::WebError;
use crate::extract::{AtOperator, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, operator as routes};
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    municipality: String,
}

/// Shows them.
#[tracing::instrument(name = "web.joining.gone", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtOperator,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, Wrong::default()).await?;
    page.is_destroyed = done.gjort == "odelagt";
    shell.page(&page)
}

/// Destroys a key.
#[tracing::instrument(name = "web.joining.gone", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let home = posted.municipality.parse().map_err(|_| WebError::NotFound)?;
    match joining::destroy_key(web.acts(), &at.access, home).await {
        Ok(()) => Ok(see_with(&routes::Gone, "gjort=odelagt")),
        Err(error) => {
            let page = page(&web, &at, told::refused("liste", error)?).await?;
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn page(web: &Web, at: &AtOperator, wrong: Wrong) -> Result<GonePage, WebError> {
    let rows = joining::gone_homes(web.acts(), &at.access).await?;
    Ok(GonePage {
        action: routes::Gone.path(),
        rows: rows.iter().map(|found| row(web, found)).collect(),
        wrong,
        is_destroyed: false,
    })
}

fn row(web: &Web, found: &GoneHome) -> GoneRow {
    let leaving = &found.leaving;
    let from = leaving.destroyed_from(web.acts().deployment());
    let is_early = leaving.destroyed_at.is_none() && web.now().in_oslo().date < from;
    GoneRow {
        home: found.home.legal_name(),
        value: found.home.id.to_string(),
        began_at: leaving.began_at,
        confirmed_at: leaving.confirmed.map(|(_, at)| at),
        receipt: leaving.receipt.as_ref().map(|signed| (signed.at, signed.archive.clone())),
        destroyed_at: leaving.destroyed_at,
        from: is_early.then_some(from),
    }
}
