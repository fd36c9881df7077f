//! What somebody in a municipality must look at: what is wrong with the register, what
//! ends soon, and what is gone through once a year (S2-0-c, S2-0-e, § 5.6).

use core::time::Duration;

use crate::ids::{DeliveryId, MunicipalityId};
use crate::parties::CareArea;
use crate::time::{Date, Instant, add_months};

use super::{
    Alarm, Category, CustodyCase, Delivery, GAP_NOTICE_DAYS, Mark, Mode, Party, Place, Question,
    Register, Validity, alarms, resolve,
};

/// How many weeks ahead it is told that a delivery ends.
pub const ENDING_NOTICE_WEEKS: u8 = 8;

/// How many days there are to mend an agreement that says nothing about controllers
/// (CT-42, CT-53).
pub const CLAUSE_DAYS: u8 = 30;

/// The longest outcome of a task, in characters.
pub const MAX_OUTCOME: usize = 1_000;

const A_DAY: u64 = 24 * 60 * 60;

/// What kind of task it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TaskKind {
    /// Nobody delivers a service (`DELIVERY_GAP`).
    Gap,
    /// Some units are delivered and the rest is not (`SCOPE_NOT_COVERED`).
    NotCovered,
    /// Two deliveries at one place (CT-62).
    Contested,
    /// A delivery ends soon.
    EndsSoon,
    /// An agreement says nothing about controllers.
    ClauseMissing,
    /// How a delivery works is gone through once a year (S2-0-e).
    Review,
    /// Whether a provider that no longer delivers still needs its documentation
    /// (`ARK7_RECEIVE`).
    Archive,
}

impl TaskKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Gap,
        Self::NotCovered,
        Self::Contested,
        Self::EndsSoon,
        Self::ClauseMissing,
        Self::Review,
        Self::Archive,
    ];

    /// As it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gap => "GAP",
            Self::NotCovered => "NOT_COVERED",
            Self::Contested => "CONTESTED",
            Self::EndsSoon => "ENDS_SOON",
            Self::ClauseMissing => "CLAUSE_MISSING",
            Self::Review => "REVIEW",
            Self::Archive => "ARCHIVE",
        }
    }

    /// The kind that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether somebody says what came of it. The others are over when the register is
    /// put right, and not before.
    pub const fn is_done_by_hand(self) -> bool {
        matches!(self, Self::Review | Self::Archive)
    }
}

/// Something that somebody must look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Task {
    /// What kind it is.
    pub kind: TaskKind,
    /// Which part of the services.
    pub place: Place,
    /// The delivery, when it is one.
    pub delivery: Option<DeliveryId>,
    /// When it must be settled at the latest.
    pub due: Date,
}

/// What somebody in a municipality must look at now.
pub fn tasks(register: &Register, municipality: MunicipalityId, now: Instant) -> Vec<Task> {
    let ahead = Duration::from_secs(u64::from(GAP_NOTICE_DAYS) * A_DAY);
    let during = Validity::new(now, Some(now.plus(ahead)));
    let wrong = during.map(|during| alarms(register, municipality, during)).unwrap_or_default();
    let mut found: Vec<Task> = wrong.into_iter().map(told).collect();
    let all = register.facts().deliveries.iter();
    for delivery in all.filter(|one| one.scope.municipality == municipality) {
        found.extend(ends_soon(delivery, now));
        found.extend(review(delivery, now));
        found.extend(archive(register, delivery, now));
        found.extend(clause(register, delivery, now));
    }
    found.sort_unstable_by_key(|task| (task.due, *task));
    found.dedup();
    found
}

fn told(alarm: Alarm) -> Task {
    let (kind, place, validity) = match alarm {
        Alarm::Gap(area, validity) => (TaskKind::Gap, Place::Area(area), validity),
        Alarm::NotCovered(area, validity) => (TaskKind::NotCovered, Place::Area(area), validity),
        Alarm::Contested(scope, validity) => (TaskKind::Contested, scope.place, validity),
    };
    Task { kind, place, delivery: None, due: validity.from().in_oslo().date }
}

fn about(kind: TaskKind, delivery: &Delivery, due: Date) -> Task {
    Task { kind, place: delivery.scope.place, delivery: Some(delivery.id), due }
}

fn ends_soon(delivery: &Delivery, now: Instant) -> Option<Task> {
    let end = delivery.validity.to()?;
    let notice = Duration::from_secs(u64::from(ENDING_NOTICE_WEEKS) * 7 * A_DAY);
    let is_near = delivery.validity.holds_at(now) && end <= now.plus(notice);
    is_near.then(|| about(TaskKind::EndsSoon, delivery, end.in_oslo().date))
}

/// The last of the yearly days that has come, counted from a first day.
fn last_yearly(first: Date, today: Date) -> Option<Date> {
    let years = today.year().checked_sub(first.year())?;
    let on = |years: i16| add_months(first, years.saturating_mul(12));
    (0..2).map(|back| years - back).filter(|years| *years > 0).map(on).find(|day| *day <= today)
}

fn review(delivery: &Delivery, now: Instant) -> Option<Task> {
    if !delivery.validity.holds_at(now) {
        return None;
    }
    let first = delivery.validity.from().in_oslo().date;
    let due = last_yearly(first, now.in_oslo().date)?;
    Some(about(TaskKind::Review, delivery, due))
}

/// A provider whose delivery is over keeps its record until the municipality receives it
/// (§ 5.6 case I, arkivlova § 7).
fn archive(register: &Register, delivery: &Delivery, now: Instant) -> Option<Task> {
    let Mode::Outsourced(outsourcing) = &delivery.mode else { return None };
    let end = delivery.validity.to().filter(|end| *end <= now)?;
    let own = Party::Municipality(delivery.scope.municipality);
    let is_here = register.facts().custody.iter().any(|event| {
        event.case == CustodyCase::ContractEnds
            && event.scope.covers(delivery.scope)
            && event.from.contains(&outsourcing.provider)
            && event.to == own
            && event.received_at.is_some()
    });
    let due = last_yearly(end.in_oslo().date, now.in_oslo().date).filter(|_| !is_here)?;
    Some(about(TaskKind::Archive, delivery, due))
}

/// An agreement that does not say who is controller is to be mended in thirty days.
fn clause(register: &Register, delivery: &Delivery, now: Instant) -> Option<Task> {
    if !delivery.validity.holds_at(now) {
        return None;
    }
    let (area, unit) = match delivery.scope.place {
        Place::Whole => (CareArea::ALL.first().copied()?, None),
        Place::Area(area) => (area, None),
        Place::Unit(area, unit) => (area, Some(unit)),
    };
    let municipality = delivery.scope.municipality;
    let question = Question::new(Category::EpjRecord, municipality, area, unit, now);
    let is_missing = resolve(register, &question).says(Mark::ControllerClauseMissing);
    let days = Duration::from_secs(u64::from(CLAUSE_DAYS) * A_DAY);
    let due = delivery.validity.from().plus(days).in_oslo().date;
    is_missing.then(|| about(TaskKind::ClauseMissing, delivery, due))
}
