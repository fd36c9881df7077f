//! What can keep a register from answering; none of it is an answer.

use core::time::Duration;

use crate::faults::PartnerFault;

/// Why a register did not answer. Never read as "not protected", "not reserved"
/// or "not there" (§ 1.6.7).
#[derive(Debug, thiserror::Error)]
pub enum RegisterFault {
    /// This platform has no such register to ask: an outage that lasts until
    /// somebody gives its settings.
    #[error("the register is not configured")]
    NotConfigured,
    /// More were asked for at once than the register takes; a fault of ours.
    #[error("more than {limit} were asked for at once")]
    TooMany {
        /// The most that can be asked for.
        limit: usize,
    },
    /// It failed us.
    #[error(transparent)]
    Fault(#[from] PartnerFault),
}

impl RegisterFault {
    /// How long the register wants to be left, if it said.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Fault(fault) => fault.retry_after(),
            Self::NotConfigured | Self::TooMany { .. } => None,
        }
    }
}

/// How many times a question that changes nothing is asked, the first included.
const TRIES: u32 = 2;

/// Asks again, once, when the line broke or the register was in trouble. One
/// that is slow, busy or left alone is not asked again here: the caller's job is.
pub(crate) async fn asked_again<T, F>(ask: impl Fn() -> F) -> Result<T, PartnerFault>
where
    F: Future<Output = Result<T, PartnerFault>>,
{
    let mut tries = 1;
    loop {
        match ask().await {
            Err(PartnerFault::Unreachable { .. } | PartnerFault::Failing { .. })
                if tries < TRIES =>
            {
                tries += 1;
            }
            outcome => return outcome,
        }
    }
}
