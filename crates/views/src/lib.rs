//! What people read: pages, their words in three languages, and how they look.
//!
//! Here live the templates, the typed contexts they are filled from, the words
//! (`locales/`), the style sheet and the few lines of script. A context is plain
//! data that a door fills in; nothing here decides what a person may see, opens
//! a database or knows what time it is.

pub mod assets;
mod dates;
mod error;
mod frame;
mod icons;
pub mod journal;
mod language;
mod markup;
pub mod notices;
mod page;
pub mod pages;
mod plain;
mod words;

pub use error::RenderError;
pub use frame::{Acting, Console, Frame, MoreUnits, SessionEnds, Shortcuts, Theme, Who};
pub use language::Language;
pub use markup::Markup;
pub use page::{Drawn, Page, Samples, draw_samples};
pub use plain::Plain;
pub use words::Words;
