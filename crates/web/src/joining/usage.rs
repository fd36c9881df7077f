//! `/kommune/statistikk` and `/drift/statistikk`: how much is used (S1-5.3-b).

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use helsebro_actions::joining;
use helsebro_actions::parties::staff;
use helsebro_views::pages::joining::{UsagePage, UsageView};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::{AtConsole, AtOperator};
use crate::page::Shell;
use crate::routes::{Route, operator as routes};
use crate::web::Web;

/// In which form it is asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    som: String,
}

/// The municipality's own.
#[tracing::instrument(name = "web.joining.usage", skip_all)]
pub(super) async fn own(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
) -> Result<Response, WebError> {
    let home = staff::municipality(web.acts(), at.access.municipality()).await?;
    let months = joining::usage(web.acts(), &at.access).await?;
    let homes = vec![UsageView { home: home.legal_name(), months }];
    shell.page(&UsagePage { homes, csv: None })
}

/// Everybody's, shown or given out.
#[tracing::instrument(name = "web.joining.usage_of_all", skip_all)]
pub(super) async fn all(
    State(web): State<Web>,
    at: AtOperator,
    Query(asked): Query<Asked>,
    shell: Shell,
) -> Result<Response, WebError> {
    if asked.som == "csv" {
        let text = joining::usage_report(web.acts(), &at.access).await?;
        let name = "attachment; filename=\"statistikk.csv\"";
        let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8");
        return Ok(([kind, (header::CONTENT_DISPOSITION, name)], text).into_response());
    }
    let found = joining::usage_of_all(web.acts(), &at.access).await?;
    let view = |(home, months): (helsebro_domain::parties::Municipality, _)| UsageView {
        home: home.legal_name(),
        months,
    };
    let csv = Some(format!("{}?som=csv", routes::UsageOfAll.path()));
    shell.page(&UsagePage { homes: found.into_iter().map(view).collect(), csv })
}
