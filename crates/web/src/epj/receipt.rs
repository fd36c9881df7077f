//! A message has been fetched, and what the journal system says of it.

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use helsebro_actions::epj::door;
use helsebro_domain::epj::{MAX_RECEIPT_ERRORS, Receipt, ReceiptStatus};

use super::caller::Caller;
use super::fault::Fault;
use super::one::named;
use super::wire::GivenReceipt;
use crate::web::Web;

/// The largest receipt that is read.
const MAX_RECEIPT_BYTES: usize = 64 * 1024;

/// The longest code of an error.
const MAX_CODE: usize = 5;

/// `PUT /epj/Messages/{id}/read/{herId}`.
#[tracing::instrument(name = "web.epj.read", skip_all)]
pub(super) async fn read(
    State(web): State<Web>,
    Caller(client): Caller,
    Path((id, her)): Path<(String, u32)>,
) -> Result<StatusCode, Fault> {
    let id = named(&web, &id)?;
    receiver(&web, door::one(web.acts(), &client, id).await, her)?;
    let read = door::handed_over(web.acts(), &client, id).await;
    read.map_err(|error| Fault::of(&web, error))?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /epj/Messages/{id}/apprec/{herId}`.
#[tracing::instrument(name = "web.epj.receipt", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    Caller(client): Caller,
    Path((id, her)): Path<(String, u32)>,
    request: Request,
) -> Result<Response, Fault> {
    let id = named(&web, &id)?;
    receiver(&web, door::one(web.acts(), &client, id).await, her)?;
    let receipt = given(&web, request).await?;
    let taken = door::receipt(web.acts(), &client, id, &receipt).await;
    taken.map_err(|error| Fault::of(&web, error))?;
    Ok((StatusCode::CREATED, Json(id.to_string())).into_response())
}

/// Whoever reads or receipts is who the message is for.
fn receiver(
    web: &Web,
    found: Result<door::Waiting, helsebro_actions::ActError>,
    her: u32,
) -> Result<(), Fault> {
    let found = found.map_err(|error| Fault::of(web, error))?;
    if found.receiver_her == her.to_string() {
        return Ok(());
    }
    Err(Fault::new(web, StatusCode::FORBIDDEN, format!("Not authorized for HerId(s): {her}")))
}

async fn given(web: &Web, request: Request) -> Result<Receipt, Fault> {
    let too_large = |_| {
        let error = format!("A receipt has at most {MAX_RECEIPT_BYTES} bytes");
        Fault::new(web, StatusCode::PAYLOAD_TOO_LARGE, error)
    };
    let body = to_bytes(request.into_body(), MAX_RECEIPT_BYTES).await.map_err(too_large)?;
    let given: GivenReceipt = serde_json::from_slice(&body).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Fault::bad(web, format!("The body is not as it must be (line {line}, column {column})"))
    })?;
    let errors = given.app_rec_error_list.unwrap_or_default();
    if errors.len() > MAX_RECEIPT_ERRORS {
        return Err(Fault::bad(web, "appRecErrorList: it is too long"));
    }
    let errors: Vec<String> = errors.into_iter().map(|error| error.error_code).collect();
    let plain = |code: &String| {
        (1..=MAX_CODE).contains(&code.len())
            && code.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if !errors.iter().all(plain) {
        return Err(Fault::bad(web, "errorCode: a code of the list 8221 is wanted"));
    }
    let status = ReceiptStatus::from(given.app_rec_status);
    if status == ReceiptStatus::Rejected && errors.is_empty() {
        return Err(Fault::bad(web, "appRecErrorList: a rejection says why"));
    }
    Ok(Receipt { status, errors })
}
