//! What can be wrong with a party.

use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

/// One of the parties outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// Maskinporten.
    Maskinporten,
    /// The contact register.
    Krr,
    /// The population register.
    Population,
    /// The SMS gateway.
    Sms,
    /// The mail server.
    Mail,
    /// The scanner that looks through files.
    Scanner,
}

impl Party {
    /// Every party.
    pub(super) const ALL: [Self; 6] =
        [Self::Maskinporten, Self::Krr, Self::Population, Self::Sms, Self::Mail, Self::Scanner];
}

/// How a party is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weather {
    /// As it should be.
    #[default]
    Fine,
    /// In trouble: it says so and does nothing.
    Down,
    /// It takes this many milliseconds before it does anything.
    Slow(u64),
    /// It asks to be left alone for so many seconds.
    Busy(u64),
    /// It answers with something that its contract does not have.
    Lying,
    /// It does what it was asked, and the line breaks before it has said so.
    Cut,
}

/// The longest that a party can be slow.
const SLOW_LIMIT: Duration = Duration::from_secs(120);

impl Weather {
    /// Waits as long as it is slow.
    pub(super) async fn wait(self) {
        if let Self::Slow(millis) = self {
            let while_slow = Duration::from_millis(millis).min(SLOW_LIMIT);
            let _ = tokio::time::timeout(while_slow, std::future::pending::<()>()).await;
        }
    }

    /// What it answers before it has looked at what it was asked.
    pub(super) fn refusal(self) -> Option<Response> {
        match self {
            Self::Down => Some(StatusCode::SERVICE_UNAVAILABLE.into_response()),
            Self::Busy(seconds) => {
                let wait = [(header::RETRY_AFTER, seconds.to_string())];
                Some((StatusCode::TOO_MANY_REQUESTS, wait).into_response())
            }
            Self::Lying => Some((StatusCode::OK, "<html>Velkommen</html>").into_response()),
            Self::Fine | Self::Slow(_) | Self::Cut => None,
        }
    }
}
