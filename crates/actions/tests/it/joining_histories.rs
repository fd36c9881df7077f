//! What is stored after anything is asked of an activation by anybody, in any order, on both
//! databases: most of what is asked is done and stored as a table of its own says, a refusal
//! changes nothing but the line it leaves, and nothing is in use that was not activated.

use std::collections::BTreeSet;

use helsebro_actions::ActError;
use helsebro_actions::joining::{self, ActivationRow, NewWindDown};
use helsebro_domain::ids::ActivationId;
use helsebro_domain::joining::{Module, State, TestMessage};
use helsebro_domain::parties::{Service, Unit};
use helsebro_domain::refusals::ReasonCode;
use helsebro_domain::time::Date;
use helsebro_testkit::{Town, ids, in_town};
use jiff::Span;
use jiff::civil::date;

use crate::joining::{Cast, cast, console_proof, prepare, service};

/// How many things are asked.
const ASKED: u32 = 320;

/// Of a hundred, how many are what may come next, asked by the right person.
const FITTING: u64 = 80;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Confirm,
    Order,
    SendTest,
    AnswerTest,
    Activate,
    Stop,
    Resume,
    GiveNotice,
    WithdrawNotice,
    Reject,
    Cancel,
    BeginWindDown,
    WithdrawWindDown,
    LastDayIsOver,
}

use What::{
    Activate, AnswerTest, BeginWindDown, Cancel, Confirm, GiveNotice, LastDayIsOver, Order, Reject,
    Resume, SendTest, Stop, WithdrawNotice, WithdrawWindDown,
};

/// What somebody can ask for whatever the state.
const ANYTIME: [What; 11] = [
    Confirm,
    Order,
    SendTest,
    AnswerTest,
    Activate,
    Stop,
    Resume,
    GiveNotice,
    WithdrawNotice,
    Reject,
    Cancel,
];

/// What may come next.
fn fitting(row: &ActivationRow) -> &'static [What] {
    let has_last_day = row.activation.last_day().is_some();
    match (row.activation.state, row.test) {
        (State::Draft, _) => &[Confirm, Confirm, Confirm, Cancel],
        (State::CapabilityConfirmed, _) => &[Order, Order, Order, Cancel],
        (State::Ordered, TestMessage::NotSent) => &[SendTest, SendTest, SendTest, Reject],
        (State::Ordered, TestMessage::Sent) => &[AnswerTest, AnswerTest, AnswerTest, Cancel],
        (State::Ordered, TestMessage::Answered) => &[Activate],
        (State::Active, _) => &[Stop, GiveNotice, BeginWindDown],
        (State::Suspended, _) => &[Resume, GiveNotice],
        (State::NoticeGiven, _) => &[WithdrawNotice, LastDayIsOver],
        (State::WindDown, _) if has_last_day => &[WithdrawWindDown, GiveNotice, LastDayIsOver],
        (State::WindDown, _) => &[WithdrawWindDown, GiveNotice],
        (State::Terminated | State::Cancelled | State::Rejected, _) => &[],
    }
}

/// Where it leads, and by which rule: another reading of § 7.3 than the machine's.
fn leads((before, rules, _): &Stored, what: What) -> (State, Option<&'static str>) {
    let state = before.activation.state;
    // Its own notice in a phase-out stands when that is taken back.
    let begun = rules.iter().rposition(|rule| rule == "ON-18").unwrap_or_default();
    let has_own_notice = rules.iter().skip(begun).any(|rule| rule == "ON-22");
    let is_stopped = before.activation.cause.is_some();
    let now = |before: Option<State>| match before.unwrap_or(State::Active) {
        State::Active | State::Suspended if is_stopped => State::Suspended,
        State::Active | State::Suspended => State::Active,
        other => other,
    };
    let stood = now(before.activation.before_wind_down);
    let noticed = now(before.activation.before_notice);
    let is_ending = matches!(state, State::NoticeGiven | State::WindDown);
    match what {
        Confirm => (State::CapabilityConfirmed, Some("ON-06")),
        Order => (State::Ordered, Some("ON-07")),
        SendTest | AnswerTest => (State::Ordered, None),
        Activate => (State::Active, Some("ON-08")),
        Reject => (State::Rejected, Some("ON-09")),
        Cancel => (State::Cancelled, Some("ON-10")),
        Stop if is_ending => (state, Some("ON-12")),
        Stop => (State::Suspended, Some("ON-12")),
        Resume if is_ending => (state, Some("ON-14")),
        Resume => (State::Active, Some("ON-14")),
        GiveNotice if state == State::WindDown => (State::WindDown, Some("ON-22")),
        GiveNotice => (State::NoticeGiven, Some("ON-15")),
        WithdrawNotice => (noticed, Some("ON-16")),
        LastDayIsOver if state == State::WindDown => (State::Terminated, Some("ON-19")),
        LastDayIsOver => (State::Terminated, Some("ON-17")),
        BeginWindDown => (State::WindDown, Some("ON-18")),
        WithdrawWindDown if has_own_notice => (State::NoticeGiven, Some("ON-20")),
        WithdrawWindDown => (stood, Some("ON-20")),
    }
}

/// Numbers that are the same each time.
struct Numbers(u64);

impl Numbers {
    const fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) % limit
    }

    fn one_of(&mut self, some: &[What]) -> What {
        let at = usize::try_from(self.below(some.len() as u64)).unwrap_or_default();
        some[at]
    }
}

/// What is stored of an activation.
type Stored = (ActivationRow, Vec<String>, Service);

struct History<'t> {
    town: &'t Town,
    cast: Cast,
    numbers: Numbers,
    day: Date,
    id: ActivationId,
    /// The phone number that stands beside the address of the unit (G-ADDR).
    phone: String,
}

impl History<'_> {
    async fn stored(&self) -> Stored {
        let list = joining::check_list(&self.town.acts, &self.cast.eli, self.id).await.unwrap();
        let rules = list.events.iter().map(|event| event.rule.clone()).collect();
        (list.row, rules, service(self.town, &self.cast).await)
    }

    fn goes_on(&mut self, days: i32) {
        self.day = self.day.saturating_add(Span::new().days(days));
        self.town.at(self.day, 9, 0);
    }

    /// The number beside the unit's address is gone, or is there again.
    async fn address(&self, has: bool) {
        let phone = if has { self.phone.as_str() } else { "" };
        let set = |unit: &mut Unit| phone.clone_into(&mut unit.phone);
        self.town.set_up(ids::NORDFJELL_CHILD_HEALTH, set).await;
    }

    /// Asks for something, as somebody who may or may not.
    async fn ask(&mut self, what: What, wrong: bool) -> Result<(), ActError> {
        if what == LastDayIsOver {
            let last = self.stored().await.0.activation.last_day().unwrap();
            self.day = self.day.max(last.tomorrow().unwrap());
            self.town.at(self.day, 0, 0);
        }
        let (acts, id, cast) = (&self.town.acts, self.id, &self.cast);
        let (keeper, signer) =
            if wrong { (&cast.rolf, &cast.eli) } else { (&cast.eli, &cast.rolf) };
        let reason = if wrong { "kort" } else { "Journalsystemet lekker opplysninger." };
        let last = self.day.saturating_add(Span::new().days(if wrong { 10 } else { 40 }));
        match what {
            Confirm => joining::confirm(acts, keeper, (id, console_proof())).await,
            Order => joining::order(acts, keeper, id).await,
            SendTest => joining::send_test(acts, &cast.nina, id).await,
            AnswerTest => joining::answer_test(acts, keeper, id).await,
            Activate => joining::activate(acts, &cast.nina, id).await,
            Stop => joining::stop(acts, &cast.nina, (id, reason)).await,
            Resume => joining::resume(acts, &cast.nina, id).await,
            GiveNotice => joining::give_notice(acts, signer, (id, last)).await,
            WithdrawNotice => joining::withdraw_notice(acts, signer, id).await,
            Reject => joining::reject(acts, &cast.nina, (id, reason)).await,
            Cancel => joining::cancel(acts, keeper, id).await,
            BeginWindDown => self.wind_down(if wrong { 10 } else { 190 }).await,
            WithdrawWindDown => self.no_wind_down(if wrong { " " } else { "27/202" }).await,
            LastDayIsOver => joining::sweep(acts).await.map(|_| ()),
        }
    }

    async fn wind_down(&self, days: i32) -> Result<(), ActError> {
        let (acts, nina) = (&self.town.acts, &self.cast.nina);
        let new = NewWindDown {
            module: Module::Dialog,
            issuer: "Helse- og omsorgsdepartementet",
            dated: self.day,
            document: "27/101",
            association_told_on: self.day,
        };
        // One that was announced and not begun stands.
        let announced = joining::announce_wind_down(acts, nina, new).await;
        assert!(matches!(announced, Ok(()) | Err(ActError::Refused(_))));
        joining::receipt_wind_down(acts, &self.cast.eli, Module::Dialog).await?;
        let last = self.day.saturating_add(Span::new().days(days));
        joining::begin_wind_down(acts, nina, (Module::Dialog, last)).await
    }

    async fn no_wind_down(&self, document: &str) -> Result<(), ActError> {
        let what = (Module::Dialog, document);
        joining::withdraw_wind_down(&self.town.acts, &self.cast.nina, what).await
    }

    /// Begins anew, with nothing that is left of a phase-out and with an address.
    async fn begin(&mut self) {
        match self.no_wind_down("27/303").await {
            Ok(()) | Err(ActError::NotFound | ActError::Refused(_)) => {}
            Err(other) => panic!("{other}"),
        }
        self.address(true).await;
        let place = (Module::Dialog, self.cast.area);
        self.id = joining::create(&self.town.acts, &self.cast.eli, place).await.unwrap();
    }

    /// What the guard of the address says, and nobody else.
    async fn without_address(&mut self, before: &Stored) {
        self.address(false).await;
        match self.ask(Activate, false).await {
            Err(ActError::Refused(refusal)) => {
                assert_eq!(refusal.code(), ReasonCode::AddressNotRegistered);
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(self.stored().await, *before);
        self.address(true).await;
    }
}

/// What came of what was asked.
#[derive(Default)]
struct Tally {
    refused: u32,
    done: u32,
    rules: BTreeSet<String>,
}

impl Tally {
    /// What was done is what the table says, and it left its line; what was refused is as it was.
    fn count(
        &mut self,
        what: What,
        asked: Result<(), ActError>,
        (before, after): (&Stored, &Stored),
    ) {
        match asked {
            Err(ActError::Refused(refusal)) => {
                assert_eq!(before, after, "{what:?}: {:?}", refusal.code());
                self.refused += 1;
            }
            Err(other) => panic!("{what:?}: {other}"),
            Ok(()) => {
                let (state, rule) = leads(before, what);
                assert_eq!(after.0.activation.state, state, "{what:?}");
                let mut lines = before.1.clone();
                lines.extend(rule.map(str::to_owned));
                assert_eq!(after.1, lines, "{what:?}");
                self.rules.extend(rule.map(str::to_owned));
                self.done += 1;
            }
        }
        let held = &after.0.activation;
        // A new draft leaves the unit as the one before left it, until it is moved.
        match held.service() {
            Service::None => assert_ne!(after.2, Service::Open, "{:?}", held.state),
            service => assert_eq!(service, after.2, "{:?}", held.state),
        }
        let came_in = ["ON-06", "ON-07", "ON-08"];
        let is_activated = came_in.iter().all(|rule| after.1.iter().any(|line| line == rule));
        assert!(after.2 != Service::Open || (held.active_from.is_some() && is_activated));
    }
}

/// S1-5.1-e: most of what is asked is done, and stored as § 7.3 says; what is asked out of
/// turn, or by the wrong person, changes nothing that is stored; what is in use was activated
/// with every guard, and its unit says so.
#[tokio::test(flavor = "multi_thread")]
async fn s1_5_1_e_no_refusal_changes_what_is_stored_whatever_is_asked() {
    in_town(|town| async move {
        let cast = cast(&town).await;
        let day = date(2027, 2, 1);
        town.at(day, 9, 0);
        prepare(&town, &cast).await;
        let place = (Module::Dialog, cast.area);
        let id = joining::create(&town.acts, &cast.eli, place).await.unwrap();
        let units = joining::board(&town.acts, &cast.eli).await.unwrap().units;
        let phone = units[0].phone.clone();
        let numbers = Numbers(7);
        let mut history = History { town: &town, cast, numbers, day, id, phone };
        let mut tally = Tally::default();
        for _ in 0..ASKED {
            let before = history.stored().await;
            if before.0.activation.state.is_over() {
                history.begin().await;
                continue;
            }
            let fits = history.numbers.below(100) < FITTING;
            let what = match fits {
                true => history.numbers.one_of(fitting(&before.0)),
                false => history.numbers.one_of(&ANYTIME),
            };
            if what == Activate && fits && history.numbers.below(2) == 0 {
                history.without_address(&before).await;
                tally.refused += 1;
            }
            let wrong = !fits && history.numbers.below(2) == 0;
            let asked = history.ask(what, wrong).await;
            let after = history.stored().await;
            tally.count(what, asked, (&before, &after));
            let days = i32::try_from(history.numbers.below(3)).unwrap();
            history.goes_on(days);
        }
        let Tally { refused, done, rules } = tally;
        assert!(done > 2 * refused && refused > 30, "{refused} refused, {done} done");
        let expected = [
            "ON-06", "ON-07", "ON-08", "ON-09", "ON-10", "ON-12", "ON-14", "ON-15", "ON-16",
            "ON-17", "ON-18", "ON-19", "ON-20", "ON-22",
        ];
        assert_eq!(rules.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    })
    .await;
}
