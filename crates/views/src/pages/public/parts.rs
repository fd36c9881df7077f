//! Pieces that several pages share: whom to ring, and when they are open.

use helsebro_domain::time::{Date, Instant, OpeningHours, Time, Weekday};

/// A municipality's switchboard.
#[derive(Clone, PartialEq, Eq)]
pub struct Switchboard {
    /// The municipality, as in «Solvik kommune».
    pub name: String,
    /// The phone number, as in «75 00 01 00».
    pub phone: String,
}

/// How to reach a unit.
#[derive(Clone, PartialEq, Eq)]
pub struct Reach {
    /// The unit, as in «Hjemmesykepleien Solvik øst».
    pub name: String,
    /// The phone number.
    pub phone: String,
    /// Whether it is open now.
    pub open: OpenNow,
    /// Its week.
    pub week: Week,
}

/// Whether a unit is open now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenNow {
    /// It is, until then.
    Until(Instant),
    /// It is closed and opens then.
    OpensAt(Instant),
    /// It is closed, and no opening is known.
    Closed,
}

impl OpenNow {
    /// How it stands at `now` with these hours.
    pub fn at(hours: &OpeningHours, now: Instant) -> Self {
        match (hours.open_until(now), hours.opens_next(now)) {
            (Some(until), _) => Self::Until(until),
            (None, Some(opens)) => Self::OpensAt(opens),
            (None, None) => Self::Closed,
        }
    }
}

/// A week's opening hours, days with the same hours put together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week(pub Vec<WeekLine>);

/// Some days in a row with the same hours; no period means closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekLine {
    /// The first day.
    pub from: Weekday,
    /// The last day; the same as the first when it stands alone.
    pub to: Weekday,
    /// When it opens and closes, earliest first.
    pub periods: Vec<(Time, Time)>,
}

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

impl WeekLine {
    /// Whether it is one day alone.
    pub fn is_one_day(&self) -> bool {
        self.from == self.to
    }

    /// The key of the first day's name.
    pub fn from_key(&self) -> String {
        day_key(self.from)
    }

    /// The key of the last day's name.
    pub fn to_key(&self) -> String {
        day_key(self.to)
    }
}

fn day_key(day: Weekday) -> String {
    format!("base-weekday-{}", day.to_monday_one_offset())
}

impl Week {
    /// The week of these hours, Monday first.
    pub fn of(hours: &OpeningHours) -> Self {
        let mut lines: Vec<WeekLine> = Vec::new();
        for day in DAYS {
            let periods: Vec<(Time, Time)> =
                periods(hours, day).iter().map(|period| (period.from, period.to)).collect();
            match lines.last_mut() {
                Some(line) if line.periods == periods => line.to = day,
                _ => lines.push(WeekLine { from: day, to: day, periods }),
            }
        }
        Self(lines)
    }

    /// Whether it is ever open.
    pub fn has_hours(&self) -> bool {
        self.open_lines().next().is_some()
    }

    /// The lines on which it is open.
    pub fn open_lines(&self) -> impl Iterator<Item = &WeekLine> {
        self.0.iter().filter(|line| !line.periods.is_empty())
    }
}

/// Weekends are off whatever the week says, for units that keep days off.
fn periods(hours: &OpeningHours, day: Weekday) -> &[helsebro_domain::time::Period] {
    let weekend = matches!(day, Weekday::Saturday | Weekday::Sunday);
    if weekend && hours.keeps_days_off() { &[] } else { hours.weekday(day).periods() }
}

/// How many closed days ahead a page tells.
pub const MAX_CLOSED_DAYS_SHOWN: usize = 10;

/// The days ahead that a unit has closed, from `today` on.
pub fn closed_days_ahead(hours: &OpeningHours, today: Date) -> Vec<Date> {
    hours.closed_days().range(today..).take(MAX_CLOSED_DAYS_SHOWN).copied().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use helsebro_domain::time::Period;
    use jiff::civil::{date, time};

    use super::*;

    fn office() -> OpeningHours {
        let day = Period { from: time(8, 0, 0, 0), to: time(15, 30, 0, 0) };
        OpeningHours::weekdays(vec![day]).unwrap()
    }

    #[test]
    fn days_with_the_same_hours_stand_together() {
        let week = Week::of(&office());
        let days: Vec<_> = week.0.iter().map(|line| (line.from, line.to)).collect();
        assert_eq!(
            days,
            [(Weekday::Monday, Weekday::Friday), (Weekday::Saturday, Weekday::Sunday)]
        );
        assert_eq!(week.open_lines().count(), 1);
        assert!(!Week::default().has_hours());
    }

    #[test]
    fn a_unit_tells_until_when_it_is_open_or_when_it_opens() {
        let at = |hour| Instant::from_oslo(date(2027, 2, 2), time(hour, 0, 0, 0));
        let closes = Instant::from_oslo(date(2027, 2, 2), time(15, 30, 0, 0));
        assert_eq!(OpenNow::at(&office(), at(9)), OpenNow::Until(closes));
        assert_eq!(OpenNow::at(&office(), at(7)), OpenNow::OpensAt(at(8)));
    }

    #[test]
    fn closed_days_are_told_from_today_on() {
        let closed = BTreeSet::from([date(2027, 2, 1), date(2027, 2, 2), date(2027, 3, 1)]);
        let hours = office().with_closed(closed).unwrap();
        let ahead = closed_days_ahead(&hours, date(2027, 2, 2));
        assert_eq!(ahead, [date(2027, 2, 2), date(2027, 3, 1)]);
    }
}
