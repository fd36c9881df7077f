//! What parties, units and agreements are called.

use helsebro_domain::controllership::Party;
use helsebro_domain::ids::{AgreementId, MunicipalityId, UnitId};
use helsebro_domain::parties::{Municipality, Unit};
use helsebro_storage::controllership::{self, AgreementRow, OrganisationRow};
use helsebro_storage::parties;

use super::{SCOPE, copy};
use crate::{ActError, Acts};

/// A party with what is public about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its name; none for whoever runs the platform.
    pub name: Option<String>,
    /// Its e-mail address for questions, when there is one.
    pub contact: Option<String>,
    /// Its phone number, when there is one.
    pub phone: Option<String>,
}

/// Everybody that can stand in an answer.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// The municipalities, by name.
    pub municipalities: Vec<Municipality>,
    /// The organisations, by name.
    pub organisations: Vec<OrganisationRow>,
    /// The units of the municipality that was asked for.
    pub units: Vec<Unit>,
    /// Its agreements, and those in force that it is a party to.
    pub agreements: Vec<AgreementRow>,
}

impl Directory {
    /// What is public about a party.
    pub fn party(&self, party: Party) -> Listed {
        let none = Listed { name: None, contact: None, phone: None };
        match party {
            Party::Operator => none,
            Party::Municipality(id) => {
                self.municipalities.iter().find(|found| found.id == id).map_or(none, |found| {
                    Listed {
                        name: Some(found.legal_name()),
                        contact: None,
                        phone: Some(found.switchboard.clone()),
                    }
                })
            }
            Party::Org(id) => {
                self.organisations.iter().find(|found| found.id == id).map_or(none, |found| {
                    Listed {
                        name: Some(found.name.clone()),
                        contact: (!found.contact.is_empty()).then(|| found.contact.clone()),
                        phone: (!found.phone.is_empty()).then(|| found.phone.clone()),
                    }
                })
            }
        }
    }

    /// The number of a party in the register of entities, when it has one here.
    pub fn org_number(&self, party: Party) -> Option<String> {
        match party {
            Party::Operator => None,
            Party::Municipality(id) => {
                let found = self.municipalities.iter().find(|found| found.id == id)?;
                Some(found.org_number.as_str().to_owned())
            }
            Party::Org(id) => {
                self.organisations.iter().find(|found| found.id == id)?.org_number.clone()
            }
        }
    }

    /// A unit of the municipality.
    pub fn unit(&self, id: UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    /// An agreement of the municipality.
    pub fn agreement(&self, id: AgreementId) -> Option<&AgreementRow> {
        self.agreements.iter().find(|found| found.draft.id == id)
    }
}

/// The names, for answers about a municipality.
///
/// Those of municipalities and organisations lie in the copy of the register, and are read
/// anew when its number has changed.
///
/// # Errors
/// When the database fails.
pub async fn directory(acts: &Acts, municipality: MunicipalityId) -> Result<Directory, ActError> {
    let names = copy::held(acts).await?.names;
    let scope = helsebro_storage::Scope::Municipality(municipality);
    let units = acts
        .db()
        .read(scope, "controllership.units", async |mut tx| {
            Ok::<_, ActError>(parties::units_of(&mut tx, municipality).await?)
        })
        .await?;
    let agreements = acts
        .db()
        .read(SCOPE, "controllership.directory", async |mut tx| {
            Ok::<_, ActError>(controllership::agreements_of(&mut tx, municipality).await?)
        })
        .await?;
    Ok(Directory { units, agreements, ..Directory::clone(&names) })
}

/// The names of municipalities and organisations alone.
///
/// # Errors
/// When the database fails.
pub async fn names(acts: &Acts) -> Result<Directory, ActError> {
    Ok(Directory::clone(&copy::held(acts).await?.names))
}
