//! No contact register: the platform runs, and notices wait.

use std::collections::HashMap;

use helsebro_domain::notices::ContactCard;
use helsebro_domain::parties::IdentityNumber;

use super::ContactRegister;
use crate::oidc::Later;
use crate::registers::RegisterFault;

/// Answers nobody: an outage of its own kind.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoContactRegister;

impl ContactRegister for NoContactRegister {
    fn look_up<'a>(
        &'a self,
        _numbers: &'a [IdentityNumber],
    ) -> Later<'a, HashMap<IdentityNumber, ContactCard>, RegisterFault> {
        Box::pin(core::future::ready(Err(RegisterFault::NotConfigured)))
    }

    fn check(&self) -> Later<'_, (), RegisterFault> {
        Box::pin(core::future::ready(Err(RegisterFault::NotConfigured)))
    }
}
