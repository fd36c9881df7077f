//! What a request can be about: services, and youths.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::ids::{MunicipalityId, PersonId, UnitId};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::rights::{Asking, Kind};
use helsebro_storage::{Scope, dialog, parties, representation};

use super::SCOPE;
use crate::{ActError, Acts, trail};

/// The most units that one can choose among.
const MAX_PLACES: usize = 500;

/// A service that a request can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServicePlace {
    /// Its unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Its municipality.
    pub municipality: MunicipalityId,
    /// What that is called, as in «Solvik kommune».
    pub home: String,
    /// Whether she gets it, or has got it.
    pub is_hers: bool,
}

/// A youth whom a parent can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Youth {
    /// Who.
    pub person: PersonId,
    /// Her full name.
    pub name: String,
}

/// The services that one can ask about: hers first, then all others, by municipality. That
/// a unit is there is public; which of them are hers is not, for who may not see her
/// contacts.
///
/// # Errors
/// `NO_REPRESENTATION_BASIS` for who may not ask about rights.
pub async fn places(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<ServicePlace>, ActError> {
    trail::allowed(acts, citizen, Deed::AskForRights, (Event::RightsAsked, Object::None)).await?;
    let hers: Vec<UnitId> = match citizen.may(Deed::SeeContacts) {
        Ok(()) => {
            acts.db()
                .read(Scope::from(citizen), "rights.contacts", async |mut tx| {
                    let contacts = dialog::citizens_contacts(&mut tx).await?;
                    let units = contacts.into_iter().map(|contact| contact.listed.unit);
                    Ok::<_, ActError>(units.collect())
                })
                .await?
        }
        Err(_) => Vec::new(),
    };
    let mut found = acts
        .db()
        .read(SCOPE, "rights.places", async |mut tx| {
            let mut found = Vec::new();
            for home in parties::municipalities(&mut tx).await? {
                for unit in parties::units_of(&mut tx, home.id).await? {
                    found.push(ServicePlace {
                        unit: unit.id,
                        name: unit.name.clone(),
                        municipality: home.id,
                        home: home.legal_name(),
                        is_hers: hers.contains(&unit.id),
                    });
                }
            }
            Ok::<_, ActError>(found)
        })
        .await?;
    found.sort_by(|one, other| {
        (!one.is_hers, &one.home, &one.name).cmp(&(!other.is_hers, &other.home, &other.name))
    });
    found.truncate(MAX_PLACES);
    Ok(found)
}

/// The youths of 12 to 15 whom somebody can ask for as a parent, by name. Whoever is not
/// offered is not listed, whatever the reason is (§ 1.4).
///
/// # Errors
/// When the database fails.
pub async fn youths(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Youth>, ActError> {
    if !citizen.is_own() {
        return Ok(Vec::new());
    }
    let today = acts.now().in_oslo().date;
    let mut found = acts
        .db()
        .read(SCOPE, "rights.youths", async |mut tx| {
            let mut found = Vec::new();
            for child in representation::children_of(&mut tx, citizen.actor()).await? {
                let parent = representation::party(&mut tx, citizen.actor()).await?;
                let youth = representation::party(&mut tx, child).await?;
                let (Some(parent), Some(youth)) = (parent, youth) else { continue };
                let held = representation::found(&mut tx, citizen.actor(), child).await?;
                let kind = (Kind::AccessRecord, today);
                let asking = Asking::as_parent_of_youth((&parent, &youth), held.parenthood, kind);
                if asking.is_ok()
                    && let Some(person) = parties::person(&mut tx, child).await?
                {
                    found.push(Youth { person: child, name: person.name.full() });
                }
            }
            Ok::<_, ActError>(found)
        })
        .await?;
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}
