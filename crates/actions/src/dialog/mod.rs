//! The acts of dialogue: what the citizen and the desk do with conversations.
//!
//! The citizen's acts take a [`CitizenAccess`](helsebro_domain::representation::CitizenAccess),
//! the desk's a [`Desk`](helsebro_domain::dialog::Desk); neither can be made but
//! by its rule. The desk is a person in the console or the unit's journal system.

pub mod attachments;
pub mod contacts;
pub mod desk;
pub mod drafts;
pub mod inbox;
pub mod receipt;
pub mod reply;
pub mod start;
pub mod thread;

pub mod timers;

mod names;
mod shown;
mod ways;

pub use shown::{ShownAuthor, ShownDelivery, ShownEvent, ShownMessage, ShownReading};
pub use ways::{WaysOn, ways_on};
