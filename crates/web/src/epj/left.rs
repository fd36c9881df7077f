//! `POST /epj/Messages`: a message is left.

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use helsebro_actions::epj::door::{self, MAX_DOCUMENT_BYTES, MAX_SENT_AS_BYTES};

use super::caller::Caller;
use super::fault::Fault;
use super::wire::{BASE64, LeftMessage, XML};
use crate::routes::{Route, epj};
use crate::web::Web;

/// The largest request: the document in base64 and what goes around it.
const MAX_REQUEST_BYTES: usize = MAX_DOCUMENT_BYTES / 3 * 4 + 64 * 1024;

/// Stores what is left and answers; that it was understood is the receipt's to say.
#[tracing::instrument(name = "web.epj.leave", skip_all)]
pub(super) async fn post(
    State(web): State<Web>,
    Caller(client): Caller,
    request: Request,
) -> Result<Response, Fault> {
    let _turn = web.limits().document().await.map_err(|error| Fault::busy(&web, error))?;
    let sent_as = sent_as(&web, &request)?;
    let document = document(&web, request).await?;
    if document.is_empty() {
        return Err(Fault::bad(&web, "businessDocument: it is empty"));
    }
    let left = door::leave(web.acts(), &client, sent_as.as_deref(), &document).await;
    let id = left.map_err(|error| Fault::of(&web, error))?;
    let place = [(header::LOCATION, epj::Message(id.uuid()).path())];
    Ok((StatusCode::CREATED, place, Json(id.to_string())).into_response())
}

/// The sender's own name for this sending, when it gives one.
fn sent_as(web: &Web, request: &Request) -> Result<Option<String>, Fault> {
    let Some(given) = request.headers().get("idempotency-key") else { return Ok(None) };
    let name = given.to_str().ok().filter(|name| (1..=MAX_SENT_AS_BYTES).contains(&name.len()));
    let wrong = || Fault::bad(web, "Idempotency-Key: plain text of at most 100 bytes is wanted");
    name.map(|name| Some(name.to_owned())).ok_or_else(wrong)
}

async fn document(web: &Web, request: Request) -> Result<Vec<u8>, Fault> {
    let too_large = || {
        let error = format!("A document has at most {MAX_DOCUMENT_BYTES} bytes");
        Fault::new(web, StatusCode::PAYLOAD_TOO_LARGE, error)
    };
    let body = to_bytes(request.into_body(), MAX_REQUEST_BYTES).await.map_err(|_| too_large())?;
    let message: LeftMessage = serde_json::from_slice(&body).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Fault::bad(web, format!("The body is not as it must be (line {line}, column {column})"))
    })?;
    drop(body);
    if !message.content_type.eq_ignore_ascii_case(XML) {
        return Err(Fault::bad(web, "contentType: application/xml is wanted"));
    }
    if !message.content_transfer_encoding.eq_ignore_ascii_case(BASE64) {
        return Err(Fault::bad(web, "contentTransferEncoding: base64 is wanted"));
    }
    let document = STANDARD
        .decode(message.business_document.as_bytes())
        .map_err(|_| Fault::bad(web, "businessDocument: it is not base64"))?;
    if document.len() > MAX_DOCUMENT_BYTES {
        return Err(too_large());
    }
    Ok(document)
}
