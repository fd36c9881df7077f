//! What a citizen may write, and to whom (S1-2.1-a, S1-2.1.1-a).

use crate::epj::AnsweredIn;
use crate::ids::{MunicipalityId, PersonId, ThreadId};
use crate::parties::{NamedStaff, Service, StaffAccess, StaffNames, Unit};
use crate::refusals::{ReasonCode, Refusal};
use crate::representation::{CitizenAccess, Deed};
use crate::time::Instant;

use super::{HealthContact, Reply, Route, StartedBy, Thread, ThreadEvent, ThreadState, promise_at};

const RULES: &[&str] = &["S1-2.1.1-a"];
const CONTACT_RULES: &[&str] = &["S1-2.1.1-a", "S1-2.1.1-b"];
const OWN: &[&str] = &["S1-2.1-a"];

/// The right of a citizen to start a conversation with one contact now.
#[derive(Debug)]
pub struct WritePermit<'a> {
    person: PersonId,
    contact: &'a HealthContact,
    unit: &'a Unit,
}

impl<'a> WritePermit<'a> {
    /// The permit for a contact and its unit.
    ///
    /// # Errors
    /// Neutral when the contact is somebody else's; `NO_REPRESENTATION_BASIS` for a
    /// helper who may not write; `NOT_A_RECIPIENT_OF_SERVICE`
    /// before it begins; `RELATION_ENDED` after it ended; `UNIT_NOT_ACTIVE` when
    /// the unit takes no messages or belongs to another municipality.
    pub fn to(
        citizen: &CitizenAccess,
        contact: &'a HealthContact,
        unit: &'a Unit,
        now: Instant,
    ) -> Result<Self, Refusal> {
        let today = now.in_oslo().date;
        if contact.person != citizen.person() {
            return Err(Refusal::neutral(ReasonCode::NoRepresentationBasis, OWN));
        }
        citizen.may(Deed::Write)?;
        if !contact.has_begun_on(today) {
            return Err(Refusal::told(ReasonCode::NotARecipientOfService, CONTACT_RULES));
        }
        if contact.has_ended_on(today) {
            return Err(Refusal::told(ReasonCode::RelationEnded, CONTACT_RULES));
        }
        takes_messages(unit, contact.municipality)?;
        Ok(Self { person: citizen.person(), contact, unit })
    }

    /// A new conversation. It goes to the unit's queue; a named member of staff
    /// gets it only where the unit allows that, and only when authorised there
    /// (L-EFV-3, S1-2.1-b).
    pub fn start(&self, id: ThreadId, wish: Option<StaffAccess>, now: Instant) -> Thread {
        let may_be_named =
            |wished: &StaffAccess| self.may_name_staff() && wished.unit() == self.unit.id;
        let taken_by = wish.filter(may_be_named).map(|wished| wished.staff());
        Thread {
            id,
            person: self.person,
            municipality: self.contact.municipality,
            unit: self.unit.id,
            contact: Some(self.contact.id),
            started_by: StartedBy::Citizen,
            state: ThreadState::Open { taken_by },
            reply: Reply::Allowed,
            route: Route::ByContact,
            answered_in: AnsweredIn::Console,
            opened_at: now,
            last_at: now,
            awaiting: None,
        }
        .with_citizens_message(now, self.promise(now))
    }

    /// The unit that it would go to.
    pub const fn unit(&self) -> &Unit {
        self.unit
    }

    /// Whether she may choose who at the unit gets it: where the unit has arranged
    /// for that, and does not hide who works there (L-EFV-3).
    pub fn may_name_staff(&self) -> bool {
        self.unit.named_staff == NamedStaff::On && self.unit.staff_names == StaffNames::Shown
    }

    /// When an answer to a message sent now is promised.
    pub fn promise(&self, now: Instant) -> Option<Instant> {
        promise_at(&self.unit.hours, self.unit.promise_days, now)
    }
}

/// A conversation opened by the citizen it is with.
#[derive(Debug)]
pub struct CitizensThread<'a> {
    citizen: CitizenAccess,
    thread: &'a Thread,
}

/// What a reply does to a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replied {
    /// The conversation after it.
    pub thread: Thread,
    /// Set when the conversation followed its unit to the one that took over.
    pub moved: Option<ThreadEvent>,
}

impl<'a> CitizensThread<'a> {
    /// Opens a conversation for the citizen it is with.
    ///
    /// # Errors
    /// Neutral for everybody else: nobody learns that it exists.
    /// `NO_REPRESENTATION_BASIS` for a helper who may not read.
    pub fn open(citizen: &CitizenAccess, thread: &'a Thread) -> Result<Self, Refusal> {
        if thread.person != citizen.person() {
            return Err(Refusal::neutral(ReasonCode::NoRepresentationBasis, OWN));
        }
        citizen.may(Deed::ReadThreads)?;
        Ok(Self { citizen: *citizen, thread })
    }

    /// The conversation.
    pub const fn thread(&self) -> &Thread {
        self.thread
    }

    /// Whether the citizen may write more, and in which conversation it then is.
    ///
    /// `unit` is the unit that answers now: the thread's own, or the one that
    /// took over from it. `contact` is what the thread was started under.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when closed or not to be answered, `RELATION_ENDED`
    /// when the citizen no longer gets the service, `UNIT_NOT_ACTIVE` also when
    /// the unit belongs to another municipality.
    pub fn reply(
        &self,
        unit: &Unit,
        contact: Option<&HealthContact>,
        now: Instant,
    ) -> Result<Replied, Refusal> {
        self.citizen.may(Deed::Write)?;
        if !self.thread.is_open() || self.thread.reply == Reply::NotAllowed {
            return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
        }
        self.still_gets_service(contact, now)?;
        takes_messages(unit, self.thread.municipality)?;
        let promise = promise_at(&unit.hours, unit.promise_days, now);
        let mut thread = self.thread.clone().with_citizens_message(now, promise);
        let moved = (unit.id != thread.unit)
            .then_some(ThreadEvent::Followed { from: thread.unit, to: unit.id });
        if moved.is_some() {
            thread.unit = unit.id;
            thread.state = ThreadState::Open { taken_by: None };
        }
        Ok(Replied { thread, moved })
    }

    /// A thread that staff sent on lives on at its new unit, whatever becomes of
    /// the contact it began with; one about the log began with none.
    fn still_gets_service(
        &self,
        contact: Option<&HealthContact>,
        now: Instant,
    ) -> Result<(), Refusal> {
        let today = now.in_oslo().date;
        let by_itself = matches!(self.thread.route, Route::Forwarded | Route::AboutLog);
        if by_itself || contact.is_some_and(|found| found.is_active_on(today)) {
            return Ok(());
        }
        Err(Refusal::told(ReasonCode::RelationEnded, CONTACT_RULES))
    }
}

/// The most take-overs that are followed to find the unit that answers now.
pub const MAX_SUCCESSIONS: usize = 8;

/// A conversation never leaves its municipality, not even with a unit that
/// another municipality has taken over. Where the municipality has left, that is what
/// is said (ON-17).
pub(super) fn takes_messages(unit: &Unit, municipality: MunicipalityId) -> Result<(), Refusal> {
    if unit.takes_messages() && unit.municipality == municipality {
        return Ok(());
    }
    if unit.service == Service::Terminated && unit.municipality == municipality {
        return Err(Refusal::told(ReasonCode::ServiceTerminated, &["S1-6-c", "ON-17"]));
    }
    Err(Refusal::told(ReasonCode::UnitNotActive, RULES))
}
