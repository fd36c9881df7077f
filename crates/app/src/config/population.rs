//! `[population]`: where the population register is, and who we are there.

use helsebro_partners::http::Limits;
use helsebro_partners::oidc::ClientSettings;
use helsebro_partners::population::PersonApiSettings;
use serde::Deserialize;
use url::Url;

use super::Problems;
use super::helseid::Helseid;
use super::numbers::NumbersSection;
use super::oidc::signing_key;
use super::outside::address;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Population {
    address: String,
    scope: String,
    client_id: String,
    signing_key_file: String,
    signing_key: String,
    key_id: String,
}

/// The register, and who we are at HelseID for it.
type Settings = (ClientSettings, PersonApiSettings);

impl Population {
    /// The register, when one is given.
    pub(super) fn settings(
        &self,
        helseid: &Helseid,
        numbers: &NumbersSection,
        problems: &mut Problems,
    ) -> Option<Option<Settings>> {
        if self.address.is_empty() {
            return Some(None);
        }
        let address = address("population.address", &self.address, problems);
        let scope = problems.given("population.scope", &self.scope);
        let client_id = problems.given("population.client_id", &self.client_id);
        let given = (self.signing_key_file.as_str(), self.signing_key.as_str());
        let key = signing_key("population", given, problems);
        // What is wrong with these is told where they stand.
        let issuer = Some(helseid.issuer()).filter(|issuer| !issuer.is_empty());
        let numbers = numbers.settings(&mut Problems::default());
        // Nobody is sent anywhere with these: they only fill a place.
        let nowhere = Url::parse("https://localhost/").ok();
        let us = ClientSettings {
            issuer: issuer?.to_owned(),
            client_id: client_id?.to_owned(),
            signing_key: key?,
            key_id: Some(&self.key_id).filter(|id| !id.is_empty()).cloned(),
            redirect_uri: nowhere.clone()?,
            post_logout_redirect_uri: nowhere?,
            limits: Limits::GATEWAY,
        };
        let register = PersonApiSettings {
            address: address?,
            scope: scope?.to_owned(),
            numbers: numbers?.policy,
            limits: Limits::REGISTER,
        };
        Some(Some((us, register)))
    }
}
