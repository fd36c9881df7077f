//! `/kommune/oppkobling/databehandleravtale`: agreements, signed by whoever may bind the
//! municipality (S1-3.2-a).

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::joining;
use helsebro_actions::parties::staff;
use helsebro_domain::ids::AgreementId;
use helsebro_domain::parties::ConsoleRole;
use helsebro_views::pages::joining::{ProcessingPage, Wrong};
use serde::Deserialize;

use super::sub_processors::{change, objection};
use super::told::{self, Done};
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    agreement: String,
    change: String,
    reason: String,
}

/// Shows them.
#[tracing::instrument(name = "web.joining.processing", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, Wrong::default()).await?;
    page.done = match done.gjort.as_str() {
        "signert" => Some("joining-dpa-signed"),
        "innvendt" => Some("joining-objected-done"),
        "trukket" => Some("joining-objection-back-done"),
        _ => None,
    };
    shell.page(&page)
}

/// Signs one, or says what is meant of a new sub-processor.
#[tracing::instrument(name = "web.joining.processing", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let not_understood = WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY);
    let (acts, who) = (web.acts(), &at.access);
    let (field, done, result) = match posted.act.as_str() {
        "object" => {
            let id = posted.change.parse().map_err(|_| not_understood)?;
            let said = (id, posted.reason.as_str());
            ("nye", "innvendt", joining::object_to_sub_processor(acts, who, said).await)
        }
        "agree" => {
            let id = posted.change.parse().map_err(|_| not_understood)?;
            ("nye", "trukket", joining::take_objection_back(acts, who, id).await)
        }
        _ => {
            let id: AgreementId = posted.agreement.parse().map_err(|_| not_understood)?;
            ("innhold", "signert", joining::sign(acts, who, id).await)
        }
    };
    match result {
        Ok(()) => Ok(see_with(&routes::Processing, &format!("gjort={done}"))),
        Err(error) => {
            let wrong = told::refused(field, error)?;
            let mut page = page(&web, &at, wrong).await?;
            page.typed = (posted.change, posted.reason);
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn page(web: &Web, at: &AtConsole, wrong: Wrong) -> Result<ProcessingPage, WebError> {
    let home = staff::municipality(web.acts(), at.access.municipality()).await?;
    let today = web.now().in_oslo().date;
    let rows = joining::agreements(web.acts(), &at.access).await?;
    let changes = joining::sub_processors(web.acts(), &at.access).await?;
    Ok(ProcessingPage {
        back: routes::Joining.path(),
        action: routes::Processing.path(),
        home: home.legal_name(),
        agreements: rows.iter().map(|row| told::agreement(row, today)).collect(),
        changes: changes
            .iter()
            .map(|(row, held)| (change(row, held.as_ref(), today), held.as_ref().map(objection)))
            .collect(),
        typed: (String::new(), String::new()),
        may_sign: at.access.is(ConsoleRole::Signatory),
        wrong,
        done: None,
    })
}
