//! Times and ids as they stand in envelopes.

use helsebro_domain::ids::Dice;
use helsebro_domain::time::{Date, Instant};
use uuid::Uuid;

const SECONDS_PER_DAY: i64 = 24 * 60 * 60;
const EPOCH: Date = Date::constant(1970, 1, 1);

/// The time on a wall clock in Oslo, with its zone, to the second.
pub(crate) fn gen_date(at: Instant) -> String {
    let shown = at.in_oslo();
    let (date, time) = (shown.date, shown.time);
    let of_day =
        i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    let days = i64::from((date - EPOCH).get_days());
    let ahead = (days * SECONDS_PER_DAY + of_day - at.seconds()).div_euclid(60);
    let (hours, minutes) = (ahead.div_euclid(60), ahead.rem_euclid(60));
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    format!("{date}T{hour:02}:{minute:02}:{second:02}+{hours:02}:{minutes:02}")
}

/// The same for people: `2. feb. 09.00` as `02.02.2027 09.00`.
pub(crate) fn shown(at: Instant) -> String {
    let shown = at.in_oslo();
    let (date, time) = (shown.date, shown.time);
    format!(
        "{:02}.{:02}.{} kl. {:02}.{:02}",
        date.day(),
        date.month(),
        date.year(),
        time.hour(),
        time.minute()
    )
}

/// A random id.
pub(crate) fn new_id(dice: &dyn Dice) -> String {
    let mut bytes = [0; 16];
    dice.fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}

/// Whether a text is a UUID in the usual form.
pub(crate) fn is_id(text: &str) -> bool {
    const LETTERS: usize = 36;
    text.len() == LETTERS && Uuid::try_parse(text).is_ok()
}

/// Whether a text is a date and a time with a zone.
pub(crate) fn is_zoned(text: &str) -> bool {
    let Some((date, rest)) = text.split_once('T') else { return false };
    let date_fine = date.len() == 10 && date.parse::<Date>().is_ok();
    let zone = rest.strip_suffix('Z').map(|time| (time, None)).or_else(|| {
        let at = rest.rfind(['+', '-'])?;
        Some((&rest[..at], Some(&rest[at + 1..])))
    });
    let Some((time, zone)) = zone else { return false };
    date_fine && is_time(time) && zone.is_none_or(|zone| zone.len() == 5 && is_time(zone))
}

fn is_time(text: &str) -> bool {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let fraction = text.split_once('.').is_none_or(|(_, fraction)| is_digits(fraction));
    fraction
        && matches!(whole.len(), 5 | 8)
        && whole.split(':').all(|part| part.len() == 2 && is_digits(part))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use helsebro_domain::time::Time;

    use super::*;

    #[test]
    fn a_time_is_written_with_oslos_zone_winter_and_summer() {
        let at = |month, day| {
            let time = Time::constant(9, 5, 7, 0);
            gen_date(Instant::from_oslo(Date::constant(2027, month, day), time))
        };
        assert_eq!(at(2, 2), "2027-02-02T09:05:07+01:00");
        assert_eq!(at(7, 2), "2027-07-02T09:05:07+02:00");
    }

    #[test]
    fn a_time_without_a_zone_is_not_zoned() {
        for fine in [
            "2027-02-02T09:05:07+01:00",
            "2027-02-02T09:05:07Z",
            "2027-02-02T09:05:07.1234567Z",
            "2027-02-02T09:05:07-03:30",
        ] {
            assert!(is_zoned(fine), "{fine}");
        }
        for odd in [
            "",
            "2027-02-02",
            "2027-02-02T09:05:07",
            "2027-02-30T09:05:07Z",
            "2027-02-02 09:05:07Z",
            "2027-02-02T9:05:07Z",
            "2027-02-02T09:05:07+1",
            "2027-02-02T09:05:07.Z",
        ] {
            assert!(!is_zoned(odd), "{odd}");
        }
    }
}
