//! Who knows what time it is.

use super::Instant;

/// The one source of "now". The binary has the system's clock, the demo town a
/// clock that can be moved, tests a fixed Tuesday.
pub trait Clock: Send + Sync {
    /// The current instant.
    fn now(&self) -> Instant;
}
