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

/// Shows them, to herself or to a child's parent.
#[tracing::instrument(name = "web.citizen.breaches", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let told = breaches::told(web.acts(), &citizen.access).await?;
    let row = |one: breaches::Told| OwnBreach {
        at: one.at,
        home: one.home,
        provider: one.provider,
        story: one.story,
    };
    let of = shell.acts_for().map(str::to_owned);
    let back = if of.is_some() { routes::Seen.path() } else { routes::Profile.path() };
    shell.page(&OwnBreachesPage { of, back, rows: told.into_iter().map(row).collect() })
}
