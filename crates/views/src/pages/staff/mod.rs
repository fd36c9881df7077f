//! Pages of the staff console: what they need to be drawn, and samples of each
//! state. What staff may do is decided elsewhere.

mod assign;
mod choose_unit;
mod close;
mod emergency;
mod entry;
mod forward;
mod live;
mod names;
mod new_thread;
mod note;
mod other_unit;
mod papers;
mod person;
mod refused;
mod relatives;
mod reply;
mod row;
mod samples;
mod say;
mod set_up;
mod shared;
mod shortcuts;
mod side;
mod talk;
mod thread;
mod work_list;
mod wrong;

pub use assign::{Assign, AssignFault};
pub use choose_unit::{ChooseUnit, Place, Standing};
pub use close::{Close, CloseChoice, CloseFault};
pub use emergency::{
    Emergency, EmergencyFault, EmergencyOpen, EmergencyReading, EmergencyRow, ReviewRow, Reviews,
    class_key,
};
pub use entry::{
    Answered, Author, Delivery, Entry, Event, Happening, Kind, Message, Note, Reading,
};
pub use forward::{Forward, ForwardFault, NotActive};
pub use live::LiveUpdate;
pub use names::{NamesFor, NamesPage};
pub use new_thread::{
    BegunLine, Decision, NewThread, NewThreadFaults, PersonFault, ReplyChoice, TooManyBegun,
};
pub use note::NotePage;
pub use other_unit::{OtherUnit, WayBack};
pub use papers::{Eyes, PaperRow, PapersDone, PapersPage};
pub use person::{Number, Person};
pub use refused::{Refused, RefusedWhat};
pub use relatives::{RelativeRow, RelativesDone, RelativesPage, RelativesTyped};
pub use reply::ReplyForm;
pub use row::{Due, Row};
pub use set_up::{
    AbsenceLine, AbsencePage, ClosedDaysPage, DateTyped, DayField, DaysOff, DutyPage, HoursPage,
    StandardLine, StandardPage, StandardWhat, UnitLinks, UnitPage, UnitYouthPage,
};
pub use shared::{Choice, NatureQuestion, ShownAs, TakenBy, TextFault};
pub use shortcuts::{Saved, ShortcutsPage};
pub use side::{Basis, Facts, NamesShown, SideActs, Why};
pub use talk::TalkPage;
pub use thread::{Promised, RefusedAnswer, State, Stood, Thread, ThreadNotice};
pub use work_list::{Alert, Duty, Listening, Live, Notice, Part, PartLink, WorkList, WorksIn};
pub use wrong::{Faults, Wrong};

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
    draw_samples::<OtherUnit>(frame, drawn)?;
    draw_samples::<NotePage>(frame, drawn)?;
    draw_samples::<TalkPage>(frame, drawn)?;
    draw_samples::<NamesPage>(frame, drawn)?;
    draw_samples::<UnitPage>(frame, drawn)?;
    draw_samples::<HoursPage>(frame, drawn)?;
    draw_samples::<ClosedDaysPage>(frame, drawn)?;
    draw_samples::<DutyPage>(frame, drawn)?;
    draw_samples::<AbsencePage>(frame, drawn)?;
    draw_samples::<StandardPage>(frame, drawn)?;
    draw_samples::<PapersPage>(frame, drawn)?;
    draw_samples::<UnitYouthPage>(frame, drawn)?;
    draw_samples::<RelativesPage>(frame, drawn)?;
    draw_samples::<Emergency>(frame, drawn)?;
    draw_samples::<EmergencyOpen>(frame, drawn)?;
    draw_samples::<Reviews>(frame, drawn)?;
    draw_samples::<ShortcutsPage>(frame, drawn)?;
    draw_samples::<ChooseUnit>(frame, drawn)?;
    draw_samples::<Refused>(frame, drawn)
}
