//! A Maskinporten in memory, for tests of other rooms.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use secrecy::SecretString;

use super::{MachineTokens, Wanted};
use crate::faults::PartnerFault;
use crate::oidc::Later;

/// Gives everyone the same token, or nobody any.
#[derive(Default)]
pub struct FakeMaskinporten {
    is_away: AtomicBool,
}

impl FakeMaskinporten {
    /// From now on it cannot be reached.
    pub fn go_away(&self) {
        self.is_away.store(true, Ordering::SeqCst);
    }

    /// From now on it can be reached again.
    pub fn come_back(&self) {
        self.is_away.store(false, Ordering::SeqCst);
    }

    fn reach(&self) -> Result<(), PartnerFault> {
        if self.is_away.load(Ordering::SeqCst) {
            return Err(PartnerFault::LeftAlone { partner: "Maskinporten" });
        }
        Ok(())
    }
}

impl MachineTokens for FakeMaskinporten {
    fn token<'a>(&'a self, _wanted: &'a Wanted) -> Later<'a, Arc<SecretString>, PartnerFault> {
        let token = self.reach().map(|()| Arc::new(SecretString::from("token")));
        Box::pin(core::future::ready(token))
    }

    fn forget(&self, _wanted: &Wanted) {}

    fn check<'a>(&'a self, _wanted: &'a Wanted) -> Later<'a, (), PartnerFault> {
        Box::pin(core::future::ready(self.reach()))
    }
}
