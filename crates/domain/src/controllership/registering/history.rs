//! Who was controller when: the answers in the order of time.

use crate::controllership::{Mode, Question, Register, Resolution, Validity, resolve};
use crate::ids::MunicipalityId;
use crate::time::{Instant, add_months};

/// How long an ended delivery still answers for its records (CT-61).
const MONTHS_AFTER: i16 = 12;

/// A time through which the answer stays the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// When.
    pub validity: Validity,
    /// The answer.
    pub resolution: Resolution,
}

/// The answers to a question over a time. The answer changes only where some record
/// begins or ends, so it is asked for there alone; neighbours that say the same are one.
pub fn history(register: &Register, question: &Question, during: Validity) -> Vec<Stretch> {
    let cuts = cuts(register, question.municipality, during);
    let ends = cuts.iter().skip(1).copied().map(Some).chain([during.to()]);
    let mut found: Vec<Stretch> = Vec::new();
    for (from, to) in cuts.iter().zip(ends) {
        let Some(validity) = Validity::new(*from, to) else { continue };
        let resolution = resolve(register, &question.at(*from));
        match found.last_mut() {
            Some(last) if last.resolution == resolution => {
                if let Some(both) = Validity::new(last.validity.from(), to) {
                    last.validity = both;
                }
            }
            _ => found.push(Stretch { validity, resolution }),
        }
    }
    found
}

/// Where the answer can change: the edges of every record that touches the municipality
/// or a host of it.
pub fn cuts(register: &Register, municipality: MunicipalityId, during: Validity) -> Vec<Instant> {
    let facts = register.facts();
    let mut touched = vec![municipality];
    touched.extend(
        facts
            .successions
            .iter()
            .filter(|one| one.to == municipality)
            .map(|one| one.scope.municipality),
    );
    for delivery in &facts.deliveries {
        if let Mode::Host { host, .. } = delivery.mode
            && touched.contains(&delivery.scope.municipality)
            && !touched.contains(&host)
        {
            touched.push(host);
        }
    }
    let mut cuts = vec![during.from()];
    let mut edges = |validity: Validity| {
        cuts.extend([Some(validity.from()), validity.to()].into_iter().flatten())
    };
    for delivery in facts.deliveries.iter().filter(|one| touched.contains(&one.scope.municipality))
    {
        edges(delivery.validity);
        if let Some(end) = delivery.validity.to() {
            edges(Validity::starting(Instant::start_of(add_months(
                end.in_oslo().date,
                MONTHS_AFTER,
            ))));
        }
    }
    for joint in &facts.joint_records {
        if joint.scopes.iter().any(|scope| touched.contains(&scope.municipality)) {
            edges(joint.validity);
        }
    }
    for host in facts.host_cooperations.iter().filter(|one| touched.contains(&one.host)) {
        edges(host.validity);
    }
    for community in &facts.task_communities {
        if community.participants.iter().any(|id| touched.contains(id)) {
            edges(community.validity);
        }
    }
    for decision in facts.overrides.iter().filter(|one| touched.contains(&one.scope.municipality)) {
        edges(decision.validity);
    }
    for succession in &facts.successions {
        if touched.contains(&succession.to) || touched.contains(&succession.scope.municipality) {
            edges(Validity::starting(succession.at));
        }
    }
    // Records that have come to somebody are answered for by her (CT-61).
    for event in facts.custody.iter().filter(|one| touched.contains(&one.scope.municipality)) {
        if let Some(received_at) = event.received_at {
            edges(Validity::starting(event.at.max(received_at)));
        }
    }
    cuts.retain(|cut| during.holds_at(*cut));
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}
