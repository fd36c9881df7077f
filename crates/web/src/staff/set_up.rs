//! What the pages that set up a unit share: dates and hours as they are typed.

use helsebro_actions::parties::unit::SetUp;
use helsebro_domain::parties::Staff;
use helsebro_domain::text::TextFault;
use helsebro_domain::time::{Date, DayHours, Period, Time};
use helsebro_views::pages::staff::{Choice, DateTyped, Saved, Wrong};
use serde::Deserialize;

/// What the address may say.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    gjort: String,
    #[serde(default)]
    pub(super) flyttet: Option<u32>,
}

impl Asked {
    /// What was done just now.
    pub(super) fn saved(&self) -> Saved {
        if self.gjort == "lagret" { Saved::JustNow } else { Saved::No }
    }
}

/// What the address says after something was saved.
pub(super) const SAVED: &str = "gjort=lagret";

/// Who leads the duty, when the reader may not set up the unit.
pub(super) fn locked(set_up: &SetUp) -> Option<String> {
    (!set_up.may_set_up).then(|| set_up.lead_name.clone().unwrap_or_default())
}

/// A colleague to choose.
pub(super) fn choice(staff: Staff) -> Choice {
    Choice { value: staff.id.to_string(), name: staff.name.full(), detail: Some(staff.title) }
}

/// A date of three fields.
pub(super) fn date(typed: &DateTyped) -> Option<Date> {
    let year = typed.year.trim().parse().ok().filter(|year| (2000..=2100).contains(year))?;
    let (month, day) = (typed.month.trim().parse().ok()?, typed.day.trim().parse().ok()?);
    Date::new(year, month, day).ok()
}

/// A time of day: «14.05», «14:05» or «14».
pub(crate) fn clock(typed: &str) -> Option<Time> {
    let typed = typed.trim().replace(':', ".");
    let (hour, minute) = typed.split_once('.').unwrap_or((&typed, "0"));
    Time::new(hour.trim().parse().ok()?, minute.trim().parse().ok()?, 0, 0).ok()
}

/// The hours of a day: «8–11.30, 13–15», or nothing for a day that is closed.
pub(super) fn hours(typed: &str) -> Option<DayHours> {
    let typed = typed.replace('–', "-");
    let parts = typed.split(',').map(str::trim).filter(|part| !part.is_empty());
    let period = |part: &str| {
        let (from, to) = part.split_once('-')?;
        Some(Period { from: clock(from)?, to: clock(to)? })
    };
    DayHours::new(parts.map(period).collect::<Option<_>>()?).ok()
}

/// What is wrong with a text.
pub(super) const fn text_fault(fault: TextFault) -> Wrong {
    match fault {
        TextFault::Empty => Wrong::TextMissing,
        TextFault::TooLong { over, .. } => Wrong::TextTooLong(over),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(day: &str, month: &str, year: &str) -> DateTyped {
        DateTyped { day: day.into(), month: month.into(), year: year.into() }
    }

    #[test]
    fn a_date_is_read_from_its_three_fields() {
        assert_eq!(date(&typed("17", " 5", "2027")), Some(Date::constant(2027, 5, 17)));
        for (day, month, year) in [("31", "2", "2027"), ("", "5", "2027"), ("1", "1", "27")] {
            assert_eq!(date(&typed(day, month, year)), None, "{day} {month} {year}");
        }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        let at = |hour, minute| Time::constant(hour, minute, 0, 0);
        let two = hours("8–11.30, 13:00-15").unwrap();
        let expected =
            [Period { from: at(8, 0), to: at(11, 30) }, Period { from: at(13, 0), to: at(15, 0) }];
        assert_eq!(two.periods(), expected);
        assert_eq!(hours(" "), Some(DayHours::closed()));
        for wrong in ["8", "15-8", "8-25", "8-12, 11-15", "fra 8 til 15", "1-2,3-4,5-6,7-8,9-10"] {
            assert_eq!(hours(wrong), None, "{wrong}");
        }
        assert_eq!((clock("14.05"), clock("x")), (Some(at(14, 5)), None));
    }
}
