//! Receipts that do not come.

use core::time::Duration;

use crate::time::Instant;

/// A receipt comes within minutes, a few hours at most.
pub const RECEIPT_LATE_AFTER: Duration = Duration::from_secs(4 * 60 * 60);

/// After this long the message counts as not received.
pub const RECEIPT_MISSING_AFTER: Duration = Duration::from_secs(96 * 60 * 60);

/// How long a receipt has been waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiptWatch {
    /// Not long.
    InTime,
    /// Longer than it should; staff and operator see it.
    Late,
    /// So long that the message counts as not received.
    Missing,
}

impl ReceiptWatch {
    /// How a message that was handed over then stands now.
    pub fn of(handed_over_at: Instant, now: Instant) -> Self {
        if now >= handed_over_at.plus(RECEIPT_MISSING_AFTER) {
            Self::Missing
        } else if now >= handed_over_at.plus(RECEIPT_LATE_AFTER) {
            Self::Late
        } else {
            Self::InTime
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_late_after_four_hours_and_missing_after_four_days() {
        let sent = Instant::from_micros(1_000_000);
        let at = |seconds: u64| ReceiptWatch::of(sent, sent.plus(Duration::from_secs(seconds)));
        assert_eq!(at(0), ReceiptWatch::InTime);
        assert_eq!(at(4 * 3_600 - 1), ReceiptWatch::InTime);
        assert_eq!(at(4 * 3_600), ReceiptWatch::Late);
        assert_eq!(at(96 * 3_600 - 1), ReceiptWatch::Late);
        assert_eq!(at(96 * 3_600), ReceiptWatch::Missing);
        // A clock that goes back makes nothing late.
        assert_eq!(ReceiptWatch::of(sent, Instant::from_micros(0)), ReceiptWatch::InTime);
    }
}
