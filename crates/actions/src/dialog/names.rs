//! How staff are shown to a citizen.

use helsebro_domain::parties::Unit;
use helsebro_storage::{StorageError, Tx, parties};

/// A unit as the scope's citizen meets it: what its municipality has chosen for her
/// counts for every name she reads, also in what was written before.
pub(super) async fn for_citizen(tx: &mut Tx, mut unit: Unit) -> Result<Unit, StorageError> {
    let chosen = parties::names_for_citizen(tx, unit.municipality).await?;
    unit.staff_names = unit.staff_names.for_patient(chosen);
    Ok(unit)
}
