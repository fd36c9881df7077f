//! What a person may demand of those responsible for what is known of her, and how each
//! demand gets to whoever must answer it (§ 9; GDPR ch. III, pjl, hpl, pbrl).
//!
//! `kind` is the twelve kinds, `asking` who may ask for whom, `route` who must answer,
//! `clock` until when, `owed` what is owed on which day, `part` what a controller may do with its part, `desk` who does it
//! for a controller, `opposition` what may no longer be shared, `restriction` what is kept and not used, `transfer` what somebody
//! has chosen before her record changes hands. Nothing is stored or told here.

mod asking;
mod clock;
mod desk;
mod kind;
mod opposition;
mod owed;
mod part;
mod plan;
mod restriction;
mod route;
mod transfer;

pub use asking::{AnswerAs, Asking};
pub use clock::{ALARM_DAYS_BEFORE, Clock, EXTENDED_MONTHS, MONTHS, Timing};
pub use desk::{ProviderHeld, RightsDesk};
pub use kind::{ComplaintTo, Complaints, Kind, Wish};
pub use opposition::{Covering, Opposition, Target};
pub use part::{Answer, MAX_LEGAL_REFERENCE, MAX_NOTE, MIN_REASON, Outcome, Part, Standing, State};
pub use plan::{Planned, handed_over, sent};
pub use restriction::{Restriction, TOLD_BEFORE_USE};
pub use route::{Addressed, Ask, Spot, addressees};
pub use transfer::{Transfer, transfer_of};
