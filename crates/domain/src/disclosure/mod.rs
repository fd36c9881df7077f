//! Giving data about one patient to another enterprise, case by case (§ 10, S2-3-d1,
//! S2-3-d2).
//!
//! Whoever will use the data asks and says why; the enterprise that has them decides.
//! Seven checks, in order, stand before every release. Standing access between
//! enterprises is an agreement, and belongs to controllership.

mod asking;
mod basis;
mod checks;
mod deciding;
mod opposition;

pub use asking::{
    Application, Assessment, Compelling, DEFAULT_DAYS, MAX_DAYS, MAX_PERIOD_DAYS, MAX_REASON,
    MAX_WHAT, MIN_REASON, Patients, Period,
};
pub use basis::{BasisCode, Consent, Purpose, Relation};
pub use checks::{Asker, Check, Checked, Finding, assess};
pub use deciding::{Decider, MAX_OFFERED, Offer, Offered, Release, Released, Standing, may_read};
pub use opposition::{Opposed, OpposedTo, Opposition};
