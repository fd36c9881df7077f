//! The clock of a trial's town.

use core::time::Duration;
use std::sync::atomic::{AtomicI64, Ordering};

use helsebro_domain::time::{Clock, Instant};

use crate::clock::SystemClock;

/// The system's clock, moved by so much.
pub(in crate::bench) struct MovedClock(AtomicI64);

impl MovedClock {
    /// A clock that shows this now.
    pub(in crate::bench) fn showing(now: Instant) -> Self {
        Self::moved_by(now.micros().saturating_sub(SystemClock.now().micros()))
    }

    pub(in crate::bench) const fn moved_by(micros: i64) -> Self {
        Self(AtomicI64::new(micros))
    }

    /// How far it is moved from the system's.
    pub(in crate::bench) fn moved_micros(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }

    /// Moves it on by so much more.
    pub(in crate::bench) fn move_on(&self, by: Duration) {
        let micros = i64::try_from(by.as_micros()).unwrap_or(0);
        self.0.fetch_add(micros, Ordering::SeqCst);
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Instant {
        Instant::from_micros(SystemClock.now().micros().saturating_add(self.moved_micros()))
    }
}
