//! Journal systems are told what a patient does not want to be shared (RR-07, L-PJL-17).
//!
//! No code of the national message says it, so it is written as an inquiry from her, which
//! every journal system reads and receipts.

use helsebro_domain::epj::OutgoingKind;
use helsebro_domain::ids::{EpjId, PersonId, UnitId};
use helsebro_domain::time::Instant;
use helsebro_storage::{StorageError, Tx, parties, rights};

use super::queueing;
use crate::Acts;

/// Queues a message to the journal system of each unit whose record it is about: one, or
/// all that she has or has had something to do with. Says which systems they are. What she
/// opposes is read when it is written, so that the last word is the true one.
pub(crate) async fn changed_in(
    acts: &Acts,
    tx: &mut Tx,
    (person, about): (PersonId, Option<UnitId>),
    now: Instant,
) -> Result<Vec<EpjId>, StorageError> {
    let mut told = Vec::new();
    let units = rights::journal_units(tx, person).await?;
    for id in units.into_iter().filter(|id| about.is_none_or(|one| one == *id)) {
        let Some(unit) = parties::unit(tx, id).await? else { continue };
        let Some(system) = unit.epj else { continue };
        let about = (OutgoingKind::Opposition, person);
        told.extend(queueing::about_in(acts, tx, about, (system, &unit), now).await?);
    }
    Ok(told)
}
