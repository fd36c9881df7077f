//! Pages about requests for one's rights: hers who asks, and theirs who answer.

mod ask;
mod console;
mod letter;
mod mine;
mod samples;

pub use ask::{AskRights, CheckRights, Goes, PlaceChoice, RightsForm, YouthChoice};
pub use console::{
    ErasableRow, ErasureState, RightsDone, RightsPartPage, RightsPartRow, RightsWorkList, Typed,
};
pub use letter::{AnswerLetter, page_of};
pub use mine::{
    AnswerEntry, HappenedLine, MineDone, PartCard, PartState, RightsAnswer, RightsList,
    RightsRequest, RightsRow,
};

use helsebro_domain::rights::{Kind, Wish};

use crate::{Drawn, Frame, RenderError, draw_samples};

/// Draws every sample of the citizen's pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn citizen_samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<RightsList>(frame, drawn)?;
    draw_samples::<AskRights>(frame, drawn)?;
    draw_samples::<CheckRights>(frame, drawn)?;
    draw_samples::<RightsRequest>(frame, drawn)?;
    draw_samples::<RightsAnswer>(frame, drawn)
}

/// Draws every sample of the pages of those who answer.
///
/// # Errors
/// When a template cannot be written out.
pub fn console_samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<RightsWorkList>(frame, drawn)?;
    draw_samples::<RightsPartPage>(frame, drawn)
}

/// What a request is called: the key of its words. A wish says more than its kind.
pub fn kind_key(kind: Kind, wish: Wish) -> String {
    match wish {
        Wish::Plain | Wish::Port => {
            format!("rights-kind-{}", kind.code().to_ascii_lowercase())
        }
        wish => format!("rights-wish-{}", wish.as_str().to_ascii_lowercase().replace('_', "-")),
    }
}
