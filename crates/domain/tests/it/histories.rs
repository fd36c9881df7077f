//! What holds through every history of a conversation, whatever is tried.

use core::time::Duration;

use helsebro_domain::dialog::{
    CitizensThread, CloseReason, Closing, Desk, Guidance, HealthContact, Thread,
};
use helsebro_domain::ids::{PersonId, StaffId};
use helsebro_domain::parties::Unit;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::cast::{
    ANNE, HEGE, KARI, LIV, PER, SIRI, SOLVIK, access, allocation, authorisations, desk, epj,
    granli_care, healthy_life, home_care, home_care_until, kari_wrote, nine, signed_in,
};

/// The most acts of one history, and how many histories are played.
const MAX_ACTS: usize = 40;
const HISTORIES: u32 = 128;

/// What somebody tries.
#[derive(Debug, Clone)]
enum Act {
    Reply { by: PersonId, unit: UnitNow, contact: Option<Box<HealthContact>> },
    Claim(Desk),
    PutBack(Desk),
    Assign(Desk, StaffId),
    Answer(Desk),
    Forward(Desk, Box<Unit>),
    Close(Desk, CloseReason, Option<Guidance>),
}

/// The unit that answers for the conversation when the citizen replies.
#[derive(Debug, Clone)]
enum UnitNow {
    Its,
    Successor(Box<Unit>),
}

/// One step of a history: what was, what was tried, what came of it.
struct Step {
    act: Act,
    now: Instant,
    before: Thread,
    after: Result<Thread, Refusal>,
}

fn units() -> [Unit; 4] {
    [home_care(), healthy_life(), allocation(), granli_care()]
}

fn any_unit() -> impl Strategy<Value = Unit> {
    select(units().to_vec())
}

fn any_desk() -> impl Strategy<Value = Desk> {
    let mut desks = vec![epj(&home_care()), epj(&healthy_life()), epj(&granli_care())];
    desks.extend([PER, SIRI].map(|staff| desk(staff, &home_care())));
    desks.extend([desk(LIV, &healthy_life()), desk(HEGE, &granli_care())]);
    select(desks)
}

fn any_contact() -> impl Strategy<Value = Option<HealthContact>> {
    select(vec![
        None,
        Some(home_care_until(None)),
        Some(home_care_until(Some(date(2027, 2, 28)))),
        Some(home_care_until(Some(date(2027, 2, 1)))),
    ])
}

fn any_act() -> impl Strategy<Value = Act> {
    let guidance = select(vec![None, Guidance::parse("Ring 75 00 02 00")]);
    let unit = prop_oneof![
        4 => Just(UnitNow::Its),
        1 => any_unit().prop_map(|unit| UnitNow::Successor(Box::new(unit))),
    ];
    let by = select(vec![KARI, KARI, KARI, ANNE]);
    prop_oneof![
        6 => (by, unit, any_contact())
            .prop_map(|(by, unit, contact)| Act::Reply { by, unit, contact: contact.map(Box::new) }),
        3 => any_desk().prop_map(Act::Claim),
        2 => any_desk().prop_map(Act::PutBack),
        2 => (any_desk(), select(vec![PER, SIRI, LIV, HEGE]))
            .prop_map(|(desk, to)| Act::Assign(desk, to)),
        4 => any_desk().prop_map(Act::Answer),
        2 => (any_desk(), any_unit()).prop_map(|(desk, to)| Act::Forward(desk, Box::new(to))),
        1 => (any_desk(), select(CloseReason::ALL.to_vec()), guidance)
            .prop_map(|(desk, reason, guidance)| Act::Close(desk, reason, guidance)),
    ]
}

/// Acts with the minutes that pass before each: up to two days.
fn any_history() -> impl Strategy<Value = Vec<(u64, Act)>> {
    vec((0_u64..2_880, any_act()), 1..MAX_ACTS)
}

/// The unit that has the conversation.
fn its(thread: &Thread) -> Unit {
    units().into_iter().find(|unit| unit.id == thread.unit).unwrap()
}

fn tried(act: &Act, thread: &Thread, now: Instant) -> Result<Thread, Refusal> {
    match act {
        Act::Reply { by, unit, contact } => {
            let unit = match unit {
                UnitNow::Its => its(thread),
                UnitNow::Successor(unit) => (**unit).clone(),
            };
            let access = signed_in(*by);
            let opened = CitizensThread::open(&access, thread)?;
            opened.reply(&unit, contact.as_deref(), now).map(|replied| replied.thread)
        }
        Act::Claim(desk) => desk.open(thread)?.claim(),
        Act::PutBack(desk) => desk.open(thread)?.put_back(),
        Act::Assign(desk, to) => desk.open(thread)?.assign(*to, &authorisations(), now),
        Act::Answer(desk) => desk.open(thread)?.answer(&its(thread), now),
        Act::Forward(desk, to) => desk.open(thread)?.forward(to).map(|(thread, _)| thread),
        Act::Close(desk, reason, guidance) => {
            let closing = Closing::new(*reason, guidance.clone())?;
            desk.open(thread)?.close(&closing, now)
        }
    }
}

fn played(history: Vec<(u64, Act)>) -> Vec<Step> {
    let mut thread = kari_wrote();
    let mut now = nine();
    let mut steps = Vec::with_capacity(history.len());
    for (minutes, act) in history {
        now = now.plus(Duration::from_secs(minutes * 60));
        let after = tried(&act, &thread, now);
        let before = thread.clone();
        thread = after.clone().unwrap_or(thread);
        steps.push(Step { act, now, before, after });
    }
    steps
}

impl Step {
    fn is_citizens(&self) -> bool {
        matches!(self.act, Act::Reply { .. })
    }

    fn is_answer(&self) -> bool {
        matches!(self.act, Act::Answer(_))
    }

    fn is_a_strangers(&self) -> bool {
        match &self.act {
            Act::Reply { by, .. } => *by != KARI,
            Act::Claim(desk)
            | Act::PutBack(desk)
            | Act::Assign(desk, _)
            | Act::Answer(desk)
            | Act::Forward(desk, _)
            | Act::Close(desk, ..) => desk.municipality() != SOLVIK,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: HISTORIES,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// S1-2.1.1-a: a refused act changes nothing and names the rules behind it.
    #[test]
    fn s1_2_1_1_a_a_refused_act_changes_nothing(history in any_history()) {
        let steps = played(history);
        for pair in steps.windows(2) {
            if let Err(refusal) = pair[0].after {
                prop_assert_eq!(&pair[1].before, &pair[0].before);
                prop_assert!(!refusal.rules().is_empty());
            }
        }
    }

    /// S1-2.1-a and S1-2.1-b: another person and another municipality never learn
    /// that the conversation exists, whatever state it is in.
    #[test]
    fn s1_2_1_a_strangers_always_get_the_neutral_answer(history in any_history()) {
        for step in played(history).iter().filter(|step| step.is_a_strangers()) {
            let Err(refusal) = step.after else { panic!("a stranger's act was taken") };
            // A closing without guidance is refused before any conversation is opened.
            let unguided = matches!(step.act, Act::Close(_, CloseReason::WrongPlace, None));
            prop_assert!(unguided || refusal.shown() == ReasonCode::NotAvailable);
        }
    }

    /// S1-2.1.1-a: a closed conversation never changes.
    #[test]
    fn s1_2_1_1_a_a_closed_conversation_never_changes(history in any_history()) {
        for step in played(history) {
            prop_assert!(step.before.is_open() || step.after.is_err());
        }
    }

    /// S1-2.1.1-a: something waits exactly when the citizen wrote after the last
    /// answer and the conversation is open; it has waited since her first message.
    #[test]
    fn s1_2_1_1_a_something_waits_when_she_wrote_after_the_last_answer(history in any_history()) {
        let mut waits_since = Some(nine());
        for step in played(history) {
            let Ok(after) = &step.after else { continue };
            if step.is_citizens() {
                waits_since = waits_since.or(Some(step.now));
            }
            if step.is_answer() || !after.is_open() {
                waits_since = None;
            }
            prop_assert_eq!(after.awaiting.map(|awaiting| awaiting.since), waits_since);
        }
    }

    /// S1-2.1.1-a: a promise stands until it is answered or the conversation is
    /// closed, wherever it is sent; a new one lies after the message it is for.
    #[test]
    fn s1_2_1_1_a_a_promise_does_not_move_while_nobody_has_answered(history in any_history()) {
        for step in played(history) {
            let Ok(after) = &step.after else { continue };
            match (step.before.awaiting, after.awaiting) {
                (Some(before), Some(after)) => prop_assert_eq!(before, after),
                (None, Some(after)) => {
                    prop_assert!(after.promise_at.is_some_and(|promised| promised > after.since));
                }
                (_, None) => {}
            }
        }
    }

    /// S1-2.1.1-a: a conversation stays with its citizen and in its municipality.
    #[test]
    fn s1_2_1_1_a_a_conversation_never_leaves_its_person_or_municipality(history in any_history()) {
        let first = kari_wrote();
        for step in played(history) {
            let Ok(after) = &step.after else { continue };
            prop_assert_eq!((after.id, after.person), (first.id, first.person));
            prop_assert_eq!(after.municipality, first.municipality);
            let unit = units().into_iter().find(|unit| unit.id == after.unit);
            prop_assert_eq!(unit.map(|unit| unit.municipality), Some(first.municipality));
            prop_assert_eq!((after.contact, after.reply), (first.contact, first.reply));
            prop_assert_eq!(after.opened_at, first.opened_at);
            prop_assert!(after.last_at >= step.before.last_at && after.last_at <= step.now);
        }
    }

    /// S1-2.1-b: whoever has taken a conversation is authorised at the unit that has it.
    #[test]
    fn s1_2_1_b_whoever_has_it_is_authorised_where_it_is(history in any_history()) {
        for step in played(history) {
            let Ok(after) = &step.after else { continue };
            let Some(staff) = after.taken_by() else { continue };
            let unit = units().into_iter().find(|unit| unit.id == after.unit).unwrap();
            prop_assert_eq!(access(staff, &unit).staff(), staff);
        }
    }
}
