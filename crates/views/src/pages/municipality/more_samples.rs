//! Samples of agreements, records, decisions and a unit's notice.

use helsebro_domain::controllership::registering::Kind;
use helsebro_domain::time::Date;

use super::samples::{joint, text, told};
use super::{
    AgreementLine, AgreementPage, AgreementsPage, Because, DecisionForm, DecisionRow,
    DecisionsPage, Done, FieldView, HeadForm, How, ItemState, ItemView, OrganisationForm,
    PlaceChoice, PreviewRow, RecordRow, RecordsPage, Shape, Standing, Told, UnitNotice, Wrong,
    Wrongs,
};
use crate::Samples;

const FIRST: Date = Date::constant(2026, 6, 15);
const LAST: Date = Date::constant(2027, 3, 15);

fn places() -> Vec<PlaceChoice> {
    let place = |value: &str, area, unit: Option<&str>| PlaceChoice {
        value: text(value),
        area,
        unit: unit.map(text),
    };
    vec![
        place("whole", None, None),
        place("19", Some(19), None),
        place("19-u", Some(19), Some("Solbakken sykehjem")),
    ]
}

fn head(kind: Option<&str>) -> HeadForm {
    HeadForm {
        kind: kind.map(text),
        title: text("FJ-2026-03"),
        organisations: vec![(text("o1"), text("Fjordro Omsorg AS"), true)],
        municipalities: vec![(text("m1"), text("Granli kommune"), false)],
        places: places().into_iter().map(|place| (place, false)).collect(),
        first: text("15.6.2026"),
        last: String::new(),
    }
}

impl Samples for AgreementsPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            action: text("/kommune/avtaler"),
            rows: Vec::new(),
            begin: None,
            organisation: OrganisationForm::default(),
            saved: false,
            wrongs: Wrongs::default(),
        };
        let row = |title: &str, kind, standing| AgreementLine {
            title: text(title),
            href: text("/kommune/avtaler/a"),
            kind,
            parties: text("Solvik kommune, Fjordro Omsorg AS"),
            standing,
        };
        let filled = Self {
            rows: vec![
                row("D-2025-14", Kind::Service, Standing::InForce),
                row("FJ-2026-03", Kind::JointRecord, Standing::Missing(3)),
                row("V-1", Kind::Host, Standing::Missing(1)),
                row("KO-1", Kind::TaskCommunity, Standing::Ready),
            ],
            begin: Some(head(Some("SERVICE"))),
            ..empty.clone()
        };
        let saved = Self { saved: true, ..filled.clone() };
        let wrongs = Wrongs(vec![
            (text("kind"), Wrong::NotChosen),
            (text("title"), Wrong::Missing),
            (text("others"), Wrong::NotChosen),
            (text("org-name"), Wrong::Missing),
            (text("org-number"), Wrong::NoNumber),
            (text("org-kind"), Wrong::NotChosen),
        ]);
        let wrong = Self { wrongs, ..filled.clone() };
        vec![("empty", empty), ("filled", filled), ("saved", saved), ("wrong", wrong)]
    }
}

fn field(id: &str, word: &str, shape: Shape, value: &str) -> FieldView {
    FieldView {
        name: id.replace('-', "."),
        id: text(id),
        word: text(word),
        about: None,
        shape,
        value: text(value),
    }
}

fn items() -> Vec<ItemView> {
    let choice =
        |values: &[&str]| Shape::Choice(values.iter().map(|value| (text(value), None)).collect());
    let named = Shape::Choice(vec![(text("MUNICIPALITY"), Some(text("Solvik kommune")))]);
    vec![
        ItemView {
            code: "JJ-1",
            state: ItemState::There,
            fields: vec![
                field("jj-1-register", "jj-1-register", choice(&["JOURNAL"]), "JOURNAL"),
                field("jj-1-name", "jj-1-name", Shape::Line, "Sonja"),
                field("jj-1-patients", "jj-1-patients", Shape::Text, ""),
            ],
            lacks: Vec::new(),
        },
        ItemView {
            code: "JJ-S",
            state: ItemState::Missing,
            fields: vec![FieldView {
                about: Some(text("Solvik kommune")),
                ..field("sign-day", "sign-day", Shape::Day, "1.1.2026")
            }],
            lacks: vec![text("AGREEMENT_NOT_SIGNED")],
        },
        ItemView {
            code: "JJ-R2",
            state: ItemState::Recommended,
            fields: vec![
                field("jj-r2-operator", "jj-r2-operator", named, "MUNICIPALITY"),
                field("ko-4-no", "ko-4-no-decisions", Shape::Tick, "YES"),
            ],
            lacks: Vec::new(),
        },
    ]
}

fn preview() -> Vec<PreviewRow> {
    let told = Told {
        how: How::Joint,
        names: vec![Some(text("Solvik kommune")), Some(text("Fjordro Omsorg AS"))],
        because: Because::Joint,
        agreements: Vec::new(),
    };
    let home = PreviewRow {
        municipality: None,
        covers: (Some(19), Some(text("Solbakken sykehjem"))),
        told,
        row: "CT-20",
    };
    let theirs = Some(text("Granli kommune"));
    let clinic = PreviewRow { municipality: theirs, covers: (Some(7), None), ..home.clone() };
    vec![home, clinic]
}

impl Samples for AgreementPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let draft = Self {
            back: text("/kommune/avtaler"),
            action: text("/kommune/avtaler/a"),
            title: text("FJ-2026-03"),
            kind: Kind::JointRecord,
            parties: text("Solvik kommune, Fjordro Omsorg AS"),
            covers: vec![(Some(19), Some(text("Solbakken sykehjem"))), (Some(7), None)],
            first: Some(FIRST),
            last: None,
            standing: Standing::Missing(1),
            can_write: true,
            head: Some(head(None)),
            items: items(),
            preview: Some(preview()),
            done: None,
            typed_last: String::new(),
            wrongs: Wrongs::default(),
        };
        let new =
            Self { covers: Vec::new(), first: None, preview: Some(Vec::new()), ..draft.clone() };
        let saved = Self { done: Some(Done::Saved), ..draft.clone() };
        let in_force = Self {
            standing: Standing::InForce,
            head: None,
            last: Some(LAST),
            preview: None,
            done: Some(Done::InForce),
            ..draft.clone()
        };
        let wrongs = Wrongs(vec![
            (text("jj-1-register"), Wrong::Refused(text("NOT_A_THERAPEUTIC_REGISTER"))),
            (text("sign-day"), Wrong::NoDate),
        ]);
        let wrong = Self { wrongs, ..draft.clone() };
        let read_only =
            Self { can_write: false, head: None, covers: vec![(None, None)], ..draft.clone() };
        vec![
            ("draft", draft),
            ("new", new),
            ("saved", saved),
            ("in-force", in_force),
            ("wrong", wrong),
            ("read-only", read_only),
        ]
    }
}

impl Samples for RecordsPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/kommune/ansvar"),
            home: text("Solvik kommune"),
            is_providers: false,
            rows: Vec::new(),
            json: text("/kommune/ansvar/protokoll?som=json"),
            csv: text("/kommune/ansvar/protokoll?som=csv"),
        };
        let row = |what, told, processors: &[&str]| RecordRow {
            unit: (what != "platform").then(|| text("Solbakken sykehjem")),
            what,
            told,
            processors: processors.iter().map(|name| text(name)).collect(),
        };
        let own = told(How::One, &["Solvik kommune"], Because::Own);
        let nobody = told(How::Nobody, &["Solvik kommune"], Because::Gap);
        let filled = Self {
            rows: vec![
                row("record", joint(), &["Journalsystemer AS"]),
                row("case", own.clone(), &[]),
                row("dissemination", own.clone(), &[]),
                row("platform", own, &[]),
                row("record", nobody, &[]),
            ],
            ..empty.clone()
        };
        let providers = Self {
            home: text("Fjordro Omsorg AS"),
            is_providers: true,
            back: text("/kommune/krav"),
            ..empty.clone()
        };
        vec![("empty", empty), ("filled", filled), ("providers", providers)]
    }
}

impl Samples for DecisionsPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/kommune/ansvar"),
            action: text("/kommune/ansvar/avgjorelser"),
            rows: Vec::new(),
            form: None,
            saved: false,
            wrongs: Wrongs::default(),
        };
        let waits = DecisionRow {
            value: text("d1"),
            reference: text("HOD 2027/123"),
            who: text("Solvik kommune"),
            covers: (Some(8), None),
            first: FIRST,
            last: Some(LAST),
            confirmed: false,
            can_confirm: true,
        };
        let counts = DecisionRow {
            value: text("d2"),
            covers: (Some(8), Some(text("Solvik legevakt"))),
            last: None,
            confirmed: true,
            can_confirm: false,
            ..waits.clone()
        };
        let form = DecisionForm {
            places: places(),
            parties: vec![(text("m1"), text("Solvik kommune"))],
            place: text("19"),
            party: text("m1"),
            reference: text("HOD 2027/123"),
            first: text("1.3.2027"),
            last: String::new(),
        };
        let filled = Self { rows: vec![waits, counts], form: Some(form), ..empty.clone() };
        let saved = Self { saved: true, ..filled.clone() };
        let wrongs = Wrongs(vec![
            (text("reference"), Wrong::Refused(text("OVERRIDE_WITHOUT_REFERENCE"))),
            (text("place"), Wrong::NotChosen),
            (text("party"), Wrong::NotChosen),
            (text("first"), Wrong::NoDate),
        ]);
        let wrong = Self { wrongs, ..filled.clone() };
        vec![("empty", empty), ("filled", filled), ("saved", saved), ("wrong", wrong)]
    }
}

impl Samples for UnitNotice {
    fn samples() -> Vec<(&'static str, Self)> {
        let shared = Self {
            unit: text("Solbakken sykehjem"),
            area: 19,
            told: joint(),
            since: Some(FIRST),
            contact: Some((
                text("Solvik kommune"),
                Some(text("personvern@solvik.example")),
                Some(text("75 00 01 00")),
            )),
            essence: Some(text("Kommunen svarer på spørsmål.")),
            sound: Some(text("Solvik kommune")),
        };
        let nobody = Self {
            told: told(How::Nobody, &["Solvik kommune"], Because::Gap),
            since: None,
            contact: None,
            essence: None,
            sound: None,
            ..shared.clone()
        };
        vec![("shared", shared), ("nobody", nobody)]
    }
}
