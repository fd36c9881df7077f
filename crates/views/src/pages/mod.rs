//! Every page, by whose it is.
//!
//! A page is a context, a template of the same name, and samples of each state.
//! Nothing here knows where a value came from or what a person may see.

pub mod citizen;
pub mod demo;
pub mod public;
pub mod staff;
