//! Signing out at the partner too.

use core::fmt;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

/// Where a browser goes to sign out at the partner, and what it brings. The
/// token that it brings names the person, so a form that is posted is better
/// than an address, which ends in histories and logs.
#[derive(Clone)]
pub struct EndSession {
    /// The partner's address.
    pub action: Url,
    fields: Vec<(&'static str, SecretString)>,
}

impl EndSession {
    pub(crate) fn new(action: Url, fields: Vec<(&'static str, SecretString)>) -> Self {
        Self { action, fields }
    }

    /// With one more field.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// The fields of the form, by name.
    pub fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.fields.iter().map(|(name, value)| (*name, value.expose_secret()))
    }

    /// The same as an address, token and all; for a browser only, never for a log.
    pub fn url(&self) -> Url {
        let mut url = self.action.clone();
        url.query_pairs_mut().extend_pairs(self.fields());
        url
    }

    /// An address without the token: the partner then asks the person which
    /// session to end, and nothing about her stands in the address.
    pub fn url_without_token(&self) -> Url {
        let mut url = self.action.clone();
        let fields = self.fields().filter(|(name, _)| *name != "id_token_hint");
        url.query_pairs_mut().extend_pairs(fields);
        url
    }
}

impl fmt::Debug for EndSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndSession").field("action", &self.action.as_str()).finish_non_exhaustive()
    }
}
