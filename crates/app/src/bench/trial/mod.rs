//! A trial: the platform as a process of its own, killed outright again and again, and
//! then counted.
//!
//! The harness holds what a crash must not touch. A round starts the part with its orders,
//! hears what it has done, and kills it. Last the part is let be until no job is left, and
//! the database is held against what was told.

pub(super) mod args;
pub(super) mod clock;
pub(super) mod line;
pub(super) mod orders;
pub(super) mod part;
pub(super) mod place;
pub(super) mod platform;
pub(super) mod rest;
pub(super) mod server;

use core::time::Duration;

/// Waits. A trial's pauses are what it does.
#[expect(clippy::disallowed_methods, reason = "a storm is timed by the real clock")]
pub(super) async fn pause(length: Duration) {
    tokio::time::sleep(length).await;
}
