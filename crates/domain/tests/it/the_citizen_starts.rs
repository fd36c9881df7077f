//! A citizen starts a conversation (S1-2.1-a, S1-2.1-c, S1-2.1.1-a, L-EFV-3, L-EFV-6).

use helsebro_domain::dialog::{
    Awaiting, HealthContact, Reply, Route, StartedBy, ThreadState, WritePermit,
};
use helsebro_domain::ids::PersonId;
use helsebro_domain::parties::{NamedStaff, ReferenceCode, Service, StaffAccess, StaffNames, Unit};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{CitizenAccess, EidLevel};
use helsebro_domain::time::{Instant, OpeningHours};
use jiff::civil::{date, time};

use crate::cast::{
    ANNE, ENDED, GRANLI, HEGE, KARI, NOT_ACTIVE, OWN, PER, RELATION, SOLVIK, THREAD, TODAY, access,
    allocation, at, granli_care, home_care, home_care_until, nine, signed_in,
};

/// The no that a person gets for a contact and a unit, if any.
fn refusal(
    person: PersonId,
    contact: &HealthContact,
    unit: &Unit,
    now: Instant,
) -> Option<Refusal> {
    WritePermit::to(&signed_in(person), contact, unit, now).err()
}

/// S1-2.1.1-a: Kari writes Wednesday 2027-03-24 at 15.00, the day before Maundy
/// Thursday; the answer is promised for Tuesday 2027-03-30.
#[test]
fn s1_2_1_1_a_kari_writes_before_easter_and_is_promised_an_answer_after_it() {
    let (contact, unit) = (home_care_until(None), home_care());
    let now = at(date(2027, 3, 24), 15, 0);
    let promised = Some(at(date(2027, 3, 30), 15, 30));
    let permit = WritePermit::to(&signed_in(KARI), &contact, &unit, now).unwrap();
    assert_eq!(permit.promise(now), promised);
    let thread = permit.start(THREAD, None, now);
    assert_eq!(thread.awaiting, Some(Awaiting { since: now, promise_at: promised }));
}

/// S1-2.1.1-a: a conversation is between one citizen and one unit.
#[test]
fn s1_2_1_1_a_a_new_conversation_stands_open_in_the_queue_of_its_unit() {
    let (contact, unit) = (home_care_until(None), home_care());
    let permit = WritePermit::to(&signed_in(KARI), &contact, &unit, nine()).unwrap();
    let thread = permit.start(THREAD, None, nine());
    assert_eq!((thread.id, thread.person, thread.municipality), (THREAD, KARI, SOLVIK));
    assert_eq!((thread.unit, thread.contact), (unit.id, Some(contact.id)));
    assert_eq!((thread.started_by, thread.route), (StartedBy::Citizen, Route::ByContact));
    assert_eq!((thread.reply, thread.opened_at, thread.last_at), (Reply::Allowed, nine(), nine()));
    assert_eq!(thread.state, ThreadState::Open { taken_by: None });
}

/// S1-2.1.1-a: the unit's own number of days and hours make the promise.
#[test]
fn s1_2_1_1_a_the_promise_is_the_units() {
    let contact = home_care_until(None);
    let slower = Unit { promise_days: 3, ..home_care() };
    let permit = WritePermit::to(&signed_in(KARI), &contact, &slower, nine()).unwrap();
    assert_eq!(permit.promise(nine()), Some(at(date(2027, 2, 5), 15, 30)));
    let hours = OpeningHours::weekdays(Vec::new()).unwrap();
    let never_open = Unit { hours, ..home_care() };
    let permit = WritePermit::to(&signed_in(KARI), &contact, &never_open, nine()).unwrap();
    let thread = permit.start(THREAD, None, nine());
    assert_eq!(thread.awaiting, Some(Awaiting { since: nine(), promise_at: None }));
}

/// S1-2.1-a: Anne is Kari's daughter without power of attorney; kinship gives nothing.
#[test]
fn s1_2_1_a_kinship_alone_gives_anne_nothing_and_she_does_not_learn_why() {
    let refused = refusal(ANNE, &home_care_until(None), &home_care(), nine()).unwrap();
    assert_eq!(refused, Refusal::neutral(ReasonCode::NoRepresentationBasis, OWN));
    assert_eq!(refused.shown(), ReasonCode::NotAvailable);
}

/// S1-2.1-a: what Anne gets does not depend on what Kari has.
#[test]
fn s1_2_1_a_the_answer_to_anne_is_the_same_whatever_kari_has() {
    let expected = refusal(ANNE, &home_care_until(None), &home_care(), nine());
    for (contact, unit) in [
        (home_care_until(Some(date(2027, 1, 31))), home_care()),
        (home_care_until(None), allocation()),
        (home_care_until(None), granli_care()),
    ] {
        assert_eq!(refusal(ANNE, &contact, &unit, nine()), expected);
    }
}

/// S1-2.1-c: no function without a session at level high.
#[test]
fn s1_2_1_c_below_level_high_there_is_nothing_to_write_with() {
    for level in [EidLevel::Low, EidLevel::Substantial] {
        let refused = CitizenAccess::signed_in(KARI, level).unwrap_err();
        assert_eq!(refused, Refusal::told(ReasonCode::EidLevelTooLow, &["S1-2.1-c"]));
    }
}

/// S1-2.1.1-b: Kari's relation ends 2027-02-28; on 2027-03-01 she cannot start.
#[test]
fn s1_2_1_1_b_a_relation_lets_write_from_its_first_day_to_its_last() {
    let contact = home_care_until(Some(date(2027, 2, 28)));
    let before = Some(Refusal::told(ReasonCode::NotARecipientOfService, RELATION));
    for (day, hour, minute, expected) in [
        (date(2026, 8, 31), 23, 59, before),
        (date(2026, 9, 1), 0, 0, None),
        (date(2027, 2, 28), 23, 59, None),
        (date(2027, 3, 1), 0, 0, Some(ENDED)),
        (date(2028, 3, 1), 12, 0, Some(ENDED)),
    ] {
        let now = at(day, hour, minute);
        assert_eq!(refusal(KARI, &contact, &home_care(), now), expected, "{now}");
    }
}

/// S1-2.1.1-a: only units that are active for dialogue can be written to.
#[test]
fn s1_2_1_1_a_a_unit_that_takes_no_messages_cannot_be_written_to() {
    let contact = home_care_until(None);
    // What is over in another municipality is not said to be over in hers.
    let elsewhere = Unit { municipality: GRANLI, ..home_care() };
    let over = Unit { service: Service::Terminated, ..elsewhere.clone() };
    for unit in [allocation(), granli_care(), elsewhere, over] {
        assert_eq!(refusal(KARI, &contact, &unit, nine()), Some(NOT_ACTIVE), "{}", unit.name);
    }
}

fn kari_addresses(wish: Option<StaffAccess>, named_staff: NamedStaff) -> ThreadState {
    let (contact, unit) = (home_care_until(None), Unit { named_staff, ..home_care() });
    let permit = WritePermit::to(&signed_in(KARI), &contact, &unit, nine()).unwrap();
    permit.start(THREAD, wish, nine()).state
}

/// L-EFV-3: the unit's setting is off; Kari addresses Per; it goes to the unit's queue.
#[test]
fn l_efv_3_with_the_setting_off_a_message_to_per_goes_to_the_queue() {
    let per = access(PER, &home_care());
    for (wish, setting, taken_by) in [
        (Some(per), NamedStaff::Off, None),
        (Some(per), NamedStaff::On, Some(PER)),
        (None, NamedStaff::On, None),
        (None, NamedStaff::Off, None),
    ] {
        let state = kari_addresses(wish, setting);
        assert_eq!(state, ThreadState::Open { taken_by }, "{setting:?}");
    }
}

/// L-EFV-3: she may choose where the unit has arranged for it and shows its names.
#[test]
fn l_efv_3_staff_may_be_named_where_the_unit_allows_it_and_has_names_to_show() {
    for (named_staff, staff_names, expected) in [
        (NamedStaff::On, StaffNames::Shown, true),
        (NamedStaff::On, StaffNames::Hidden, false),
        (NamedStaff::Off, StaffNames::Shown, false),
        (NamedStaff::Off, StaffNames::Hidden, false),
    ] {
        let unit = Unit { named_staff, staff_names, ..home_care() };
        let contact = home_care_until(None);
        let permit = WritePermit::to(&signed_in(KARI), &contact, &unit, nine()).unwrap();
        assert_eq!(permit.may_name_staff(), expected);
        let taken_by = expected.then_some(PER);
        let thread = permit.start(THREAD, Some(access(PER, &unit)), nine());
        assert_eq!(thread.state, ThreadState::Open { taken_by });
    }
}

/// L-EFV-3 and S1-2.1-b: only staff authorised at the unit can be named.
#[test]
fn l_efv_3_staff_of_another_unit_cannot_be_named() {
    let hege = access(HEGE, &granli_care());
    assert_eq!(kari_addresses(Some(hege), NamedStaff::On), ThreadState::Open { taken_by: None });
}

/// L-EFV-6: stored 2027-02-01 10:02:11; the receipt says SOL-2027-000123, 01.02.2027 10:02.
#[test]
fn l_efv_6_the_receipt_has_a_reference_and_the_time_in_oslo() {
    let stored = Instant::from_oslo(date(2027, 2, 1), time(10, 2, 11, 0));
    let shown = stored.in_oslo();
    let reference = ReferenceCode::from_name("Solvik").reference(shown.date.year(), 123);
    let time = format!("{} {}", shown.date.strftime("%d.%m.%Y"), shown.time.strftime("%H:%M"));
    assert_eq!(format!("{reference}, {time}"), "SOL-2027-000123, 01.02.2027 10:02");
}

/// S1-2.1.1-b: a contact of today is held against today's date in Oslo, not in UTC.
#[test]
fn s1_2_1_1_b_the_day_of_a_contact_is_oslos() {
    let contact = home_care_until(Some(TODAY));
    let last_minute = at(TODAY, 23, 59);
    let midnight = at(date(2027, 2, 3), 0, 0);
    assert_eq!(midnight.to_string(), "2027-02-02T23:00:00Z");
    assert_eq!(refusal(KARI, &contact, &home_care(), last_minute), None);
    assert_eq!(refusal(KARI, &contact, &home_care(), midnight), Some(ENDED));
}
