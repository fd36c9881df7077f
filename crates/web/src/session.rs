//! The browser's cookies, the session behind one of them, and the token that
//! proves that a form came from a page of ours.

use std::sync::Arc;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use helsebro_actions::parties::sessions::{self, Live, SessionToken};

use crate::error::WebError;
use crate::web::Web;

/// What a request's session cookie opened.
pub struct Held {
    /// The session.
    pub live: Live,
    pub(crate) token: SessionToken,
}

/// What each cookie is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Crumb {
    /// The session.
    Session,
    /// The browser before sign-in: ties forms and sign-ins to it.
    Browser,
    /// The language chosen.
    Language,
    /// The colours chosen.
    Theme,
    /// The unit that a member of staff works at.
    Unit,
}

/// Bytes of chance in the browser's cookie.
const BROWSER_BYTES: usize = 32;

/// Longest value that is read from any cookie of ours.
const MAX_COOKIE: usize = 128;

impl Crumb {
    /// The name; over https one that a browser ties to this very host.
    pub(crate) fn name(self, web: &Web) -> String {
        let name = match self {
            Self::Session => "helsebro",
            Self::Browser => "helsebro_nettleser",
            Self::Language => "helsebro_sprak",
            Self::Theme => "helsebro_tema",
            Self::Unit => "helsebro_enhet",
        };
        if web.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// The value that a browser sent, when it is no longer than any of ours.
    pub(crate) fn read(self, web: &Web, headers: &HeaderMap) -> Option<String> {
        let jar = CookieJar::from_headers(headers);
        let value = jar.get(&self.name(web))?.value();
        (!value.is_empty() && value.len() <= MAX_COOKIE).then(|| value.to_owned())
    }

    /// The cookie that holds `value` until the browser closes.
    pub(crate) fn holding(self, web: &Web, value: impl Into<String>) -> Cookie<'static> {
        Cookie::build((self.name(web), value.into()))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(web.is_secure())
            .build()
    }

    /// The cookie that takes the value away.
    pub(crate) fn gone(self, web: &Web) -> Cookie<'static> {
        let mut cookie = self.holding(web, "");
        cookie.make_removal();
        cookie
    }
}

/// What a request's session was found to be.
#[derive(Clone)]
struct Looked(Option<Arc<Held>>);

/// The session of a request, looked up once however many ask.
pub(crate) async fn of(parts: &mut Parts, web: &Web) -> Result<Option<Arc<Held>>, WebError> {
    if let Some(Looked(found)) = parts.extensions.get::<Looked>() {
        return Ok(found.clone());
    }
    let found = match token(web, &parts.headers) {
        Some(token) => sessions::resume(web.acts(), &token, web.settings().session)
            .await?
            .map(|live| Arc::new(Held { live, token })),
        None => None,
    };
    parts.extensions.insert(Looked(found.clone()));
    Ok(found)
}

/// A request that an open page makes by itself, so that it does not count as use
/// of the session. A handler takes it before anything that asks for the session.
///
/// When the session is over it is answered with nothing, which a browser takes as
/// the end of a stream. Sent on to sign in, it would take the dead cookie away, and
/// the person would not be told that she was signed out (experience § 5.7).
pub(crate) struct ByItself;

impl FromRequestParts<Web> for ByItself {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Response> {
        let Some(token) = token(web, &parts.headers) else { return Ok(Self) };
        let found = sessions::peek(web.acts(), &token).await;
        let found = found.map_err(|error| WebError::from(error).into_response())?;
        let Some(live) = found else { return Err(StatusCode::NO_CONTENT.into_response()) };
        parts.extensions.insert(Looked(Some(Arc::new(Held { live, token }))));
        Ok(Self)
    }
}

/// The session token that a browser sent; whether it opens anything is not known.
pub(crate) fn token(web: &Web, headers: &HeaderMap) -> Option<SessionToken> {
    SessionToken::from_text(&Crumb::Session.read(web, headers)?)
}

/// A new value for the browser's cookie.
pub(crate) fn new_browser(web: &Web) -> String {
    let mut bytes = [0_u8; BROWSER_BYTES];
    web.acts().dice().fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The token that forms carry. Only whoever holds the cookie can make it, and it
/// does not give the cookie away.
pub(crate) fn csrf(secret: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    URL_SAFE_NO_PAD.encode(hmac::sign(&key, b"helsebro form"))
}

/// Whether two secrets are the same, told in the same time whatever they are.
pub(crate) fn same(given: &str, ours: &str) -> bool {
    verify_slices_are_equal(given.as_bytes(), ours.as_bytes()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_token_is_its_own_for_each_cookie_and_hides_it() {
        assert_eq!(csrf("a"), csrf("a"));
        assert_ne!(csrf("a"), csrf("b"));
        assert!(!csrf("secret").contains("secret"));
        assert!(same(&csrf("a"), &csrf("a")) && !same("", &csrf("a")));
    }
}
