//! Working days and public holidays (§ 1.2).

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Easter Sunday of a year in the Gregorian calendar.
///
/// The rule of the Council of Nicaea, worked out as a moon table: the golden
/// number gives the full moon, the century's corrections move it, and the
/// Sunday after is Easter.
pub fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let century = y.div_euclid(100);
    let golden = y.rem_euclid(19);
    let solar = century - century / 4;
    let lunar = (8 * century + 13) / 25;
    let mut epact = (19 * golden + solar - lunar + 15).rem_euclid(30);
    // Two late moons are drawn one day nearer, so that none falls after 18 April.
    if epact == 29 || (epact == 28 && golden > 10) {
        epact -= 1;
    }
    let full_moon = Date::new(year, 3, 21).ok()?.checked_add(epact.days()).ok()?;
    let to_sunday = 7 - i32::from(full_moon.weekday().to_sunday_zero_offset());
    full_moon.checked_add(to_sunday.days()).ok()
}

/// Whether a date is a public holiday in Norway.
pub fn is_public_holiday(date: Date) -> bool {
    let fixed = matches!((date.month(), date.day()), (1 | 5, 1) | (5, 17) | (12, 25 | 26));
    fixed || is_moving_holiday(date)
}

fn is_moving_holiday(date: Date) -> bool {
    // Days counted from Easter Sunday: Maundy Thursday, Good Friday, Easter
    // Sunday and Monday, Ascension Day, Whit Sunday and Monday.
    const FROM_EASTER: [i32; 7] = [-3, -2, 0, 1, 39, 49, 50];
    let Some(easter) = easter_sunday(date.year()) else { return false };
    date.since(easter).is_ok_and(|span| FROM_EASTER.contains(&span.get_days()))
}

/// Whether a date is Monday to Friday and no public holiday. 24 and 31 December are.
pub fn is_working_day(date: Date) -> bool {
    !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_public_holiday(date)
}

/// The date itself when it is a working day, else the next one (domstolloven §§ 148–149).
pub fn roll(date: Date) -> Date {
    let mut day = date;
    while !is_working_day(day) {
        let Ok(next) = day.tomorrow() else { return day };
        day = next;
    }
    day
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (year, month, day) in [
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2038, 4, 25),
            (2049, 4, 18),
            (2076, 4, 19),
        ] {
            assert_eq!(easter_sunday(year), Some(date(year, month, day)), "{year}");
        }
    }

    /// The same Sunday counted another way: the arithmetic that needs no table.
    fn easter_by_arithmetic(year: i16) -> Date {
        let y = i32::from(year);
        let (golden, century, rest) = (y % 19, y / 100, y % 100);
        let moon = (century - (century + 8) / 25 + 1) / 3;
        let full = (19 * golden + century - century / 4 - moon + 15) % 30;
        let week = (32 + 2 * (century % 4) + 2 * (rest / 4) - full - rest % 4) % 7;
        let late = (golden + 11 * full + 22 * week) / 451;
        let count = full + week - 7 * late + 114;
        let (month, day) = (count / 31, count % 31 + 1);
        date(year, i8::try_from(month).unwrap(), i8::try_from(day).unwrap())
    }

    #[test]
    fn easter_is_the_same_counted_another_way_as_long_as_there_is_a_calendar() {
        for year in 1583..=9999 {
            assert_eq!(easter_sunday(year), Some(easter_by_arithmetic(year)), "{year}");
        }
    }

    #[test]
    fn easter_is_always_a_sunday_between_22_march_and_25_april() {
        for year in 1900..2200 {
            let easter = easter_sunday(year).unwrap();
            assert_eq!(easter.weekday(), Weekday::Sunday);
            assert!(easter >= date(year, 3, 22) && easter <= date(year, 4, 25), "{easter}");
        }
    }

    /// C-working-day.
    #[test]
    fn the_holidays_of_2027_are_the_almanacs() {
        let mut holidays = Vec::new();
        let mut day = date(2027, 1, 1);
        while day.year() == 2027 {
            if is_public_holiday(day) {
                holidays.push((day.month(), day.day()));
            }
            day = day.tomorrow().unwrap();
        }
        let expected = [
            (1, 1),
            (3, 25),
            (3, 26),
            (3, 28),
            (3, 29),
            (5, 1),
            (5, 6),
            (5, 16),
            (5, 17),
            (12, 25),
            (12, 26),
        ];
        assert_eq!(holidays, expected);
    }

    #[test]
    fn christmas_eve_and_new_years_eve_are_working_days() {
        assert!(is_working_day(date(2026, 12, 24)));
        assert!(is_working_day(date(2026, 12, 31)));
        assert!(!is_working_day(date(2026, 12, 26)));
        assert!(!is_working_day(date(2027, 2, 6)));
    }

    #[test]
    fn a_deadline_on_a_day_off_rolls_to_the_next_working_day() {
        for (from, to) in [
            (date(2027, 2, 28), date(2027, 3, 1)),
            (date(2026, 12, 25), date(2026, 12, 28)),
            (date(2027, 5, 17), date(2027, 5, 18)),
            (date(2027, 3, 26), date(2027, 3, 30)),
            (date(2027, 2, 2), date(2027, 2, 2)),
        ] {
            assert_eq!(roll(from), to, "{from}");
        }
    }
}
