//! What can be done, each act once.
//!
//! An act is a function: permission, load, decide, store, audit, commit. It does
//! not know which door it came in by nor in which envelope its answer leaves.
//! The fact, its audit line and its jobs are one transaction; a refusal leaves
//! its line too.
//!
//! Not here: HTTP, pages, messages on the wire, and rules (they are in domain).

mod acts;
pub mod audit;
pub mod blocks;
pub mod breaches;
pub mod consent;
mod content;
pub mod controllership;
pub mod dialog;
pub mod disclosure;
pub mod epj;
mod error;
pub mod jobs;
pub mod joining;
mod news;
pub mod notices;
mod order;
pub mod parties;
mod references;
pub mod representation;
pub mod retention;
pub mod rights;
mod sealed_places;
pub mod setup;
mod trail;

pub use acts::{Acts, ActsSettings, Files};
pub use error::ActError;
pub use news::{News, Sight};
