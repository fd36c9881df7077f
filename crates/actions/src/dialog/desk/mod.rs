//! What the desk does: the console's staff and the unit's journal system alike.

pub mod answer;
pub mod begun;
pub mod close;
pub mod drafts;
pub mod names;
pub mod notes;
pub mod queue;
pub mod receive;
mod received_files;
pub mod standard;
pub mod start;
pub mod take;
pub mod talk;
pub mod thread;

pub(crate) mod decide;
