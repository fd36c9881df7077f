//! What the desk does: the console's staff and the unit's journal system alike.

pub mod answer;
pub mod close;
pub mod queue;
pub mod receive;
pub mod start;
pub mod take;
pub mod thread;

mod decide;
