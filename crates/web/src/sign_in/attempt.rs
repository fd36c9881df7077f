//! What is remembered of a sign-in while the person is away, sealed in the database.

use helsebro_partners::oidc::{Begun, Callback, Pending};

use super::kept::Kept;
use crate::error::WebError;
use crate::session::{self, same};
use crate::web::Web;
use helsebro_actions::parties::sessions::{self, Door};

/// What is remembered.
pub(super) struct Attempt {
    pub(super) pending: Pending,
    /// Where to go afterwards; empty for the first page.
    pub(super) back: String,
    /// What was written before the session ended.
    pub(super) kept: Option<Kept>,
    browser: String,
}

impl Attempt {
    /// Remembers a sign-in that sets out from a browser.
    pub(super) async fn remember(
        web: &Web,
        door: Door,
        begun: &Begun,
        (browser, back, kept): (&str, &str, Option<&Kept>),
    ) -> Result<(), WebError> {
        let (state, rest) = begun.pending.to_stored();
        let kept = kept.map(Kept::to_text).unwrap_or_default();
        let text = [rest.as_str(), &session::csrf(browser), back, &kept].join("\n");
        Ok(sessions::remember(web.acts(), door, &state, &text).await?)
    }

    /// Takes what was remembered for an answer, once. Nothing when there is
    /// nothing, or when another browser began.
    pub(super) async fn recall(
        web: &Web,
        door: Door,
        callback: &Callback,
        browser: Option<&str>,
    ) -> Result<Option<Self>, WebError> {
        let state = callback.state.as_deref().unwrap_or_default();
        let Some(text) = sessions::recall(web.acts(), door, state).await? else {
            return Ok(None);
        };
        let found = Self::from_text(state, &text);
        Ok(found.filter(|found| {
            browser.is_some_and(|browser| same(&session::csrf(browser), &found.browser))
        }))
    }

    fn from_text(state: &str, text: &str) -> Option<Self> {
        let mut lines = text.splitn(4, '\n');
        let pending = Pending::from_stored(state, lines.next()?)?;
        let browser = lines.next()?.to_owned();
        let back = lines.next()?.to_owned();
        let kept = Kept::from_text(lines.next()?);
        Some(Self { pending, back, kept, browser })
    }
}
