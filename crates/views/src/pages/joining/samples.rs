//! Samples of the municipality's pages, in each state.

use helsebro_domain::time::{Date, Instant, Time};

use super::charge_samples::{change, objection};
use super::{
    AcceptPage, AgreementView, AnnouncedView, BoardForm, BoardPage, Change, ChecklistPage, Clause,
    Detail, DocumentCard, Flag, Item, Link, Move, NoticeView, ProcessingPage, ServiceRow, Wrong,
};
use crate::Samples;

pub(super) fn text(text: &str) -> String {
    text.to_owned()
}

pub(super) const fn day(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year, month, day)
}

pub(super) fn at() -> Instant {
    Instant::from_oslo(day(2027, 2, 1), Time::constant(10, 12, 0, 0))
}

pub(super) fn wrong(field: &'static str, code: &str) -> Wrong {
    Wrong(Some((field, text(code))))
}

fn roles() -> Vec<(&'static str, Vec<String>)> {
    vec![
        ("joining-role-signatory", vec![text("Rolf Nes")]),
        ("joining-role-administrator", vec![text("Eli Strand")]),
        ("joining-role-dpo", Vec::new()),
    ]
}

impl Samples for BoardPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let card = |key, accepted, waits| DocumentCard {
            key,
            href: text("/kommune/oppkobling"),
            accepted,
            waits,
        };
        let empty = Self {
            action: text("/kommune/oppkobling"),
            home: text("Nordfjell kommune"),
            flags: Flag::all(day(2027, 2, 4)),
            documents: vec![
                card("joining-general", None, Some((text("2.0"), day(2026, 3, 1)))),
                card("joining-special", None, Some((text("3.1"), day(2026, 6, 1)))),
            ],
            member_from: None,
            fee_due: None,
            processing: text("/kommune/oppkobling/databehandleravtale"),
            processing_key: "joining-dpa-missing",
            costs: text("/kommune/oppkobling/kostnader"),
            operated: Some((text("Helsebro Drift AS"), day(2026, 1, 1))),
            cooperation: Some(text("KS 26/0033")),
            services: Vec::new(),
            areas: vec![3],
            roles: roles(),
            form: BoardForm::default(),
            may_enter: true,
            leaving: None,
            winding: None,
            wrong: Wrong::default(),
            is_saved: false,
        };
        let accepted = Some((text("Rolf Nes"), text("2.0"), at()));
        let row = |state, last_day| ServiceRow {
            module: "DIALOG",
            area: 3,
            state,
            last_day,
            href: text("/kommune/oppkobling/x"),
        };
        let filled = Self {
            documents: vec![card("joining-general", accepted, None)],
            member_from: Some(day(2027, 1, 1)),
            fee_due: Some(day(2027, 3, 5)),
            processing_key: "joining-dpa-in-force",
            services: vec![
                row("ACTIVE", None),
                row("NOTICE_GIVEN", Some(day(2027, 3, 15))),
                row("SUSPENDED", None),
                row("WIND_DOWN", Some(day(2027, 8, 31))),
                row("TERMINATED", None),
                row("CANCELLED", None),
                row("REJECTED", None),
                row("ORDERED", None),
                row("DRAFT", None),
                row("CAPABILITY_CONFIRMED", None),
            ],
            is_saved: true,
            ..empty.clone()
        };
        let form = BoardForm { area: text("3"), ..BoardForm::default() };
        let faulty = Self { form, wrong: wrong("officer", "DPO_CONTACT_MISSING"), ..empty.clone() };
        let reader =
            Self { may_enter: false, processing_key: "joining-dpa-ended", ..empty.clone() };
        let lacking = Self { processing_key: "joining-dpa-incomplete", ..reader.clone() };
        let objected = Self { processing_key: "joining-dpa-objected", ..reader.clone() };
        let announced = AnnouncedView {
            module: "DIALOG",
            instruction: (text("Helse- og omsorgsdepartementet"), day(2027, 1, 20)),
            received_on: None,
            last_day: None,
        };
        let received = AnnouncedView {
            received_on: Some(day(2027, 2, 1)),
            last_day: Some(day(2027, 8, 1)),
            ..announced.clone()
        };
        let winding = Self { winding: Some(announced), ..reader.clone() };
        let leaving = Some(text("/kommune/utmelding"));
        let leaving = Self { leaving, winding: Some(received), ..reader.clone() };
        vec![
            ("empty", empty),
            ("filled", filled),
            ("faulty", faulty),
            ("reader", reader),
            ("lacking", lacking),
            ("objected", objected),
            ("winding", winding),
            ("leaving", leaving),
        ]
    }
}

fn missing(key: &'static str, code: &str, who: &'static str, link: Option<&'static str>) -> Item {
    Item {
        key,
        detail: Detail::None,
        code: Some(text(code)),
        link: link.map(|key| Link { href: text("/kommune/oppkobling"), key }),
        who,
    }
}

fn held(key: &'static str, detail: Detail) -> Item {
    Item { key, detail, code: None, link: None, who: "joining-who-operator" }
}

impl Samples for ChecklistPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let accepted = Detail::Accepted(text("Rolf Nes"), text("2.0"), at());
        let begun = Self {
            back: text("/kommune/oppkobling"),
            action: text("/kommune/oppkobling/x"),
            home: text("Nordfjell kommune"),
            module: "DIALOG",
            area: 3,
            state: "DRAFT",
            missing: vec![
                missing(
                    "joining-guard-special",
                    "SPECIAL_TERMS_NOT_ACCEPTED",
                    "joining-who-signatory",
                    Some("joining-link-terms"),
                ),
                missing(
                    "joining-guard-officer",
                    "DPO_CONTACT_MISSING",
                    "joining-who-you",
                    Some("joining-link-officer"),
                ),
                missing(
                    "joining-guard-capability",
                    "EPJ_CAPABILITY_MISSING",
                    "joining-who-administrator",
                    Some("joining-link-answer"),
                ),
                missing(
                    "joining-guard-controller",
                    "NO_CONTROLLER",
                    "joining-who-administrator",
                    Some("joining-link-responsibility"),
                ),
            ],
            in_place: vec![
                held("joining-guard-general", accepted),
                held("joining-guard-digifin", Detail::Since(day(2027, 1, 1))),
                held(
                    "joining-guard-capability",
                    Detail::Tested(day(2026, 11, 20), day(2028, 11, 19)),
                ),
                held("joining-guard-officer", Detail::Text(text("x@example.org"))),
                held("joining-guard-agreement", Detail::NotNeeded),
                held("joining-guard-available", Detail::None),
            ],
            later: vec![
                missing(
                    "joining-guard-address",
                    "ADDRESS_NOT_REGISTERED",
                    "joining-who-register",
                    None,
                ),
                missing(
                    "joining-guard-tested",
                    "TEST_MESSAGE_UNANSWERED",
                    "joining-who-operator",
                    None,
                ),
                held("joining-guard-network", Detail::Since(day(2027, 1, 4))),
                held("joining-guard-activation", Detail::None),
            ],
            flags: Flag::all(day(2027, 2, 4)),
            stopped: None,
            warned: None,
            clause: "7.2",
            order: None,
            moves: vec![Move::Confirm, Move::Cancel],
            route: String::new(),
            journal: (text("Fjellheim Journal"), text("5.1")),
            notice: None,
            roles: roles(),
            wrong: Wrong::default(),
            done: None,
        };
        let faulty = Self { wrong: wrong("route", "EPJ_CAPABILITY_MISSING"), ..begun.clone() };
        let one = Self {
            missing: begun.missing[..1].to_vec(),
            moves: Vec::new(),
            state: "CAPABILITY_CONFIRMED",
            done: Some("joining-did-confirmed"),
            ..begun.clone()
        };
        let ready = Self {
            missing: Vec::new(),
            moves: vec![Move::Order, Move::Cancel],
            state: "CAPABILITY_CONFIRMED",
            ..begun.clone()
        };
        let ordered = Self {
            order: Some((1_042, at())),
            moves: vec![Move::Answer, Move::Cancel],
            state: "ORDERED",
            missing: vec![missing(
                "joining-guard-agreement",
                "DPA_MISSING",
                "joining-who-both",
                Some("joining-link-dpa"),
            )],
            done: Some("joining-did-ordered"),
            ..ready.clone()
        };
        let notice = |last_day| {
            Some(NoticeView { earliest: day(2027, 3, 15), typed: String::new(), last_day })
        };
        let active = Self {
            state: "ACTIVE",
            moves: vec![Move::Notice],
            notice: notice(None),
            done: Some("joining-did-answered"),
            in_place: Vec::new(),
            ..ordered.clone()
        };
        let leaving = Self {
            state: "NOTICE_GIVEN",
            moves: vec![Move::Withdraw],
            notice: notice(Some(day(2027, 3, 15))),
            done: Some("joining-did-notice"),
            ..active.clone()
        };
        let over = Self {
            state: "TERMINATED",
            moves: Vec::new(),
            notice: None,
            done: Some("joining-did-withdrawn"),
            ..active.clone()
        };
        let cancelled =
            Self { state: "CANCELLED", done: Some("joining-did-cancelled"), ..over.clone() };
        let warned = Self { warned: Some((day(2027, 2, 1), day(2027, 2, 15))), ..active.clone() };
        let stopped = |key| Self { state: "SUSPENDED", stopped: Some(key), ..active.clone() };
        let [lapsed, lost, halted] =
            ["joining-stopped-dpa", "joining-stopped-capability", "joining-stopped-operator"]
                .map(stopped);
        vec![
            ("warned", warned),
            ("lapsed", lapsed),
            ("lost", lost),
            ("halted", halted),
            ("begun", begun),
            ("faulty", faulty),
            ("one", one),
            ("ready", ready),
            ("ordered", ordered),
            ("active", active),
            ("leaving", leaving),
            ("over", over),
            ("cancelled", cancelled),
        ]
    }
}

pub(super) fn changes() -> Vec<Change> {
    vec![Change { version: text("3.1"), on: day(2026, 5, 20), text: text("Lenkene er rettet.") }]
}

impl Samples for AcceptPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            back: text("/kommune/oppkobling"),
            action: text("/kommune/oppkobling/saerskilte-vilkar"),
            title: text("Særskilte vilkår for kommuner"),
            version: text("3.1"),
            id: text("x"),
            from: day(2026, 6, 1),
            is_material: true,
            legal_basis: Some(text("Forskriften")),
            accepted: None,
            is_accepted: false,
            may_accept: true,
            signatories: vec![text("Rolf Nes")],
            changes: changes(),
            clauses: vec![Clause {
                number: text("1"),
                heading: text("Om vilkårene"),
                paragraphs: vec![text("De gjelder.")],
            }],
            authority: String::new(),
            wrong: Wrong::default(),
        };
        let accepted = Self {
            accepted: Some((text("3.1"), at())),
            is_accepted: true,
            is_material: false,
            changes: Vec::new(),
            ..first.clone()
        };
        let reader = Self { may_accept: false, ..first.clone() };
        let faulty = Self { wrong: wrong("authority", "DOCUMENT_MISSING"), ..first.clone() };
        vec![("first", first), ("accepted", accepted), ("reader", reader), ("faulty", faulty)]
    }
}

fn agreement() -> AgreementView {
    AgreementView {
        value: text("x"),
        from: day(2027, 1, 1),
        last_day: Some(day(2028, 1, 1)),
        holds: vec![
            "DPA-0", "DPA-a", "DPA-b", "DPA-c", "DPA-d", "DPA-e", "DPA-f", "DPA-g", "DPA-h",
            "DPA-form",
        ],
        lacks: Vec::new(),
        sub_processors: vec![(text("Varselsender AS"), text("Norge"), text("SMS"))],
        signed: None,
        countersigned: None,
        has_ended: false,
    }
}

pub(super) fn agreements() -> Vec<AgreementView> {
    let signed = AgreementView { signed: Some(at()), ..agreement() };
    let both = AgreementView { countersigned: Some(at()), last_day: None, ..signed.clone() };
    let ended = AgreementView { has_ended: true, ..both.clone() };
    let lacking = AgreementView { lacks: vec!["DPA-a"], ..agreement() };
    vec![agreement(), signed, both, ended, lacking]
}

impl Samples for ProcessingPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let filled = Self {
            back: text("/kommune/oppkobling"),
            action: text("/kommune/oppkobling/databehandleravtale"),
            home: text("Nordfjell kommune"),
            agreements: agreements(),
            changes: vec![
                (change("joining-sub-coming"), None),
                (change("joining-sub-in-use"), Some(objection())),
            ],
            typed: (String::new(), String::new()),
            may_sign: true,
            wrong: Wrong::default(),
            done: None,
        };
        let empty = Self { agreements: Vec::new(), changes: Vec::new(), ..filled.clone() };
        let faulty = Self { wrong: wrong("innhold", "DPA_INCOMPLETE"), ..filled.clone() };
        let signed = Self { done: Some("joining-dpa-signed"), may_sign: false, ..filled.clone() };
        let objected = Self { done: Some("joining-objected-done"), ..filled.clone() };
        let back = Self { done: Some("joining-objection-back-done"), ..filled.clone() };
        vec![
            ("objected", objected),
            ("back", back),
            ("filled", filled),
            ("empty", empty),
            ("faulty", faulty),
            ("signed", signed),
        ]
    }
}
