//! `/meg/brudd`: what the citizen is told of breaches that concern her (L-GDPR-34).

use axum::extract::State;
use axum::response::Response;
use helsebro_actions::breaches;
use helsebro_views::pages::breaches::{OwnBreach, OwnBreachesPage};

use crate::error::WebError;
use crate::extract::Citizen;
use crate::page::Shell;
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// Shows them, to herself alone.
#[tracing::instrument(name = "web.citizen.breaches", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let told = breaches::told(web.acts(), &citizen.access).await?;
    let row = |one: breaches::Told| OwnBreach { at: one.at, home: one.home, story: one.story };
    shell.page(&OwnBreachesPage {
        back: routes::Profile.path(),
        rows: told.into_iter().map(row).collect(),
    })
}
