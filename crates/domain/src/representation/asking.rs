//! A helper asks for a power of attorney with her own eID.
//!
//! Whoever's number is typed, the same is stored and the same is answered: nobody
//! learns from asking whether somebody exists or uses the service (§ 1.4).

use crate::ids::{PersonId, RequestId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant};

use super::{Grant, GrantSource, MIN_RECEIVER_AGE, Party, Terms};
use crate::ids::GrantId;

/// The most requests that somebody can have open at once.
pub const MAX_OPEN_REQUESTS: usize = 5;

/// How many days a request waits for its answer, the day it is asked not counted.
pub const REQUEST_DAYS: i64 = 30;

const RULES: &[&str] = &["S1-2.1-a"];

/// Somebody who asks.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    /// Who.
    pub party: &'a Party,
    /// How many of her requests wait.
    pub open: usize,
}

/// A request to be stored: for whom is known by the keyed hash of a number alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRequest {
    /// For what and how long.
    pub terms: Terms,
    /// The last day it can be answered.
    pub last_day: Date,
}

/// A request that waits for its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GrantRequest {
    /// Its id.
    pub id: RequestId,
    /// Who asks.
    pub asker: PersonId,
    /// For what and how long.
    pub terms: Terms,
    /// When it was asked.
    pub asked_at: Instant,
    /// The last day it can be answered.
    pub last_day: Date,
}

impl NewRequest {
    /// A request made today. Only what lies with the asker herself can refuse it.
    ///
    /// # Errors
    /// `PROXY_AGE` under 18, `PROXY_ADDRESS_PROTECTED` when her own address is
    /// protected, `TOO_MANY_REQUESTS` when five wait, `NO_REPRESENTATION_BASIS` when
    /// it asks for nothing.
    pub fn ask(asker: Asker<'_>, terms: Terms, today: Date) -> Result<Self, Refusal> {
        let told = |code| Refusal::told(code, RULES);
        asker.party.can_represent().map_err(|refusal| told(refusal.code()))?;
        if asker.party.age_on(today).is_none_or(|age| age < MIN_RECEIVER_AGE) {
            return Err(told(ReasonCode::ProxyAge));
        }
        if asker.open >= MAX_OPEN_REQUESTS {
            return Err(told(ReasonCode::TooManyRequests));
        }
        if terms.coverage.is_empty() || terms.last_day.is_some_and(|last| last < today) {
            return Err(told(ReasonCode::NoRepresentationBasis));
        }
        let wait = jiff::Span::new().days(REQUEST_DAYS);
        Ok(Self { terms, last_day: today.checked_add(wait).unwrap_or(today) })
    }
}

impl GrantRequest {
    /// Whether it can still be answered.
    pub fn is_open_on(&self, today: Date) -> bool {
        today <= self.last_day
    }

    /// The power of attorney that it becomes when the citizen says yes.
    ///
    /// # Errors
    /// As [`Grant::given`]; `INVALID_TRANSITION` when it is too late.
    pub fn approve(
        &self,
        id: GrantId,
        (giver, asker): (&Party, &Party),
        today: Date,
    ) -> Result<Grant, Refusal> {
        if !self.is_open_on(today) || asker.id != self.asker {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        Grant::given(id, (giver, asker), self.terms, GrantSource::Online, today)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::super::rule::tests::{instant, party};
    use super::super::{Coverage, Covers, InRegister};
    use super::*;
    use crate::parties::Protection;

    fn terms() -> Terms {
        Terms { coverage: Coverage::of(&[Covers::Messages]), last_day: Some(date(2028, 1, 31)) }
    }

    fn ask(party: &Party, open: usize) -> Result<NewRequest, ReasonCode> {
        NewRequest::ask(Asker { party, open }, terms(), date(2027, 2, 2)).map_err(Refusal::shown)
    }

    /// S1-2.1-a: the asker is told only what lies with herself.
    #[test]
    fn s1_2_1_a_a_request_is_refused_only_for_what_lies_with_the_asker() {
        let anne = party(2, date(1975, 3, 3));
        assert_eq!(ask(&anne, 0).unwrap().last_day, date(2027, 3, 4));
        assert_eq!(ask(&anne, 4).unwrap().terms, terms());
        assert_eq!(ask(&anne, 5), Err(ReasonCode::TooManyRequests));
        assert_eq!(ask(&party(2, date(2009, 2, 3)), 0), Err(ReasonCode::ProxyAge));
        assert!(ask(&party(2, date(2009, 2, 2)), 0).is_ok());
        let unknown = Party { born: None, ..anne.clone() };
        assert_eq!(ask(&unknown, 0), Err(ReasonCode::ProxyAge));
        let protected = Party { protection: Protection::Confidential, ..anne.clone() };
        assert_eq!(ask(&protected, 0), Err(ReasonCode::ProxyAddressProtected));
        let gone = Party { register: InRegister::NotActive, ..anne.clone() };
        assert_eq!(ask(&gone, 0), Err(ReasonCode::RecipientNotActive));
        let asker = Asker { party: &anne, open: 0 };
        let nothing = Terms { coverage: Coverage::default(), last_day: None };
        assert!(NewRequest::ask(asker, nothing, date(2027, 2, 2)).is_err());
        assert!(NewRequest::ask(asker, terms(), date(2028, 1, 31)).is_ok());
        assert!(NewRequest::ask(asker, terms(), date(2028, 2, 1)).is_err());
    }

    /// S1-2.1-a: Kari approves what Anne asked for; too late is too late.
    #[test]
    fn s1_2_1_a_an_approved_request_becomes_a_grant_on_its_own_terms() {
        let (kari, anne) = (party(1, date(1948, 6, 12)), party(2, date(1975, 3, 3)));
        let request = GrantRequest {
            id: RequestId::from_uuid(Uuid::from_u128(7)),
            asker: anne.id,
            terms: terms(),
            asked_at: instant(2027, 2, 2, 9),
            last_day: date(2027, 3, 4),
        };
        let id = GrantId::from_uuid(Uuid::from_u128(9));
        let grant = request.approve(id, (&kari, &anne), date(2027, 3, 4)).unwrap();
        assert_eq!((grant.giver, grant.receiver), (kari.id, anne.id));
        assert_eq!((grant.terms, grant.from), (terms(), date(2027, 3, 4)));
        let late = request.approve(id, (&kari, &anne), date(2027, 3, 5)).unwrap_err();
        assert_eq!(late.code(), ReasonCode::InvalidTransition);
        let ola = party(3, date(1960, 10, 20));
        assert!(request.approve(id, (&kari, &ola), date(2027, 3, 4)).is_err());
    }
}
