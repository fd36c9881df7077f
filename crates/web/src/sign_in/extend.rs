//! Staying signed in a while longer (experience § 5.7).

use axum::Json;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

use super::back::local_path;
use crate::error::WebError;
use crate::extract::CheckedForm;
use crate::page::Shell;
use crate::routes::{Door, Route, public};

/// The button «Fortsett».
#[derive(Deserialize)]
pub(super) struct Stay {
    /// The page it stood on.
    #[serde(default)]
    back: String,
}

/// When the session ends now, in seconds since 1970.
#[derive(Serialize)]
struct Ends {
    idle_at: i64,
    absolute_at: i64,
}

/// `POST /okt/forleng`. That it was asked for at all counts as use; a script gets
/// the new ends, a form goes back to its page.
#[tracing::instrument(name = "web.session.extend", skip_all)]
pub(super) async fn post(
    headers: HeaderMap,
    shell: Shell,
    CheckedForm(stay): CheckedForm<Stay>,
) -> Result<Response, WebError> {
    let ends = shell.frame().session.ok_or(WebError::LoginRequired)?;
    let accepts = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepts.contains("application/json") {
        let (idle_at, absolute_at) = (ends.idle_at.seconds(), ends.absolute_at.seconds());
        return Ok(Json(Ends { idle_at, absolute_at }).into_response());
    }
    let back = local_path(&stay.back, Door::Citizen).or(local_path(&stay.back, Door::Staff));
    Ok(Redirect::to(&back.unwrap_or_else(|| public::Front.path())).into_response())
}
