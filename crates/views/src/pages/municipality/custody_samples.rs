//! Samples of records that change hands, of tasks, and of who took over.

use helsebro_domain::time::Date;

use super::samples::text;
use super::{
    CanReceive, CustodiesPage, CustodyAct, CustodyForm, CustodyLine, CustodyPage, CustodyRow,
    CustodyStanding, CustodyTold, DeclinedRow, GoneRow, PlaceChoice, SuccessionForm, SuccessionRow,
    SuccessionsPage, TaskLine, TasksPage, Wrong, Wrongs,
};
use crate::Samples;

const DAY: Date = Date::constant(2027, 6, 30);

fn places() -> Vec<PlaceChoice> {
    vec![
        PlaceChoice { value: text("19"), area: Some(19), unit: None },
        PlaceChoice { value: text("19:u"), area: Some(19), unit: Some(text("Solbakken sykehjem")) },
    ]
}

fn row(standing: CustodyStanding) -> CustodyRow {
    CustodyRow {
        href: text("/kommune/ansvar/flyttinger/c"),
        case: "II",
        covers: (Some(19), Some(text("Solbakken sykehjem"))),
        day: DAY,
        standing,
    }
}

impl Samples for CustodiesPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/kommune/ansvar"),
            action: text("/kommune/ansvar/flyttinger"),
            rows: Vec::new(),
            form: None,
            saved: false,
            wrongs: Wrongs::default(),
        };
        let form = CustodyForm {
            cases: vec!["I", "II", "III", "IV", "V", "VI"],
            places: places(),
            parties: vec![(text("m1"), text("Solvik kommune"))],
            case: text("II"),
            place: text("19"),
            party: text("m1"),
            day: text("30.6.2027"),
        };
        let rows = vec![
            row(CustodyStanding::Planned),
            row(CustodyStanding::Told),
            row(CustodyStanding::Waits),
            row(CustodyStanding::Done),
        ];
        let filled = Self { rows, form: Some(form), ..empty.clone() };
        let saved = Self { saved: true, ..filled.clone() };
        let wrongs = Wrongs(vec![
            (text("case"), Wrong::NotChosen),
            (text("place"), Wrong::NotChosen),
            (text("day"), Wrong::NoDate),
            (text("party"), Wrong::NotNow),
        ]);
        let wrong = Self { wrongs, ..filled.clone() };
        vec![("empty", empty), ("filled", filled), ("saved", saved), ("wrong", wrong)]
    }
}

fn line(what: &'static str, fate: &'static str, cause: &'static str) -> CustodyLine {
    CustodyLine {
        what,
        who: vec![Some(text("Fjordro Omsorg AS")), None],
        fate,
        to: None,
        counts: [0; 4],
        people: 0,
        cause,
        clauses: text("S2-3-e, pjl § 24"),
    }
}

impl Samples for CustodyPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let moves = CustodyLine {
            to: Some(text("Beta Omsorg")),
            counts: [12, 3, 1, 0],
            people: 5,
            ..line("record", "moves", "business-goes-over")
        };
        let planned = Self {
            back: text("/kommune/ansvar/flyttinger"),
            action: text("/kommune/ansvar/flyttinger/c"),
            row: row(CustodyStanding::Planned),
            from: vec![text("Fjordro Omsorg AS")],
            lines: vec![
                moves,
                CustodyLine {
                    counts: [1, 1, 1, 1],
                    people: 1,
                    ..line("record", "copied", "own-duty")
                },
                line("case", "stays", "municipalitys-cases"),
                line("sent", "stays", "sent-already"),
                line("platform", "stays", "citizens-own"),
            ],
            gone: Vec::new(),
            told: CustodyTold::NotYet,
            named: Vec::new(),
            others: Vec::new(),
            declined: Vec::new(),
            may: vec![CustodyAct::Tell, CustodyAct::Go, CustodyAct::Drop],
            saved: false,
            typed: String::new(),
            wrongs: Wrongs::default(),
        };
        let wrongs = Wrongs(vec![
            (text("go"), Wrong::Refused(text("PJL24_NOTICE_MISSING"))),
            (text("why"), Wrong::Refused(text("REASON_TOO_SHORT"))),
        ]);
        let wrong = Self { wrongs, typed: text("Nei"), ..planned.clone() };
        let gone = |can_receive, received| GoneRow {
            value: text("m1"),
            who: text("Beta Omsorg"),
            records: 12,
            received,
            can_receive,
        };
        let waits = Self {
            row: row(CustodyStanding::Waits),
            lines: Vec::new(),
            gone: vec![
                gone(CanReceive::OnPaper, None),
                gone(CanReceive::No, Some((DAY, Some(text("Brev 1.7.2027"))))),
            ],
            told: CustodyTold::On(DAY),
            may: Vec::new(),
            wrongs: Wrongs(vec![(text("paper"), Wrong::Refused(text("DOCUMENT_MISSING")))]),
            ..planned.clone()
        };
        let done = Self {
            row: row(CustodyStanding::Done),
            lines: Vec::new(),
            gone: vec![gone(CanReceive::ForOwn, None)],
            told: CustodyTold::NotPracticable(text("Boet har ingen adresser til dem.")),
            may: Vec::new(),
            saved: true,
            ..planned.clone()
        };
        let says_no = Self {
            told: CustodyTold::On(DAY),
            may: vec![CustodyAct::Go],
            named: vec![(text("m1"), text("Granli kommune"))],
            others: vec![(text("o1"), text("Nasjonalarkivet"))],
            declined: vec![DeclinedRow {
                who: text("Beta Omsorg"),
                instead: text("Nasjonalarkivet"),
                day: DAY,
                paper: text("Brev 24.6.2027"),
            }],
            wrongs: Wrongs(vec![(text("declined"), Wrong::Refused(text("DOCUMENT_MISSING")))]),
            ..planned.clone()
        };
        let no_say = Self { told: CustodyTold::NoSay, may: Vec::new(), ..planned.clone() };
        vec![
            ("planned", planned),
            ("wrong", wrong),
            ("waits", waits),
            ("done", done),
            ("no-say", no_say),
            ("says-no", says_no),
        ]
    }
}

impl Samples for TasksPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/kommune/ansvar"),
            action: text("/kommune/ansvar/oppgaver"),
            judge: None,
            open: Vec::new(),
            over: Vec::new(),
            saved: false,
            wrongs: Wrongs::default(),
        };
        let task = |kind, late, by_hand| TaskLine {
            value: format!("t-{kind}"),
            kind,
            covers: (Some(19), None),
            due: DAY,
            late,
            by_hand,
            outcome: None,
            typed: String::new(),
        };
        let over =
            TaskLine { outcome: Some(text("Alt var i orden.")), ..task("review", false, true) };
        let filled = Self {
            open: vec![
                task("gap", true, false),
                task("contested", false, false),
                task("review", true, true),
            ],
            over: vec![over, task("ends-soon", false, false)],
            judge: Some((text("/kommune/nodtilgang"), 2)),
            ..empty.clone()
        };
        let saved = Self { saved: true, ..filled.clone() };
        let wrongs =
            Wrongs(vec![(text("outcome-t-review"), Wrong::Refused(text("REASON_TOO_SHORT")))]);
        let wrong = Self { wrongs, ..filled.clone() };
        vec![("empty", empty), ("filled", filled), ("saved", saved), ("wrong", wrong)]
    }
}

impl Samples for SuccessionsPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/kommune/ansvar"),
            action: text("/kommune/ansvar/etterfolgere"),
            rows: Vec::new(),
            form: None,
            saved: false,
            wrongs: Wrongs::default(),
        };
        let went = SuccessionRow {
            from: text("Granli kommune"),
            to: text("Solvik kommune"),
            covers: (None, None),
            first: DAY,
        };
        let form = SuccessionForm {
            places: places(),
            parties: vec![(text("m1"), text("Granli kommune"))],
            place: text("19"),
            party: text("m1"),
            first: text("1.1.2028"),
        };
        let filled = Self { rows: vec![went], form: Some(form), ..empty.clone() };
        let saved = Self { saved: true, ..filled.clone() };
        let wrongs = Wrongs(vec![
            (text("place"), Wrong::NotChosen),
            (text("party"), Wrong::NotNow),
            (text("first"), Wrong::NoDate),
        ]);
        let wrong = Self { wrongs, ..filled.clone() };
        vec![("empty", empty), ("filled", filled), ("saved", saved), ("wrong", wrong)]
    }
}
