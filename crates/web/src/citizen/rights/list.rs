//! `/meg/krav`: what she has asked.

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::rights;
use helsebro_domain::rights::Wish;
use helsebro_views::pages::rights::{PartState, RightsList, RightsRow};

use crate::error::WebError;
use crate::extract::Citizen;
use crate::page::Shell;
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// Shows them.
#[tracing::instrument(name = "web.citizen.rights.list", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = rights::mine(web.acts(), &citizen.access).await?;
    let rows = found.into_iter().map(|one| RightsRow {
        href: routes::RightsRequest(one.id).path(),
        kind: one.kind,
        wish: Wish::Plain,
        place: one.place,
        sent_at: one.sent_at,
        states: one.parts.iter().map(|part| PartState(part.state)).collect(),
    });
    shell.page(&RightsList { rows: rows.collect() })
}
