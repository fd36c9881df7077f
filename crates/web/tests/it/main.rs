//! The doors, asked as a browser asks them, over a town of their own.
//!
//! The files lie as the addresses do. Every test founds a town on SQLite; what
//! differs between the databases is the acts' and the storage's to test.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test whose town or browser is not there has nothing better to do than to stop"
)]

mod browser;
mod citizen;
mod demo;
mod epj;
mod forms;
mod headers;
mod municipality;
mod public;
mod rights;
mod routes;
mod session;
mod sign_in;
mod sign_out;
mod staff;
