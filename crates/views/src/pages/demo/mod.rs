//! Pages of the demo town: whom one can be, and the clock. They exist in the demo
//! only.

mod cast;
mod clock;
mod samples;
mod start;

pub use cast::Cast;
pub use clock::{Clock, ClockFault};
pub use start::{CitizenCard, JournalCard, SentCard, StaffCard, Start, WorksIn};

use crate::{Drawn, Frame, RenderError, draw_samples};

/// Draws every sample of these pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<Start>(frame, drawn)?;
    draw_samples::<Clock>(frame, drawn)
}
