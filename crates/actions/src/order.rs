//! Ids that sort in the order they were given out.
//!
//! A conversation is read in the order of its message ids, and what is unread is
//! what lies after the last one read. Two ids of the same millisecond, or of a
//! clock that was set back, must therefore not change places: within a process
//! every id is greater than the one before it.

use std::sync::{Mutex, PoisonError};

use helsebro_domain::ids::Dice;
use helsebro_domain::time::Instant;
use uuid::Uuid;

/// The first number that does not fit in a version 7 id's 12-bit counter.
const COUNTER_END: u16 = 1 << 12;

/// The last millisecond and how many ids it has given.
#[derive(Default)]
pub(crate) struct Order(Mutex<(u64, u16)>);

impl Order {
    /// An id for something that happens at `now`, after every id given before.
    pub(crate) fn next(&self, now: Instant, dice: &dyn Dice) -> Uuid {
        let (millis, counter) = self.step(u64::try_from(now.micros() / 1_000).unwrap_or(0));
        let mut random = [0_u8; 10];
        dice.fill(&mut random);
        let [high, low] = counter.to_be_bytes();
        random[0] = high;
        random[1] = low;
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    fn step(&self, millis: u64) -> (u64, u16) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *last = match *last {
            (before, _) if millis > before => (millis, 0),
            (before, counter) if counter + 1 < COUNTER_END => (before, counter + 1),
            (before, _) => (before + 1, 0),
        };
        *last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ones;
    impl Dice for Ones {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0xff);
        }
    }

    #[test]
    fn ids_sort_as_they_were_given_out_whatever_the_clock_does() {
        let order = Order::default();
        let mut last = Uuid::nil();
        let times = [5_000_i64, 5_000, 5_001, 4_000, 9_000, 1].map(|millis| millis * 1_000);
        for micros in times.into_iter().chain(std::iter::repeat_n(2_000, 10_000)) {
            let id = order.next(Instant::from_micros(micros), &Ones);
            assert!(id > last, "{id} after {last}");
            assert_eq!(id.get_version_num(), 7);
            last = id;
        }
    }
}
