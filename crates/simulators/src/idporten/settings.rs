//! What the stand-in for ID-porten is told at start.

use std::fmt;

use crate::{Client, SimulatorError};

const PERSON_LIMIT: usize = 200;
const PID_DIGITS: usize = 11;

/// Who ID-porten is, and whom it knows.
#[derive(Debug, Clone)]
pub struct IdportenSettings {
    /// The issuer, without a slash at the end, on a loopback address; it may
    /// have a path.
    pub issuer: String,
    /// Registered clients.
    pub clients: Vec<Client>,
    /// Persons one may be, in the order the login page shows them.
    pub persons: Vec<Person>,
}

/// A person one may be.
#[derive(Clone)]
pub struct Person {
    /// A short name for forms and the control door, for instance `kari`.
    pub key: String,
    /// The identity number; none for a foreign login without one.
    pub pid: Option<String>,
    /// The name on the login page.
    pub name: String,
    /// Who that is, in one line.
    pub description: String,
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").finish_non_exhaustive()
    }
}

pub(super) fn check(persons: &[Person]) -> Result<(), SimulatorError> {
    if persons.is_empty() || persons.len() > PERSON_LIMIT {
        return Err(SimulatorError::Settings("there must be some persons, not too many"));
    }
    for (place, person) in persons.iter().enumerate() {
        if persons[..place].iter().any(|earlier| earlier.key == person.key) {
            return Err(SimulatorError::Settings("two persons have the same key"));
        }
        if person.pid.as_deref().is_some_and(|pid| !is_pid(pid)) {
            return Err(SimulatorError::Settings("an identity number has eleven digits"));
        }
    }
    Ok(())
}

fn is_pid(pid: &str) -> bool {
    pid.len() == PID_DIGITS && pid.bytes().all(|digit| digit.is_ascii_digit())
}
