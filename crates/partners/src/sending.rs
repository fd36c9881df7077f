//! What the sending of an SMS or an e-mail can come to.
//!
//! The line that matters runs between what was surely not taken and what nobody
//! knows: gateways do not tell one message that comes twice from two. An adapter
//! never sends again what may have been taken; that is for the caller to weigh.

use core::fmt;
use core::time::Duration;

use crate::faults::PartnerFault;

/// The longest reference.
pub const MAX_REFERENCE: usize = 64;

/// Our own name for one sending. It is sent along, and comes back with every
/// report on it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

impl Reference {
    /// Takes 1 to [`MAX_REFERENCE`] letters of those that no gateway changes.
    pub fn new(text: &str) -> Option<Self> {
        let is_plain = !text.is_empty()
            && text.len() <= MAX_REFERENCE
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
        is_plain.then(|| Self(text.to_owned()))
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A message that a gateway has taken; it will be reported on later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The gateway's own name for it, if it gave one.
    pub remote_id: Option<String>,
}

/// Why something was not sent, without a word about whom or what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The receiver does not exist.
    UnknownReceiver,
    /// The receiver or her operator takes nothing from us.
    Barred,
    /// The message itself was not accepted.
    BadMessage,
    /// We are not let in with the settings we have.
    NotAllowed,
    /// No connection could be had.
    Unreachable,
    /// It failed so many times in a row that we leave it alone for a while.
    LeftAlone,
    /// It is busy.
    Busy,
    /// It said that it is in trouble.
    InTrouble,
    /// No answer within the time.
    TooSlow,
    /// The connection broke in the middle.
    Broke,
    /// An answer that the contract does not allow.
    BadAnswer,
}

impl Why {
    /// A short name for logs and columns.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownReceiver => "UNKNOWN_RECEIVER",
            Self::Barred => "BARRED",
            Self::BadMessage => "BAD_MESSAGE",
            Self::NotAllowed => "NOT_ALLOWED",
            Self::Unreachable => "UNREACHABLE",
            Self::LeftAlone => "LEFT_ALONE",
            Self::Busy => "BUSY",
            Self::InTrouble => "IN_TROUBLE",
            Self::TooSlow => "TOO_SLOW",
            Self::Broke => "BROKE",
            Self::BadAnswer => "BAD_ANSWER",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a message was not taken, by what may be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SendFailed {
    /// This platform has no such sender.
    #[error("no sender is configured")]
    NotConfigured,
    /// We are not let in: the settings are wrong, and trying again changes nothing.
    #[error("the sender does not let us in: {0}")]
    Misconfigured(Why),
    /// It will never be taken.
    #[error("refused for good: {0}")]
    Permanent(Why),
    /// It was surely not taken; it may be sent again later.
    #[error("not taken now: {why}")]
    Transient {
        /// Why.
        why: Why,
        /// How long the sender wants to be left, if it said.
        retry_after: Option<Duration>,
    },
    /// Nobody knows whether it was taken.
    #[error("it is not known whether it was taken: {0}")]
    Unknown(Why),
}

impl SendFailed {
    /// Not taken, and nothing said about when to come back.
    pub const fn not_now(why: Why) -> Self {
        Self::Transient { why, retry_after: None }
    }
}

/// What a fault on the line means for a message: what never arrived or was
/// turned back in so many words was not taken, and of the rest nobody knows.
impl From<&PartnerFault> for SendFailed {
    fn from(fault: &PartnerFault) -> Self {
        if fault.never_arrived() {
            return match fault {
                PartnerFault::LeftAlone { .. } => Self::not_now(Why::LeftAlone),
                PartnerFault::Signing { .. } => Self::Misconfigured(Why::NotAllowed),
                _ => Self::not_now(Why::Unreachable),
            };
        }
        match fault {
            PartnerFault::Busy { retry_after, .. } => {
                Self::Transient { why: Why::Busy, retry_after: *retry_after }
            }
            PartnerFault::Failing { status: 503, .. } => Self::not_now(Why::InTrouble),
            PartnerFault::Failing { .. } => Self::Unknown(Why::InTrouble),
            PartnerFault::TooSlow { .. } => Self::Unknown(Why::TooSlow),
            PartnerFault::TurnedAway { .. } => Self::Misconfigured(Why::NotAllowed),
            PartnerFault::BadAnswer { .. } => Self::Unknown(Why::BadAnswer),
            _ => Self::Unknown(Why::Broke),
        }
    }
}

/// What a gateway tells later of something it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryReport {
    /// Our reference, if it came back.
    pub reference: Option<Reference>,
    /// The gateway's own name for it, if it came.
    pub remote_id: Option<String>,
    /// What became of it.
    pub outcome: DeliveryOutcome,
}

/// What became of something that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryOutcome {
    /// It reached the receiver.
    Delivered,
    /// It is under way; more will be told.
    UnderWay,
    /// It did not reach her, and never will at this address.
    FailedForGood(Why),
    /// It did not reach her this time.
    FailedNow(Why),
    /// Nobody will ever know.
    NeverKnown,
}

/// A report that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReportFlaw {
    /// Larger than the limit.
    #[error("the report is too large")]
    TooLarge,
    /// Not what the contract says.
    #[error("the report is not one")]
    Malformed,
}

/// The largest report that is looked at.
pub const MAX_REPORT_BYTES: usize = 256 * 1024;

/// The most messages that one report can be about.
pub const MAX_REPORTS: usize = 1_000;

/// The longest name of its own that a gateway can give a message.
const MAX_REMOTE_ID: usize = 200;

/// A gateway's own name for a message, when it is one that can be kept.
pub(crate) fn remote_id(text: &str) -> Option<String> {
    let fits = !text.is_empty()
        && text.len() <= MAX_REMOTE_ID
        && text.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::Step;

    #[test]
    fn a_reference_has_only_letters_that_no_gateway_changes() {
        for fine in ["a", "0194c0ff-1234-7abc-8def-001122334455.sms", &"a".repeat(64)] {
            assert_eq!(Reference::new(fine).unwrap().as_str(), fine);
        }
        for odd in ["", "a b", "a\n", "æ", &"a".repeat(65)] {
            assert_eq!(Reference::new(odd), None, "{odd}");
        }
    }

    #[test]
    fn only_what_was_surely_not_taken_may_be_sent_again() {
        let (partner, step) = ("x", Step::Delivery);
        let failing = |status| PartnerFault::Failing { partner, step, status };
        for (fault, failed) in [
            (PartnerFault::LeftAlone { partner }, SendFailed::not_now(Why::LeftAlone)),
            (failing(503), SendFailed::not_now(Why::InTrouble)),
            (failing(500), SendFailed::Unknown(Why::InTrouble)),
            (failing(504), SendFailed::Unknown(Why::InTrouble)),
            (PartnerFault::TooSlow { partner, step }, SendFailed::Unknown(Why::TooSlow)),
        ] {
            assert_eq!(SendFailed::from(&fault), failed, "{fault}");
        }
        let wait = Some(Duration::from_secs(7));
        let busy = PartnerFault::Busy { partner, step, retry_after: wait };
        let expected = SendFailed::Transient { why: Why::Busy, retry_after: wait };
        assert_eq!(SendFailed::from(&busy), expected);
    }
}
