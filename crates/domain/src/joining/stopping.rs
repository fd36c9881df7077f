//! What the operator stopped is looked at again (ON-12).

use core::time::Duration;

use jiff::Span;

use crate::time::{Date, Instant};

/// After how long it is looked at again whether the service must still be stopped (ON-12).
pub const STOP_REVIEW: Duration = Duration::from_secs(72 * 60 * 60);

/// How many days it may be stopped without the municipality's consent (ON-12) [D].
pub const STOP_DAYS: i64 = 30;

/// Where the review of a stop stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopReview {
    /// It is to be looked at again at this time.
    Ahead(Instant),
    /// It should have been looked at again at this time.
    Due(Instant),
    /// It was looked at again, and goes on until this day without the municipality's consent.
    Done(Date),
    /// From this day on it goes on with the municipality's consent alone.
    NeedsConsent(Date),
}

/// Where the review stands of what was stopped then, and looked at again at these times.
pub fn stop_review(stopped: Instant, reviews: &[Instant], now: Instant) -> StopReview {
    let last = stopped.in_oslo().date.saturating_add(Span::new().days(STOP_DAYS));
    let due = stopped.plus(STOP_REVIEW);
    if now.in_oslo().date >= last {
        StopReview::NeedsConsent(last)
    } else if reviews.iter().any(|at| *at > stopped) {
        StopReview::Done(last)
    } else if now >= due {
        StopReview::Due(due)
    } else {
        StopReview::Ahead(due)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// ON-12, S1-5.1-e: a stop is looked at again after 72 hours, and needs the municipality's
    /// consent after thirty days.
    #[test]
    fn s1_5_1_e_and_on_12_a_stop_is_looked_at_again_after_three_days_and_thirty() {
        let stopped = Instant::start_of(date(2027, 2, 1));
        let on = |reviews: &[Instant], now| stop_review(stopped, reviews, now);
        let hour = Duration::from_secs(3_600);
        let due = stopped.plus(hour * 72);
        let consent = date(2027, 3, 3);
        assert_eq!(on(&[], due.minus(hour)), StopReview::Ahead(due));
        assert_eq!(on(&[], due), StopReview::Due(due));
        assert_eq!(on(&[due], due.plus(hour)), StopReview::Done(consent));
        assert_eq!(on(&[stopped.minus(hour)], due), StopReview::Due(due), "of an earlier stop");
        let last = Instant::start_of(consent);
        assert_eq!(on(&[due], last.minus(hour)), StopReview::Done(consent));
        assert_eq!(on(&[due], last), StopReview::NeedsConsent(consent));
    }
}
