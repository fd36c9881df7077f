//! `/kommune/ansvar`: who is responsible today, service by service.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::controllership::{areas, tasks};
use helsebro_actions::parties::staff;
use helsebro_domain::parties::ConsoleRole;
use helsebro_views::pages::municipality::{ResponsibilityPage, ServiceRow};
use serde::Deserialize;

use super::told::{Reader, told};
use crate::error::WebError;
use crate::extract::AtConsole;
use crate::page::Shell;
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// What was done just now, as the address says it.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub(super) gjort: String,
}

/// Shows every service of the municipality.
#[tracing::instrument(name = "web.municipality.responsibility", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let home = at.access.municipality();
    let (areas, directory) = areas(web.acts(), home, web.now()).await?;
    let rows = areas.iter().filter_map(|found| {
        let unit = found.unit.as_ref()?;
        Some(ServiceRow {
            area: found.area.code(),
            unit: unit.name.clone(),
            href: routes::Timeline(unit.id).path(),
            told: told(&found.resolution, &directory, Reader::Console),
        })
    });
    let (open, _) = tasks::list(web.acts(), &at.access).await?;
    let may_enter = at.access.is(ConsoleRole::Administrator);
    shell.page(&ResponsibilityPage {
        home: staff::municipality(web.acts(), home).await?.legal_name(),
        rows: rows.collect(),
        enter: may_enter.then(|| routes::NewDelivery.path()),
        decisions: routes::Decisions.path(),
        custody: routes::Custodies.path(),
        tasks: (routes::Tasks.path(), i64::try_from(open.len()).unwrap_or(i64::MAX)),
        successions: routes::Successions.path(),
        records: routes::Records.path(),
        saved: asked.gjort == "lagret",
    })
}
