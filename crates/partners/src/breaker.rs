//! Leaving a partner alone for a while after repeated faults.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use helsebro_domain::time::{Clock, Instant};

/// Faults in a row before a partner is left alone.
pub(crate) const FAULTS_BEFORE_REST: u32 = 5;

/// How long it is left alone before one call may try again.
pub(crate) const REST: Duration = Duration::from_secs(30);

/// Counts faults in a row. While it rests every call is answered at once; then
/// one call tries, and its outcome decides for all.
pub(crate) struct Breaker {
    clock: Arc<dyn Clock>,
    count: Mutex<Count>,
}

#[derive(Default)]
struct Count {
    faults_in_a_row: u32,
    resting_until: Option<Instant>,
}

/// Whether a fault was the one that sent the partner to rest.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum After {
    /// Go on as before.
    GoOn,
    /// The partner is left alone from now.
    NowResting,
}

impl Breaker {
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, count: Mutex::default() }
    }

    /// Whether a call may be made now.
    pub(crate) fn admits(&self) -> bool {
        let now = self.clock.now();
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        match count.resting_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                // This call is the one that tries; the rest wait for its outcome,
                // and should it never come, for one more rest.
                count.resting_until = Some(now.plus(REST));
                true
            }
        }
    }

    /// The partner answered.
    pub(crate) fn answered(&self) {
        *self.count.lock().unwrap_or_else(PoisonError::into_inner) = Count::default();
    }

    /// The partner failed.
    pub(crate) fn failed(&self) -> After {
        let now = self.clock.now();
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        count.faults_in_a_row = count.faults_in_a_row.saturating_add(1);
        if count.faults_in_a_row < FAULTS_BEFORE_REST {
            return After::GoOn;
        }
        count.resting_until = Some(now.plus(REST));
        if count.faults_in_a_row == FAULTS_BEFORE_REST { After::NowResting } else { After::GoOn }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::*;

    #[derive(Default)]
    struct Hand(AtomicI64);
    impl Hand {
        fn step(&self, by: Duration) {
            self.0.fetch_add(i64::try_from(by.as_micros()).unwrap(), Ordering::SeqCst);
        }
    }
    impl Clock for Hand {
        fn now(&self) -> Instant {
            Instant::from_micros(self.0.load(Ordering::SeqCst))
        }
    }

    fn tired() -> (Arc<Hand>, Breaker) {
        let clock = Arc::new(Hand::default());
        let breaker = Breaker::new(clock.clone());
        for _ in 1..FAULTS_BEFORE_REST {
            assert_eq!(breaker.failed(), After::GoOn);
            assert!(breaker.admits());
        }
        assert_eq!(breaker.failed(), After::NowResting);
        (clock, breaker)
    }

    #[test]
    fn a_partner_rests_after_faults_in_a_row_and_no_call_is_made() {
        let (clock, breaker) = tired();
        assert!(!breaker.admits());
        clock.step(REST - Duration::from_micros(1));
        assert!(!breaker.admits());
    }

    #[test]
    fn after_the_rest_one_call_tries_and_its_success_opens_for_all() {
        let (clock, breaker) = tired();
        clock.step(REST);
        assert!(breaker.admits());
        assert!(!breaker.admits());
        breaker.answered();
        assert!(breaker.admits());
        assert!(breaker.admits());
        assert_eq!(breaker.failed(), After::GoOn);
        assert!(breaker.admits());
    }

    #[test]
    fn after_the_rest_one_more_fault_is_a_new_rest() {
        let (clock, breaker) = tired();
        clock.step(REST);
        assert!(breaker.admits());
        assert_eq!(breaker.failed(), After::GoOn);
        assert!(!breaker.admits());
        clock.step(REST);
        assert!(breaker.admits());
    }

    #[test]
    fn an_answer_between_faults_starts_the_count_anew() {
        let breaker = Breaker::new(Arc::new(Hand::default()));
        for _ in 0..FAULTS_BEFORE_REST * 2 {
            breaker.answered();
            assert_eq!(breaker.failed(), After::GoOn);
        }
        assert!(breaker.admits());
    }
}
