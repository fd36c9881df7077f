//! Whom one can be in the town.

use helsebro_domain::ids::{PersonId, StaffId};
use helsebro_domain::parties::PersonName;

use super::citizens::citizens;
use super::ids::{
    ANNE, ARNE, BERIT, BJORG, ELI, GERD, GRO, HEGE, HILDE, INGRID, JON, JONAS, KARI, LARS, LISE,
    LIV, MONA, NINA, ODD, OLA, PER, RAGNA, ROLF, SARA, SIRI,
};
use super::staff::staff;

/// Somebody one can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persona {
    /// A short name for forms and addresses of the demo, as in `kari`.
    pub key: &'static str,
    /// The name.
    pub name: PersonName,
    /// As what.
    pub role: Role,
    /// What is special about being this one.
    pub situation: Situation,
}

/// As what one signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// As a citizen.
    Citizen(PersonId),
    /// As a member of staff.
    Staff(StaffId),
}

/// What is special about somebody; pages say it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Situation {
    /// A citizen with two units to write to.
    TwoServices,
    /// A citizen with home nursing.
    HomeNursing,
    /// A citizen at the healthy-life centre who has not signed in before.
    HealthyLife,
    /// A citizen with nobody to write to.
    NoService,
    /// A citizen with home nursing and a strictly confidential address.
    ProtectedAddress,
    /// A member of staff at home nursing in Solvik.
    HomeNursingStaff,
    /// A member of staff at the healthy-life centre.
    HealthyLifeStaff,
    /// A member of staff at the nursing home.
    NursingHomeStaff,
    /// A member of staff of another municipality.
    OtherMunicipalityStaff,
    /// A member of staff whose authorisation has ended.
    AuthorisationEnded,
    /// One who keeps a municipality's registers.
    Administrator,
    /// One who may bind a municipality.
    Signatory,
    /// A data protection officer.
    Dpo,
    /// An administrator at the operator.
    Operator,
}

impl Situation {
    /// Every situation.
    pub const ALL: [Self; 14] = [
        Self::TwoServices,
        Self::HomeNursing,
        Self::HealthyLife,
        Self::NoService,
        Self::ProtectedAddress,
        Self::HomeNursingStaff,
        Self::HealthyLifeStaff,
        Self::NursingHomeStaff,
        Self::OtherMunicipalityStaff,
        Self::AuthorisationEnded,
        Self::Administrator,
        Self::Signatory,
        Self::Dpo,
        Self::Operator,
    ];

    /// The key of its words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TwoServices => "two-services",
            Self::HomeNursing => "home-nursing",
            Self::HealthyLife => "healthy-life",
            Self::NoService => "no-service",
            Self::ProtectedAddress => "protected-address",
            Self::HomeNursingStaff => "home-nursing-staff",
            Self::HealthyLifeStaff => "healthy-life-staff",
            Self::NursingHomeStaff => "nursing-home-staff",
            Self::OtherMunicipalityStaff => "other-municipality-staff",
            Self::AuthorisationEnded => "authorisation-ended",
            Self::Administrator => "administrator",
            Self::Signatory => "signatory",
            Self::Dpo => "dpo",
            Self::Operator => "operator",
        }
    }
}

/// Citizens first, then staff. Emil is nine and has no electronic identity, so
/// nobody can be him.
pub(super) fn personas() -> Vec<Persona> {
    let mut who = as_citizens();
    who.extend(as_staff());
    who
}

fn as_citizens() -> Vec<Persona> {
    let people = citizens();
    [
        ("kari", KARI, Situation::TwoServices),
        ("anne", ANNE, Situation::NoService),
        ("ola", OLA, Situation::HomeNursing),
        ("lise", LISE, Situation::HealthyLife),
        ("jonas", JONAS, Situation::NoService),
        ("sara", SARA, Situation::ProtectedAddress),
        ("gerd", GERD, Situation::HomeNursing),
        ("bjorg", BJORG, Situation::HomeNursing),
        ("arne", ARNE, Situation::HomeNursing),
        ("ingrid", INGRID, Situation::HomeNursing),
    ]
    .into_iter()
    .filter_map(|(key, id, situation)| {
        let person = people.iter().find(|person| person.id == id)?;
        Some(Persona { key, name: person.name.clone(), role: Role::Citizen(id), situation })
    })
    .collect()
}

fn as_staff() -> Vec<Persona> {
    let members = staff();
    [
        ("per", PER, Situation::HomeNursingStaff),
        ("siri", SIRI, Situation::HomeNursingStaff),
        ("jon", JON, Situation::AuthorisationEnded),
        ("liv", LIV, Situation::HealthyLifeStaff),
        ("mona", MONA, Situation::NursingHomeStaff),
        ("hege", HEGE, Situation::OtherMunicipalityStaff),
        ("gro", GRO, Situation::Administrator),
        ("hilde", HILDE, Situation::Dpo),
        ("berit", BERIT, Situation::Signatory),
        ("ragna", RAGNA, Situation::Administrator),
        ("eli", ELI, Situation::Administrator),
        ("rolf", ROLF, Situation::Signatory),
        ("nina", NINA, Situation::Operator),
        ("lars", LARS, Situation::Signatory),
        ("odd", ODD, Situation::Operator),
    ]
    .into_iter()
    .filter_map(|(key, id, situation)| {
        let member = members.iter().find(|member| member.staff.id == id)?;
        Some(Persona { key, name: member.staff.name.clone(), role: Role::Staff(id), situation })
    })
    .collect()
}
