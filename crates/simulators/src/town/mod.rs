//! The demo town as plain data: three fictional municipalities, their units,
//! their staff and the citizens who get their services (catalogue § 1.5).
//!
//! Here lives who and what there is when the town begins, in the words of the
//! domain, and nothing that happens there: no conversation, no session, no
//! store. Every identity number is synthetic, made by the rule of today with
//! the month plus 80, so no real person can have it.

mod citizens;
mod contacts;
pub mod ids;
mod others;
mod papers;
mod parents;
mod personas;
mod places;
mod staff;
#[cfg(test)]
mod tests;

use helsebro_domain::audit::Reviewer;
use helsebro_domain::dialog::ListedService;
use helsebro_domain::ids::{MunicipalityId, PersonId, UnitId};
use helsebro_domain::joining::OperatorHeld;
use helsebro_domain::parties::{
    Authorisation, IdentityNumber, Municipality, Person, RoleHeld, Staff, Unit,
};
use helsebro_domain::representation::RegisteredParent;
use helsebro_domain::rights::ProviderHeld;
use helsebro_domain::time::Instant;

pub use papers::{GENERAL_TERMS, NEXT_SPECIAL_TERMS, SPECIAL_TERMS};
pub use personas::{Persona, Role, Situation};

/// When the town begins: Tuesday 2027-02-02 at 09.00 in Oslo.
pub const START: Instant = Instant::from_micros(1_801_555_200_000_000);

/// Everybody and everything in the town when it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// The municipalities.
    pub municipalities: Vec<Municipality>,
    /// Their units.
    pub units: Vec<Unit>,
    /// The citizens, those nobody can be too.
    pub people: Vec<Person>,
    /// Who has parental responsibility for whom (L-PBRL-AGE).
    pub parents: Vec<RegisteredParent>,
    /// The staff.
    pub staff: Vec<StaffMember>,
    /// Where the staff are authorised, one that has ended among them (S1-2.1-b).
    pub authorisations: Vec<Authorisation>,
    /// Who holds which role in a municipality's console (S2-0-k).
    pub roles: Vec<RoleHeld>,
    /// Who answers requests about rights for an organisation that is no municipality, by
    /// its number (S2-3-b).
    pub providers: Vec<ProviderHeld>,
    /// Who works for the operator, outside the municipalities (S1-5.1-e).
    pub operators: Vec<OperatorHeld>,
    /// Those who have not signed in yet when it begins.
    pub newcomers: Vec<PersonId>,
    /// Who judges emergency look-ups (L-PJL-16-E).
    pub reviewers: Vec<Reviewer>,
    /// What each municipality has listed for its citizens (S1-2.1.1-b).
    pub contacts: Vec<Listed>,
    /// Whom one can be, in the order they are shown.
    pub who: Vec<Persona>,
}

/// A member of staff with the number she signs in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// The member of staff.
    pub staff: Staff,
    /// The national number.
    pub number: IdentityNumber,
}

/// The full list of one citizen's services in one municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Whose.
    pub person: PersonId,
    /// In which municipality.
    pub municipality: MunicipalityId,
    /// The services.
    pub services: Vec<ListedService>,
}

/// The town as it is when it begins.
pub fn demo() -> Town {
    let mut people = citizens::citizens();
    people.extend(others::others());
    Town {
        municipalities: places::municipalities(),
        units: places::units(),
        people,
        parents: parents::parents(),
        newcomers: vec![ids::LISE],
        reviewers: staff::reviewers(),
        staff: staff::staff(),
        authorisations: staff::authorisations(),
        roles: staff::roles(),
        providers: staff::providers(),
        operators: staff::operators(),
        contacts: contacts::contacts(),
        who: personas::personas(),
    }
}

impl Town {
    /// The person with this id.
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }

    /// The unit with this id.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// Whom one can be under this key, as in `kari`.
    pub fn persona(&self, key: &str) -> Option<&Persona> {
        self.who.iter().find(|persona| persona.key == key)
    }
}
