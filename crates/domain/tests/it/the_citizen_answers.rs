//! A citizen opens a conversation and writes more in it (S1-2.1-a, S1-2.1.1-a, S1-2.1.1-b).

use core::time::Duration;

use helsebro_domain::dialog::{
    Awaiting, CitizensThread, Desk, MAX_SERVICES, MAX_SUCCESSIONS, Reply, Route, Thread,
    ThreadEvent, ThreadState,
};
use helsebro_domain::parties::Unit;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use jiff::civil::date;

use crate::cast::{
    ANNE, ENDED, INVALID, KARI, LIV, NOT_ACTIVE, OWN, PER, TODAY, allocation, at, closed, desk,
    granli_care, healthy_life, home_care, home_care_until, kari_wrote, nine, notice, signed_in,
    taken_by,
};

/// S1-2.1-a: Anne has no power of attorney; she opens Kari's conversation and is refused.
#[test]
fn s1_2_1_a_anne_without_power_of_attorney_cannot_open_karis_conversation() {
    for thread in [kari_wrote(), taken_by(PER), closed(), notice()] {
        let refused = CitizensThread::open(&signed_in(ANNE), &thread).unwrap_err();
        assert_eq!(refused, Refusal::neutral(ReasonCode::NoRepresentationBasis, OWN));
        assert_eq!(refused.shown(), ReasonCode::NotAvailable);
    }
}

/// S1-2.1.1-b: history is kept: Kari opens every conversation of hers, in any state.
#[test]
fn s1_2_1_1_b_kari_opens_her_conversations_in_any_state() {
    for thread in [kari_wrote(), taken_by(PER), closed(), notice()] {
        let access = signed_in(KARI);
        assert_eq!(CitizensThread::open(&access, &thread).unwrap().thread(), &thread);
    }
}

/// S1-2.1.1-b: the relation ended 2027-02-28; on 2027-03-01 the old conversation
/// is readable and the reply is refused.
#[test]
fn s1_2_1_1_b_after_the_relation_ended_kari_reads_but_may_not_reply() {
    let thread = kari_wrote();
    let contact = home_care_until(Some(date(2027, 2, 28)));
    let access = signed_in(KARI);
    let opened = CitizensThread::open(&access, &thread).unwrap();
    let last_day = opened.reply(&home_care(), Some(&contact), at(date(2027, 2, 28), 23, 59));
    assert_eq!(last_day.unwrap().moved, None);
    let day_after = at(date(2027, 3, 1), 0, 0);
    assert_eq!(opened.reply(&home_care(), Some(&contact), day_after), Err(ENDED));
    assert_eq!(opened.reply(&home_care(), None, nine()), Err(ENDED));
    assert_eq!(opened.thread(), &thread);
}

/// S1-2.1.1-a: a second unanswered message does not move the promise.
#[test]
fn s1_2_1_1_a_a_second_message_leaves_the_promise_and_the_one_who_took_it() {
    let thread = taken_by(PER);
    let contact = home_care_until(None);
    let access = signed_in(KARI);
    let later = at(date(2027, 2, 3), 7, 0);
    let replied = CitizensThread::open(&access, &thread)
        .unwrap()
        .reply(&home_care(), Some(&contact), later)
        .unwrap();
    assert_eq!(replied.moved, None);
    assert_eq!(replied.thread, Thread { last_at: later, ..thread });
}

/// S1-2.1.1-a: the clock is set anew by the first message after an answer.
#[test]
fn s1_2_1_1_a_the_first_message_after_an_answer_sets_a_new_promise() {
    let desk = desk(PER, &home_care());
    let answered =
        desk.open(&kari_wrote()).unwrap().answer(&home_care(), at(TODAY, 12, 0)).unwrap();
    assert_eq!(answered.awaiting, None);
    let friday = at(date(2027, 2, 5), 12, 0);
    let access = signed_in(KARI);
    let contact = home_care_until(None);
    let opened = CitizensThread::open(&access, &answered).unwrap();
    let replied = opened.reply(&home_care(), Some(&contact), friday).unwrap();
    let monday = Some(at(date(2027, 2, 8), 15, 30));
    assert_eq!(replied.thread.awaiting, Some(Awaiting { since: friday, promise_at: monday }));
    let slower = Unit { promise_days: 2, ..home_care() };
    let tuesday = Some(at(date(2027, 2, 9), 15, 30));
    let replied = opened.reply(&slower, Some(&contact), friday).unwrap();
    assert_eq!(replied.thread.awaiting, Some(Awaiting { since: friday, promise_at: tuesday }));
}

/// S1-2.1.1-a: a closed conversation and a notice take no more; she starts a new one.
#[test]
fn s1_2_1_1_a_a_closed_conversation_and_a_notice_take_no_reply() {
    let contact = home_care_until(None);
    let access = signed_in(KARI);
    for thread in [closed(), notice(), Thread { reply: Reply::NotAllowed, ..closed() }] {
        let opened = CitizensThread::open(&access, &thread).unwrap();
        assert_eq!(opened.reply(&home_care(), Some(&contact), nine()), Err(INVALID));
    }
}

/// S1-2.1.1-a: a unit that takes no messages any more takes no reply either.
#[test]
fn s1_2_1_1_a_a_unit_that_is_no_longer_active_takes_no_reply() {
    let thread = kari_wrote();
    let contact = home_care_until(None);
    let access = signed_in(KARI);
    let opened = CitizensThread::open(&access, &thread).unwrap();
    let silent = Unit { dialog: allocation().dialog, ..home_care() };
    for unit in [silent, allocation(), granli_care()] {
        let refused = opened.reply(&unit, Some(&contact), nine());
        assert_eq!(refused, Err(NOT_ACTIVE), "{}", unit.name);
    }
}

/// S1-2.1.1-a: the unit moved; the conversation follows its successor into its queue.
#[test]
fn s1_2_1_1_a_a_reply_follows_the_unit_that_took_over() {
    let thread = taken_by(PER);
    let contact = home_care_until(None);
    let access = signed_in(KARI);
    let later = nine().plus(Duration::from_secs(60));
    let replied = CitizensThread::open(&access, &thread)
        .unwrap()
        .reply(&healthy_life(), Some(&contact), later)
        .unwrap();
    let (from, to) = (home_care().id, healthy_life().id);
    assert_eq!(replied.moved, Some(ThreadEvent::Followed { from, to }));
    let state = ThreadState::Open { taken_by: None };
    assert_eq!(replied.thread, Thread { unit: to, state, last_at: later, ..thread });
}

/// S1-2.1.1-a and -b: following a successor gives no right that the relation does not give.
#[test]
fn s1_2_1_1_b_a_conversation_that_followed_its_unit_still_ends_with_the_relation() {
    let contact = home_care_until(Some(date(2027, 2, 28)));
    let access = signed_in(KARI);
    let thread = kari_wrote();
    let opened = CitizensThread::open(&access, &thread).unwrap();
    let followed = opened.reply(&healthy_life(), Some(&contact), nine()).unwrap().thread;
    let opened = CitizensThread::open(&access, &followed).unwrap();
    let day_after = at(date(2027, 3, 1), 8, 0);
    assert_eq!(opened.reply(&healthy_life(), Some(&contact), day_after), Err(ENDED));
}

/// S1-2.1.1-a: what staff sent on lives on at its new unit, without the old contact.
#[test]
fn s1_2_1_1_a_a_conversation_that_was_sent_on_lives_on_after_the_relation() {
    let per: Desk = desk(PER, &home_care());
    let (forwarded, _) = per.open(&kari_wrote()).unwrap().forward(&healthy_life()).unwrap();
    assert_eq!(forwarded.route, Route::Forwarded);
    let contact = home_care_until(Some(date(2027, 2, 28)));
    let access = signed_in(KARI);
    let opened = CitizensThread::open(&access, &forwarded).unwrap();
    let later = at(date(2027, 3, 1), 8, 0);
    for held in [Some(&contact), None] {
        let replied = opened.reply(&healthy_life(), held, later).unwrap();
        assert_eq!(replied.moved, None);
        assert_eq!(replied.thread, Thread { last_at: later, ..forwarded.clone() });
    }
    let liv = desk(LIV, &healthy_life());
    assert!(liv.open(&forwarded).is_ok());
}

#[test]
fn a_list_and_a_walk_over_take_overs_have_known_limits() {
    assert_eq!((MAX_SERVICES, MAX_SUCCESSIONS), (100, 8));
}
