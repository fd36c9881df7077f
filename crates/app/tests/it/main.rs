//! The binary as whoever runs it meets it: its commands, its configuration, what
//! it says when something is wrong, and messages as files.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot set up its town says why, and stops"
)]

mod audit;
mod backup;
mod binary;
mod config;
mod controllership;
mod demo;
mod doctor;
mod fixtures;
mod keys;
mod manage;
mod messages;
mod start;
