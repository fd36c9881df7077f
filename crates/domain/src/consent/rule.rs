//! The rule: who can consent, and how far it reaches.

use crate::parties::{YouthDoor, age};
use crate::refusals::{ReasonCode, Refusal};
use crate::representation::{CHILD_UNTIL, Parenthood, Party, Reach};
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

/// The last day that a parent's consent for a youth means anything (L-GDPR-8).
pub fn youth_until(born: Date) -> Option<Date> {
    let grown = born.checked_add(jiff::Span::new().years(ALONE_FROM)).ok()?;
    // Whoever was born on a leap day is a year older on 1 March in other years.
    let is_early = (grown.month(), grown.day()) != (born.month(), born.day());
    if is_early { Some(grown) } else { grown.yesterday().ok() }
}

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

/// Whether a parent has consented for a youth of 13 to 15 (L-GDPR-8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParentSays {
    /// No parent has, or it was taken back.
    Nothing,
    /// One of those with parental responsibility has.
    Yes,
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

/// What is stored of where a person stands: with the platform, by age, and by a parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// Where she stands with the platform.
    pub portal: Portal,
    /// When she was born, where it is known.
    pub born: Option<Date>,
    /// Whether a parent has consented for her. It counts from 13 to 15 alone.
    pub parent: ParentSays,
}

impl Stand {
    /// How far the platform is open to her for what is her own.
    ///
    /// From 13 to 15 it is what is opened for youths, by her own yes and a parent's; from
    /// her 16th birthday her own yes is enough, and opens everything (L-PBRL-AGE).
    pub fn reach(self, today: Date) -> Reach {
        match (WhoAgrees::on(self.born, today), self.parent, self.portal) {
            (WhoAgrees::Herself, _, Portal::Active(Level::Everything)) => Reach::Everything,
            (WhoAgrees::Herself, _, Portal::Active(Level::Looking)) => Reach::Looking,
            (WhoAgrees::WithAParent, ParentSays::Yes, Portal::Active(_)) => Reach::Youth,
            _ => Reach::Nothing,
        }
    }

    /// Whether she reads herself what a unit with this door writes to her here.
    pub fn takes_messages(self, door: YouthDoor, today: Date) -> bool {
        match self.reach(today) {
            Reach::Everything => true,
            Reach::Youth => door == YouthDoor::Open,
            Reach::Looking | Reach::Nothing => false,
        }
    }

    /// Whether what a unit writes to her here reaches anybody: herself, or those with
    /// parental responsibility while they read for her (L-PBRL-AGE).
    pub fn is_reachable(self, door: YouthDoor, today: Date) -> bool {
        let is_child = self.born.is_some_and(|born| age(born, today) < CHILD_UNTIL);
        is_child || self.takes_messages(door, today)
    }
}

/// A parent's consent for a youth, or its withdrawal, that may be stored. Only
/// [`ForYouth::says`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForYouth {
    says: ParentSays,
}

impl ForYouth {
    /// Somebody says yes for a youth, or takes it back. One of those with parental
    /// responsibility is enough to say either.
    ///
    /// # Errors
    /// Neutral, whatever the reason is: `NO_REPRESENTATION_BASIS` for whoever has no
    /// parental responsibility or is blocked, `PROXY_ADDRESS_PROTECTED`,
    /// `RECIPIENT_DECEASED` and `RECIPIENT_NOT_ACTIVE` by the register, `CONSENT_AGE`
    /// when the child is not 13 to 15 today. `INVALID_TRANSITION` when it changes
    /// nothing.
    pub fn says(
        says: ParentSays,
        (parent, youth): (&Party, &Party),
        found: Option<Parenthood>,
        before: ParentSays,
        today: Date,
    ) -> Result<Self, Refusal> {
        Self::is_offered((parent, youth), found, today)?;
        if says == before {
            return Err(Refusal::told(ReasonCode::InvalidTransition, AGES));
        }
        Ok(Self { says })
    }

    /// Whether somebody is asked about a youth at all.
    ///
    /// # Errors
    /// The neutral ones of [`ForYouth::says`].
    pub fn is_offered(
        (parent, youth): (&Party, &Party),
        found: Option<Parenthood>,
        today: Date,
    ) -> Result<(), Refusal> {
        youth.can_be_represented()?;
        parent.can_represent()?;
        if found.is_none_or(|found| found.is_blocked) || parent.id == youth.id {
            return Err(Refusal::neutral(ReasonCode::NoRepresentationBasis, AGES));
        }
        if WhoAgrees::on(youth.born, today) != WhoAgrees::WithAParent {
            return Err(Refusal::neutral(ReasonCode::ConsentAge, AGES));
        }
        Ok(())
    }

    /// What the parent says.
    pub const fn said(self) -> ParentSays {
        self.says
    }
}

/// Whether she is asked anew, since the terms have changed since she said yes to this version of
/// them. Until she answers, what she uses is open as before (ON-37).
pub fn asks_anew(portal: Portal, terms: Option<&str>) -> bool {
    matches!(portal, Portal::Active(_)) && terms.is_some_and(|terms| terms != TERMS)
}

/// A consent that may be stored. Only [`Agreed::to`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreed {
    level: Level,
}

impl Agreed {
    /// Somebody says yes, or yes to more or less than before. A youth of 13 to 15 says
    /// yes to what is opened for her age, and does not choose between levels.
    ///
    /// # Errors
    /// `CONSENT_AGE` when she is under 13, or under 16 and no parent has consented;
    /// `INVALID_TRANSITION` when it changes nothing, to the terms that hold now.
    pub fn to(
        level: Level,
        (stand, terms): (Stand, Option<&str>),
        today: Date,
    ) -> Result<Self, Refusal> {
        let may = match WhoAgrees::on(stand.born, today) {
            WhoAgrees::Herself => true,
            WhoAgrees::WithAParent => stand.parent == ParentSays::Yes && level == Level::Everything,
            WhoAgrees::Nobody => false,
        };
        if !may {
            return Err(Refusal::told(ReasonCode::ConsentAge, AGES));
        }
        if stand.portal == Portal::Active(level) && !asks_anew(stand.portal, terms) {
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
    use uuid::Uuid;

    use super::*;
    use crate::ids::PersonId;
    use crate::parties::Protection;
    use crate::representation::InRegister;

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

    fn stand(portal: Portal, born: Option<Date>, parent: ParentSays) -> Stand {
        Stand { portal, born, parent }
    }

    /// L-GDPR-6, L-GDPR-8, L-PBRL-AGE: what is reached, as one reviewed table. A parent's
    /// consent counts from 13 to 15 alone: before, and from the 16th birthday, it opens
    /// nothing and closes nothing.
    #[test]
    fn l_gdpr_8_what_is_reached_goes_by_consent_age_and_parent() {
        use ParentSays::{Nothing, Yes};
        let (kari, jonas) = (Some(date(1948, 6, 12)), Some(date(2012, 9, 14)));
        let (looking, all) = (Portal::Active(Level::Looking), Portal::Active(Level::Everything));
        for (portal, born, parent, today, expected) in [
            (Portal::NotAsked, kari, Nothing, TODAY, Reach::Nothing),
            (looking, kari, Nothing, TODAY, Reach::Looking),
            (all, kari, Nothing, TODAY, Reach::Everything),
            (all, kari, Yes, TODAY, Reach::Everything),
            (Portal::Closed, kari, Nothing, TODAY, Reach::Nothing),
            (all, jonas, Nothing, TODAY, Reach::Nothing),
            (Portal::NotAsked, jonas, Nothing, TODAY, Reach::Nothing),
            (Portal::NotAsked, jonas, Yes, TODAY, Reach::Nothing),
            (Portal::Closed, jonas, Yes, TODAY, Reach::Nothing),
            (all, jonas, Yes, TODAY, Reach::Youth),
            (all, jonas, Yes, date(2025, 9, 14), Reach::Youth),
            (all, jonas, Yes, date(2025, 9, 13), Reach::Nothing),
            (all, jonas, Yes, date(2028, 9, 13), Reach::Youth),
            (all, jonas, Nothing, date(2028, 9, 13), Reach::Nothing),
            (all, jonas, Yes, date(2028, 9, 14), Reach::Everything),
            (all, jonas, Nothing, date(2028, 9, 14), Reach::Everything),
            (all, None, Yes, TODAY, Reach::Nothing),
        ] {
            let found = stand(portal, born, parent).reach(today);
            assert_eq!(found, expected, "{portal:?} {born:?} {parent:?} {today}");
        }
    }

    /// L-GDPR-7, L-GDPR-8: a consent is stored only when she may give it, and says
    /// something new.
    #[test]
    fn l_gdpr_7_a_consent_is_hers_to_give_and_changes_something() {
        let says = |level, portal, born, parent| {
            let stand = stand(portal, born, parent);
            Agreed::to(level, (stand, Some(TERMS)), TODAY)
        };
        let (kari, jonas) = (Some(date(1948, 6, 12)), Some(date(2012, 9, 14)));
        for portal in [Portal::NotAsked, Portal::Closed, Portal::Active(Level::Looking)] {
            let agreed = says(Level::Everything, portal, kari, ParentSays::Nothing).unwrap();
            assert_eq!(agreed.level(), Level::Everything);
        }
        let again = Portal::Active(Level::Looking);
        let refused = says(Level::Looking, again, kari, ParentSays::Nothing).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::InvalidTransition);
        for born in [jonas, Some(date(2017, 5, 2)), None] {
            let refused = says(Level::Everything, Portal::NotAsked, born, ParentSays::Nothing);
            assert_eq!(refused.unwrap_err().shown(), ReasonCode::ConsentAge);
        }
        assert!(says(Level::Everything, Portal::NotAsked, jonas, ParentSays::Yes).is_ok());
        for (level, born) in [
            (Level::Looking, jonas),
            (Level::Everything, Some(date(2017, 5, 2))),
            (Level::Everything, None),
        ] {
            let refused = says(level, Portal::NotAsked, born, ParentSays::Yes).unwrap_err();
            assert_eq!(refused.shown(), ReasonCode::ConsentAge, "{level:?} {born:?}");
        }
    }

    /// ON-37: whoever said yes to terms that have changed is asked anew, may say the same again,
    /// and has everything open until then.
    #[test]
    fn on_37_new_terms_are_asked_for_at_next_use_and_close_nothing() {
        let born = Some(date(1948, 6, 12));
        let kari = stand(Portal::Active(Level::Looking), born, ParentSays::Nothing);
        for (terms, expected) in [(Some("2026-01"), true), (Some(TERMS), false), (None, false)] {
            assert_eq!(asks_anew(kari.portal, terms), expected, "{terms:?}");
            assert_eq!(Agreed::to(Level::Looking, (kari, terms), TODAY).is_ok(), expected);
        }
        for portal in [Portal::NotAsked, Portal::Closed] {
            assert!(!asks_anew(portal, Some("2026-01")));
        }
        assert_eq!(kari.reach(TODAY), Reach::Looking);
    }

    /// L-GDPR-7, L-GDPR-8, L-PBRL-AGE: whom a unit can reach here.
    #[test]
    fn l_gdpr_7_whoever_has_said_no_is_not_reached_here() {
        let (kari, emil) = (Some(date(1948, 6, 12)), Some(date(2017, 5, 2)));
        let jonas = Some(date(2012, 9, 14));
        let everything = Portal::Active(Level::Everything);
        let (closed, open) = (YouthDoor::Closed, YouthDoor::Open);
        let (none, yes) = (ParentSays::Nothing, ParentSays::Yes);
        for (portal, born, parent, door, today, expected) in [
            (everything, kari, none, closed, TODAY, true),
            (Portal::Active(Level::Looking), kari, none, open, TODAY, false),
            (Portal::Closed, kari, none, open, TODAY, false),
            (Portal::NotAsked, emil, none, closed, TODAY, true),
            (Portal::NotAsked, emil, none, open, date(2029, 5, 2), false),
            (everything, jonas, yes, open, TODAY, true),
            (everything, jonas, yes, closed, TODAY, false),
            (everything, jonas, none, open, TODAY, false),
            (everything, None, none, open, TODAY, false),
        ] {
            let found = stand(portal, born, parent).is_reachable(door, today);
            assert_eq!(found, expected, "{portal:?} {born:?} {parent:?} {door:?}");
        }
    }

    fn party(n: u128, born: Date) -> Party {
        Party {
            id: PersonId::from_uuid(Uuid::from_u128(n)),
            born: Some(born),
            protection: Protection::None,
            register: InRegister::Active,
        }
    }

    fn parenthood() -> Parenthood {
        Parenthood { one_lives_with_child: false, is_blocked: false, has_opened: false }
    }

    /// L-GDPR-8, § 1.4: one with parental responsibility says yes for a youth of 13 to 15
    /// and takes it back; whoever else asks learns nothing.
    #[test]
    fn l_gdpr_8_a_parent_says_yes_for_a_youth_of_13_to_15_and_nobody_else_does() {
        use ParentSays::{Nothing, Yes};
        let (lise, jonas) = (party(3, date(1984, 1, 15)), party(5, date(2012, 9, 14)));
        let emil = party(6, date(2017, 5, 2));
        let given = ForYouth::says(Yes, (&lise, &jonas), Some(parenthood()), Nothing, TODAY);
        assert_eq!(given.unwrap().said(), Yes);
        let back = ForYouth::says(Nothing, (&lise, &jonas), Some(parenthood()), Yes, TODAY);
        assert_eq!(back.unwrap().said(), Nothing);
        for (says, before) in [(Yes, Yes), (Nothing, Nothing)] {
            let again = ForYouth::says(says, (&lise, &jonas), Some(parenthood()), before, TODAY);
            assert_eq!(again.unwrap_err().shown(), ReasonCode::InvalidTransition);
        }
        let blocked = Parenthood { is_blocked: true, ..parenthood() };
        let hidden = |party: &Party| Party { protection: Protection::Strict, ..party.clone() };
        let dead = |party: &Party| Party { register: InRegister::Deceased, ..party.clone() };
        let none = ReasonCode::NoRepresentationBasis;
        for (parent, youth, found, today, code) in [
            (lise.clone(), jonas.clone(), None, TODAY, none),
            (lise.clone(), jonas.clone(), Some(blocked), TODAY, none),
            (jonas.clone(), jonas.clone(), Some(parenthood()), TODAY, none),
            (lise.clone(), emil, Some(parenthood()), TODAY, ReasonCode::ConsentAge),
            (
                lise.clone(),
                jonas.clone(),
                Some(parenthood()),
                date(2028, 9, 14),
                ReasonCode::ConsentAge,
            ),
            (
                lise.clone(),
                jonas.clone(),
                Some(parenthood()),
                date(2025, 9, 13),
                ReasonCode::ConsentAge,
            ),
            (
                hidden(&lise),
                jonas.clone(),
                Some(parenthood()),
                TODAY,
                ReasonCode::ProxyAddressProtected,
            ),
            (
                lise.clone(),
                hidden(&jonas),
                Some(parenthood()),
                TODAY,
                ReasonCode::ProxyAddressProtected,
            ),
            (dead(&lise), jonas.clone(), Some(parenthood()), TODAY, ReasonCode::RecipientDeceased),
        ] {
            let refused =
                ForYouth::says(Yes, (&parent, &youth), found, Nothing, today).unwrap_err();
            assert_eq!(refused.code(), code);
            assert_eq!(refused.shown(), ReasonCode::NotAvailable);
        }
    }

    /// L-GDPR-8: the last day is the one before the 16th birthday.
    #[test]
    fn l_gdpr_8_a_parents_consent_means_something_until_the_day_before_the_16th_birthday() {
        for (born, last) in [
            (date(2012, 9, 14), date(2028, 9, 13)),
            (date(2012, 2, 29), date(2028, 2, 28)),
            (date(2012, 3, 1), date(2028, 2, 29)),
        ] {
            assert_eq!(youth_until(born), Some(last));
            assert_eq!(WhoAgrees::on(Some(born), last), WhoAgrees::WithAParent);
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
