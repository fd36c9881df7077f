//! Dates and times as we write them: always with a zone.

use helsebro_domain::time::Instant;

use super::{CannotWrite, What};

const MICROS_PER_SECOND: i64 = 1_000_000;
const MICROS_PER_MINUTE: i64 = 60 * MICROS_PER_SECOND;
const MINUTES_PER_HOUR: i64 = 60;
/// The years that `xs:dateTime` writes with four digits.
const YEARS: core::ops::RangeInclusive<i16> = 1..=9999;

/// The clock in Oslo with its offset; parts of a second only where there are some.
pub(crate) fn date_time(at: Instant) -> Result<String, CannotWrite> {
    let shown = at.in_oslo();
    // The wall clock taken as UTC tells how far it is from UTC.
    let wall = wall_micros(shown.date, shown.time).ok_or(CannotWrite::Unwritable(What::Time))?;
    let offset = wall - at.micros();
    // Before there were zones the clock followed the sun, to the second.
    if offset % MICROS_PER_MINUTE != 0 || !YEARS.contains(&shown.date.year()) {
        return Err(CannotWrite::Unwritable(What::Time));
    }
    let minutes = offset / MICROS_PER_MINUTE;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / MINUTES_PER_HOUR, minutes.abs() % MINUTES_PER_HOUR);
    let (date, time) = (shown.date, shown.time);
    Ok(format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{sign}{hours:02}:{minutes:02}",
        date.year(),
        date.month(),
        date.day(),
        time.hour(),
        time.minute(),
        time.second(),
        fraction(at),
    ))
}

fn wall_micros(
    date: helsebro_domain::time::Date,
    time: helsebro_domain::time::Time,
) -> Option<i64> {
    let wall = jiff::civil::DateTime::from_parts(date, time);
    let wall = jiff::tz::Offset::UTC.to_timestamp(wall).ok()?;
    Some(wall.as_microsecond())
}

fn fraction(at: Instant) -> String {
    let micros = at.micros().rem_euclid(MICROS_PER_SECOND);
    if micros == 0 { String::new() } else { format!(".{micros:06}").trim_end_matches('0').into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates::{Zone, instant};

    #[test]
    fn a_time_is_written_with_the_offset_of_its_season_and_read_back_as_itself() {
        for (text, written) in [
            ("2027-02-01T08:15:00Z", "2027-02-01T09:15:00+01:00"),
            ("2027-07-01T08:15:00Z", "2027-07-01T10:15:00+02:00"),
            ("2027-07-01T08:15:00.25Z", "2027-07-01T10:15:00.25+02:00"),
            ("2027-10-31T00:30:00Z", "2027-10-31T02:30:00+02:00"),
            ("2027-10-31T01:30:00Z", "2027-10-31T02:30:00+01:00"),
            ("1969-12-31T23:59:59.999999Z", "1970-01-01T00:59:59.999999+01:00"),
        ] {
            let (at, _) = instant(text).unwrap();
            assert_eq!(date_time(at).unwrap(), written);
            assert_eq!(instant(written), Some((at, Zone::Told)));
        }
    }

    #[test]
    fn a_time_outside_the_schema_is_not_written() {
        for micros in [i64::MIN, -62_135_596_800_000_001] {
            assert!(date_time(Instant::from_micros(micros)).is_err(), "{micros}");
        }
    }
}
