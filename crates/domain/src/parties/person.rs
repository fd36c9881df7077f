//! A citizen, or anyone else with an identity number.

use crate::ids::PersonId;
use crate::time::Date;

use super::{IdentityNumber, PersonName};

/// How a person's address is protected (§ 1.6). The client category counts as confidential.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// No protection.
    None,
    /// Confidential address.
    Confidential,
    /// Strictly confidential address.
    Strict,
}

/// A person as the platform knows her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Our own id.
    pub id: PersonId,
    /// The national number.
    pub number: IdentityNumber,
    /// What she is called.
    pub name: PersonName,
    /// When she was born, from the register; never computed from the number.
    pub born: Option<Date>,
    /// Whether her address is protected.
    pub protection: Protection,
}

impl Person {
    /// The name as it stands in a list: shortened for protected persons (§ 1.6).
    pub fn name_in_lists(&self) -> String {
        match self.protection {
            Protection::None => self.name.full(),
            Protection::Confidential | Protection::Strict => self.name.shortened(),
        }
    }

    /// Whole years on a date; who is born on 29 February is a year older on 1 March (§ 1.2).
    pub fn age_on(&self, today: Date) -> Option<i16> {
        self.born.map(|born| age(born, today))
    }
}

/// Whole years from a birthday to a date; who is born on 29 February is a year
/// older on 1 March (§ 1.2).
pub fn age(born: Date, today: Date) -> i16 {
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    today.year() - born.year() - i16::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::super::NumberPolicy;
    use super::*;

    fn born(born: Date, protection: Protection) -> Person {
        Person {
            id: PersonId::from_uuid(Uuid::nil()),
            number: IdentityNumber::parse("43829230020", &NumberPolicy::synthetic()).unwrap(),
            name: PersonName::new("Sara", "Lund"),
            born: Some(born),
            protection,
        }
    }

    /// TV-16.
    #[test]
    fn tv_16_age_goes_by_the_birthday_and_a_leap_day_child_waits_for_march() {
        let jonas = born(date(2012, 9, 14), Protection::None);
        let leap = born(date(2012, 2, 29), Protection::None);
        for (person, today, age) in [
            (&jonas, date(2027, 9, 13), 14),
            (&jonas, date(2027, 9, 14), 15),
            (&jonas, date(2028, 9, 14), 16),
            (&leap, date(2027, 2, 28), 14),
            (&leap, date(2027, 3, 1), 15),
            (&leap, date(2028, 2, 29), 16),
        ] {
            assert_eq!(person.age_on(today), Some(age), "{today}");
        }
    }

    #[test]
    fn a_protected_person_is_shortened_in_lists() {
        let open = born(date(1990, 8, 8), Protection::None);
        assert_eq!(open.name_in_lists(), "Sara Lund");
        for protection in [Protection::Confidential, Protection::Strict] {
            assert_eq!(born(date(1990, 8, 8), protection).name_in_lists(), "Sara L.");
        }
        let unknown = Person { born: None, ..open };
        assert_eq!(unknown.age_on(date(2027, 2, 2)), None);
    }
}
