//! What can go wrong outside, by kind; none of it is a rule that says no.

use core::fmt;
use core::time::Duration;

/// Which question we were asking a partner when it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Its description of itself.
    Discovery,
    /// The keys that it signs with.
    Keys,
    /// The request for sign-in, pushed before the person is sent over.
    PushedRequest,
    /// The page where the person signs in.
    Authorize,
    /// The exchange of a code for tokens.
    Token,
    /// What it knows about who signed in.
    UserInfo,
    /// The way out.
    EndSession,
    /// A message that it is given.
    Delivery,
    /// What a register knows of persons.
    LookUp,
    /// What has changed in a register.
    Changes,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Discovery => "discovery",
            Self::Keys => "keys",
            Self::PushedRequest => "pushed request",
            Self::Authorize => "authorize",
            Self::Token => "token",
            Self::UserInfo => "user info",
            Self::EndSession => "end session",
            Self::Delivery => "delivery",
            Self::LookUp => "look-up",
            Self::Changes => "changes",
        })
    }
}

/// A partner failed us. Messages name partner and step, never a person or a secret.
#[derive(Debug, thiserror::Error)]
pub enum PartnerFault {
    /// No connection, or it broke.
    #[error("{partner} could not be reached ({step})")]
    Unreachable {
        /// Whom we asked.
        partner: &'static str,
        /// What we asked.
        step: Step,
        /// What the connection said, without the address.
        #[source]
        source: reqwest::Error,
    },
    /// No whole answer within the time limit.
    #[error("{partner} did not answer in time ({step})")]
    TooSlow {
        /// Whom we asked.
        partner: &'static str,
        /// What we asked.
        step: Step,
    },
    /// It failed so many times in a row that we leave it alone for a while.
    #[error("{partner} has failed repeatedly and is left alone for a while")]
    LeftAlone {
        /// Whom we would have asked.
        partner: &'static str,
    },
    /// It answered that it is itself in trouble.
    #[error("{partner} answered with status {status} ({step})")]
    Failing {
        /// Whom we asked.
        partner: &'static str,
        /// What we asked.
        step: Step,
        /// The HTTP status.
        status: u16,
    },
    /// It asked us to come back later.
    #[error("{partner} is busy ({step})")]
    Busy {
        /// Whom we asked.
        partner: &'static str,
        /// What we asked.
        step: Step,
        /// How long it wants to be left, if it said.
        retry_after: Option<Duration>,
    },
    /// It answered something that the contract does not allow.
    #[error("{partner} gave an answer we cannot use ({step}): {what}")]
    BadAnswer {
        /// Whom we asked.
        partner: &'static str,
        /// What we asked.
        step: Step,
        /// What was wrong with it.
        what: &'static str,
    },
    /// It said no to us as a client; most often our registration there is not as our settings are.
    #[error("{partner} turned us away ({step}): {code}")]
    TurnedAway {
        /// Whom we asked.
        partner: &'static str,
        /// What we asked.
        step: Step,
        /// The partner's own code.
        code: ErrorCode,
    },
    /// The cryptographic library refused to sign or draw a key.
    #[error("could not sign a request to {partner} ({step})")]
    Signing {
        /// Whom the request was for.
        partner: &'static str,
        /// What we would have asked.
        step: Step,
    },
}

impl PartnerFault {
    /// Whether the call cannot have reached the partner at all, so that making it
    /// again cannot do anything twice.
    pub fn never_arrived(&self) -> bool {
        match self {
            Self::Unreachable { source, .. } => source.is_connect(),
            Self::LeftAlone { .. } | Self::Signing { .. } => true,
            _ => false,
        }
    }

    /// How long the partner wants to be left, if it said.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Busy { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

/// An OAuth error code as the partner sent it; anything that is not a plain code is dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorCode(Option<String>);

/// Longest error code that is kept.
const CODE_MAX: usize = 40;

impl ErrorCode {
    /// Keeps `text` when it looks like a code (`invalid_request`), so that no
    /// other text from outside reaches a log.
    pub fn new(text: &str) -> Self {
        let plain = !text.is_empty()
            && text.len() <= CODE_MAX
            && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        Self(plain.then(|| text.to_owned()))
    }

    /// The code, if it was one.
    pub fn code(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_deref().unwrap_or("no usable code"))
    }
}

/// Settings that cannot work; said at start and by `doctor`, before anyone signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSettings {
    /// The issuer is no absolute address.
    #[error("the issuer is not an absolute address")]
    Issuer,
    /// Neither https nor the loopback address of this machine.
    #[error("the issuer must be https (http only on loopback)")]
    NotEncrypted,
    /// The client id is empty or not printable.
    #[error("the client id is empty or has characters that it cannot have")]
    ClientId,
    /// The signing key is no private key that can be used.
    #[error("the signing key is not a PKCS#8 private key, RSA of 2048 bits or more or P-256")]
    Key,
    /// An address that a partner is called at is not one, or not encrypted.
    #[error("an address is not an https address (http only on loopback)")]
    Address,
    /// A sender is not one that can be written from.
    #[error("the sender cannot be used")]
    Sender,
    /// The machine has no certificate authorities, or TLS would not start.
    #[error("TLS could not be set up; are certificate authorities installed?")]
    Tls,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_code_is_kept_of_what_a_partner_calls_its_error() {
        assert_eq!(ErrorCode::new("invalid_request").code(), Some("invalid_request"));
        for text in ["", "12864800000", "Kari Nilsen", "a\nb", &"x".repeat(41)] {
            assert_eq!(ErrorCode::new(text).code(), None, "{text}");
        }
    }
}
