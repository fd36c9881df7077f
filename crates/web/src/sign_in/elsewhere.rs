//! Signed out elsewhere: an identity provider tells, and our sessions end.
//!
//! Both channels are keyed on the provider's own name for the session (`sid`) and
//! answer in the same way whether a session of ours was found or not.

use axum::extract::{Query, Request, State};
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use helsebro_actions::parties::sessions;
use helsebro_partners::oidc::{LoggedOutElsewhere, LogoutFailed};
use serde::Deserialize;

use crate::error::WebError;
use crate::extract::plain_form;
use crate::headers::{Framed, policy};
use crate::web::Web;

/// What the browser of somebody who signs out brings.
#[derive(Deserialize)]
pub(super) struct Named {
    #[serde(default)]
    iss: String,
    #[serde(default)]
    sid: String,
}

/// What an identity provider sends.
#[derive(Deserialize)]
struct Told {
    #[serde(default)]
    logout_token: String,
}

/// `GET /logg-ut/frontkanal`: inside a frame of ID-porten's, without our cookies.
#[tracing::instrument(name = "web.sign_in.front_channel", skip_all)]
pub(super) async fn front_channel(
    State(web): State<Web>,
    Query(named): Query<Named>,
) -> Result<Response, WebError> {
    let status = match web.citizen_sign_in().front_channel(&named.iss, &named.sid) {
        Ok(sid) => {
            sessions::end_elsewhere(web.acts(), &web.settings().citizen_issuer, &sid).await?;
            StatusCode::OK
        }
        Err(flaw) => {
            tracing::info!(name: "web.sign_in.front_channel_refused", %flaw, "not believed");
            StatusCode::BAD_REQUEST
        }
    };
    let mut response = status.into_response();
    if let Ok(value) = HeaderValue::from_str(&policy(&web, Framed::ByIssuer)) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, value);
    }
    Ok(response)
}

/// `POST /logg-ut/bakkanal`: ID-porten's word.
#[tracing::instrument(name = "web.sign_in.back_channel", skip_all)]
pub(super) async fn citizen(State(web): State<Web>, request: Request) -> StatusCode {
    let token = match token(request).await {
        Ok(token) => token,
        Err(status) => return status,
    };
    let told = web.citizen_sign_in().logout_token(&token).await;
    ended(&web, &web.settings().citizen_issuer, told).await
}

/// `POST /ansatt/logg-ut/bakkanal`: HelseID's word.
#[tracing::instrument(name = "web.sign_in.staff_back_channel", skip_all)]
pub(super) async fn staff(State(web): State<Web>, request: Request) -> StatusCode {
    let token = match token(request).await {
        Ok(token) => token,
        Err(status) => return status,
    };
    let told = web.staff_sign_in().logout_token(&token).await;
    ended(&web, &web.settings().staff_issuer, told).await
}

async fn token(request: Request) -> Result<String, StatusCode> {
    let (parts, body) = request.into_parts();
    match plain_form::<Told>(&parts, body).await {
        Ok(told) => Ok(told.logout_token),
        Err(_) => Err(StatusCode::BAD_REQUEST),
    }
}

/// Ends what the word names, once; when that fails it may be told again.
async fn ended(
    web: &Web,
    issuer: &str,
    told: Result<LoggedOutElsewhere, LogoutFailed>,
) -> StatusCode {
    let told = match told {
        Ok(told) => told,
        Err(LogoutFailed::Refused(flaw)) => {
            tracing::warn!(name: "web.sign_in.back_channel_refused", %flaw, "not believed");
            return StatusCode::BAD_REQUEST;
        }
        Err(LogoutFailed::Fault(fault)) => {
            tracing::error!(name: "web.sign_in.back_channel_fault", %fault, "nobody knows");
            return StatusCode::SERVICE_UNAVAILABLE;
        }
    };
    let (named, token) = ((issuer, told.sid.as_str()), (told.jti.as_str(), told.expires));
    match sessions::end_by_token(web.acts(), named, token).await {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(error) => {
            tracing::error!(name: "web.sign_in.back_channel_failed", %error, "could not be stored");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
