//! Opening hours as one line of text.
//!
//! `W 0800-1530|…|` holds seven days, Monday first, periods apart by commas;
//! `W` keeps weekends and holidays off, `D` does not; closed days follow a `;`.

use std::collections::BTreeSet;

use helsebro_domain::time::{Date, DayHours, OpeningHours, Period, Time, Weekday};

const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

pub(super) fn to_text(hours: &OpeningHours) -> String {
    let mark = if hours.keeps_days_off() { 'W' } else { 'D' };
    let days: Vec<String> = DAYS.iter().map(|day| day_text(hours.weekday(*day))).collect();
    let closed: Vec<String> = hours.closed_days().iter().map(ToString::to_string).collect();
    format!("{mark} {};{}", days.join("|"), closed.join(","))
}

pub(super) fn from_text(text: &str) -> Option<OpeningHours> {
    let (mark, rest) = text.split_once(' ')?;
    let (week, closed) = rest.split_once(';')?;
    let days: Vec<DayHours> = week.split('|').map(day).collect::<Option<_>>()?;
    let hours = OpeningHours::weekly(days.try_into().ok()?);
    let hours = match mark {
        "W" => hours,
        "D" => hours.open_on_days_off(),
        _ => return None,
    };
    let closed: BTreeSet<Date> =
        parts(closed).map(|day| day.parse().ok()).collect::<Option<_>>()?;
    hours.with_closed(closed).ok()
}

fn day_text(day: &DayHours) -> String {
    let clock = |time: Time| format!("{:02}{:02}", time.hour(), time.minute());
    let periods: Vec<String> =
        day.periods().iter().map(|p| format!("{}-{}", clock(p.from), clock(p.to))).collect();
    periods.join(",")
}

fn day(text: &str) -> Option<DayHours> {
    let periods: Vec<Period> = parts(text).map(period).collect::<Option<_>>()?;
    DayHours::new(periods).ok()
}

fn period(text: &str) -> Option<Period> {
    let (from, to) = text.split_once('-')?;
    Some(Period { from: clock(from)?, to: clock(to)? })
}

fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_at_checked(2)?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_read_back_what_was_written() {
        for text in [
            "W 0800-1530|0800-1530|0800-1530|0800-1530|0800-1530||;",
            "D 0800-1100,1300-1500|||||1000-1400|;2027-03-24,2027-05-18",
        ] {
            let hours = from_text(text);
            assert_eq!(hours.as_ref().map(to_text).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_line_that_is_no_hours_is_not_guessed_at() {
        for text in
            ["", "W", "W |||||;", "W 8-9||||||;", "X ||||||;", "W ||||||;x", "W 2500-2600||||||;"]
        {
            assert_eq!(from_text(text), None, "{text}");
        }
    }
}
