//! Data processing agreements: what they must hold, and how long they stand (S1-3.2-a,
//! § 6.6).

use crate::refusals::{ReasonCode, Refusal};
use crate::time::Date;

/// The most sub-processors of one agreement.
pub const MAX_SUB_PROCESSORS: usize = 50;

/// What an agreement must hold (GDPR art. 28 no. 3). All of it is mandatory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgreementItem {
    /// Subject, duration, nature and purpose, types of data, whom they are about, and the
    /// controller's duties and rights.
    Subject,
    /// Processing only on documented instructions, third countries included.
    Instructions,
    /// Confidentiality of those who process.
    Confidentiality,
    /// The measures of art. 32.
    Security,
    /// On which conditions sub-processors are used.
    SubProcessors,
    /// Help with what the persons concerned ask for.
    Requests,
    /// Help with arts. 32 to 36.
    Assistance,
    /// Deletion or return at the end, as the controller chooses.
    End,
    /// Information, audits, and word at once about an instruction that seems unlawful.
    Audits,
    /// In writing, electronically too.
    Written,
}

impl AgreementItem {
    /// Every item, in the order of the article.
    pub const ALL: [Self; 10] = [
        Self::Subject,
        Self::Instructions,
        Self::Confidentiality,
        Self::Security,
        Self::SubProcessors,
        Self::Requests,
        Self::Assistance,
        Self::End,
        Self::Audits,
        Self::Written,
    ];

    /// Its id in the checklist.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Subject => "DPA-0",
            Self::Instructions => "DPA-a",
            Self::Confidentiality => "DPA-b",
            Self::Security => "DPA-c",
            Self::SubProcessors => "DPA-d",
            Self::Requests => "DPA-e",
            Self::Assistance => "DPA-f",
            Self::End => "DPA-g",
            Self::Audits => "DPA-h",
            Self::Written => "DPA-form",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// Which items an agreement holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Checklist(u16);

impl Checklist {
    /// Everything.
    pub fn full() -> Self {
        Self::of(&AgreementItem::ALL)
    }

    /// These items.
    pub fn of(items: &[AgreementItem]) -> Self {
        Self(items.iter().fold(0, |bits, item| bits | item.bit()))
    }

    /// As it is stored; bits that no item has are let go.
    pub fn from_bits(bits: u16) -> Self {
        Self(bits & Self::full().0)
    }

    /// As it is stored.
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// Whether an item is there.
    pub const fn holds(self, item: AgreementItem) -> bool {
        self.0 & item.bit() != 0
    }

    /// What is missing, in the order of the article.
    pub fn missing(self) -> impl Iterator<Item = AgreementItem> {
        AgreementItem::ALL.into_iter().filter(move |item| !self.holds(*item))
    }
}

/// Somebody who processes for the processor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubProcessor {
    /// Its name.
    pub name: String,
    /// Where it processes.
    pub place: String,
    /// What it does.
    pub task: String,
}

/// An agreement between a controller and the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// What it holds.
    pub items: Checklist,
    /// The first day it stands.
    pub from: Date,
    /// The last day; none when it stands until somebody ends it.
    pub last_day: Option<Date>,
    /// Signed by both.
    pub is_signed: bool,
    /// Who processes for the operator.
    pub sub_processors: Vec<SubProcessor>,
}

/// What is wrong with an agreement before it is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AgreementFault {
    /// It ends before it begins.
    #[error("it ends before it begins")]
    EndsFirst,
    /// More sub-processors than the limit.
    #[error("it has too many sub-processors")]
    TooMany,
    /// A sub-processor lacks its name, place or task.
    #[error("a sub-processor lacks its name, place or task")]
    Unnamed,
}

/// How a controller stands with the operator on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgreementState {
    /// There is none, or it has not begun.
    Missing,
    /// It has ended.
    Expired,
    /// It lacks this.
    Incomplete(AgreementItem),
    /// A sub-processor is in use that the controller objects to.
    Objected,
    /// It stands.
    InForce,
}

impl Agreement {
    /// Whether it can be put before the signatories.
    ///
    /// # Errors
    /// [`AgreementFault`] when its dates or its list cannot be.
    pub fn checked(&self) -> Result<(), AgreementFault> {
        let is_named = |one: &SubProcessor| {
            [&one.name, &one.place, &one.task].into_iter().all(|part| !part.trim().is_empty())
        };
        if self.last_day.is_some_and(|last| last < self.from) {
            return Err(AgreementFault::EndsFirst);
        }
        if self.sub_processors.len() > MAX_SUB_PROCESSORS {
            return Err(AgreementFault::TooMany);
        }
        if !self.sub_processors.iter().all(is_named) {
            return Err(AgreementFault::Unnamed);
        }
        Ok(())
    }

    /// Whether both may sign it (ON-03).
    ///
    /// # Errors
    /// `DPA_INCOMPLETE` when an item of the checklist is missing.
    pub fn may_be_signed(&self) -> Result<(), Refusal> {
        if self.items.missing().next().is_some() {
            return Err(Refusal::told(ReasonCode::DpaIncomplete, &["S1-3.2-a", "L-GDPR-28"]));
        }
        Ok(())
    }

    fn stands_on(&self, today: Date) -> bool {
        self.is_signed && self.from <= today && self.last_day.is_none_or(|last| today <= last)
    }
}

/// How a controller stands with the operator on a day, of all their agreements
/// (S1-3.2-a).
pub fn agreement_on(agreements: &[Agreement], today: Date) -> AgreementState {
    let standing: Vec<_> = agreements.iter().filter(|one| one.stands_on(today)).collect();
    let complete = standing.iter().any(|one| one.items.missing().next().is_none());
    let lacking = standing.iter().find_map(|one| one.items.missing().next());
    let has_ended =
        |one: &Agreement| one.is_signed && one.last_day.is_some_and(|last| last < today);
    match lacking {
        _ if complete => AgreementState::InForce,
        Some(item) => AgreementState::Incomplete(item),
        None if agreements.iter().any(has_ended) => AgreementState::Expired,
        None => AgreementState::Missing,
    }
}

impl AgreementState {
    /// G-DPA, for what needs an agreement.
    pub(super) const fn stands(self) -> Result<(), Refusal> {
        let code = match self {
            Self::InForce => return Ok(()),
            Self::Missing => ReasonCode::DpaMissing,
            Self::Expired => ReasonCode::DpaExpired,
            Self::Incomplete(_) => ReasonCode::DpaIncomplete,
            Self::Objected => ReasonCode::SubProcessorObjected,
        };
        Err(Refusal::told(code, &["S1-3.2-a", "S1-3.2-c"]))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn agreement(items: Checklist, last_day: Option<Date>) -> Agreement {
        let gateway = SubProcessor {
            name: "Varselsender AS".to_owned(),
            place: "Norge".to_owned(),
            task: "SMS".to_owned(),
        };
        let from = date(2026, 1, 1);
        Agreement { items, from, last_day, is_signed: true, sub_processors: vec![gateway] }
    }

    /// S1-3.2-a: an agreement valid to 2027-01-31 no longer stands on 2027-02-01.
    #[test]
    fn s1_3_2_a_an_agreement_stands_through_its_last_day() {
        let held = [agreement(Checklist::full(), Some(date(2027, 1, 31)))];
        assert_eq!(agreement_on(&held, date(2027, 1, 31)), AgreementState::InForce);
        assert_eq!(agreement_on(&held, date(2027, 2, 1)), AgreementState::Expired);
        assert_eq!(agreement_on(&held, date(2025, 12, 31)), AgreementState::Missing);
        assert_eq!(agreement_on(&[], date(2027, 1, 1)), AgreementState::Missing);
        let refused = AgreementState::Expired.stands().unwrap_err();
        assert_eq!(refused.code(), ReasonCode::DpaExpired);
        let unsigned = [Agreement { is_signed: false, ..held[0].clone() }];
        assert_eq!(agreement_on(&unsigned, date(2027, 1, 1)), AgreementState::Missing);
    }

    /// S1-3.2-a: each item of the checklist is mandatory, and is named when it is missing.
    #[test]
    fn s1_3_2_a_each_item_of_the_checklist_is_asked_for() {
        for left_out in AgreementItem::ALL {
            let items: Vec<_> =
                AgreementItem::ALL.into_iter().filter(|item| *item != left_out).collect();
            let lacking = agreement(Checklist::of(&items), None);
            assert_eq!(lacking.may_be_signed().unwrap_err().code(), ReasonCode::DpaIncomplete);
            let on = agreement_on(&[lacking], date(2027, 1, 1));
            assert_eq!(on, AgreementState::Incomplete(left_out));
        }
        assert!(agreement(Checklist::full(), None).may_be_signed().is_ok());
        assert_eq!(Checklist::from_bits(u16::MAX), Checklist::full());
    }

    #[test]
    fn an_agreement_names_its_sub_processors() {
        let good = agreement(Checklist::full(), Some(date(2026, 1, 1)));
        assert_eq!(good.checked(), Ok(()));
        let mut ends_first = good.clone();
        ends_first.last_day = Some(date(2025, 12, 31));
        assert_eq!(ends_first.checked(), Err(AgreementFault::EndsFirst));
        let mut unnamed = good.clone();
        unnamed.sub_processors[0].place = " ".to_owned();
        assert_eq!(unnamed.checked(), Err(AgreementFault::Unnamed));
        let mut many = good;
        many.sub_processors = vec![many.sub_processors[0].clone(); MAX_SUB_PROCESSORS + 1];
        assert_eq!(many.checked(), Err(AgreementFault::TooMany));
    }
}
