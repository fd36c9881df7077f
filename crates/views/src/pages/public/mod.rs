//! Pages that anybody may see: the front, help, and what is said when something
//! went wrong. Nothing here knows who is asking.

mod faults;
mod front;
mod info;
mod leaving;
mod parts;
mod samples;
mod sign_in;
mod signed_out;

pub use faults::{Down, Expired, NotFound, NotTaken, NotTakenWhy, OurFault, Outcome, TooMany};
pub use front::Front;
pub use info::{Accessibility, Help, Privacy};
pub use leaving::Leaving;
pub use parts::{
    MAX_CLOSED_DAYS_SHOWN, OpenNow, Reach, Switchboard, Week, WeekLine, closed_days_ahead,
};
pub use sign_in::{NotIn, SignInRefused, StaffNotIn, StaffSignInRefused};
pub use signed_out::{Drafts, Ended, SignedOut};

use crate::{Drawn, Frame, RenderError, draw_samples};

/// Draws every sample of these pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<Front>(frame, drawn)?;
    draw_samples::<SignedOut>(frame, drawn)?;
    draw_samples::<Leaving>(frame, drawn)?;
    draw_samples::<Help>(frame, drawn)?;
    draw_samples::<Privacy>(frame, drawn)?;
    draw_samples::<Accessibility>(frame, drawn)?;
    draw_samples::<NotFound>(frame, drawn)?;
    draw_samples::<NotTaken>(frame, drawn)?;
    draw_samples::<Expired>(frame, drawn)?;
    draw_samples::<TooMany>(frame, drawn)?;
    draw_samples::<OurFault>(frame, drawn)?;
    draw_samples::<Down>(frame, drawn)?;
    draw_samples::<SignInRefused>(frame, drawn)?;
    draw_samples::<StaffSignInRefused>(frame, drawn)
}
