//! No refusal is a wall: what the citizen can do instead (S1-2.1.1-a).

use helsebro_domain::ids::{MunicipalityId, UnitId};
use helsebro_domain::parties::{Municipality, Unit};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_storage::{Scope, parties};

use super::contacts::{self, Contact};
use crate::{ActError, Acts};

/// Ways on from something that could not be done.
#[derive(Debug, Clone)]
pub struct WaysOn {
    /// The unit in question, with its phone and hours.
    pub unit: Option<Unit>,
    /// Contacts that can be written to instead.
    pub open_contacts: Vec<Contact>,
    /// The municipality, with its switchboard.
    pub municipality: Option<Municipality>,
}

/// Finds the ways on for a citizen from a unit or a municipality.
///
/// # Errors
/// When the database fails.
pub async fn ways_on(
    acts: &Acts,
    citizen: &CitizenAccess,
    unit: Option<UnitId>,
    municipality: Option<MunicipalityId>,
) -> Result<WaysOn, ActError> {
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::from(citizen), "dialog.ways_on", async |mut tx| {
            let unit = match unit {
                Some(id) => parties::answering_unit(&mut tx, id).await?,
                None => None,
            };
            let mut open_contacts = match citizen.may(Deed::SeeContacts) {
                Ok(()) => contacts::active(&mut tx, today).await?,
                Err(_) => Vec::new(),
            };
            open_contacts.retain(|found| found.unit.takes_messages());
            let home = municipality
                .or_else(|| unit.as_ref().map(|unit| unit.municipality))
                .or_else(|| open_contacts.first().map(|found| found.municipality.id));
            let municipality = match home {
                Some(id) => parties::municipality(&mut tx, id).await?,
                None => None,
            };
            Ok(WaysOn { unit, open_contacts, municipality })
        })
        .await
}
