//! To whom requests go (§ 9), by the register of § 5, and that none is lost on the way.

use helsebro_domain::controllership::{
    Category, Construct, CustodyCase, CustodyEvent, Entry, Facts, JointRecord, LegalPerson, Mode,
    Party, Question, Register, Row, Validity, Whose, current_controller,
};
use helsebro_domain::ids::CustodyId;
use helsebro_domain::parties::CareArea;
use helsebro_domain::rights::{
    Answer, Ask, Clock, Kind, Outcome, Planned, Spot, Standing, State, Wish, addressees,
    handed_over, sent,
};
use helsebro_domain::time::Instant;
use proptest::prelude::*;
use uuid::Uuid;

use crate::cast::{
    FJORDRO, KARI, SOLBAKKEN, SOLVIK, at, between, day, delivery, joint_record, outsourced, since,
    solbakken, solbakken_by_fjordro, solvik,
};
use crate::rows::shared;

fn spot() -> Spot {
    Spot { municipality: SOLVIK, care_area: CareArea::NursingHome, unit: Some(SOLBAKKEN) }
}

fn ask(kind: Kind, when: Instant) -> Ask {
    Ask { kind, spot: spot(), written: None, person: KARI, at: when }
}

fn holders(planned: &[Planned]) -> Vec<Vec<Party>> {
    planned.iter().map(|one| one.part.holders.clone()).collect()
}

fn by_fjordro() -> Register {
    Register::new(Facts { deliveries: vec![solbakken_by_fjordro()], ..Facts::default() })
}

/// RRX-1, S2-3-c: a rectification of Fjordro's note that goes to Solvik is sent on the same
/// day, and Fjordro's month begins then.
#[test]
fn rrx_1_what_is_sent_to_the_wrong_one_gets_its_clock_when_it_is_sent_on() {
    let register = by_fjordro();
    let asked = ask(Kind::RectifyRecord, at(day(2027, 2, 1), 9, 5));
    let first = sent(&register, &asked, Some(solvik()));
    assert_eq!(holders(&first), [[solvik()]]);
    assert_eq!(first[0].part.standing, Standing::Misdirected(vec![FJORDRO]));
    assert_eq!(first[0].part.clock, None);
    let on = ask(Kind::RectifyRecord, at(day(2027, 2, 1), 10, 20));
    let second = handed_over(&register, &on, &[]);
    assert_eq!(holders(&second), [[FJORDRO]]);
    assert_eq!(second[0].part.clock.map(|clock| clock.due_on()), Some(day(2027, 3, 1)));
}

/// RRX-2: joint controllers have one part together, from whichever of them gets it.
#[test]
fn rrx_2_joint_controllers_have_one_part_and_one_clock() {
    let joint = joint_record(solbakken(), since(day(2026, 1, 1)), Construct::Joint26);
    let register = Register::new(Facts {
        deliveries: vec![solbakken_by_fjordro()],
        joint_records: vec![joint],
        ..Facts::default()
    });
    let asked = ask(Kind::AccessRecord, at(day(2027, 1, 31), 12, 0));
    for named in [None, Some(solvik()), Some(FJORDRO)] {
        let parts = sent(&register, &asked, named);
        assert_eq!(holders(&parts), [[solvik(), FJORDRO]], "{named:?}");
        assert_eq!(parts[0].part.standing, Standing::Jointly);
        let clock = parts[0].part.clock.unwrap();
        assert_eq!((clock.due_on(), clock.latest_on()), (day(2027, 2, 28), day(2027, 3, 1)));
    }
}

/// S2-2-b2: what the agreement names Fjordro for goes to Fjordro first, anything else to the
/// contact point; either may answer.
#[test]
fn s2_2_b2_whoever_handles_such_requests_comes_first() {
    let joint = joint_record(solbakken(), since(day(2026, 1, 1)), Construct::Joint26);
    let joint = JointRecord { handlers: vec![("rr-03", FJORDRO)], ..joint };
    let register = Register::new(Facts {
        deliveries: vec![solbakken_by_fjordro()],
        joint_records: vec![joint],
        ..Facts::default()
    });
    let when = at(day(2027, 1, 31), 12, 0);
    for (kind, expected) in
        [(Kind::AccessRecord, [solvik(), FJORDRO]), (Kind::RectifyRecord, [FJORDRO, solvik()])]
    {
        let parts = sent(&register, &ask(kind, when), None);
        assert_eq!(holders(&parts), [expected], "{kind:?}");
        assert_eq!(parts[0].part.standing, Standing::Jointly);
    }
}

/// CTX-2, S2-2-b3: notes from both sides of the day when a joint journal ended are two
/// requests with two clocks.
#[test]
fn ctx_2_access_over_a_boundary_is_split_in_two() {
    let joint =
        joint_record(solbakken(), between(day(2026, 1, 1), day(2027, 3, 15)), Construct::Joint26);
    let end = joint.validity.to().unwrap();
    let moved = CustodyEvent {
        id: CustodyId::from_uuid(Uuid::from_u128(1)),
        case: CustodyCase::JointRecordEnds,
        whose: Whose::Everyone,
        scope: solbakken(),
        written: joint.validity,
        author: None,
        from: vec![solvik(), FJORDRO],
        to: solvik(),
        at: end,
        received_at: Some(end),
    };
    let register = Register::new(Facts {
        deliveries: vec![solbakken_by_fjordro()],
        joint_records: vec![joint],
        custody: vec![moved],
        ..Facts::default()
    });
    let parts = sent(&register, &ask(Kind::AccessRecord, at(day(2027, 3, 20), 12, 0)), None);
    assert_eq!(holders(&parts), [[solvik()], [FJORDRO]]);
    let dues: Vec<_> =
        parts.iter().filter_map(|one| one.part.clock.as_ref().map(Clock::due_on)).collect();
    assert_eq!(dues, [day(2027, 4, 20), day(2027, 4, 20)]);
    assert_eq!(parts[1].written[0].from(), end);
    assert_eq!(parts[0].written.last().and_then(|last| last.to()), Some(end));
}

/// S2-3-c, L-PJL-24: what has changed hands after she asked goes to whoever has it now, also when
/// the same has a part about another time; what was written after she asked is not asked for.
#[test]
fn s2_3_c_what_changed_hands_before_it_was_sent_on_goes_to_whoever_has_it_now() {
    let (began, change) = (day(2026, 1, 1), day(2026, 7, 1));
    let solviks = between(began, day(2026, 6, 30));
    let deliveries = vec![
        delivery(1, solbakken(), solviks, Mode::Own),
        delivery(2, solbakken(), since(change), outsourced(FJORDRO)),
    ];
    let before = Register::new(Facts { deliveries: deliveries.clone(), ..Facts::default() });
    let asked = ask(Kind::RectifyRecord, at(day(2027, 2, 1), 9, 5));
    let first = sent(&before, &asked, Some(FJORDRO));
    assert_eq!(holders(&first), [[FJORDRO], [FJORDRO]]);
    assert_eq!(first[1].part.standing, Standing::Misdirected(vec![solvik()]));
    let over = at(day(2027, 2, 1), 12, 0);
    let moved = CustodyEvent {
        id: CustodyId::from_uuid(Uuid::from_u128(1)),
        case: CustodyCase::BusinessTransferred,
        whose: Whose::Everyone,
        scope: solbakken(),
        written: solviks,
        author: None,
        from: vec![solvik()],
        to: FJORDRO,
        at: over,
        received_at: Some(over),
    };
    let after = Register::new(Facts { deliveries, custody: vec![moved], ..Facts::default() });
    let have = [(first[0].part.holders.clone(), first[0].written.clone())];
    let on = asked.sent_on_at(at(day(2027, 2, 2), 9, 0));
    let second = handed_over(&after, &on, &have);
    assert_eq!(holders(&second), [[FJORDRO]]);
    assert_eq!(second[0].written, [solviks]);
    // Nothing is left for who has all of it.
    let all: Vec<_> =
        first.iter().chain(&second).map(|one| (vec![FJORDRO], one.written.clone())).collect();
    assert_eq!(handed_over(&after, &on, &all), []);
}

/// CTX-6: where two claim it, both get it.
#[test]
fn ctx_6_a_contested_record_is_asked_of_both() {
    let beta = Party::Org(helsebro_domain::ids::OrgId::from_uuid(Uuid::from_u128(14)));
    let all = since(day(2026, 1, 1));
    let register = Register::new(Facts {
        deliveries: vec![solbakken_by_fjordro(), delivery(50, solbakken(), all, Mode::Own)],
        ..Facts::default()
    });
    let asked = ask(Kind::EraseEntry, at(day(2027, 2, 2), 12, 0));
    let found = addressees(&register, &asked);
    let contested: Vec<_> =
        found.iter().filter(|one| one.standing == Standing::Contested).collect();
    assert_eq!(contested.len(), 2);
    assert!(contested.iter().all(|one| !one.holders.contains(&beta)));
    let part = sent(&register, &asked, None).remove(0).part;
    let yes = Answer {
        outcome: Outcome::Granted,
        words: String::new(),
        legal_reference: String::new(),
        journal_note: String::new(),
    };
    assert!(part.answer(Wish::Plain, &yes).is_err());
}

/// CT-60: nobody answers for it, so the municipality takes it and guides.
#[test]
fn ct_60_without_a_delivery_the_municipality_has_it() {
    let register = Register::new(Facts::default());
    let found = addressees(&register, &ask(Kind::AccessRecord, at(day(2027, 2, 2), 9, 0)));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].holders, [solvik()]);
    assert_eq!(found[0].standing, Standing::Holding);
}

/// CT-53: until the agreement of a task community says who, the municipality whose service it is
/// has it, and no other.
#[test]
fn ct_53_a_request_goes_to_the_municipality_whose_service_it_is() {
    let register = Register::new(shared(LegalPerson::Yes, None));
    let clinic = Spot { care_area: CareArea::EmergencyClinic, unit: None, ..spot() };
    let asked = Ask { spot: clinic, ..ask(Kind::AccessRecord, at(day(2027, 2, 2), 9, 0)) };
    let found = addressees(&register, &asked);
    assert_eq!(found.iter().map(|one| &one.holders[..]).collect::<Vec<_>>(), [[solvik()]]);
    assert_eq!(found[0].row, Row::Ct53);
}

/// RR-02, RR-06: what the platform holds is the operator's, a case file the municipality's.
#[test]
fn rr_02_and_06_go_by_what_kind_of_data_it_is() {
    let register = by_fjordro();
    let to = |kind| addressees(&register, &ask(kind, at(day(2027, 2, 2), 9, 0)));
    assert_eq!(to(Kind::AccessPlatform)[0].holders, [Party::Operator]);
    assert_eq!(to(Kind::CaseFile)[0].holders, [solvik()]);
    for kind in [Kind::RectifyRecord, Kind::WhoHasAccessed, Kind::Deceased, Kind::Transfer] {
        assert_eq!(to(kind)[0].holders, [FJORDRO], "{kind:?}");
    }
}

/// What is stored of one request, as the acts store it: each step whole or not at all.
#[derive(Debug, Clone, Default)]
struct Stored {
    parts: Vec<Planned>,
    /// Which part each handed-over one became.
    children: Vec<(usize, Vec<usize>)>,
}

#[derive(Debug, Clone)]
enum Step {
    /// Sends it, to one she names or to those responsible.
    Send(Option<bool>),
    /// Somebody who got what is not theirs sends it on.
    HandOver(usize),
    Guide(usize),
    Take(usize),
    Answer(usize),
    Extend(usize),
    /// The process dies before the step is committed: nothing of it is there, and whoever
    /// did it does it again.
    Crash,
    /// The same once more, after it was committed and the answer was lost.
    Again,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let which = 0_usize..4;
    let step = prop_oneof![
        3 => prop::option::of(any::<bool>()).prop_map(Step::Send),
        3 => which.clone().prop_map(Step::HandOver),
        1 => which.clone().prop_map(Step::Guide),
        1 => which.clone().prop_map(Step::Take),
        1 => which.clone().prop_map(Step::Answer),
        1 => which.prop_map(Step::Extend),
        2 => Just(Step::Crash),
        1 => Just(Step::Again),
    ];
    prop::collection::vec(step, 1..12)
}

/// Registers of every shape that splits: own, outsourced, joint, separate, two at once, a
/// gap, and a change of hands, at days that the dice choose.
fn registers() -> impl Strategy<Value = (Facts, i64)> {
    let days = prop::collection::vec(0_i64..700, 3);
    (days, 0_u8..6, any::<bool>(), 0_i64..30).prop_map(|(mut days, shape, moved, later)| {
        days.sort_unstable();
        let on = |n: i64| at(day(2025, 1, 1).saturating_add(jiff::Span::new().days(n)), 0, 0);
        let (a, b, c) = (on(days[0]), on(days[1] + 1), on(days[2] + 2));
        let own = |id, from, to| {
            Validity::new(from, to).map(|during| delivery(id, solbakken(), during, Mode::Own))
        };
        let out = |id, from, to| {
            let during = Validity::new(from, to)?;
            Some(delivery(id, solbakken(), during, outsourced(FJORDRO)))
        };
        let mut facts = Facts::default();
        let (first, second) = match shape {
            0 => (own(1, a, None), None),
            1 => (own(1, a, Some(b)), out(2, b, None)),
            2 => (out(1, a, Some(b)), own(2, b, None)),
            3 => (own(1, a, Some(b)), out(2, c, None)),
            4 => (own(1, a, None), out(2, b, None)),
            _ => (out(1, a, None), None),
        };
        facts.deliveries = first.into_iter().chain(second).collect();
        if shape == 5 {
            let construct = if moved { Construct::Joint26 } else { independent() };
            let during = Validity::new(b, Some(c)).unwrap_or(Validity::starting(b));
            facts.joint_records.push(joint_record(solbakken(), during, construct));
        }
        if moved && shape == 2 {
            facts.custody.push(CustodyEvent {
                id: CustodyId::from_uuid(Uuid::from_u128(1)),
                case: CustodyCase::BusinessTransferred,
                whose: Whose::Everyone,
                scope: solbakken(),
                written: Validity::starting(a),
                author: None,
                from: vec![FJORDRO],
                to: solvik(),
                at: b,
                received_at: Some(c),
            });
        }
        (facts, days[2] + 3 + later)
    })
}

fn independent() -> Construct {
    Construct::Independent(Default::default())
}

fn do_step(register: &Register, now: Instant, stored: &Stored, step: &Step) -> Stored {
    let mut next = stored.clone();
    let count = stored.parts.len();
    let asked = ask(Kind::AccessRecord, now);
    let at_part = |which: &usize| (count > 0).then(|| which % count);
    let mut change = |which: &usize, moved: &dyn Fn(&Planned) -> Option<Planned>| {
        if let Some(place) = at_part(which)
            && let Some(part) = moved(&stored.parts[place])
        {
            next.parts[place] = part;
        }
    };
    let with = |one: &Planned, part| Planned { part, ..one.clone() };
    match step {
        // Sending twice is the same request.
        Step::Send(_) if count > 0 => {}
        Step::Send(named) => {
            let named = named.map(|municipality| if municipality { solvik() } else { FJORDRO });
            next.parts = sent(register, &asked, named);
        }
        Step::HandOver(which) => {
            let Some(place) = at_part(which) else { return next };
            let Ok(part) = stored.parts[place].part.clone().hand_over() else { return next };
            let answering = stored.parts.iter().filter(|one| one.part.standing.must_answer());
            let have: Vec<_> =
                answering.map(|one| (one.part.holders.clone(), one.written.clone())).collect();
            let new = handed_over(register, &asked, &have);
            next.children.push((place, (count..count + new.len()).collect()));
            next.parts[place].part = part;
            next.parts.extend(new);
        }
        Step::Guide(which) => {
            change(which, &|one| Some(with(one, one.part.clone().guide().ok()?)));
        }
        Step::Take(which) => {
            change(which, &|one| Some(with(one, one.part.clone().take().ok()?)));
        }
        Step::Extend(which) => change(which, &|one| {
            let reason = "Journalen er lang og må leses av to.";
            Some(with(one, one.part.clone().extend(reason, now).ok()?))
        }),
        Step::Answer(which) => change(which, &|one| {
            let answer = Answer {
                outcome: Outcome::Granted,
                words: String::new(),
                legal_reference: String::new(),
                journal_note: String::new(),
            };
            Some(with(one, one.part.clone().answer(Wish::Plain, &answer).ok()?))
        }),
        Step::Crash | Step::Again => {}
    }
    next
}

/// Those whom the resolver names, each as often as it names them.
fn named(register: &Register, now: Instant) -> Vec<Vec<Party>> {
    let found = addressees(register, &ask(Kind::AccessRecord, now));
    let mut holders: Vec<Vec<Party>> = found.into_iter().map(|one| one.holders).collect();
    holders.sort();
    holders
}

/// Whom the resolver itself names for what was written at some instants until now: asked
/// without the rule that splits requests.
fn named_by_the_resolver(register: &Register, now: Instant) -> Vec<Party> {
    const TIMES: i64 = 8;
    let began = register.facts().deliveries.iter().map(|one| one.validity.from().micros()).min();
    let Some(began) = began.filter(|began| *began <= now.micros()) else { return Vec::new() };
    let mut found = Vec::new();
    for time in 0..=TIMES {
        let written = Instant::from_micros(began + (now.micros() - began) / TIMES * time);
        let entry = Entry { created_at: Some(written), ..Entry::default() };
        let area = CareArea::NursingHome;
        let asked = Question::new(Category::EpjRecord, SOLVIK, area, Some(SOLBAKKEN), now);
        let current = current_controller(register, &asked.with(entry), Whose::Person(KARI));
        found.extend(current.controllers.parties().iter().copied());
    }
    found
}

/// A request is with exactly those whom the resolver names, or with somebody who has been
/// told whom it names and has still to send it on.
fn nothing_is_lost(must: &[Vec<Party>], stored: &Stored) -> Result<(), TestCaseError> {
    if stored.parts.is_empty() {
        return Ok(());
    }
    let mut have: Vec<Vec<Party>> = Vec::new();
    let mut waits: Vec<Party> = Vec::new();
    for one in &stored.parts {
        match &one.part.standing {
            Standing::Misdirected(right) if one.part.state != State::HandedOver => {
                waits.extend(right);
                prop_assert!(one.part.clock.is_none());
            }
            Standing::Misdirected(_) => {}
            _ => {
                have.push(one.part.holders.clone());
                prop_assert!(one.part.clock.is_some());
            }
        }
    }
    have.sort();
    let missing: Vec<&Vec<Party>> = must.iter().filter(|one| !have.contains(one)).collect();
    for one in &have {
        prop_assert!(must.contains(one), "{one:?} has a part and is not named");
    }
    prop_assert!(have.windows(2).all(|two| two[0] != two[1]), "somebody has it twice");
    for one in missing {
        let told = one.iter().all(|party| waits.contains(party));
        prop_assert!(told, "{one:?} is named and nobody will send it on");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100_000))]

    /// § 9, issue of routing: whatever happens, and whenever the process dies, no request is
    /// without exactly the addressees that the resolver names, and none is lost when it is
    /// split or sent on.
    #[test]
    fn no_request_is_lost_or_goes_astray((facts, days) in registers(), steps in steps()) {
        let register = Register::new(facts);
        let now = at(day(2025, 1, 1).saturating_add(jiff::Span::new().days(days)), 12, 0);
        let must = named(&register, now);
        for party in named_by_the_resolver(&register, now) {
            let has_part = must.iter().any(|holders| holders.contains(&party));
            prop_assert!(has_part, "{party:?} is controller and gets no part");
        }
        let mut stored = Stored::default();
        let mut last: Option<Step> = None;
        for step in steps {
            match step {
                // What was not committed is not there.
                Step::Crash => {
                    let _ = last.as_ref().map(|step| do_step(&register, now, &stored, step));
                }
                Step::Again => {
                    if let Some(step) = &last {
                        stored = do_step(&register, now, &stored, step);
                    }
                }
                step => {
                    stored = do_step(&register, now, &stored, &step);
                    last = Some(step);
                }
            }
            nothing_is_lost(&must, &stored)?;
        }
    }
}

/// RRX-2, CT-20: the month of joint controllers runs from a Sunday to the last of February
/// and is not late before Monday; extended in time it is three; neither sends it away.
#[test]
fn rrx_2_joint_controllers_have_until_the_first_working_day_and_three_months_when_extended() {
    let received = at(day(2027, 1, 31), 12, 0);
    let holders = vec![FJORDRO, solvik()];
    let part = helsebro_domain::rights::Part::received(
        Kind::AccessRecord,
        holders,
        Standing::Jointly,
        received,
    );
    let clock = part.clock.unwrap();
    assert_eq!((clock.due_on(), clock.latest_on()), (day(2027, 2, 28), day(2027, 3, 1)));
    let decided = at(day(2027, 2, 20), 9, 0);
    let extended = part.clone().extend("Journalen er lang, og to må lese den.", decided).unwrap();
    assert_eq!(extended.clock.unwrap().due_on(), day(2027, 4, 30));
    assert!(part.hand_over().is_err());
}
