//! The contact and reservation register (KRR).
//!
//! What we ask: what do you say of these persons now (L-EFV-29). The answer is a
//! card for each; whoever gets none was not answered for, and that is an outage
//! for her as much as one for all.

mod client;
mod fake;
mod none;
mod read;

use std::collections::HashMap;

use helsebro_domain::notices::ContactCard;
use helsebro_domain::parties::IdentityNumber;

pub use client::{Krr, KrrSettings};
pub use fake::FakeKrr;
pub use none::NoContactRegister;

use crate::oidc::Later;
use crate::registers::RegisterFault;

/// The most persons that are asked for in one call.
pub const BATCH_MAX: usize = 1_000;

/// Where contact points come from.
pub trait ContactRegister: Send + Sync {
    /// The cards of at most [`BATCH_MAX`] persons, in one call. Who is missing in
    /// the answer was not answered for: never "not reserved", never "not there".
    fn look_up<'a>(
        &'a self,
        numbers: &'a [IdentityNumber],
    ) -> Later<'a, HashMap<IdentityNumber, ContactCard>, RegisterFault>;

    /// Asks whether the register would answer us now.
    fn check(&self) -> Later<'_, (), RegisterFault>;
}
