//! One line: who, when, what about, and what was decided.

use uuid::Uuid;

use super::{Event, Why};
use crate::ids::{AuditId, MunicipalityId, PersonId, StaffId, UnitId};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

/// Who acted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// A citizen, for herself or for another.
    Citizen(PersonId),
    /// A member of staff.
    Staff(StaffId),
    /// A municipality's journal system.
    Epj(MunicipalityId),
    /// The system itself.
    System,
    /// Somebody who is not signed in.
    Nobody,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It was done.
    Accepted,
    /// The rules said no.
    Refused(ReasonCode),
}

/// What kind of thing a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Object {
    /// A thread.
    Thread(Uuid),
    /// A unit.
    Unit(Uuid),
    /// A health contact.
    Contact(Uuid),
    /// A draft.
    Draft(Uuid),
    /// A session.
    Session(Uuid),
    /// A message on the wire.
    Envelope(Uuid),
    /// A data key.
    Key(Uuid),
    /// A power of attorney.
    Grant(Uuid),
    /// A request for one.
    GrantRequest(Uuid),
    /// A power of attorney on paper, before it is confirmed.
    PaperGrant(Uuid),
    /// An emergency look-up.
    Emergency(Uuid),
    /// A notice by SMS or e-mail.
    Notice(Uuid),
    /// A module in use, or on its way, in a municipality.
    Activation(Uuid),
    /// A version of the terms.
    Terms(Uuid),
    /// A data processing agreement.
    Processing(Uuid),
    /// Who delivers a service.
    Delivery(Uuid),
    /// An agreement.
    Agreement(Uuid),
    /// An organisation.
    Organisation(Uuid),
    /// A decision about controllership.
    Override(Uuid),
    /// What one enterprise asked another for.
    Disclosure(Uuid),
    /// A breach of security.
    Breach(Uuid),
    /// A plan of what is deleted.
    Retention(Uuid),
    /// A block of somebody's writing.
    Block(Uuid),
    /// A line of what a municipality is charged.
    Charge(Uuid),
    /// A new sub-processor.
    SubProcessor(Uuid),
    /// Records that change hands.
    Custody(Uuid),
    /// A task about responsibility.
    ResponsibilityTask(Uuid),
    /// A request about rights.
    RightsRequest(Uuid),
    /// One controller's part of one.
    RightsPart(Uuid),
    /// Nothing in particular.
    None,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Its own id.
    pub id: AuditId,
    /// When.
    pub at: Instant,
    /// What was done or tried.
    pub event: Event,
    /// Who acted.
    pub actor: Actor,
    /// For whom, when not for herself.
    pub on_behalf_of: Option<PersonId>,
    /// For which municipality.
    pub org: Option<MunicipalityId>,
    /// About whom.
    pub subject: Option<PersonId>,
    /// The thing.
    pub object: Object,
    /// What was decided.
    pub decision: Decision,
    /// The rules behind it.
    pub rules: &'static [&'static str],
    /// Keyed hash of what came in, so that a line can be held against it.
    pub inputs_hash: Option<[u8; 32]>,
    /// The grant or decision that the actor acted on.
    pub basis: Option<Uuid>,
    /// The unit that the actor worked at (§ 10.3).
    pub unit: Option<UnitId>,
    /// Why the actor could do it.
    pub why: Option<Why>,
}

impl AuditLine {
    /// A line about something done.
    pub const fn accepted(id: AuditId, at: Instant, event: Event, actor: Actor) -> Self {
        Self {
            id,
            at,
            event,
            actor,
            on_behalf_of: None,
            org: None,
            subject: None,
            object: Object::None,
            decision: Decision::Accepted,
            rules: &[],
            inputs_hash: None,
            basis: None,
            unit: None,
            why: None,
        }
    }

    /// The same line about something refused: the true code and its rules.
    #[must_use]
    pub const fn refused(mut self, refusal: Refusal) -> Self {
        self.decision = Decision::Refused(refusal.code());
        self.rules = refusal.rules();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catalogue § 1.4: the true code stands in the line, whatever was shown.
    #[test]
    fn a_refused_line_holds_the_true_code_and_its_rules() {
        let id = AuditId::from_uuid(Uuid::nil());
        let at = Instant::from_micros(1);
        let line = AuditLine::accepted(id, at, Event::ThreadRead, Actor::Nobody);
        assert_eq!(line.decision, Decision::Accepted);
        let refusal = Refusal::neutral(ReasonCode::NoRepresentationBasis, &["S1-2.1-a"]);
        let refused = line.refused(refusal);
        assert_eq!(refused.decision, Decision::Refused(ReasonCode::NoRepresentationBasis));
        assert_eq!(refused.rules, ["S1-2.1-a"]);
    }
}
