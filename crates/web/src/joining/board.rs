//! `/kommune/oppkobling`: how far the municipality has come.

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use helsebro_actions::joining;
use helsebro_actions::joining::{Accepted, Board};
use helsebro_domain::joining::{
    AgreementState, Document, Module, Obligation, TermsVersion, operated_on,
};
use helsebro_domain::parties::{CareArea, ConsoleRole};
use helsebro_views::pages::joining::{
    AnnouncedView, BoardForm, BoardPage, DocumentCard, ServiceRow, Wrong,
};
use serde::Deserialize;

use super::told::{self, Done};
use crate::error::WebError;
use crate::extract::{AtConsole, CheckedForm};
use crate::page::{Shell, see, see_with};
use crate::routes::{Route, municipality as routes};
use crate::web::Web;

/// What is posted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Posted {
    act: String,
    officer: String,
    impact: String,
    area: String,
}

/// Shows it.
#[tracing::instrument(name = "web.joining.board", skip_all)]
pub(super) async fn get(
    State(web): State<Web>,
    at: AtConsole,
    Query(done): Query<Done>,
    shell: Shell,
) -> Result<Response, WebError> {
    let mut page = page(&web, &at, Wrong::default()).await?;
    page.is_saved = done.gjort == "lagret";
    shell.page(&page)
}

/// Saves something, or begins with a service.
#[tracing::instrument(name = "web.joining.board", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    at: AtConsole,
    shell: Shell,
    CheckedForm(posted): CheckedForm<Posted>,
) -> Result<Response, WebError> {
    let acts = web.acts();
    let (field, done) = match posted.act.as_str() {
        "officer" => ("officer", joining::set_officer(acts, &at.access, &posted.officer).await),
        "impact" => ("impact", joining::set_impact(acts, &at.access, &posted.impact).await),
        "received" => {
            ("utfasing", joining::receipt_wind_down(acts, &at.access, Module::Dialog).await)
        }
        "begin" => {
            let area = posted.area.parse().ok().and_then(CareArea::from_code);
            let area = area.ok_or(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY))?;
            match joining::create(acts, &at.access, (Module::Dialog, area)).await {
                Ok(id) => return Ok(see(&routes::Activation(id))),
                Err(error) => ("area", Err(error)),
            }
        }
        _ => return Err(WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY)),
    };
    match done {
        Ok(()) => Ok(see_with(&routes::Joining, "gjort=lagret")),
        Err(error) => {
            let wrong = told::refused(field, error)?;
            let mut page = page(&web, &at, wrong).await?;
            match posted.act.as_str() {
                "officer" => page.form.officer = posted.officer,
                "impact" => page.form.impact = posted.impact,
                _ => page.form.area = posted.area,
            }
            shell.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

async fn page(web: &Web, at: &AtConsole, wrong: Wrong) -> Result<BoardPage, WebError> {
    let board = joining::board(web.acts(), &at.access).await?;
    let fee = board.obligations.iter().find(|owed| owed.kind == Obligation::DigifinFee);
    let announced = joining::announced(web.acts(), &at.access, Module::Dialog).await?;
    let leaving = joining::leaving(web.acts(), &at.access).await?;
    let (bodies, agreed) = joining::operating(web.acts()).await?;
    let operated = operated_on(&bodies, board.today);
    let cooperates = agreed.iter().find(|held| held.stands_on(board.today));
    let text = |held: &Option<String>| held.clone().unwrap_or_default();
    Ok(BoardPage {
        action: routes::Joining.path(),
        home: board.home.legal_name(),
        flags: told::flags(&board.warnings, None, board.today),
        documents: board.documents.iter().map(card).collect(),
        member_from: board.facts.member_from,
        fee_due: fee.and_then(|owed| owed.due_on),
        processing: routes::Processing.path(),
        processing_key: match board.agreement {
            AgreementState::Missing => "joining-dpa-missing",
            AgreementState::Expired => "joining-dpa-ended",
            AgreementState::Incomplete(_) => "joining-dpa-incomplete",
            AgreementState::Objected => "joining-dpa-objected",
            AgreementState::InForce => "joining-dpa-in-force",
        },
        costs: routes::Costs.path(),
        operated: operated.map(|body| (body.name.clone(), body.from)),
        cooperation: cooperates.map(|held| held.document.clone()),
        services: services(&board),
        areas: areas(&board),
        roles: told::roles(&board.roles),
        form: BoardForm {
            officer: text(&board.facts.officer),
            impact: text(&board.facts.impact_reference),
            area: String::new(),
        },
        may_enter: at.access.is(ConsoleRole::Administrator),
        leaving: leaving.map(|_| routes::Leaving.path()),
        winding: announced.map(|found| AnnouncedView {
            module: Module::Dialog.as_str(),
            instruction: (found.row.issuer, found.row.dated),
            received_on: found.received_on,
            last_day: found.row.last_day,
        }),
        wrong,
        is_saved: false,
    })
}

fn card(
    (document, current, accepted): &(Document, Option<TermsVersion>, Option<Accepted>),
) -> DocumentCard {
    let (key, href) = match document {
        Document::General => ("joining-general", routes::GeneralTerms.path()),
        Document::Special => ("joining-special", routes::SpecialTerms.path()),
    };
    let number = accepted.as_ref().map(|found| found.acceptance.version);
    let waits = current.as_ref().filter(|version| number.is_none_or(|held| held < version.version));
    DocumentCard {
        key,
        href,
        accepted: accepted.as_ref().map(|found| {
            let Accepted { acceptance, signer } = found;
            (signer.clone(), acceptance.version.to_string(), acceptance.at)
        }),
        waits: waits.map(|version| (version.version.to_string(), version.effective_from)),
    }
}

fn services(board: &Board) -> Vec<ServiceRow> {
    let row = |row: &joining::ActivationRow| ServiceRow {
        module: row.activation.placed.module.as_str(),
        area: row.activation.placed.care_area.code(),
        state: row.activation.state.as_str(),
        last_day: row.activation.last_day(),
        href: routes::Activation(row.activation.id).path(),
    };
    board.activations.iter().map(row).collect()
}

/// The care areas that the municipality has units for and nothing going on in.
fn areas(board: &Board) -> Vec<u8> {
    let is_free = |area: &CareArea| {
        let has_unit = board.units.iter().any(|unit| unit.care_area == *area);
        let here = board.activations.iter().find(|row| {
            let placed = row.activation.placed;
            placed.care_area == *area && placed.module == Module::Dialog
        });
        has_unit && here.is_none_or(|row| row.activation.state.is_over())
    };
    CareArea::ALL.into_iter().filter(is_free).map(CareArea::code).collect()
}
