//! `/drift/vilkar`: terms, published with a look at whom they affect (ON-30).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::joining;
use helsebro_domain::ids::TermsId;
use helsebro_domain::joining::{Kind, TermsVersion, current, review_waits};
use helsebro_views::pages::joining::{Change, ShelfPage, ShelfRow, VersionPage, Wrong};

use super::told;
use crate::error::WebError;
use crate::extract::{AtOperator, CheckedForm, NoFields, PathId};
use crate::page::{Shell, see};
use crate::routes::{Route, operator as routes};
use crate::web::Web;

/// Shows every version.
#[tracing::instrument(name = "web.joining.shelf", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtOperator,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut shelf = joining::shelf(web.acts(), &at.access).await?;
    shelf.sort_by_key(|one| core::cmp::Reverse((one.document, one.version)));
    let today = web.now().in_oslo().date;
    let rows = shelf.iter().map(|version| {
        let is_current = current(&shelf, version.document, today) == Some(version);
        let waits = review_waits(&shelf, version.document, today).filter(|_| is_current);
        ShelfRow { review_since: waits, ..row(version) }
    });
    shell.page(&ShelfPage { rows: rows.collect() })
}

/// Shows one, and whom it affects.
#[tracing::instrument(name = "web.joining.version", skip_all)]
pub(super) async fn one(
    State(web): State<Web>,
    at: AtOperator,
    PathId(id): PathId<TermsId>,
    shell: Shell,
) -> Result<Response, WebError> {
    shell.page(&page(&web, &at, id, Wrong::default()).await?)
}

/// Publishes it.
#[tracing::instrument(name = "web.joining.version", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtOperator,
    PathId(id): PathId<TermsId>,
    shell: Shell,
    CheckedForm(NoFields {}): CheckedForm<NoFields>,
) -> Result<Response, WebError> {
    match joining::publish(web.acts(), &at.access, id).await {
        Ok(()) => Ok(see(&routes::TermsVersion(id))),
        Err(error) => {
            let wrong = told::refused("publiser", error)?;
            let page = page(&web, &at, id, wrong).await?;
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn page(
    web: &Web,
    at: &AtOperator,
    id: TermsId,
    wrong: Wrong,
) -> Result<VersionPage, WebError> {
    let (version, affected) = joining::affected_by(web.acts(), &at.access, id).await?;
    Ok(VersionPage {
        back: routes::Terms.path(),
        action: routes::TermsVersion(id).path(),
        row: row(&version),
        consulted_on: version.consulted_on,
        changes: version
            .changes
            .into_iter()
            .map(|one| Change { version: one.version.to_string(), on: one.on, text: one.text })
            .collect(),
        affected: affected.iter().map(helsebro_domain::parties::Municipality::legal_name).collect(),
        wrong,
    })
}

fn row(version: &TermsVersion) -> ShelfRow {
    ShelfRow {
        title: version.title.clone(),
        version: version.version.to_string(),
        from: version.effective_from,
        is_material: version.kind == Kind::Material,
        published_on: version.published_on,
        review_since: None,
        href: routes::TermsVersion(version.id).path(),
    }
}
