//! A journal system that wants its messages posted to an address of its own.
//!
//! What we ask: take this document. It bears an id, so that the journal system
//! can tell one that comes twice. That it has been taken is not a receipt: that
//! comes by itself, as a message at our door.

mod client;
mod fake;

pub use client::EpjOverHttp;
pub use fake::FakeEpj;

use crate::faults::PartnerFault;
use crate::oidc::Later;

/// Where messages are posted.
pub trait EpjPost: Send + Sync {
    /// Posts a document to an address under an id.
    fn post<'a>(
        &'a self,
        address: &'a str,
        id: &'a str,
        document: &'a [u8],
    ) -> Later<'a, (), PartnerFault>;
}
