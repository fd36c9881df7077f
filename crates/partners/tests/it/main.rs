//! The adapters against a partner that a test can bend.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that finds something else than it expects ends there"
)]

mod citizens;
mod fakes;
mod faults;
mod logout;
mod outside;
mod partner;
mod seal;
mod staff;
