//! Samples of each state.

use helsebro_domain::time::Date;

use super::{
    AgreementChoice, Bar, Because, CustodyRow, CustodyStanding, DeliveryForm, DeliveryPage,
    DeliveryRow, Figure, How, Line, Now, PlaceChoice, ResponsibilityPage, ServiceRow, Tick,
    TimelinePage, Told, Wrong, Wrongs,
};
use crate::Samples;

const LONG: &str = "Midtbygda og omegn interkommunale legevakt- og beredskapsselskap IKS";

pub(super) fn text(text: &str) -> String {
    text.to_owned()
}

/// An answer.
pub(crate) fn told(how: How, names: &[&str], because: Because) -> Told {
    let names = names.iter().map(|name| Some(text(name))).collect();
    Told { how, names, because, agreements: vec![(text("D-2025-14"), Some(text("/kommune")))] }
}

pub(super) fn joint() -> Told {
    told(How::Joint, &["Solvik kommune", "Fjordro Omsorg AS"], Because::Joint)
}

fn nobody() -> Told {
    Told { agreements: Vec::new(), ..told(How::Nobody, &["Fjordro Omsorg AS"], Because::Gap) }
}

const fn day(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year, month, day)
}

/// The answers of Solbakken.
pub(crate) fn lines() -> Vec<Line> {
    let own = told(How::One, &["Solvik kommune"], Because::Own);
    let fjordro = told(How::One, &["Fjordro Omsorg AS"], Because::Outsourced);
    vec![
        Line { first: None, last: Some(day(2025, 12, 31)), told: own, now: Now::No },
        Line {
            first: Some(day(2026, 1, 1)),
            last: Some(day(2026, 6, 14)),
            told: fjordro,
            now: Now::No,
        },
        Line {
            first: Some(day(2026, 6, 15)),
            last: Some(day(2027, 3, 15)),
            told: joint(),
            now: Now::Yes,
        },
        Line { first: Some(day(2028, 1, 1)), last: None, told: nobody(), now: Now::No },
    ]
}

impl Samples for ResponsibilityPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            home: text("Nordfjell kommune"),
            rows: Vec::new(),
            enter: None,
            decisions: text("/kommune/ansvar/avgjorelser"),
            custody: text("/kommune/ansvar/flyttinger"),
            tasks: (text("/kommune/ansvar/oppgaver"), 2),
            successions: text("/kommune/ansvar/etterfolgere"),
            records: text("/kommune/ansvar/protokoll"),
            saved: false,
        };
        let row = |unit: &str, told| ServiceRow {
            area: 19,
            unit: text(unit),
            href: text("/kommune/ansvar/u"),
            told,
        };
        let contested = told(How::Contested, &["Solvik kommune", LONG], Because::Contested);
        let filled = Self {
            home: text("Solvik kommune"),
            rows: vec![
                row("Solbakken sykehjem", joint()),
                row("Solvik legevakt", contested),
                row("Tildelingskontoret", nobody()),
            ],
            enter: Some(text("/kommune/ansvar/ny")),
            ..empty.clone()
        };
        let saved = Self { saved: true, ..filled.clone() };
        vec![("empty", empty), ("filled", filled), ("saved", saved)]
    }
}

impl Samples for DeliveryPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let place = |value: &str, area, unit: Option<&str>| PlaceChoice {
            value: text(value),
            area,
            unit: unit.map(text),
        };
        let empty = Self {
            back: text("/kommune/ansvar"),
            action: text("/kommune/ansvar/ny"),
            places: vec![
                place("whole", None, None),
                place("19", Some(19), None),
                place("u", Some(19), Some("Solbakken sykehjem")),
            ],
            agreements: Vec::new(),
            parties: vec![(text("o1"), text("Fjordro Omsorg AS"))],
            begin: text("/kommune/avtaler"),
            form: DeliveryForm::default(),
            wrongs: Wrongs::default(),
        };
        let agreement = AgreementChoice {
            value: text("a"),
            title: text("D-2025-14"),
            parties: text(LONG),
            how: "OUTSOURCED",
        };
        let form = DeliveryForm {
            place: text("u"),
            how: text("OUTSOURCED"),
            agreement: text("a"),
            runs: text("MUNICIPALITY"),
            under: text("o1"),
            first: text("1.1.2026"),
            last: text("31.12"),
        };
        let filled = Self { agreements: vec![agreement], form, ..empty.clone() };
        let wrongs = Wrongs(vec![
            (text("place"), Wrong::NotChosen),
            (text("how"), Wrong::NotChosen),
            (text("basis"), Wrong::Refused(text("AGREEMENT_MISSING"))),
            (text("under"), Wrong::NotChosen),
            (text("first"), Wrong::NoDate),
            (text("last"), Wrong::EndsBefore),
        ]);
        let wrong = Self { wrongs, ..filled.clone() };
        vec![("empty", empty), ("filled", filled), ("wrong", wrong)]
    }
}

fn bar(x: i64, width: i64, label: &str, look: &'static str) -> Bar {
    let y = match look {
        "own-light" | "other-light" => 106,
        "plain" => 170,
        _ => 40,
    };
    Bar { x, width, y, label: text(label), look, planned: x > 760 }
}

fn moves() -> CustodyRow {
    CustodyRow {
        href: text("/kommune/ansvar/flyttinger/c"),
        case: "III",
        covers: (Some(19), None),
        day: day(2027, 3, 16),
        standing: CustodyStanding::Planned,
    }
}

impl Samples for TimelinePage {
    fn samples() -> Vec<(&'static str, Self)> {
        let figure = Figure {
            ticks: vec![
                Tick { x: 180, day: day(2025, 10, 1) },
                Tick { x: 280, day: day(2026, 1, 1) },
            ],
            today: 700,
            controllers: vec![
                bar(180, 30, "Solvik kommune", "own"),
                bar(210, 200, "Fjordro Omsorg AS", "other"),
                bar(410, 380, "Solvik kommune og Fjordro Omsorg AS", "joint"),
                bar(790, 200, "Ikke avklart", "gap"),
            ],
            deliveries: vec![
                bar(180, 30, "Solvik kommune", "own-light"),
                bar(210, 580, "Fjordro Omsorg AS", "other-light"),
            ],
            agreements: vec![bar(210, 580, "D-2025-14", "plain")],
            height: 270,
        };
        let delivery = DeliveryRow {
            value: text("d1"),
            who: text("Fjordro Omsorg AS"),
            width: "unit",
            first: day(2026, 1, 1),
            last: None,
            can_end: true,
        };
        let filled = Self {
            back: text("/kommune/ansvar"),
            action: text("/kommune/ansvar/u"),
            saved: false,
            unit: text("Solbakken sykehjem"),
            area: 19,
            today: joint(),
            ahead: Some((day(2028, 1, 1), nobody())),
            enter: Some(text("/kommune/ansvar/ny")),
            figure,
            lines: lines(),
            deliveries: vec![
                delivery.clone(),
                DeliveryRow {
                    value: text("d2"),
                    who: text("Solvik kommune"),
                    width: "whole",
                    last: Some(day(2027, 3, 15)),
                    can_end: false,
                    ..delivery
                },
            ],
            asked: String::new(),
            on_day: None,
            wrongs: Wrongs::default(),
            custody: vec![moves()],
            notice: text("/personvern/u"),
        };
        let own = told(How::One, &["Solvik kommune"], Because::Own);
        let always = Line { first: None, last: None, told: own.clone(), now: Now::Yes };
        let plain =
            Self { today: own, ahead: None, enter: None, lines: vec![always], ..filled.clone() };
        let asked = Self {
            asked: text("15.6.2026"),
            on_day: Some((day(2026, 6, 15), joint())),
            ..filled.clone()
        };
        let wrong = Self {
            asked: text("i går"),
            wrongs: Wrongs(vec![(text("day"), Wrong::NoDate), (text("end-d1"), Wrong::NoNumber)]),
            ..filled.clone()
        };
        let contested = told(How::Contested, &["Solvik kommune", LONG], Because::Contested);
        let contested = Self { ahead: Some((day(2027, 6, 1), contested)), ..filled.clone() };
        let saved = Self { saved: true, ..plain.clone() };
        vec![
            ("filled", filled),
            ("plain", plain),
            ("saved", saved),
            ("asked", asked),
            ("wrong", wrong),
            ("contested", contested),
        ]
    }
}
