//! No population register: the platform runs with what it last knew (§ 1.6.7).

use helsebro_domain::parties::IdentityNumber;

use super::{Event, Found, PopulationRegister, RegisterId};
use crate::oidc::Later;
use crate::registers::RegisterFault;

/// Answers nobody: an outage of its own kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoPopulationRegister;

fn no<T: Send + 'static>() -> Later<'static, T, RegisterFault> {
    Box::pin(core::future::ready(Err(RegisterFault::NotConfigured)))
}

impl PopulationRegister for NoPopulationRegister {
    fn person<'a>(
        &'a self,
        _number: &'a IdentityNumber,
    ) -> Later<'a, Option<Found>, RegisterFault> {
        no()
    }

    fn people<'a>(
        &'a self,
        _numbers: &'a [IdentityNumber],
    ) -> Later<'a, Vec<Found>, RegisterFault> {
        no()
    }

    fn by_id<'a>(&'a self, _id: &'a RegisterId) -> Later<'a, Option<Found>, RegisterFault> {
        no()
    }

    fn events(&self, _from: u64) -> Later<'_, Vec<Event>, RegisterFault> {
        no()
    }

    fn latest_event(&self) -> Later<'_, Option<u64>, RegisterFault> {
        no()
    }

    fn check(&self) -> Later<'_, (), RegisterFault> {
        no()
    }
}
