//! What may be entered in the register of who delivers what, and when an agreement
//! may be in force.
//!
//! An agreement begins as a draft that is filled in field by field. Its checklist
//! (§ 6) says what is missing; only a complete one comes into force and becomes one of
//! the facts that the answer to who is controller rests on.

mod check;
mod delivery;
mod draft;
mod fields;
mod history;
mod in_force;
mod items;
mod preview;

pub use check::{Checked, Lack, Warning};
pub use delivery::{end_with, entered, may_end, may_leave};
pub use draft::{AgreementState, Draft, Kind, MAX_ANSWER, MAX_SCOPES, MAX_TITLE};
pub use fields::{Field, FieldKind, MAX_FIELDS};
pub use history::{Stretch, cuts, history};
pub use in_force::{InForce, in_force};
pub use items::{DUTIES, Item, Need, REQUESTS};
pub use preview::{Preview, preview};

#[cfg(test)]
mod examples;
