//! The rule: who can consent, and how far it reaches.

use crate::parties::age;
use crate::refusals::{ReasonCode, Refusal};
use crate::representation::{CHILD_UNTIL, Reach};
use crate::time::Date;

/// From this birthday somebody agrees alone (L-GDPR-8).
pub const ALONE_FROM: i16 = 16;

/// From this birthday somebody agrees with a parent's consent (L-GDPR-8).
pub const YOUTH_FROM: i16 = 13;

/// The version of the terms that are shown now. It is stored with each consent, so that
/// it can be shown what somebody said yes to (L-GDPR-7).
pub const TERMS: &str = "2027-01";

const RULES: &[&str] = &["L-GDPR-7"];
const AGES: &[&str] = &["L-GDPR-8"];

/// How much somebody has said yes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// To look: the services, those responsible, who has seen. No conversations.
    Looking,
    /// To everything, conversations too.
    Everything,
}

impl Level {
    /// Both, the lesser first.
    pub const ALL: [Self; 2] = [Self::Looking, Self::Everything];

    /// As it stands in forms and in the ledger.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Looking => "looking",
            Self::Everything => "everything",
        }
    }

    /// The level with this word.
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == value)
    }
}

/// Where a person stands with the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Portal {
    /// She was never asked.
    NotAsked,
    /// She uses it.
    Active(Level),
    /// She has withdrawn her consent.
    Closed,
}

impl Portal {
    /// Whether she can be written to here.
    pub const fn takes_messages(self) -> bool {
        matches!(self, Self::Active(Level::Everything))
    }
}

/// Who can say yes for somebody of an age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhoAgrees {
    /// Herself.
    Herself,
    /// Herself, when a parent has consented.
    WithAParent,
    /// Nobody: she is too young, or her age is not known.
    Nobody,
}

impl WhoAgrees {
    /// By the age on a day. An age that is not known is never old enough.
    pub fn on(born: Option<Date>, today: Date) -> Self {
        match born.map(|born| age(born, today)) {
            Some(ALONE_FROM..) => Self::Herself,
            Some(YOUTH_FROM..ALONE_FROM) => Self::WithAParent,
            Some(_) | None => Self::Nobody,
        }
    }
}

/// How far the platform is open to a person for what is her own.
pub fn reach(portal: Portal, born: Option<Date>, today: Date) -> Reach {
    match (WhoAgrees::on(born, today), portal) {
        (WhoAgrees::Herself, Portal::Active(Level::Everything)) => Reach::Everything,
        (WhoAgrees::Herself, Portal::Active(Level::Looking)) => Reach::Looking,
        _ => Reach::Nothing,
    }
}

/// Whether what is written to a person here reaches anybody: herself, or those with
/// parental responsibility while they read for her (L-PBRL-AGE).
pub fn is_reachable(portal: Portal, born: Option<Date>, today: Date) -> bool {
    let is_child = born.is_some_and(|born| age(born, today) < CHILD_UNTIL);
    is_child || reach(portal, born, today) == Reach::Everything
}

/// A consent that may be stored. Only [`Agreed::to`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    level: Level,
}

impl Agreed {
    /// Somebody says yes, or yes to more or less than before.
    ///
    /// # Errors
    /// `CONSENT_AGE` when she is under 16; `INVALID_TRANSITION` when it changes nothing.
    pub fn to(
        level: Level,
        (portal, born): (Portal, Option<Date>),
        today: Date,
    ) -> Result<Self, Refusal> {
        if WhoAgrees::on(born, today) != WhoAgrees::Herself {
            return Err(Refusal::told(ReasonCode::ConsentAge, AGES));
        }
        if portal == Portal::Active(level) {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        Ok(Self { level })
    }

    /// To how much.
    pub const fn level(self) -> Level {
        self.level
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = Date::constant(2027, 2, 2);

    /// L-GDPR-8, § 8.2: Jonas (14) without a parent's consent reaches nothing; from 16 a
    /// youth agrees alone; by the day, and a leap day's child waits for March.
    #[test]
    fn l_gdpr_8_from_sixteen_alone_from_thirteen_with_a_parent() {
        for (born, today, who) in [
            (Some(date(1948, 6, 12)), TODAY, WhoAgrees::Herself),
            (Some(date(2012, 9, 14)), TODAY, WhoAgrees::WithAParent),
            (Some(date(2012, 9, 14)), date(2028, 9, 13), WhoAgrees::WithAParent),
            (Some(date(2012, 9, 14)), date(2028, 9, 14), WhoAgrees::Herself),
            (Some(date(2014, 2, 2)), TODAY, WhoAgrees::WithAParent),
            (Some(date(2014, 2, 3)), TODAY, WhoAgrees::Nobody),
            (Some(date(2012, 2, 29)), date(2028, 2, 28), WhoAgrees::WithAParent),
            (Some(date(2012, 2, 29)), date(2028, 2, 29), WhoAgrees::Herself),
            (Some(date(2017, 5, 2)), TODAY, WhoAgrees::Nobody),
            (None, TODAY, WhoAgrees::Nobody),
        ] {
            assert_eq!(WhoAgrees::on(born, today), who, "{born:?} {today}");
        }
    }

    /// L-GDPR-6, L-GDPR-8: what is reached, as one reviewed table.
    #[test]
    fn l_gdpr_8_what_is_reached_goes_by_consent_and_age() {
        let (kari, jonas) = (Some(date(1948, 6, 12)), Some(date(2012, 9, 14)));
        let active = Portal::Active;
        for (portal, born, expected) in [
            (Portal::NotAsked, kari, Reach::Nothing),
            (active(Level::Looking), kari, Reach::Looking),
            (active(Level::Everything), kari, Reach::Everything),
            (Portal::Closed, kari, Reach::Nothing),
            (active(Level::Everything), jonas, Reach::Nothing),
            (Portal::NotAsked, jonas, Reach::Nothing),
            (active(Level::Everything), None, Reach::Nothing),
        ] {
            assert_eq!(reach(portal, born, TODAY), expected, "{portal:?} {born:?}");
        }
    }

    /// L-GDPR-7, L-GDPR-8: a consent is stored only when she may give it, and says
    /// something new.
    #[test]
    fn l_gdpr_7_a_consent_is_hers_to_give_and_changes_something() {
        let kari = Some(date(1948, 6, 12));
        for portal in [Portal::NotAsked, Portal::Closed, Portal::Active(Level::Looking)] {
            let agreed = Agreed::to(Level::Everything, (portal, kari), TODAY).unwrap();
            assert_eq!(agreed.level(), Level::Everything);
        }
        let again = (Portal::Active(Level::Looking), kari);
        let refused = Agreed::to(Level::Looking, again, TODAY).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::InvalidTransition);
        for born in [Some(date(2012, 9, 14)), Some(date(2017, 5, 2)), None] {
            let refused = Agreed::to(Level::Looking, (Portal::NotAsked, born), TODAY);
            assert_eq!(refused.unwrap_err().shown(), ReasonCode::ConsentAge);
        }
    }

    /// L-GDPR-7, L-PBRL-AGE: whom staff can reach here.
    #[test]
    fn l_gdpr_7_whoever_has_said_no_is_not_reached_here() {
        let (kari, emil) = (Some(date(1948, 6, 12)), Some(date(2017, 5, 2)));
        let everything = Portal::Active(Level::Everything);
        for (portal, born, today, expected) in [
            (everything, kari, TODAY, true),
            (Portal::Active(Level::Looking), kari, TODAY, false),
            (Portal::Closed, kari, TODAY, false),
            (Portal::NotAsked, emil, TODAY, true),
            (Portal::NotAsked, emil, date(2029, 5, 2), false),
            (everything, None, TODAY, false),
        ] {
            assert_eq!(is_reachable(portal, born, today), expected, "{portal:?} {born:?}");
        }
    }

    #[test]
    fn a_level_reads_back_from_its_word() {
        for level in Level::ALL {
            assert_eq!(Level::from_value(level.as_str()), Some(level));
        }
        assert_eq!(Level::from_value(""), None);
    }
}
