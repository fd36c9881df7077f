//! Plans of what is deleted, what holds it back, and the deletion itself (L-PJL-25).

mod deleting;
mod granted;
mod plans;
mod seen;

pub use deleting::delete_units_copy;
pub use granted::{MAX_ERASED, add_granted, erasable, granted, granted_of};
pub use plans::{
    CountRow, GoingOn, MAX_PLANS, add_plan, count, counts, going_on, item_done, items_done,
    items_to_do, looked_through, note_item, plan, plans, set_plan,
};
pub use seen::{
    MAX_PLACES, PlaceRow, SeenRow, is_leaving, is_on_the_way, one_to_look_at, places_of,
    to_look_at, waits,
};

use helsebro_domain::ids::MunicipalityId;

use crate::{Scope, StorageError, Tx};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] =
    &[deleting::STATEMENTS, granted::STATEMENTS, plans::STATEMENTS, seen::STATEMENTS];

/// The municipality whose copies are touched: the scope's own, or for the system the one that is
/// named, since what a provider erases is not opened by the municipality.
fn of(tx: &Tx, home: MunicipalityId) -> Result<MunicipalityId, StorageError> {
    match tx.scope()? {
        Scope::Municipality(own) if own == home => Ok(home),
        Scope::System(_) => Ok(home),
        _ => Err(StorageError::OutOfScope { wanted: "the municipality whose copies they are" }),
    }
}
