//! Pages that anybody may see: the front, help, and what is said when something
//! went wrong. Nothing here knows who is asking.

mod faults;
mod front;
mod info;
mod parts;
mod sign_in;
mod signed_out;

pub use faults::{Down, Expired, NotFound, OurFault, Outcome, TooMany};
pub use front::Front;
pub use info::{Accessibility, Help, Privacy};
pub use parts::{
    MAX_CLOSED_DAYS_SHOWN, OpenNow, Reach, Switchboard, Week, WeekLine, closed_days_ahead,
};
pub use sign_in::{NotIn, SignInRefused, StaffNotIn, StaffSignInRefused};
pub use signed_out::{Ended, SignedOut};
