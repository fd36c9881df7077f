//! Population data (the health network's person service).
//!
//! What we ask: what holds now of this person, and what has changed since we
//! last asked. Numbers go in bodies and never in addresses.

mod client;
mod fake;
mod home;
mod none;
mod read;
mod words;

use core::fmt;

use helsebro_domain::parties::{IdentityNumber, RegisterPerson};

pub use client::{PersonApi, PersonApiSettings};
pub use fake::FakePopulation;
pub use none::NoPopulationRegister;

use crate::oidc::Later;
use crate::registers::RegisterFault;

/// The most persons that are asked for in one call.
pub const BULK_MAX: usize = 100;

/// The most changes in one answer.
pub const EVENTS_MAX: usize = 1_000;

/// The register's own id of a person: it stays when her number changes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegisterId(String);

/// The longest id.
const ID_MAX: usize = 64;

impl RegisterId {
    /// Takes 1 to 64 letters and digits, as it stands in an address.
    pub fn new(text: &str) -> Option<Self> {
        let fits = !text.is_empty()
            && text.len() <= ID_MAX
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        // An identity number would be one in an address.
        let is_number = text.len() == 11 && text.bytes().all(|byte| byte.is_ascii_digit());
        (fits && !is_number).then(|| Self(text.to_owned()))
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RegisterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RegisterId(…)")
    }
}

/// A person in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The register's own id of her.
    pub id: RegisterId,
    /// What holds of her now.
    pub person: RegisterPerson,
}

/// What a change was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// She died.
    Died,
    /// How her address is protected.
    Protection,
    /// Parental responsibility, hers or for her.
    ParentalResponsibility,
    /// Those who look after her.
    Guardianship,
    /// Her number, or which of two entries is hers.
    Number,
    /// Her name.
    Name,
    /// Whether she is there.
    Status,
    /// Where she lives.
    Home,
    /// Her contact points.
    Contact,
    /// Anything else, what we do not know among it.
    Other,
}

/// A change in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place in the row of changes; there are gaps.
    pub sequence: u64,
    /// Whom it is about.
    pub person: RegisterId,
    /// What it is about.
    pub kind: EventKind,
}

/// Where population data come from. An outage is a fault and never an answer.
pub trait PopulationRegister: Send + Sync {
    /// The person with this number, of now or of before; none when the register
    /// has no such person.
    fn person<'a>(&'a self, number: &'a IdentityNumber) -> Later<'a, Option<Found>, RegisterFault>;

    /// Those of at most [`BULK_MAX`] whom the register has.
    fn people<'a>(&'a self, numbers: &'a [IdentityNumber]) -> Later<'a, Vec<Found>, RegisterFault>;

    /// The person with the register's own id.
    fn by_id<'a>(&'a self, id: &'a RegisterId) -> Later<'a, Option<Found>, RegisterFault>;

    /// Changes from this place in the row on, at most [`EVENTS_MAX`], in order.
    fn events(&self, from: u64) -> Later<'_, Vec<Event>, RegisterFault>;

    /// The place of the latest change.
    fn latest_event(&self) -> Later<'_, Option<u64>, RegisterFault>;

    /// Asks whether the register would answer us now.
    fn check(&self) -> Later<'_, (), RegisterFault>;
}
