//! What is typed in the municipality's forms.

use helsebro_actions::ActError;
use helsebro_domain::controllership::Place;
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::Date;
use helsebro_views::pages::municipality::Wrong;

use crate::error::WebError;

/// A day: «15.6.2026», or as a machine writes it, «2026-06-15».
pub(crate) fn day(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    let found = match typed.parse::<Date>() {
        Ok(date) => date,
        Err(_) => {
            let mut parts = typed.split(['.', '/', ' ']).filter(|part| !part.is_empty());
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() {
                return None;
            }
            Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?
        }
    };
    (1990..=2100).contains(&found.year()).then_some(found)
}

/// Two days: the second may be left out.
pub(super) fn days(
    (first, last): (&str, &str),
) -> Result<(Date, Option<Date>), (&'static str, Wrong)> {
    let first = day(first).ok_or(("first", Wrong::NoDate))?;
    let last = match last.trim() {
        "" => None,
        typed => Some(day(typed).ok_or(("last", Wrong::NoDate))?),
    };
    match last.is_some_and(|last| last < first) {
        true => Err(("last", Wrong::EndsBefore)),
        false => Ok((first, last)),
    }
}

/// A part of the services as forms post it: `whole`, the code of a care area, or the
/// code and a unit.
pub(super) fn place(typed: &str) -> Option<Place> {
    if typed == "whole" {
        return Some(Place::Whole);
    }
    let (code, unit) = match typed.split_once(':') {
        Some((code, unit)) => (code, Some(unit)),
        None => (typed, None),
    };
    let area = CareArea::from_code(code.parse().ok()?)?;
    match unit {
        None => Some(Place::Area(area)),
        Some(unit) => Some(Place::Unit(area, unit.parse().ok()?)),
    }
}

/// The value that [`place`] reads back.
pub(super) fn value_of(place: Place) -> String {
    match place {
        Place::Whole => "whole".to_owned(),
        Place::Area(area) => area.code().to_string(),
        Place::Unit(area, unit) => format!("{}:{unit}", area.code()),
    }
}

/// What the rules refused, to be told at a field; every other error goes on.
pub(crate) fn refused(error: ActError) -> Result<Wrong, WebError> {
    use helsebro_domain::refusals::ReasonCode;
    match error {
        ActError::Refused(refusal)
            if !refusal.is_neutral() && refusal.code() == ReasonCode::InvalidTransition =>
        {
            Ok(Wrong::NotNow)
        }
        ActError::Refused(refusal)
            if !refusal.is_neutral() && refusal.code() != ReasonCode::StaffNotAuthorised =>
        {
            Ok(Wrong::Refused(refusal.code().as_str().to_owned()))
        }
        error => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_and_machines_write_it() {
        let expected = Date::constant(2026, 6, 5);
        for typed in ["5.6.2026", "05.06.2026", " 5. 6. 2026 ", "5/6/2026", "2026-06-05"] {
            assert_eq!(day(typed), Some(expected), "{typed}");
        }
        for wrong in ["", "i går", "5.6", "31.2.2026", "5.6.26", "1.1.2026.1"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_place_is_read_back_as_it_is_written() {
        let unit = helsebro_domain::ids::UnitId::from_uuid(uuid::Uuid::nil());
        let area = CareArea::NursingHome;
        for found in [Place::Whole, Place::Area(area), Place::Unit(area, unit)] {
            assert_eq!(place(&value_of(found)), Some(found));
        }
        assert_eq!(place("1"), None);
        assert_eq!(place(""), None);
    }
}
