//! Months on, by the calendar (§ 1.2).

use jiff::Span;

use super::Date;

/// The same day of the month so many months on, or the last day of a month that
/// has no such day (§ 1.2). Held inside the calendar.
pub fn add_months(date: Date, months: i16) -> Date {
    date.saturating_add(Span::new().months(i64::from(months)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_without_the_day_gives_its_last() {
        for (from, months, to) in [
            (date(2027, 1, 31), 1, date(2027, 2, 28)),
            (date(2027, 1, 31), 3, date(2027, 4, 30)),
            (date(2025, 8, 31), 18, date(2027, 2, 28)),
            (date(2026, 8, 31), 18, date(2028, 2, 29)),
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2026, 12, 1), 1, date(2027, 1, 1)),
            (date(2027, 3, 31), -1, date(2027, 2, 28)),
        ] {
            assert_eq!(add_months(from, months), to, "{from} {months}");
        }
    }
}
