//! `[krr]`: where the contact register is.

use helsebro_partners::http::Limits;
use helsebro_partners::krr::KrrSettings;
use serde::Deserialize;

use super::Problems;
use super::outside::address;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KrrSection {
    address: String,
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
}
