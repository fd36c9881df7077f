//! `[idporten]`: how we are registered at ID-porten, where citizens sign in.

use serde::Deserialize;

use super::oidc::{Given, Registered};
use super::{HttpSettings, Problems};

/// Where citizens come back, as registered.
const REDIRECT_PATH: &str = "/logg-inn/tilbake";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Idporten {
    issuer: String,
    client_id: String,
    signing_key_file: String,
    signing_key: String,
    key_id: String,
}

impl Idporten {
    pub(super) fn settings(
        &self,
        http: &HttpSettings,
        problems: &mut Problems,
    ) -> Option<Registered> {
        let given = Given {
            section: "idporten",
            issuer: &self.issuer,
            client_id: &self.client_id,
            signing_key_file: &self.signing_key_file,
            signing_key: &self.signing_key,
            key_id: &self.key_id,
        };
        given.registered(&http.base_url, REDIRECT_PATH, problems)
    }
}
