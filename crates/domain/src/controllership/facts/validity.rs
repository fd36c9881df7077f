//! When something holds.

use core::fmt;

use crate::time::{Date, Instant};

/// When something holds: from its first instant until just before its last (§ 1.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Validity {
    from: Instant,
    to: Option<Instant>,
}

impl Validity {
    /// From `from` until just before `to`; none when that is no time at all.
    pub fn new(from: Instant, to: Option<Instant>) -> Option<Self> {
        to.is_none_or(|to| from < to).then_some(Self { from, to })
    }

    /// From `from` and on.
    pub const fn starting(from: Instant) -> Self {
        Self { from, to: None }
    }

    /// Whole days in Oslo, the last one with them; that is how people write it.
    pub fn days(first: Date, last: Option<Date>) -> Option<Self> {
        let to = match last {
            Some(last) => Some(Instant::start_of(last.tomorrow().ok()?)),
            None => None,
        };
        Self::new(Instant::start_of(first), to)
    }

    /// The first instant.
    pub const fn from(self) -> Instant {
        self.from
    }

    /// The first instant when it holds no more.
    pub const fn to(self) -> Option<Instant> {
        self.to
    }

    /// The last day in Oslo on which it holds at all.
    pub fn last_day(self) -> Option<Date> {
        self.to.map(|to| Instant::from_micros(to.micros() - 1).in_oslo().date)
    }

    /// Whether it holds then (TV-17).
    pub fn holds_at(self, at: Instant) -> bool {
        self.from <= at && self.to.is_none_or(|to| at < to)
    }

    /// Whether it has ended by then.
    pub fn ended_by(self, at: Instant) -> bool {
        self.to.is_some_and(|to| to <= at)
    }

    /// Whether both hold at some instant.
    pub fn meets(self, other: Self) -> bool {
        other.to.is_none_or(|to| self.from < to) && self.to.is_none_or(|to| other.from < to)
    }

    /// The same until `to` at the latest; none when nothing is left.
    #[must_use]
    pub fn until(self, to: Instant) -> Option<Self> {
        Self::new(self.from, Some(self.to.map_or(to, |own| own.min(to))))
    }
}

impl fmt::Debug for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) => write!(f, "[{}, {to})", self.from),
            None => write!(f, "[{}, …)", self.from),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn tv_17_the_last_microsecond_is_inside_and_midnight_is_outside() {
        let fjordro = Validity::days(date(2026, 1, 1), Some(date(2027, 3, 15))).unwrap();
        let midnight = Instant::start_of(date(2027, 3, 16));
        assert_eq!(fjordro.to(), Some(midnight));
        assert_eq!(fjordro.last_day(), Some(date(2027, 3, 15)));
        assert!(fjordro.holds_at(Instant::from_micros(midnight.micros() - 1)));
        assert!(!fjordro.holds_at(midnight));
        assert!(fjordro.ended_by(midnight));
        assert!(!fjordro.ended_by(Instant::from_micros(midnight.micros() - 1)));
        assert!(fjordro.holds_at(fjordro.from()));
        assert!(!fjordro.holds_at(Instant::from_micros(fjordro.from().micros() - 1)));
    }

    #[test]
    fn what_begins_when_the_other_ends_does_not_meet_it() {
        let at = Instant::from_micros;
        let first = Validity::new(at(10), Some(at(20))).unwrap();
        let second = Validity::starting(at(20));
        assert!(!first.meets(second) && !second.meets(first));
        assert!(first.meets(Validity::starting(at(19))));
        assert!(Validity::starting(at(0)).meets(first));
        assert_eq!(Validity::new(at(20), Some(at(20))), None);
        assert_eq!(second.until(at(30)), Validity::new(at(20), Some(at(30))));
        assert_eq!(first.until(at(10)), None);
        assert_eq!(first.until(at(40)), Some(first));
    }

    #[test]
    fn a_validity_is_written_as_a_half_open_interval() {
        let at = Instant::from_micros;
        let both = Validity::new(at(0), Some(at(1_000_000))).unwrap();
        assert_eq!(format!("{both:?}"), "[1970-01-01T00:00:00Z, 1970-01-01T00:00:01Z)");
        assert_eq!(format!("{:?}", Validity::starting(at(0))), "[1970-01-01T00:00:00Z, …)");
    }
}
