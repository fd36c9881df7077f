//! A power of attorney: who gave it to whom, for what and how long.

use crate::ids::{GrantId, PersonId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant};

use super::{Coverage, Party};

/// How old the one who gives it must be (S1-2.1-a).
pub const MIN_GIVER_AGE: i16 = 16;

/// How old the one who gets it must be (S1-2.1-a).
pub const MIN_RECEIVER_AGE: i16 = 18;

const RULES: &[&str] = &["S1-2.1-a"];

/// How it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantSource {
    /// Here, with her own eID.
    Online,
    /// On paper, registered by one member of staff and confirmed by another.
    Paper,
}

/// For what and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// What it covers.
    pub coverage: Coverage,
    /// The last day, inclusive; none for one without an end.
    pub last_day: Option<Date>,
}

/// A power of attorney.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Who gave it.
    pub giver: PersonId,
    /// Who may act.
    pub receiver: PersonId,
    /// For what and how long.
    pub terms: Terms,
    /// The first day.
    pub from: Date,
    /// How it was given.
    pub source: GrantSource,
    /// When it was ended before its time.
    pub ended_at: Option<Instant>,
}

impl Grant {
    /// A power of attorney given now.
    ///
    /// # Errors
    /// `PROXY_AGE` when the giver is under 16 or the receiver under 18, or an age is
    /// not known. Neutral `PROXY_ADDRESS_PROTECTED` when either has a protected
    /// address, `RECIPIENT_DECEASED` and `RECIPIENT_NOT_ACTIVE` by the register.
    /// `NO_REPRESENTATION_BASIS` when it covers nothing, has ended before it begins,
    /// or is to herself.
    pub fn given(
        id: GrantId,
        (giver, receiver): (&Party, &Party),
        terms: Terms,
        source: GrantSource,
        today: Date,
    ) -> Result<Self, Refusal> {
        giver.can_be_represented()?;
        receiver.can_represent()?;
        let old_enough =
            |party: &Party, least: i16| party.age_on(today).is_some_and(|age| age >= least);
        if !old_enough(giver, MIN_GIVER_AGE) || !old_enough(receiver, MIN_RECEIVER_AGE) {
            return Err(Refusal::told(ReasonCode::ProxyAge, RULES));
        }
        let is_over = terms.last_day.is_some_and(|last| last < today);
        if terms.coverage.is_empty() || is_over || giver.id == receiver.id {
            return Err(Refusal::told(ReasonCode::NoRepresentationBasis, RULES));
        }
        Ok(Self {
            id,
            giver: giver.id,
            receiver: receiver.id,
            terms,
            from: today,
            source,
            ended_at: None,
        })
    }

    /// Whether it holds now: from its first day through its last, until it is ended.
    pub fn holds_at(&self, now: Instant) -> bool {
        let today = now.in_oslo().date;
        self.from <= today
            && self.terms.last_day.is_none_or(|last| today <= last)
            && self.ended_at.is_none_or(|ended| now < ended)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::super::Covers;
    use super::super::rule::tests::{instant, party};
    use super::*;
    use crate::parties::Protection;

    fn terms(last_day: Option<Date>) -> Terms {
        Terms { coverage: Coverage::of(&[Covers::Messages]), last_day }
    }

    fn given(giver: &Party, receiver: &Party, terms: Terms) -> Result<Grant, Refusal> {
        let (id, today) = (GrantId::from_uuid(Uuid::from_u128(9)), date(2027, 2, 2));
        Grant::given(id, (giver, receiver), terms, GrantSource::Online, today)
    }

    /// S1-2.1-a: giver at least 16, receiver at least 18, by the day.
    #[test]
    fn s1_2_1_a_the_giver_is_at_least_16_and_the_receiver_at_least_18() {
        let (old, adult) = (party(1, date(1948, 6, 12)), party(2, date(1975, 3, 3)));
        for (giver, receiver, is_given) in [
            (old.clone(), adult.clone(), true),
            (party(3, date(2011, 2, 2)), adult.clone(), true),
            (party(3, date(2011, 2, 3)), adult.clone(), false),
            (old.clone(), party(4, date(2009, 2, 2)), true),
            (old.clone(), party(4, date(2009, 2, 3)), false),
            (Party { born: None, ..old.clone() }, adult.clone(), false),
            (old.clone(), Party { born: None, ..adult.clone() }, false),
        ] {
            let found = given(&giver, &receiver, terms(None));
            assert_eq!(found.is_ok(), is_given, "{:?} {:?}", giver.born, receiver.born);
            if let Err(refusal) = found {
                assert_eq!(refusal.code(), ReasonCode::ProxyAge);
            }
        }
    }

    /// S1-2.1-a, C-1.6: none if either has a protected address, and neither is told.
    #[test]
    fn s1_2_1_a_a_protected_person_neither_gives_nor_gets() {
        let (kari, anne) = (party(1, date(1948, 6, 12)), party(2, date(1975, 3, 3)));
        for protection in [Protection::Confidential, Protection::Strict] {
            let hidden = |party: &Party| Party { protection, ..party.clone() };
            for (giver, receiver) in [(hidden(&kari), anne.clone()), (kari.clone(), hidden(&anne))]
            {
                let refusal = given(&giver, &receiver, terms(None)).unwrap_err();
                assert_eq!(refusal.code(), ReasonCode::ProxyAddressProtected);
                assert_eq!(refusal.shown(), ReasonCode::NotAvailable);
            }
        }
    }

    #[test]
    fn nothing_a_day_gone_by_or_herself_cannot_be_granted() {
        let (kari, anne) = (party(1, date(1948, 6, 12)), party(2, date(1975, 3, 3)));
        let empty = Terms { coverage: Coverage::default(), last_day: None };
        assert!(given(&kari, &anne, empty).is_err());
        assert!(given(&kari, &anne, terms(Some(date(2027, 2, 1)))).is_err());
        assert!(given(&kari, &anne, terms(Some(date(2027, 2, 2)))).is_ok());
        assert!(given(&anne, &anne, terms(None)).is_err());
    }

    /// S1-2.1-a: it holds through its last day, and no longer than until it is ended.
    #[test]
    fn s1_2_1_a_a_grant_holds_through_its_last_day_or_until_it_is_ended() {
        let (kari, anne) = (party(1, date(1948, 6, 12)), party(2, date(1975, 3, 3)));
        let grant = given(&kari, &anne, terms(Some(date(2027, 3, 15)))).unwrap();
        assert!(!grant.holds_at(instant(2027, 2, 1, 23)));
        assert!(grant.holds_at(instant(2027, 2, 2, 0)));
        assert!(grant.holds_at(instant(2027, 3, 15, 23)));
        assert!(!grant.holds_at(instant(2027, 3, 16, 0)));
        let ended = Grant { ended_at: Some(instant(2027, 2, 3, 12)), ..grant };
        assert!(ended.holds_at(instant(2027, 2, 3, 11)));
        assert!(!ended.holds_at(instant(2027, 2, 3, 12)));
    }
}
