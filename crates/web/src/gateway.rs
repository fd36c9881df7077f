//! Where SMS gateways tell what became of a text (SM-10).
//!
//! Their contracts have no signature, so the address itself holds a secret that only
//! the gateway and we know. Whoever has it not finds nothing here.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use helsebro_actions::notices;
use helsebro_domain::notices::Reported;
use helsebro_partners::sending::{DeliveryOutcome, DeliveryReport, MAX_REPORT_BYTES};

use crate::error::WebError;
use crate::routes::{Route, gateway};
use crate::web::Web;

/// The door's routes.
pub(crate) fn router() -> Router<Web> {
    Router::new().route(gateway::SmsReport::PATTERN, post(sms_report))
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
    verify_slices_are_equal(secret.as_bytes(), door.secret.as_bytes())
        .map_err(|_| WebError::NotFound)?;
    let not_one = WebError::NotUnderstood(StatusCode::BAD_REQUEST);
    let Ok(body) = to_bytes(request.into_body(), MAX_REPORT_BYTES).await else {
        return Err(not_one);
    };
    let Ok(reports) = door.contract.reports(&body) else { return Err(not_one) };
    for DeliveryReport { reference, outcome, .. } in &reports {
        let (Some(reference), Some((report, why))) = (reference, told(*outcome)) else { continue };
        notices::report(web.acts(), reference.as_str(), report, why).await?;
    }
    tracing::info!(reports = reports.len(), "delivery reports came");
    Ok(StatusCode::OK.into_response())
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
