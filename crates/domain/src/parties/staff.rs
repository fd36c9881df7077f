//! Health personnel, and where they are authorised.

use crate::ids::{MunicipalityId, StaffId, UnitId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

use super::{HprNumber, PersonName, StaffNames};

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Our own id.
    pub id: StaffId,
    /// The number in the register of health personnel, when there is one.
    pub hpr: Option<HprNumber>,
    /// What she is called.
    pub name: PersonName,
    /// Her title, as in «sykepleier».
    pub title: String,
}

impl Staff {
    /// The name and the title that a citizen reads; none when only the unit is named.
    pub fn shown_as(&self, names: StaffNames) -> Option<(String, String)> {
        let title = || self.title.clone();
        match names {
            StaffNames::Shown => Some((self.name.full(), title())),
            StaffNames::GivenAndTitle => Some((self.name.given().to_owned(), title())),
            StaffNames::TitleOnly if !self.title.is_empty() => {
                Some((capitalised(&self.title), String::new()))
            }
            StaffNames::TitleOnly | StaffNames::Hidden => None,
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A right to work at one unit for a time (PJF § 13). The last day cannot be
/// left out, so an authorisation without an end cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authorisation {
    /// Whose.
    pub staff: StaffId,
    /// Where.
    pub unit: UnitId,
    /// The enterprise it is bound to.
    pub municipality: MunicipalityId,
    /// The first day.
    pub from: Date,
    /// The last day, inclusive.
    pub last_day: Date,
}

impl Authorisation {
    /// An authorisation with a first and a last day.
    ///
    /// # Errors
    /// `AUTHORISATION_WITHOUT_EXPIRY` when no last day is given.
    pub fn new(
        staff: StaffId,
        unit: UnitId,
        municipality: MunicipalityId,
        from: Date,
        last_day: Option<Date>,
    ) -> Result<Self, Refusal> {
        let Some(last_day) = last_day else {
            return Err(Refusal::told(ReasonCode::AuthorisationWithoutExpiry, &["S1-2.1-b"]));
        };
        Ok(Self { staff, unit, municipality, from, last_day })
    }

    /// Whether it holds on a day.
    pub fn holds_on(&self, today: Date) -> bool {
        self.from <= today && today <= self.last_day
    }
}

/// The right of one member of staff to act for one unit now (S1-2.1-b).
///
/// Only [`StaffAccess::at`] makes one, so a function that demands it cannot be
/// reached without the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffAccess {
    staff: StaffId,
    unit: UnitId,
    municipality: MunicipalityId,
    last_day: Date,
}

impl StaffAccess {
    /// The access that an authorisation gives today.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED` when there is no authorisation at the unit, it has
    /// not begun, or it has ended.
    pub fn at(
        staff: StaffId,
        unit: UnitId,
        authorisations: &[Authorisation],
        today: Date,
    ) -> Result<Self, Refusal> {
        authorisations
            .iter()
            .filter(|found| found.staff == staff && found.unit == unit && found.holds_on(today))
            .max_by_key(|found| found.last_day)
            .map(|found| Self {
                staff,
                unit,
                municipality: found.municipality,
                last_day: found.last_day,
            })
            .ok_or(Refusal::told(ReasonCode::StaffNotAuthorised, &["S1-2.1-b"]))
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.staff
    }

    /// For which unit.
    pub const fn unit(&self) -> UnitId {
        self.unit
    }

    /// In which municipality.
    pub const fn municipality(&self) -> MunicipalityId {
        self.municipality
    }

    /// The last day the access holds.
    pub const fn last_day(&self) -> Date {
        self.last_day
    }
}

#[cfg(test)]
mod shown_tests {
    use uuid::Uuid;

    use super::*;

    /// S1-2.1-b: what a citizen reads of whoever wrote.
    #[test]
    fn s1_2_1_b_staff_are_named_as_the_unit_has_chosen() {
        let named = |title: &str| Staff {
            id: StaffId::from_uuid(Uuid::nil()),
            hpr: None,
            name: PersonName::new("Per", "Haug"),
            title: title.to_owned(),
        };
        let per = named("sykepleier");
        let of = |names| per.shown_as(names).map(|(name, title)| format!("{name}|{title}"));
        assert_eq!(of(StaffNames::Shown).as_deref(), Some("Per Haug|sykepleier"));
        assert_eq!(of(StaffNames::GivenAndTitle).as_deref(), Some("Per|sykepleier"));
        assert_eq!(of(StaffNames::TitleOnly).as_deref(), Some("Sykepleier|"));
        assert_eq!(of(StaffNames::Hidden), None);
        assert_eq!(named("").shown_as(StaffNames::TitleOnly), None);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn per() -> (StaffId, UnitId, MunicipalityId) {
        (StaffId::from_uuid(id(1)), UnitId::from_uuid(id(2)), MunicipalityId::from_uuid(id(3)))
    }

    fn until(last_day: Date) -> Authorisation {
        let (staff, unit, municipality) = per();
        Authorisation::new(staff, unit, municipality, date(2026, 1, 1), Some(last_day)).unwrap()
    }

    /// S1-2.1-b: Per's authorisation ended 2027-01-31; on 2027-02-01 he is refused.
    #[test]
    fn s1_2_1_b_staff_whose_authorisation_has_ended_is_refused() {
        let (staff, unit, municipality) = per();
        let held = [until(date(2027, 1, 31))];
        let last = StaffAccess::at(staff, unit, &held, date(2027, 1, 31)).unwrap();
        assert_eq!((last.staff(), last.unit(), last.municipality()), (staff, unit, municipality));
        assert_eq!(last.last_day(), date(2027, 1, 31));
        let refused = StaffAccess::at(staff, unit, &held, date(2027, 2, 1)).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::StaffNotAuthorised);
        assert!(StaffAccess::at(staff, unit, &held, date(2025, 12, 31)).is_err());
        assert!(StaffAccess::at(staff, unit, &held, date(2026, 1, 1)).is_ok());
    }

    #[test]
    fn an_authorisation_at_one_unit_says_nothing_about_another_nor_about_a_colleague() {
        let (staff, unit, _) = per();
        let held = [until(date(2027, 6, 30))];
        let today = date(2027, 2, 2);
        assert!(StaffAccess::at(staff, UnitId::from_uuid(id(9)), &held, today).is_err());
        assert!(StaffAccess::at(StaffId::from_uuid(id(9)), unit, &held, today).is_err());
        assert!(StaffAccess::at(staff, unit, &[], today).is_err());
    }

    #[test]
    fn of_several_authorisations_the_longest_counts() {
        let (staff, unit, _) = per();
        let held = [until(date(2027, 2, 28)), until(date(2027, 6, 30)), until(date(2027, 3, 1))];
        let access = StaffAccess::at(staff, unit, &held, date(2027, 2, 2)).unwrap();
        assert_eq!(access.last_day(), date(2027, 6, 30));
    }

    /// S1-2.1-b: authorisations are time-limited (PJF § 13).
    #[test]
    fn s1_2_1_b_an_authorisation_without_a_last_day_cannot_be_given() {
        let (staff, unit, municipality) = per();
        let refused =
            Authorisation::new(staff, unit, municipality, date(2027, 1, 1), None).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::AuthorisationWithoutExpiry);
    }
}
