//! What is asked for, and why (§ 10.2).

use core::fmt;

use crate::ids::{DisclosureId, MunicipalityId, PersonId, StaffId, UnitId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

use super::{Consent, Purpose};

/// The fewest letters of why it is relevant and necessary.
pub const MIN_REASON: usize = 20;

/// The most letters of it, and of a compelling reason.
pub const MAX_REASON: usize = 1_000;

/// The most letters of what is asked for.
pub const MAX_WHAT: usize = 200;

/// For how many days access is given at most.
pub const MAX_DAYS: u8 = 30;

/// For how many days it is asked for, unless something else is said.
pub const DEFAULT_DAYS: u8 = 7;

/// The longest period that can be asked for at once: two years.
pub const MAX_PERIOD_DAYS: i32 = 731;

/// Whose data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Patients {
    /// One named patient's.
    One(PersonId),
    /// Several, or all.
    Everybody,
}

/// From which day to which, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Period {
    /// A period that ends no earlier than it begins and is no longer than
    /// [`MAX_PERIOD_DAYS`].
    ///
    /// # Errors
    /// `SCOPE_TOO_WIDE`.
    pub fn new(from: Date, to: Date) -> Result<Self, Refusal> {
        let days = from.until(to).map_or(i32::MAX, |span| span.get_days());
        if (0..MAX_PERIOD_DAYS).contains(&days) {
            Ok(Self { from, to })
        } else {
            Err(Refusal::told(ReasonCode::ScopeTooWide, &["S2-3-d2"]))
        }
    }

    /// Whether a day is in it.
    pub fn holds(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether anything from one day to another can be in it.
    pub fn meets(self, first: Date, last: Date) -> bool {
        first <= self.to && self.from <= last
    }
}

/// Why the data are relevant and necessary, in the words of whoever will use them.
#[derive(Clone, PartialEq, Eq)]
pub struct Assessment(String);

/// Why they are given out although the patient opposes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Compelling(String);

/// Words that are neither too few nor too many.
fn reasoned(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if (MIN_REASON..=MAX_REASON).contains(&text.chars().count()) {
        Ok(text.to_owned())
    } else {
        Err(Refusal::told(ReasonCode::AssessmentMissing, &["S2-3-d2"]))
    }
}

impl Assessment {
    /// [`MIN_REASON`] to [`MAX_REASON`] letters.
    ///
    /// # Errors
    /// `ASSESSMENT_MISSING`.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        reasoned(text).map(Self)
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Compelling {
    /// [`MIN_REASON`] to [`MAX_REASON`] letters.
    ///
    /// # Errors
    /// `ASSESSMENT_MISSING`.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        reasoned(text).map(Self)
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Assessment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Assessment(…)")
    }
}

impl fmt::Debug for Compelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Compelling(…)")
    }
}

/// What was asked for: everything but the words, which rest sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Application {
    /// Its id.
    pub id: DisclosureId,
    /// Who asks, and will use it.
    pub asker: StaffId,
    /// Where she works.
    pub unit: UnitId,
    /// For which municipality.
    pub municipality: MunicipalityId,
    /// The unit that has the data.
    pub source: UnitId,
    /// Its municipality.
    pub source_municipality: MunicipalityId,
    /// Whose.
    pub patients: Patients,
    /// What for.
    pub purpose: Purpose,
    /// Whether the patient has said yes.
    pub consent: Consent,
    /// From when to when.
    pub period: Period,
    /// For how many days access is asked for.
    pub days: u8,
}

impl Application {
    /// Whose data, when it is one patient's.
    pub const fn person(&self) -> Option<PersonId> {
        match self.patients {
            Patients::One(person) => Some(person),
            Patients::Everybody => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// § 10.2 no. 4: nineteen letters are too few, twenty are enough.
    #[test]
    fn s2_3_d2_a_reason_has_twenty_letters_at_least() {
        for (letters, is_enough) in
            [(0, false), (19, false), (20, true), (MAX_REASON, true), (MAX_REASON + 1, false)]
        {
            let text = "å".repeat(letters);
            assert_eq!(Assessment::new(&text).is_ok(), is_enough, "{letters}");
            assert_eq!(Compelling::new(&text).is_ok(), is_enough, "{letters}");
        }
        let spaces = format!("{}{}", " ".repeat(40), "for kort");
        assert_eq!(Assessment::new(&spaces).unwrap_err().code(), ReasonCode::AssessmentMissing);
    }

    #[test]
    fn a_period_ends_after_it_begins_and_is_two_years_at_most() {
        let from = date(2027, 1, 1);
        for (to, is_one) in [
            (date(2026, 12, 31), false),
            (from, true),
            (date(2027, 2, 28), true),
            (date(2028, 12, 31), true),
            (date(2029, 1, 1), false),
        ] {
            assert_eq!(Period::new(from, to).is_ok(), is_one, "{to}");
        }
        let period = Period::new(from, date(2027, 2, 28)).unwrap();
        assert!(period.holds(from) && period.holds(date(2027, 2, 28)));
        assert!(!period.holds(date(2027, 3, 1)));
        assert!(
            period.meets(date(2026, 1, 1), from)
                && !period.meets(date(2027, 3, 1), date(2027, 4, 1))
        );
    }
}
