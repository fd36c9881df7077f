//! What happens by itself as a promise draws near (S1-2.1.1-a).

use core::time::Duration;

use crate::epj::AnsweredIn;
use crate::ids::UnitId;
use crate::time::{Instant, OpeningHours};

use super::{Awaiting, ReturnedWhy, Thread, ThreadEvent, ThreadState, promise_at};

/// How long before the promised time a conversation goes back to the queue.
pub const RETURN_BEFORE: Duration = Duration::from_secs(60 * 60);

/// How many days are looked back for an open one, when the unit that has the
/// conversation is closed on the promised day.
const MAX_DAYS_BACK: u8 = 14;

/// When the two things happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseTimers {
    /// The duty lead is warned: half of that day's opening time is left.
    pub warn_at: Instant,
    /// The conversation goes back to the queue.
    pub return_at: Instant,
}

impl PromiseTimers {
    /// The timers of a promise at a unit with these hours. A conversation that was
    /// sent on may be promised for a day when its new unit is closed; then half of
    /// its last open day before counts.
    pub fn of(hours: &OpeningHours, promised: Instant) -> Self {
        let return_at = promised.minus(RETURN_BEFORE);
        Self { warn_at: warn_at(hours, promised).unwrap_or(return_at), return_at }
    }
}

fn warn_at(hours: &OpeningHours, promised: Instant) -> Option<Instant> {
    let mut day = promised.in_oslo().date;
    for _ in 0..MAX_DAYS_BACK {
        if let Some(half) = hours.half_left_on(day).filter(|half| *half <= promised) {
            return Some(half);
        }
        day = day.yesterday().ok()?;
    }
    None
}

/// What a timer was set for. When the conversation is no longer so, the timer does
/// nothing: it was answered, closed, sent on, or promised anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseTimer {
    /// The unit that had the conversation.
    pub unit: UnitId,
    /// What was promised.
    pub promise_at: Instant,
}

impl PromiseTimer {
    /// The timer that a conversation needs now; none when nothing is promised.
    pub fn for_thread(thread: &Thread) -> Option<Self> {
        let promise_at = thread.awaiting.filter(|_| thread.is_open())?.promise_at?;
        Some(Self { unit: thread.unit, promise_at })
    }

    /// Whether a conversation still waits for what this was set for.
    pub fn holds_for(&self, thread: &Thread) -> bool {
        Self::for_thread(thread) == Some(*self)
    }

    /// The conversation put back in the queue; none when nobody has it, or it is
    /// answered in the journal system.
    pub fn give_back(&self, thread: &Thread) -> Option<(Thread, ThreadEvent)> {
        let is_here = thread.answered_in == AnsweredIn::Console;
        (self.holds_for(thread) && is_here)
            .then(|| thread.given_back(ReturnedWhy::PromiseNear))
            .flatten()
    }
}

impl Thread {
    /// The same conversation put back in the queue by itself; none when nobody has it.
    pub fn given_back(&self, why: ReturnedWhy) -> Option<(Self, ThreadEvent)> {
        let from = self.taken_by()?;
        let state = ThreadState::Open { taken_by: None };
        Some((Self { state, ..self.clone() }, ThreadEvent::Returned { from, why }))
    }

    /// The same conversation promised anew, when its unit no longer opens on the
    /// promised day. A promise is never moved to an earlier time, and one that is
    /// broken stays so.
    pub fn promised_anew(
        &self,
        hours: &OpeningHours,
        days: u8,
        now: Instant,
    ) -> Option<(Self, ThreadEvent)> {
        let PromiseTimer { promise_at: from, .. } = PromiseTimer::for_thread(self)?;
        if from <= now || hours.is_open_day(from.in_oslo().date) {
            return None;
        }
        let since = self.awaiting?.since;
        let to = promise_at(hours, days, since).filter(|to| *to > from)?;
        let awaiting = Some(Awaiting { since, promise_at: Some(to) });
        Some((Self { awaiting, ..self.clone() }, ThreadEvent::PromiseMoved { from, to }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::{Date, date, time};
    use uuid::Uuid;

    use super::super::thread::tests::thread;
    use super::super::{CloseReason, Route};
    use super::*;
    use crate::ids::StaffId;
    use crate::time::Period;

    const TUESDAY: Date = date(2027, 2, 2);
    const WEDNESDAY: Date = date(2027, 2, 3);

    fn office() -> OpeningHours {
        OpeningHours::weekdays(vec![Period { from: time(8, 0, 0, 0), to: time(15, 30, 0, 0) }])
            .unwrap()
    }

    fn at(day: Date, hour: i8, minute: i8) -> Instant {
        Instant::from_oslo(day, time(hour, minute, 0, 0))
    }

    fn per() -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(7))
    }

    fn waiting(taken_by: Option<StaffId>) -> Thread {
        thread(ThreadState::Open { taken_by })
            .with_citizens_message(at(TUESDAY, 9, 0), Some(at(WEDNESDAY, 15, 30)))
    }

    /// S1-2.1.1-a: half of that day's opening time, and one hour before the promise.
    #[test]
    fn s1_2_1_1_a_the_lead_is_warned_at_half_and_the_queue_gets_it_an_hour_before() {
        let timers = PromiseTimers::of(&office(), at(WEDNESDAY, 15, 30));
        assert_eq!(timers.warn_at, at(WEDNESDAY, 11, 45));
        assert_eq!(timers.return_at, at(WEDNESDAY, 14, 30));
    }

    /// S1-2.1.1-a: what was sent on keeps its promise, also to a unit that is closed then.
    #[test]
    fn s1_2_1_1_a_a_unit_that_is_closed_that_day_is_warned_on_its_last_open_one() {
        let promised = at(WEDNESDAY, 15, 30);
        let closed = office().with_closed(BTreeSet::from([WEDNESDAY])).unwrap();
        assert_eq!(PromiseTimers::of(&closed, promised).warn_at, at(TUESDAY, 11, 45));
        let evening = Period { from: time(18, 0, 0, 0), to: time(20, 0, 0, 0) };
        let evenings = OpeningHours::weekdays(vec![evening]).unwrap();
        assert_eq!(PromiseTimers::of(&evenings, promised).warn_at, at(TUESDAY, 19, 0));
        let never = OpeningHours::weekdays(vec![]).unwrap();
        assert_eq!(PromiseTimers::of(&never, promised).warn_at, at(WEDNESDAY, 14, 30));
    }

    /// S1-2.1.1-a: answered, closed, sent on or promised anew, and the timer does nothing.
    #[test]
    fn s1_2_1_1_a_a_timer_holds_only_for_what_it_was_set_for() {
        let open = waiting(Some(per()));
        let timer = PromiseTimer::for_thread(&open).unwrap();
        assert!(timer.holds_for(&open));
        let answered = open.clone().with_answer(at(TUESDAY, 10, 0));
        let reason = CloseReason::Answered;
        let closed = Thread {
            state: ThreadState::Closed { at: at(TUESDAY, 10, 0), reason },
            ..open.clone()
        };
        let unit = UnitId::from_uuid(Uuid::from_u128(99));
        let sent_on = Thread { unit, route: Route::Forwarded, ..open.clone() };
        let anew = answered.clone().with_citizens_message(at(WEDNESDAY, 9, 0), None);
        for other in [answered, closed, sent_on, anew] {
            assert!(!timer.holds_for(&other));
            assert_eq!(timer.give_back(&other), None);
        }
    }

    /// S1-2.1.1-a: what somebody has goes back; what nobody has, or the journal
    /// system has, stays.
    #[test]
    fn s1_2_1_1_a_what_somebody_has_goes_back_to_the_queue() {
        let taken = waiting(Some(per()));
        let timer = PromiseTimer::for_thread(&taken).unwrap();
        let (back, event) = timer.give_back(&taken).unwrap();
        assert_eq!(back, waiting(None));
        let why = ReturnedWhy::PromiseNear;
        assert_eq!(event, ThreadEvent::Returned { from: per(), why });
        assert_eq!(timer.give_back(&waiting(None)), None);
        let in_epj = Thread { answered_in: AnsweredIn::Epj, ..taken };
        assert_eq!(timer.give_back(&in_epj), None);
    }

    /// S1-2.1.1-a: an open day is one that the unit has not closed.
    #[test]
    fn s1_2_1_1_a_a_promise_moves_when_the_unit_closes_on_its_day_and_never_earlier() {
        let open = waiting(None);
        let now = at(TUESDAY, 12, 0);
        let (from, to) = (at(WEDNESDAY, 15, 30), at(date(2027, 2, 4), 15, 30));
        let closed = office().with_closed(BTreeSet::from([WEDNESDAY])).unwrap();
        let (moved, event) = open.promised_anew(&closed, 1, now).unwrap();
        assert_eq!(event, ThreadEvent::PromiseMoved { from, to });
        assert_eq!(
            moved.awaiting,
            Some(Awaiting { since: at(TUESDAY, 9, 0), promise_at: Some(to) })
        );
        assert_eq!(open.promised_anew(&office(), 1, now), None);
        let after = at(WEDNESDAY, 15, 30);
        assert_eq!(open.promised_anew(&closed, 1, after), None);
        assert_eq!(moved.promised_anew(&closed, 1, now), None);
        let never = OpeningHours::weekdays(vec![]).unwrap();
        assert_eq!(open.promised_anew(&never, 1, now), None);
    }
}
