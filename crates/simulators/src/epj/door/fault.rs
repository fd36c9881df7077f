//! What can go wrong at the door.

use std::time::Duration;

use thiserror::Error;

/// Why a call gave nothing.
#[derive(Debug, Error)]
pub(crate) enum DoorFault {
    /// Nobody answered, or not in time.
    #[error("the door did not answer")]
    Silent(#[from] reqwest::Error),
    /// It said no.
    #[error("the door said no with {status}")]
    Refused {
        status: u16,
        /// Its own words; never logged, since they may quote the message.
        error: String,
        retry_after: Option<Duration>,
    },
    /// It answered something that is not by the contract.
    #[error("the door's answer is not by the contract: {0}")]
    Odd(&'static str),
    /// HelseID gave no token.
    #[error("HelseID gave no token")]
    NoToken,
    /// A token or a proof could not be signed.
    #[error("a token could not be signed")]
    Unsigned(#[from] crate::SimulatorError),
}

impl DoorFault {
    /// Whether to leave the rest for later: the door is down or has enough to do.
    pub(crate) fn is_down(&self) -> bool {
        match self {
            Self::Silent(_) | Self::NoToken | Self::Unsigned(_) => true,
            Self::Refused { status, .. } => matches!(status, 401 | 403 | 429 | 500..),
            Self::Odd(_) => false,
        }
    }

    /// How long the door asks us to wait.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}
