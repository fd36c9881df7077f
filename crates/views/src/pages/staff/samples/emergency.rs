//! Emergency look-ups.

use helsebro_domain::audit::ReasonClass;

use super::super::{
    Emergency, EmergencyFault, EmergencyOpen, EmergencyReading, EmergencyRow, ReviewRow, Reviews,
};
use super::{LONG_TOPIC, at, day_of, home_care, text};
use crate::Samples;

impl Samples for Emergency {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/ansatt/arbeidsliste"),
            action: text("/ansatt/nodtilgang"),
            number: String::new(),
            class: None,
            reason: String::new(),
            is_compelling: false,
            limit: 500,
            fault: None,
            reviews: None,
        };
        let short = Self {
            class: Some(ReasonClass::CannotAnswer),
            reason: text("haster"),
            fault: Some(EmergencyFault::Reason),
            ..empty.clone()
        };
        let nobody = Self { fault: Some(EmergencyFault::Number), ..short.clone() };
        let opposed = Self { fault: Some(EmergencyFault::Opposed), ..short.clone() };
        let compelling = Self { is_compelling: true, ..short.clone() };
        let leader = Self { reviews: Some(text("/ansatt/vurderinger")), ..empty.clone() };
        vec![
            ("empty", empty),
            ("reason-missing", short),
            ("nobody", nobody),
            ("opposed", opposed),
            ("compelling", compelling),
            ("leader", leader),
        ]
    }
}

impl Samples for EmergencyOpen {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |topic: &str| EmergencyRow {
            href: text("/ansatt/nodtilgang/e1?samtale=t1"),
            topic: text(topic),
            unit: home_care(),
            last_at: at(2, 8, 12),
        };
        let filled = Self {
            back: text("/ansatt/arbeidsliste"),
            name: text("Kari Nilsen"),
            is_protected: false,
            until: at(2, 10, 12),
            contacts: vec![
                (home_care(), Some(text("Solvik kommune"))),
                (text("Frisklivssentralen Solvik"), None),
            ],
            threads: vec![row("Såret på leggen"), row(LONG_TOPIC)],
            reading: None,
        };
        let gone = EmergencyReading { topic: None, entries: Vec::new() };
        let protected = Self {
            name: text("Sara L."),
            is_protected: true,
            contacts: Vec::new(),
            threads: Vec::new(),
            ..filled.clone()
        };
        let reading = EmergencyReading {
            topic: Some(text("Såret på leggen")),
            entries: super::entries::entries(),
        };
        vec![
            ("reading", Self { reading: Some(reading), ..filled.clone() }),
            ("gone", Self { reading: Some(gone), ..filled.clone() }),
            ("filled", filled),
            ("protected", protected),
        ]
    }
}

impl Samples for Reviews {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |n: i8, class| ReviewRow {
            value: format!("e{n}"),
            staff: text("Mona Lie, sykepleier"),
            unit: text("Solbakken sykehjem"),
            person: text("Kari Nilsen"),
            class,
            reason: text("Bevisstløs, legevakten spør om medisiner."),
            is_compelling: n == 1,
            opened_at: at(n, 22, 40),
            review_by: day_of(2, 5),
        };
        let rows = (1..).zip(ReasonClass::ALL).map(|(n, class)| row(n, class));
        let filled = Self {
            back: (text("/ansatt/arbeidsliste"), "staff-work-list-title"),
            action: text("/ansatt/vurderinger"),
            waiting: rows.collect(),
            is_judged: false,
        };
        let empty = Self { waiting: Vec::new(), is_judged: true, ..filled.clone() };
        vec![("filled", filled), ("empty", empty)]
    }
}
