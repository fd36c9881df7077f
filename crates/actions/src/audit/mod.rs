//! Who has seen what about a citizen, and her questions about it (L-PJL-22a).

pub mod ask;
pub mod emergency;
mod facts;
mod judging;
pub mod officer;
pub mod seen;

pub use facts::{SeenBy, SeenDisclosure, SeenEmergency, SeenLine};
