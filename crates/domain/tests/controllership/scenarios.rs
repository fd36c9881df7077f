//! The timeline scenarios of § 5.5, told as they stand there.

use helsebro_domain::controllership::{
    Category, Construct, Controllers, CustodyCase, CustodyEvent, Entry, Facts, Flag, Mark, Mode,
    Named, Origin, Override, Party, Processing, Processor, Question, Register, Row, Scope, System,
    Validity, Whose, current_controller, goes_to, last_day_of_participation, may_go,
};
use helsebro_domain::ids::{CustodyId, OverrideId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::Instant;
use uuid::Uuid;

use crate::cast::{
    BETA, FJORDRO, GRANLI, HOSTING, KARI, KYST, NORDFJELL, OLA, SOLBAKKEN, SOLVIK, agreement, ask,
    at, between, day, delivery, emergency_record, host, hosted_by_nordfjell, joint_record,
    nordfjell, outsourced, record_at, since, solbakken, solbakken_by_fjordro, solvik, written,
};

/// Also S2-1-b.
#[test]
fn ctx_1_a_joint_journal_makes_both_controllers_from_its_first_instant() {
    let joint = joint_record(solbakken(), since(day(2026, 6, 15)), Construct::Joint26);
    let facts = Facts {
        deliveries: vec![solbakken_by_fjordro()],
        joint_records: vec![joint],
        ..Facts::default()
    };
    let eve = ask(&facts, &record_at(SOLBAKKEN, at(day(2026, 6, 14), 23, 59)));
    assert_eq!((eve.row, eve.controllers), (Row::Ct30, Controllers::One(FJORDRO)));
    let day = ask(&facts, &record_at(SOLBAKKEN, at(day(2026, 6, 15), 0, 0)));
    assert_eq!(day.row, Row::Ct20);
    assert_eq!(day.controllers, Controllers::Joint(vec![solvik(), FJORDRO]));
    assert_eq!(day.contact(), Some(solvik()));
    assert_eq!(day.agreements, [agreement(100), agreement(200)]);
    assert_eq!(day.responsible, [SOLVIK]);
}

/// Also S2-2-b3.
#[test]
fn ctx_2_a_joint_journal_that_ends_in_the_middle_of_a_month_splits_a_request() {
    let joint =
        joint_record(solbakken(), between(day(2026, 6, 15), day(2027, 3, 15)), Construct::Joint26);
    let end = joint.validity.to().unwrap();
    let facts = Facts {
        deliveries: vec![solbakken_by_fjordro()],
        custody: vec![CustodyEvent {
            case: CustodyCase::JointRecordEnds,
            written: joint.validity,
            from: vec![solvik(), FJORDRO],
            ..went(1, Whose::Everyone, solvik(), end)
        }],
        joint_records: vec![joint],
        ..Facts::default()
    };
    let register = Register::new(facts.clone());
    let asked = record_at(SOLBAKKEN, at(day(2027, 3, 20), 12, 0));
    let first = asked.with(written(at(day(2027, 3, 15), 22, 0), FJORDRO));
    let second = asked.with(written(at(day(2027, 3, 16), 8, 0), FJORDRO));

    let first = current_controller(&register, &first, Whose::Person(KARI));
    assert_eq!(first.controllers, Controllers::One(solvik()));
    assert_eq!(first.moved_by, Some(custody_id(1)));
    let second = current_controller(&register, &second, Whose::Person(KARI));
    assert_eq!(second.controllers, Controllers::One(FJORDRO));
    assert_eq!(second.resolution.row, Row::Ct30);
    assert!(second.resolution.has(Flag::JointRecordEnded));
    assert!(second.resolution.says(Mark::JointRecordEnded));
    assert!(!ask(&facts, &asked.at(at(day(2027, 3, 15), 23, 59))).has(Flag::JointRecordEnded));
}

/// Also S2-1-c.
#[test]
fn ctx_3_a_host_answers_from_the_night_when_the_neighbour_joins() {
    let facts = Facts {
        deliveries: vec![
            delivery(1, clinic(NORDFJELL), since(day(2020, 1, 1)), Mode::Own),
            delivery(2, clinic(GRANLI), since(day(2026, 1, 1)), host(300)),
            delivery(3, clinic(SOLVIK), between(day(2020, 1, 1), day(2026, 12, 31)), Mode::Own),
            delivery(4, clinic(SOLVIK), since(day(2027, 1, 1)), host(300)),
        ],
        host_cooperations: vec![hosted_by_nordfjell(since(day(2026, 1, 1)), vec![GRANLI, SOLVIK])],
        ..Facts::default()
    };
    let eve = ask(&facts, &emergency_record(SOLVIK, at(day(2026, 12, 31), 23, 30)));
    assert_eq!((eve.row, eve.controllers), (Row::Ct10, Controllers::One(solvik())));
    let after = ask(&facts, &emergency_record(SOLVIK, at(day(2027, 1, 1), 0, 30)));
    assert_eq!((after.row, &after.controllers), (Row::Ct40, &Controllers::One(nordfjell())));
    assert_eq!((after.responsible, after.delegating), (vec![NORDFJELL], Some(SOLVIK)));
    let granli = ask(&facts, &emergency_record(GRANLI, at(day(2026, 1, 1), 0, 0)));
    assert_eq!((granli.row, granli.controllers), (Row::Ct40, Controllers::One(nordfjell())));
}

/// TV-13: a year, unless another time is agreed (KL 20-8).
#[test]
fn tv_13_whoever_leaves_a_host_cooperation_is_in_it_for_a_year_more() {
    assert_eq!(last_day_of_participation(day(2027, 2, 15), None), day(2028, 2, 15));
    assert_eq!(last_day_of_participation(day(2028, 2, 29), None), day(2029, 2, 28));
    assert_eq!(last_day_of_participation(day(2027, 2, 15), Some(6)), day(2027, 8, 15));
}

#[test]
fn ctx_4_the_host_answers_until_the_last_day_of_the_one_who_leaves() {
    let last = last_day_of_participation(day(2027, 2, 15), None);
    assert_eq!(last, day(2028, 2, 15));
    let facts = Facts {
        deliveries: vec![
            delivery(1, clinic(SOLVIK), between(day(2027, 1, 1), last), host(300)),
            delivery(2, clinic(SOLVIK), since(last.tomorrow().unwrap()), Mode::Own),
        ],
        host_cooperations: vec![hosted_by_nordfjell(since(day(2026, 1, 1)), vec![GRANLI, SOLVIK])],
        ..Facts::default()
    };
    let on_the_last = ask(&facts, &emergency_record(SOLVIK, at(last, 23, 59)));
    assert_eq!((on_the_last.row, on_the_last.contact()), (Row::Ct40, Some(nordfjell())));
    let next = ask(&facts, &emergency_record(SOLVIK, at(day(2028, 2, 16), 0, 0)));
    assert_eq!((next.row, next.contact()), (Row::Ct10, Some(solvik())));
}

/// Also S2-1-d.
#[test]
fn ctx_5_a_decision_places_controllership_for_as_long_as_it_holds() {
    let facts = Facts {
        deliveries: vec![delivery(1, clinic(SOLVIK), since(day(2026, 1, 1)), outsourced(KYST))],
        overrides: vec![Override {
            id: OverrideId::from_uuid(Uuid::from_u128(1)),
            categories: vec![Category::EpjRecord],
            scope: clinic(SOLVIK),
            validity: between(day(2027, 3, 1), day(2027, 8, 31)),
            named: Named { controllers: vec![solvik()], processors: None, contact: None },
        }],
        processings: vec![processing(KYST, HOSTING, System::Epj)],
        ..Facts::default()
    };
    let on = |date| ask(&facts, &emergency_record(SOLVIK, at(date, 0, 0)));
    for date in [day(2027, 2, 28), day(2027, 9, 1)] {
        let answer = on(date);
        assert_eq!((answer.row, answer.controllers), (Row::Ct30, Controllers::One(KYST)));
        assert_eq!(answer.decision, None);
    }
    for date in [day(2027, 3, 1), day(2027, 8, 31)] {
        let answer = on(date);
        assert_eq!((answer.row, answer.beneath), (Row::Ct00, Some(Row::Ct30)));
        assert_eq!(answer.controllers, Controllers::One(solvik()));
        assert!(answer.says(Mark::Override));
        assert_eq!(answer.processors, [Processor { party: HOSTING, controller: KYST }]);
        assert!(answer.clauses().contains(&"S2-1-d") && answer.clauses().contains(&"S2-3-a"));
    }
    let file = Question {
        category: Category::CaseFile,
        ..emergency_record(SOLVIK, at(day(2027, 3, 1), 0, 0))
    };
    assert_eq!(ask(&facts, &file).row, Row::Ct33);
}

#[test]
fn ctx_6_what_two_deliveries_claim_is_contested_and_nothing_may_be_deleted() {
    let centre = Scope::area(GRANLI, CareArea::ChildHealthCentre);
    let both = between(day(2027, 1, 1), day(2027, 6, 30));
    let facts = Facts {
        deliveries: vec![
            delivery(1, centre, both, Mode::Own),
            delivery(2, centre, both, outsourced(FJORDRO)),
        ],
        ..Facts::default()
    };
    let asked = Question::new(
        Category::EpjRecord,
        GRANLI,
        CareArea::ChildHealthCentre,
        None,
        at(day(2027, 3, 1), 9, 0),
    );
    let answer = ask(&facts, &asked);
    let granli = Party::Municipality(GRANLI);
    assert_eq!(answer.row, Row::Ct62);
    assert_eq!(answer.controllers, Controllers::Contested(vec![granli, FJORDRO]));
    assert_eq!(answer.receivers, [granli, FJORDRO]);
    assert!(!answer.may_delete() && answer.says(Mark::Contested));
}

#[test]
fn ctx_7_old_notes_stay_with_the_provider_whose_contract_ended() {
    let nursing = Scope::area(SOLVIK, CareArea::NursingHome);
    let contract = between(day(2026, 1, 1), day(2027, 6, 30));
    let end = contract.to().unwrap();
    let event = CustodyEvent {
        case: CustodyCase::ContractEnds,
        scope: nursing,
        written: contract,
        received_at: None,
        ..went(1, Whose::Everyone, solvik(), end)
    };
    for custody in [Vec::new(), vec![event]] {
        let facts = Facts {
            deliveries: vec![
                delivery(1, nursing, contract, outsourced(FJORDRO)),
                delivery(2, nursing, since(day(2027, 7, 1)), Mode::Own),
            ],
            custody,
            ..Facts::default()
        };
        let register = Register::new(facts);
        for date in [day(2027, 7, 2), day(2027, 8, 1)] {
            let now = record_at(SOLBAKKEN, at(date, 9, 0));
            let new = current_controller(&register, &now, Whose::Person(KARI));
            assert_eq!(
                (new.resolution.row, new.controllers),
                (Row::Ct10, Controllers::One(solvik()))
            );
            let old = now.with(written(at(day(2026, 10, 1), 9, 0), FJORDRO));
            let old = current_controller(&register, &old, Whose::Person(KARI));
            assert_eq!(
                (old.resolution.row, old.controllers),
                (Row::Ct30, Controllers::One(FJORDRO))
            );
        }
    }
}

/// Also S2-3-e.
#[test]
fn ctx_8_whoever_opposes_a_transfer_has_her_record_sent_to_the_one_she_names() {
    let contract = between(day(2026, 1, 1), day(2027, 6, 30));
    let end = contract.to().unwrap();
    let kari = goes_to(BETA, Some(solvik()));
    let others = goes_to(BETA, None);
    let facts = Facts {
        deliveries: vec![
            delivery(1, solbakken(), contract, outsourced(FJORDRO)),
            delivery(2, solbakken(), since(day(2027, 7, 1)), outsourced(BETA)),
        ],
        custody: vec![
            went(1, Whose::Everyone, others, end),
            went(2, Whose::Person(KARI), kari, end),
        ],
        ..Facts::default()
    };
    let register = Register::new(facts);
    let old = record_at(SOLBAKKEN, end).with(written(at(day(2026, 10, 1), 9, 0), FJORDRO));
    let of = |whose| current_controller(&register, &old, whose).controllers;
    assert_eq!(of(Whose::Person(KARI)), Controllers::One(solvik()));
    assert_eq!(of(Whose::Person(OLA)), Controllers::One(BETA));

    let before = old.at(Instant::from_micros(end.micros() - 1));
    for whose in [Whose::Person(KARI), Whose::Person(OLA)] {
        let current = current_controller(&register, &before, whose);
        assert_eq!(current.controllers, Controllers::One(FJORDRO));
    }
    assert!(may_go(end, None).is_err());
}

#[test]
fn until_the_receiver_has_a_record_whoever_had_it_answers() {
    let contract = between(day(2026, 1, 1), day(2027, 6, 30));
    let end = contract.to().unwrap();
    let received = at(day(2027, 7, 5), 14, 30);
    let facts = Facts {
        deliveries: vec![solbakken_by_fjordro()],
        custody: vec![
            went(1, Whose::Everyone, BETA, end),
            CustodyEvent {
                received_at: Some(received),
                ..went(2, Whose::Person(KARI), solvik(), end)
            },
        ],
        ..Facts::default()
    };
    let register = Register::new(facts);
    let old = record_at(SOLBAKKEN, received).with(written(at(day(2026, 10, 1), 9, 0), FJORDRO));
    let at_instant =
        |at| current_controller(&register, &old.at(at), Whose::Person(KARI)).controllers;
    assert_eq!(at_instant(Instant::from_micros(received.micros() - 1)), Controllers::One(FJORDRO));
    assert_eq!(at_instant(received), Controllers::One(solvik()));
}

/// Also S1-3.2-a.
#[test]
fn ctx_11_a_provider_that_sends_letters_answers_for_them_and_needs_its_own_agreement() {
    let mut facts = Facts { deliveries: vec![solbakken_by_fjordro()], ..Facts::default() };
    let sent = Question {
        category: Category::Dissemination,
        ..record_at(SOLBAKKEN, at(day(2027, 2, 1), 9, 0))
    };
    let sent = sent.with(Entry { origin: Some(Origin::EpjRecord), ..Entry::default() });
    let without = ask(&facts, &sent);
    assert_eq!((without.row, without.beneath), (Row::Ct03, Some(Row::Ct30)));
    assert_eq!(without.controllers, Controllers::One(FJORDRO));
    assert_eq!(without.processors, [Processor { party: Party::Operator, controller: FJORDRO }]);
    assert!(without.says(Mark::DpaMissingForSender));

    facts.processings.push(processing(FJORDRO, Party::Operator, System::Platform));
    let with = ask(&facts, &sent);
    assert!(!with.says(Mark::DpaMissingForSender));
    assert_eq!(with.agreements, [agreement(100), agreement(400)]);
}

#[test]
fn ctx_12_a_host_that_outsources_is_asked_in_the_neighbours_place() {
    let facts = Facts {
        deliveries: vec![
            delivery(1, clinic(NORDFJELL), since(day(2026, 1, 1)), outsourced(KYST)),
            delivery(2, clinic(GRANLI), since(day(2026, 1, 1)), host(300)),
        ],
        host_cooperations: vec![hosted_by_nordfjell(since(day(2026, 1, 1)), vec![GRANLI])],
        ..Facts::default()
    };
    let answer = ask(&facts, &emergency_record(GRANLI, at(day(2027, 2, 1), 2, 0)));
    assert_eq!((answer.row, &answer.controllers), (Row::Ct30, &Controllers::One(KYST)));
    assert!(answer.has(Flag::HostHasOutsourced));
    assert_eq!((&answer.responsible[..], answer.delegating), (&[NORDFJELL][..], Some(GRANLI)));
    assert_eq!(answer.agreements, [agreement(300), agreement(100)]);
}

fn clinic(municipality: helsebro_domain::ids::MunicipalityId) -> Scope {
    Scope::area(municipality, CareArea::EmergencyClinic)
}

const fn custody_id(number: u128) -> CustodyId {
    CustodyId::from_uuid(Uuid::from_u128(number))
}

/// Records of Solbakken that Fjordro hands over, and that are there at once.
fn went(number: u128, whose: Whose, to: Party, at: Instant) -> CustodyEvent {
    CustodyEvent {
        id: custody_id(number),
        case: CustodyCase::BusinessTransferred,
        whose,
        scope: solbakken(),
        written: Validity::starting(Instant::from_micros(0)),
        author: None,
        from: vec![FJORDRO],
        to,
        at,
        received_at: Some(at),
    }
}

fn processing(controller: Party, processor: Party, system: System) -> Processing {
    let validity = since(day(2026, 1, 1));
    Processing { controller, processor, system, validity, agreement: Some(agreement(400)) }
}
