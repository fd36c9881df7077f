//! Pages about data from one enterprise to another, case by case (§ 10).

mod ask;
mod list;
mod one;
mod samples;

pub use ask::AskPage;
pub use list::{DisclosureDone, DisclosureRow, DisclosuresPage, NotedRow};
pub use one::{CandidateRow, DecideForm, DisclosurePage, GivenPage, GivenRow, State};

use crate::{Drawn, Frame, RenderError, draw_samples};

/// Draws every sample of these pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<DisclosuresPage>(frame, drawn)?;
    draw_samples::<AskPage>(frame, drawn)?;
    draw_samples::<DisclosurePage>(frame, drawn)?;
    draw_samples::<GivenPage>(frame, drawn)
}
