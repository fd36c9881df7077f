//! The clocks: the system's, and the demo town's.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use helsebro_domain::time::{Clock, Instant};
use helsebro_web::MovableClock;

/// The system's clock.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the system")]
    fn now(&self) -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant::from_micros(0).plus(since)
    }
}

/// The demo town's clock: the system's, moved by so much. It runs.
///
/// How far it is moved stands in a file, so that a message file that is taken in
/// by another process comes at the town's time.
pub(crate) struct TownClock {
    moved_micros: AtomicI64,
    file: PathBuf,
}

impl TownClock {
    /// A clock that shows `start` now.
    pub(crate) fn starting_at(start: Instant, file: &Path) -> Self {
        let clock = Self { moved_micros: AtomicI64::new(0), file: file.to_owned() };
        MovableClock::set(&clock, start);
        clock
    }

    /// The clock as it was left in its file, gone on since; none when there is none.
    pub(crate) fn left_in(file: &Path) -> Option<Self> {
        let moved: i64 = std::fs::read_to_string(file).ok()?.trim().parse().ok()?;
        Some(Self { moved_micros: AtomicI64::new(moved), file: file.to_owned() })
    }
}

impl Clock for TownClock {
    fn now(&self) -> Instant {
        let moved = self.moved_micros.load(Ordering::SeqCst);
        Instant::from_micros(SystemClock.now().micros().saturating_add(moved))
    }
}

impl MovableClock for TownClock {
    fn now(&self) -> Instant {
        Clock::now(self)
    }

    fn set(&self, to: Instant) {
        let moved = to.micros().saturating_sub(SystemClock.now().micros());
        self.moved_micros.store(moved, Ordering::SeqCst);
        if let Err(error) = std::fs::write(&self.file, moved.to_string()) {
            tracing::warn!(
                error = &error as &dyn std::error::Error,
                "the town's clock could not be noted for other processes"
            );
        }
    }
}
