//! Times as registers write them: with and without minutes in the offset, with
//! and without parts of seconds, as a day alone.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::Instant;

/// The longest time that is looked at.
const WRITTEN_MAX: usize = 40;

/// A point in time, read leniently: `2023-06-13T13:42:34+02`, `…+0200`,
/// `….123Z`, without an offset (then in Oslo) or a day alone (its beginning in
/// Oslo). None when it is no time at all.
pub fn written_instant(text: &str) -> Option<Instant> {
    let text = text.trim();
    if text.len() > WRITTEN_MAX {
        return None;
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(Instant::from_micros(at.as_microsecond()));
    }
    if text.ends_with(['Z', 'z']) {
        return None;
    }
    let at: DateTime = text.parse().ok()?;
    Some(Instant::from_oslo(at.date(), at.time()))
}

/// A day, read leniently; a time of day or an offset behind it means nothing.
pub fn written_date(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text.get(..10)?;
    let rest = text.get(10..)?;
    if text.len() > WRITTEN_MAX || !(rest.is_empty() || rest.starts_with(['T', 't', ' ', '+', 'Z']))
    {
        return None;
    }
    day.parse().ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_time_is_read_in_every_way_that_registers_write_it() {
        for (text, at) in [
            ("2023-06-13T13:42:34+02", "2023-06-13T11:42:34Z"),
            ("2023-06-13T13:42:34+02:00", "2023-06-13T11:42:34Z"),
            ("2023-06-13T13:42:34+0200", "2023-06-13T11:42:34Z"),
            ("2023-06-13T11:42:34Z", "2023-06-13T11:42:34Z"),
            ("2023-06-13T11:42:34.5Z", "2023-06-13T11:42:34.5Z"),
            ("2022-08-05T10:45:15.768Z", "2022-08-05T10:45:15.768Z"),
            ("2022-08-05T10:45:15.768123456+01", "2022-08-05T09:45:15.768123Z"),
            ("2023-06-13T13:42:34", "2023-06-13T11:42:34Z"),
            (" 2027-01-13T13:42:34 ", "2027-01-13T12:42:34Z"),
            ("2027-01-13", "2027-01-12T23:00:00Z"),
        ] {
            assert_eq!(
                written_instant(text).map(|at| at.to_string()).as_deref(),
                Some(at),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        let long = format!("2027-01-13T13:42:34.{}Z", "0".repeat(60));
        for text in
            ["", "i går", "2027-13-01", "2027-02-30T10:00:00Z", "12864800015", long.as_str()]
        {
            assert_eq!(written_instant(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_read_without_its_time_and_zone() {
        for text in [
            "2017-05-02",
            "2017-05-02T00:00:00",
            "2017-05-02T00:00:00.000+00:00",
            "2017-05-02+02:00",
        ] {
            assert_eq!(written_date(text), Some(date(2017, 5, 2)), "{text}");
        }
        for text in ["", "2017", "2017-02-30", "2017-05-021", "02.05.2017", "ååååååå"] {
            assert_eq!(written_date(text), None, "{text}");
        }
    }
}
