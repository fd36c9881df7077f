//! A helper asks for a power of attorney, or a citizen offers one, each with her own eID.
//!
//! Whoever's number is typed, the same is stored and the same is answered: nobody
//! learns from it whether somebody exists or uses the service (§ 1.4).

use crate::ids::{PersonId, RequestId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::{Date, Instant};

use super::{Grant, GrantSource, MIN_GIVER_AGE, MIN_RECEIVER_AGE, Party, Terms};
use crate::ids::GrantId;

/// The most requests and offers that somebody can have open at once, together.
pub const MAX_OPEN_REQUESTS: usize = 5;

/// How many days one waits for its answer, the day it is made not counted.
pub const REQUEST_DAYS: i64 = 30;

const RULES: &[&str] = &["S1-2.1-a"];

/// Which of the two began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The one who would help asks.
    Asked,
    /// The one who would be helped offers.
    Offered,
}

impl Direction {
    /// As it is stored.
    pub const fn stored(self) -> i64 {
        match self {
            Self::Asked => 0,
            Self::Offered => 1,
        }
    }

    /// The direction that is stored so.
    pub const fn from_stored(code: i64) -> Self {
        match code {
            1 => Self::Offered,
            _ => Self::Asked,
        }
    }

    /// Of who began and who answers: who would give, and who would get.
    pub const fn sides<T: Copy>(self, began: T, answers: T) -> (T, T) {
        match self {
            Self::Asked => (answers, began),
            Self::Offered => (began, answers),
        }
    }

    /// Whether the one who answers is told of it now: neither side is protected, dead or
    /// gone (§ 1.6).
    pub fn is_told(self, began: &Party, answers: &Party) -> bool {
        let (giver, receiver) = self.sides(began, answers);
        giver.can_be_represented().is_ok() && receiver.can_represent().is_ok()
    }
}

/// Somebody who asks or offers.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    /// Who.
    pub party: &'a Party,
    /// How many of her requests and offers wait.
    pub open: usize,
}

/// A request to be stored: for whom is known by the keyed hash of a number alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRequest {
    /// Which of the two began.
    pub direction: Direction,
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
    /// Which of the two began.
    pub direction: Direction,
    /// Who asks or offers.
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
        asker.party.can_represent().map_err(|refusal| told(refusal.code()))?;
        Self::begun(Direction::Asked, asker, terms, today)
    }

    /// An offer made today. Only what lies with the giver herself can refuse it.
    ///
    /// # Errors
    /// `PROXY_AGE` under 16, and as [`NewRequest::ask`].
    pub fn offer(giver: Asker<'_>, terms: Terms, today: Date) -> Result<Self, Refusal> {
        giver.party.can_be_represented().map_err(|refusal| told(refusal.code()))?;
        Self::begun(Direction::Offered, giver, terms, today)
    }

    /// One or the other, made today.
    ///
    /// # Errors
    /// As [`NewRequest::ask`] and [`NewRequest::offer`].
    pub fn made(
        direction: Direction,
        asker: Asker<'_>,
        terms: Terms,
        today: Date,
    ) -> Result<Self, Refusal> {
        match direction {
            Direction::Asked => Self::ask(asker, terms, today),
            Direction::Offered => Self::offer(asker, terms, today),
        }
    }

    fn begun(
        direction: Direction,
        began: Asker<'_>,
        terms: Terms,
        today: Date,
    ) -> Result<Self, Refusal> {
        let least = match direction {
            Direction::Asked => MIN_RECEIVER_AGE,
            Direction::Offered => MIN_GIVER_AGE,
        };
        if began.party.age_on(today).is_none_or(|age| age < least) {
            return Err(told(ReasonCode::ProxyAge));
        }
        if began.open >= MAX_OPEN_REQUESTS {
            return Err(told(ReasonCode::TooManyRequests));
        }
        if terms.coverage.is_empty() || terms.last_day.is_some_and(|last| last < today) {
            return Err(told(ReasonCode::NoRepresentationBasis));
        }
        let wait = jiff::Span::new().days(REQUEST_DAYS);
        let last_day = today.checked_add(wait).unwrap_or(today);
        Ok(Self { direction, terms, last_day })
    }
}

const fn told(code: ReasonCode) -> Refusal {
    Refusal::told(code, RULES)
}

impl GrantRequest {
    /// Whether it can still be answered.
    pub fn is_open_on(&self, today: Date) -> bool {
        today <= self.last_day
    }

    /// The power of attorney that it becomes when the one who answers says yes.
    ///
    /// # Errors
    /// As [`Grant::given`]; `INVALID_TRANSITION` when it is too late.
    pub fn approve(
        &self,
        id: GrantId,
        (answers, began): (&Party, &Party),
        today: Date,
    ) -> Result<Grant, Refusal> {
        if !self.is_open_on(today) || began.id != self.asker {
            return Err(told(ReasonCode::InvalidTransition));
        }
        let sides = self.direction.sides(began, answers);
        Grant::given(id, sides, self.terms, GrantSource::Online, today)
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

    fn offer(party: &Party, open: usize) -> Result<NewRequest, ReasonCode> {
        NewRequest::offer(Asker { party, open }, terms(), date(2027, 2, 2)).map_err(Refusal::shown)
    }

    /// S1-2.1-a: the giver is at least 16, and is told only what lies with herself.
    #[test]
    fn s1_2_1_a_an_offer_is_refused_only_for_what_lies_with_the_giver() {
        let kari = party(1, date(1948, 6, 12));
        let made = offer(&kari, 4).unwrap();
        assert_eq!((made.direction, made.last_day), (Direction::Offered, date(2027, 3, 4)));
        assert_eq!(offer(&kari, 5), Err(ReasonCode::TooManyRequests));
        assert_eq!(offer(&party(1, date(2011, 2, 3)), 0), Err(ReasonCode::ProxyAge));
        assert!(offer(&party(1, date(2011, 2, 2)), 0).is_ok());
        assert_eq!(offer(&Party { born: None, ..kari.clone() }, 0), Err(ReasonCode::ProxyAge));
        for protection in [Protection::Confidential, Protection::Strict] {
            let hidden = Party { protection, ..kari.clone() };
            assert_eq!(offer(&hidden, 0), Err(ReasonCode::ProxyAddressProtected));
        }
        let giver = Asker { party: &kari, open: 0 };
        let nothing = Terms { coverage: Coverage::default(), last_day: None };
        assert!(NewRequest::offer(giver, nothing, date(2027, 2, 2)).is_err());
        assert!(NewRequest::offer(giver, terms(), date(2028, 2, 1)).is_err());
    }

    /// S1-2.1-a: what Kari offers becomes hers to Anne, who is at least 18; whoever is
    /// protected on either side is not told of it.
    #[test]
    fn s1_2_1_a_an_accepted_offer_becomes_a_grant_from_the_one_who_offered() {
        let (kari, anne) = (party(1, date(1948, 6, 12)), party(2, date(1975, 3, 3)));
        let offer = GrantRequest {
            id: RequestId::from_uuid(Uuid::from_u128(7)),
            direction: Direction::Offered,
            asker: kari.id,
            terms: terms(),
            asked_at: instant(2027, 2, 2, 9),
            last_day: date(2027, 3, 4),
        };
        let (id, today) = (GrantId::from_uuid(Uuid::from_u128(9)), date(2027, 2, 3));
        let grant = offer.approve(id, (&anne, &kari), today).unwrap();
        assert_eq!((grant.giver, grant.receiver), (kari.id, anne.id));
        assert_eq!((grant.terms, grant.from), (terms(), today));
        let young = party(2, date(2009, 2, 4));
        let refused = offer.approve(id, (&young, &kari), today).unwrap_err();
        assert_eq!(refused.shown(), ReasonCode::ProxyAge);
        assert!(offer.approve(id, (&anne, &kari), date(2027, 3, 5)).is_err());
        assert!(offer.approve(id, (&kari, &anne), today).is_err());
        let hidden = |party: &Party| Party { protection: Protection::Strict, ..party.clone() };
        for direction in [Direction::Asked, Direction::Offered] {
            assert!(direction.is_told(&kari, &anne));
            assert!(!direction.is_told(&hidden(&kari), &anne));
            assert!(!direction.is_told(&kari, &hidden(&anne)));
            assert_eq!(Direction::from_stored(direction.stored()), direction);
        }
    }

    /// S1-2.1-a: Kari approves what Anne asked for; too late is too late.
    #[test]
    fn s1_2_1_a_an_approved_request_becomes_a_grant_on_its_own_terms() {
        let (kari, anne) = (party(1, date(1948, 6, 12)), party(2, date(1975, 3, 3)));
        let request = GrantRequest {
            id: RequestId::from_uuid(Uuid::from_u128(7)),
            direction: Direction::Asked,
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
