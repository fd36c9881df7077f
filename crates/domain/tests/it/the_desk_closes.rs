//! How a conversation is closed (S1-2.1.1-a, L-EFV-7).

use helsebro_domain::dialog::{CloseReason, Closing, Guidance, MAX_GUIDANCE, Thread, ThreadState};
use helsebro_domain::refusals::{ReasonCode, Refusal};

use crate::cast::{
    INVALID, PER, SIRI, TODAY, at, closed, desk, epj, home_care, kari_wrote, notice, taken_by,
};

fn to_granli() -> Guidance {
    Guidance::parse("Ring Granli kommune på 75 00 02 00").unwrap()
}

/// S1-2.1.1-a: closing has a reason, and nothing waits for an answer any more.
#[test]
fn s1_2_1_1_a_a_conversation_is_closed_with_a_reason_and_nothing_waits_any_more() {
    let now = at(TODAY, 15, 0);
    for reason in CloseReason::ALL {
        let closing = Closing::new(reason, Some(to_granli())).unwrap();
        let state = ThreadState::Closed { at: now, reason };
        for thread in [kari_wrote(), taken_by(PER), taken_by(SIRI), notice()] {
            for at in [desk(PER, &home_care()), epj(&home_care())] {
                let closed = at.open(&thread).unwrap().close(&closing, now);
                let expected = Thread { state, awaiting: None, ..thread.clone() };
                assert_eq!(closed, Ok(expected), "{reason:?}");
            }
        }
    }
}

/// S1-2.1.1-a: what is closed stays closed with its first reason.
#[test]
fn s1_2_1_1_a_a_conversation_is_closed_once() {
    let again = Closing::new(CloseReason::CitizenAsked, None).unwrap();
    let thread = closed();
    for desk in [desk(PER, &home_care()), epj(&home_care())] {
        let refused = desk.open(&thread).unwrap().close(&again, at(TODAY, 15, 0));
        assert_eq!(refused, Err(INVALID));
    }
}

/// L-EFV-7: who wrote to the wrong place is told the right one before closing.
#[test]
fn l_efv_7_a_conversation_in_the_wrong_place_is_not_closed_without_guidance() {
    let refused = Closing::new(CloseReason::WrongPlace, None).unwrap_err();
    assert_eq!(refused, Refusal::told(ReasonCode::InvalidTransition, &["L-EFV-7"]));
    let guided = Closing::new(CloseReason::WrongPlace, Some(to_granli())).unwrap();
    assert_eq!(guided.reason(), CloseReason::WrongPlace);
    assert_eq!(guided.guidance(), Some(&to_granli()));
}

/// L-EFV-7: the other reasons need no guidance.
#[test]
fn l_efv_7_other_reasons_need_no_guidance() {
    for reason in CloseReason::ALL {
        let closing = Closing::new(reason, None);
        assert_eq!(closing.is_ok(), reason != CloseReason::WrongPlace, "{reason:?}");
        if let Ok(closing) = closing {
            assert_eq!((closing.reason(), closing.guidance()), (reason, None));
        }
    }
}

/// L-EFV-7: guidance says something, and not too much.
#[test]
fn l_efv_7_guidance_has_words_and_a_limit() {
    for (letters, taken) in [(0, false), (1, true), (MAX_GUIDANCE, true), (MAX_GUIDANCE + 1, false)]
    {
        assert_eq!(Guidance::parse(&"å".repeat(letters)).is_some(), taken, "{letters}");
    }
    assert_eq!(Guidance::parse(" \n "), None);
    assert_eq!(Guidance::parse(" Ring 116 117 ").unwrap().as_str(), "Ring 116 117");
    assert_eq!(MAX_GUIDANCE, 200);
}
