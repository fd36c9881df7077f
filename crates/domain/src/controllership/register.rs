//! The facts, arranged so that an answer costs the same however many there are.

use std::collections::HashMap;

use crate::ids::{AgreementId, MunicipalityId, OrgId, UnitId};
use crate::parties::CareArea;
use crate::time::Instant;

use super::timeline::Timeline;
use super::{
    Category, ControllerMode, CustodyEvent, Delivery, Facts, HostCooperation, JointRecord,
    LegalPerson, OrgKind, Override, Party, Place, Processing, Scope, Succession, System,
    TaskCommunity,
};

/// The facts, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Register {
    facts: Facts,
    orgs: HashMap<OrgId, OrgKind>,
    deliveries: HashMap<Scope, Timeline>,
    joint_records: HashMap<Scope, Timeline>,
    /// The joint journals of single units, by the area that they are a part of.
    parts: HashMap<(MunicipalityId, CareArea), Timeline>,
    overrides: HashMap<Scope, Timeline>,
    hosts: HashMap<AgreementId, usize>,
    communities: HashMap<AgreementId, usize>,
    processings: HashMap<(Party, System), Timeline>,
    gone: HashMap<MunicipalityId, Vec<usize>>,
    came: HashMap<MunicipalityId, Vec<usize>>,
    custody: HashMap<Scope, Vec<usize>>,
}

/// What a question is about, from the narrowest place to the widest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) municipality: MunicipalityId,
    pub(super) area: CareArea,
    pub(super) unit: Option<UnitId>,
}

impl Spot {
    /// The same service of another municipality.
    pub(super) const fn of(self, municipality: MunicipalityId) -> Self {
        Self { municipality, ..self }
    }

    fn scopes(self) -> impl Iterator<Item = Scope> {
        let Self { municipality, area, unit } = self;
        unit.map(|unit| Scope::unit(municipality, area, unit))
            .into_iter()
            .chain([Scope::area(municipality, area), Scope::whole(municipality)])
    }

    /// The narrowest scope that it is.
    pub(super) fn scope(self) -> Scope {
        let place = self.unit.map_or(Place::Area(self.area), |unit| Place::Unit(self.area, unit));
        Scope { municipality: self.municipality, place }
    }
}

impl Register {
    /// Arranges the facts.
    pub fn new(facts: Facts) -> Self {
        let orgs = facts.organisations.iter().map(|org| (org.id, org.kind)).collect();
        let hosts = facts.host_cooperations.iter().enumerate();
        let hosts = hosts.map(|(at, cooperation)| (cooperation.id, at)).collect();
        let communities = facts.task_communities.iter().enumerate();
        let communities = communities.map(|(at, community)| (community.id, at)).collect();
        let mut register = Self { facts, orgs, hosts, communities, ..Self::default() };
        register.place_services();
        register.place_parties();
        register
    }

    /// What holds for a part of a municipality's services.
    fn place_services(&mut self) {
        for (at, delivery) in self.facts.deliveries.iter().enumerate() {
            self.deliveries.entry(delivery.scope).or_default().add(delivery.validity, at);
        }
        for (at, joint) in self.facts.joint_records.iter().enumerate() {
            for scope in &joint.scopes {
                self.joint_records.entry(*scope).or_default().add(joint.validity, at);
                if let Place::Unit(area, _) = scope.place {
                    let part = (scope.municipality, area);
                    self.parts.entry(part).or_default().add(joint.validity, at);
                }
            }
        }
        for (at, decision) in self.facts.overrides.iter().enumerate() {
            self.overrides.entry(decision.scope).or_default().add(decision.validity, at);
        }
        for (at, event) in self.facts.custody.iter().enumerate() {
            self.custody.entry(event.scope).or_default().push(at);
        }
        self.deliveries.values_mut().for_each(Timeline::sort);
        self.joint_records.values_mut().for_each(Timeline::sort);
        self.parts.values_mut().for_each(Timeline::sort);
        self.overrides.values_mut().for_each(Timeline::sort);
    }

    /// What holds for a party.
    fn place_parties(&mut self) {
        for (at, processing) in self.facts.processings.iter().enumerate() {
            let key = (processing.controller, processing.system);
            self.processings.entry(key).or_default().add(processing.validity, at);
        }
        for (at, succession) in self.facts.successions.iter().enumerate() {
            self.gone.entry(succession.scope.municipality).or_default().push(at);
            self.came.entry(succession.to).or_default().push(at);
        }
        self.processings.values_mut().for_each(Timeline::sort);
    }

    /// The facts as they were given.
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    pub(super) const fn mode(&self) -> ControllerMode {
        self.facts.mode
    }

    /// The deliveries of the narrowest place that has any then; more than one when
    /// they contradict each other.
    pub(super) fn deliveries_at(&self, spot: Spot, at: Instant) -> Vec<&Delivery> {
        for scope in spot.scopes() {
            let Some(line) = self.deliveries.get(&scope) else { continue };
            let mut found: Vec<&Delivery> =
                line.at(at).filter_map(|place| self.facts.deliveries.get(place)).collect();
            if !found.is_empty() {
                found.sort_by_key(|delivery| delivery.id);
                return found;
            }
        }
        Vec::new()
    }

    /// The delivery that ended last, with its end; the narrowest of several.
    pub(super) fn last_ended(&self, spot: Spot, at: Instant) -> Option<(Instant, &Delivery)> {
        spot.scopes()
            .filter_map(|scope| self.deliveries.get(&scope))
            .filter_map(|line| {
                let (end, _) = line.ended_by(at).next()?;
                line.ended_by(at)
                    .take_while(|(other, _)| *other == end)
                    .filter_map(|(end, place)| Some((end, self.facts.deliveries.get(place)?)))
                    .min_by_key(|(_, delivery)| delivery.id)
            })
            .max_by_key(|(end, delivery)| (*end, delivery.scope.place.narrowness()))
    }

    /// The joint journal with this provider that holds then: the narrowest, of equals
    /// the one that began last.
    pub(super) fn joint_record(
        &self,
        spot: Spot,
        provider: Party,
        at: Instant,
    ) -> Option<&JointRecord> {
        spot.scopes().find_map(|scope| {
            self.joint_records
                .get(&scope)?
                .at(at)
                .filter_map(|place| self.facts.joint_records.get(place))
                .filter(|joint| joint.parties.contains(&provider))
                .max_by_key(|joint| (joint.validity.from(), joint.id))
        })
    }

    /// A joint journal with this provider that has ended by then.
    pub(super) fn ended_joint_record(
        &self,
        spot: Spot,
        provider: Party,
        at: Instant,
    ) -> Option<&JointRecord> {
        spot.scopes().find_map(|scope| {
            let ended = self.joint_records.get(&scope)?.ended_by(at);
            ended
                .filter_map(|(_, place)| self.facts.joint_records.get(place))
                .find(|joint| joint.parties.contains(&provider))
        })
    }

    /// Whether a joint journal with this provider holds for a single unit of the area.
    pub(super) fn has_part(&self, spot: Spot, provider: Party, at: Instant) -> bool {
        self.parts.get(&(spot.municipality, spot.area)).is_some_and(|line| {
            line.at(at)
                .filter_map(|place| self.facts.joint_records.get(place))
                .any(|joint| joint.parties.contains(&provider))
        })
    }

    /// The decision that holds then: the narrowest, of equals the one that began last.
    pub(super) fn decision(
        &self,
        category: Category,
        spot: Spot,
        at: Instant,
    ) -> Option<&Override> {
        if self.overrides.is_empty() {
            return None;
        }
        spot.scopes().find_map(|scope| {
            self.overrides
                .get(&scope)?
                .at(at)
                .filter_map(|place| self.facts.overrides.get(place))
                .filter(|decision| decision.categories.contains(&category))
                .max_by_key(|decision| (decision.validity.from(), decision.id))
        })
    }

    /// Who handles a kind of request by the joint journal among these agreements (JJ-2).
    pub fn handler(&self, agreements: &[AgreementId], request: &str) -> Option<Party> {
        let joint = self.facts.joint_records.iter().find(|one| agreements.contains(&one.id))?;
        let found = joint.handlers.iter().find(|one| one.0.eq_ignore_ascii_case(request))?;
        Some(found.1)
    }

    /// The host cooperation, when it holds then.
    pub(super) fn host(&self, id: AgreementId, at: Instant) -> Option<&HostCooperation> {
        let found = self.facts.host_cooperations.get(*self.hosts.get(&id)?)?;
        found.validity.holds_at(at).then_some(found)
    }

    /// The task community, whenever it holds.
    pub(super) fn community(&self, id: AgreementId) -> Option<&TaskCommunity> {
        self.facts.task_communities.get(*self.communities.get(&id)?)
    }

    /// Whether an organisation is a task community that is a legal person; what is not
    /// known is none.
    pub(super) fn is_legal_community(&self, id: OrgId) -> bool {
        self.orgs.get(&id) == Some(&OrgKind::TaskCommunity(LegalPerson::Yes))
    }

    /// Who processes for a controller in a system then, in a lasting order.
    pub(super) fn processing(
        &self,
        controller: Party,
        system: System,
        at: Instant,
    ) -> Vec<&Processing> {
        let Some(line) = self.processings.get(&(controller, system)) else { return Vec::new() };
        let mut found: Vec<&Processing> =
            line.at(at).filter_map(|place| self.facts.processings.get(place)).collect();
        found.sort_by_key(|processing| processing.processor);
        found
    }

    /// What has gone over from a municipality by then.
    pub(super) fn gone(
        &self,
        from: MunicipalityId,
        at: Instant,
    ) -> impl Iterator<Item = &Succession> {
        let places = self.gone.get(&from).map_or(&[][..], Vec::as_slice);
        places
            .iter()
            .filter_map(|place| self.facts.successions.get(*place))
            .filter(move |succession| succession.at <= at)
    }

    /// What has gone over to a municipality by then.
    pub(super) fn came(
        &self,
        to: MunicipalityId,
        at: Instant,
    ) -> impl Iterator<Item = &Succession> {
        let places = self.came.get(&to).map_or(&[][..], Vec::as_slice);
        places
            .iter()
            .filter_map(|place| self.facts.successions.get(*place))
            .filter(move |succession| succession.at <= at)
    }

    /// The records of this place that change hands.
    pub(super) fn custody(&self, spot: Spot) -> impl Iterator<Item = &CustodyEvent> {
        spot.scopes()
            .filter_map(|scope| self.custody.get(&scope))
            .flatten()
            .filter_map(|place| self.facts.custody.get(*place))
    }
}
