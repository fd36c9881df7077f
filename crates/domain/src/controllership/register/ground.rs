//! What a question finds at its own place.

use crate::controllership::{
    Category, CustodyEvent, Delivery, Facts, JointRecord, Override, Party, Place, Succession,
};
use crate::ids::{MunicipalityId, UnitId};
use crate::parties::CareArea;
use crate::time::Instant;

use super::services::{Lines, Services};

/// Which service of which municipality.
#[derive(Debug, Clone, Copy)]
pub(in crate::controllership) struct Spot {
    pub(in crate::controllership) municipality: MunicipalityId,
    pub(in crate::controllership) area: CareArea,
    pub(in crate::controllership) unit: Option<UnitId>,
}

impl Spot {
    /// The same service of another municipality.
    pub(in crate::controllership) const fn of(self, municipality: MunicipalityId) -> Self {
        Self { municipality, ..self }
    }

    /// The narrowest place that it is.
    pub(in crate::controllership) fn place(self) -> Place {
        self.unit.map_or(Place::Area(self.area), |unit| Place::Unit(self.area, unit))
    }
}

/// A spot, and what holds for it: for the unit, for its care area and for all of the
/// municipality's services, the narrowest first (§ 5.4 no. 5).
#[derive(Debug, Clone, Copy)]
pub(in crate::controllership) struct Ground<'r> {
    pub(in crate::controllership) spot: Spot,
    facts: &'r Facts,
    services: Option<&'r Services>,
    unit: Option<&'r Lines>,
}

/// Who delivers at an instant.
#[derive(Debug, Clone)]
pub(in crate::controllership) enum Delivering<'r> {
    Nobody,
    One(&'r Delivery),
    /// More than one at the same place, which contradict each other; in a lasting order.
    Several(Vec<&'r Delivery>),
}

impl<'r> Delivering<'r> {
    pub(in crate::controllership) fn as_slice(&self) -> &[&'r Delivery] {
        match self {
            Self::Nobody => &[],
            Self::One(delivery) => core::slice::from_ref(delivery),
            Self::Several(deliveries) => deliveries,
        }
    }
}

impl<'r> FromIterator<&'r Delivery> for Delivering<'r> {
    fn from_iter<I: IntoIterator<Item = &'r Delivery>>(deliveries: I) -> Self {
        let mut deliveries = deliveries.into_iter();
        let Some(first) = deliveries.next() else { return Self::Nobody };
        let Some(second) = deliveries.next() else { return Self::One(first) };
        let mut several = vec![first, second];
        several.extend(deliveries);
        several.sort_by_key(|delivery| delivery.id);
        Self::Several(several)
    }
}

impl<'r> Ground<'r> {
    pub(super) fn new(facts: &'r Facts, services: Option<&'r Services>, spot: Spot) -> Self {
        let unit = spot.unit.zip(services);
        let unit = unit.and_then(|(unit, services)| services.at(Place::Unit(spot.area, unit)));
        Self { spot, facts, services, unit }
    }

    /// The same without what holds for the unit alone.
    pub(in crate::controllership) const fn of_area(self) -> Self {
        Self { spot: Spot { unit: None, ..self.spot }, unit: None, ..self }
    }

    fn lines(self) -> impl Iterator<Item = &'r Lines> {
        let wider = [Place::Area(self.spot.area), Place::Whole];
        let services = self.services.into_iter();
        let wider = services.flat_map(move |services| wider.map(|place| services.at(place)));
        self.unit.into_iter().chain(wider.flatten())
    }

    /// The deliveries of the narrowest place that has any then.
    pub(in crate::controllership) fn delivering(self, at: Instant) -> Delivering<'r> {
        let found = self.lines().map(|lines| lines.deliveries.at(&self.facts.deliveries, at));
        let mut found = found.map(Delivering::from_iter);
        found
            .find(|delivering| !matches!(delivering, Delivering::Nobody))
            .unwrap_or(Delivering::Nobody)
    }

    /// The delivery that ended last, with its end; the narrowest of several.
    pub(in crate::controllership) fn last_ended(
        self,
        at: Instant,
    ) -> Option<(Instant, &'r Delivery)> {
        let ended = |lines: &'r Lines| lines.ended_deliveries.by(&self.facts.deliveries, at);
        self.lines()
            .filter_map(|lines| {
                let (end, _) = ended(lines).next()?;
                let together = ended(lines).take_while(|(other, _)| *other == end);
                together.min_by_key(|(_, delivery)| delivery.id)
            })
            .max_by_key(|(end, delivery)| (*end, delivery.scope.place.narrowness()))
    }

    /// The joint journal with this provider that holds then: the narrowest, of equals
    /// the one that began last.
    pub(in crate::controllership) fn joint_record(
        self,
        provider: Party,
        at: Instant,
    ) -> Option<&'r JointRecord> {
        self.lines().find_map(|lines| {
            let joint_records = lines.joint_records.at(&self.facts.joint_records, at);
            joint_records
                .filter(|joint| joint.parties.contains(&provider))
                .max_by_key(|joint| (joint.validity.from(), joint.id))
        })
    }

    /// A joint journal with this provider that has ended by then.
    pub(in crate::controllership) fn ended_joint_record(
        self,
        provider: Party,
        at: Instant,
    ) -> Option<&'r JointRecord> {
        self.lines().find_map(|lines| {
            let ended = lines.ended_joint_records.by(&self.facts.joint_records, at);
            ended.map(|(_, joint)| joint).find(|joint| joint.parties.contains(&provider))
        })
    }

    /// Whether a joint journal with this provider holds for a single unit of the area.
    pub(in crate::controllership) fn has_part(self, provider: Party, at: Instant) -> bool {
        let area = self.services.and_then(|services| services.at(Place::Area(self.spot.area)));
        area.is_some_and(|lines| {
            let mut parts = lines.parts.at(&self.facts.joint_records, at);
            parts.any(|joint| joint.parties.contains(&provider))
        })
    }

    /// The decision that holds then: the narrowest, of equals the one that began last.
    pub(in crate::controllership) fn decision(
        self,
        category: Category,
        at: Instant,
    ) -> Option<&'r Override> {
        self.services.filter(|services| services.has_decisions)?;
        self.lines().find_map(|lines| {
            let decisions = lines.decisions.at(&self.facts.overrides, at);
            decisions
                .filter(|decision| decision.categories.contains(&category))
                .max_by_key(|decision| (decision.validity.from(), decision.id))
        })
    }

    /// The records of this place that change hands.
    pub(in crate::controllership) fn custody(self) -> impl Iterator<Item = &'r CustodyEvent> {
        let places = self.lines().flat_map(|lines| &lines.custody);
        places.filter_map(move |place| self.facts.custody.get(*place as usize))
    }

    /// What has gone over from the municipality by then.
    pub(in crate::controllership) fn gone(
        self,
        at: Instant,
    ) -> impl Iterator<Item = &'r Succession> {
        let places = self.services.map_or(&[][..], |services| &services.gone);
        self.successions(places, at)
    }

    /// What has gone over to the municipality by then.
    pub(in crate::controllership) fn came(
        self,
        at: Instant,
    ) -> impl Iterator<Item = &'r Succession> {
        let places = self.services.map_or(&[][..], |services| &services.came);
        self.successions(places, at)
    }

    fn successions(self, places: &'r [u32], at: Instant) -> impl Iterator<Item = &'r Succession> {
        let known =
            places.iter().filter_map(move |place| self.facts.successions.get(*place as usize));
        known.filter(move |succession| succession.at <= at)
    }
}
