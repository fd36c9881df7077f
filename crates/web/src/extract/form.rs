//! A form that a page of ours has sent, checked before anything is done with it.

use axum::Form;
use axum::body::{self, Body};
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_TYPE, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use bytes::Bytes;
use helsebro_actions::parties::sessions::LiveWho;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::form_urlencoded;

use crate::citizen::value_of;
use crate::error::{Origin, Scribble, Typed, WebError, token_fits};
use crate::limits::{Sender, address};
use crate::routes::Route;
use crate::routes::citizen::{ActFor, SignOutEverywhere};
use crate::session::{self, Crumb, Held};
use crate::web::Web;

/// The most bytes of a form that are read.
pub const MAX_FORM_BYTES: usize = 64 * 1024;

/// The most fields of a form that are looked at.
const MAX_FIELDS: usize = 64;

/// What a form holds: sent by a page of ours, small enough, not too often.
///
/// When its token does not fit, the person gets her text back on a page of its
/// own (419) and nothing is done.
pub struct CheckedForm<T>(pub T);

/// A form with nothing in it but its token.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct NoFields {}

impl<T: DeserializeOwned> FromRequest<Web> for CheckedForm<T> {
    type Rejection = WebError;

    async fn from_request(request: Request, web: &Web) -> Result<Self, WebError> {
        let (mut parts, body) = request.into_parts();
        let held = session::of(&mut parts, web).await?;
        let sender = match &held {
            Some(held) => Sender::Session(held.live.id),
            None => Sender::Address(address(web, &parts)),
        };
        let bytes = read(&parts, body).await?;
        let secret = match &held {
            Some(held) => Some(held.token.to_text()),
            None => Crumb::Browser.read(web, &parts.headers),
        };
        let typed = typed(&parts, web, &bytes);
        if let Some(scribble) = parts.extensions.get::<Scribble>() {
            scribble.leave(typed.written());
        }
        web.limits().form(sender)?;
        vetted(&parts, web, held.as_deref(), secret.as_deref(), typed)?;
        parsed(bytes).await.map(Self)
    }
}

/// Whether a page of ours has sent a form, and it is about whom it must be.
pub(super) fn vetted(
    parts: &Parts,
    web: &Web,
    held: Option<&Held>,
    secret: Option<&str>,
    typed: Typed,
) -> Result<(), WebError> {
    let expected = secret.map(session::csrf).unwrap_or_default();
    let told_otherwise = says_elsewhere(&parts.headers, web);
    if told_otherwise || !token_fits(typed.field("csrf"), &expected) {
        return Err(WebError::FormTooOld(Box::new(typed)));
    }
    if !is_about_whom_she_acts_for(parts, held, &typed) {
        return Err(WebError::OtherPerson);
    }
    Ok(())
}

/// Whether a form of the citizen's is about the person whom the session acts for now.
/// In another tab she may have gone over to another since the page was made, and what
/// was written for the one must never reach the other (experience § 5.3). Forms that
/// choose whom to act for are about nobody.
fn is_about_whom_she_acts_for(parts: &Parts, held: Option<&Held>, typed: &Typed) -> bool {
    let path = parts.uri.path();
    let under = |place: &str| path == place || path.starts_with(&format!("{place}/"));
    let is_about_somebody =
        ["/hjem", "/meg", "/meldinger", "/helsekontakter"].into_iter().any(under)
            && !under(&ActFor.path())
            && !under(&SignOutEverywhere.path());
    let acts_for = held.and_then(|held| match &held.live.who {
        LiveWho::Citizen { access, .. } => value_of(access),
        LiveWho::Staff { .. } | LiveWho::Operator { .. } => None,
    });
    !is_about_somebody || typed.field("acting_for") == acts_for.as_deref()
}

/// A form from outside, without a token of ours: an identity provider's.
pub(crate) async fn plain_form<T: DeserializeOwned>(
    parts: &Parts,
    body: Body,
) -> Result<T, WebError> {
    parsed(read(parts, body).await?).await
}

/// What was typed in a form that came without a session.
pub(crate) async fn typed_before_session(
    parts: &Parts,
    body: Body,
    web: &Web,
) -> Result<Typed, WebError> {
    let bytes = read(parts, body).await?;
    Ok(typed(parts, web, &bytes))
}

async fn read(parts: &Parts, body: Body) -> Result<Bytes, WebError> {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.unwrap_or_default().split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(WebError::NotUnderstood(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    body::to_bytes(body, MAX_FORM_BYTES)
        .await
        .map_err(|_| WebError::NotUnderstood(StatusCode::PAYLOAD_TOO_LARGE))
}

fn typed(parts: &Parts, web: &Web, bytes: &[u8]) -> Typed {
    typed_in(parts, web, form_urlencoded::parse(bytes).into_owned().take(MAX_FIELDS).collect())
}

/// What was typed, from the fields of whichever kind of form.
pub(super) fn typed_in(parts: &Parts, web: &Web, fields: Vec<(String, String)>) -> Typed {
    let action = parts.uri.path_and_query().map_or("/", |found| found.as_str()).to_owned();
    let from = if says_ours(&parts.headers, web) { Origin::Us } else { Origin::Elsewhere };
    Typed { action, fields, from }
}

async fn parsed<T: DeserializeOwned>(bytes: Bytes) -> Result<T, WebError> {
    let not_understood = |_| WebError::NotUnderstood(StatusCode::UNPROCESSABLE_ENTITY);
    let request = Request::builder()
        .method(Method::POST)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(bytes))
        .map_err(|_| WebError::Bug("a form could not be read anew"))?;
    let Form(form) = Form::from_request(request, &()).await.map_err(not_understood)?;
    Ok(form)
}

/// Whether the browser says that a page of ours sent it.
fn says_ours(headers: &HeaderMap, web: &Web) -> bool {
    match word(headers, "sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => word(headers, ORIGIN.as_str()).is_some_and(|origin| is_us(origin, web)),
    }
}

/// Whether the browser says that somebody else's page sent it. One that says
/// nothing is believed by its token alone.
fn says_elsewhere(headers: &HeaderMap, web: &Web) -> bool {
    match word(headers, "sec-fetch-site") {
        Some(site) => site != "same-origin" && site != "none",
        None => word(headers, ORIGIN.as_str()).is_some_and(|origin| !is_us(origin, web)),
    }
}

fn is_us(origin: &str, web: &Web) -> bool {
    web.settings().base_url.origin().ascii_serialization() == origin
}

fn word<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
