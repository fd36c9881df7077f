//! The rule: on what, if anything, one person may act for another now.

use crate::ids::{DecisionId, PersonId, StaffId, UnitId};
use crate::parties::{GuardianScope, Protection, RegistryStatus, age};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant};

use super::{Basis, CitizenAccess, Grant, MIN_RECEIVER_AGE};

/// A parent's own access ends at 00:00 on this birthday of the child's (L-PBRL-AGE).
pub const CHILD_UNTIL: i16 = 12;

/// What staff opened to a parent ends at 00:00 on this birthday (L-PBRL-AGE).
pub const YOUTH_UNTIL: i16 = 16;

const RULES: &[&str] = &["S1-2.1-a"];
const PROTECTED: &[&str] = &["S1-2.1-a", "C-1.6"];
const AGES: &[&str] = &["L-PBRL-AGE"];

/// What the population register says of somebody's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InRegister {
    /// Living here, or living abroad with something here.
    Active,
    /// Dead.
    Deceased,
    /// Disappeared, or no longer in the register.
    NotActive,
}

impl InRegister {
    /// What the register's status means for acting and being acted for. Whoever has
    /// moved abroad can still help, and be helped from here.
    pub const fn of(status: RegistryStatus) -> Self {
        if status.is_deceased() {
            Self::Deceased
        } else if status.ends_representation() {
            Self::NotActive
        } else {
            Self::Active
        }
    }
}

/// A person as the rule needs her.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Who.
    pub id: PersonId,
    /// When she was born; none where it is not known, which is never old enough.
    pub born: Option<Date>,
    /// Whether her address is protected.
    pub protection: Protection,
    /// What the register says.
    pub register: InRegister,
}

impl Party {
    /// Whole years on a day.
    pub fn age_on(&self, today: Date) -> Option<i16> {
        self.born.map(|born| age(born, today))
    }

    /// Whether others may act for her.
    ///
    /// # Errors
    /// Neutral, with the true code (§ 1.4, § 1.6).
    pub fn can_be_represented(&self) -> Result<(), Refusal> {
        self.takes_part()
    }

    /// Whether she may act for others.
    ///
    /// # Errors
    /// Neutral, with the true code (§ 1.4, § 1.6).
    pub fn can_represent(&self) -> Result<(), Refusal> {
        self.takes_part()
    }

    fn takes_part(&self) -> Result<(), Refusal> {
        if self.protection != Protection::None {
            return Err(Refusal::neutral(ReasonCode::ProxyAddressProtected, PROTECTED));
        }
        match self.register {
            InRegister::Active => Ok(()),
            InRegister::Deceased => Err(Refusal::neutral(ReasonCode::RecipientDeceased, RULES)),
            InRegister::NotActive => Err(Refusal::neutral(ReasonCode::RecipientNotActive, RULES)),
        }
    }
}

/// Parental responsibility, as the register has it, and what staff have decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parenthood {
    /// Whether at least one holder of parental responsibility is registered at the
    /// child's address.
    pub one_lives_with_child: bool,
    /// Whether a clinician has closed everything about the child to this parent
    /// (L-PBRL-3-4).
    pub is_blocked: bool,
    /// Whether staff have opened something to this parent, for a youth of 12 to 15.
    pub has_opened: bool,
}

/// One line of the register: who has parental responsibility for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisteredParent {
    /// The child.
    pub child: PersonId,
    /// The parent.
    pub parent: PersonId,
    /// Whether she is registered at the child's address.
    pub shares_address: bool,
}

/// A clinician's reasoned decision that somebody lacks competence and that one
/// named person may help (S1-2.1-a, L-PBRL-4-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetenceDecision {
    /// Its id.
    pub id: DecisionId,
    /// About whom.
    pub patient: PersonId,
    /// Who may help.
    pub named: PersonId,
    /// Who decided.
    pub by: StaffId,
    /// At which unit.
    pub unit: UnitId,
    /// The first day.
    pub from: Date,
    /// The last day: reviewed at least yearly, so never more than a year away.
    pub last_day: Date,
    /// When it was ended before its time.
    pub ended_at: Option<Instant>,
}

impl CompetenceDecision {
    /// Whether it holds now. One that was made for longer than a year holds a year.
    pub fn holds_at(&self, now: Instant) -> bool {
        let today = now.in_oslo().date;
        let longest = jiff::Span::new().years(1);
        let review = self.from.checked_add(longest).unwrap_or(self.last_day);
        self.from <= today
            && today <= self.last_day.min(review)
            && self.ended_at.is_none_or(|ended| now < ended)
    }
}

/// What there is between two persons.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Powers of attorney from the one to the other.
    pub grants: Vec<Grant>,
    /// Parental responsibility.
    pub parenthood: Option<Parenthood>,
    /// What a guardian's mandate is about, as the register has it.
    pub guardianship: Option<GuardianScope>,
    /// A clinician's decision.
    pub decision: Option<CompetenceDecision>,
}

/// The access of `actor` to what is `person`'s, now (S1-2.1-a).
///
/// Kinship alone gives nothing. Of several bases the widest counts.
///
/// # Errors
/// Neutral whenever the reason lies with the other person: `PROXY_ADDRESS_PROTECTED`,
/// `RECIPIENT_DECEASED`, `RECIPIENT_NOT_ACTIVE`, `NO_REPRESENTATION_BASIS` (§ 1.4).
pub fn acting_for(
    actor: &Party,
    person: &Party,
    found: &Found,
    now: Instant,
) -> Result<CitizenAccess, Refusal> {
    person.can_be_represented()?;
    actor.can_represent()?;
    let today = now.in_oslo().date;
    let basis = as_parent(person, found, today)
        .or_else(|| as_guardian(found))
        .or_else(|| by_grant(actor, person, found, now))
        .or_else(|| as_next_of_kin(actor, person, found, now));
    match basis {
        Some(basis) if actor.id != person.id => Ok(CitizenAccess::on(basis, actor.id, person.id)),
        _ => Err(Refusal::neutral(ReasonCode::NoRepresentationBasis, why(found))),
    }
}

/// Under 12 everything, from 12 to 15 what staff have opened, from 16 nothing
/// (L-PBRL-AGE). A child whose age is not known is nobody's to open.
fn as_parent(person: &Party, found: &Found, today: Date) -> Option<Basis> {
    let parenthood = found.parenthood?;
    let age = person.age_on(today)?;
    if parenthood.is_blocked || !parenthood.one_lives_with_child {
        return None;
    }
    match age {
        ..CHILD_UNTIL => Some(Basis::Parent),
        CHILD_UNTIL..YOUTH_UNTIL if parenthood.has_opened => Some(Basis::ParentOfYouth),
        _ => None,
    }
}

fn as_guardian(found: &Found) -> Option<Basis> {
    found.guardianship?.is_personal().then_some(Basis::Guardian)
}

fn by_grant(actor: &Party, person: &Party, found: &Found, now: Instant) -> Option<Basis> {
    let of_these = |grant: &&Grant| grant.giver == person.id && grant.receiver == actor.id;
    let holds = |grant: &&Grant| grant.holds_at(now);
    let newest = found.grants.iter().filter(of_these).filter(holds).max_by_key(|grant| grant.id)?;
    Some(Basis::PowerOfAttorney { grant: newest.id, coverage: newest.terms.coverage })
}

fn as_next_of_kin(actor: &Party, person: &Party, found: &Found, now: Instant) -> Option<Basis> {
    let decision = found.decision.as_ref()?;
    let today = now.in_oslo().date;
    let is_of_these = decision.patient == person.id && decision.named == actor.id;
    let is_adult = actor.age_on(today).is_some_and(|age| age >= MIN_RECEIVER_AGE);
    (is_of_these && is_adult && decision.holds_at(now))
        .then_some(Basis::NextOfKin { decision: decision.id })
}

fn why(found: &Found) -> &'static [&'static str] {
    if found.parenthood.is_some() { AGES } else { RULES }
}

#[cfg(test)]
pub(in crate::representation) mod tests {
    use jiff::civil::{date, time};
    use uuid::Uuid;

    use super::super::{Coverage, Covers, GrantSource, Terms};
    use super::*;
    use crate::ids::GrantId;

    pub(in crate::representation) fn party(n: u128, born: Date) -> Party {
        Party {
            id: PersonId::from_uuid(Uuid::from_u128(n)),
            born: Some(born),
            protection: Protection::None,
            register: InRegister::Active,
        }
    }

    pub(in crate::representation) fn instant(year: i16, month: i8, day: i8, hour: i8) -> Instant {
        Instant::from_oslo(date(year, month, day), time(hour, 0, 0, 0))
    }

    fn kari() -> Party {
        party(1, date(1948, 6, 12))
    }

    fn anne() -> Party {
        party(2, date(1975, 3, 3))
    }

    fn grant(n: u128, covers: &[Covers]) -> Grant {
        let terms = Terms { coverage: Coverage::of(covers), last_day: None };
        let (id, from) = (GrantId::from_uuid(Uuid::from_u128(n)), date(2027, 2, 1));
        Grant::given(id, (&kari(), &anne()), terms, GrantSource::Online, from).unwrap()
    }

    fn with(grants: Vec<Grant>) -> Found {
        Found { grants, ..Found::default() }
    }

    /// S1-2.1-a: Anne is Kari's daughter without a power of attorney, and is refused;
    /// Kari gives her one on 2027-02-01, and she may act.
    #[test]
    fn s1_2_1_a_kinship_alone_gives_nothing_and_a_power_of_attorney_does() {
        let now = instant(2027, 2, 2, 9);
        let refused = acting_for(&anne(), &kari(), &Found::default(), now).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::NoRepresentationBasis);
        assert_eq!(refused.shown(), ReasonCode::NotAvailable);
        let found = with(vec![grant(9, &[Covers::Messages])]);
        let access = acting_for(&anne(), &kari(), &found, now).unwrap();
        assert_eq!((access.actor(), access.person()), (anne().id, kari().id));
        assert!(matches!(access.basis(), Basis::PowerOfAttorney { .. }));
        assert!(acting_for(&anne(), &kari(), &found, instant(2027, 1, 31, 23)).is_err());
    }

    #[test]
    fn s1_2_1_a_a_grant_between_others_or_the_other_way_gives_nothing() {
        let (now, ola) = (instant(2027, 2, 2, 9), party(3, date(1960, 10, 20)));
        let found = with(vec![grant(9, &[Covers::Messages])]);
        assert!(acting_for(&kari(), &anne(), &found, now).is_err());
        assert!(acting_for(&ola, &kari(), &found, now).is_err());
        assert!(acting_for(&anne(), &ola, &found, now).is_err());
    }

    #[test]
    fn of_several_grants_the_newest_that_holds_counts() {
        let now = instant(2027, 2, 2, 9);
        let ended = Grant { ended_at: Some(now), ..grant(11, &[Covers::Letters]) };
        let found = with(vec![grant(9, &[Covers::Messages]), grant(10, &Covers::ALL), ended]);
        let access = acting_for(&anne(), &kari(), &found, now).unwrap();
        assert_eq!(access.basis().id(), Some(Uuid::from_u128(10)));
    }

    fn parent(one_lives_with_child: bool, is_blocked: bool, has_opened: bool) -> Found {
        let parenthood = Some(Parenthood { one_lives_with_child, is_blocked, has_opened });
        Found { parenthood, ..Found::default() }
    }

    /// L-PBRL-AGE: Lise for Emil until 00:00 on his 12th birthday; from 12 only what
    /// staff have opened; from 16 nothing.
    #[test]
    fn l_pbrl_age_a_parents_access_follows_the_childs_birthdays() {
        let lise = party(4, date(1984, 1, 15));
        let emil = party(5, date(2017, 5, 2));
        let leap = party(6, date(2016, 2, 29));
        let unknown = Party { born: None, ..emil.clone() };
        let (whole, some) = (Some(Basis::Parent), Some(Basis::ParentOfYouth));
        for (child, now, opened, basis) in [
            (&emil, instant(2027, 2, 2, 9), false, whole),
            (&emil, instant(2029, 5, 1, 23), true, whole),
            (&emil, instant(2029, 5, 2, 0), false, None),
            (&emil, instant(2029, 5, 2, 0), true, some),
            (&emil, instant(2033, 5, 1, 23), true, some),
            (&emil, instant(2033, 5, 2, 0), true, None),
            (&leap, instant(2028, 2, 28, 23), false, whole),
            (&leap, instant(2028, 2, 29, 0), false, None),
            (&unknown, instant(2027, 2, 2, 9), true, None),
        ] {
            let access = acting_for(&lise, child, &parent(true, false, opened), now);
            assert_eq!(access.ok().map(|access| access.basis()), basis, "{now:?} {opened}");
        }
        let now = instant(2027, 2, 2, 9);
        let refused = acting_for(&lise, &emil, &parent(false, false, false), now).unwrap_err();
        assert_eq!((refused.rules(), refused.is_neutral()), (AGES, true));
        assert!(acting_for(&lise, &emil, &parent(true, true, true), now).is_err());
    }

    /// A guardian for personal matters may; one for money only may nothing.
    #[test]
    fn s1_2_1_a_a_guardian_needs_a_mandate_for_personal_matters() {
        let now = instant(2027, 2, 2, 9);
        let mandate = |scope| Found { guardianship: Some(scope), ..Found::default() };
        for scope in [GuardianScope::Personal, GuardianScope::Both] {
            let access = acting_for(&anne(), &kari(), &mandate(scope), now).unwrap();
            assert_eq!(access.basis(), Basis::Guardian);
        }
        for scope in [GuardianScope::Financial, GuardianScope::Unknown] {
            assert!(acting_for(&anne(), &kari(), &mandate(scope), now).is_err());
        }
    }

    fn decision(last_day: Date) -> CompetenceDecision {
        CompetenceDecision {
            id: DecisionId::from_uuid(Uuid::from_u128(8)),
            patient: kari().id,
            named: anne().id,
            by: StaffId::from_uuid(Uuid::from_u128(20)),
            unit: UnitId::from_uuid(Uuid::from_u128(21)),
            from: date(2027, 2, 1),
            last_day,
            ended_at: None,
        }
    }

    /// S1-2.1-a: the named next of kin, 18 or more, and never longer than a year.
    #[test]
    fn s1_2_1_a_a_decision_names_one_grown_next_of_kin_for_a_year_at_most() {
        let found = |decision| Found { decision: Some(decision), ..Found::default() };
        let short = found(decision(date(2027, 3, 1)));
        let long = found(decision(date(2037, 1, 1)));
        let ended = CompetenceDecision {
            ended_at: Some(instant(2027, 2, 2, 9)),
            ..decision(date(2027, 3, 1))
        };
        for (found, now, holds) in [
            (&short, instant(2027, 1, 31, 23), false),
            (&short, instant(2027, 2, 1, 0), true),
            (&short, instant(2027, 3, 1, 23), true),
            (&short, instant(2027, 3, 2, 0), false),
            (&long, instant(2028, 2, 1, 23), true),
            (&long, instant(2028, 2, 2, 0), false),
            (&found(ended), instant(2027, 2, 2, 9), false),
        ] {
            assert_eq!(acting_for(&anne(), &kari(), found, now).is_ok(), holds, "{now:?}");
        }
        let now = instant(2027, 2, 2, 9);
        let (ola, young) = (party(3, date(1960, 10, 20)), Party { born: None, ..anne() });
        let minor = Party { born: Some(date(2009, 2, 3)), ..anne() };
        let of_age = Party { born: Some(date(2009, 2, 2)), ..anne() };
        assert!(acting_for(&ola, &kari(), &short, now).is_err());
        assert!(acting_for(&anne(), &ola, &short, now).is_err());
        assert!(acting_for(&young, &kari(), &short, now).is_err());
        assert!(acting_for(&minor, &kari(), &short, now).is_err());
        assert!(acting_for(&of_age, &kari(), &short, now).is_ok());
    }

    /// C-1.6, § 1.4: protection and death end everything, whatever the basis, and the
    /// answer is the neutral one.
    #[test]
    fn c_1_6_a_protected_dead_or_absent_person_is_neither_side_of_anything() {
        let now = instant(2027, 2, 2, 9);
        let mut found = with(vec![grant(9, &Covers::ALL)]);
        found.guardianship = Some(GuardianScope::Personal);
        let protected = |party: Party| Party { protection: Protection::Strict, ..party };
        let confidential = |party: Party| Party { protection: Protection::Confidential, ..party };
        let dead = |party: Party| Party { register: InRegister::Deceased, ..party };
        let gone = |party: Party| Party { register: InRegister::NotActive, ..party };
        for (actor, person, code) in [
            (anne(), protected(kari()), ReasonCode::ProxyAddressProtected),
            (protected(anne()), kari(), ReasonCode::ProxyAddressProtected),
            (anne(), confidential(kari()), ReasonCode::ProxyAddressProtected),
            (confidential(anne()), kari(), ReasonCode::ProxyAddressProtected),
            (anne(), dead(kari()), ReasonCode::RecipientDeceased),
            (dead(anne()), kari(), ReasonCode::RecipientDeceased),
            (anne(), gone(kari()), ReasonCode::RecipientNotActive),
            (gone(anne()), kari(), ReasonCode::RecipientNotActive),
        ] {
            let refusal = acting_for(&actor, &person, &found, now).unwrap_err();
            assert_eq!(refusal.code(), code);
            assert_eq!(refusal.shown(), ReasonCode::NotAvailable);
        }
    }

    /// S1-2.1-a: death and registry status end it; moving abroad does not.
    #[test]
    fn s1_2_1_a_the_registers_status_says_who_takes_part() {
        for (status, expected) in [
            (RegistryStatus::Resident, InRegister::Active),
            (RegistryStatus::NotResident, InRegister::Active),
            (RegistryStatus::Emigrated, InRegister::Active),
            (RegistryStatus::Unknown, InRegister::Active),
            (RegistryStatus::Disappeared, InRegister::NotActive),
            (RegistryStatus::Discontinued, InRegister::NotActive),
            (RegistryStatus::Deceased { on: None }, InRegister::Deceased),
        ] {
            assert_eq!(InRegister::of(status), expected, "{status:?}");
        }
    }

    #[test]
    fn the_widest_basis_counts_and_nobody_acts_for_herself() {
        let now = instant(2027, 2, 2, 9);
        let mut found = with(vec![grant(9, &[Covers::Messages])]);
        found.decision = Some(decision(date(2027, 3, 1)));
        let basis = |found: &Found| acting_for(&anne(), &kari(), found, now).unwrap().basis();
        assert!(matches!(basis(&found), Basis::PowerOfAttorney { .. }));
        found.guardianship = Some(GuardianScope::Personal);
        assert_eq!(basis(&found), Basis::Guardian);
        assert!(acting_for(&kari(), &kari(), &found, now).is_err());
    }
}
