//! A scanner in memory, for tests of other rooms.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{ScanFault, Scanned, Scanner};
use crate::oidc::Later;

/// Finds one mark harmful, and can be away.
#[derive(Debug, Default)]
pub struct FakeScanner {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    is_away: bool,
    scans: usize,
}

impl FakeScanner {
    /// What it finds harmful, wherever it stands in a file.
    pub const HARMFUL: &'static [u8] = b"harmful-as-agreed";

    /// From now on it cannot be reached.
    pub fn go_away(&self) {
        self.locked().is_away = true;
    }

    /// From now on it can be reached again.
    pub fn come_back(&self) {
        self.locked().is_away = false;
    }

    /// How many files it has looked through.
    pub fn scans(&self) -> usize {
        self.locked().scans
    }

    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn look(&self, file: &[u8]) -> Result<Scanned, ScanFault> {
        let mut state = self.locked();
        if state.is_away {
            return Err(ScanFault::Unreachable);
        }
        state.scans += 1;
        let harmful = file.windows(Self::HARMFUL.len()).any(|part| part == Self::HARMFUL);
        Ok(if harmful { Scanned::Harmful } else { Scanned::Clean })
    }
}

impl Scanner for FakeScanner {
    fn scan<'a>(&'a self, file: &'a [u8]) -> Later<'a, Scanned, ScanFault> {
        Box::pin(core::future::ready(self.look(file)))
    }

    fn check(&self) -> Later<'_, (), ScanFault> {
        let away = self.locked().is_away;
        let reached = if away { Err(ScanFault::Unreachable) } else { Ok(()) };
        Box::pin(core::future::ready(reached))
    }
}
