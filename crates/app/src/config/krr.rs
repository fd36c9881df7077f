//! `[krr]`: where the contact register is.

use helsebro_partners::http::Limits;
use helsebro_partners::krr::KrrSettings;
use serde::Deserialize;
use url::Url;

use super::Problems;
use super::outside::address;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KrrSection {
    address: String,
    page: String,
}

impl KrrSection {
    /// The register, when one is given.
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<Option<KrrSettings>> {
        if self.address.is_empty() {
            return Some(None);
        }
        let address = address("krr.address", &self.address, problems)?;
        Some(Some(KrrSettings { address, limits: Limits::REGISTER }))
    }

    /// Where people change what it has of them, when a page is given.
    pub(super) fn page(&self, problems: &mut Problems) -> Option<Option<Url>> {
        if self.page.is_empty() {
            return Some(None);
        }
        let page = Url::parse(&self.page).ok().filter(|page| page.scheme() == "https");
        if page.is_none() {
            problems.add("krr.page", "must be an address that begins with https://");
        }
        page.map(Some)
    }
}
