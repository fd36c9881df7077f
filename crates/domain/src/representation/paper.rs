//! A power of attorney on paper: one member of staff registers it, another confirms it
//! against the paper (S1-2.1-a, § 1.3).

use crate::ids::{GrantId, PaperGrantId, PersonId, StaffId, UnitId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant};

use super::{Grant, GrantSource, Party, Terms};

/// The most that wait to be confirmed at one unit.
pub const MAX_WAITING_PAPERS: usize = 50;

const RULES: &[&str] = &["S1-2.1-a"];
const EYES: &[&str] = &["S1-2.1-a", "C-1.3"];

/// A power of attorney on paper that waits to be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperGrant {
    /// Its id.
    pub id: PaperGrantId,
    /// At which unit.
    pub unit: UnitId,
    /// Who gave it.
    pub giver: PersonId,
    /// Who may act.
    pub receiver: PersonId,
    /// For what and how long.
    pub terms: Terms,
    /// When it was signed.
    pub signed_on: Date,
    /// Who registered it.
    pub by: StaffId,
    /// When.
    pub at: Instant,
}

impl PaperGrant {
    /// Whether it may be registered: what holds for one given here holds for one on
    /// paper.
    ///
    /// # Errors
    /// As [`Grant::given`]; `NO_REPRESENTATION_BASIS` when it is not signed yet.
    pub fn checked(self, parties: (&Party, &Party), today: Date) -> Result<Self, Refusal> {
        if self.signed_on > today {
            return Err(Refusal::told(ReasonCode::NoRepresentationBasis, RULES));
        }
        self.given(GrantId::from_uuid(self.id.uuid()), parties, today)?;
        Ok(self)
    }

    /// The power of attorney that it becomes when another than she who registered it
    /// has held it against the paper.
    ///
    /// # Errors
    /// `FOUR_EYES` for her who registered it; otherwise as [`Grant::given`], as
    /// things are today.
    pub fn confirm(
        &self,
        by: StaffId,
        id: GrantId,
        parties: (&Party, &Party),
        today: Date,
    ) -> Result<Grant, Refusal> {
        if by == self.by {
            return Err(Refusal::told(ReasonCode::FourEyes, EYES));
        }
        self.given(id, parties, today)
    }

    fn given(
        &self,
        id: GrantId,
        (giver, receiver): (&Party, &Party),
        today: Date,
    ) -> Result<Grant, Refusal> {
        Grant::given(id, (giver, receiver), self.terms, GrantSource::Paper, today)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::super::rule::tests::{instant, party};
    use super::super::{Coverage, Covers};
    use super::*;
    use crate::parties::Protection;

    fn staff(n: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(n))
    }

    fn paper() -> PaperGrant {
        PaperGrant {
            id: PaperGrantId::from_uuid(Uuid::from_u128(7)),
            unit: UnitId::from_uuid(Uuid::from_u128(6)),
            giver: PersonId::from_uuid(Uuid::from_u128(1)),
            receiver: PersonId::from_uuid(Uuid::from_u128(2)),
            terms: Terms { coverage: Coverage::of(&[Covers::Messages]), last_day: None },
            signed_on: date(2027, 2, 1),
            by: staff(20),
            at: instant(2027, 2, 2, 9),
        }
    }

    /// S1-2.1-a, C-1.3: staff may register a paper one, four eyes.
    #[test]
    fn s1_2_1_a_one_registers_and_another_confirms() {
        let (kari, anne) = (party(1, date(1948, 6, 12)), party(2, date(1975, 3, 3)));
        let today = date(2027, 2, 2);
        let (paper, id) = (paper(), GrantId::from_uuid(Uuid::from_u128(9)));
        assert_eq!(paper.checked((&kari, &anne), today), Ok(paper));
        let own = paper.confirm(staff(20), id, (&kari, &anne), today).unwrap_err();
        assert_eq!((own.shown(), own.rules()), (ReasonCode::FourEyes, EYES));
        let grant = paper.confirm(staff(21), id, (&kari, &anne), today).unwrap();
        assert_eq!((grant.source, grant.from), (GrantSource::Paper, today));
        assert_eq!((grant.giver, grant.receiver, grant.terms), (kari.id, anne.id, paper.terms));
    }

    /// S1-2.1-a, C-1.6: ages and protection hold for paper as for what is given here,
    /// when it is registered and again when it is confirmed.
    #[test]
    fn s1_2_1_a_a_paper_gives_nothing_that_could_not_be_given_here() {
        let (kari, anne) = (party(1, date(1948, 6, 12)), party(2, date(1975, 3, 3)));
        let today = date(2027, 2, 2);
        let unsigned = PaperGrant { signed_on: date(2027, 2, 3), ..paper() };
        assert!(unsigned.checked((&kari, &anne), today).is_err());
        let hidden = |party: &Party| Party { protection: Protection::Strict, ..party.clone() };
        let id = GrantId::from_uuid(Uuid::from_u128(9));
        for (giver, receiver, code) in [
            (party(1, date(2011, 2, 3)), anne.clone(), ReasonCode::ProxyAge),
            (kari.clone(), party(2, date(2009, 2, 3)), ReasonCode::ProxyAge),
            (hidden(&kari), anne.clone(), ReasonCode::ProxyAddressProtected),
            (kari.clone(), hidden(&anne), ReasonCode::ProxyAddressProtected),
        ] {
            let refused = paper().checked((&giver, &receiver), today).unwrap_err();
            assert_eq!(refused.code(), code);
            let late = paper().confirm(staff(21), id, (&giver, &receiver), today).unwrap_err();
            assert_eq!(late.code(), code);
        }
        let over = Terms { last_day: Some(date(2027, 2, 1)), ..paper().terms };
        let over = PaperGrant { terms: over, ..paper() };
        assert!(over.confirm(staff(21), id, (&kari, &anne), today).is_err());
    }
}
