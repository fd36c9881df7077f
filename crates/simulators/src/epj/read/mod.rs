//! Reading what comes: a small tree, what it says, and what a strict journal
//! system would find fault with.

mod facts;
mod pretty;
mod tree;
mod verdict;

pub(crate) use facts::{Facts, Patient, Reading, Side, read};
pub(crate) use pretty::pretty;
pub(crate) use verdict::{Expected, judge};
