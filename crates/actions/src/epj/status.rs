//! Journal systems are told that a citizen can be reached here, or no longer
//! (Digitalbruker).

use helsebro_domain::epj::OutgoingKind;
use helsebro_domain::ids::{EnvelopeId, EpjId, MunicipalityId, PersonId};
use helsebro_domain::time::Instant;
use helsebro_storage::epj::{self, NewOutgoing};
use helsebro_storage::{StorageError, Tx};

use super::queueing;
use crate::Acts;
use crate::dialog::contacts;

/// Queues a message to each journal system of the municipalities that serve the scope's
/// citizen today, under the address of one of her units, and says which they are. What
/// she is is read when it is written, so that the last word is the true one.
pub(crate) async fn changed_in(
    acts: &Acts,
    tx: &mut Tx,
    person: PersonId,
    now: Instant,
) -> Result<Vec<EpjId>, StorageError> {
    let mut told: Vec<EpjId> = Vec::new();
    let mut seen: Vec<MunicipalityId> = Vec::new();
    for contact in contacts::active(tx, now.in_oslo().date).await? {
        let Some(her) = contact.unit.her_id.clone() else { continue };
        if seen.contains(&contact.unit.municipality) {
            continue;
        }
        seen.push(contact.unit.municipality);
        for system in epj::systems_in(tx, contact.unit.municipality).await? {
            let new = NewOutgoing {
                id: EnvelopeId::from_uuid(acts.fresh(now)),
                kind: OutgoingKind::ActiveStatus,
                epj: system,
                municipality: contact.unit.municipality,
                unit: Some(contact.unit.id),
                transport: acts.fresh(now),
                receiver_her: her.as_str().to_owned(),
                person: Some(person),
                thread: None,
                message: None,
                answers: None,
                resends: None,
                at: now,
            };
            queueing::outgoing_in(acts, tx, &new).await?;
            told.push(system);
        }
    }
    Ok(told)
}
