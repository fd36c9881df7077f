//! When a unit is open.

use core::time::Duration;
use std::collections::BTreeSet;

use jiff::civil::{Date, Time, Weekday};

use super::{Instant, is_working_day};

/// The most periods a day can have (morning, afternoon, evening, one to spare).
pub const MAX_PERIODS_A_DAY: usize = 4;

/// The most single days that can be marked closed.
pub const MAX_CLOSED_DAYS: usize = 400;

/// One stretch of opening on a day; `from` is inside, `to` is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// When the door opens.
    pub from: Time,
    /// When it closes.
    pub to: Time,
}

/// The periods of one weekday, in order and apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayHours(Vec<Period>);

/// Opening hours that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHours {
    /// A period ends before it begins.
    #[error("a period must end after it begins")]
    EndsBeforeItBegins,
    /// Two periods touch or overlap, or stand in the wrong order.
    #[error("periods must follow each other with a gap")]
    Overlap,
    /// More periods than [`MAX_PERIODS_A_DAY`] or more days than [`MAX_CLOSED_DAYS`].
    #[error("too many periods")]
    TooMany,
}

impl DayHours {
    /// The hours of a day on which the unit is closed.
    pub const fn closed() -> Self {
        Self(Vec::new())
    }

    /// The hours of a day with these periods.
    ///
    /// # Errors
    /// When a period is empty, two overlap, or there are too many.
    pub fn new(periods: Vec<Period>) -> Result<Self, InvalidHours> {
        if periods.len() > MAX_PERIODS_A_DAY {
            return Err(InvalidHours::TooMany);
        }
        if periods.iter().any(|period| period.from >= period.to) {
            return Err(InvalidHours::EndsBeforeItBegins);
        }
        if periods.windows(2).any(|pair| pair[0].to >= pair[1].from) {
            return Err(InvalidHours::Overlap);
        }
        Ok(Self(periods))
    }

    /// The periods, earliest first.
    pub fn periods(&self) -> &[Period] {
        &self.0
    }
}

/// When a unit is open, week after week, with the days it has closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningHours {
    days: [DayHours; 7],
    closed: BTreeSet<Date>,
    keeps_days_off: bool,
}

impl OpeningHours {
    /// A unit with these hours, Monday first, that keeps public holidays and weekends off
    /// whatever the week says.
    pub const fn weekly(days: [DayHours; 7]) -> Self {
        Self { days, closed: BTreeSet::new(), keeps_days_off: true }
    }

    /// The same hours Monday to Friday and nothing in the weekend.
    ///
    /// # Errors
    /// As [`DayHours::new`].
    pub fn weekdays(periods: Vec<Period>) -> Result<Self, InvalidHours> {
        let day = DayHours::new(periods)?;
        let off = DayHours::closed;
        Ok(Self::weekly([day.clone(), day.clone(), day.clone(), day.clone(), day, off(), off()]))
    }

    /// The same unit, open also on weekends and holidays when its week says so (S1-2.1.1-a:
    /// "a unit that keeps weekend hours may count them").
    #[must_use]
    pub fn open_on_days_off(mut self) -> Self {
        self.keeps_days_off = false;
        self
    }

    /// Whether weekends and public holidays are days off here.
    pub const fn keeps_days_off(&self) -> bool {
        self.keeps_days_off
    }

    /// The same hours with these days closed.
    ///
    /// # Errors
    /// When there are more than [`MAX_CLOSED_DAYS`].
    pub fn with_closed(mut self, closed: BTreeSet<Date>) -> Result<Self, InvalidHours> {
        if closed.len() > MAX_CLOSED_DAYS {
            return Err(InvalidHours::TooMany);
        }
        self.closed = closed;
        Ok(self)
    }

    /// The hours of a weekday, as the week says.
    pub fn weekday(&self, weekday: Weekday) -> &DayHours {
        &self.days[usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0)]
    }

    /// The days that are closed although the week says open.
    pub const fn closed_days(&self) -> &BTreeSet<Date> {
        &self.closed
    }

    /// The periods of a date; none when the unit is closed that day.
    pub fn on(&self, date: Date) -> &[Period] {
        let day_off = self.keeps_days_off && !is_working_day(date);
        if day_off || self.closed.contains(&date) {
            return &[];
        }
        self.weekday(date.weekday()).periods()
    }

    /// Whether a date is an open day: it has at least one period.
    pub fn is_open_day(&self, date: Date) -> bool {
        !self.on(date).is_empty()
    }

    /// When the unit closes, when it is open at `at`.
    pub fn open_until(&self, at: Instant) -> Option<Instant> {
        let shown = at.in_oslo();
        let period =
            self.on(shown.date).iter().find(|p| p.from <= shown.time && shown.time < p.to)?;
        Some(Instant::from_oslo(shown.date, period.to))
    }

    /// When the unit opens next, when it is closed at `at`; none when it never does.
    pub fn opens_next(&self, at: Instant) -> Option<Instant> {
        let shown = at.in_oslo();
        let later_today = self.on(shown.date).iter().find(|period| period.from > shown.time);
        if let Some(period) = later_today {
            return Some(Instant::from_oslo(shown.date, period.from));
        }
        let day = self.next_open_day(shown.date)?;
        self.on(day).first().map(|period| Instant::from_oslo(day, period.from))
    }

    /// The first open day after `date`; none within [`MAX_CLOSED_DAYS`] and two weeks.
    pub fn next_open_day(&self, date: Date) -> Option<Date> {
        let mut day = date;
        for _ in 0..MAX_CLOSED_DAYS + 14 {
            day = day.tomorrow().ok()?;
            if self.is_open_day(day) {
                return Some(day);
            }
        }
        None
    }

    /// When half of a day's opening time is left; none when the unit is closed that
    /// day. A pause between periods is no opening time: when half is left all
    /// through a pause, it is so from the pause's first minute.
    pub fn half_left_on(&self, date: Date) -> Option<Instant> {
        let periods = self.on(date);
        let length = |period: &Period| since_midnight(period.to) - since_midnight(period.from);
        let mut left = periods.iter().map(length).sum::<i64>() / 2;
        let found = periods.iter().find_map(|period| {
            let long = length(period);
            if left <= long {
                return Some(Instant::from_oslo(date, period.from).plus(micros(left)));
            }
            left -= long;
            None
        });
        found.filter(|_| !periods.is_empty())
    }

    /// When the last period of an open day ends.
    pub fn closes_on(&self, date: Date) -> Option<Instant> {
        self.on(date).last().map(|period| Instant::from_oslo(date, period.to))
    }
}

/// Microseconds from midnight to a time of day.
fn since_midnight(time: Time) -> i64 {
    let seconds =
        i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    seconds * 1_000_000
}

fn micros(count: i64) -> Duration {
    Duration::from_micros(u64::try_from(count).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn period(from: (i8, i8), to: (i8, i8)) -> Period {
        Period { from: time(from.0, from.1, 0, 0), to: time(to.0, to.1, 0, 0) }
    }

    fn office() -> OpeningHours {
        OpeningHours::weekdays(vec![period((8, 0), (15, 30))]).unwrap()
    }

    fn at(d: Date, h: i8, m: i8) -> Instant {
        Instant::from_oslo(d, time(h, m, 0, 0))
    }

    #[test]
    fn hours_that_cannot_be_are_refused() {
        let backwards = DayHours::new(vec![period((9, 0), (9, 0))]);
        assert_eq!(backwards, Err(InvalidHours::EndsBeforeItBegins));
        let touching = DayHours::new(vec![period((8, 0), (12, 0)), period((12, 0), (15, 0))]);
        assert_eq!(touching, Err(InvalidHours::Overlap));
        let five = (0..5).map(|n| period((n, 0), (n, 30))).collect();
        assert_eq!(DayHours::new(five), Err(InvalidHours::TooMany));
        let four = (0..4).map(|n| period((n, 0), (n, 30))).collect();
        assert!(DayHours::new(four).is_ok());
        let days =
            (0..401).map(|n| date(2027, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap());
        assert_eq!(office().with_closed(days.clone().collect()), Err(InvalidHours::TooMany));
        assert!(office().with_closed(days.take(400).collect()).is_ok());
    }

    #[test]
    fn the_unit_opens_at_the_first_minute_and_is_shut_at_the_last() {
        let tuesday = date(2027, 2, 2);
        let closes = Some(at(tuesday, 15, 30));
        for (hour, minute, expected) in
            [(7, 59, None), (8, 0, closes), (15, 29, closes), (15, 30, None), (23, 0, None)]
        {
            assert_eq!(office().open_until(at(tuesday, hour, minute)), expected, "{hour}.{minute}");
        }
    }

    #[test]
    fn a_closed_unit_tells_when_it_opens() {
        let tuesday = date(2027, 2, 2);
        let wednesday = date(2027, 2, 3);
        assert_eq!(office().opens_next(at(tuesday, 6, 0)), Some(at(tuesday, 8, 0)));
        assert_eq!(office().opens_next(at(tuesday, 8, 0)), Some(at(wednesday, 8, 0)));
        assert_eq!(office().opens_next(at(tuesday, 16, 0)), Some(at(wednesday, 8, 0)));
        let easter = at(date(2027, 3, 24), 16, 0);
        assert_eq!(office().opens_next(easter), Some(at(date(2027, 3, 30), 8, 0)));
        let two = OpeningHours::weekdays(vec![period((8, 0), (11, 0)), period((13, 0), (15, 0))]);
        assert_eq!(two.unwrap().opens_next(at(tuesday, 11, 30)), Some(at(tuesday, 13, 0)));
    }

    #[test]
    fn a_unit_that_never_opens_says_so() {
        let never = OpeningHours::weekly(std::array::from_fn(|_| DayHours::closed()));
        assert_eq!(never.opens_next(at(date(2027, 2, 2), 9, 0)), None);
        assert_eq!(never.next_open_day(date(2027, 2, 2)), None);
        assert_eq!(never.closes_on(date(2027, 2, 2)), None);
    }

    #[test]
    fn the_next_open_day_is_looked_for_in_four_hundred_days_and_two_weeks() {
        let monday = date(2028, 3, 20);
        let far = |days: i32| monday.checked_sub(jiff::Span::new().days(days)).unwrap();
        let mut week: [DayHours; 7] = std::array::from_fn(|_| DayHours::closed());
        week[0] = DayHours::new(vec![period((8, 0), (15, 30))]).unwrap();
        let earlier = (1..60).map(|weeks| far(7 * weeks)).collect();
        let hours = OpeningHours::weekly(week).with_closed(earlier).unwrap();
        assert_eq!(hours.next_open_day(far(414)), Some(monday));
        assert_eq!(hours.next_open_day(far(415)), None);
    }

    #[test]
    fn weekends_holidays_and_closed_days_are_not_open_days() {
        let hours = office().with_closed(BTreeSet::from([date(2027, 2, 3)])).unwrap();
        assert!(hours.is_open_day(date(2027, 2, 2)));
        assert!(!hours.is_open_day(date(2027, 2, 3)));
        assert!(!hours.is_open_day(date(2027, 2, 6)));
        assert!(!hours.is_open_day(date(2027, 3, 26)));
        assert_eq!(hours.next_open_day(date(2027, 2, 2)), Some(date(2027, 2, 4)));
        assert_eq!(hours.closes_on(date(2027, 2, 2)), Some(at(date(2027, 2, 2), 15, 30)));
    }

    /// S1-2.1.1-a: the duty lead is warned when half of that day's opening time is left.
    #[test]
    fn s1_2_1_1_a_half_of_a_days_opening_time_is_left_at_this_minute() {
        let tuesday = date(2027, 2, 2);
        for (periods, expected) in [
            (vec![period((8, 0), (15, 30))], Some((11, 45))),
            (vec![period((8, 0), (11, 0)), period((13, 0), (14, 0))], Some((10, 0))),
            (vec![period((8, 0), (9, 0)), period((12, 0), (16, 0))], Some((13, 30))),
            (vec![period((8, 0), (10, 0)), period((13, 0), (15, 0))], Some((10, 0))),
            (vec![], None),
        ] {
            let hours = OpeningHours::weekdays(periods.clone()).unwrap();
            let expected = expected.map(|(hour, minute)| at(tuesday, hour, minute));
            assert_eq!(hours.half_left_on(tuesday), expected, "{periods:?}");
        }
        assert_eq!(office().half_left_on(date(2027, 2, 6)), None);
        let closed = office().with_closed(BTreeSet::from([tuesday])).unwrap();
        assert_eq!(closed.half_left_on(tuesday), None);
    }

    #[test]
    fn a_unit_that_keeps_weekend_hours_may_count_them() {
        let day = || DayHours::new(vec![period((8, 0), (20, 0))]).unwrap();
        let all_days = OpeningHours::weekly(std::array::from_fn(|_| day()));
        assert!(!all_days.is_open_day(date(2027, 2, 6)));
        assert!(all_days.keeps_days_off());
        let duty = all_days.open_on_days_off();
        assert!(!duty.keeps_days_off());
        assert!(duty.is_open_day(date(2027, 2, 6)));
        assert!(duty.is_open_day(date(2027, 3, 26)));
    }
}
