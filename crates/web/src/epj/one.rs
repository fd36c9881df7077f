//! One message at the door: what it is, its document, where it stands.

use axum::Json;
use axum::extract::{Path, State};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use helsebro_actions::ActError;
use helsebro_actions::epj::door;
use uuid::Uuid;

use super::caller::Caller;
use super::fault::Fault;
use super::wire::{ApprecInfo, BASE64, BusinessDocument, Message, StatusInfo, XML};
use crate::web::Web;

/// The id that an address names. What is no id is nothing that is here.
pub(super) fn named(web: &Web, id: &str) -> Result<Uuid, Fault> {
    Uuid::try_parse(id).map_err(|_| Fault::of(web, ActError::NotFound))
}

/// `GET /epj/Messages/{id}`.
pub(super) async fn get(
    State(web): State<Web>,
    Caller(client): Caller,
    Path(id): Path<String>,
) -> Result<Json<Message>, Fault> {
    let found = door::one(web.acts(), &client, named(&web, &id)?).await;
    let found = found.map_err(|error| Fault::of(&web, error))?;
    Ok(Json(Message::of(&found, &web.settings().our_her_id, true)))
}

/// `GET /epj/Messages/{id}/business-document`.
#[tracing::instrument(name = "web.epj.document", skip_all)]
pub(super) async fn document(
    State(web): State<Web>,
    Caller(client): Caller,
    Path(id): Path<String>,
) -> Result<Json<BusinessDocument>, Fault> {
    let document = door::document(web.acts(), &client, named(&web, &id)?).await;
    let document = document.map_err(|error| Fault::of(&web, error))?;
    Ok(Json(BusinessDocument {
        content_type: XML,
        content_transfer_encoding: BASE64,
        business_document: STANDARD.encode(document),
    }))
}

/// `GET /epj/Messages/{id}/status`.
pub(super) async fn status(
    State(web): State<Web>,
    Caller(client): Caller,
    Path(id): Path<String>,
) -> Result<Json<[StatusInfo; 1]>, Fault> {
    let status = door::status(web.acts(), &client, named(&web, &id)?).await;
    let status = status.map_err(|error| Fault::of(&web, error))?;
    Ok(Json([StatusInfo::of(&status, &web.settings().our_her_id)]))
}

/// `GET /epj/Messages/{id}/apprec`.
pub(super) async fn apprec(
    State(web): State<Web>,
    Caller(client): Caller,
    Path(id): Path<String>,
) -> Result<Json<[ApprecInfo; 1]>, Fault> {
    let status = door::status(web.acts(), &client, named(&web, &id)?).await;
    let status = status.map_err(|error| Fault::of(&web, error))?;
    Ok(Json([ApprecInfo::of(&status, &web.settings().our_her_id)]))
}
