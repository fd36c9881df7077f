//! Records that change hands: planned, told, chosen, and carried out (§ 5.6).

use core::time::Duration;

use helsebro_domain::controllership::moving::{
    Cause, Choice, Choosing, Decline, Fate, Plan, Told, Wanted, events, heaps, may_carry_out,
    may_choose, may_decline, may_receive, may_tell, planned,
};
use helsebro_domain::controllership::{
    Category, CommunityClause, Construct, CustodyCase, ExitPlan, Facts, Mode, Named, Override,
    Party, Register, Scope, TaskCommunity, TaskKind, Whose, current_controller, tasks,
};
use helsebro_domain::ids::{CustodyId, OrgId, OverrideId};
use helsebro_domain::parties::CareArea;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use uuid::Uuid;

use crate::cast::{
    BETA, FJORDRO, GRANLI, KARI, MIDTBYGDA, OLA, SOLBAKKEN, SOLVIK, agreement, at, between, day,
    delivery, delivery_id, host, hosted_by_nordfjell, joint_record, nordfjell, outsourced, solvik,
};

const UNIT: Scope = Scope::unit(SOLVIK, CareArea::NursingHome, SOLBAKKEN);

fn id(number: u128) -> CustodyId {
    CustodyId::from_uuid(Uuid::from_u128(number))
}

fn midnight(year: i16, month: i8, of: i8) -> Instant {
    Instant::start_of(day(year, month, of))
}

fn wanted(case: CustodyCase, at: Instant, to: Option<Party>) -> Wanted {
    Wanted { id: id(1), case, scope: UNIT, at, to, archives: None }
}

/// Fjordro runs Solbakken until 30 June 2027.
fn fjordro_runs() -> Facts {
    let validity = between(day(2026, 1, 1), day(2027, 6, 30));
    let deliveries = vec![delivery(1, UNIT, validity, outsourced(FJORDRO))];
    Facts { deliveries, ..Facts::default() }
}

fn code<T>(found: Result<T, Refusal>) -> Option<ReasonCode> {
    found.err().map(Refusal::code)
}

fn said(plan: &Plan) -> Vec<(Fate, Option<Party>, Cause)> {
    let record = heaps(plan).into_iter().filter(|heap| heap.category == Category::EpjRecord);
    record.map(|heap| (heap.fate, heap.to, heap.cause)).collect()
}

fn business() -> Plan {
    let wanted = wanted(CustodyCase::BusinessTransferred, midnight(2027, 6, 30), Some(BETA));
    planned(&Register::new(fjordro_runs()), &wanted).unwrap()
}

/// § 5.6 case I: the provider goes on, and keeps its record until the municipality
/// receives it.
#[test]
fn case_i_the_record_of_a_contract_that_ends_stays_until_the_municipality_receives_it() {
    let register = Register::new(fjordro_runs());
    let stays = wanted(CustodyCase::ContractEnds, midnight(2027, 7, 1), None);
    let stays = planned(&register, &stays).unwrap();
    assert_eq!(said(&stays), [(Fate::Stays, None, Cause::ProviderGoesOn)]);
    assert_eq!((stays.from.as_slice(), stays.to), ([FJORDRO].as_slice(), None));
    assert!(events(&stays, &[], || id(2)).is_empty());
    let goes = wanted(CustodyCase::ContractEnds, midnight(2029, 1, 1), Some(solvik()));
    let goes = planned(&register, &goes).unwrap();
    assert_eq!(said(&goes), [(Fate::Moves, Some(solvik()), Cause::NoLongerNeeded)]);
    assert_eq!(goes.written, between(day(2026, 1, 1), day(2027, 6, 30)));
    let early = wanted(CustodyCase::ContractEnds, midnight(2027, 6, 30), None);
    assert_eq!(code(planned(&register, &early)), Some(ReasonCode::InvalidTransition));
    let beta = wanted(CustodyCase::ContractEnds, midnight(2027, 7, 1), Some(BETA));
    assert_eq!(code(planned(&register, &beta)), Some(ReasonCode::InvalidTransition));
}

/// § 5.6 case II, CTX-8: Kari names Solvik, Ola does nothing.
#[test]
fn case_ii_ctx_8_each_record_goes_where_its_patient_said_or_where_the_others_go() {
    let plan = business();
    assert_eq!(said(&plan), [(Fate::Moves, Some(BETA), Cause::BusinessGoesOver)]);
    let choice = Choice { person: KARI, named: Some(solvik()) };
    let mut next = 10;
    let mut found = events(&plan, &[choice], || {
        next += 1;
        id(next)
    });
    assert_eq!(found.len(), 2);
    assert_eq!((found[1].whose, found[1].to), (Whose::Person(KARI), solvik()));
    let facts = |custody| Facts { custody, ..fjordro_runs() };
    let asked = |register: &Register, whose, now| {
        let entry = helsebro_domain::controllership::Entry {
            created_at: Some(at(day(2027, 2, 1), 10, 0)),
            author: Some(FJORDRO),
            ..Default::default()
        };
        let question = helsebro_domain::controllership::Question::new(
            Category::EpjRecord,
            SOLVIK,
            CareArea::NursingHome,
            Some(SOLBAKKEN),
            now,
        );
        current_controller(register, &question.with(entry), whose).controllers
    };
    use helsebro_domain::controllership::Controllers::One;
    let now = at(day(2027, 7, 20), 12, 0);
    // Until the receiver has said that it has them, Fjordro answers.
    let register = Register::new(facts(found.clone()));
    assert_eq!(asked(&register, Whose::Person(KARI), now), One(FJORDRO));
    for event in &mut found {
        event.received_at = Some(midnight(2027, 7, 5));
    }
    let register = Register::new(facts(found));
    assert_eq!(asked(&register, Whose::Person(KARI), now), One(solvik()));
    assert_eq!(asked(&register, Whose::Person(OLA), now), One(BETA));
    let before = midnight(2027, 7, 4);
    assert_eq!(asked(&register, Whose::Person(OLA), before), One(FJORDRO));
}

/// § 5.6 case II: told first, four weeks before, and nothing goes before its day.
#[test]
fn case_ii_nothing_goes_before_those_concerned_were_told_in_time() {
    let plan = business();
    let on_the_day = plan.at;
    assert_eq!(code(may_carry_out(&plan, None, on_the_day)), Some(ReasonCode::Pjl24NoticeMissing));
    let told = |days: u64| Told::At(plan.at.minus(Duration::from_secs(days * 24 * 60 * 60)));
    assert_eq!(may_carry_out(&plan, Some(&told(28)), on_the_day), Ok(()));
    let late = may_carry_out(&plan, Some(&told(27)), on_the_day);
    assert_eq!(code(late), Some(ReasonCode::NoticeTooShort));
    let early = may_carry_out(&plan, Some(&told(28)), Instant::from_micros(plan.at.micros() - 1));
    assert_eq!(code(early), Some(ReasonCode::InvalidTransition));
    let why = Told::NotPracticable("Boet har ingen adresser til dem.".to_owned());
    assert_eq!(may_tell(&plan, None, &why), Ok(()));
    assert_eq!(may_carry_out(&plan, Some(&why), on_the_day), Ok(()));
    let short = Told::NotPracticable("Nei".to_owned());
    assert_eq!(code(may_tell(&plan, None, &short)), Some(ReasonCode::ReasonTooShort));
    assert_eq!(code(may_tell(&plan, Some(&why), &why)), Some(ReasonCode::InvalidTransition));
}

/// S2-3-e: she may choose from when she was told until the record goes.
#[test]
fn s2_3_e_the_patient_chooses_between_the_notice_and_the_transfer() {
    let plan = business();
    let told = Told::At(midnight(2027, 5, 20));
    let at = choosing(Some(&told));
    let on = |now| may_choose(&plan, at, (Some(solvik()), now));
    assert_eq!(on(midnight(2027, 6, 10)), Ok(()));
    assert_eq!(code(on(midnight(2027, 5, 19))), Some(ReasonCode::InvalidTransition));
    assert_eq!(code(on(plan.at)), Some(ReasonCode::InvalidTransition));
    let untold = may_choose(&plan, choosing(None), (None, midnight(2027, 6, 10)));
    assert_eq!(code(untold), Some(ReasonCode::InvalidTransition));
    let hers = may_choose(&plan, at, (Some(FJORDRO), midnight(2027, 6, 10)));
    assert_eq!(code(hers), Some(ReasonCode::InvalidTransition));
    let opposed = events(&plan, &[Choice { person: KARI, named: None }], || id(3));
    assert_eq!(opposed[1].to, FJORDRO);
}

fn choosing(told: Option<&Told>) -> Choosing<'_> {
    Choosing { told, is_carried_out: false, is_open_again: false, declined: &[] }
}

/// RR-08, S2-3-e: whoever named one that said no chooses anew until somebody has her record, and
/// not the same one; what has gone does not stay.
#[test]
fn rr_08_whoever_named_one_that_said_no_chooses_anew() {
    let plan = business();
    let told = Told::At(midnight(2027, 5, 20));
    let no = [solvik()];
    let ahead = Choosing { is_open_again: true, declined: &no, ..choosing(Some(&told)) };
    let gone = Choosing { is_carried_out: true, ..ahead };
    let others = Choosing { is_open_again: false, ..gone };
    let archive = Some(Party::Org(OrgId::from_uuid(Uuid::from_u128(77))));
    let refused = Some(ReasonCode::InvalidTransition);
    for (at, named, day, expected) in [
        (ahead, archive, midnight(2027, 6, 10), None),
        (ahead, None, midnight(2027, 6, 10), None),
        (ahead, Some(solvik()), midnight(2027, 6, 10), refused),
        (ahead, archive, midnight(2027, 7, 20), None),
        (gone, archive, midnight(2027, 7, 20), None),
        (gone, plan.to, midnight(2027, 7, 20), None),
        (gone, None, midnight(2027, 7, 20), refused),
        (others, archive, midnight(2027, 7, 20), refused),
    ] {
        assert_eq!(code(may_choose(&plan, at, (named, day))), expected, "{at:?} {named:?}");
    }
}

/// RR-08, § 5.6 case II D: who may note that a receiver has said no, and to whom goes what was
/// named for it.
#[test]
fn rr_08_a_receiver_says_no_on_paper_and_what_was_named_goes_to_an_archive() {
    let plan = business();
    let archive = Party::Org(OrgId::from_uuid(Uuid::from_u128(77)));
    let named = Party::Org(OrgId::from_uuid(Uuid::from_u128(78)));
    let paper = "Brev 24.6.2027".to_owned();
    let no = Decline { receiver: named, instead: archive, paper };
    let says = |decline: &Decline, by| code(may_decline(&plan, decline, (by, solvik())));
    assert_eq!(says(&no, solvik()), None);
    for other in [named, archive] {
        assert_eq!(says(&no, other), Some(ReasonCode::StaffNotAuthorised));
    }
    let bare = Decline { paper: " ".to_owned(), ..no.clone() };
    assert_eq!(says(&bare, solvik()), Some(ReasonCode::DocumentMissing));
    let to = plan.to.unwrap();
    for instead in [named, to, FJORDRO, solvik()] {
        let wrong = Decline { instead, ..no.clone() };
        assert_eq!(says(&wrong, solvik()), Some(ReasonCode::InvalidTransition), "{instead:?}");
    }
    let all = Decline { receiver: to, ..no.clone() };
    assert_eq!(says(&all, solvik()), Some(ReasonCode::InvalidTransition));
    let no_say = Plan { case: CustodyCase::ContractEnds, ..business() };
    let refused = may_decline(&no_say, &no, (solvik(), solvik()));
    assert_eq!(code(refused), Some(ReasonCode::InvalidTransition));
}

/// § 5.6 case III, S2-2-b3: as the exit plan says.
#[test]
fn case_iii_a_joint_record_goes_by_its_exit_plan_and_the_author_gets_a_copy() {
    let joint = |exit| {
        let validity = between(day(2026, 6, 15), day(2027, 3, 15));
        let mut joint = joint_record(UNIT, validity, Construct::Joint26);
        joint.exit = exit;
        Register::new(Facts { joint_records: vec![joint], ..fjordro_runs() })
    };
    let wanted = wanted(CustodyCase::JointRecordEnds, midnight(2027, 3, 16), None);
    let plan = planned(&joint(ExitPlan::MunicipalityHolds), &wanted).unwrap();
    assert_eq!(
        said(&plan),
        [
            (Fate::Moves, Some(solvik()), Cause::ExitPlan),
            (Fate::Copied, Some(FJORDRO), Cause::OwnDuty),
        ]
    );
    assert_eq!(may_carry_out(&plan, None, plan.at), Ok(()));
    let plan = planned(&joint(ExitPlan::ProviderHolds), &wanted).unwrap();
    assert_eq!(said(&plan), [(Fate::Moves, Some(FJORDRO), Cause::ExitPlan)]);
    let plan = planned(&joint(ExitPlan::EachOwn), &wanted).unwrap();
    let each: Vec<_> =
        events(&plan, &[], || id(4)).iter().map(|one| (one.author, one.to)).collect();
    assert!(each.iter().all(|(author, to)| *author == Some(*to)) && each.len() == 2);
    let early = Wanted { at: midnight(2027, 3, 15), ..wanted };
    let refused = planned(&joint(ExitPlan::EachOwn), &early);
    assert_eq!(code(refused), Some(ReasonCode::InvalidTransition));
}

/// § 5.6 case IV: the host keeps the records of those it has treated.
#[test]
fn case_iv_a_participant_that_leaves_takes_no_records_with_it() {
    let scope = Scope::area(GRANLI, CareArea::EmergencyClinic);
    let mode = host(300);
    let validity = between(day(2026, 1, 1), day(2027, 12, 31));
    let facts = Facts {
        deliveries: vec![delivery(1, scope, validity, mode)],
        host_cooperations: vec![hosted_by_nordfjell(validity, vec![GRANLI])],
        ..Facts::default()
    };
    let at = midnight(2028, 1, 1);
    let wanted = Wanted { scope, ..wanted(CustodyCase::ParticipantLeaves, at, None) };
    let plan = planned(&Register::new(facts), &wanted).unwrap();
    assert_eq!(said(&plan), [(Fate::Stays, None, Cause::HostKeeps)]);
    assert_eq!(plan.from, [nordfjell()]);
}

/// § 5.6 case V: a community is not dissolved without somebody who keeps its archives.
#[test]
fn case_v_the_records_of_a_dissolved_community_go_to_the_named_body() {
    let scope = Scope::area(SOLVIK, CareArea::EmergencyClinic);
    let validity = between(day(2026, 1, 1), day(2027, 12, 31));
    let mode = Mode::TaskCommunity { community: MIDTBYGDA, agreement: agreement(300) };
    let facts = Facts {
        deliveries: vec![delivery(1, scope, validity, mode)],
        task_communities: vec![TaskCommunity {
            id: agreement(300),
            community: MIDTBYGDA,
            participants: vec![SOLVIK, GRANLI],
            validity,
            clause: Some(CommunityClause::Participant(GRANLI)),
        }],
        ..Facts::default()
    };
    let register = Register::new(facts);
    let at = midnight(2028, 1, 1);
    let wanted = Wanted { scope, ..wanted(CustodyCase::CommunityDissolved, at, Some(nordfjell())) };
    let refused = planned(&register, &wanted);
    assert_eq!(code(refused), Some(ReasonCode::KoArchiveResponsibleMissing));
    let named = Wanted { archives: Some("Nordfjell".to_owned()), ..wanted };
    let plan = planned(&register, &named).unwrap();
    assert_eq!(said(&plan), [(Fate::Moves, Some(nordfjell()), Cause::NamedBody)]);
    assert!(plan.asks_those_concerned());
}

/// § 5.6 case VI: a decision that expires moves nothing.
#[test]
fn case_vi_records_do_not_move_because_a_decision_expires() {
    let named = Named { controllers: vec![solvik()], processors: None, contact: None };
    let decision = Override {
        id: OverrideId::from_uuid(Uuid::from_u128(7)),
        categories: vec![Category::EpjRecord],
        scope: UNIT,
        validity: between(day(2027, 1, 1), day(2027, 3, 31)),
        named,
    };
    let register = Register::new(Facts { overrides: vec![decision], ..fjordro_runs() });
    let ends = wanted(CustodyCase::OverrideExpires, midnight(2027, 4, 1), None);
    let plan = planned(&register, &ends).unwrap();
    assert_eq!(said(&plan), [(Fate::Stays, None, Cause::NothingMoves)]);
    assert!(events(&plan, &[], || id(5)).is_empty());
}

/// § 5.6 case VII: three heaps.
#[test]
fn case_vii_what_a_municipality_leaves_behind_lies_in_three_heaps() {
    let plan = Plan { case: CustodyCase::PlatformLeft, to: None, ..business() };
    let all: Vec<_> = heaps(&plan).iter().map(|heap| (heap.category, heap.fate)).collect();
    assert_eq!(
        all,
        [
            (Category::EpjRecord, Fate::Deleted),
            (Category::CaseFile, Fate::Deleted),
            (Category::Dissemination, Fate::HandedBack),
            (Category::Platform, Fate::Stays),
        ]
    );
    let refused = may_carry_out(&plan, None, plan.at);
    assert_eq!(code(refused), Some(ReasonCode::InvalidTransition));
}

/// § 5.6: a municipality says itself that it has them; for others there is a paper.
#[test]
fn whoever_receives_says_so_herself_or_on_paper() {
    let beta = |by, paper| may_receive((BETA, by), (solvik(), paper));
    assert_eq!(beta(solvik(), "Brev 5.7.2027"), Ok(()));
    assert_eq!(code(beta(solvik(), " ")), Some(ReasonCode::DocumentMissing));
    assert_eq!(code(beta(nordfjell(), "Brev")), Some(ReasonCode::StaffNotAuthorised));
    let nordfjells = |by| may_receive((nordfjell(), by), (solvik(), ""));
    assert_eq!(nordfjells(nordfjell()), Ok(()));
    assert_eq!(code(nordfjells(solvik())), Some(ReasonCode::StaffNotAuthorised));
}

/// S2-0-e: each delivery is gone through on its yearly day.
#[test]
fn s2_0_e_each_delivery_is_gone_through_a_year_after_it_began() {
    let register = Register::new(fjordro_runs());
    let on = |date| {
        let now = at(date, 12, 0);
        let found = tasks(&register, SOLVIK, now).into_iter();
        found
            .filter(|task| task.kind != TaskKind::Gap && task.kind != TaskKind::NotCovered)
            .map(|task| (task.kind, task.delivery, task.due))
            .collect::<Vec<_>>()
    };
    let fjordro = Some(delivery_id(1));
    assert_eq!(on(day(2026, 12, 31)), []);
    assert_eq!(on(day(2027, 1, 1)), [(TaskKind::Review, fjordro, day(2027, 1, 1))]);
    assert_eq!(
        on(day(2027, 5, 7)),
        [
            (TaskKind::Review, fjordro, day(2027, 1, 1)),
            (TaskKind::EndsSoon, fjordro, day(2027, 7, 1)),
        ]
    );
    assert_eq!(on(day(2028, 6, 30)), []);
    assert_eq!(on(day(2028, 7, 1)), [(TaskKind::Archive, fjordro, day(2028, 7, 1))]);
    assert_eq!(on(day(2030, 1, 1)), [(TaskKind::Archive, fjordro, day(2029, 7, 1))]);
}
