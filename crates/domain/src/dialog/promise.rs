//! The answer promise (S1-2.1.1-a).

use core::time::Duration;

use crate::time::{Instant, OpeningHours};

/// An untaken conversation is urgent when this little is left.
pub const WARN_BEFORE: Duration = Duration::from_secs(2 * 60 * 60);

/// When an answer can be expected: the end of the unit's last opening period on
/// its n-th open day after the day of sending.
pub fn promise_at(hours: &OpeningHours, days: u8, sent: Instant) -> Option<Instant> {
    let mut day = sent.in_oslo().date;
    for _ in 0..days.max(1) {
        day = hours.next_open_day(day)?;
    }
    hours.closes_on(day)
}

/// What a page says about a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// Still time.
    Waiting(Instant),
    /// The time is past without an answer.
    Broken(Instant),
}

impl Promise {
    /// How a promise stands now.
    pub fn at(promised: Instant, now: Instant) -> Self {
        if now <= promised { Self::Waiting(promised) } else { Self::Broken(promised) }
    }
}

/// How urgent an unanswered conversation is in the work list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The promise is broken.
    Over,
    /// Under two hours left, and nobody has taken it.
    Soon,
    /// Due today.
    Today,
    /// Due on a later day.
    Later,
}

impl Urgency {
    /// How urgent a promise is now; taken conversations are never "soon".
    pub fn of(promised: Instant, is_taken: IsTaken, now: Instant) -> Self {
        if now > promised {
            return Self::Over;
        }
        if is_taken == IsTaken::No && promised.since(now) < WARN_BEFORE {
            return Self::Soon;
        }
        if promised.in_oslo().date == now.in_oslo().date { Self::Today } else { Self::Later }
    }
}

/// Whether somebody has taken a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IsTaken {
    /// Somebody has.
    Yes,
    /// Nobody has.
    No,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::{Date, date, time};

    use super::*;
    use crate::time::{DayHours, Period};

    fn office() -> OpeningHours {
        OpeningHours::weekdays(vec![Period { from: time(8, 0, 0, 0), to: time(15, 30, 0, 0) }])
            .unwrap()
    }

    fn at(day: Date, hour: i8, minute: i8) -> Instant {
        Instant::from_oslo(day, time(hour, minute, 0, 0))
    }

    /// TV-12 and S1-2.1.1-a: Kari writes on the day before Maundy Thursday.
    #[test]
    fn s1_2_1_1_a_tv_12_an_answer_is_promised_on_the_next_open_day() {
        let before_easter = at(date(2027, 3, 24), 15, 0);
        let promised = promise_at(&office(), 1, before_easter);
        assert_eq!(promised, Some(at(date(2027, 3, 30), 15, 30)));
        let friday = at(date(2027, 3, 19), 12, 0);
        assert_eq!(promise_at(&office(), 1, friday), Some(at(date(2027, 3, 22), 15, 30)));
    }

    #[test]
    fn the_day_of_sending_never_counts_not_even_before_opening() {
        for (hour, minute) in [(0, 0), (7, 59), (8, 0), (15, 30), (23, 59)] {
            let sent = at(date(2027, 2, 2), hour, minute);
            let wednesday = Some(at(date(2027, 2, 3), 15, 30));
            assert_eq!(promise_at(&office(), 1, sent), wednesday, "{hour}.{minute}");
        }
    }

    #[test]
    fn a_unit_may_promise_a_later_open_day_but_never_none() {
        let sent = at(date(2027, 2, 2), 9, 0);
        for (days, day) in [
            (0, date(2027, 2, 3)),
            (1, date(2027, 2, 3)),
            (3, date(2027, 2, 5)),
            (4, date(2027, 2, 8)),
        ] {
            assert_eq!(promise_at(&office(), days, sent), Some(at(day, 15, 30)), "{days}");
        }
    }

    /// C-open-day.
    #[test]
    fn a_closed_day_is_stepped_over_and_the_last_period_of_the_day_counts() {
        let closed = office().with_closed(BTreeSet::from([date(2027, 2, 3)])).unwrap();
        let sent = at(date(2027, 2, 2), 9, 0);
        assert_eq!(promise_at(&closed, 1, sent), Some(at(date(2027, 2, 4), 15, 30)));
        let split = OpeningHours::weekdays(vec![
            Period { from: time(8, 0, 0, 0), to: time(11, 0, 0, 0) },
            Period { from: time(13, 0, 0, 0), to: time(14, 0, 0, 0) },
        ]);
        assert_eq!(promise_at(&split.unwrap(), 1, sent), Some(at(date(2027, 2, 3), 14, 0)));
    }

    /// S1-2.1.1-a: a unit that keeps weekend hours may count them.
    #[test]
    fn s1_2_1_1_a_weekend_hours_count_where_the_unit_says_so() {
        let day = || {
            let period = Period { from: time(10, 0, 0, 0), to: time(14, 0, 0, 0) };
            DayHours::new(vec![period]).unwrap()
        };
        let week = OpeningHours::weekly(std::array::from_fn(|_| day()));
        let friday = at(date(2027, 3, 19), 12, 0);
        assert_eq!(promise_at(&week, 1, friday), Some(at(date(2027, 3, 22), 14, 0)));
        let counted = week.open_on_days_off();
        assert_eq!(promise_at(&counted, 1, friday), Some(at(date(2027, 3, 20), 14, 0)));
    }

    #[test]
    fn a_unit_that_never_opens_promises_nothing() {
        let never = OpeningHours::weekly(std::array::from_fn(|_| DayHours::closed()));
        assert_eq!(promise_at(&never, 1, at(date(2027, 2, 2), 9, 0)), None);
    }

    #[test]
    fn a_promise_is_kept_until_its_last_instant() {
        let promised = at(date(2027, 2, 3), 15, 30);
        assert_eq!(Promise::at(promised, promised), Promise::Waiting(promised));
        let after = promised.plus(Duration::from_micros(1));
        assert_eq!(Promise::at(promised, after), Promise::Broken(promised));
    }

    #[test]
    fn the_work_list_tells_what_is_urgent() {
        let promised = at(date(2027, 2, 2), 15, 30);
        for (hour, minute, taken, expected) in [
            (13, 30, IsTaken::No, Urgency::Today),
            (13, 31, IsTaken::No, Urgency::Soon),
            (13, 31, IsTaken::Yes, Urgency::Today),
            (15, 30, IsTaken::No, Urgency::Soon),
            (15, 31, IsTaken::No, Urgency::Over),
            (15, 31, IsTaken::Yes, Urgency::Over),
        ] {
            let now = at(date(2027, 2, 2), hour, minute);
            assert_eq!(Urgency::of(promised, taken, now), expected, "{hour}.{minute} {taken:?}");
        }
        let yesterday = at(date(2027, 2, 1), 15, 0);
        assert_eq!(Urgency::of(promised, IsTaken::No, yesterday), Urgency::Later);
        assert!(Urgency::Over < Urgency::Soon && Urgency::Today < Urgency::Later);
    }
}
