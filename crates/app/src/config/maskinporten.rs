//! `[maskinporten]`: how we are registered where tokens for machines come from.

use helsebro_partners::http::Limits;
use helsebro_partners::maskinporten::MaskinportenSettings;
use helsebro_partners::oidc::Issuer;
use serde::Deserialize;

use super::Problems;
use super::oidc::signing_key;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MaskinportenSection {
    issuer: String,
    client_id: String,
    signing_key_file: String,
    signing_key: String,
    key_id: String,
}

impl MaskinportenSection {
    /// How we are registered; asked for when something needs a token.
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<MaskinportenSettings> {
        let issuer = problems.given("maskinporten.issuer", &self.issuer);
        if let Some(Err(why)) = issuer.map(Issuer::new) {
            problems.add("maskinporten.issuer", why.to_string());
        }
        let client_id = problems.given("maskinporten.client_id", &self.client_id);
        let given = (self.signing_key_file.as_str(), self.signing_key.as_str());
        let key = signing_key("maskinporten", given, problems);
        Some(MaskinportenSettings {
            issuer: issuer?.to_owned(),
            client_id: client_id?.to_owned(),
            signing_key: key?,
            key_id: Some(&self.key_id).filter(|id| !id.is_empty()).cloned(),
            limits: Limits::GATEWAY,
        })
    }
}
