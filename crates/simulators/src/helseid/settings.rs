//! What the stand-in for HelseID is told at start.

use std::fmt;

use jsonwebtoken::Algorithm;

use super::machines::MachineClient;
use crate::{Client, SimulatorError};

const PERSON_LIMIT: usize = 200;
const PID_DIGITS: usize = 11;

/// Who HelseID is, and whom it knows.
#[derive(Debug, Clone)]
pub struct HelseidSettings {
    /// The issuer, without a slash at the end, on a loopback address; it may
    /// have a path.
    pub issuer: String,
    /// What tokens are signed with.
    pub signing: SigningAlgorithm,
    /// Registered clients of sign-in.
    pub clients: Vec<HelseidClient>,
    /// Registered clients that act for themselves.
    pub machines: Vec<MachineClient>,
    /// Staff one may be, in the order the login page shows them.
    pub staff: Vec<StaffPerson>,
}

/// What tokens are signed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SigningAlgorithm {
    /// RSASSA-PSS with SHA-256.
    #[default]
    Ps256,
    /// RSASSA-PKCS1 with SHA-256.
    Rs256,
    /// ECDSA on P-256.
    Es256,
}

/// A client and the organisation it is registered for.
#[derive(Debug, Clone)]
pub struct HelseidClient {
    /// The client.
    pub client: Client,
    /// The organisation of those members of staff that name none.
    pub organisation: Organisation,
}

/// A legal entity and, where one is meant, the unit under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Organisation number of the legal entity, for instance the municipality.
    pub orgnr_parent: String,
    /// Organisation number of the unit.
    pub orgnr_child: Option<String>,
}

/// A member of staff one may be. Who works in two places stands here twice.
#[derive(Clone)]
pub struct StaffPerson {
    /// A short name for forms and the control door, for instance `siri`.
    pub key: String,
    /// The identity number.
    pub pid: String,
    /// Number in the register of health personnel, for those who have one.
    pub hpr_number: Option<String>,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// Who that is, in one line.
    pub description: String,
    /// Where the person logs in for; none is the client's own organisation.
    pub organisation: Option<Organisation>,
}

impl StaffPerson {
    /// The whole name.
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.given_name, self.family_name)
    }
}

impl fmt::Debug for StaffPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StaffPerson").finish_non_exhaustive()
    }
}

impl From<SigningAlgorithm> for Algorithm {
    fn from(signing: SigningAlgorithm) -> Self {
        match signing {
            SigningAlgorithm::Ps256 => Self::PS256,
            SigningAlgorithm::Rs256 => Self::RS256,
            SigningAlgorithm::Es256 => Self::ES256,
        }
    }
}

pub(super) fn check(staff: &[StaffPerson]) -> Result<(), SimulatorError> {
    if staff.is_empty() || staff.len() > PERSON_LIMIT {
        return Err(SimulatorError::Settings("there must be some staff, not too many"));
    }
    for (place, person) in staff.iter().enumerate() {
        if staff[..place].iter().any(|earlier| earlier.key == person.key) {
            return Err(SimulatorError::Settings("two members of staff have the same key"));
        }
        let digits = person.pid.bytes().all(|digit| digit.is_ascii_digit());
        if person.pid.len() != PID_DIGITS || !digits {
            return Err(SimulatorError::Settings("an identity number has eleven digits"));
        }
    }
    Ok(())
}
