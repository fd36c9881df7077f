//! Staying signed in a while longer (experience § 5.7).

use axum::Json;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Redirect, Response};
use helsebro_domain::time::Instant;
use helsebro_views::{SessionEnds, Words};
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

/// When the session ends now, for the script that warns of it.
#[derive(Serialize)]
struct Ends {
    /// Seconds until the warning.
    warn_in: u64,
    /// Seconds until the end.
    end_in: u64,
    /// What the warning will say.
    words: String,
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
        return Ok(Json(told(&shell, ends)).into_response());
    }
    let back = local_path(&stay.back, Door::Citizen).or(local_path(&stay.back, Door::Staff));
    Ok(Redirect::to(&back.unwrap_or_else(|| public::Front.path())).into_response())
}

fn told(shell: &Shell, ends: SessionEnds) -> Ends {
    let words = Words::of(shell.frame());
    let until = |at: Instant| at.since(shell.now()).as_secs();
    let words = if ends.can_be_extended() {
        words.a("base-session-idle", "time", words.clock(ends.idle_at))
    } else {
        words.a("base-session-absolute", "time", words.clock(ends.absolute_at))
    };
    Ends { warn_in: until(ends.warn_from), end_in: until(ends.at()), words }
}
