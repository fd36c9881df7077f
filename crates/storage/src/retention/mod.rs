//! Plans of what is deleted, what holds it back, and the deletion itself (L-PJL-25).

mod deleting;
mod plans;
mod seen;

pub use deleting::delete_units_copy;
pub use plans::{
    CountRow, GoingOn, MAX_PLANS, add_plan, count, counts, going_on, item_done, items_done,
    items_to_do, looked_through, note_item, plan, plans, set_plan,
};
pub use seen::{
    MAX_PLACES, PlaceRow, SeenRow, is_leaving, is_on_the_way, one_to_look_at, places_of,
    to_look_at, waits,
};

/// Every statement here, for the test that prepares each on both databases.
pub(crate) const STATEMENTS: &[&[&str]] =
    &[deleting::STATEMENTS, plans::STATEMENTS, seen::STATEMENTS];
