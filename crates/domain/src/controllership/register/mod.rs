//! The facts, arranged so that an answer costs the same however many there are.
//!
//! `services` lays what holds for a municipality out by place, `timeline` what holds at a
//! place by time, and a `ground` is what a question finds at its own place.

mod ground;
mod services;
mod timeline;

use std::collections::HashMap;

use crate::ids::{AgreementId, MunicipalityId, OrgId};
use crate::time::Instant;

use super::{
    ControllerMode, Facts, HostCooperation, LegalPerson, OrgKind, Party, Processing, System,
    TaskCommunity,
};
pub(super) use ground::{Delivering, Ground, Spot};
use services::Services;
use timeline::Timeline;

/// The facts, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Register {
    facts: Facts,
    orgs: HashMap<OrgId, OrgKind>,
    services: HashMap<MunicipalityId, Services>,
    hosts: HashMap<AgreementId, usize>,
    communities: HashMap<AgreementId, usize>,
    joint_records: HashMap<AgreementId, usize>,
    processings: HashMap<(Party, System), Timeline>,
}

impl Register {
    /// Arranges the facts.
    pub fn new(facts: Facts) -> Self {
        let orgs = facts.organisations.iter().map(|org| (org.id, org.kind)).collect();
        let hosts = facts.host_cooperations.iter().enumerate();
        let hosts = hosts.map(|(at, cooperation)| (cooperation.id, at)).collect();
        let communities = facts.task_communities.iter().enumerate();
        let communities = communities.map(|(at, community)| (community.id, at)).collect();
        let joint_records = facts.joint_records.iter().enumerate();
        let joint_records = joint_records.map(|(at, joint)| (joint.id, at)).collect();
        let services = services::arranged(&facts);
        let mut processings: HashMap<_, Timeline> = HashMap::new();
        for (at, processing) in (0..).zip(&facts.processings) {
            let key = (processing.controller, processing.system);
            processings.entry(key).or_default().add(processing.validity, at);
        }
        processings.values_mut().for_each(|line| line.sort(&facts.processings));
        Self { facts, orgs, services, hosts, communities, joint_records, processings }
    }

    /// The facts as they were given.
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    pub(super) const fn mode(&self) -> ControllerMode {
        self.facts.mode
    }

    /// What holds at a spot, looked up once for all that is asked about it.
    pub(super) fn ground(&self, spot: Spot) -> Ground<'_> {
        let services = self.services.get(&spot.municipality);
        Ground::new(&self.facts, services, spot)
    }

    /// Who handles a kind of request by the joint journal among these agreements (JJ-2).
    pub fn handler(&self, agreements: &[AgreementId], request: &str) -> Option<Party> {
        let places = agreements.iter().filter_map(|id| self.joint_records.get(id));
        let joint = self.facts.joint_records.get(*places.min()?)?;
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
        let mut found: Vec<&Processing> = line.at(&self.facts.processings, at).collect();
        found.sort_by_key(|processing| processing.processor);
        found
    }
}
