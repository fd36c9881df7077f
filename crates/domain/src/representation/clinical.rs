//! What a clinician decides about who may help whom: that somebody lacks competence, that
//! something is closed to a parent, and that one conversation is opened to one
//! (L-PBRL-3-4, L-PBRL-4-3, L-PBRL-AGE).

use core::fmt;

use crate::ids::{DecisionId, PersonId, StaffId, UnitId};
use crate::parties::{Staff, StaffAccess};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

use super::{CHILD_UNTIL, CompetenceDecision, MIN_RECEIVER_AGE, Parenthood, Party, YOUTH_UNTIL};

/// The fewest letters of an assessment.
pub const MIN_ASSESSMENT: usize = 20;

/// The most letters of an assessment.
pub const MAX_ASSESSMENT: usize = 500;

/// From this birthday somebody's own competence is decided about here; before, the parents
/// consent (L-PBRL-4-4).
pub const DECIDED_FROM: i16 = 16;

const DECISION: &[&str] = &["S1-2.1-a", "L-PBRL-4-3"];
const PARENTS: &[&str] = &["L-PBRL-3-4", "L-PBRL-AGE"];

/// The right of a clinician to decide about those around a patient. Whoever has none
/// cannot reach the rules below.
#[derive(Debug, Clone, Copy)]
pub struct Clinician(StaffAccess);

impl Clinician {
    /// The right of somebody with an authorisation that holds today.
    ///
    /// # Errors
    /// `STAFF_NOT_AUTHORISED` for who is no clinician: only those in the register of
    /// health personnel are.
    pub fn of(access: &StaffAccess, staff: &Staff) -> Result<Self, Refusal> {
        if staff.hpr.is_none() || staff.id != access.staff() {
            return Err(Refusal::told(ReasonCode::StaffNotAuthorised, PARENTS));
        }
        Ok(Self(*access))
    }

    /// Who.
    pub const fn staff(&self) -> StaffId {
        self.0.staff()
    }

    /// At which unit.
    pub const fn unit(&self) -> UnitId {
        self.0.unit()
    }
}

/// Why, in a clinician's words. It does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct Assessment(String);

impl Assessment {
    /// [`MIN_ASSESSMENT`] to [`MAX_ASSESSMENT`] letters.
    ///
    /// # Errors
    /// `ASSESSMENT_MISSING` when the words are too few or too many.
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        if !(MIN_ASSESSMENT..=MAX_ASSESSMENT).contains(&text.chars().count()) {
            return Err(Refusal::told(ReasonCode::AssessmentMissing, PARENTS));
        }
        Ok(Self(text.to_owned()))
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

impl CompetenceDecision {
    /// A decision made today that somebody lacks competence and that one named person
    /// may help.
    ///
    /// # Errors
    /// `NO_REPRESENTATION_BASIS` when the patient is under 16, when it ends before today
    /// or later than a year from now, or names the patient herself. `PROXY_AGE` when
    /// whoever is named is under 18. Neutral by the register, as [`Grant::given`].
    ///
    /// [`Grant::given`]: super::Grant::given
    pub fn made(
        id: DecisionId,
        by: &Clinician,
        (patient, named): (&Party, &Party),
        last_day: Date,
        today: Date,
    ) -> Result<Self, Refusal> {
        patient.can_be_represented()?;
        named.can_represent()?;
        let review = today.checked_add(jiff::Span::new().years(1)).unwrap_or(today);
        let is_grown = patient.age_on(today).is_some_and(|age| age >= DECIDED_FROM);
        let lasts = today <= last_day && last_day <= review;
        if !is_grown || !lasts || patient.id == named.id {
            return Err(Refusal::told(ReasonCode::NoRepresentationBasis, DECISION));
        }
        if named.age_on(today).is_none_or(|age| age < MIN_RECEIVER_AGE) {
            return Err(Refusal::told(ReasonCode::ProxyAge, DECISION));
        }
        Ok(Self {
            id,
            patient: patient.id,
            named: named.id,
            by: by.staff(),
            unit: by.unit(),
            from: today,
            last_day,
            ended_at: None,
        })
    }
}

/// On what something is closed to a parent (L-PBRL-3-4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockClass {
    /// The child does not want it, for reasons worth respecting.
    ChildsWish,
    /// Compelling considerations for the child.
    Compelling,
    /// Child protection has taken over the care.
    TakenOver,
}

impl BlockClass {
    /// Every class.
    pub const ALL: [Self; 3] = [Self::ChildsWish, Self::Compelling, Self::TakenOver];

    /// The class as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ChildsWish => "CHILDS_WISH",
            Self::Compelling => "COMPELLING",
            Self::TakenOver => "TAKEN_OVER",
        }
    }

    /// The class that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == text)
    }
}

/// How much is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockReach {
    /// One conversation.
    Thread,
    /// Everything about the child.
    Everything,
}

/// Something that is closed to one parent, or to all, and may be stored. Only
/// [`ParentBlock::set`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParentBlock {
    child: PersonId,
    parent: Option<PersonId>,
    class: BlockClass,
    reach: BlockReach,
    by: StaffId,
}

impl ParentBlock {
    /// Closes something to one parent, or to all.
    ///
    /// # Errors
    /// `NO_REPRESENTATION_BASIS` from the child's 16th birthday, when a parent sees
    /// nothing anyhow, and for somebody who is no parent.
    pub fn set(
        by: &Clinician,
        child: &Party,
        (parent, parents): (Option<PersonId>, &[PersonId]),
        (class, reach): (BlockClass, BlockReach),
        today: Date,
    ) -> Result<Self, Refusal> {
        let is_young = child.age_on(today).is_some_and(|age| age < YOUTH_UNTIL);
        let is_parent = parent.is_none_or(|parent| parents.contains(&parent));
        if !is_young || !is_parent {
            return Err(Refusal::told(ReasonCode::NoRepresentationBasis, PARENTS));
        }
        Ok(Self { child: child.id, parent, class, reach, by: by.staff() })
    }

    /// About which child.
    pub const fn child(&self) -> PersonId {
        self.child
    }

    /// To whom; none for every parent.
    pub const fn parent(&self) -> Option<PersonId> {
        self.parent
    }

    /// On what.
    pub const fn class(&self) -> BlockClass {
        self.class
    }

    /// How much.
    pub const fn reach(&self) -> BlockReach {
        self.reach
    }

    /// Who closed it.
    pub const fn by(&self) -> StaffId {
        self.by
    }
}

/// Whether the youth has been told that something is opened to a parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YouthTold {
    /// She has.
    Yes,
    /// She has not.
    No,
}

/// One conversation that is opened to one parent of a youth, and may be stored. Only
/// [`ParentOpening::made`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParentOpening {
    youth: PersonId,
    parent: PersonId,
    by: StaffId,
}

impl ParentOpening {
    /// Opens one conversation of a youth of 12 to 15 to a named parent, after an
    /// assessment under § 3-4.
    ///
    /// # Errors
    /// `NO_REPRESENTATION_BASIS` when the youth is not 12 to 15 today, the other is no
    /// parent, is blocked, or no parent lives with the youth. `ASSESSMENT_MISSING` when
    /// the youth has not been told. Neutral by the register.
    pub fn made(
        by: &Clinician,
        (youth, parent): (&Party, &Party),
        found: Option<Parenthood>,
        told: YouthTold,
        today: Date,
    ) -> Result<Self, Refusal> {
        youth.can_be_represented()?;
        parent.can_represent()?;
        let age = youth.age_on(today);
        let is_youth = age.is_some_and(|age| (CHILD_UNTIL..YOUTH_UNTIL).contains(&age));
        let is_parent = found.is_some_and(|found| found.one_lives_with_child && !found.is_blocked);
        if !is_youth || !is_parent {
            return Err(Refusal::told(ReasonCode::NoRepresentationBasis, PARENTS));
        }
        if told == YouthTold::No {
            return Err(Refusal::told(ReasonCode::AssessmentMissing, PARENTS));
        }
        Ok(Self { youth: youth.id, parent: parent.id, by: by.staff() })
    }

    /// Whose conversation.
    pub const fn youth(&self) -> PersonId {
        self.youth
    }

    /// To whom.
    pub const fn parent(&self) -> PersonId {
        self.parent
    }

    /// Who opened it.
    pub const fn by(&self) -> StaffId {
        self.by
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::super::rule::tests::party;
    use super::*;
    use crate::ids::MunicipalityId;
    use crate::parties::{Authorisation, HprNumber, PersonName, Protection};

    const TODAY: Date = Date::constant(2027, 2, 2);

    fn staff(hpr: Option<&str>) -> Staff {
        Staff {
            id: StaffId::from_uuid(Uuid::from_u128(50)),
            hpr: hpr.and_then(HprNumber::parse),
            name: PersonName::new("Per", "Haug"),
            title: "sykepleier".to_owned(),
        }
    }

    fn access() -> StaffAccess {
        let staff = StaffId::from_uuid(Uuid::from_u128(50));
        let unit = UnitId::from_uuid(Uuid::from_u128(60));
        let home = MunicipalityId::from_uuid(Uuid::from_u128(70));
        let last = Some(date(2027, 12, 31));
        let held = Authorisation::new(staff, unit, home, date(2027, 1, 1), last).unwrap();
        StaffAccess::at(staff, unit, &[held], TODAY).unwrap()
    }

    fn per() -> Clinician {
        Clinician::of(&access(), &staff(Some("900000101"))).unwrap()
    }

    fn id(n: u128) -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(n))
    }

    /// L-PBRL-4-3, L-PBRL-3-4: a clinician decides, and nobody else.
    #[test]
    fn l_pbrl_4_3_only_a_clinician_decides() {
        let refused = Clinician::of(&access(), &staff(None)).unwrap_err();
        assert_eq!(refused.shown(), ReasonCode::StaffNotAuthorised);
        let other =
            Staff { id: StaffId::from_uuid(Uuid::from_u128(51)), ..staff(Some("900000101")) };
        assert!(Clinician::of(&access(), &other).is_err());
        assert_eq!(per().staff(), staff(None).id);
    }

    /// L-PBRL-4-3: reasoned and written, within its limits, and it does not print.
    #[test]
    fn l_pbrl_4_3_an_assessment_has_words() {
        for (letters, is_taken) in [(0, false), (19, false), (20, true), (500, true), (501, false)]
        {
            let found = Assessment::parse(&"å".repeat(letters));
            assert_eq!(found.is_ok(), is_taken, "{letters}");
        }
        assert!(Assessment::parse(&" ".repeat(30)).is_err());
        let words = Assessment::parse("Forstår ikke hva hjelpen gjelder.").unwrap();
        assert_eq!(format!("{words:?}"), "Assessment(…)");
    }

    /// S1-2.1-a, L-PBRL-4-3: about whom, whom it names, and for how long.
    #[test]
    fn l_pbrl_4_3_a_decision_names_one_adult_for_a_year_at_most() {
        let (kari, gerd) = (party(1, date(1948, 6, 12)), party(2, date(1950, 1, 1)));
        let made = |patient: &Party, named: &Party, last| {
            let id = DecisionId::from_uuid(Uuid::from_u128(8));
            CompetenceDecision::made(id, &per(), (patient, named), last, TODAY)
        };
        let (year, none) = (date(2028, 2, 2), ReasonCode::NoRepresentationBasis);
        let decided = made(&kari, &gerd, year).unwrap();
        assert_eq!((decided.patient, decided.named, decided.from), (kari.id, gerd.id, TODAY));
        assert_eq!((decided.by, decided.unit), (per().staff(), per().unit()));
        for (patient, named, last, code) in [
            (kari.clone(), gerd.clone(), date(2028, 2, 3), none),
            (kari.clone(), gerd.clone(), date(2027, 2, 1), none),
            (kari.clone(), kari.clone(), year, none),
            (party(3, date(2011, 2, 3)), gerd.clone(), year, none),
            (Party { born: None, ..kari.clone() }, gerd.clone(), year, none),
            (kari.clone(), party(4, date(2009, 2, 3)), year, ReasonCode::ProxyAge),
            (kari.clone(), Party { born: None, ..gerd.clone() }, year, ReasonCode::ProxyAge),
        ] {
            let refused = made(&patient, &named, last).unwrap_err();
            assert_eq!(refused.shown(), code, "{:?} {:?} {last}", patient.born, named.born);
        }
        assert!(made(&kari, &gerd, TODAY).is_ok());
        assert!(made(&party(3, date(2011, 2, 2)), &party(4, date(2009, 2, 2)), year).is_ok());
        for protection in [Protection::Confidential, Protection::Strict] {
            let hidden = |party: &Party| Party { protection, ..party.clone() };
            for both in [(hidden(&kari), gerd.clone()), (kari.clone(), hidden(&gerd))] {
                let refused = made(&both.0, &both.1, year).unwrap_err();
                assert_eq!(refused.code(), ReasonCode::ProxyAddressProtected);
                assert_eq!(refused.shown(), ReasonCode::NotAvailable);
            }
        }
    }

    /// L-PBRL-3-4: closed to one parent or to all, until the 16th birthday.
    #[test]
    fn l_pbrl_3_4_something_is_closed_to_a_parent_until_16() {
        let set = |child: &Party, parent, today| {
            let parents = [id(3)];
            let what = (BlockClass::Compelling, BlockReach::Thread);
            ParentBlock::set(&per(), child, (parent, &parents), what, today)
        };
        let emil = party(6, date(2017, 5, 2));
        let block = set(&emil, Some(id(3)), TODAY).unwrap();
        assert_eq!((block.child(), block.parent()), (emil.id, Some(id(3))));
        assert_eq!((block.class(), block.reach()), (BlockClass::Compelling, BlockReach::Thread));
        assert_eq!(block.by(), per().staff());
        assert!(set(&emil, None, TODAY).is_ok());
        assert!(set(&emil, Some(id(3)), date(2033, 5, 1)).is_ok());
        let unknown = Party { born: None, ..emil.clone() };
        for (child, parent, today) in [
            (&emil, Some(id(9)), TODAY),
            (&emil, Some(id(3)), date(2033, 5, 2)),
            (&unknown, None, TODAY),
        ] {
            let refused = set(child, parent, today).unwrap_err();
            assert_eq!(refused.shown(), ReasonCode::NoRepresentationBasis);
        }
        for class in BlockClass::ALL {
            assert_eq!(BlockClass::from_stored(class.as_str()), Some(class));
        }
        assert_eq!(BlockClass::from_stored(""), None);
    }

    /// L-PBRL-3-4, L-PBRL-AGE: one conversation of a youth of 12 to 15 is opened to a named
    /// parent, and the youth is told.
    #[test]
    fn l_pbrl_age_a_conversation_is_opened_to_a_parent_of_a_youth_who_is_told() {
        let (lise, jonas) = (party(3, date(1984, 1, 15)), party(5, date(2012, 9, 14)));
        let parent =
            Parenthood { one_lives_with_child: true, is_blocked: false, has_opened: false };
        let made = |youth: &Party, found, told, today| {
            ParentOpening::made(&per(), (youth, &lise), found, told, today)
        };
        let (yes, no) = (YouthTold::Yes, YouthTold::No);
        let opening = made(&jonas, Some(parent), yes, TODAY).unwrap();
        assert_eq!((opening.youth(), opening.parent()), (jonas.id, lise.id));
        assert_eq!(opening.by(), per().staff());
        let blocked = Parenthood { is_blocked: true, ..parent };
        let elsewhere = Parenthood { one_lives_with_child: false, ..parent };
        let none = ReasonCode::NoRepresentationBasis;
        for (found, told, today, code) in [
            (Some(parent), no, TODAY, ReasonCode::AssessmentMissing),
            (None, yes, TODAY, none),
            (Some(blocked), yes, TODAY, none),
            (Some(elsewhere), yes, TODAY, none),
            (Some(parent), yes, date(2024, 9, 13), none),
            (Some(parent), yes, date(2028, 9, 14), none),
        ] {
            assert_eq!(made(&jonas, found, told, today).unwrap_err().shown(), code, "{today}");
        }
        for today in [date(2024, 9, 14), date(2028, 9, 13)] {
            assert!(made(&jonas, Some(parent), yes, today).is_ok(), "{today}");
        }
        let hidden = Party { protection: Protection::Strict, ..jonas.clone() };
        let refused = made(&hidden, Some(parent), yes, TODAY).unwrap_err();
        assert_eq!(refused.shown(), ReasonCode::NotAvailable);
    }
}
