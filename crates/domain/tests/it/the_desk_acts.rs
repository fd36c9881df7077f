//! What the desk does with an open conversation (S1-2.1-b, S1-2.1.1-a).

use core::time::Duration;

use helsebro_domain::dialog::{
    GotAnswer, NewThreadByDesk, Reply, Route, Thread, ThreadEvent, ThreadState,
};
use helsebro_domain::epj::AnsweredIn;
use helsebro_domain::ids::{EpjId, StaffId};
use helsebro_domain::parties::{Authorisation, Service, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use jiff::civil::date;

use crate::cast::{
    DESK, GRANLI, HEGE, INVALID, LIV, NOT_ACTIVE, PER, SIRI, THREAD, TODAY, WRITING, allocation,
    at, authorisations, closed, desk, epj, granli_care, healthy_life, home_care, home_care_until,
    kari_wrote, nine, taken_by,
};

fn open(taken_by: Option<StaffId>) -> ThreadState {
    ThreadState::Open { taken_by }
}

/// S1-2.1-b: one at a time takes a conversation.
#[test]
fn s1_2_1_b_per_takes_what_nobody_has_and_taking_it_twice_changes_nothing() {
    let per = desk(PER, &home_care());
    let once = per.open(&kari_wrote()).unwrap().claim().unwrap();
    assert_eq!(once, taken_by(PER));
    assert_eq!(per.open(&once).unwrap().claim(), Ok(once.clone()));
}

/// S1-2.1-b: of two who take the same, the second is refused.
#[test]
fn s1_2_1_b_what_a_colleague_has_cannot_be_taken() {
    let siri = desk(SIRI, &home_care());
    assert_eq!(siri.open(&taken_by(PER)).unwrap().claim(), Err(INVALID));
}

/// S1-2.1-b: a journal system takes nothing; it answers.
#[test]
fn s1_2_1_b_a_journal_system_is_nobody_who_can_take() {
    let journal = epj(&home_care());
    for thread in [kari_wrote(), taken_by(PER)] {
        assert_eq!(journal.open(&thread).unwrap().claim(), Err(INVALID));
    }
}

/// S1-2.1-b: what is taken can be put back, by the one who has it or a colleague.
#[test]
fn s1_2_1_b_what_is_taken_goes_back_to_the_queue() {
    for back in [desk(PER, &home_care()), desk(SIRI, &home_care()), epj(&home_care())] {
        assert_eq!(back.open(&taken_by(PER)).unwrap().put_back(), Ok(kari_wrote()));
        assert_eq!(back.open(&kari_wrote()).unwrap().put_back(), Err(INVALID));
    }
}

/// S1-2.1-b: only staff authorised at the unit today can be given a conversation.
#[test]
fn s1_2_1_b_a_conversation_is_given_to_authorised_colleagues_only() {
    let per = desk(PER, &home_care());
    let not_authorised = Err(Refusal::told(ReasonCode::StaffNotAuthorised, DESK));
    for thread in [kari_wrote(), taken_by(PER), taken_by(SIRI)] {
        let opened = per.open(&thread).unwrap();
        for (to, expected) in [
            (SIRI, Ok(taken_by(SIRI))),
            (PER, Ok(taken_by(PER))),
            (LIV, not_authorised.clone()),
            (HEGE, not_authorised.clone()),
        ] {
            assert_eq!(opened.assign(to, &authorisations(), nine()), expected);
        }
    }
}

/// S1-2.1-b: an authorisation that ended 2027-01-31 does not hold on 2027-02-01.
#[test]
fn s1_2_1_b_a_colleague_whose_authorisation_has_ended_is_not_given_anything() {
    let held: Vec<Authorisation> = authorisations()
        .into_iter()
        .map(|held| Authorisation { last_day: date(2027, 1, 31), ..held })
        .collect();
    let thread = kari_wrote();
    let per = desk(PER, &home_care());
    let opened = per.open(&thread).unwrap();
    let last_minute = at(date(2027, 1, 31), 23, 59);
    assert_eq!(opened.assign(SIRI, &held, last_minute), Ok(taken_by(SIRI)));
    let refused = opened.assign(SIRI, &held, at(date(2027, 2, 1), 0, 0));
    assert_eq!(refused, Err(Refusal::told(ReasonCode::StaffNotAuthorised, DESK)));
}

/// S1-2.1.1-a: an answer stops the clock; who answers what nobody has taken, takes it.
#[test]
fn s1_2_1_1_a_who_answers_what_nobody_has_takes_it() {
    let now = at(TODAY, 14, 0);
    let answered =
        |taken_by| Thread { state: open(taken_by), last_at: now, awaiting: None, ..kari_wrote() };
    for (at, thread, expected) in [
        (desk(PER, &home_care()), kari_wrote(), Ok(answered(Some(PER)))),
        (desk(PER, &home_care()), taken_by(PER), Ok(answered(Some(PER)))),
        (desk(SIRI, &home_care()), taken_by(PER), Err(INVALID)),
        (epj(&home_care()), kari_wrote(), Ok(answered(None))),
        (epj(&home_care()), taken_by(PER), Ok(answered(Some(PER)))),
    ] {
        assert_eq!(at.open(&thread).unwrap().answer(&home_care(), now), expected, "{at:?}");
    }
}

/// ON-12: from a service that is stopped no answer goes out, from the console or a journal
/// system; that she got hers in a talk is logged all the same.
#[test]
fn on_12_no_answer_goes_out_while_the_service_is_stopped() {
    let (now, thread) = (at(TODAY, 14, 0), taken_by(PER));
    let stopped = Unit { service: Service::Suspended, ..home_care() };
    for at in [desk(PER, &home_care()), epj(&home_care())] {
        let refused = at.open(&thread).unwrap().answer(&stopped, now).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::UnitNotActive, "{at:?}");
    }
    let per = desk(PER, &home_care());
    assert!(per.open(&thread).unwrap().log_talk(GotAnswer::Yes, now).is_ok());
}

/// S1-2.1.1-a: the clock is not stopped by sending on; the promise stands.
#[test]
fn s1_2_1_1_a_sending_on_keeps_the_promise_and_puts_it_in_the_new_units_queue() {
    let (from, to) = (home_care().id, healthy_life().id);
    for at in [desk(PER, &home_care()), desk(SIRI, &home_care()), epj(&home_care())] {
        let (forwarded, event) = at.open(&taken_by(PER)).unwrap().forward(&healthy_life()).unwrap();
        assert_eq!(event, ThreadEvent::Forwarded { from, to });
        assert!(forwarded.awaiting.is_some());
        let expected =
            Thread { unit: to, route: Route::Forwarded, state: open(None), ..kari_wrote() };
        assert_eq!(forwarded, expected);
    }
}

/// S1-2.1.1-a: after it is sent on, the old unit has no more need of it and the new one has.
#[test]
fn s1_2_1_1_a_what_is_sent_on_belongs_to_the_new_unit_and_can_come_back() {
    let per = desk(PER, &home_care());
    let (forwarded, _) = per.open(&kari_wrote()).unwrap().forward(&healthy_life()).unwrap();
    let no_need = Refusal::told(ReasonCode::NoServiceNeed, DESK);
    assert_eq!(per.open(&forwarded).err(), Some(no_need));
    let liv = desk(LIV, &healthy_life());
    let later = nine().plus(Duration::from_secs(60));
    assert!(liv.open(&forwarded).unwrap().answer(&healthy_life(), later).is_ok());
    let (back, _) = liv.open(&forwarded).unwrap().forward(&home_care()).unwrap();
    assert_eq!(back, Thread { route: Route::Forwarded, ..kari_wrote() });
}

/// S1-2.1.1-a: not to the same unit, not to one that takes no messages, not over the border.
#[test]
fn s1_2_1_1_a_a_conversation_is_sent_on_inside_the_municipality_to_active_units_only() {
    let other_municipality = Err(Refusal::neutral(ReasonCode::UnitNotActive, WRITING));
    let thread = kari_wrote();
    for at in [desk(PER, &home_care()), epj(&home_care())] {
        let opened = at.open(&thread).unwrap();
        for (to, expected) in [
            (home_care(), Err(INVALID)),
            (allocation(), Err(NOT_ACTIVE)),
            (granli_care(), other_municipality.clone()),
            (Unit { municipality: GRANLI, ..home_care() }, other_municipality.clone()),
            (Unit { municipality: GRANLI, ..allocation() }, other_municipality.clone()),
        ] {
            assert_eq!(opened.forward(&to), expected, "{}", to.name);
        }
    }
}

/// S1-2.1.1-a: nothing more is done with a closed conversation, whoever asks.
#[test]
fn s1_2_1_1_a_a_closed_conversation_takes_no_act() {
    let thread = closed();
    for at in [desk(PER, &home_care()), epj(&home_care())] {
        let opened = at.open(&thread).unwrap();
        assert_eq!(opened.claim(), Err(INVALID));
        assert_eq!(opened.put_back(), Err(INVALID));
        assert_eq!(opened.assign(SIRI, &authorisations(), nine()), Err(INVALID));
        assert_eq!(opened.answer(&home_care(), nine()), Err(INVALID));
        assert_eq!(opened.forward(&healthy_life()), Err(INVALID));
        assert_eq!(opened.forward(&granli_care()), Err(INVALID));
    }
}

/// S1-2.1-b: what the journal system has is answered there, not in the console.
#[test]
fn s1_2_1_b_a_conversation_in_the_journal_system_is_left_alone_by_the_console() {
    let in_epj = Unit { epj: Some(EpjId::from_uuid(uuid::Uuid::from_u128(77))), ..home_care() };
    let thread = kari_wrote().at_work_in(&in_epj, false);
    assert_eq!(thread.answered_in, AnsweredIn::Epj);
    let per = desk(PER, &home_care());
    let refused = Refusal::told(ReasonCode::InvalidTransition, DESK);
    let open = per.open(&thread).unwrap();
    assert_eq!(open.claim(), Err(refused));
    assert_eq!(open.answer(&home_care(), nine()), Err(refused));
    assert_eq!(open.forward(&healthy_life()), Err(refused));
    assert!(epj(&home_care()).open(&thread).unwrap().answer(&home_care(), nine()).is_ok());

    let stopped = kari_wrote().at_work_in(&in_epj, true);
    assert_eq!(stopped.answered_in, AnsweredIn::Console);
    assert!(per.open(&stopped).unwrap().claim().is_ok());
    assert_eq!(thread.back_in_console(), stopped);
    assert_eq!(kari_wrote().at_work_in(&home_care(), false), kari_wrote());
}

/// S1-2.1-b: the unit's own journal system begins conversations; its console does not.
#[test]
fn s1_2_1_b_where_staff_work_in_the_journal_system_the_console_begins_nothing() {
    let unit = Unit { epj: Some(EpjId::from_uuid(uuid::Uuid::from_u128(77))), ..home_care() };
    let contact = home_care_until(None);
    let new = NewThreadByDesk { contact: &contact, unit: &unit, reply: Reply::Allowed };
    let begun = epj(&unit).start(new, THREAD, nine()).unwrap();
    assert_eq!(begun.answered_in, AnsweredIn::Epj);
    let refused = desk(PER, &unit).start(new, THREAD, nine()).unwrap_err();
    assert_eq!(refused, Refusal::told(ReasonCode::InvalidTransition, DESK));
}
