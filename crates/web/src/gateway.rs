//! Where SMS gateways tell what became of a text, and mail servers hand on letters that
//! came back (SM-10).
//!
//! Their contracts have no signature, so the address itself holds a secret that only
//! the gateway and we know. Whoever has it not finds nothing here.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use helsebro_actions::notices;
use helsebro_domain::notices::Reported;
use helsebro_partners::email::bounce;
use helsebro_partners::sending::{DeliveryOutcome, DeliveryReport, MAX_REPORT_BYTES};

use crate::error::WebError;
use crate::routes::{Route, gateway};
use crate::web::Web;

/// The door's routes.
pub(crate) fn router() -> Router<Web> {
    Router::new()
        .route(gateway::SmsReport::PATTERN, post(sms_report))
        .route(gateway::MailReport::PATTERN, post(mail_report))
}

/// `POST /varsel/sms/{secret}`: what a report says is stored, and then it is answered
/// for, since a gateway that gets no answer tells it again.
#[tracing::instrument(name = "web.gateway.sms_report", skip_all)]
async fn sms_report(
    State(web): State<Web>,
    Path(secret): Path<String>,
    request: Request,
) -> Result<Response, WebError> {
    let door = web.settings().reports.as_ref().ok_or(WebError::NotFound)?;
    let body = body_of(request, (&secret, &door.secret)).await?;
    let Ok(reports) = door.contract.reports(&body) else { return Err(NOT_ONE) };
    for report in &reports {
        take(&web, report).await?;
    }
    tracing::info!(reports = reports.len(), "delivery reports came");
    Ok(StatusCode::OK.into_response())
}

/// `POST /varsel/epost/{secret}`: a letter that came back is read for what it says of ours,
/// and let go. One that is no report is answered with yes: its mail server would send
/// it once more.
#[tracing::instrument(name = "web.gateway.mail_report", skip_all)]
async fn mail_report(
    State(web): State<Web>,
    Path(secret): Path<String>,
    request: Request,
) -> Result<Response, WebError> {
    let door = web.settings().mail_reports.as_ref().ok_or(WebError::NotFound)?;
    let letter = body_of(request, (&secret, &door.secret)).await?;
    let report = bounce(&letter);
    if let Some(report) = &report {
        take(&web, report).await?;
    }
    tracing::info!(is_report = report.is_some(), "a letter came back");
    Ok(StatusCode::OK.into_response())
}

const NOT_ONE: WebError = WebError::NotUnderstood(StatusCode::BAD_REQUEST);

/// What was sent, when whoever sends knows the secret.
async fn body_of(request: Request, (said, secret): (&str, &str)) -> Result<Bytes, WebError> {
    verify_slices_are_equal(said.as_bytes(), secret.as_bytes()).map_err(|_| WebError::NotFound)?;
    to_bytes(request.into_body(), MAX_REPORT_BYTES).await.map_err(|_| NOT_ONE)
}

async fn take(web: &Web, report: &DeliveryReport) -> Result<(), WebError> {
    let told = told(report.outcome);
    if let (Some(reference), Some((report, why))) = (&report.reference, told) {
        notices::report(web.acts(), reference.as_str(), report, why).await?;
    }
    Ok(())
}

/// What a report tells; none when it tells nothing.
const fn told(outcome: DeliveryOutcome) -> Option<(Reported, Option<&'static str>)> {
    match outcome {
        DeliveryOutcome::Delivered => Some((Reported::Delivered, None)),
        DeliveryOutcome::UnderWay => Some((Reported::UnderWay, None)),
        DeliveryOutcome::FailedForGood(why) | DeliveryOutcome::FailedNow(why) => {
            Some((Reported::Failed, Some(why.as_str())))
        }
        DeliveryOutcome::NeverKnown => None,
    }
}
