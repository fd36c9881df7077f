//! A journal system in memory, for tests of other rooms.

use std::sync::{Mutex, PoisonError};

use super::EpjPost;
use crate::faults::{PartnerFault, Step};
use crate::oidc::Later;

/// Keeps what is posted to it, also what comes twice.
#[derive(Default)]
pub struct FakeEpj {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    is_away: bool,
    posted: Vec<(String, String, Vec<u8>)>,
}

impl FakeEpj {
    /// From now on it cannot be reached.
    pub fn go_away(&self) {
        self.locked().is_away = true;
    }

    /// From now on it can be reached again.
    pub fn come_back(&self) {
        self.locked().is_away = false;
    }

    /// What was posted: address, id and document.
    pub fn posted(&self) -> Vec<(String, String, Vec<u8>)> {
        self.locked().posted.clone()
    }

    fn locked(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl EpjPost for FakeEpj {
    fn post<'a>(
        &'a self,
        address: &'a str,
        id: &'a str,
        document: &'a [u8],
    ) -> Later<'a, (), PartnerFault> {
        let mut state = self.locked();
        let outcome = if state.is_away {
            Err(PartnerFault::TooSlow { partner: "the journal system", step: Step::Delivery })
        } else {
            state.posted.push((address.to_owned(), id.to_owned(), document.to_vec()));
            Ok(())
        };
        Box::pin(core::future::ready(outcome))
    }
}
