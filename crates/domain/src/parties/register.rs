//! What the population register says of a person (§ 1.6, L-PBRL-4-4).
//!
//! Only what holds now is here: an element that the register marks as history
//! is left out before a rule can see it. That the register could not be asked
//! is never in here either; it is a fault, and no fault is read as an answer.

use core::fmt;

use crate::time::Date;

use super::{IdentityNumber, PersonName, Protection};

/// The most persons that one answer may name as parents, children or guardians.
pub const MAX_RELATIONS: usize = 50;

/// What the register says of whether a person is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistryStatus {
    /// Lives in Norway.
    Resident,
    /// Has moved out of the country.
    Emigrated,
    /// Has disappeared.
    Disappeared,
    /// Has died, on this day if it is known.
    Deceased {
        /// The day of death.
        on: Option<Date>,
    },
    /// Has another number now, or was never to have this one.
    Discontinued,
    /// Is in the register without living here: temporary, inactive, registered at birth.
    NotResident,
    /// The register used a word that we do not know.
    Unknown,
}

impl RegistryStatus {
    /// Whether she is dead.
    pub const fn is_deceased(self) -> bool {
        matches!(self, Self::Deceased { .. })
    }

    /// Whether this ends what she may do for others and others for her: she is
    /// dead, has disappeared, or is no longer registered under this number.
    pub const fn ends_representation(self) -> bool {
        matches!(self, Self::Deceased { .. } | Self::Disappeared | Self::Discontinued)
    }
}

/// Where a person is registered, good only for asking whether two are at the
/// same place. It holds no address, does not print, and two of them compare
/// only when one adapter in one process made both; it is never stored.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Home([u8; 32]);

impl Home {
    /// A home from what an adapter made of the address with a key of its own.
    pub const fn opaque(mark: [u8; 32]) -> Self {
        Self(mark)
    }
}

impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Home(…)")
    }
}

/// As what somebody has parental responsibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponsibilityKind {
    /// Together with another.
    Joint,
    /// The mother alone.
    Mother,
    /// The father alone.
    Father,
    /// The co-mother alone.
    CoMother,
    /// Somebody else than a parent.
    Other,
    /// The register does not say, or used a word that we do not know.
    Unknown,
}

/// Who has parental responsibility for whom, as the register has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParentalResponsibility {
    /// As what.
    pub kind: ResponsibilityKind,
    /// Who has it.
    pub responsible: IdentityNumber,
    /// For which child.
    pub child: IdentityNumber,
}

/// What a guardianship is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuardianScope {
    /// Personal matters.
    Personal,
    /// Money alone: nothing in a health service.
    Financial,
    /// Both.
    Both,
    /// A word that we do not know, or two that contradict each other; gives nothing.
    Unknown,
}

impl GuardianScope {
    /// Whether it reaches personal matters, which health services are.
    pub const fn is_personal(self) -> bool {
        matches!(self, Self::Personal | Self::Both)
    }
}

/// The kind of a guardianship.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuardianshipKind {
    /// For an adult.
    Adult,
    /// For somebody under age.
    Minor,
    /// A power of attorney for the future that has been confirmed.
    FuturePowerOfAttorney,
    /// Any other, those we do not know among them.
    Other,
}

/// One guardianship: who looks after whom in what, as the register has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guardianship {
    /// What kind.
    pub kind: GuardianshipKind,
    /// The guardian; none when the register names her without a number.
    pub guardian: Option<IdentityNumber>,
    /// What it is about.
    pub scope: GuardianScope,
    /// The register's own codes of the guardian's tasks, known to us or not.
    pub tasks: Vec<TaskCode>,
}

/// A guardian's task in the register's own word. New words come every year, and
/// none of them may break a reading.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaskCode(String);

/// The longest task code that is kept.
const TASK_MAX: usize = 80;

impl TaskCode {
    /// Keeps a word of letters and digits; anything else is no code.
    pub fn new(word: &str) -> Option<Self> {
        let is_code = !word.is_empty()
            && word.chars().count() <= TASK_MAX
            && word.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter));
        is_code.then(|| Self(word.to_owned()))
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the population register says of one person now.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisterPerson {
    /// The number in use.
    pub number: IdentityNumber,
    /// Numbers she had before, so that she is found again under the new one.
    pub former_numbers: Vec<IdentityNumber>,
    /// What she is called; none when the register does not say.
    pub name: Option<PersonName>,
    /// When she was born.
    pub born: Option<Date>,
    /// Whether she is there.
    pub status: RegistryStatus,
    /// How her address is protected; a word that we do not know is strict.
    pub protection: Protection,
    /// Where she is registered; none when it is unknown or kept from us.
    pub home: Option<Home>,
    /// Parental responsibility that she has or is under.
    pub parental: Vec<ParentalResponsibility>,
    /// Those who look after her.
    pub guardians: Vec<Guardianship>,
}

impl RegisterPerson {
    /// Those who have parental responsibility for her.
    pub fn parents(&self) -> impl Iterator<Item = &IdentityNumber> {
        self.parental
            .iter()
            .filter(|held| self.is_called(&held.child))
            .map(|held| &held.responsible)
    }

    /// Those she has parental responsibility for.
    pub fn children(&self) -> impl Iterator<Item = &IdentityNumber> {
        self.parental
            .iter()
            .filter(|held| self.is_called(&held.responsible))
            .map(|held| &held.child)
    }

    /// Those whose guardianship over her reaches personal matters; one about
    /// money alone gives nothing here (L-PBRL-4-7).
    pub fn personal_guardians(&self) -> impl Iterator<Item = &IdentityNumber> {
        self.guardians
            .iter()
            .filter(|held| held.scope.is_personal())
            .filter_map(|held| held.guardian.as_ref())
    }

    /// Whether both are known to be registered at the same address. What is not
    /// known or kept from us is never the same.
    pub fn lives_with(&self, other: &Self) -> bool {
        self.home.is_some() && self.home == other.home
    }

    /// Whether this number is or was hers.
    pub fn is_called(&self, number: &IdentityNumber) -> bool {
        self.number == *number || self.former_numbers.contains(number)
    }
}

impl fmt::Debug for RegisterPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegisterPerson").field("status", &self.status).finish_non_exhaustive()
    }
}

/// The protection to go by when something is to be sent or printed and the
/// register cannot be asked: the last that was known, and strict for a person
/// it was never asked about (§ 1.6.7).
pub fn protection_without_answer(last_known: Option<Protection>) -> Protection {
    last_known.unwrap_or(Protection::Strict)
}

#[cfg(test)]
mod tests {
    use super::super::NumberPolicy;
    use super::*;

    fn number(digits: &str) -> IdentityNumber {
        IdentityNumber::parse(digits, &NumberPolicy::synthetic()).unwrap()
    }

    fn person(digits: &str) -> RegisterPerson {
        RegisterPerson {
            number: number(digits),
            former_numbers: Vec::new(),
            name: Some(PersonName::new("Lise", "Berg")),
            born: None,
            status: RegistryStatus::Resident,
            protection: Protection::None,
            home: Some(Home::opaque([1; 32])),
            parental: Vec::new(),
            guardians: Vec::new(),
        }
    }

    const LISE: &str = "15818400001";
    const EMIL: &str = "02851750153";
    const OTHER: &str = "12835812047";

    /// § 1.6.7.
    #[test]
    fn s_1_6_7_an_outage_is_never_read_as_not_protected() {
        assert_eq!(protection_without_answer(None), Protection::Strict);
        for known in [Protection::None, Protection::Confidential, Protection::Strict] {
            assert_eq!(protection_without_answer(Some(known)), known);
        }
    }

    #[test]
    fn parental_responsibility_is_read_from_the_child_and_from_the_parent() {
        let held = ParentalResponsibility {
            kind: ResponsibilityKind::Mother,
            responsible: number(LISE),
            child: number(EMIL),
        };
        let emil = RegisterPerson { parental: vec![held.clone()], ..person(EMIL) };
        let lise = RegisterPerson { parental: vec![held.clone()], ..person(LISE) };
        let other = RegisterPerson { parental: vec![held], ..person(OTHER) };
        assert_eq!(emil.parents().collect::<Vec<_>>(), [&number(LISE)]);
        assert_eq!(emil.children().count(), 0);
        assert_eq!(lise.children().collect::<Vec<_>>(), [&number(EMIL)]);
        assert_eq!((other.parents().count(), other.children().count()), (0, 0));
    }

    #[test]
    fn responsibility_under_a_former_number_is_still_hers() {
        let held = ParentalResponsibility {
            kind: ResponsibilityKind::Joint,
            responsible: number(OTHER),
            child: number(EMIL),
        };
        let lise = RegisterPerson {
            former_numbers: vec![number(OTHER)],
            parental: vec![held],
            ..person(LISE)
        };
        assert_eq!(lise.children().collect::<Vec<_>>(), [&number(EMIL)]);
    }

    /// L-PBRL-4-7.
    #[test]
    fn l_pbrl_4_7_a_guardianship_about_money_alone_gives_nothing() {
        for (scope, gives) in [
            (GuardianScope::Personal, true),
            (GuardianScope::Both, true),
            (GuardianScope::Financial, false),
            (GuardianScope::Unknown, false),
        ] {
            let held = Guardianship {
                kind: GuardianshipKind::Adult,
                guardian: Some(number(LISE)),
                scope,
                tasks: Vec::new(),
            };
            let ward = RegisterPerson { guardians: vec![held], ..person(OTHER) };
            assert_eq!(ward.personal_guardians().count() == 1, gives, "{scope:?}");
        }
    }

    #[test]
    fn homes_that_are_unknown_are_never_the_same() {
        let (lise, emil) = (person(LISE), person(EMIL));
        assert!(lise.lives_with(&emil));
        let hidden = RegisterPerson { home: None, ..person(EMIL) };
        assert!(!lise.lives_with(&hidden));
        assert!(!hidden.lives_with(&hidden.clone()));
        let elsewhere = RegisterPerson { home: Some(Home::opaque([2; 32])), ..person(EMIL) };
        assert!(!lise.lives_with(&elsewhere));
    }

    #[test]
    fn a_status_that_ends_a_person_ends_what_she_may_do_for_others() {
        for (status, ends) in [
            (RegistryStatus::Resident, false),
            (RegistryStatus::Emigrated, false),
            (RegistryStatus::NotResident, false),
            (RegistryStatus::Unknown, false),
            (RegistryStatus::Disappeared, true),
            (RegistryStatus::Discontinued, true),
            (RegistryStatus::Deceased { on: None }, true),
        ] {
            assert_eq!(status.ends_representation(), ends, "{status:?}");
        }
        assert!(RegistryStatus::Deceased { on: None }.is_deceased());
        assert!(!RegistryStatus::Discontinued.is_deceased());
    }

    #[test]
    fn nothing_of_the_person_prints() {
        let shown = format!("{:?}", person(LISE));
        assert_eq!(shown, "RegisterPerson { status: Resident, .. }");
        assert_eq!(format!("{:?}", Home::opaque([1; 32])), "Home(…)");
    }

    #[test]
    fn a_task_is_any_word_and_nothing_else() {
        for word in ["tvangsfullbyrdelseOgForliksrådet", "a-b_1"] {
            assert_eq!(TaskCode::new(word).unwrap().as_str(), word);
        }
        let long = "a".repeat(TASK_MAX + 1);
        for word in ["", "to ord", "linje\n", long.as_str()] {
            assert_eq!(TaskCode::new(word), None, "{word}");
        }
    }
}
