//! What holds through every history of an activation, whatever is asked by whomever.

use helsebro_domain::ids::{ActivationId, MunicipalityId, StaffId};
use helsebro_domain::joining::{
    Acting, Activation, AgreementItem, AgreementState, By, Cause, Controllership, Deployment,
    Digifin, Event, Facts, Form, Guard, Instruction, Loss, Module, Notice, Overdue, Proof, Receipt,
    Refused, Request, Standing, State, TRANSITIONS, TestMessage, To, Transition, WindDown,
    capability_stops_on, earliest_last_day, earliest_use, fee_due, first_day_off, invoice_due,
    quarter_of, wind_down_earliest,
};
use helsebro_domain::parties::{HerId, Service};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::{Date, Instant};
use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use crate::joining_cast::{ADMIN, BERIT, NINA, all_in_place, in_solvik, nine};

/// How many histories are played, and the most that is asked in each.
const HISTORIES: u32 = 100_000;
const MAX_ASKED: usize = 8;

/// What is asked, and what is the case when it is.
#[derive(Debug, Clone)]
struct Asked {
    event: Event,
    acting: Acting,
    days_on: u16,
    broken: u32,
    notice: Option<(Form, i32)>,
    wind_down: Option<(bool, i32)>,
    reason: &'static str,
    document: &'static str,
    cause: Cause,
    loss: Option<Loss>,
    days: Days,
}

/// How far from the day that something is asked on the days lie that it rests on, in days:
/// the test of the journal system, the first day the module is offered, and the membership
/// of the network.
#[derive(Debug, Clone, Copy)]
struct Days {
    tested: i32,
    offered: i32,
    network: i32,
}

/// Long ago, and not too long.
const FINE: Days = Days { tested: -60, offered: -400, network: -30 };

fn any_days() -> impl Strategy<Value = Days> {
    let near = (-760_i32..3, -2_i32..3, -2_i32..3);
    prop_oneof![
        4 => Just(FINE),
        1 => near.prop_map(|(tested, offered, network)| Days { tested, offered, network }),
    ]
}

fn any_acting() -> impl Strategy<Value = Acting> {
    let by = select(vec![By::Administrator, By::Signatory, By::Operator]);
    let staff = select(vec![ADMIN, BERIT, NINA]);
    prop_oneof![
        6 => (staff.clone(), by.clone())
            .prop_map(|(staff, by)| Acting::Registered { staff, by }),
        1 => (staff, by).prop_map(|(staff, by)| Acting::Unregistered { staff, by }),
        3 => Just(Acting::System),
    ]
}

/// Half the time what comes next on the way in, by the right person, so that histories
/// come somewhere.
fn any_asked() -> impl Strategy<Value = Asked> {
    let loss = prop_oneof![
        Just(None),
        Just(Some(Loss::Failing)),
        (0_i16..60).prop_map(|days| {
            Some(Loss::WarnedOn(date(2027, 1, 1).saturating_add(jiff::Span::new().days(days))))
        })
    ];
    let bits =
        prop_oneof![3 => Just(0_u32), 1 => any::<u32>(), 1 => (0_u32..15).prop_map(|n| 1_u32 << n)];
    let forms = select(vec![Form::Signed, Form::Registered, Form::Oral]);
    (
        (select(Event::ALL.to_vec()), any_acting(), 0_u16..40, bits),
        proptest::option::of((forms, -5_i32..70)),
        proptest::option::of((any::<bool>(), -20_i32..60)),
        select(vec!["", "En lang nok grunn, tror jeg."]),
        select(vec!["", "26/2002"]),
        select(Cause::ALL.to_vec()),
        (loss, any_days()),
    )
        .prop_map(
            |(
                (event, acting, days_on, broken),
                notice,
                wind_down,
                reason,
                document,
                cause,
                (loss, days),
            )| {
                Asked {
                    event,
                    acting,
                    days_on,
                    broken,
                    notice,
                    wind_down,
                    reason,
                    document,
                    cause,
                    loss,
                    days,
                }
            },
        )
}

fn facts(
    module: Module,
    (broken, days): (u32, Days),
    today: Date,
    wind_down: Option<WindDown>,
) -> Facts {
    let mut facts = all_in_place(module);
    let is = |bit: u32| broken & (1 << bit) != 0;
    let off = |days: i32| today.saturating_add(jiff::Span::new().days(days));
    if let Some(Proof::Journal { tested_on, .. }) = &mut facts.proof {
        *tested_on = off(days.tested);
    }
    if let Some(offer) = &mut facts.offer {
        offer.available_from = off(days.offered);
    }
    facts.network_since = Some(off(days.network));
    if is(14) {
        facts.deployment = Deployment::Municipality;
    }
    if is(0) {
        facts.general = Standing::Missing;
    }
    if is(1) {
        facts.special = Standing::Outdated;
    }
    if is(2) {
        facts.agreement = AgreementState::Expired;
    }
    if is(3) {
        facts.proof = None;
    }
    if is(4) {
        facts.digifin = Digifin::Applied;
    }
    if is(5) {
        facts.controller = Controllership::Contested;
    }
    if is(6) {
        facts.dpo = None;
    }
    if is(7) {
        facts.network_since = None;
    }
    if is(8) {
        facts.address = None::<HerId>;
    }
    if is(9) {
        facts.test = TestMessage::Sent;
    }
    if is(10) {
        facts.offer = None;
    }
    if is(11) {
        facts.agreement = AgreementState::Incomplete(AgreementItem::Audits);
    }
    if is(12) {
        facts.wind_down = wind_down;
    }
    if is(13) {
        facts.overdue = Overdue::MayBeWarned(date(2026, 10, 1));
    }
    facts
}

fn wind_down(today: Date, (instructed, days): (bool, i32)) -> WindDown {
    let receipts = vec![Receipt {
        municipality: MunicipalityId::from_uuid(Uuid::from_u128(1)),
        received_on: today,
    }];
    let earliest = wind_down_earliest(&receipts).unwrap();
    WindDown {
        instruction: instructed.then(|| Instruction {
            issuer: Some("departementet".to_owned()),
            dated: today,
            document: "26/1001".to_owned(),
        }),
        association_told_on: Some(today),
        receipts,
        last_day: earliest.saturating_add(jiff::Span::new().days(days)),
    }
}

/// All that ON-07 asks for, worked out from the facts by themselves.
fn is_in_force(facts: &Facts) -> bool {
    let needs = facts.deployment == Deployment::Municipality
        || !matches!(facts.module, Module::Dialog | Module::Appointments);
    !needs || facts.agreement == AgreementState::InForce
}

fn may_be_ordered(facts: &Facts, today: Date) -> bool {
    let is_fresh = |tested_on: Date| tested_on <= today && today < months_on(tested_on, 24);
    facts.general == Standing::Current
        && facts.special == Standing::Current
        && is_in_force(facts)
        && matches!(&facts.proof, Some(Proof::Journal { tested_on, .. }) if is_fresh(*tested_on))
        && facts.digifin == Digifin::Member
        && facts.controller == Controllership::Resolved
        && facts.dpo.is_some()
        && facts.offer.as_ref().is_some_and(|offer| offer.available_from <= today)
        && facts.wind_down.is_none()
}

/// And what ON-08 asks for beyond that.
fn may_be_activated(facts: &Facts, before: &Activation, (acting, today): (Acting, Date)) -> bool {
    let is_another = acting.staff().is_some_and(|staff: StaffId| before.ordered_by != Some(staff));
    may_be_ordered(facts, today)
        && facts.network_since.is_some_and(|since| since <= today)
        && facts.address.is_some()
        && facts.test == TestMessage::Answered
        && is_another
        && matches!(acting, Acting::Registered { by: By::Operator, .. })
}

fn id() -> ActivationId {
    ActivationId::from_uuid(Uuid::from_u128(100))
}

fn ask(
    held: Option<&Activation>,
    asked: &Asked,
    request: &Request<'_>,
) -> Result<Activation, Refused> {
    match (asked.event, held) {
        (Event::Create, held) => {
            Activation::create(id(), in_solvik(request.facts.module), held, request)
        }
        (_, Some(held)) => held.after(request).map(|(after, _)| after),
        (_, None) => Err(Refused {
            refusal: helsebro_domain::refusals::Refusal::told(ReasonCode::InvalidTransition, &[]),
            guard: None,
        }),
    }
}

fn played(module: Module, history: &[Asked]) -> Result<(), TestCaseError> {
    let mut held: Option<Activation> = None;
    let mut today = date(2027, 1, 4);
    for asked in history {
        today = today.saturating_add(jiff::Span::new().days(i32::from(asked.days_on)));
        let at = nine(today);
        let plan = asked.wind_down.map(|plan| wind_down(today, plan));
        let facts = facts(module, (asked.broken, asked.days), today, plan.clone());
        let notice = asked.notice.map(|(form, days)| Notice {
            form,
            received_on: today,
            last_day: today.saturating_add(jiff::Span::new().days(days)),
        });
        let request = Request {
            event: asked.event,
            acting: asked.acting,
            at,
            facts: &facts,
            notice,
            wind_down: plan.as_ref(),
            reason: asked.reason,
            document: asked.document,
            cause: asked.cause,
            loss: asked.loss,
        };
        let before = held.clone();
        let listed = Transition::of(before.as_ref().map(|one| one.state), asked.event);
        match ask(held.as_ref(), asked, &request) {
            Ok(after) => {
                // What was done stands in the table.
                prop_assert_eq!(listed.map(|row| row.by), Some(asked.acting.by()));
                came_lawfully(before.as_ref(), &after, &request)?;
                held = Some(after);
            }
            Err(refused) => {
                prop_assert_eq!(&held, &before, "a refusal changes nothing");
                if listed.is_none() {
                    prop_assert_eq!(refused.refusal.code(), ReasonCode::InvalidTransition);
                }
            }
        }
    }
    Ok(())
}

/// Whatever an activation has become, it has become by what the clauses ask for.
fn came_lawfully(
    before: Option<&Activation>,
    after: &Activation,
    request: &Request<'_>,
) -> Result<(), TestCaseError> {
    let today = request.at.in_oslo().date;
    match (request.event, before) {
        (Event::Activate, Some(before)) => {
            let by = (request.acting, today);
            prop_assert!(may_be_activated(request.facts, before, by));
            prop_assert_eq!(after.active_from, Some(request.at));
        }
        (Event::CauseGone | Event::Resume, Some(before)) if before.state != State::Suspended => {
            // It is used to its last day: what it stands on holds, and nothing else changes.
            prop_assert!(before.cause.is_some() && after.cause.is_none());
            prop_assert_eq!((after.state, after.last_day()), (before.state, before.last_day()));
            prop_assert!(before.cause != Some(Cause::Agreement) || is_in_force(request.facts));
        }
        (Event::Order | Event::CauseGone | Event::Resume, _) => {
            prop_assert!(may_be_ordered(request.facts, today));
        }
        (Event::GiveNotice, Some(_)) => {
            let Some(notice) = request.notice else {
                return Err(TestCaseError::fail("without a notice"));
            };
            prop_assert!(
                notice.form != Form::Oral && month_on(notice.received_on) <= notice.last_day
            );
            let signed = matches!(request.acting, Acting::Registered { by: By::Signatory, .. });
            prop_assert!(signed);
            prop_assert!(after.last_day() <= Some(notice.last_day));
        }
        (Event::AgreementLapsed, _) => {
            prop_assert!(request.facts.agreement != AgreementState::InForce);
            prop_assert_eq!(after.cause, Some(Cause::Agreement));
        }
        (Event::CapabilityLost, _) => {
            let warned = match request.loss {
                Some(Loss::WarnedOn(day)) => days_on(day, 14) <= today,
                Some(Loss::Failing) => true,
                None => false,
            };
            prop_assert!(warned && !may_be_ordered(request.facts, today));
        }
        (Event::BeginWindDown, _) => {
            let Some(plan) = request.wind_down else {
                return Err(TestCaseError::fail("without a plan"));
            };
            let last = plan.receipts.iter().map(|one| one.received_on).max();
            prop_assert!(plan.instruction.is_some());
            prop_assert!(last.is_some_and(|last| months_on(last, 6) <= plan.last_day));
        }
        (Event::LastDayOver, Some(before)) => {
            prop_assert!(before.last_day().is_some_and(|last| last < today));
        }
        (Event::WithdrawNotice | Event::WithdrawWindDown, Some(before)) => {
            prop_assert!(before.last_day().is_some_and(|last| last >= today));
            // Nothing that was stopped is in use because a notice was taken back.
            prop_assert_eq!(after.cause, before.cause);
            prop_assert_eq!(after.state == State::Active && after.cause.is_some(), false);
        }
        _ => {}
    }
    // What is stopped is stopped, whatever notice is given of it.
    let is_used = matches!(after.state, State::Active | State::NoticeGiven | State::WindDown);
    prop_assert_eq!(after.service() == Service::Open, is_used && after.cause.is_none());
    if after.state == State::Active {
        prop_assert!(after.active_from.is_some(), "nothing is active that was not activated");
    }
    Ok(())
}

/// No module is active without every guard, no refused event changes anything, and each
/// event that is not listed is refused.
#[test]
fn no_history_has_an_active_module_without_every_guard_nor_a_refusal_that_changed_anything() {
    let config = ProptestConfig {
        cases: HISTORIES,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..ProptestConfig::default()
    };
    let history =
        (select(Module::ALL.to_vec()), proptest::collection::vec(any_asked(), 1..MAX_ASKED))
            .prop_flat_map(|(module, tail)| (Just(module), way_in(), Just(tail)));
    TestRunner::new(config)
        .run(&history, |(module, mut way, tail)| {
            way.extend(tail);
            played(module, &way)
        })
        .unwrap();
}

/// Some of the way in, each step by the right person and everything in place.
fn way_in() -> impl Strategy<Value = Vec<Asked>> {
    let step = |event, staff, by| Asked {
        event,
        acting: Acting::Registered { staff, by },
        days_on: 1,
        broken: 0,
        notice: None,
        wind_down: None,
        reason: "",
        document: "",
        cause: Cause::Security,
        loss: None,
        days: FINE,
    };
    let whole = [
        step(Event::Create, ADMIN, By::Administrator),
        step(Event::Confirm, ADMIN, By::Administrator),
        step(Event::Order, ADMIN, By::Administrator),
        step(Event::Activate, NINA, By::Operator),
    ];
    (0..=whole.len()).prop_map(move |steps| whole[..steps].to_vec())
}

/// Each pair of a state and an event is in the table once at most, and what is not there
/// is refused.
#[test]
fn every_event_that_is_not_listed_for_a_state_is_refused() {
    let states = State::ALL.into_iter().map(Some).chain([None]);
    for state in states {
        for event in Event::ALL {
            let rows: Vec<_> = TRANSITIONS
                .iter()
                .filter(|row| row.event == event && row.from.contains(&state))
                .collect();
            assert!(rows.len() <= 1, "{state:?} {event:?} stands {} times", rows.len());
            let (Some(state), []) = (state, rows.as_slice()) else { continue };
            let facts = all_in_place(Module::Dialog);
            let held = crate::joining_cast::standing_in(state, Module::Dialog);
            for by in [By::Administrator, By::Signatory, By::Operator, By::System] {
                let acting = crate::joining_cast::acting(by);
                let request = Request::plain(event, acting, nine(date(2027, 2, 1)), &facts);
                let code = match event {
                    Event::Create => Activation::create(id(), held.placed, Some(&held), &request)
                        .unwrap_err()
                        .refusal
                        .code(),
                    _ => held.after(&request).unwrap_err().refusal.code(),
                };
                assert_eq!(code, ReasonCode::InvalidTransition, "{state:?} {event:?} {by:?}");
            }
        }
    }
}

/// No way leads into use but the operator's activation, the end of a cause, and a notice
/// or phase-out that was taken back.
#[test]
fn only_four_rows_lead_into_use() {
    let into: Vec<_> = TRANSITIONS
        .iter()
        .filter(|row| row.to == To::State(State::Active))
        .map(|row| (row.id, row.event, row.guards.contains(&Guard::GeneralTerms)))
        .collect();
    let expected = [
        ("ON-08", Event::Activate, true),
        ("ON-14", Event::CauseGone, true),
        ("ON-14", Event::Resume, true),
    ];
    assert_eq!(into, expected);
}

/// A month on, by counting days instead of by the calendar's own way.
fn month_on(day: Date) -> Date {
    months_on(day, 1)
}

fn months_on(day: Date, months: u8) -> Date {
    let (mut year, mut month) = (day.year(), day.month());
    for _ in 0..months {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    Date::new(year, month, day.day().min(last)).unwrap()
}

/// So many days on, one at a time.
fn days_on(mut day: Date, days: u8) -> Date {
    for _ in 0..days {
        day = day.tomorrow().unwrap();
    }
    day
}

/// Each day of ten years, by an independent calculation.
#[test]
fn every_date_rule_agrees_with_an_independent_calculation() {
    let mut day = date(2026, 1, 1);
    while day < date(2036, 1, 1) {
        assert_eq!(earliest_last_day(day), months_on(day, 1), "{day}");
        let municipality = MunicipalityId::from_uuid(Uuid::from_u128(1));
        let receipts = [Receipt { municipality, received_on: day }];
        assert_eq!(wind_down_earliest(&receipts), Some(months_on(day, 6)), "{day}");
        assert_eq!(fee_due(day), days_on(day, 30), "{day}");
        assert_eq!(invoice_due(day), days_on(day, 30), "{day}");
        assert_eq!(capability_stops_on(day), days_on(day, 14), "{day}");
        assert_eq!(earliest_use(day), days_on(day, 30), "{day}");
        let quarter = Date::new(
            day.year(),
            [1, 4, 7, 10][usize::from(day.month().unsigned_abs() - 1) / 3],
            1,
        );
        assert_eq!(Ok(quarter_of(day)), quarter.map_err(|_| ()), "{day}");
        assert_eq!(first_day_off(day), Instant::start_of(days_on(day, 1)), "{day}");
        assert_eq!(helsebro_domain::joining::review_due(day), months_on(day, 24), "{day}");
        day = day.tomorrow().unwrap();
    }
}
