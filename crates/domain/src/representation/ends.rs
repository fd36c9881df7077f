//! How a power of attorney ends before its time.

use super::{InRegister, Party};
use crate::parties::Protection;
use crate::time::Date;

/// How long after its end a power of attorney is still told of, in days.
pub const RECENT_DAYS: i32 = 30;

/// Whether something that ended on a day is still told of.
pub fn is_recent(ended_on: Date, today: Date) -> bool {
    today.since(ended_on).is_ok_and(|gone| (0..=RECENT_DAYS).contains(&gone.get_days()))
}

/// Why it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GrantEnd {
    /// The giver withdrew it.
    Withdrawn,
    /// The receiver gave it up.
    GivenUp,
    /// An address became protected (§ 1.6).
    Protected,
    /// One of the two died.
    Deceased,
    /// One of the two is no longer in the register.
    NotActive,
    /// One of the two closed her profile.
    ProfileClosed,
}

impl GrantEnd {
    /// Every way.
    pub const ALL: [Self; 6] = [
        Self::Withdrawn,
        Self::GivenUp,
        Self::Protected,
        Self::Deceased,
        Self::NotActive,
        Self::ProfileClosed,
    ];

    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Withdrawn => "WITHDRAWN",
            Self::GivenUp => "GIVEN_UP",
            Self::Protected => "PROTECTED",
            Self::Deceased => "DECEASED",
            Self::NotActive => "NOT_ACTIVE",
            Self::ProfileClosed => "PROFILE_CLOSED",
        }
    }

    /// The rules behind it, for the audit line.
    pub const fn rules(self) -> &'static [&'static str] {
        match self {
            Self::Withdrawn | Self::GivenUp => &["S1-2.1-a"],
            Self::Protected => &["S1-2.1-a", "C-1.6"],
            Self::Deceased => &["S1-2.1-a", "CH-01"],
            Self::NotActive => &["S1-2.1-a", "CH-02"],
            Self::ProfileClosed => &["S1-2.1-a", "L-GDPR-7"],
        }
    }

    /// What the register's news about one of the two means for their grants.
    pub fn by_register(party: &Party) -> Option<Self> {
        match (party.register, party.protection) {
            (InRegister::Deceased, _) => Some(Self::Deceased),
            (InRegister::NotActive, _) => Some(Self::NotActive),
            (InRegister::Active, Protection::Confidential | Protection::Strict) => {
                Some(Self::Protected)
            }
            (InRegister::Active, Protection::None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::rule::tests::party;
    use super::*;

    #[test]
    fn an_end_is_told_of_for_thirty_days() {
        let ended = date(2027, 1, 31);
        assert!(is_recent(ended, date(2027, 1, 31)) && is_recent(ended, date(2027, 3, 2)));
        assert!(!is_recent(ended, date(2027, 3, 3)) && !is_recent(ended, date(2027, 1, 30)));
    }

    /// C-1.6: existing grants end at the register event.
    #[test]
    fn c_1_6_protection_death_and_absence_end_grants() {
        let kari = party(1, date(1948, 6, 12));
        assert_eq!(GrantEnd::by_register(&kari), None);
        for protection in [Protection::Confidential, Protection::Strict] {
            let hidden = Party { protection, ..kari.clone() };
            assert_eq!(GrantEnd::by_register(&hidden), Some(GrantEnd::Protected));
            let dead = Party { register: InRegister::Deceased, ..hidden };
            assert_eq!(GrantEnd::by_register(&dead), Some(GrantEnd::Deceased));
        }
        let gone = Party { register: InRegister::NotActive, ..kari };
        assert_eq!(GrantEnd::by_register(&gone), Some(GrantEnd::NotActive));
        let mut stored = GrantEnd::ALL.map(GrantEnd::as_str).to_vec();
        stored.dedup();
        assert_eq!(stored.len(), 6);
    }
}
