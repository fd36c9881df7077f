//! Pages of the staff console: what they need to be drawn, and samples of each
//! state. What staff may do is decided elsewhere.

mod assign;
mod choose_unit;
mod close;
mod emergency;
mod entry;
mod forward;
mod live;
mod new_thread;
mod person;
mod refused;
mod reply;
mod row;
mod samples;
mod say;
mod shared;
mod shortcuts;
mod side;
mod thread;
mod work_list;

pub use assign::{Assign, AssignFault};
pub use choose_unit::{ChooseUnit, Place, Standing};
pub use close::{Close, CloseChoice, CloseFault};
pub use emergency::{
    Emergency, EmergencyFault, EmergencyOpen, EmergencyReading, EmergencyRow, ReviewRow, Reviews,
    class_key,
};
pub use entry::{Answered, Author, Delivery, Entry, Event, Happening, Kind, Message, Reading};
pub use forward::{Forward, ForwardFault, NotActive};
pub use live::LiveUpdate;
pub use new_thread::{Decision, NewThread, NewThreadFaults, PersonFault, ReplyChoice};
pub use person::{Number, Person};
pub use refused::{Refused, RefusedWhat};
pub use reply::ReplyForm;
pub use row::{Due, Row};
pub use shared::{Choice, NatureQuestion, ShownAs, TakenBy, TextFault};
pub use shortcuts::{Saved, ShortcutsPage};
pub use side::{Basis, Facts, SideActs, Why};
pub use thread::{Promised, RefusedAnswer, State, Thread, ThreadNotice};
pub use work_list::{Alert, Listening, Live, Notice, Part, PartLink, WorkList, WorksIn};

use crate::{Drawn, Frame, RenderError, draw_samples};

/// Draws every sample of these pages.
///
/// # Errors
/// When a template cannot be written out.
pub fn samples(frame: &Frame, drawn: &mut Drawn) -> Result<(), RenderError> {
    draw_samples::<WorkList>(frame, drawn)?;
    draw_samples::<LiveUpdate>(frame, drawn)?;
    draw_samples::<Thread>(frame, drawn)?;
    draw_samples::<Forward>(frame, drawn)?;
    draw_samples::<Assign>(frame, drawn)?;
    draw_samples::<Close>(frame, drawn)?;
    draw_samples::<NewThread>(frame, drawn)?;
    draw_samples::<Emergency>(frame, drawn)?;
    draw_samples::<EmergencyOpen>(frame, drawn)?;
    draw_samples::<Reviews>(frame, drawn)?;
    draw_samples::<ShortcutsPage>(frame, drawn)?;
    draw_samples::<ChooseUnit>(frame, drawn)?;
    draw_samples::<Refused>(frame, drawn)
}
