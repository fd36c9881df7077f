//! A conversation and the states it can be in.

use crate::epj::AnsweredIn;
use crate::ids::{ContactId, EventId, MunicipalityId, PersonId, StaffId, ThreadId, UnitId};
use crate::parties::Unit;
use crate::time::Instant;

/// Why a conversation was closed; the citizen reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CloseReason {
    /// The question is answered.
    Answered,
    /// It was settled on the phone or at a visit.
    SettledElsewhere,
    /// The citizen asked for it.
    CitizenAsked,
    /// It was sent to the wrong place, and the citizen was told the right one (L-EFV-7).
    WrongPlace,
    /// The journal system closed it.
    ByEpj,
    /// The municipality no longer uses the service (ON-17).
    ServiceEnded,
}

impl CloseReason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::Answered,
        Self::SettledElsewhere,
        Self::CitizenAsked,
        Self::WrongPlace,
        Self::ByEpj,
        Self::ServiceEnded,
    ];

    /// The reason as it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "ANSWERED",
            Self::SettledElsewhere => "SETTLED_ELSEWHERE",
            Self::CitizenAsked => "CITIZEN_ASKED",
            Self::WrongPlace => "WRONG_PLACE",
            Self::ByEpj => "BY_EPJ",
            Self::ServiceEnded => "SERVICE_ENDED",
        }
    }

    /// The reason that is stored so.
    pub fn from_stored(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text)
    }
}

/// Where a conversation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadState {
    /// Open; taken by somebody at the unit or by nobody.
    Open {
        /// Who has taken it.
        taken_by: Option<StaffId>,
    },
    /// Closed.
    Closed {
        /// When.
        at: Instant,
        /// Why.
        reason: CloseReason,
    },
}

/// Whether the citizen may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// She may.
    Allowed,
    /// It is a notice that cannot be answered.
    NotAllowed,
}

/// How a conversation came to its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The citizen has the unit as a contact.
    ByContact,
    /// Another unit sent it on; the new unit answers in the same conversation.
    Forwarded,
    /// The citizen asked about a line of her log; she need not get a service for that
    /// (L-PJL-22a).
    AboutLog,
}

/// Who began a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartedBy {
    /// The citizen.
    Citizen,
    /// The unit.
    Unit,
}

/// The citizen's first unanswered message, and what she was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awaiting {
    /// When it was sent.
    pub since: Instant,
    /// When an answer is promised; none where the unit never opens.
    pub promise_at: Option<Instant>,
}

/// A conversation between one citizen and one unit. What was written is elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// Our own id.
    pub id: ThreadId,
    /// The citizen it is with.
    pub person: PersonId,
    /// The municipality.
    pub municipality: MunicipalityId,
    /// The unit that has it now.
    pub unit: UnitId,
    /// The contact it was started under.
    pub contact: Option<ContactId>,
    /// Who began it.
    pub started_by: StartedBy,
    /// Where it stands.
    pub state: ThreadState,
    /// Whether the citizen may answer.
    pub reply: Reply,
    /// How it came to its unit.
    pub route: Route,
    /// Where it is answered (S1-2.1-b).
    pub answered_in: AnsweredIn,
    /// When it began.
    pub opened_at: Instant,
    /// When the last message was written.
    pub last_at: Instant,
    /// What waits for an answer.
    pub awaiting: Option<Awaiting>,
}

impl Thread {
    /// Who has taken it, when it is open and taken.
    pub const fn taken_by(&self) -> Option<StaffId> {
        match self.state {
            ThreadState::Open { taken_by } => taken_by,
            ThreadState::Closed { .. } => None,
        }
    }

    /// Whether it is open.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, ThreadState::Open { .. })
    }

    /// The same thread, answered where its unit's staff work: in the journal system,
    /// unless that has said that it does not know the person (S1-2.1-b). A question
    /// about the log stays in the console: it is no part of the record.
    #[must_use]
    pub fn at_work_in(mut self, unit: &Unit, is_stopped: bool) -> Self {
        let in_epj = unit.epj.is_some() && !is_stopped && self.route != Route::AboutLog;
        self.answered_in = if in_epj { AnsweredIn::Epj } else { AnsweredIn::Console };
        self
    }

    /// The same thread, answered in the console from now on.
    #[must_use]
    pub const fn back_in_console(mut self) -> Self {
        self.answered_in = AnsweredIn::Console;
        self
    }

    /// The same thread, finished because the service is over for its unit; what waits for
    /// an answer waits no more, and she is told where else to turn (ON-17). One that is
    /// closed stays as it was.
    #[must_use]
    pub const fn ended_with_service(mut self, now: Instant) -> Self {
        if self.is_open() {
            self.state = ThreadState::Closed { at: now, reason: CloseReason::ServiceEnded };
            self.awaiting = None;
        }
        self
    }

    /// The same thread with a message of the citizen's written now. A second
    /// unanswered message does not move the promise (S1-2.1.1-a).
    #[must_use]
    pub(super) fn with_citizens_message(
        mut self,
        now: Instant,
        promise_at: Option<Instant>,
    ) -> Self {
        self.last_at = self.last_at.max(now);
        self.awaiting = self.awaiting.or(Some(Awaiting { since: now, promise_at }));
        self
    }

    /// The same thread with something said in it now that is no answer.
    #[must_use]
    pub(super) fn with_last(mut self, now: Instant) -> Self {
        self.last_at = self.last_at.max(now);
        self
    }

    /// The same thread with an answer written now: the clock stops.
    #[must_use]
    pub(super) fn with_answer(mut self, now: Instant) -> Self {
        self.last_at = self.last_at.max(now);
        self.awaiting = None;
        self
    }
}

/// Something that happened to a thread, shown as a line in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadEvent {
    /// Somebody took it.
    Taken(StaffId),
    /// It was put back in the queue.
    PutBack,
    /// It was given to a colleague.
    Assigned(StaffId),
    /// It was sent on to another unit; the citizen is told.
    Forwarded {
        /// From which unit.
        from: UnitId,
        /// To which.
        to: UnitId,
    },
    /// It followed its unit to the one that took over; the citizen is told.
    Followed {
        /// From which unit.
        from: UnitId,
        /// To which.
        to: UnitId,
    },
    /// It was closed; the citizen is told why.
    Closed(CloseReason),
    /// It went back to the queue by itself, since nobody had answered.
    Returned {
        /// Who had it.
        from: StaffId,
        /// Why.
        why: ReturnedWhy,
    },
    /// The promise was moved because the unit closed on its day; the citizen is told.
    PromiseMoved {
        /// What was promised.
        from: Instant,
        /// What is promised now.
        to: Instant,
    },
}

/// Why a conversation went back to the queue by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnedWhy {
    /// The promise is near (S1-2.1.1-a).
    PromiseNear,
    /// Whoever had it is away, and nobody stands in for her.
    Away,
}

/// An event with its place in the thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Happened {
    /// Our own id.
    pub id: EventId,
    /// When.
    pub at: Instant,
    /// What.
    pub event: ThreadEvent,
}

#[cfg(test)]
pub(super) mod tests {
    use core::time::Duration;

    use uuid::Uuid;

    use super::*;

    pub(in super::super) fn thread(state: ThreadState) -> Thread {
        let at = Instant::from_micros(1_000);
        Thread {
            id: ThreadId::from_uuid(Uuid::from_u128(10)),
            person: PersonId::from_uuid(Uuid::from_u128(1)),
            municipality: MunicipalityId::from_uuid(Uuid::from_u128(3)),
            unit: UnitId::from_uuid(Uuid::from_u128(2)),
            contact: Some(ContactId::from_uuid(Uuid::from_u128(4))),
            started_by: StartedBy::Citizen,
            state,
            reply: Reply::Allowed,
            route: Route::ByContact,
            answered_in: AnsweredIn::Console,
            opened_at: at,
            last_at: at,
            awaiting: None,
        }
    }

    /// S1-2.1.1-a: the first unanswered message sets the clock, a second does not move it.
    #[test]
    fn s1_2_1_1_a_a_second_unanswered_message_does_not_move_the_promise() {
        let start = Instant::from_micros(5_000);
        let due = Some(start.plus(Duration::from_secs(60)));
        let once = thread(ThreadState::Open { taken_by: None }).with_citizens_message(start, due);
        let later = start.plus(Duration::from_secs(10));
        let much_later = start.plus(Duration::from_secs(600));
        let twice = once.with_citizens_message(later, Some(much_later));
        assert_eq!(twice.awaiting, Some(Awaiting { since: start, promise_at: due }));
        assert_eq!(twice.last_at, later);
        let answered = twice.with_answer(later.plus(Duration::from_secs(1)));
        assert_eq!(answered.awaiting, None);
        let again = answered.with_citizens_message(much_later, None);
        assert_eq!(again.awaiting.map(|a| a.since), Some(much_later));
    }

    /// ON-17: nothing waits for an answer that cannot come.
    #[test]
    fn on_17_what_is_open_is_finished_when_the_service_is_over() {
        let (start, over) = (Instant::from_micros(5_000), Instant::from_micros(9_000));
        let open = thread(ThreadState::Open { taken_by: None }).with_citizens_message(start, None);
        let ended = open.ended_with_service(over);
        let reason = CloseReason::ServiceEnded;
        assert_eq!(ended.state, ThreadState::Closed { at: over, reason });
        assert_eq!(ended.awaiting, None);
        let before = thread(ThreadState::Closed { at: start, reason: CloseReason::Answered });
        assert_eq!(before.clone().ended_with_service(over), before);
    }

    #[test]
    fn a_clock_that_goes_back_does_not_move_the_thread_back() {
        let open = thread(ThreadState::Open { taken_by: None });
        let before = Instant::from_micros(1);
        assert_eq!(open.clone().with_citizens_message(before, None).last_at, open.last_at);
        assert_eq!(open.clone().with_answer(before).last_at, open.last_at);
    }

    #[test]
    fn a_reason_reads_back_from_storage_and_a_closed_thread_is_taken_by_nobody() {
        for reason in CloseReason::ALL {
            assert_eq!(CloseReason::from_stored(reason.as_str()), Some(reason));
        }
        assert_eq!(CloseReason::from_stored("OTHER"), None);
        let per = StaffId::from_uuid(Uuid::from_u128(7));
        let taken = thread(ThreadState::Open { taken_by: Some(per) });
        assert_eq!((taken.taken_by(), taken.is_open()), (Some(per), true));
        let at = Instant::from_micros(2);
        let closed = thread(ThreadState::Closed { at, reason: CloseReason::Answered });
        assert_eq!((closed.taken_by(), closed.is_open()), (None, false));
    }
}
