//! `[helseid]`: how we are registered at HelseID, where staff sign in.

use serde::Deserialize;

use super::oidc::{Given, Registered};
use super::{HttpSettings, Problems};

/// Where staff come back, as registered.
const REDIRECT_PATH: &str = "/ansatt/logg-inn/tilbake";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Helseid {
    issuer: String,
    client_id: String,
    signing_key_file: String,
    signing_key: String,
    key_id: String,
}

impl Helseid {
    /// The issuer as it is given.
    pub(super) fn issuer(&self) -> &str {
        &self.issuer
    }

    pub(super) fn settings(
        &self,
        http: &HttpSettings,
        problems: &mut Problems,
    ) -> Option<Registered> {
        let given = Given {
            section: "helseid",
            issuer: &self.issuer,
            client_id: &self.client_id,
            signing_key_file: &self.signing_key_file,
            signing_key: &self.signing_key,
            key_id: &self.key_id,
        };
        given.registered(&http.base_url, REDIRECT_PATH, problems)
    }
}
