//! `/kommune/oppkobling/generelle-vilkar` and `…/saerskilte-vilkar`: terms, read and
//! accepted by whoever may bind the municipality (S1-1-b).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::controllership::console;
use helsebro_actions::joining;
use helsebro_domain::ids::TermsId;
use helsebro_domain::joining::{Document, Kind};
use helsebro_domain::parties::ConsoleRole;
use helsebro_views::pages::joining::{AcceptPage, Change, Clause, Wrong};
use serde::Deserialize;

use super::told;
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::page::{Shell, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    version: String,
    authority: String,
}

/// Shows the general terms.
#[tracing::instrument(name = "web.joining.general_terms", skip_all)]
pub(super) async fn general(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
) -> Result<Response, WebError> {
    shell.page(&page(&web, &at, Document::General).await?)
}

/// Shows the special terms.
#[tracing::instrument(name = "web.joining.special_terms", skip_all)]
pub(super) async fn special(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
) -> Result<Response, WebError> {
    shell.page(&page(&web, &at, Document::Special).await?)
}

/// Accepts the general terms.
#[tracing::instrument(name = "web.joining.general_terms", skip_all)]
pub(super) async fn do_general(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    accept(&web, &at, &shell, (Document::General, posted)).await
}

/// Accepts the special terms.
#[tracing::instrument(name = "web.joining.special_terms", skip_all)]
pub(super) async fn do_special(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    accept(&web, &at, &shell, (Document::Special, posted)).await
}

async fn accept(
    web: &Web,
    at: &AtConsole,
    shell: &Shell,
    (document, posted): (Document, Posted),
) -> Result<Response, WebError> {
    let not_understood = WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY);
    let shown: TermsId = posted.version.parse().map_err(|_| not_understood)?;
    let accepted =
        joining::accept(web.acts(), &at.access, (document, shown), &posted.authority).await;
    match accepted {
        Ok(_) => Ok(see_with(&routes::Joining, "gjort=lagret")),
        Err(error) => {
            let mut page = page(web, at, document).await?;
            page.wrong = told::refused("authority", error)?;
            page.authority = posted.authority;
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn page(web: &Web, at: &AtConsole, document: Document) -> Result<AcceptPage, WebError> {
    let acts = web.acts();
    let found = joining::offered(acts, &at.access, document).await?;
    let municipality = at.access.municipality();
    let signatories = console::holders(acts, municipality, ConsoleRole::Signatory).await?;
    let version = found.version;
    Ok(AcceptPage {
        back: routes::Joining.path(),
        action: match document {
            Document::General => routes::GeneralTerms.path(),
            Document::Special => routes::SpecialTerms.path(),
        },
        title: version.title,
        version: version.version.to_string(),
        id: version.id.to_string(),
        from: version.effective_from,
        is_material: version.kind == Kind::Material,
        legal_basis: version.legal_basis,
        accepted: found.accepted.map(|one| (one.version.to_string(), one.at)),
        is_accepted: found.is_accepted,
        may_accept: found.may_accept,
        signatories: signatories.into_iter().map(|one| one.name.full()).collect(),
        changes: found
            .changes
            .into_iter()
            .map(|one| Change { version: one.version.to_string(), on: one.on, text: one.text })
            .collect(),
        clauses: version
            .clauses
            .into_iter()
            .map(|one| Clause {
                number: one.number,
                heading: one.heading,
                paragraphs: one.text.lines().map(str::to_owned).collect(),
            })
            .collect(),
        authority: String::new(),
        wrong: Wrong::default(),
    })
}
