//! Journal systems are told that a citizen can be reached here, or no longer
//! (Digitalbruker).

use std::collections::BTreeSet;

use helsebro_domain::epj::OutgoingKind;
use helsebro_domain::ids::{EpjId, MunicipalityId, PersonId};
use helsebro_domain::parties::Unit;
use helsebro_domain::time::Instant;
use helsebro_storage::{StorageError, Tx, epj};

use super::queueing;
use crate::Acts;
use crate::dialog::contacts;

/// Queues a message to each journal system of the municipalities that serve the scope's
/// citizen today, and says which they are. It goes to one of her units that works in the
/// system, or else to any of hers there. What she is is read when it is written, so that
/// the last word is the true one.
pub(crate) async fn changed_in(
    acts: &Acts,
    tx: &mut Tx,
    person: PersonId,
    now: Instant,
) -> Result<Vec<EpjId>, StorageError> {
    let mut units: Vec<Unit> = Vec::new();
    for contact in contacts::active(tx, now.in_oslo().date).await? {
        units.extend(Some(contact.unit).filter(|unit| unit.her_id.is_some()));
    }
    let homes: BTreeSet<MunicipalityId> = units.iter().map(|unit| unit.municipality).collect();
    let mut told: Vec<EpjId> = Vec::new();
    for home in homes {
        for system in epj::systems_in(tx, home).await? {
            let mut there = units.iter().filter(|unit| unit.municipality == home);
            let works_in = there.clone().find(|unit| unit.epj == Some(system));
            let Some(unit) = works_in.or_else(|| there.next()) else { continue };
            let about = (OutgoingKind::ActiveStatus, person);
            told.extend(queueing::about_in(acts, tx, about, (system, unit), now).await?);
        }
    }
    Ok(told)
}
