//! Who may ask for whom, and how much an answer may tell (§ 9).

use crate::ids::PersonId;
use crate::refusals::{ReasonCode, Refusal};
use crate::representation::{
    Basis, CHILD_UNTIL, CitizenAccess, Deed, Parenthood, Party, YOUTH_UNTIL,
};
use crate::time::Date;

use super::Kind;

const RULES: &[&str] = &["RRX-5", "L-PBRL-3-4"];

/// How the answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerAs {
    /// To her who asks about her own, or whoever stands in her place.
    InFull,
    /// To a parent of a youth of 12 to 15: one text, the same whether something was left
    /// out or not (RRX-5).
    ToParentOfYouth,
}

impl AnswerAs {
    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InFull => "IN_FULL",
            Self::ToParentOfYouth => "TO_PARENT_OF_YOUTH",
        }
    }

    /// What is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        [Self::InFull, Self::ToParentOfYouth].into_iter().find(|way| way.as_str() == text)
    }
}

/// The right of one person to ask for something, for herself or for another. Only
/// [`Asking::by`] and [`Asking::as_parent_of_youth`] make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asking {
    actor: PersonId,
    person: PersonId,
    answer: AnswerAs,
}

impl Asking {
    /// Whoever is signed in asks for her own, or on the basis that she acts on: a power of
    /// attorney that covers rights requests, parental responsibility for a child under 12,
    /// a guardian's mandate. The next of kin of somebody without competence has access to
    /// the record, and nothing more (pbrl § 3-3).
    ///
    /// # Errors
    /// `NO_REPRESENTATION_BASIS`; `CONSENT_MISSING`.
    pub fn by(citizen: &CitizenAccess, kind: Kind) -> Result<Self, Refusal> {
        citizen.may(Deed::AskForRights)?;
        let is_next_of_kin = matches!(citizen.basis(), Basis::NextOfKin { .. });
        if is_next_of_kin && kind != Kind::AccessRecord {
            return Err(Refusal::told(ReasonCode::NoRepresentationBasis, kind.rules()));
        }
        // Nobody asks for another as that other's next of kin.
        if kind == Kind::Deceased && !citizen.is_own() {
            return Err(Refusal::told(ReasonCode::NoRepresentationBasis, kind.rules()));
        }
        let answer = match citizen.basis() {
            Basis::ParentOfYouth => AnswerAs::ToParentOfYouth,
            _ => AnswerAs::InFull,
        };
        if answer == AnswerAs::ToParentOfYouth && kind != Kind::AccessRecord {
            return Err(Refusal::told(ReasonCode::NoRepresentationBasis, RULES));
        }
        Ok(Self { actor: citizen.actor(), person: citizen.person(), answer })
    }

    /// A parent asks for access to the record of a youth of 12 to 15, without acting for
    /// her. What is closed to the parent changes nothing here: that it is closed must not
    /// be told by a refusal (RRX-5).
    ///
    /// # Errors
    /// Neutral, whatever the reason is: no parental responsibility, another age, a
    /// protected address, dead or gone.
    pub fn as_parent_of_youth(
        (parent, youth): (&Party, &Party),
        found: Option<Parenthood>,
        (kind, today): (Kind, Date),
    ) -> Result<Self, Refusal> {
        youth.can_be_represented()?;
        parent.can_represent()?;
        let is_of_age =
            youth.age_on(today).is_some_and(|age| (CHILD_UNTIL..YOUTH_UNTIL).contains(&age));
        let may = found.is_some() && parent.id != youth.id && is_of_age;
        if !may || kind != Kind::AccessRecord {
            return Err(Refusal::neutral(ReasonCode::NoRepresentationBasis, RULES));
        }
        Ok(Self { actor: parent.id, person: youth.id, answer: AnswerAs::ToParentOfYouth })
    }

    /// Who asks, in her own name.
    pub const fn actor(&self) -> PersonId {
        self.actor
    }

    /// About whom.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// How the answer is written.
    pub const fn answer(&self) -> AnswerAs {
        self.answer
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::parties::Protection;
    use crate::representation::{EidLevel, InRegister};

    const TODAY: Date = Date::constant(2027, 2, 2);

    fn party(n: u128, born: Date, protection: Protection) -> Party {
        let id = PersonId::from_uuid(Uuid::from_u128(n));
        Party { id, born: Some(born), protection, register: InRegister::Active }
    }

    fn lise() -> Party {
        party(3, date(1984, 1, 15), Protection::None)
    }

    fn jonas() -> Party {
        party(5, date(2012, 9, 14), Protection::None)
    }

    fn found(is_blocked: bool) -> Option<Parenthood> {
        Some(Parenthood { one_lives_with_child: true, is_blocked, has_opened: false })
    }

    /// § 9: she herself may ask for everything.
    #[test]
    fn one_asks_for_ones_own() {
        let kari = PersonId::from_uuid(Uuid::from_u128(1));
        let access = CitizenAccess::signed_in(kari, EidLevel::High).unwrap();
        for kind in Kind::ALL {
            let asking = Asking::by(&access, kind).unwrap();
            assert_eq!((asking.actor(), asking.person()), (kari, kari));
            assert_eq!(asking.answer(), AnswerAs::InFull);
        }
    }

    /// RRX-5: Lise asks for Jonas (14), and it makes no difference that something is closed
    /// to her.
    #[test]
    fn rrx_5_a_parent_of_a_youth_asks_alike_whether_something_is_closed_or_not() {
        let asks = |is_blocked| {
            let kind = (Kind::AccessRecord, TODAY);
            Asking::as_parent_of_youth((&lise(), &jonas()), found(is_blocked), kind)
        };
        assert_eq!(asks(false), asks(true));
        assert_eq!(asks(true).unwrap().answer(), AnswerAs::ToParentOfYouth);
    }

    /// RRX-5, § 1.4: whoever is told no is told nothing.
    #[test]
    fn rrx_5_whoever_may_not_ask_for_a_youth_learns_nothing() {
        let protected = party(5, date(2012, 9, 14), Protection::Strict);
        let emil = party(6, date(2017, 5, 2), Protection::None);
        let grown = party(7, date(2011, 2, 2), Protection::None);
        let access = Kind::AccessRecord;
        for (youth, parenthood, kind) in [
            (jonas(), None, access),
            (protected, found(false), access),
            (emil, found(false), access),
            (grown, found(false), access),
            (jonas(), found(false), Kind::EraseEntry),
            (lise(), found(false), access),
        ] {
            let asked = Asking::as_parent_of_youth((&lise(), &youth), parenthood, (kind, TODAY));
            assert_eq!(asked.unwrap_err().shown(), ReasonCode::NotAvailable);
        }
    }
}
