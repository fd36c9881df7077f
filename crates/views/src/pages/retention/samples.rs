//! One of each state.

use helsebro_domain::parties::CareArea;
use helsebro_domain::retention::{Finding, PlanState};
use helsebro_domain::time::{Date, Instant, Time};

use super::{PlanPage, PlanRow, RetentionPage};
use crate::Samples;
use crate::pages::municipality::{Wrong, Wrongs};

fn text(text: &str) -> String {
    text.to_owned()
}

fn at(day: i8) -> Instant {
    Instant::from_oslo(Date::constant(2027, 2, day), Time::constant(9, 10, 0, 0))
}

const STATES: [PlanState; 6] = [
    PlanState::Counting,
    PlanState::Ready,
    PlanState::TooOld,
    PlanState::Dropped,
    PlanState::Deleting,
    PlanState::Done,
];

impl Samples for RetentionPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            action: Some(text("/kommune/sletting")),
            rows: Vec::new(),
            wrongs: Wrongs::default(),
        };
        let row = |state| PlanRow {
            href: text("/kommune/sletting/p1"),
            made_at: at(2),
            made_by: text("Gro Vik"),
            state,
            to_delete: 1_204,
            is_granted: state == PlanState::Done,
        };
        let filled = Self { rows: STATES.map(row).to_vec(), ..empty.clone() };
        let wrong = Wrongs(vec![(text("plan"), Wrong::NotNow)]);
        vec![
            ("empty", empty),
            ("filled", filled.clone()),
            ("not-an-administrator", Self { action: None, ..filled.clone() }),
            ("wrong", Self { wrongs: wrong, ..filled }),
        ]
    }
}

impl Samples for PlanPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let counts = Finding::ALL.iter().map(|finding| (CareArea::HomeServices, *finding, 12));
        let ready = Self {
            back: text("/kommune/sletting"),
            action: text("/kommune/sletting/p1"),
            made_at: at(2),
            made_by: text("Gro Vik"),
            state: PlanState::Ready,
            last_day: Date::constant(2027, 3, 4),
            begun: None,
            done_at: None,
            counts: counts.collect(),
            done: Vec::new(),
            can_carry_out: true,
            can_drop: true,
            is_granted: false,
            wrongs: Wrongs::default(),
        };
        let granted = Self {
            counts: vec![(CareArea::HomeServices, Finding::Delete, 1)],
            can_drop: false,
            is_granted: true,
            ..ready.clone()
        };
        let counting = Self {
            state: PlanState::Counting,
            counts: Vec::new(),
            can_carry_out: false,
            ..ready.clone()
        };
        let old = Self { state: PlanState::TooOld, can_carry_out: false, ..ready.clone() };
        let nothing = Self { counts: Vec::new(), can_carry_out: false, ..ready.clone() };
        let wrong = Wrongs(vec![(text("carry-out"), Wrong::Refused(text("FOUR_EYES")))]);
        let deleting = Self {
            state: PlanState::Deleting,
            begun: Some((text("Berit Sand"), at(3))),
            done: vec![(Finding::Delete, 7), (Finding::Contested, 1)],
            can_carry_out: false,
            can_drop: false,
            ..ready.clone()
        };
        let done = Self { state: PlanState::Done, done_at: Some(at(3)), ..deleting.clone() };
        vec![
            ("granted-reader", Self { can_carry_out: false, ..granted.clone() }),
            ("granted", granted),
            ("ready", ready.clone()),
            ("reader", Self { can_carry_out: false, can_drop: false, ..ready.clone() }),
            ("counting", counting),
            ("old", old),
            ("nothing", nothing),
            ("wrong", Self { wrongs: wrong, ..ready }),
            ("deleting", deleting),
            ("done", done),
        ]
    }
}
