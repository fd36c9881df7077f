//! What holds for a municipality's services, laid out by place.

use std::collections::HashMap;

use crate::controllership::{Facts, Place};
use crate::ids::{MunicipalityId, UnitId};
use crate::parties::CareArea;

use super::timeline::{Endings, Timeline};

/// All that holds for the services of one municipality; each fact by its place in its list.
#[derive(Debug, Clone, Default)]
pub(super) struct Services {
    whole: Lines,
    areas: [Lines; CareArea::ALL.len()],
    units: HashMap<(CareArea, UnitId), Lines>,
    /// What has gone over from it, and to it.
    pub(super) gone: Vec<u32>,
    pub(super) came: Vec<u32>,
    /// Whether anything is decided for any of them; mostly not.
    pub(super) has_decisions: bool,
}

/// What holds for one place.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    pub(super) deliveries: Timeline,
    pub(super) joint_records: Timeline,
    /// The joint journals of single units of an area.
    pub(super) parts: Timeline,
    pub(super) decisions: Timeline,
    pub(super) ended_deliveries: Endings,
    pub(super) ended_joint_records: Endings,
    pub(super) custody: Vec<u32>,
}

impl Services {
    pub(super) fn at(&self, place: Place) -> Option<&Lines> {
        match place {
            Place::Whole => Some(&self.whole),
            Place::Area(area) => self.areas.get(area.position()),
            Place::Unit(area, unit) => self.units.get(&(area, unit)),
        }
    }

    fn at_mut(&mut self, place: Place) -> &mut Lines {
        match place {
            Place::Whole => &mut self.whole,
            Place::Area(area) => &mut self.areas[area.position()],
            Place::Unit(area, unit) => self.units.entry((area, unit)).or_default(),
        }
    }

    fn lines_mut(&mut self) -> impl Iterator<Item = &mut Lines> {
        let Self { whole, areas, units, .. } = self;
        core::iter::once(whole).chain(areas).chain(units.values_mut())
    }
}

impl Lines {
    fn sort(&mut self, facts: &Facts) {
        self.deliveries.sort(&facts.deliveries);
        self.joint_records.sort(&facts.joint_records);
        self.parts.sort(&facts.joint_records);
        self.decisions.sort(&facts.overrides);
        self.ended_deliveries.sort();
        self.ended_joint_records.sort();
    }
}

/// The facts by municipality and place.
pub(super) fn arranged(facts: &Facts) -> HashMap<MunicipalityId, Services> {
    let mut all: HashMap<MunicipalityId, Services> = HashMap::new();
    for (at, delivery) in (0..).zip(&facts.deliveries) {
        let services = all.entry(delivery.scope.municipality).or_default();
        let lines = services.at_mut(delivery.scope.place);
        lines.deliveries.add(delivery.validity, at);
        lines.ended_deliveries.add(delivery.validity, at);
    }
    for (at, joint) in (0..).zip(&facts.joint_records) {
        for scope in &joint.scopes {
            let services = all.entry(scope.municipality).or_default();
            let lines = services.at_mut(scope.place);
            lines.joint_records.add(joint.validity, at);
            lines.ended_joint_records.add(joint.validity, at);
            if let Place::Unit(area, _) = scope.place {
                services.at_mut(Place::Area(area)).parts.add(joint.validity, at);
            }
        }
    }
    for (at, decision) in (0..).zip(&facts.overrides) {
        let services = all.entry(decision.scope.municipality).or_default();
        services.has_decisions = true;
        services.at_mut(decision.scope.place).decisions.add(decision.validity, at);
    }
    for (at, event) in (0..).zip(&facts.custody) {
        let services = all.entry(event.scope.municipality).or_default();
        services.at_mut(event.scope.place).custody.push(at);
    }
    for (at, succession) in (0..).zip(&facts.successions) {
        all.entry(succession.scope.municipality).or_default().gone.push(at);
        all.entry(succession.to).or_default().came.push(at);
    }
    all.values_mut().flat_map(Services::lines_mut).for_each(|lines| lines.sort(facts));
    all
}
