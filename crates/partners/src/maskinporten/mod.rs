//! Access to other public services (Maskinporten).
//!
//! What we ask: a token for these scopes. It is asked for once and kept until
//! it is nearly spent, however many want it at the same time.

mod client;
mod fake;

use std::sync::Arc;

use secrecy::SecretString;

pub use client::{Maskinporten, MaskinportenSettings};
pub use fake::FakeMaskinporten;

use crate::faults::PartnerFault;
use crate::oidc::Later;

/// What a token is wanted for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wanted {
    scopes: Vec<&'static str>,
    resource: Option<String>,
}

impl Wanted {
    /// A token for these scopes, in whatever order, at whoever gives them.
    pub fn scopes(scopes: &[&'static str]) -> Self {
        let mut scopes = scopes.to_vec();
        scopes.sort_unstable();
        scopes.dedup();
        Self { scopes, resource: None }
    }

    /// The same for one receiver alone.
    #[must_use]
    pub fn at(mut self, resource: String) -> Self {
        self.resource = Some(resource);
        self
    }

    /// The scopes with a space between.
    pub(crate) fn scope(&self) -> String {
        self.scopes.join(" ")
    }

    pub(crate) fn resource(&self) -> Option<&str> {
        self.resource.as_deref()
    }
}

/// Where tokens for machines come from.
pub trait MachineTokens: Send + Sync {
    /// A token that will still be good when it arrives.
    fn token<'a>(&'a self, wanted: &'a Wanted) -> Later<'a, Arc<SecretString>, PartnerFault>;

    /// Forgets a token that somebody would not take.
    fn forget(&self, wanted: &Wanted);

    /// Asks whether the partner gives us a token for this now, whatever is kept.
    fn check<'a>(&'a self, wanted: &'a Wanted) -> Later<'a, (), PartnerFault>;
}
