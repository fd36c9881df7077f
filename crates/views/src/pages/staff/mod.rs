//! The staff console.

mod choose;
mod keys;
mod new_thread;
mod refused;
mod thread;
mod worklist;

pub use choose::{
    AssignPage, ClosePage, ColleagueChoice, ForwardPage, UnitChoice, UnitsPage,
};
pub use keys::KeysPage;
pub use new_thread::{NewThreadPage, RecipientChoice};
pub use refused::StaffRefusedPage;
pub use thread::{
    AnswerBox, DeskEnding, DeskThreadPage, NatureQuestion, NumberShown, TakenBy, ThreadActs,
};
pub use worklist::{Due, NewItems, Part, Row, Tab, WorkListPage, WorkListStatus};
