//! What the journal system is told at start.

use std::fmt;

use url::Url;

use super::key::EpjKey;
use crate::SimulatorError;

const UNIT_LIMIT: usize = 20;
const SERVICES_PER_UNIT_LIMIT: usize = 20;
const PATIENT_LIMIT: usize = 200;
const NAME_CHARS_LIMIT: usize = 100;
const NUMBER_DIGITS: usize = 11;

/// Who the journal system is, where the door is, and whom it knows.
#[derive(Debug, Clone)]
pub struct EpjSettings {
    /// What it is called, for instance `Fjellheim Journal`.
    pub name: String,
    /// The door's base, without a slash at the end, as in
    /// `http://127.0.0.1:8080/epj`.
    pub door: String,
    /// How it gets its tokens.
    pub sign_in: EpjSignIn,
    /// The organisation, level 1.
    pub organisation: EpjParty,
    /// Its units, level 2; one to twenty.
    pub units: Vec<EpjUnit>,
    /// The platform, level 1.
    pub platform: EpjParty,
    /// The platform's address for messages, level 2.
    pub platform_service: EpjParty,
    /// Whom it has a journal for, in the order they are shown.
    pub patients: Vec<EpjPatient>,
}

/// How the journal system gets its tokens from HelseID.
#[derive(Debug, Clone)]
pub struct EpjSignIn {
    /// The issuer, which is also the audience of its assertions.
    pub issuer: String,
    /// The token endpoint, as in `{issuer}/connect/token`.
    pub token_url: String,
    /// Its id there.
    pub client_id: String,
    /// The key it is registered with.
    pub key: EpjKey,
    /// What it asks for, as in `nhn:msh/api`.
    pub scope: String,
}

/// A name and a HER-id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpjParty {
    /// The name.
    pub name: String,
    /// The HER-id.
    pub her_id: u32,
}

/// A unit with what it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpjUnit {
    /// Its name and HER-id.
    pub party: EpjParty,
    /// What it can list a citizen for.
    pub services: Vec<EpjService>,
}

/// A service as it stands in a contact list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpjService {
    /// Its id, at most thirty characters on the wire.
    pub id: String,
    /// What the citizen sees.
    pub name: String,
    /// The first day, as in `2026-09-01`.
    pub from: String,
    /// The last day, if there is one.
    pub last_day: Option<String>,
}

/// A citizen with a journal here.
#[derive(Clone, PartialEq, Eq)]
pub struct EpjPatient {
    /// A short name for forms and orders, as in `kari`.
    pub key: String,
    /// The identity number; a made-up one.
    pub number: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
}

impl EpjPatient {
    /// The whole name.
    pub fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

impl fmt::Debug for EpjPatient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EpjPatient").finish_non_exhaustive()
    }
}

impl EpjSettings {
    /// The unit with this HER-id.
    pub(crate) fn unit(&self, her_id: u32) -> Option<&EpjUnit> {
        self.units.iter().find(|unit| unit.party.her_id == her_id)
    }

    /// The patient under this key.
    pub(crate) fn patient(&self, key: &str) -> Option<&EpjPatient> {
        self.patients.iter().find(|patient| patient.key == key)
    }

    /// The service with this id, and the unit that gives it.
    pub(crate) fn service(&self, id: &str) -> Option<(&EpjUnit, &EpjService)> {
        self.units
            .iter()
            .flat_map(|unit| unit.services.iter().map(move |service| (unit, service)))
            .find(|(_, service)| service.id == id)
    }
}

pub(super) fn check(settings: &EpjSettings) -> Result<(), SimulatorError> {
    let refuse = |why| Err(SimulatorError::Settings(why));
    for address in [&settings.door, &settings.sign_in.issuer, &settings.sign_in.token_url] {
        let fine = Url::parse(address).is_ok_and(|url| url.host_str().is_some());
        if !fine || address.ends_with('/') {
            return refuse("the door or HelseID is not a URL, or ends in a slash");
        }
    }
    if settings.units.is_empty() || settings.units.len() > UNIT_LIMIT {
        return refuse("a journal system has one to twenty units");
    }
    if settings.units.iter().any(|unit| unit.services.len() > SERVICES_PER_UNIT_LIMIT) {
        return refuse("a unit has at most twenty services");
    }
    if settings.patients.len() > PATIENT_LIMIT {
        return refuse("too many patients");
    }
    let parties = settings.units.iter().map(|unit| &unit.party).chain([
        &settings.organisation,
        &settings.platform,
        &settings.platform_service,
    ]);
    if settings.name.is_empty()
        || parties.into_iter().any(|party| party.name.chars().count() > NAME_CHARS_LIMIT)
    {
        return refuse("a name is missing or too long");
    }
    let odd = |number: &str| {
        number.len() != NUMBER_DIGITS || !number.bytes().all(|digit| digit.is_ascii_digit())
    };
    if settings.patients.iter().any(|patient| odd(&patient.number)) {
        return refuse("an identity number has eleven digits");
    }
    for (place, patient) in settings.patients.iter().enumerate() {
        if settings.patients[..place].iter().any(|earlier| earlier.key == patient.key) {
            return refuse("two patients have the same key");
        }
    }
    Ok(())
}
