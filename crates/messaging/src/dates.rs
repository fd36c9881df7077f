//! Dates and times as the schemas write them, read with patience.

use helsebro_domain::time::{Date, Instant, Time};
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// Whether a time told its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    Told,
    /// None was given; the sender's wall clock is in Oslo.
    Assumed,
}

/// What followed a date that should have stood alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    Nothing,
    Time,
}

const DATE_LENGTH: usize = 10;
const OFFSET_LENGTH: usize = 6;
const MICRO_DIGITS: usize = 6;
const MICROS_PER_NANO: i32 = 1_000;

/// Reads `xs:dateTime` with any number of decimals, truncated to microseconds.
pub(crate) fn instant(text: &str) -> Option<(Instant, Zone)> {
    let text = text.trim();
    let (date, rest) = text.split_at_checked(DATE_LENGTH)?;
    let date = plain_date(date)?;
    let rest = rest.strip_prefix('T')?;
    let (clock, offset) = split_zone(rest)?;
    let time = time(clock)?;
    let Some(offset) = offset else {
        return Some((Instant::from_oslo(date, time), Zone::Assumed));
    };
    let at = offset.to_timestamp(DateTime::from_parts(date, time)).ok()?;
    Some((Instant::from_micros(at.as_microsecond()), Zone::Told))
}

/// Reads `xs:date`, with or without zone; a time after it is tolerated.
pub(crate) fn date(text: &str) -> Option<(Date, After)> {
    let text = text.trim();
    let (first, rest) = text.split_at_checked(DATE_LENGTH)?;
    let date = plain_date(first)?;
    if rest.starts_with('T') {
        return instant(text).map(|_| (date, After::Time));
    }
    let (left, _) = split_zone(rest)?;
    left.is_empty().then_some((date, After::Nothing))
}

fn plain_date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let year = i16::try_from(digits(year, 4)?).ok()?;
    let month = i8::try_from(digits(month, 2)?).ok()?;
    let day = i8::try_from(digits(day, 2)?).ok()?;
    Date::new(year, month, day).ok()
}

fn time(text: &str) -> Option<Time> {
    let (clock, decimals) = match text.split_once('.') {
        Some((clock, decimals)) => (clock, micros(decimals)?),
        None => (text, 0),
    };
    let mut parts = clock.split(':');
    let mut next = || i8::try_from(digits(parts.next()?, 2)?).ok();
    let (hour, minute, second) = (next()?, next()?, next()?);
    if parts.next().is_some() {
        return None;
    }
    Time::new(hour, minute, second, decimals * MICROS_PER_NANO).ok()
}

fn micros(decimals: &str) -> Option<i32> {
    if decimals.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let kept: String = decimals.chars().chain(core::iter::repeat('0')).take(MICRO_DIGITS).collect();
    kept.parse().ok()
}

/// Splits off `Z` or `+hh:mm`; the inner `None` is no zone, the outer one is nonsense.
fn split_zone(text: &str) -> Option<(&str, Option<Offset>)> {
    if let Some(left) = text.strip_suffix('Z') {
        return Some((left, Some(Offset::UTC)));
    }
    let Some(cut) = text.len().checked_sub(OFFSET_LENGTH) else {
        return Some((text, None));
    };
    let Some((left, offset)) = text.split_at_checked(cut) else {
        return Some((text, None));
    };
    let sign = match offset.as_bytes().first() {
        Some(b'+') => 1,
        Some(b'-') => -1,
        _ => return Some((text, None)),
    };
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let seconds = (digits(hours, 2)? * 60 + digits(minutes, 2)?) * 60 * sign;
    Some((left, Some(Offset::from_seconds(seconds).ok()?)))
}

fn digits(text: &str, count: usize) -> Option<i32> {
    let right = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if right { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_in_every_form_that_is_seen() {
        for (text, shown, zone) in [
            ("2019-04-01T13:01:11.0Z", "2019-04-01T13:01:11Z", Zone::Told),
            ("2017-05-16T10:17:11.3398449+02:00", "2017-05-16T08:17:11.339844Z", Zone::Told),
            ("2018-10-23T16:06:00+02:00", "2018-10-23T14:06:00Z", Zone::Told),
            ("2018-10-23T16:06:00-03:30", "2018-10-23T19:36:00Z", Zone::Told),
            (" 2027-02-02T09:00:00\n", "2027-02-02T08:00:00Z", Zone::Assumed),
            ("2027-07-02T09:00:00.5", "2027-07-02T07:00:00.5Z", Zone::Assumed),
            ("2027-02-02T09:00:00.123456789123Z", "2027-02-02T09:00:00.123456Z", Zone::Told),
        ] {
            let read = instant(text);
            assert_eq!(read.map(|(at, _)| at.to_string()), Some(shown.to_owned()), "{text}");
            assert_eq!(read.map(|(_, zone)| zone), Some(zone), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_time_is_not_read() {
        for text in [
            "",
            "2027",
            "2027-02-02",
            "2027-02-30T09:00:00Z",
            "2027-02-02T25:00:00Z",
            "2027-02-02T09:00Z",
            "2027-02-02T09:00:00.Z",
            "2027-02-02 09:00:00Z",
            "2027-02-02T09:00:00+99:00",
            "2027-02-02T09:00:00[UTC]",
            "2027-02-02T+9:00:00",
            "2027-02-02T09:00:00Zæøå",
            "+027-02-02T09:00:00Z",
            "æøåæø-02T09:00:00Z",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_is_read_with_or_without_what_should_not_follow() {
        let day = jiff::civil::date(2027, 2, 1);
        assert_eq!(date("2027-02-01"), Some((day, After::Nothing)));
        assert_eq!(date("2027-02-01Z"), Some((day, After::Nothing)));
        assert_eq!(date("2027-02-01+01:00"), Some((day, After::Nothing)));
        assert_eq!(date("2027-02-01T00:00:00"), Some((day, After::Time)));
        for text in ["", "2027-02", "01.02.2027", "2027-02-01 ikke", "2027-02-01Tx"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
