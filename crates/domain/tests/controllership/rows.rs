//! Rows and flags, each told with the cast.

use helsebro_domain::controllership::{
    Allocation, Category, CommunityClause, Construct, ControllerMode, Controllers, Delivery, Entry,
    Facts, Flag, HeldBy, HostController, LegalPerson, Mark, Mode, MoveBasis, Named, Outsourcing,
    Partition, Party, Place, Question, RecordOperator, Row, Scope, Succession, TaskCommunity,
    Validity,
};
use helsebro_domain::ids::MunicipalityId;
use helsebro_domain::parties::CareArea;
use helsebro_domain::time::Instant;

use crate::cast::{
    BETA, FJELLHEIM, FJORDRO, GRANLI, HOSTING, KYST, MIDTBYGDA, NORDFJELL, SOLBAKKEN, SOLVIK,
    STRANGER, agreement, ask, at, between, day, delivery, emergency_record, host,
    hosted_by_nordfjell, joint_record, midtbygda, nordfjell, outsourced, record_at, since,
    solbakken, solbakken_by_fjordro, solvik, written,
};

fn noon() -> Instant {
    at(day(2027, 2, 1), 12, 0)
}

fn nursing() -> Scope {
    Scope::area(SOLVIK, CareArea::NursingHome)
}

fn own_everything() -> Delivery {
    delivery(9, Scope::whole(SOLVIK), since(day(2020, 1, 1)), Mode::Own)
}

fn with(deliveries: Vec<Delivery>) -> Facts {
    Facts { deliveries, ..Facts::default() }
}

fn with_joint(construct: Construct) -> Facts {
    let joint = joint_record(solbakken(), since(day(2026, 6, 15)), construct);
    Facts { joint_records: vec![joint], ..with(vec![solbakken_by_fjordro()]) }
}

fn by(author: Party) -> Entry {
    Entry { author: Some(author), ..Entry::default() }
}

fn of(category: Category, question: Question) -> Question {
    Question { category, ..question }
}

/// S1-3.1-a, S1-3.1-b.
#[test]
fn s1_3_1_a_the_platform_part_is_the_operators_unless_the_municipality_runs_it_itself() {
    let asked = of(Category::Platform, record_at(SOLBAKKEN, noon()));
    let mut facts = with(Vec::new());
    let answer = ask(&facts, &asked);
    assert_eq!((answer.row, answer.controllers), (Row::Ct01, Controllers::One(Party::Operator)));
    facts.mode = ControllerMode::Municipality;
    let answer = ask(&facts, &asked);
    assert_eq!((answer.row, &answer.controllers), (Row::Ct02, &Controllers::One(solvik())));
    assert!(answer.says(Mark::DpaMissing));
}

#[test]
fn s2_0_f_a_service_is_own_outsourced_hosted_or_shared() {
    let scope = Scope::area(SOLVIK, CareArea::EmergencyClinic);
    let community = Mode::TaskCommunity { community: MIDTBYGDA, agreement: agreement(500) };
    for (mode, row) in [
        (Mode::Own, Row::Ct10),
        (outsourced(FJORDRO), Row::Ct30),
        (host(300), Row::Ct42),
        (community, Row::Ct53),
    ] {
        let facts = with(vec![delivery(1, scope, since(day(2026, 1, 1)), mode)]);
        assert_eq!(ask(&facts, &emergency_record(SOLVIK, noon())).row, row);
    }
}

#[test]
fn s2_0_h_one_of_two_nursing_homes_may_be_outsourced() {
    let facts = with(vec![own_everything(), solbakken_by_fjordro()]);
    assert_eq!(ask(&facts, &record_at(SOLBAKKEN, noon())).row, Row::Ct30);
    assert_eq!(ask(&facts, &record_at(FJELLHEIM, noon())).row, Row::Ct10);
}

#[test]
fn s2_0_i_an_inter_municipal_company_is_a_provider_as_any_other() {
    let scope = Scope::area(SOLVIK, CareArea::EmergencyClinic);
    let facts = with(vec![delivery(1, scope, since(day(2026, 1, 1)), outsourced(KYST))]);
    let answer = ask(&facts, &emergency_record(SOLVIK, noon()));
    assert_eq!((answer.row, answer.controllers), (Row::Ct30, Controllers::One(KYST)));
}

#[test]
fn s2_1_a_in_its_own_delivery_the_municipality_is_controller() {
    let facts = with(vec![own_everything()]);
    for unit in [None, Some(SOLBAKKEN)] {
        let asked = Question { unit, ..record_at(SOLBAKKEN, noon()) };
        let answer = ask(&facts, &asked);
        assert_eq!((answer.row, &answer.controllers), (Row::Ct10, &Controllers::One(solvik())));
        assert_eq!(answer.moves, MoveBasis::Need);
    }
}

#[test]
fn s2_2_d1_1_joint_controllers_are_both_asked_and_neither_may_refuse() {
    let mut facts = with_joint(Construct::Joint26);
    let asked = record_at(SOLBAKKEN, noon());
    let answer = ask(&facts, &asked);
    assert_eq!(answer.receivers, [solvik(), FJORDRO]);
    assert!(answer.says(Mark::JointCannotReject));
    facts.joint_records[0].contact = Some(FJORDRO);
    assert_eq!(ask(&facts, &asked).receivers, [FJORDRO, solvik()]);
}

#[test]
fn s2_2_d2_1_independent_controllers_each_answer_for_what_they_wrote() {
    let allocated = Allocation { author: KYST, controller: solvik() };
    let facts = with_joint(Construct::Independent(vec![allocated]));
    let asked = record_at(SOLBAKKEN, noon());
    for (author, controller) in [(solvik(), solvik()), (FJORDRO, FJORDRO), (KYST, solvik())] {
        let answer = ask(&facts, &asked.with(by(author)));
        assert_eq!((answer.row, &answer.controllers), (Row::Ct23, &Controllers::One(controller)));
        assert_eq!(answer.receivers, [controller]);
        assert!(!answer.says(Mark::EntryNeeded));
    }
    for entry in [Entry::default(), by(BETA)] {
        let answer = ask(&facts, &asked.with(entry));
        assert_eq!(answer.controllers, Controllers::Candidates(vec![solvik(), FJORDRO]));
        assert!(answer.says(Mark::EntryNeeded));
    }
}

#[test]
fn s2_2_e_who_runs_the_journal_system_decides_who_processes() {
    let mut facts = with_joint(Construct::Independent(Vec::new()));
    let asked = record_at(SOLBAKKEN, noon());
    let mut seen = Vec::new();
    for operator in [
        None,
        Some(RecordOperator::Municipality),
        Some(RecordOperator::Provider),
        Some(RecordOperator::ThirdParty(HOSTING)),
    ] {
        facts.joint_records[0].record_operator = operator;
        let answer = ask(&facts, &asked.with(by(FJORDRO)));
        let processors: Vec<Party> = answer.processors.iter().map(|each| each.party).collect();
        seen.push((answer.row, processors, answer.says(Mark::RecommendedClauseMissing)));
    }
    assert_eq!(
        seen,
        [
            (Row::Ct23, vec![solvik()], true),
            (Row::Ct23, vec![solvik()], false),
            (Row::Ct24, vec![], false),
            (Row::Ct25, vec![HOSTING], false),
        ]
    );
}

#[test]
fn s2_3_a_without_a_joint_journal_the_provider_alone_is_controller() {
    let with_operator = |record_operator| {
        let mut facts = with(vec![solbakken_by_fjordro()]);
        if let Mode::Outsourced(outsourcing) = &mut facts.deliveries[0].mode {
            outsourcing.record_operator = record_operator;
        }
        ask(&facts, &record_at(SOLBAKKEN, noon()))
    };
    for (operator, row, processor) in [
        (None, Row::Ct30, None),
        (Some(RecordOperator::Municipality), Row::Ct31, Some(solvik())),
        (Some(RecordOperator::ThirdParty(HOSTING)), Row::Ct32, Some(HOSTING)),
    ] {
        let answer = with_operator(operator);
        assert_eq!((answer.row, &answer.controllers), (row, &Controllers::One(FJORDRO)));
        assert_eq!(answer.processors.first().map(|each| each.party), processor);
        assert_eq!(answer.says(Mark::TenantSeparationRequired), row == Row::Ct31);
    }
}

#[test]
fn s2_3_a1_the_case_file_stays_the_municipalitys_whoever_delivers() {
    let community = Mode::TaskCommunity { community: MIDTBYGDA, agreement: agreement(500) };
    for mode in [Mode::Own, outsourced(FJORDRO), community] {
        let facts = with(vec![delivery(1, nursing(), since(day(2026, 1, 1)), mode)]);
        let answer = ask(&facts, &of(Category::CaseFile, record_at(SOLBAKKEN, noon())));
        assert_eq!((answer.row, &answer.controllers), (Row::Ct33, &Controllers::One(solvik())));
    }
}

/// S2-3-d: data go from the provider after an assessment, by the law of the day.
#[test]
fn s2_3_d_no_other_agreement_gives_control_and_each_disclosure_is_assessed() {
    let answer = ask(&with(vec![solbakken_by_fjordro()]), &record_at(SOLBAKKEN, noon()));
    assert!(answer.says(Mark::NoControlWithoutJointRecord));
    assert_eq!(answer.moves.code(at(day(2026, 6, 30), 23, 59)), "HPL25_45_PRE20260701");
    assert_eq!(answer.moves.code(at(day(2026, 7, 1), 0, 0)), "HPL25_2026");
}

/// S2-4-a-1, S2-4-a-2, S2-4-a-3.
#[test]
fn s2_4_a_3_with_the_responsibility_the_host_takes_controllership_over() {
    let scope = Scope::area(GRANLI, CareArea::EmergencyClinic);
    let mut facts = with(vec![delivery(1, scope, since(day(2026, 1, 1)), host(300))]);
    facts.host_cooperations = vec![hosted_by_nordfjell(since(day(2026, 1, 1)), vec![GRANLI])];
    let asked = emergency_record(GRANLI, noon());
    let answer = ask(&facts, &asked);
    assert_eq!((answer.row, &answer.controllers), (Row::Ct40, &Controllers::One(nordfjell())));

    let granli = Party::Municipality(GRANLI);
    let case = of(Category::CaseFile, asked);
    let held = |held_by| case.with(Entry { held_by: Some(held_by), ..Entry::default() });
    for (asked, controllers) in [
        (held(HeldBy::Host), Controllers::One(nordfjell())),
        (held(HeldBy::Participant), Controllers::One(granli)),
        (case, Controllers::Candidates(vec![nordfjell(), granli])),
    ] {
        let answer = ask(&facts, &asked);
        assert_eq!((answer.row, answer.controllers), (Row::Ct44, controllers));
    }
}

/// S2-4-b2, S2-4-c-1: an agreement that does not name these residents says nothing.
#[test]
fn s2_4_c_1_an_agreement_that_does_not_name_the_neighbours_residents_is_silent() {
    let scope = Scope::area(GRANLI, CareArea::EmergencyClinic);
    let mut facts = with(vec![delivery(1, scope, since(day(2026, 1, 1)), host(300))]);
    facts.host_cooperations = vec![hosted_by_nordfjell(since(day(2026, 1, 1)), vec![GRANLI])];
    facts.host_cooperations[0].clause.as_mut().unwrap().residents_of = vec![SOLVIK];
    let answer = ask(&facts, &emergency_record(GRANLI, noon()));
    assert_eq!((answer.row, &answer.controllers), (Row::Ct42, &Controllers::One(nordfjell())));
    assert!(answer.says(Mark::ControllerClauseMissing));
    assert_eq!(answer.receivers, [nordfjell(), Party::Municipality(GRANLI)]);
}

#[test]
fn s2_4_c_2_a_host_agreement_that_deviates_is_followed_and_marked() {
    let scope = Scope::area(GRANLI, CareArea::EmergencyClinic);
    let granli = Party::Municipality(GRANLI);
    let mut facts = with(vec![delivery(1, scope, since(day(2026, 1, 1)), host(300))]);
    facts.host_cooperations = vec![hosted_by_nordfjell(since(day(2026, 1, 1)), vec![GRANLI])];
    let named =
        Named { controllers: vec![nordfjell(), granli], processors: None, contact: Some(granli) };
    let clause = facts.host_cooperations[0].clause.as_mut().unwrap();
    clause.who = HostController::Deviates(named);
    let answer = ask(&facts, &emergency_record(GRANLI, noon()));
    assert_eq!(answer.row, Row::Ct41);
    assert_eq!(answer.controllers, Controllers::Joint(vec![nordfjell(), granli]));
    assert_eq!(answer.receivers, [granli, nordfjell()]);
    assert!(answer.says(Mark::DeviatesFromGuidance));
}

/// L-KL-19-1, CT-50 to CT-53.
#[test]
fn s2_4_b2_a_task_community_is_controller_as_its_agreement_says() {
    let granli = Party::Municipality(GRANLI);
    let named = || Named { controllers: vec![solvik(), granli], processors: None, contact: None };
    let itself = Party::Org(MIDTBYGDA);
    let both = Controllers::Candidates(vec![solvik(), granli]);
    for (legal, clause, row, controllers) in [
        (LegalPerson::Yes, Some(CommunityClause::Community), Row::Ct50, Controllers::One(itself)),
        (LegalPerson::No, Some(CommunityClause::Community), Row::Ct53, both.clone()),
        (
            LegalPerson::No,
            Some(CommunityClause::Participant(GRANLI)),
            Row::Ct51,
            Controllers::One(granli),
        ),
        (
            LegalPerson::Yes,
            Some(CommunityClause::Joint(named())),
            Row::Ct52,
            Controllers::Joint(vec![solvik(), granli]),
        ),
        (LegalPerson::Yes, None, Row::Ct53, both),
    ] {
        let facts = shared(legal, clause);
        let answer = ask(&facts, &emergency_record(SOLVIK, noon()));
        assert_eq!((answer.row, answer.controllers.clone()), (row, controllers));
        assert_eq!(answer.responsible, [SOLVIK, GRANLI]);
        assert!(answer.says(Mark::KoCannotDecide));
        let named_wrongly = legal == LegalPerson::No && row == Row::Ct53;
        assert_eq!(answer.says(Mark::KoNotLegalPerson), named_wrongly);
    }
}

#[test]
fn ct_53_until_the_agreement_says_who_each_answers_for_its_own_residents() {
    let facts = shared(LegalPerson::Yes, None);
    let lives = |home| Entry { residence: Some(home), ..Entry::default() };
    for (home, controller) in [(SOLVIK, SOLVIK), (GRANLI, GRANLI), (STRANGER, SOLVIK)] {
        let answer = ask(&facts, &emergency_record(SOLVIK, noon()).with(lives(home)));
        assert_eq!(answer.controllers, Controllers::One(Party::Municipality(controller)));
    }
}

pub(crate) fn shared(legal: LegalPerson, clause: Option<CommunityClause>) -> Facts {
    let scope = Scope::area(SOLVIK, CareArea::EmergencyClinic);
    let mode = Mode::TaskCommunity { community: MIDTBYGDA, agreement: agreement(500) };
    let agreed = TaskCommunity {
        id: agreement(500),
        community: MIDTBYGDA,
        participants: vec![SOLVIK, GRANLI],
        validity: since(day(2026, 1, 1)),
        clause,
    };
    Facts {
        organisations: vec![midtbygda(legal)],
        task_communities: vec![agreed],
        ..with(vec![delivery(1, scope, since(day(2026, 1, 1)), mode)])
    }
}

/// S2-2-d-2: nothing new without a controller.
#[test]
fn s2_2_d_2_without_a_delivery_nothing_new_is_processed() {
    let answer = ask(&with(Vec::new()), &record_at(SOLBAKKEN, noon()));
    assert_eq!((answer.row, &answer.controllers), (Row::Ct60, &Controllers::Nobody));
    assert_eq!(answer.contact(), Some(solvik()));
    assert!(!answer.takes_new() && answer.says(Mark::NoController));
}

#[test]
fn ct_61_for_a_year_the_last_holder_answers_for_what_is_old() {
    let ended = between(day(2026, 1, 1), day(2026, 6, 30));
    let facts = with(vec![delivery(1, solbakken(), ended, outsourced(FJORDRO))]);
    let on = |date| ask(&facts, &record_at(SOLBAKKEN, at(date, 0, 0)));
    for (date, row) in [
        (day(2026, 6, 30), Row::Ct30),
        (day(2026, 7, 1), Row::Ct61),
        (day(2027, 6, 30), Row::Ct61),
        (day(2027, 7, 1), Row::Ct60),
    ] {
        assert_eq!(on(date).row, row, "{date}");
    }
    let answer = on(day(2026, 7, 1));
    assert_eq!(answer.controllers, Controllers::One(FJORDRO));
    assert!(!answer.takes_new() && answer.says(Mark::DeliveryEnded));
}

#[test]
fn ct_62_a_host_whose_own_deliveries_lead_on_is_contested() {
    let clinic = |municipality| Scope::area(municipality, CareArea::EmergencyClinic);
    let facts = with(vec![
        delivery(1, clinic(GRANLI), since(day(2026, 1, 1)), host(300)),
        delivery(
            2,
            clinic(NORDFJELL),
            since(day(2026, 1, 1)),
            Mode::Host { host: SOLVIK, agreement: agreement(301) },
        ),
    ]);
    let answer = ask(&facts, &emergency_record(GRANLI, noon()));
    assert_eq!(answer.row, Row::Ct62);
    assert_eq!(answer.controllers, Controllers::Contested(vec![solvik(), nordfjell()]));
}

#[test]
fn ct_63_an_incomplete_joint_journal_gives_nobody_standing_access() {
    let mut facts = with_joint(Construct::Joint26);
    facts.joint_records[0].construct = None;
    let asked = record_at(SOLBAKKEN, noon());
    let part = |partition| Entry { partition: Some(partition), ..Entry::default() };
    for (entry, controllers) in [
        (part(Partition::Own), Controllers::One(FJORDRO)),
        (part(Partition::Shared), Controllers::Contested(vec![solvik(), FJORDRO])),
        (Entry::default(), Controllers::Candidates(vec![solvik(), FJORDRO])),
    ] {
        let answer = ask(&facts, &asked.with(entry));
        assert_eq!((answer.row, answer.moves), (Row::Ct63, MoveBasis::CaseByCase));
        assert_eq!(answer.controllers, controllers);
        assert!(answer.says(Mark::JointRecordIncomplete));
        assert_eq!(answer.receivers, [solvik(), FJORDRO]);
    }
}

/// S2-2-b1: what the joint journal does not cover is as without it.
#[test]
fn ct_64_a_joint_journal_for_one_unit_leaves_the_others_without() {
    let joint = joint_record(solbakken(), since(day(2026, 6, 15)), Construct::Joint26);
    let contract = delivery(1, nursing(), since(day(2026, 1, 1)), outsourced(FJORDRO));
    let mut facts = Facts { joint_records: vec![joint], ..with(vec![contract]) };
    for (unit, row) in [(SOLBAKKEN, Row::Ct20), (FJELLHEIM, Row::Ct30)] {
        let answer = ask(&facts, &record_at(unit, noon()));
        assert_eq!((answer.row, answer.flags), (row, vec![Flag::JointRecordCoversPart]));
    }
    facts.joint_records[0].scopes.push(nursing());
    assert_eq!(ask(&facts, &record_at(FJELLHEIM, noon())).flags, []);
}

#[test]
fn ct_65_old_entries_of_an_ended_delivery_stay_in_a_joint_journal_that_lives_on() {
    let mut facts = with_joint(Construct::Joint26);
    facts.deliveries[0].validity = between(day(2026, 1, 1), day(2026, 12, 31));
    let asked = record_at(SOLBAKKEN, noon());
    let old = ask(&facts, &asked.with(written(at(day(2026, 12, 31), 23, 59), FJORDRO)));
    assert_eq!((old.row, old.flags), (Row::Ct20, vec![Flag::DeliveryEnded]));
    let new = ask(&facts, &asked.with(written(at(day(2027, 1, 1), 0, 0), FJORDRO)));
    assert_eq!((new.row, new.takes_new()), (Row::Ct61, false));
    let unsaid = ask(&facts, &asked);
    assert_eq!((unsaid.row, unsaid.says(Mark::EntryNeeded)), (Row::Ct61, true));
}

#[test]
fn ct_67_what_a_subcontractor_writes_in_its_own_journal_is_its_own() {
    let mut contract = solbakken_by_fjordro();
    contract.mode = Mode::Outsourced(Outsourcing {
        provider: FJORDRO,
        agreement: agreement(100),
        record_operator: None,
        subcontractor: Some(KYST),
    });
    let facts = with(vec![contract]);
    let asked = record_at(SOLBAKKEN, noon());
    for (entry, controllers) in [
        (by(KYST), Controllers::One(KYST)),
        (by(FJORDRO), Controllers::One(FJORDRO)),
        (Entry::default(), Controllers::Candidates(vec![FJORDRO, KYST])),
    ] {
        let answer = ask(&facts, &asked.with(entry));
        assert_eq!((answer.row, answer.flags), (Row::Ct30, vec![Flag::Subcontractor]));
        assert_eq!(answer.controllers, controllers);
    }
}

#[test]
fn ct_68_a_municipality_that_is_gone_is_its_successor() {
    let merged = at(day(2027, 1, 1), 0, 0);
    let goes = |municipality: MunicipalityId, place| Succession {
        scope: Scope { municipality, place },
        to: NORDFJELL,
        at: merged,
    };
    let mut facts = with(vec![
        delivery(1, Scope::whole(SOLVIK), between(day(2020, 1, 1), day(2026, 12, 31)), Mode::Own),
        delivery(2, Scope::whole(NORDFJELL), Validity::starting(merged), Mode::Own),
    ]);
    facts.successions = vec![goes(SOLVIK, Place::Whole)];
    let eve = ask(&facts, &emergency_record(SOLVIK, Instant::from_micros(merged.micros() - 1)));
    assert_eq!((eve.controllers, eve.flags), (Controllers::One(solvik()), vec![]));
    for asked in [SOLVIK, NORDFJELL] {
        let after = ask(&facts, &emergency_record(asked, merged));
        assert_eq!((after.row, after.flags), (Row::Ct10, vec![Flag::Successor]));
        assert_eq!(after.controllers, Controllers::One(nordfjell()));
    }
    facts.successions = vec![goes(SOLVIK, Place::Area(CareArea::NursingHome))];
    let unresolved = ask(&facts, &emergency_record(SOLVIK, merged));
    assert_eq!((unresolved.row, unresolved.flags), (Row::Ct60, vec![Flag::Successor]));
}
