//! `[epj]`: who we are on the message wire, and what tokens journal systems bring.

use helsebro_domain::parties::HerId;
use helsebro_messaging::{Address, AddressLevel};
use serde::Deserialize;

use super::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Epj {
    organisation_her_id: String,
    organisation_name: String,
    service_her_id: String,
    service_name: String,
    audience: String,
}

/// The longest name that the wire takes.
const MAX_NAME: usize = 100;

/// How journal systems reach us, and as whom we reach them.
#[derive(Debug, Clone)]
pub(crate) struct EpjSettings {
    /// Who we are; none when no journal system is connected.
    pub(crate) us: Option<Address>,
    /// The audience of their tokens.
    pub(crate) audience: String,
}

impl EpjSettings {
    /// Our HER-id of level two, as the door shows it.
    pub(crate) fn our_her_id(&self) -> String {
        self.us.as_ref().map(|us| us.unit.her_id.as_str().to_owned()).unwrap_or_default()
    }
}

impl Epj {
    pub(super) fn settings(&self, problems: &mut Problems) -> Option<EpjSettings> {
        if self.audience.is_empty() {
            problems.add("epj.audience", "must not be empty");
            return None;
        }
        let audience = self.audience.clone();
        if self.organisation_her_id.is_empty() && self.service_her_id.is_empty() {
            return Some(EpjSettings { us: None, audience });
        }
        let organisation = level(
            ("epj.organisation_her_id", &self.organisation_her_id),
            ("epj.organisation_name", &self.organisation_name),
            problems,
        );
        let unit = level(
            ("epj.service_her_id", &self.service_her_id),
            ("epj.service_name", &self.service_name),
            problems,
        );
        let us = Address { organisation: organisation?, unit: unit? };
        Some(EpjSettings { us: Some(us), audience })
    }
}

fn level(
    (her_key, her_id): (&'static str, &str),
    (name_key, name): (&'static str, &str),
    problems: &mut Problems,
) -> Option<AddressLevel> {
    if name.is_empty() || name.chars().count() > MAX_NAME {
        problems.add(name_key, format!("must have 1 to {MAX_NAME} letters"));
    }
    let Some(her_id) = HerId::parse(her_id) else {
        problems.add(her_key, "must be a HER-id: digits alone");
        return None;
    };
    Some(AddressLevel { her_id, name: name.to_owned() })
}
