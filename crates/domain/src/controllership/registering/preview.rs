//! Who would be controller if an agreement that is written were in force, told before it
//! is signed (S2-0-b).

use super::{Draft, InForce, Kind, in_force};
use crate::controllership::{
    Category, Delivery, Facts, Mode, Outsourcing, Place, Question, Register, Resolution, Scope,
    Validity, resolve,
};
use crate::ids::DeliveryId;
use crate::parties::CareArea;
use crate::time::Instant;

/// A service that the agreement covers, and who would answer for its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The service.
    pub scope: Scope,
    /// The answer on the first day.
    pub resolution: Resolution,
}

/// Who would answer from the first day for the record of each service that a draft covers:
/// what is written so far is taken as agreed, and the service as delivered under it. None
/// while it has no first day.
pub fn preview(facts: &Facts, draft: &Draft) -> Vec<Preview> {
    let Some(first) = draft.first else { return Vec::new() };
    let (Some(validity), Some(agreed)) = (Validity::days(first, draft.last), in_force(draft))
    else {
        return Vec::new();
    };
    let mut facts = facts.clone();
    let scopes = served(draft);
    for scope in &scopes {
        if let Some(mode) = mode(draft) {
            // Whoever delivers there now ends when it begins.
            let ends =
                |one: &Delivery| one.scope == *scope && one.validity.holds_at(validity.from());
            facts.deliveries.retain(|one| !ends(one));
            let id = DeliveryId::from_uuid(draft.id.uuid());
            facts.deliveries.push(Delivery { id, scope: *scope, validity, mode });
        }
    }
    match agreed {
        InForce::Service => {}
        InForce::JointRecord(joint) => facts.joint_records.push(joint),
        InForce::Host(host) => facts.host_cooperations.push(host),
        InForce::TaskCommunity(community) => facts.task_communities.push(community),
    }
    let register = Register::new(facts);
    let each = scopes.into_iter().map(|scope| {
        let (area, unit) = match scope.place {
            Place::Whole => (widest(register.facts(), scope, validity.from()), None),
            Place::Area(area) => (area, None),
            Place::Unit(area, unit) => (area, Some(unit)),
        };
        let municipality = scope.municipality;
        let from = validity.from();
        let asked = Question::new(Category::EpjRecord, municipality, area, unit, from);
        Preview { scope, resolution: resolve(&register, &asked) }
    });
    each.collect()
}

/// An area that the whole municipality's delivery decides: where one is narrower, that one
/// does.
fn widest(facts: &Facts, scope: Scope, from: Instant) -> CareArea {
    let is_narrower = |area: CareArea| {
        facts.deliveries.iter().any(|one| {
            one.scope.municipality == scope.municipality
                && one.scope.place == Place::Area(area)
                && one.validity.holds_at(from)
        })
    };
    let found = CareArea::ALL.into_iter().find(|area| !is_narrower(*area));
    found.unwrap_or(CareArea::HomeServices)
}

/// The services that would be delivered by it: of each municipality that takes part, and
/// under a host of those that it is host for.
pub(super) fn served(draft: &Draft) -> Vec<Scope> {
    let own = draft.municipalities();
    let theirs = match draft.kind {
        Kind::Service | Kind::JointRecord => own.get(..1),
        Kind::Host => own.get(1..),
        Kind::TaskCommunity => own.get(..),
    };
    let mut found = Vec::new();
    for municipality in theirs.unwrap_or_default() {
        for scope in &draft.scopes {
            found.push(Scope { municipality: *municipality, place: scope.place });
        }
    }
    found
}

/// How it would be delivered; a joint journal changes nothing in that.
fn mode(draft: &Draft) -> Option<Mode> {
    let agreement = draft.id;
    match draft.kind {
        Kind::Service => Some(Mode::Outsourced(Outsourcing {
            provider: draft.others.first().copied()?,
            agreement,
            record_operator: None,
            subcontractor: None,
        })),
        Kind::JointRecord => None,
        Kind::Host => Some(Mode::Host { host: draft.municipality, agreement }),
        Kind::TaskCommunity => Some(Mode::TaskCommunity { community: draft.org()?, agreement }),
    }
}
