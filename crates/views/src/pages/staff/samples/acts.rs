//! The acts on a conversation in each state.

use super::super::{
    Assign, AssignFault, Choice, Close, CloseChoice, CloseFault, Forward, ForwardFault, NotActive,
};
use super::{LONG_NAME, text};
use crate::Samples;

const THREAD: &str = "/ansatt/samtaler/a1";

impl Samples for Forward {
    fn samples() -> Vec<(&'static str, Self)> {
        let filled = Self {
            back: text(THREAD),
            action: format!("{THREAD}/send-videre"),
            given: text("Kari"),
            units: vec![choice("u1", "Frisklivssentralen Solvik", Some("75 00 01 80"))],
            not_active: vec![NotActive {
                name: text("Tildelingskontoret"),
                phone: text("75 00 01 10"),
            }],
            chosen: Some(text("u1")),
            fault: None,
        };
        let wrong = |fault| Self { chosen: None, fault: Some(fault), ..filled.clone() };
        vec![
            ("nothing-chosen", wrong(ForwardFault::NothingChosen)),
            ("refused", wrong(ForwardFault::NotActive)),
            ("empty", Self { units: Vec::new(), chosen: None, ..filled.clone() }),
            ("filled", filled),
        ]
    }
}

impl Samples for Assign {
    fn samples() -> Vec<(&'static str, Self)> {
        let filled = Self {
            back: text(THREAD),
            action: format!("{THREAD}/tildel"),
            colleagues: vec![
                choice("s1", "Siri Dahl", Some("sykepleier")),
                choice("s2", LONG_NAME, None),
            ],
            chosen: Some(text("s1")),
            fault: None,
        };
        let wrong = |fault| Self { chosen: None, fault: Some(fault), ..filled.clone() };
        vec![
            ("nothing-chosen", wrong(AssignFault::NothingChosen)),
            ("refused", wrong(AssignFault::NotAuthorised)),
            ("empty", Self { colleagues: Vec::new(), chosen: None, ..filled.clone() }),
            ("filled", filled),
        ]
    }
}

impl Samples for Close {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text(THREAD),
            action: format!("{THREAD}/avslutt"),
            given: text("Kari"),
            chosen: None,
            guidance: String::new(),
            guidance_limit: 200,
            fault: None,
        };
        let wrong_place = Self {
            chosen: Some(CloseChoice::WrongPlace),
            guidance: text("Ring Tildelingskontoret på 75 00 01 10."),
            ..empty.clone()
        };
        let wrong = |fault| Self { fault: Some(fault), ..wrong_place.clone() };
        vec![
            ("reason-missing", Self { fault: Some(CloseFault::ReasonMissing), ..empty.clone() }),
            (
                "guidance-missing",
                Self { guidance: String::new(), ..wrong(CloseFault::GuidanceMissing) },
            ),
            ("guidance-too-long", wrong(CloseFault::GuidanceTooLong(1))),
            ("filled", wrong_place.clone()),
            ("empty", empty),
        ]
    }
}

fn choice(value: &str, name: &str, detail: Option<&str>) -> Choice {
    Choice { value: text(value), name: text(name), detail: detail.map(text) }
}
