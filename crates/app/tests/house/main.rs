//! The house tests: what `docs/architecture.md` says about the rooms, held by machine.
//!
//! They read the tree as text and need no database, no network and no other crate. Each rule
//! has a bullet in the architecture's invariants that names its test; a failing test prints
//! that bullet, so that the reader learns the rule and not only the line that broke it.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot read the tree has nothing better to do than to stop"
)]

mod docs;
mod files;
mod hashes;
mod repo;
mod requirements;
mod rooms;
mod slices;
