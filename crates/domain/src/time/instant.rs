//! Instants, and how they look on a clock in Oslo.

use core::fmt;
use core::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;

/// A point in time: whole microseconds since 1970-01-01 in UTC.
///
/// Microseconds because both databases keep them exactly (§ 1.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// A point in time as a wall clock in Oslo shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Oslo {
    /// The civil date.
    pub date: Date,
    /// The time of day.
    pub time: Time,
}

/// The first and last instants that a calendar can name.
const FIRST_MICROS: i64 = -377_705_023_201_000_000;
const LAST_MICROS: i64 = 253_402_207_200_000_000;

impl Instant {
    /// The instant that many microseconds after 1970, held inside the calendar.
    pub const fn from_micros(micros: i64) -> Self {
        if micros < FIRST_MICROS {
            Self(FIRST_MICROS)
        } else if micros > LAST_MICROS {
            Self(LAST_MICROS)
        } else {
            Self(micros)
        }
    }

    /// Microseconds since 1970.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970, rounded down; what tokens count in.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }

    /// This much later.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        let micros = i64::try_from(duration.as_micros()).unwrap_or(i64::MAX);
        Self::from_micros(self.0.saturating_add(micros))
    }

    /// This much earlier.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        let micros = i64::try_from(duration.as_micros()).unwrap_or(i64::MAX);
        Self::from_micros(self.0.saturating_sub(micros))
    }

    /// How long since `earlier`; nothing when `earlier` is later.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// What a wall clock in Oslo shows.
    pub fn in_oslo(self) -> Oslo {
        let shown = oslo().to_datetime(self.timestamp());
        Oslo { date: shown.date(), time: shown.time() }
    }

    /// When a wall clock in Oslo shows this date and time.
    ///
    /// In the hour that is skipped in March the clock has already moved on; in
    /// the hour that comes twice in October it is the first.
    pub fn from_oslo(date: Date, time: Time) -> Self {
        let shown = DateTime::from_parts(date, time);
        oslo()
            .to_ambiguous_timestamp(shown)
            .compatible()
            .map_or(Self(LAST_MICROS), |found| Self::from_micros(found.as_microsecond()))
    }

    /// The first instant of a civil day in Oslo.
    pub fn start_of(date: Date) -> Self {
        Self::from_oslo(date, Time::midnight())
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.timestamp())
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.timestamp())
    }
}

/// Oslo's time zone from the bundled tables, the same on every machine.
fn oslo() -> TimeZone {
    static OSLO: std::sync::OnceLock<TimeZone> = std::sync::OnceLock::new();
    OSLO.get_or_init(|| TimeZone::get("Europe/Oslo").unwrap_or(TimeZone::UTC)).clone()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn the_calendar_has_oslo_in_it() {
        let winter = Instant::from_oslo(date(2027, 2, 2), time(9, 0, 0, 0));
        assert_eq!(winter.to_string(), "2027-02-02T08:00:00Z");
        let summer = Instant::from_oslo(date(2027, 7, 1), time(9, 0, 0, 0));
        assert_eq!(summer.to_string(), "2027-07-01T07:00:00Z");
        assert_eq!(format!("{summer:?}"), "2027-07-01T07:00:00Z");
    }

    #[test]
    fn an_instant_reads_back_from_the_wall_clock() {
        let at = Instant::from_oslo(date(2027, 2, 2), time(9, 14, 3, 250_000));
        assert_eq!(at.in_oslo(), Oslo { date: date(2027, 2, 2), time: time(9, 14, 3, 250_000) });
    }

    #[test]
    fn the_hour_that_comes_twice_is_the_first_and_the_skipped_hour_moves_on() {
        let twice = Instant::from_oslo(date(2026, 10, 25), time(2, 30, 0, 0));
        assert_eq!(twice.to_string(), "2026-10-25T00:30:00Z");
        let skipped = Instant::from_oslo(date(2027, 3, 28), time(2, 30, 0, 0));
        assert_eq!(skipped.to_string(), "2027-03-28T01:30:00Z");
    }

    #[test]
    fn no_number_of_microseconds_falls_outside_the_calendar() {
        for micros in [i64::MIN, -1, 0, 1, i64::MAX] {
            let at = Instant::from_micros(micros);
            assert!(at.in_oslo().date.year() > -9999 || micros < 0, "{micros}");
            assert_eq!(Instant::from_micros(at.micros()), at);
        }
        assert!(Instant::from_micros(i64::MAX).plus(Duration::MAX) >= Instant::from_micros(0));
    }

    #[test]
    fn the_calendar_is_used_to_its_first_and_last_microsecond() {
        let first = Instant::from_micros(i64::MIN).micros();
        let last = Instant::from_micros(i64::MAX).micros();
        assert!(Timestamp::from_microsecond(first).is_ok());
        assert!(Timestamp::from_microsecond(first - 1).is_err());
        assert!(Timestamp::from_microsecond(last).is_ok());
        assert!(Timestamp::from_microsecond(last + 1).is_err());
        for inside in [first, first + 1, -1, 0, 1, last - 1, last] {
            assert_eq!(Instant::from_micros(inside).micros(), inside);
        }
    }

    #[test]
    fn seconds_are_rounded_down_before_1970_too() {
        for (micros, seconds) in
            [(-1_000_001, -2), (-1_000_000, -1), (-1, -1), (0, 0), (999_999, 0), (1_000_000, 1)]
        {
            assert_eq!(Instant::from_micros(micros).seconds(), seconds, "{micros}");
        }
    }

    #[test]
    fn time_between_is_never_negative() {
        let early = Instant::from_micros(10);
        let late = Instant::from_micros(25);
        assert_eq!(late.since(early), Duration::from_micros(15));
        assert_eq!(early.since(late), Duration::ZERO);
        assert_eq!(late.minus(Duration::from_micros(15)), early);
        assert_eq!(early.plus(Duration::from_micros(15)), late);
    }
}
