//! Who sees what of the log about a person, by id.

use helsebro_domain::audit::{
    Actor, Decision, Event, Group, LogLine, LogSight, Outcome, Place, Thing, Why,
};
use helsebro_domain::dialog::{AskPermit, CitizensThread, Route};
use helsebro_domain::ids::{GrantId, PersonId, ThreadId};
use helsebro_domain::parties::{DialogSetting, GuardianScope, Protection};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::representation::{
    CitizenAccess, Coverage, Covers, Found, Grant, GrantSource, InRegister, Parenthood, Party,
    Terms, acting_for,
};
use helsebro_domain::time::Date;
use jiff::civil::date;
use uuid::Uuid;

use crate::cast::{
    ANNE, GRANLI, KARI, PER, SOLVIK, TODAY, at, healthy_life, home_care, nine, signed_in,
};

fn party(id: PersonId, born: Date) -> Party {
    Party { id, born: Some(born), protection: Protection::None, register: InRegister::Active }
}

fn anne() -> Party {
    party(ANNE, date(1975, 5, 5))
}

fn helper(covers: &[Covers]) -> CitizenAccess {
    let kari = party(KARI, date(1948, 3, 3));
    let terms = Terms { coverage: Coverage::of(covers), last_day: None };
    let id = GrantId::from_uuid(Uuid::from_u128(9));
    let grant = Grant::given(id, (&kari, &anne()), terms, GrantSource::Online, TODAY).unwrap();
    let found = Found { grants: vec![grant], ..Found::default() };
    acting_for(&anne(), &kari, &found, nine()).unwrap()
}

fn guardian() -> CitizenAccess {
    let guardianship = Some(GuardianScope::Personal);
    let found = Found { guardianship, ..Found::default() };
    acting_for(&anne(), &party(KARI, date(1948, 3, 3)), &found, nine()).unwrap()
}

/// A parent of a child born on this day, who has also been opened something.
fn parent(born: Date) -> CitizenAccess {
    let parenthood =
        Some(Parenthood { one_lives_with_child: true, is_blocked: false, has_opened: true });
    let found = Found { parenthood, ..Found::default() };
    acting_for(&anne(), &party(KARI, born), &found, nine()).unwrap()
}

fn line(event: Event, actor: Actor) -> LogLine {
    LogLine {
        event,
        actor,
        subject: KARI,
        protection: Protection::None,
        decision: Decision::Accepted,
        thing: Thing::Open,
        why: None,
    }
}

/// L-PJL-22a: who is told what, as one reviewed table. A plus is told.
#[test]
fn l_pjl_22a_who_is_told_which_lines() {
    let refused =
        |line: LogLine| LogLine { decision: Decision::Refused(ReasonCode::NoServiceNeed), ..line };
    let closed = |line: LogLine| LogLine { thing: Thing::Closed, ..line };
    let by_per = line(Event::ThreadRead, Actor::Staff(PER));
    let by_helper = line(Event::ThreadRead, Actor::Citizen(ANNE));
    let by_epj = line(Event::EnvelopeHandedOver, Actor::Epj(SOLVIK));
    let cases = [
        ("staff read", by_per),
        ("staff was refused", refused(by_per)),
        ("staff saw the number", line(Event::NumberShown, Actor::Staff(PER))),
        ("helper read", by_helper),
        ("citizen was refused", refused(line(Event::ActingBegan, Actor::Citizen(ANNE)))),
        ("journal system fetched", by_epj),
        ("journal system was refused", refused(by_epj)),
        ("between machines", line(Event::ReceiptReceived, Actor::Epj(SOLVIK))),
        ("about a power of attorney", line(Event::GrantAsked, Actor::Citizen(ANNE))),
        ("herself", line(Event::SignedIn, Actor::Citizen(KARI))),
        ("helper saw the log", line(Event::LogSeen, Actor::Citizen(ANNE))),
        ("what is closed", closed(by_per)),
        ("an emergency", LogLine { why: Some(Why::Emergency), ..by_per }),
        ("an emergency judged", LogLine { why: Some(Why::Review), ..by_per }),
        ("nobody", line(Event::ThreadRead, Actor::Nobody)),
        ("about another", LogLine { subject: ANNE, ..by_per }),
        ("closed to a parent", line(Event::ParentBlocked, Actor::Staff(PER))),
        ("opened to her again", line(Event::ParentUnblocked, Actor::Staff(PER))),
        ("opened to a parent", line(Event::ParentOpened, Actor::Staff(PER))),
        ("a parent consented", line(Event::ConsentGiven, Actor::Citizen(ANNE))),
    ];
    let rights = helper(&[Covers::RightsRequests]);
    for (viewer, access, expected) in [
        ("Kari", signed_in(KARI), "++++-+---++-++--++++"),
        ("helper with the scope", rights, "++++-+----+-------++"),
        ("parent", parent(date(2017, 5, 2)), "++++-+----+-------++"),
        ("guardian", guardian(), "++++-+----+-------++"),
    ] {
        let sight = LogSight::of(&access).unwrap();
        let told: String = cases
            .iter()
            .map(|(_, line)| if sight.told(line).is_some() { '+' } else { '-' })
            .collect();
        assert_eq!(told, expected, "{viewer}: {:?}", cases.map(|(name, _)| name));
    }
}

/// L-PJL-22a, S1-2.1-a: without the scope for rights there is no log to see.
#[test]
fn l_pjl_22a_a_helper_needs_the_scope_for_rights() {
    for covers in [&[Covers::Messages][..], &[Covers::SensitiveUnits, Covers::Letters][..]] {
        let refused = LogSight::of(&helper(covers)).unwrap_err();
        assert_eq!(refused.code(), ReasonCode::NoRepresentationBasis);
    }
    assert!(LogSight::of(&helper(&[Covers::RightsRequests])).is_ok());
}

/// L-PBRL-AGE: a parent sees the log until the twelfth birthday, and not after it,
/// whatever has been opened to her.
#[test]
fn l_pbrl_age_a_parent_sees_the_log_until_the_twelfth_birthday() {
    assert!(LogSight::of(&parent(date(2015, 2, 3))).is_ok(), "twelve tomorrow");
    for born in [date(2015, 2, 2), date(2012, 9, 14)] {
        assert!(LogSight::of(&parent(born)).is_err(), "{born}");
    }
}

/// C-1.6: about a protected person a line names the organisation and not the place.
#[test]
fn c_1_6_a_line_about_a_protected_person_names_no_place() {
    let sight = LogSight::of(&signed_in(KARI)).unwrap();
    for (protection, place) in [
        (Protection::None, Place::Unit),
        (Protection::Confidential, Place::Organisation),
        (Protection::Strict, Place::Organisation),
    ] {
        let line = LogLine { protection, ..line(Event::ThreadRead, Actor::Staff(PER)) };
        assert_eq!(sight.told(&line).unwrap().place, place);
    }
}

/// L-PJL-22a: in which part, how it went, and whether a topic is named.
#[test]
fn l_pjl_22a_how_a_line_is_told() {
    let read = line(Event::ThreadRead, Actor::Staff(PER));
    let refused = LogLine { decision: Decision::Refused(ReasonCode::NoServiceNeed), ..read };
    let kari = LogSight::of(&signed_in(KARI)).unwrap();
    assert_eq!(kari.told(&read).unwrap().outcome, Outcome::Done);
    assert_eq!(kari.told(&refused).unwrap().outcome, Outcome::Refused);
    for (actor, group) in [
        (Actor::Staff(PER), Group::Staff),
        (Actor::Citizen(ANNE), Group::Helpers),
        (Actor::Citizen(KARI), Group::Own),
        (Actor::Epj(SOLVIK), Group::Systems),
        (Actor::System, Group::Systems),
    ] {
        assert_eq!(kari.told(&line(Event::ThreadRead, actor)).unwrap().group, group);
    }
    for (covers, names_topic) in [
        (&[Covers::RightsRequests][..], false),
        (&[Covers::RightsRequests, Covers::Messages][..], true),
    ] {
        let anne = LogSight::of(&helper(covers)).unwrap();
        assert_eq!(anne.told(&read).unwrap().names_topic, names_topic);
    }
}

/// L-PJL-22a: whoever sees the log may ask about it, where the unit takes messages; and
/// the conversation goes on without a service.
#[test]
fn l_pjl_22a_a_question_about_the_log_goes_to_the_unit_without_a_service() {
    let (unit, id) = (home_care(), ThreadId::from_uuid(Uuid::from_u128(0x77)));
    let kari = signed_in(KARI);
    let thread = AskPermit::to(&kari, &unit, SOLVIK).unwrap().start(id, nine());
    assert_eq!((thread.person, thread.unit, thread.route), (KARI, unit.id, Route::AboutLog));
    assert!(thread.contact.is_none());
    assert_eq!(thread.awaiting.unwrap().promise_at, Some(at(date(2027, 2, 3), 15, 30)));
    let more = CitizensThread::open(&kari, &thread).unwrap().reply(&unit, None, nine());
    assert!(more.is_ok());

    let silent =
        helsebro_domain::parties::Unit { dialog: DialogSetting::NotActive, ..unit.clone() };
    let refused = AskPermit::to(&kari, &silent, SOLVIK).unwrap_err();
    assert_eq!(refused.code(), ReasonCode::UnitNotActive);
    assert!(AskPermit::to(&kari, &healthy_life(), GRANLI).is_err());
    let messages = helper(&[Covers::Messages]);
    let refused = AskPermit::to(&messages, &unit, SOLVIK).unwrap_err();
    assert_eq!(refused.code(), ReasonCode::NoRepresentationBasis);
    assert!(AskPermit::to(&helper(&[Covers::RightsRequests]), &unit, SOLVIK).is_ok());
}
