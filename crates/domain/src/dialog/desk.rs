//! What the unit does with conversations: in the console or from its journal
//! system (S1-2.1-b, S1-2.1.1-a, L-EFV-7).

use crate::epj::AnsweredIn;
use crate::ids::{MunicipalityId, StaffId, ThreadId, UnitId};
use crate::parties::{Authorisation, Service, StaffAccess, Unit};
use crate::refusals::{ReasonCode, Refusal};
use crate::time::Instant;

use super::writing::takes_messages;
use super::{
    CloseReason, GotAnswer, HealthContact, Reply, Route, StartedBy, Thread, ThreadEvent,
    ThreadState,
};

const RULES: &[&str] = &["S1-2.1.1-a"];
const DESK: &[&str] = &["S1-2.1-b"];
const WRONG_PLACE: &[&str] = &["L-EFV-7"];

/// The most letters of where a citizen is guided to.
pub const MAX_GUIDANCE: usize = 200;

/// The right of a journal system to act for a unit: the message came from the
/// unit's own address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EpjAccess {
    municipality: MunicipalityId,
    unit: UnitId,
}

impl EpjAccess {
    /// The access of a sender whose address is this unit's.
    pub const fn of(unit: &Unit) -> Self {
        Self { municipality: unit.municipality, unit: unit.id }
    }
}

/// Who sits at the unit's desk. Both do the same acts under the same rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    /// A member of staff in the console.
    Staff(StaffAccess),
    /// The unit's journal system.
    Epj(EpjAccess),
}

/// A new conversation that the unit begins.
#[derive(Debug, Clone, Copy)]
pub struct NewThreadByDesk<'a> {
    /// The citizen's contact with the unit.
    pub contact: &'a HealthContact,
    /// The unit.
    pub unit: &'a Unit,
    /// Whether the citizen may answer.
    pub reply: Reply,
}

impl Desk {
    /// For which unit.
    pub const fn unit(&self) -> UnitId {
        match self {
            Self::Staff(access) => access.unit(),
            Self::Epj(access) => access.unit,
        }
    }

    /// In which municipality.
    pub const fn municipality(&self) -> MunicipalityId {
        match self {
            Self::Staff(access) => access.municipality(),
            Self::Epj(access) => access.municipality,
        }
    }

    /// Who, when it is a person.
    pub const fn staff(&self) -> Option<StaffId> {
        match self {
            Self::Staff(access) => Some(access.staff()),
            Self::Epj(_) => None,
        }
    }

    /// Begins a conversation with a citizen who gets the unit's service.
    ///
    /// # Errors
    /// Neutral for another municipality's citizen; `NO_SERVICE_NEED` for another
    /// unit's; `NOT_A_RECIPIENT_OF_SERVICE` when the contact does not hold today;
    /// `UNIT_NOT_ACTIVE`; `INVALID_TRANSITION` in the console of a unit that works
    /// in its journal system.
    pub fn start(
        &self,
        new: NewThreadByDesk<'_>,
        id: ThreadId,
        now: Instant,
    ) -> Result<Thread, Refusal> {
        let NewThreadByDesk { contact, unit, reply } = new;
        if contact.municipality != self.municipality() {
            return Err(Refusal::neutral(ReasonCode::NoServiceNeed, DESK));
        }
        if contact.listed.unit != self.unit() || unit.id != self.unit() {
            return Err(Refusal::told(ReasonCode::NoServiceNeed, DESK));
        }
        if !contact.is_active_on(now.in_oslo().date) {
            return Err(Refusal::told(ReasonCode::NotARecipientOfService, RULES));
        }
        takes_messages(unit, self.municipality())?;
        if unit.epj.is_some() && matches!(self, Self::Staff(_)) {
            return Err(Refusal::told(ReasonCode::InvalidTransition, DESK));
        }
        Ok(Thread {
            id,
            person: contact.person,
            municipality: contact.municipality,
            unit: unit.id,
            contact: Some(contact.id),
            started_by: StartedBy::Unit,
            state: ThreadState::Open { taken_by: self.staff() },
            reply,
            route: Route::ByContact,
            answered_in: AnsweredIn::Console,
            opened_at: now,
            last_at: now,
            awaiting: None,
        }
        .at_work_in(unit, false))
    }

    /// Opens a conversation at this desk.
    ///
    /// # Errors
    /// Neutral for another municipality's; `NO_SERVICE_NEED` for another unit's.
    pub fn open<'a>(&'a self, thread: &'a Thread) -> Result<DeskThread<'a>, Refusal> {
        if thread.municipality != self.municipality() {
            return Err(Refusal::neutral(ReasonCode::NoServiceNeed, DESK));
        }
        if thread.unit != self.unit() {
            return Err(Refusal::told(ReasonCode::NoServiceNeed, DESK));
        }
        Ok(DeskThread { desk: self, thread })
    }
}

/// A conversation opened at the desk of its unit.
#[derive(Debug)]
pub struct DeskThread<'a> {
    desk: &'a Desk,
    thread: &'a Thread,
}

/// Where a citizen is guided to when she wrote to the wrong place (L-EFV-7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guidance(String);

impl Guidance {
    /// A guidance of 1 to [`MAX_GUIDANCE`] letters.
    pub fn parse(raw: &str) -> Option<Self> {
        let text = raw.trim();
        let count = text.chars().count();
        (1..=MAX_GUIDANCE).contains(&count).then(|| Self(text.to_owned()))
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why and how a conversation is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    reason: CloseReason,
    guidance: Option<Guidance>,
}

impl Closing {
    /// A closing with its reason. A message that came to the wrong place is not
    /// closed before the sender is told the right one.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` (L-EFV-7) when wrong place is given without guidance.
    pub fn new(reason: CloseReason, guidance: Option<Guidance>) -> Result<Self, Refusal> {
        if reason == CloseReason::WrongPlace && guidance.is_none() {
            return Err(Refusal::told(ReasonCode::InvalidTransition, WRONG_PLACE));
        }
        Ok(Self { reason, guidance })
    }

    /// Why.
    pub const fn reason(&self) -> CloseReason {
        self.reason
    }

    /// Where the citizen is guided to.
    pub const fn guidance(&self) -> Option<&Guidance> {
        self.guidance.as_ref()
    }
}

impl DeskThread<'_> {
    /// The conversation.
    pub const fn thread(&self) -> &Thread {
        self.thread
    }

    /// Takes it. Taking what one already has changes nothing.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when closed, when a colleague has it, or when the
    /// desk is no person.
    pub fn claim(&self) -> Result<Thread, Refusal> {
        let taken_by = self.open_state()?;
        let me = self.desk.staff().ok_or_else(invalid)?;
        if taken_by.is_some_and(|other| other != me) {
            return Err(invalid());
        }
        Ok(self.taken(Some(me)))
    }

    /// Puts it back in the queue.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when closed or not taken.
    pub fn put_back(&self) -> Result<Thread, Refusal> {
        self.open_state()?.ok_or_else(invalid)?;
        Ok(self.taken(None))
    }

    /// Gives it to a colleague at the unit, or takes it over.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when closed; `STAFF_NOT_AUTHORISED` when the
    /// colleague is not authorised at the unit today.
    pub fn assign(
        &self,
        to: StaffId,
        authorisations: &[Authorisation],
        now: Instant,
    ) -> Result<Thread, Refusal> {
        self.open_state()?;
        StaffAccess::at(to, self.thread.unit, authorisations, now.in_oslo().date)?;
        Ok(self.taken(Some(to)))
    }

    /// Answers it from the unit that has it. Who answers what nobody has taken, takes it. Nothing
    /// goes out while the unit's service is stopped (ON-11 to ON-13).
    ///
    /// # Errors
    /// `UNIT_NOT_ACTIVE` while it is stopped; `INVALID_TRANSITION` when closed or taken by a
    /// colleague.
    pub fn answer(&self, unit: &Unit, now: Instant) -> Result<Thread, Refusal> {
        if unit.service == Service::Suspended {
            return Err(Refusal::told(ReasonCode::UnitNotActive, RULES));
        }
        self.answered(now)
    }

    /// She has her answer, in writing or in a talk.
    fn answered(&self, now: Instant) -> Result<Thread, Refusal> {
        let taken_by = self.open_state()?;
        let me = self.desk.staff();
        if taken_by.is_some_and(|other| me.is_some_and(|me| me != other)) {
            return Err(invalid());
        }
        Ok(self.taken(taken_by.or(me)).with_answer(now))
    }

    /// Whether an internal note may be written in it, and by whom. A note neither
    /// takes the conversation nor stops the clock (S1-2.1.1-a).
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when closed, or when the desk is no person.
    pub fn note(&self) -> Result<StaffId, Refusal> {
        self.open_state()?;
        self.desk.staff().ok_or_else(invalid)
    }

    /// Logs a talk in it. Only when whoever logs it says that the citizen got her
    /// answer, it is one: then it stops the clock and is nobody's over her head.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when closed, when the desk is no person, or when the
    /// answer was given over a colleague's head.
    pub fn log_talk(&self, got: GotAnswer, now: Instant) -> Result<Thread, Refusal> {
        self.note()?;
        match got {
            GotAnswer::Yes => self.answered(now),
            GotAnswer::No => Ok(self.thread.clone().with_last(now)),
        }
    }

    /// Sends it on to another unit of the municipality. The promise stands.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when closed or to the same unit; neutral to another
    /// municipality's unit; `UNIT_NOT_ACTIVE`.
    pub fn forward(&self, to: &Unit) -> Result<(Thread, ThreadEvent), Refusal> {
        self.open_state()?;
        if to.municipality != self.thread.municipality {
            return Err(Refusal::neutral(ReasonCode::UnitNotActive, RULES));
        }
        if to.id == self.thread.unit {
            return Err(invalid());
        }
        takes_messages(to, self.thread.municipality)?;
        let mut thread = self.taken(None);
        thread.unit = to.id;
        if thread.route != Route::AboutLog {
            thread.route = Route::Forwarded;
        }
        Ok((thread, ThreadEvent::Forwarded { from: self.thread.unit, to: to.id }))
    }

    /// Closes it with a reason that the citizen reads.
    ///
    /// # Errors
    /// `INVALID_TRANSITION` when already closed.
    pub fn close(&self, closing: &Closing, now: Instant) -> Result<Thread, Refusal> {
        self.open_state()?;
        let mut thread = self.thread.clone();
        thread.state = ThreadState::Closed { at: now, reason: closing.reason };
        thread.awaiting = None;
        Ok(thread)
    }

    /// Who has it, when it is open and answered at this desk: what the journal
    /// system has is not answered in the console as well, or nobody would know
    /// which answer is filed in the record (S1-2.1-b).
    fn open_state(&self) -> Result<Option<StaffId>, Refusal> {
        if self.thread.answered_in == AnsweredIn::Epj && matches!(self.desk, Desk::Staff(_)) {
            return Err(Refusal::told(ReasonCode::InvalidTransition, DESK));
        }
        match self.thread.state {
            ThreadState::Open { taken_by } => Ok(taken_by),
            ThreadState::Closed { .. } => Err(invalid()),
        }
    }

    fn taken(&self, taken_by: Option<StaffId>) -> Thread {
        Thread { state: ThreadState::Open { taken_by }, ..self.thread.clone() }
    }
}

const fn invalid() -> Refusal {
    Refusal::told(ReasonCode::InvalidTransition, RULES)
}
