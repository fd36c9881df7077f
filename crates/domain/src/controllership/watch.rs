//! What is wrong with the register of deliveries: overlaps, gaps and contradictions.

use crate::ids::{DeliveryId, MunicipalityId};
use crate::parties::CareArea;
use crate::time::Instant;

use super::{Delivery, Place, Register, Scope, Validity};

/// How many days ahead a gap is told (S2-0-c).
pub const GAP_NOTICE_DAYS: u8 = 28;

/// Another delivery of the same municipality and place holds at the same time
/// (`DELIVERY_OVERLAP`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("another delivery holds there at the same time")]
pub struct DeliveryOverlap(pub DeliveryId);

/// Whether a delivery may be registered beside the others: a narrower one may carve
/// out of a wider one, two equally wide ones may not meet (§ 5.4 no. 5).
///
/// # Errors
///
/// With the first that it meets. The same delivery, registered before, is no other.
pub fn may_register<'d>(
    delivery: &Delivery,
    others: impl IntoIterator<Item = &'d Delivery>,
) -> Result<(), DeliveryOverlap> {
    let met = others.into_iter().find(|other| {
        other.id != delivery.id
            && other.scope == delivery.scope
            && other.validity.meets(delivery.validity)
    });
    met.map_or(Ok(()), |other| Err(DeliveryOverlap(other.id)))
}

/// Something that somebody must put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Alarm {
    /// Nobody delivers a service (`DELIVERY_GAP`).
    Gap(CareArea, Validity),
    /// Some units are delivered, and the rest of the area is not
    /// (`SCOPE_NOT_COVERED`, S2-0-d).
    NotCovered(CareArea, Validity),
    /// Two deliveries at one place (CT-62).
    Contested(Scope, Validity),
}

/// What is wrong in a municipality during a time, service by service (S2-0-c).
///
/// Every care area is asked for: which of them a municipality does not have, the law
/// does not let it choose.
pub fn alarms(register: &Register, municipality: MunicipalityId, during: Validity) -> Vec<Alarm> {
    let own: Vec<&Delivery> = register
        .facts()
        .deliveries
        .iter()
        .filter(|delivery| delivery.scope.municipality == municipality)
        .filter(|delivery| delivery.validity.meets(during))
        .collect();
    let mut found: Vec<Alarm> =
        CareArea::ALL.into_iter().flat_map(|area| area_alarms(&own, area, during)).collect();
    found.extend(contested(&own, during));
    found.sort_unstable();
    found.dedup();
    found
}

fn area_alarms(own: &[&Delivery], area: CareArea, during: Validity) -> Vec<Alarm> {
    let wide: Vec<Validity> = own
        .iter()
        .filter(|delivery| delivery.scope.place.covers(Place::Area(area)))
        .map(|delivery| delivery.validity)
        .collect();
    let units: Vec<Validity> = own
        .iter()
        .filter(|delivery| matches!(delivery.scope.place, Place::Unit(of, _) if of == area))
        .map(|delivery| delivery.validity)
        .collect();
    let mut found: Vec<Alarm> = Vec::new();
    for stretch in stretches(wide.iter().chain(&units), during) {
        let holds = |validity: &Validity| validity.holds_at(stretch.from());
        if wide.iter().any(holds) {
            continue;
        }
        let alarm = match units.iter().any(holds) {
            true => Alarm::NotCovered(area, stretch),
            false => Alarm::Gap(area, stretch),
        };
        match found.pop() {
            Some(last) => match joined(last, alarm) {
                Some(both) => found.push(both),
                None => found.extend([last, alarm]),
            },
            None => found.push(alarm),
        }
    }
    found
}

/// Two alarms of the same kind, the one beginning when the other ends, are one.
fn joined(first: Alarm, second: Alarm) -> Option<Alarm> {
    match (first, second) {
        (Alarm::Gap(area, early), Alarm::Gap(_, late)) => {
            follows(early, late).map(|both| Alarm::Gap(area, both))
        }
        (Alarm::NotCovered(area, early), Alarm::NotCovered(_, late)) => {
            follows(early, late).map(|both| Alarm::NotCovered(area, both))
        }
        _ => None,
    }
}

fn follows(early: Validity, late: Validity) -> Option<Validity> {
    (early.to() == Some(late.from())).then(|| Validity::new(early.from(), late.to())).flatten()
}

fn contested(own: &[&Delivery], during: Validity) -> Vec<Alarm> {
    let mut ordered = own.to_vec();
    ordered.sort_by_key(|delivery| (delivery.scope, delivery.validity.from(), delivery.id));
    let mut found = Vec::new();
    let mut furthest: Option<&Delivery> = None;
    for delivery in ordered {
        let met = furthest
            .filter(|one| one.scope == delivery.scope && one.validity.meets(delivery.validity));
        let both = met.and_then(|one| within(one.validity, delivery.validity));
        let both = both.and_then(|both| within(both, during));
        found.extend(both.map(|both| Alarm::Contested(delivery.scope, both)));
        let reaches = |one: &Delivery| one.validity.to().map_or(i64::MAX, Instant::micros);
        furthest = match furthest {
            Some(one) if one.scope == delivery.scope && reaches(one) > reaches(delivery) => {
                Some(one)
            }
            _ => Some(delivery),
        };
    }
    found
}

/// What two stretches have in common.
fn within(one: Validity, other: Validity) -> Option<Validity> {
    let from = one.from().max(other.from());
    let to = match (one.to(), other.to()) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    Validity::new(from, to)
}

/// The time cut at every beginning and end.
fn stretches<'v>(
    validities: impl Iterator<Item = &'v Validity>,
    during: Validity,
) -> Vec<Validity> {
    let mut cuts: Vec<Instant> = validities
        .flat_map(|validity| core::iter::once(validity.from()).chain(validity.to()))
        .filter(|cut| during.holds_at(*cut))
        .chain([during.from()])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().skip(1).copied().map(Some).chain([during.to()]);
    cuts.iter().zip(ends).filter_map(|(from, to)| Validity::new(*from, to)).collect()
}
