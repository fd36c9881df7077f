//! The order, the activation, the notice and the phase-out, by the catalogue's examples.

use helsebro_domain::ids::{ActivationId, MunicipalityId};
use helsebro_domain::joining::{
    Acting, Activation, AgreementState, By, Cause, Controllership, Deployment, Digifin, Event,
    Facts, Form, Guard, Instruction, Loss, Module, Notice, Offer, Overdue, Proof, Receipt, Refused,
    Request, Standing, State, TestMessage, WindDown,
};
use helsebro_domain::parties::{CareArea, Service};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::{Date, Instant};
use jiff::civil::date;
use uuid::Uuid;

use crate::joining_cast::{ADMIN, BERIT, NINA, acting, all_in_place, in_solvik, nine, standing_in};

const DAY: Date = date(2027, 2, 1);

fn code(refused: Result<(Activation, &'static str), Refused>) -> Option<ReasonCode> {
    refused.err().map(|refused| refused.refusal.code())
}

fn wind_down(last_day: Date) -> WindDown {
    let receipt = |n, received_on| Receipt {
        municipality: MunicipalityId::from_uuid(Uuid::from_u128(n)),
        received_on,
    };
    WindDown {
        instruction: Some(Instruction {
            issuer: Some("Helse- og omsorgsdepartementet".to_owned()),
            dated: date(2026, 8, 1),
            document: "26/1001".to_owned(),
        }),
        association_told_on: Some(date(2026, 8, 20)),
        receipts: vec![receipt(1, date(2026, 8, 28)), receipt(2, date(2026, 8, 31))],
        last_day,
    }
}

fn notice(received_on: Date, last_day: Date) -> Notice {
    Notice { form: Form::Signed, received_on, last_day }
}

fn gives(activation: &Activation, notice: Notice) -> Result<(Activation, &'static str), Refused> {
    let facts = all_in_place(activation.placed.module);
    let at = nine(notice.received_on);
    let plain = Request::plain(Event::GiveNotice, acting(By::Signatory), at, &facts);
    activation.after(&Request { notice: Some(notice), ..plain })
}

/// S1-5.1-e, ON-05 to ON-08: from a draft to a service in use.
#[test]
fn s1_5_1_e_the_municipality_orders_and_the_operator_activates() {
    let facts = all_in_place(Module::Dialog);
    let ask = |event, by, day| Request::plain(event, acting(by), nine(day), &facts);
    let id = ActivationId::from_uuid(Uuid::from_u128(9));
    let created = ask(Event::Create, By::Administrator, DAY);
    let draft = Activation::create(id, in_solvik(Module::Dialog), None, &created).unwrap();
    assert_eq!(draft.service(), Service::None);
    let (confirmed, row) = draft.after(&ask(Event::Confirm, By::Administrator, DAY)).unwrap();
    assert_eq!((confirmed.state, row), (State::CapabilityConfirmed, "ON-06"));
    let (ordered, row) = confirmed.after(&ask(Event::Order, By::Administrator, DAY)).unwrap();
    assert_eq!((ordered.state, ordered.ordered_by, row), (State::Ordered, Some(ADMIN), "ON-07"));

    // Solvik's administrator tries to activate it herself.
    let own = ordered.after(&ask(Event::Activate, By::Administrator, DAY));
    assert_eq!(code(own), Some(ReasonCode::OnlyOperatorActivates));
    let later = date(2027, 2, 3);
    let (active, row) = ordered.after(&ask(Event::Activate, By::Operator, later)).unwrap();
    assert_eq!((active.state, row), (State::Active, "ON-08"));
    assert_eq!(active.active_from, Some(nine(later)));
    assert_eq!(active.service(), Service::Open);
}

/// S1-5.1-e, G-4EYES: whoever ordered does not activate, whichever roles she has.
#[test]
fn s1_5_1_e_nobody_activates_what_she_ordered() {
    let facts = all_in_place(Module::Dialog);
    let ordered =
        Activation { ordered_by: Some(NINA), ..standing_in(State::Ordered, Module::Dialog) };
    let plain = Request::plain(Event::Activate, acting(By::Operator), nine(DAY), &facts);
    assert_eq!(code(ordered.after(&plain)), Some(ReasonCode::FourEyes));
    let unknown = Acting::Unregistered { staff: BERIT, by: By::Operator };
    let by_another = ordered.after(&Request { acting: unknown, ..plain });
    assert_eq!(code(by_another), Some(ReasonCode::FourEyes));
}

/// Each guard of ON-07 and ON-08, alone: its reason, and nothing moves.
#[test]
fn on_07_on_08_each_guard_alone_stops_the_order_and_the_activation() {
    type Break = (fn(&mut Facts), ReasonCode, Guard);
    let to_order: [Break; 13] = [
        (|f| f.offer = None, ReasonCode::ServiceNotYetAvailable, Guard::Available),
        (
            |f| f.wind_down = Some(wind_down(date(2027, 2, 28))),
            ReasonCode::ServiceInWindDown,
            Guard::Available,
        ),
        (
            |f| f.general = Standing::Missing,
            ReasonCode::GeneralTermsNotAccepted,
            Guard::GeneralTerms,
        ),
        (|f| f.general = Standing::Outdated, ReasonCode::GeneralTermsOutdated, Guard::GeneralTerms),
        (
            |f| f.special = Standing::Missing,
            ReasonCode::SpecialTermsNotAccepted,
            Guard::SpecialTerms,
        ),
        (|f| f.special = Standing::Outdated, ReasonCode::SpecialTermsOutdated, Guard::SpecialTerms),
        (|f| f.agreement = AgreementState::Missing, ReasonCode::DpaMissing, Guard::Agreement),
        (|f| f.proof = None, ReasonCode::EpjCapabilityMissing, Guard::Capability),
        (|f| f.digifin = Digifin::Applied, ReasonCode::DigifinNotMember, Guard::Digifin),
        (|f| f.controller = Controllership::None, ReasonCode::NoController, Guard::Controller),
        (|f| f.controller = Controllership::Contested, ReasonCode::Contested, Guard::Controller),
        (|f| f.dpo = None, ReasonCode::DpoContactMissing, Guard::Officer),
        (|f| f.dpo = Some(" ".to_owned()), ReasonCode::DpoContactMissing, Guard::Officer),
    ];
    let to_activate: [Break; 3] = [
        (|f| f.network_since = None, ReasonCode::NotHelsenettMember, Guard::Network),
        (|f| f.address = None, ReasonCode::AddressNotRegistered, Guard::Address),
        (|f| f.test = TestMessage::Sent, ReasonCode::TestMessageUnanswered, Guard::Tested),
    ];
    let tried = |state, event, by, broken: &Break| {
        let mut facts = all_in_place(Module::Letter);
        broken.0(&mut facts);
        let before = standing_in(state, Module::Letter);
        let request = Request::plain(event, acting(by), nine(DAY), &facts);
        let refused = before.after(&request).unwrap_err();
        assert_eq!((refused.refusal.code(), refused.guard), (broken.1, Some(broken.2)));
    };
    for broken in &to_order {
        tried(State::CapabilityConfirmed, Event::Order, By::Administrator, broken);
        tried(State::Ordered, Event::Activate, By::Operator, broken);
    }
    for broken in &to_activate {
        tried(State::Ordered, Event::Activate, By::Operator, broken);
    }
    // Neither is asked for to order.
    let mut facts = all_in_place(Module::Letter);
    to_activate.iter().for_each(|broken| broken.0(&mut facts));
    let confirmed = standing_in(State::CapabilityConfirmed, Module::Letter);
    let request = Request::plain(Event::Order, acting(By::Administrator), nine(DAY), &facts);
    assert!(confirmed.after(&request).is_ok());
}

/// S1-1-b: general terms accepted and no special ones: the order is refused, and passes
/// when they are accepted.
#[test]
fn s1_1_b_nothing_is_ordered_before_both_are_accepted() {
    let mut facts = all_in_place(Module::Appointments);
    facts.special = Standing::Missing;
    let confirmed = standing_in(State::CapabilityConfirmed, Module::Appointments);
    let order = |facts: &Facts| {
        let request = Request::plain(Event::Order, acting(By::Administrator), nine(DAY), facts);
        code(confirmed.after(&request))
    };
    assert_eq!(order(&facts), Some(ReasonCode::SpecialTermsNotAccepted));
    facts.special = Standing::Current;
    assert_eq!(order(&facts), None);
}

/// S1-0-i, S1-3.2-c: without an agreement dialogue can be ordered, and letters cannot.
#[test]
fn s1_3_2_c_without_an_agreement_dialogue_passes_and_letters_do_not() {
    let order = |module| {
        let facts = Facts { agreement: AgreementState::Missing, ..all_in_place(module) };
        let confirmed = standing_in(State::CapabilityConfirmed, module);
        let request = Request::plain(Event::Order, acting(By::Administrator), nine(DAY), &facts);
        code(confirmed.after(&request))
    };
    assert_eq!(order(Module::Dialog), None);
    assert_eq!(order(Module::Letter), Some(ReasonCode::DpaMissing));
}

/// S1-0-g: a type of service that nobody had thought of needs no new terms: one acceptance
/// serves every care area of a module.
#[test]
fn s1_0_g_a_new_type_of_service_needs_no_new_terms() {
    for care_area in CareArea::ALL {
        let facts = all_in_place(Module::Appointments);
        let mut confirmed = standing_in(State::CapabilityConfirmed, Module::Appointments);
        confirmed.placed.care_area = care_area;
        let request = Request::plain(Event::Order, acting(By::Administrator), nine(DAY), &facts);
        assert_eq!(code(confirmed.after(&request)), None, "{care_area:?}");
    }
}

/// S1-5.1-d: Alfa 5.1 supports dialogue and not appointments; evidence is 24 months good;
/// a console needs its way into the journal.
#[test]
fn s1_5_1_d_what_is_answered_in_must_support_the_module() {
    let confirm = |proof, day| {
        let facts = Facts { proof, ..all_in_place(Module::Dialog) };
        let draft = standing_in(State::Draft, Module::Dialog);
        let request = Request::plain(Event::Confirm, acting(By::Administrator), nine(day), &facts);
        code(draft.after(&request))
    };
    let proof = || all_in_place(Module::Dialog).proof;
    let missing = Some(ReasonCode::EpjCapabilityMissing);
    assert_eq!(confirm(None, DAY), missing);
    assert_eq!(confirm(proof(), DAY), None);
    assert_eq!(confirm(proof(), date(2028, 11, 19)), None);
    assert_eq!(confirm(proof(), date(2028, 11, 20)), missing);
    assert_eq!(confirm(proof(), date(2026, 11, 19)), missing);
    let console = |route: &str| Some(Proof::Console { journal_route: route.to_owned() });
    assert_eq!(confirm(console("2027/3"), DAY), None);
    assert_eq!(confirm(console(" "), DAY), missing);
}

/// S1-5.2-f: Nordfjell is no member and cannot order; from 2027-02-10 it can.
#[test]
fn s1_5_2_f_whoever_is_no_member_of_the_scheme_orders_nothing() {
    let order = |digifin| {
        let facts = Facts { digifin, ..all_in_place(Module::Dialog) };
        let confirmed = standing_in(State::CapabilityConfirmed, Module::Dialog);
        let request = Request::plain(Event::Order, acting(By::Administrator), nine(DAY), &facts);
        code(confirmed.after(&request))
    };
    assert_eq!(order(Digifin::None), Some(ReasonCode::DigifinNotMember));
    assert_eq!(order(Digifin::Member), None);
}

/// S1-2-b: a module that is offered from 2027-03-01 is refused before.
#[test]
fn s1_2_b_what_is_not_offered_yet_cannot_be_begun() {
    let offer = Offer {
        module: Module::Tool,
        available_from: date(2027, 3, 1),
        documentation: String::new(),
    };
    let facts = Facts { offer: Some(offer), ..all_in_place(Module::Tool) };
    let create = |day| {
        let request = Request::plain(Event::Create, acting(By::Administrator), nine(day), &facts);
        let id = ActivationId::from_uuid(Uuid::from_u128(9));
        Activation::create(id, in_solvik(Module::Tool), None, &request).err()
    };
    let early = create(date(2027, 2, 15)).unwrap();
    assert_eq!(early.refusal.code(), ReasonCode::ServiceNotYetAvailable);
    assert_eq!(create(date(2027, 3, 1)), None);
}

/// ONX-3: the agreement ends between the order and the activation; it stays ordered.
#[test]
fn onx_3_an_agreement_that_has_ended_stops_the_activation() {
    let ordered = standing_in(State::Ordered, Module::Letter);
    let facts = Facts { agreement: AgreementState::Expired, ..all_in_place(Module::Letter) };
    let request =
        Request::plain(Event::Activate, acting(By::Operator), nine(date(2027, 2, 3)), &facts);
    assert_eq!(code(ordered.after(&request)), Some(ReasonCode::DpaExpired));
    assert_eq!(ordered.state, State::Ordered);
}

/// ONX-4, S1-6-c: received 2027-02-15, the last day is 2027-03-15 at the earliest, and it
/// is over at midnight.
#[test]
fn onx_4_a_notice_of_a_month_ends_at_midnight_after_its_last_day() {
    let active = standing_in(State::Active, Module::Dialog);
    let received = date(2027, 2, 15);
    let short = gives(&active, notice(received, date(2027, 3, 14)));
    assert_eq!(code(short), Some(ReasonCode::NoticeTooShort));
    let (given, row) = gives(&active, notice(received, date(2027, 3, 15))).unwrap();
    assert_eq!((given.state, row), (State::NoticeGiven, "ON-15"));
    assert_eq!(given.service(), Service::Open);

    let facts = all_in_place(Module::Dialog);
    let over = |at| given.after(&Request::plain(Event::LastDayOver, Acting::System, at, &facts));
    let midnight = Instant::start_of(date(2027, 3, 16));
    let before = midnight.minus(core::time::Duration::from_micros(1));
    assert_eq!(code(over(before)), Some(ReasonCode::InvalidTransition));
    let (terminated, row) = over(midnight).unwrap();
    assert_eq!((terminated.state, row), (State::Terminated, "ON-17"));
    assert_eq!(terminated.service(), Service::Terminated);
}

/// ON-16: a notice is taken back until the end of its last day, and what was stopped is
/// still stopped.
#[test]
fn on_16_a_notice_can_be_taken_back_until_its_last_day_is_over() {
    let facts = all_in_place(Module::Dialog);
    for before in [State::Active, State::Suspended] {
        let stood = standing_in(before, Module::Dialog);
        let (given, _) = gives(&stood, notice(date(2027, 2, 15), date(2027, 3, 15))).unwrap();
        let back = |day| {
            let acting = acting(By::Signatory);
            given.after(&Request::plain(Event::WithdrawNotice, acting, nine(day), &facts))
        };
        let (after, _) = back(date(2027, 3, 15)).unwrap();
        assert_eq!((after.state, after.last_day()), (before, None));
        assert_eq!(code(back(date(2027, 3, 16))), Some(ReasonCode::InvalidTransition));
    }
}

/// S1-3.2-a, GDPR 32: what is stopped stays stopped when notice is given of it; a lapse stops
/// what notice is given of; what is taken up again is used to its last day, and a notice that
/// is taken back leads where it stands by then.
#[test]
fn s1_3_2_a_a_notice_neither_opens_what_is_stopped_nor_keeps_open_what_lapses() {
    let whole = all_in_place(Module::Dialog);
    let lapsed = Facts {
        deployment: Deployment::Municipality,
        agreement: AgreementState::Expired,
        ..whole.clone()
    };
    let asks = |held: &Activation, event, acting, facts| {
        held.after(&Request::plain(event, acting, nine(date(2027, 2, 20)), facts))
    };
    let (operator, signatory) = (acting(By::Operator), acting(By::Signatory));
    let stopped = standing_in(State::Suspended, Module::Dialog);
    let notice = || notice(date(2027, 2, 15), date(2027, 3, 15));
    let (given, _) = gives(&stopped, notice()).unwrap();
    assert_eq!((given.state, given.service()), (State::NoticeGiven, Service::Suspended));
    let (again, row) = asks(&given, Event::Resume, operator, &whole).unwrap();
    assert_eq!((again.state, row, again.service()), (State::NoticeGiven, "ON-14", Service::Open));
    let (back, _) = asks(&again, Event::WithdrawNotice, signatory, &whole).unwrap();
    assert_eq!((back.state, back.service()), (State::Active, Service::Open));

    let (given, _) = gives(&standing_in(State::Active, Module::Dialog), notice()).unwrap();
    let (lapse, row) = asks(&given, Event::AgreementLapsed, Acting::System, &lapsed).unwrap();
    assert_eq!((lapse.service(), row), (Service::Suspended, "ON-11"));
    for event in [Event::AgreementLapsed, Event::CauseGone] {
        let twice = asks(&lapse, event, Acting::System, &lapsed);
        assert!(twice.is_err(), "{event:?}");
    }
    let (back, _) = asks(&lapse, Event::WithdrawNotice, signatory, &lapsed).unwrap();
    assert_eq!((back.state, back.service()), (State::Suspended, Service::Suspended));
    let (again, _) = asks(&lapse, Event::CauseGone, Acting::System, &whole).unwrap();
    assert_eq!((again.state, again.service()), (State::NoticeGiven, Service::Open));
}

/// ONX-5, S1-6-b: received 2026-08-28 and 2026-08-31; 2027-02-28 is early enough, the day
/// before is not.
#[test]
fn onx_5_a_phase_out_leaves_six_months_from_the_last_receipt() {
    let active = standing_in(State::Active, Module::Dialog);
    let facts = all_in_place(Module::Dialog);
    let begin = |plan: &WindDown| {
        let at = nine(date(2026, 9, 1));
        let plain = Request::plain(Event::BeginWindDown, acting(By::Operator), at, &facts);
        active.after(&Request { wind_down: Some(plan), ..plain })
    };
    let short = begin(&wind_down(date(2027, 2, 27)));
    assert_eq!(code(short), Some(ReasonCode::WindDownNoticeTooShort));
    let (winding, row) = begin(&wind_down(date(2027, 2, 28))).unwrap();
    assert_eq!((winding.state, row), (State::WindDown, "ON-18"));
    assert_eq!(winding.last_day(), Some(date(2027, 2, 28)));
}

/// S1-6-a: nothing is phased out without an instruction from a superior body.
#[test]
fn s1_6_a_without_an_instruction_nothing_is_phased_out() {
    let active = standing_in(State::Active, Module::Dialog);
    let facts = all_in_place(Module::Dialog);
    let good = wind_down(date(2027, 2, 28));
    let instruction = good.instruction.clone().unwrap();
    let lacking = [
        WindDown { instruction: None, ..good.clone() },
        WindDown {
            instruction: Some(Instruction { issuer: None, ..instruction.clone() }),
            ..good.clone()
        },
        WindDown {
            instruction: Some(Instruction { document: String::new(), ..instruction }),
            ..good.clone()
        },
        WindDown { association_told_on: None, ..good },
    ];
    for plan in &lacking {
        let at = nine(date(2026, 9, 1));
        let plain = Request::plain(Event::BeginWindDown, acting(By::Operator), at, &facts);
        let refused = active.after(&Request { wind_down: Some(plan), ..plain });
        assert_eq!(code(refused), Some(ReasonCode::OperatorWindDownNoInstruction));
    }
    let none = Request::plain(Event::BeginWindDown, acting(By::Operator), nine(DAY), &facts);
    assert_eq!(code(active.after(&none)), Some(ReasonCode::OperatorWindDownNoInstruction));
}

/// ONX-6, ON-22: Nordfjell's own notice in a phase-out: the earlier last day wins, and
/// stands when the phase-out is taken back.
#[test]
fn onx_6_in_a_phase_out_the_earlier_last_day_wins() {
    let winding = Activation {
        before_wind_down: Some(State::Active),
        wind_down_last_day: Some(date(2027, 2, 28)),
        ..standing_in(State::WindDown, Module::Dialog)
    };
    let (own, row) = gives(&winding, notice(date(2026, 12, 1), date(2027, 1, 1))).unwrap();
    assert_eq!(
        (own.state, row, own.last_day()),
        (State::WindDown, "ON-22", Some(date(2027, 1, 1)))
    );
    let (later, _) = gives(&winding, notice(date(2026, 12, 1), date(2027, 6, 1))).unwrap();
    assert_eq!(later.last_day(), Some(date(2027, 2, 28)));

    let facts = all_in_place(Module::Dialog);
    let at = nine(date(2026, 12, 10));
    let plain = Request::plain(Event::WithdrawWindDown, acting(By::Operator), at, &facts);
    assert_eq!(code(winding.after(&plain)), Some(ReasonCode::DocumentMissing));
    let back = Request { document: "26/2002", ..plain };
    let (after, _) = winding.after(&back).unwrap();
    assert_eq!((after.state, after.last_day()), (State::Active, None));
    let (after, _) = own.after(&back).unwrap();
    assert_eq!((after.state, after.last_day()), (State::NoticeGiven, Some(date(2027, 1, 1))));
}

/// ONX-7: a notice that was only said is none.
#[test]
fn onx_7_a_notice_that_was_only_said_is_none() {
    let active = standing_in(State::Active, Module::Dialog);
    let said = Notice { form: Form::Oral, ..notice(DAY, date(2027, 4, 1)) };
    assert_eq!(code(gives(&active, said)), Some(ReasonCode::NoticeNotWritten));
    let letter = Notice { form: Form::Registered, ..said };
    assert!(gives(&active, letter).is_ok());
}

/// S1-6-c: only whoever may bind the municipality gives notice.
#[test]
fn s1_6_c_only_a_signatory_gives_notice() {
    let active = standing_in(State::Active, Module::Dialog);
    let facts = all_in_place(Module::Dialog);
    let given = notice(DAY, date(2027, 3, 1));
    for acting in [
        acting(By::Administrator),
        acting(By::Operator),
        Acting::Unregistered { staff: BERIT, by: By::Signatory },
    ] {
        let plain = Request::plain(Event::GiveNotice, acting, nine(DAY), &facts);
        let refused = active.after(&Request { notice: Some(given), ..plain });
        assert_eq!(code(refused), Some(ReasonCode::NotSignatory));
    }
}

/// ON-09: a refusal of an order says why, in 20 letters or more.
#[test]
fn on_09_an_order_is_refused_with_a_reason() {
    let ordered = standing_in(State::Ordered, Module::Dialog);
    let facts = all_in_place(Module::Dialog);
    let plain = Request::plain(Event::Reject, acting(By::Operator), nine(DAY), &facts);
    let with = |reason| ordered.after(&Request { reason, ..plain });
    assert_eq!(code(with("1234567890123456789")), Some(ReasonCode::ReasonTooShort));
    let (rejected, row) = with("12345678901234567890").unwrap();
    assert_eq!((rejected.state, row), (State::Rejected, "ON-09"));
}

/// ON-11, ON-14: a lapsed agreement stops what needs it, at once, and it goes on by itself
/// when there is a new one; dialogue goes on all the time.
#[test]
fn on_11_a_lapsed_agreement_stops_what_needs_it() {
    let lapse = |module, agreement| {
        let facts = Facts { agreement, ..all_in_place(module) };
        let plain = Request::plain(Event::AgreementLapsed, Acting::System, nine(DAY), &facts);
        standing_in(State::Active, module).after(&plain)
    };
    let (stopped, row) = lapse(Module::Letter, AgreementState::Expired).unwrap();
    assert_eq!(
        (stopped.state, stopped.cause, row),
        (State::Suspended, Some(Cause::Agreement), "ON-11")
    );
    assert!(lapse(Module::Letter, AgreementState::InForce).is_err());
    assert!(lapse(Module::Dialog, AgreementState::Expired).is_err());

    let facts = all_in_place(Module::Letter);
    let again = |event, by| stopped.after(&Request::plain(event, acting(by), nine(DAY), &facts));
    assert_eq!(code(again(Event::Resume, By::Operator)), Some(ReasonCode::InvalidTransition));
    let (active, row) = again(Event::CauseGone, By::System).unwrap();
    assert_eq!((active.state, active.cause, row), (State::Active, None, "ON-14"));
}

/// ON-12, ON-34: the operator stops for security with a reason; for terms only when they
/// are overdue and it has warned; never dialogue for terms.
#[test]
fn on_12_the_operator_stops_with_a_reason() {
    let reason = "Journalsystemet lekker opplysninger.";
    let stop = |module, cause, (overdue, loss), reason| {
        let facts = Facts { overdue, ..all_in_place(module) };
        let plain = Request::plain(Event::Stop, acting(By::Operator), nine(DAY), &facts);
        standing_in(State::Active, module).after(&Request { cause, loss, reason, ..plain })
    };
    let nothing = (Overdue::No, None);
    let short = stop(Module::Dialog, Cause::Security, nothing, "kort");
    assert_eq!(code(short), Some(ReasonCode::ReasonTooShort));
    let (stopped, _) = stop(Module::Dialog, Cause::Security, nothing, reason).unwrap();
    assert_eq!((stopped.state, stopped.cause), (State::Suspended, Some(Cause::Security)));
    assert!(stop(Module::Letter, Cause::Agreement, nothing, reason).is_err());

    let since = Overdue::MayBeWarned(date(2026, 10, 1));
    let warned = |day| Some(Loss::WarnedOn(day));
    let terms = Cause::TermsNotAccepted;
    assert!(stop(Module::Letter, terms, (since, warned(date(2027, 1, 2))), reason).is_ok());
    assert!(stop(Module::Letter, terms, (since, warned(date(2027, 1, 3))), reason).is_err());
    assert!(stop(Module::Letter, terms, (since, None), reason).is_err());
    let early = Overdue::Since(date(2026, 12, 1));
    assert!(stop(Module::Letter, terms, (early, warned(date(2027, 1, 1))), reason).is_err());
    assert!(stop(Module::Dialog, terms, (since, warned(date(2027, 1, 1))), reason).is_err());
}

/// ON-13: a lost capability stops after a warning of 14 days, at once when messages fail.
#[test]
fn on_13_a_lost_capability_is_warned_of() {
    let lose = |proof, loss| {
        let facts = Facts { proof, ..all_in_place(Module::Dialog) };
        let plain = Request::plain(Event::CapabilityLost, Acting::System, nine(DAY), &facts);
        standing_in(State::Active, Module::Dialog).after(&Request { loss, ..plain })
    };
    assert!(lose(None, None).is_err());
    assert!(lose(None, Some(Loss::WarnedOn(date(2027, 1, 19)))).is_err());
    assert!(lose(None, Some(Loss::WarnedOn(date(2027, 1, 18)))).is_ok());
    assert!(lose(None, Some(Loss::Failing)).is_ok());
    let stands = all_in_place(Module::Dialog).proof;
    assert!(lose(stands, Some(Loss::Failing)).is_err());
}

/// ON-21: a municipality that left begins anew; the old activation is kept as it was.
#[test]
fn on_21_whoever_left_begins_with_a_new_activation() {
    let facts = all_in_place(Module::Dialog);
    let request = Request::plain(Event::Create, acting(By::Administrator), nine(DAY), &facts);
    for state in State::ALL {
        let old = standing_in(state, Module::Dialog);
        let id = ActivationId::from_uuid(Uuid::from_u128(9));
        let new = Activation::create(id, old.placed, Some(&old), &request);
        assert_eq!(new.is_ok(), state.is_over(), "{state:?}");
    }
}
