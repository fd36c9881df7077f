//! The list of who has seen, on paper.

use axum::extract::{Query, State};
use axum::response::Response;
use helsebro_actions::audit::seen::{self, MAX_PRINTED};
use helsebro_views::pages::citizen::SeenPrint;

use super::list::Wish;
use super::shown;
use crate::error::WebError;
use crate::extract::Citizen;
use crate::page::Shell;
use crate::routes::{Route, citizen as routes};
use crate::web::Web;

/// `GET /meg/hvem-har-sett/skriv-ut`.
#[tracing::instrument(name = "web.citizen.seen.print", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    Query(wish): Query<Wish>,
    citizen: Citizen,
    shell: Shell,
) -> Result<Response, WebError> {
    let found = seen::list(web.acts(), &citizen.access, wish.asked(MAX_PRINTED)?).await?;
    shell.page(&SeenPrint {
        person: found.person,
        days: shown::days(found.lines, &citizen),
        is_cut: found.older.is_some(),
        back: format!("{}{}", routes::Seen.path(), wish.own_query()?),
    })
}
