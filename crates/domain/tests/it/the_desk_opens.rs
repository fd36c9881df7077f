//! Who may open a conversation at the desk, and how the unit starts one (S1-2.1-b, S1-2.1.1-a).

use helsebro_domain::dialog::{
    Desk, NewThreadByDesk, Reply, Route, StartedBy, Thread, ThreadState,
};
use helsebro_domain::epj::AnsweredIn;
use helsebro_domain::parties::{Authorisation, StaffAccess, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use jiff::civil::date;

use crate::cast::{
    DESK, GRANLI, HEGE, KARI, LIV, NOT_ACTIVE, PER, SIRI, SOLVIK, THREAD, WRITING, allocation, at,
    authorisations, closed, desk, epj, granli_care, healthy_life, home_care, home_care_until,
    kari_wrote, nine, notice, taken_by,
};

const NO_NEED: Refusal = Refusal::told(ReasonCode::NoServiceNeed, DESK);
const NOT_AVAILABLE: Refusal = Refusal::neutral(ReasonCode::NoServiceNeed, DESK);

/// S1-2.1-b: Per's authorisation ended 2027-01-31; on 2027-02-01 at 08.00 he is refused.
#[test]
fn s1_2_1_b_per_has_no_desk_the_day_after_his_authorisation_ended() {
    let held: Vec<Authorisation> = authorisations()
        .into_iter()
        .map(|held| Authorisation { last_day: date(2027, 1, 31), ..held })
        .collect();
    let on = |day| StaffAccess::at(PER, home_care().id, &held, day);
    let eight = at(date(2027, 2, 1), 8, 0).in_oslo().date;
    let refused = on(eight).unwrap_err();
    assert_eq!(refused, Refusal::told(ReasonCode::StaffNotAuthorised, DESK));
    assert!(on(date(2027, 1, 31)).is_ok());
}

/// S1-2.1-b: staff and journal system of the unit open it; another unit's staff
/// have no need; another municipality's get the neutral answer.
#[test]
fn s1_2_1_b_a_conversation_opens_at_the_desk_of_its_unit_only() {
    for thread in [kari_wrote(), taken_by(SIRI), closed(), notice()] {
        for (at, expected) in [
            (desk(PER, &home_care()), None),
            (desk(SIRI, &home_care()), None),
            (epj(&home_care()), None),
            (desk(LIV, &healthy_life()), Some(NO_NEED)),
            (epj(&healthy_life()), Some(NO_NEED)),
            (desk(HEGE, &granli_care()), Some(NOT_AVAILABLE)),
            (epj(&granli_care()), Some(NOT_AVAILABLE)),
        ] {
            assert_eq!(at.open(&thread).err(), expected, "{at:?}");
        }
        let per = desk(PER, &home_care());
        assert_eq!(per.open(&thread).unwrap().thread(), &thread);
    }
}

/// S1-2.1-b: the person and the journal system are two channels with the same place.
#[test]
fn s1_2_1_b_a_desk_has_its_unit_and_its_municipality_whoever_sits_there() {
    for (at, unit, municipality, staff) in [
        (desk(PER, &home_care()), home_care().id, SOLVIK, Some(PER)),
        (epj(&home_care()), home_care().id, SOLVIK, None),
        (desk(HEGE, &granli_care()), granli_care().id, GRANLI, Some(HEGE)),
        (epj(&granli_care()), granli_care().id, GRANLI, None),
    ] {
        assert_eq!((at.unit(), at.municipality(), at.staff()), (unit, municipality, staff));
    }
}

/// S1-2.1.1-a: staff may start a conversation, with or without reply.
#[test]
fn s1_2_1_1_a_the_unit_starts_a_conversation_with_or_without_reply() {
    let (contact, unit) = (home_care_until(None), home_care());
    for (at, taken_by) in [(desk(PER, &unit), Some(PER)), (epj(&unit), None)] {
        for reply in [Reply::Allowed, Reply::NotAllowed] {
            let new = NewThreadByDesk { contact: &contact, unit: &unit, reply };
            let expected = Thread {
                id: THREAD,
                person: KARI,
                municipality: SOLVIK,
                unit: unit.id,
                contact: Some(contact.id),
                started_by: StartedBy::Unit,
                state: ThreadState::Open { taken_by },
                reply,
                route: Route::ByContact,
                answered_in: AnsweredIn::Console,
                opened_at: nine(),
                last_at: nine(),
                awaiting: None,
            };
            assert_eq!(at.start(new, THREAD, nine()), Ok(expected));
        }
    }
}

fn starts(at: &Desk, unit: &Unit, last_day: Option<jiff::civil::Date>) -> Option<Refusal> {
    let contact = home_care_until(last_day);
    let new = NewThreadByDesk { contact: &contact, unit, reply: Reply::Allowed };
    at.start(new, THREAD, nine()).err()
}

/// S1-2.1-b: the unit starts with its own citizens only.
#[test]
fn s1_2_1_b_a_unit_starts_with_its_own_citizens_only() {
    for (at, unit, expected) in [
        (desk(PER, &home_care()), home_care(), None),
        (desk(PER, &home_care()), healthy_life(), Some(NO_NEED)),
        (desk(LIV, &healthy_life()), healthy_life(), Some(NO_NEED)),
        (desk(LIV, &healthy_life()), home_care(), Some(NO_NEED)),
        (desk(HEGE, &granli_care()), granli_care(), Some(NOT_AVAILABLE)),
        (epj(&granli_care()), home_care(), Some(NOT_AVAILABLE)),
    ] {
        assert_eq!(starts(&at, &unit, None), expected, "{at:?} {}", unit.name);
    }
}

/// S1-2.1.1-a and -b: a relation that is over, not begun, or a unit that is silent.
#[test]
fn s1_2_1_1_a_the_unit_does_not_start_without_a_live_relation_or_when_it_takes_no_messages() {
    let per = desk(PER, &home_care());
    let not_a_recipient = Refusal::told(ReasonCode::NotARecipientOfService, WRITING);
    let yesterday = Some(date(2027, 2, 1));
    assert_eq!(starts(&per, &home_care(), yesterday), Some(not_a_recipient));
    assert_eq!(starts(&per, &home_care(), Some(date(2027, 2, 2))), None);
    let silent = Unit { dialog: allocation().dialog, ..home_care() };
    assert_eq!(starts(&per, &silent, None), Some(NOT_ACTIVE));
    let contact = home_care_until(None);
    let new = NewThreadByDesk { contact: &contact, unit: &home_care(), reply: Reply::Allowed };
    let too_early = per.start(new, THREAD, at(date(2026, 8, 31), 12, 0));
    assert_eq!(too_early, Err(not_a_recipient));
}
