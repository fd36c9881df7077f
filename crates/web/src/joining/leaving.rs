//! `/kommune/utmelding`: what is held is fetched, found whole and receipted (§ 5.6 case VII).

use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use helsebro_actions::joining;
use helsebro_domain::ids::StaffId;
use helsebro_domain::joining::{Leaving, QUIET_BEFORE_EXPORT};
use helsebro_domain::parties::ConsoleRole;
use helsebro_views::pages::joining::{LeavingForm, LeavingPage, VolumeRow, Wrong};
use serde::Deserialize;

use super::handing;
use super::told::{self, Done};
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::files::disposition;
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    number: String,
    sums: String,
    archive: String,
    authority: String,
}

/// Shows it.
#[tracing::instrument(name = "web.joining.leaving", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, Wrong::default()).await?;
    page.done = match done.gjort.as_str() {
        "bekreftet" => Some("leaving-did-confirmed"),
        "kvittert" => Some("leaving-did-signed"),
        _ => None,
    };
    shell.page(&page)
}

/// Hands a part over, or takes one of the two signatures.
#[tracing::instrument(name = "web.joining.leaving", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let (acts, who) = (web.acts(), &at.access);
    let (field, done, result) = match posted.act.as_str() {
        "export" => {
            let number = posted.number.parse().map_err(|_| WebError::NotFound)?;
            return fetch(&web, &at, &shell, number).await;
        }
        "confirm" => ("sums", "bekreftet", joining::confirm_export(acts, who, &posted.sums).await),
        "receipt" => {
            let signed = (posted.archive.as_str(), posted.authority.as_str());
            ("archive", "kvittert", joining::sign_receipt(acts, who, signed).await)
        }
        _ => return Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    match result {
        Ok(()) => Ok(see_with(&routes::Leaving, &format!("gjort={done}"))),
        Err(error) => {
            let mut page = page(&web, &at, told::refused(field, error)?).await?;
            let Posted { sums, archive, authority, .. } = posted;
            page.form = LeavingForm { sums, archive, authority };
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// The part as a file.
async fn fetch(
    web: &Web,
    at: &AtConsole,
    shell: &Shell,
    number: u32,
) -> Result<Response, WebError> {
    let export = match joining::export(web.acts(), &at.access, number).await {
        Ok(export) => export,
        Err(error) => {
            let page = page(web, at, told::refused("sums", error)?).await?;
            return shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let name = format!("helsebro-{}-{number}.zip", export.home.name.to_lowercase());
    let file = handing::file(&export, shell.frame())?;
    joining::note_export(web.acts(), &at.access, (number, &file)).await?;
    let mut response = Response::new(file.into());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(CONTENT_DISPOSITION, disposition(&name));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn page(web: &Web, at: &AtConsole, wrong: Wrong) -> Result<LeavingPage, WebError> {
    let board = joining::board(web.acts(), &at.access).await?;
    let leaving = joining::leaving(web.acts(), &at.access).await?;
    let name = |id: StaffId| {
        let found = board.roles.iter().find(|held| held.1.0 == id);
        found.map(|held| held.1.1.clone()).unwrap_or_default()
    };
    let now = web.now();
    let ready_at = leaving.as_ref().map(|found| found.began_at.plus(QUIET_BEFORE_EXPORT));
    let of = |find: &dyn Fn(&Leaving) -> Option<helsebro_domain::time::Instant>| {
        leaving.as_ref().and_then(find)
    };
    let volumes = leaving.iter().flat_map(|found| &found.volumes);
    Ok(LeavingPage {
        action: routes::Leaving.path(),
        back: routes::Joining.path(),
        home: board.home.legal_name(),
        began_at: of(&|found| Some(found.began_at)),
        ready_at: ready_at.filter(|ready| now < *ready),
        volumes: volumes
            .map(|volume| VolumeRow {
                number: volume.number,
                conversations: volume.conversations,
                is_fetched: volume.sum.is_some(),
            })
            .collect(),
        confirmed: leaving
            .as_ref()
            .and_then(|found| found.confirmed)
            .map(|(by, when)| (name(by), when)),
        receipt: leaving
            .as_ref()
            .and_then(|found| found.receipt.as_ref())
            .map(|signed| (name(signed.by), signed.at, signed.archive.clone())),
        destroyed_at: of(&|found| found.destroyed_at),
        may_fetch: at.access.is(ConsoleRole::Administrator) || at.access.is(ConsoleRole::Dpo),
        may_sign: at.access.is(ConsoleRole::Signatory),
        form: LeavingForm::default(),
        wrong,
        done: None,
    })
}
