//! The stand-ins driven over HTTP by a client written here, sharing code with
//! neither them nor the adapters.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "functions that only tests call fail and tell like the tests themselves"
)]

mod assertions;
mod epj;
mod faults;
mod helseid;
mod idporten;
mod logout;
mod machines;
mod outside;
mod party;
mod world;
