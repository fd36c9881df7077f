//! Sub-processors that come after the agreement was signed: announced ahead, objected to by
//! whoever is controller, and what an objection that stands stops (§ 6.6, GDPR 28 no. 2).

use jiff::Span;

use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

use super::agreement::{AgreementState, SubProcessor};

/// How many days ahead a new sub-processor is announced [D].
pub const CHANGE_NOTICE_DAYS: i64 = 30;

/// The most changes that are kept in sight at once.
pub const MAX_CHANGES_SHOWN: usize = 50;

/// The most letters of each of a sub-processor's three, and of an objection.
const MAX_SAID: usize = 500;

const RULES: &[&str] = &["S1-3.2-a", "L-GDPR-28"];

/// A new sub-processor, announced by the operator under a general authorisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubProcessorChange {
    /// Who.
    pub new: SubProcessor,
    /// The day it was announced.
    pub announced_on: Date,
    /// The day it takes effect.
    pub from: Date,
    /// Whether the operator has taken it back.
    pub is_withdrawn: bool,
}

/// What a controller objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// The day.
    pub made_on: Date,
    /// Why.
    pub reason: String,
    /// The day it was taken back; none while it stands.
    pub withdrawn_on: Option<Date>,
}

/// Who processes for the operator on a day: those that it always names, and those announced
/// since, newest first; whom the operator has taken back is gone from both.
pub fn processing_on(
    named: Vec<SubProcessor>,
    changes: &[SubProcessorChange],
    today: Date,
) -> Vec<SubProcessor> {
    let is_back = |one: &SubProcessor| {
        let newest = changes.iter().find(|change| change.new == *one);
        newest.is_some_and(|change| change.is_withdrawn)
    };
    let mut found: Vec<_> = named.into_iter().filter(|one| !is_back(one)).collect();
    for change in changes.iter().rev().filter(|change| change.is_in_use(today)) {
        if !found.contains(&change.new) {
            found.push(change.new.clone());
        }
    }
    found
}

/// The first day that a sub-processor can be used that is announced on a day.
pub fn earliest_use(announced_on: Date) -> Date {
    announced_on.saturating_add(Span::new().days(CHANGE_NOTICE_DAYS))
}

impl SubProcessorChange {
    /// Whether it may be announced: far enough ahead, and saying who, where and what.
    ///
    /// # Errors
    /// `NOTICE_TOO_SHORT` under 30 days; `DOCUMENT_MISSING` when it does not say so.
    pub fn may_be_announced(&self) -> Result<(), Refusal> {
        let SubProcessor { name, place, task } = &self.new;
        if ![name, place, task].into_iter().all(|text| is_said(text)) {
            return Err(Refusal::told(ReasonCode::DocumentMissing, RULES));
        }
        if self.from < earliest_use(self.announced_on) {
            return Err(Refusal::told(ReasonCode::NoticeTooShort, RULES));
        }
        Ok(())
    }

    /// Whether a controller may object on a day: until it takes effect.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` from that day, and when it was taken back;
    /// `DOCUMENT_MISSING` without a reason.
    pub fn may_be_objected_to(&self, reason: &str, today: Date) -> Result<(), Refusal> {
        if self.is_withdrawn || today >= self.from {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        if !is_said(reason) {
            return Err(Refusal::told(ReasonCode::DocumentMissing, RULES));
        }
        Ok(())
    }

    /// Whether it may be taken back.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when it was.
    pub fn may_be_withdrawn(&self) -> Result<(), Refusal> {
        if self.is_withdrawn {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        Ok(())
    }

    /// Whether it processes on a day.
    pub fn is_in_use(&self, today: Date) -> bool {
        !self.is_withdrawn && self.from <= today
    }
}

impl Objection {
    /// Whether it stands.
    pub const fn stands(&self) -> bool {
        self.withdrawn_on.is_none()
    }
}

/// How an agreement stands when the controller's objections are counted: one that stands
/// stops what needs the agreement from the day the sub-processor is in use.
pub fn with_objections(
    held: AgreementState,
    objected: &[(SubProcessorChange, Objection)],
    today: Date,
) -> AgreementState {
    let stops = |(change, objection): &(SubProcessorChange, Objection)| {
        change.is_in_use(today) && objection.stands()
    };
    match held {
        AgreementState::InForce if objected.iter().any(stops) => AgreementState::Objected,
        held => held,
    }
}

fn is_said(text: &str) -> bool {
    (1..=MAX_SAID).contains(&text.trim().chars().count())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn change(from: Date) -> SubProcessorChange {
        let new = SubProcessor {
            name: "Skylager AS".to_owned(),
            place: "Norge".to_owned(),
            task: "Lagring".to_owned(),
        };
        SubProcessorChange { new, announced_on: date(2027, 2, 1), from, is_withdrawn: false }
    }

    fn code(refused: Result<(), Refusal>) -> Option<ReasonCode> {
        refused.err().map(|refusal| refusal.code())
    }

    /// S1-3.2-a: announced thirty days ahead, and saying who, where and what.
    #[test]
    fn s1_3_2_a_a_new_sub_processor_is_announced_thirty_days_ahead() {
        assert_eq!(code(change(date(2027, 3, 3)).may_be_announced()), None);
        let hasty = change(date(2027, 3, 2)).may_be_announced();
        assert_eq!(code(hasty), Some(ReasonCode::NoticeTooShort));
        let mut unnamed = change(date(2027, 3, 3));
        unnamed.new.place = " ".to_owned();
        assert_eq!(code(unnamed.may_be_announced()), Some(ReasonCode::DocumentMissing));
    }

    /// S1-3.2-a: the controller may object until the day it takes effect, and says why.
    #[test]
    fn s1_3_2_a_the_controller_objects_before_it_takes_effect() {
        let change = change(date(2027, 3, 3));
        let object = |reason, day| code(change.may_be_objected_to(reason, day));
        assert_eq!(object("Leverandøren er i et tredjeland.", date(2027, 3, 2)), None);
        assert_eq!(object(" ", date(2027, 3, 2)), Some(ReasonCode::DocumentMissing));
        let late = object("For sent.", date(2027, 3, 3));
        assert_eq!(late, Some(ReasonCode::InvalidTransition));
        let back = SubProcessorChange { is_withdrawn: true, ..change.clone() };
        let refused = back.may_be_objected_to("Uansett.", date(2027, 2, 2));
        assert_eq!(code(refused), Some(ReasonCode::InvalidTransition));
        assert_eq!(code(back.may_be_withdrawn()), Some(ReasonCode::InvalidTransition));
    }

    /// S1-3.2-a: a new agreement names everybody who processes that day, each once.
    #[test]
    fn s1_3_2_a_a_new_agreement_names_everybody_who_processes_that_day() {
        let named = |name: &str| SubProcessor {
            name: name.to_owned(),
            place: "Norge".to_owned(),
            task: "Lagring".to_owned(),
        };
        let announced = |name: &str, is_withdrawn| SubProcessorChange {
            new: named(name),
            is_withdrawn,
            ..change(date(2027, 3, 3))
        };
        let changes =
            [announced("Kom", false), announced("Gikk", true), announced("Var der", false)];
        let before = || vec![named("Var der"), named("Gikk"), named("Blir")];
        let on = |day| processing_on(before(), &changes, day);
        assert_eq!(on(date(2027, 3, 2)), [named("Var der"), named("Blir")]);
        assert_eq!(on(date(2027, 3, 3)), [named("Var der"), named("Blir"), named("Kom")]);
        let again = [announced("Gikk", false), announced("Gikk", true)];
        assert!(processing_on(before(), &again, date(2027, 3, 3)).contains(&named("Gikk")));
    }

    /// S1-3.2-a: an objection that stands stops what needs the agreement from the day of
    /// the change, and no longer than it stands.
    #[test]
    fn s1_3_2_a_an_objection_that_stands_stops_from_the_day_of_the_change() {
        let change = change(date(2027, 3, 3));
        let made = Objection {
            made_on: date(2027, 2, 10),
            reason: "Leverandøren er i et tredjeland.".to_owned(),
            withdrawn_on: None,
        };
        let on = |change: &SubProcessorChange, objection: Option<&Objection>, day| {
            let objected = objection.map(|held| (change.clone(), held.clone()));
            with_objections(AgreementState::InForce, objected.as_slice(), day)
        };
        let (before, from) = (date(2027, 3, 2), date(2027, 3, 3));
        assert_eq!(on(&change, Some(&made), before), AgreementState::InForce);
        assert_eq!(on(&change, Some(&made), from), AgreementState::Objected);
        assert_eq!(on(&change, None, from), AgreementState::InForce);
        let back = Objection { withdrawn_on: Some(from), ..made.clone() };
        assert_eq!(on(&change, Some(&back), from), AgreementState::InForce);
        let withdrawn = SubProcessorChange { is_withdrawn: true, ..change.clone() };
        assert_eq!(on(&withdrawn, Some(&made), from), AgreementState::InForce);
        let ended = with_objections(AgreementState::Expired, &[(change, made)], from);
        assert_eq!(ended, AgreementState::Expired);
    }
}
