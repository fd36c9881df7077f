//! Samples of the pages about costs, sub-processors and who operates, in each state.

use super::samples::{day, text, wrong};
use super::{
    BodyView, ChangeView, ChargeForm, ChargeView, ChargesPage, CostsPage, ObjectionView,
    OperatingForm, OperatingPage, ProvidersView, SubProcessorForm, SubProcessorsPage, Wrong,
};
use crate::Samples;

fn charge(kind: &'static str, payee: &'static str) -> ChargeView {
    ChargeView {
        value: text("0193"),
        kind,
        what: text("Etablering"),
        ore: 2_500_000,
        payee,
        share: None,
        clause: None,
        entered_by: text("Nina Ek"),
        approved: None,
        is_own: true,
    }
}

fn charges() -> Vec<ChargeView> {
    let approved = Some((text("Odd Rein"), day(2027, 2, 2), day(2027, 3, 4)));
    vec![
        charge("DIGIFIN_FEE", "ASSOCIATION"),
        ChargeView { is_own: false, ..charge("GENERAL_TERMS", "OPERATOR") },
        ChargeView {
            ore: 62_145_750,
            share: Some((12_300, day(2027, 1, 1))),
            approved: approved.clone(),
            ..charge("STATUTORY_SHARE", "OPERATOR")
        },
        ChargeView {
            clause: Some((text("4.2"), text("2.0"))),
            approved,
            ..charge("ESTABLISHMENT", "OPERATOR")
        },
    ]
}

impl Samples for ChargesPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/drift/kommuner/x"),
            action: text("/drift/kommuner/x/fakturagrunnlag"),
            home: text("Solvik kommune"),
            rows: Vec::new(),
            kinds: vec![
                "STATUTORY_SHARE",
                "DIGIFIN_FEE",
                "GENERAL_TERMS",
                "ESTABLISHMENT",
                "MANAGEMENT",
                "OPERATION",
                "MAINTENANCE",
            ],
            payees: vec!["OPERATOR", "ASSOCIATION"],
            form: ChargeForm::default(),
            wrong: Wrong::default(),
            done: None,
        };
        let filled =
            Self { rows: charges(), done: Some("joining-charge-entered-done"), ..empty.clone() };
        let approved = Self { done: Some("joining-charge-approved-done"), ..filled.clone() };
        let discarded = Self { done: Some("joining-charge-discarded-done"), ..empty.clone() };
        let again = Self { wrong: wrong("kind", "INVALID_TRANSITION"), ..filled.clone() };
        let form = ChargeForm { kind: text("ESTABLISHMENT"), ..ChargeForm::default() };
        let faulty =
            Self { form, wrong: wrong("clause", "COST_LINE_NOT_ALLOWED"), ..filled.clone() };
        let unread = Self { wrong: Wrong::no_amount("amount"), ..empty.clone() };
        vec![
            ("empty", empty),
            ("filled", filled),
            ("approved", approved),
            ("discarded", discarded),
            ("again", again),
            ("faulty", faulty),
            ("unread", unread),
        ]
    }
}

impl Samples for CostsPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/kommune/oppkobling"),
            home: text("Solvik kommune"),
            rows: Vec::new(),
        };
        let mut rows = charges();
        rows.retain(|row| row.approved.is_some());
        let filled = Self { rows, ..empty.clone() };
        vec![("empty", empty), ("filled", filled)]
    }
}

pub(super) fn change(state_key: &'static str) -> ChangeView {
    ChangeView {
        value: text("0193"),
        new: (text("Skylager AS"), text("Norge"), text("Lagring")),
        announced_on: day(2027, 2, 1),
        from: day(2027, 3, 3),
        state_key,
        may_be_withdrawn: state_key == "joining-sub-coming",
        may_object: state_key == "joining-sub-coming",
    }
}

pub(super) fn objection() -> ObjectionView {
    ObjectionView {
        made_on: day(2027, 2, 10),
        reason: text("Vi kjenner ikke sikkerheten deres."),
        withdrawn_on: None,
    }
}

impl Samples for SubProcessorsPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/drift/kommuner"),
            action: text("/drift/underleverandorer"),
            rows: Vec::new(),
            earliest: day(2027, 3, 4),
            form: SubProcessorForm::default(),
            wrong: Wrong::default(),
            done: None,
        };
        let gone = ObjectionView { withdrawn_on: Some(day(2027, 2, 20)), ..objection() };
        let objections =
            vec![(text("Solvik kommune"), objection()), (text("Granli kommune"), gone)];
        let rows = vec![
            (change("joining-sub-coming"), objections),
            (change("joining-sub-in-use"), Vec::new()),
            (change("joining-sub-withdrawn"), Vec::new()),
        ];
        let filled = Self { rows, done: Some("joining-sub-announced-done"), ..empty.clone() };
        let withdrawn = Self { done: Some("joining-sub-withdrawn-done"), ..filled.clone() };
        let faulty = Self { wrong: wrong("from", "NOTICE_TOO_SHORT"), ..empty.clone() };
        vec![("empty", empty), ("filled", filled), ("withdrawn", withdrawn), ("faulty", faulty)]
    }
}

impl Samples for OperatingPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/drift/kommuner"),
            action: text("/drift/virksomhet"),
            bodies: Vec::new(),
            agreements: Vec::new(),
            providers: Vec::new(),
            orgs: Vec::new(),
            form: OperatingForm::default(),
            wrong: Wrong::default(),
            is_saved: false,
        };
        let body = |name: &str, from, last_day| BodyView {
            name: (text(name), text("310000051")),
            from,
            last_day,
            document: text("HD 25/3"),
            is_current: last_day.is_none(),
        };
        let filled = Self {
            providers: vec![ProvidersView {
                name: text("Fjordro Omsorg AS"),
                days: (day(2027, 2, 1), day(2028, 1, 31)),
                document: text("27/21"),
            }],
            orgs: vec![(text("o"), text("Fjordro Omsorg AS"))],
            bodies: vec![
                body("Helsebro Drift AS", day(2026, 1, 1), None),
                body("Forrige Drift AS", day(2019, 1, 1), Some(day(2025, 12, 31))),
            ],
            agreements: vec![
                (text("KS 26/0033"), day(2026, 1, 1), None),
                (text("KS 20/0012"), day(2020, 1, 1), Some(day(2025, 12, 31))),
            ],
            is_saved: true,
            ..empty.clone()
        };
        let faulty = Self { wrong: wrong("document", "DOCUMENT_MISSING"), ..empty.clone() };
        let unread = Self { wrong: Wrong::no_number("number"), ..empty.clone() };
        vec![("empty", empty), ("filled", filled), ("faulty", faulty), ("unread", unread)]
    }
}
