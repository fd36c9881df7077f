//! Samples of the operator's pages, in each state.

use helsebro_domain::time::Date;

use super::samples::{agreements, at, changes, day, text, wrong};
use super::{
    Flag, HomePage, HomeRow, HomesPage, NoticeForm, OrderEvent, OrderPage, OrderRow, OrdersPage,
    ShelfPage, ShelfRow, Tab, VersionPage, Wrong,
};
use crate::Samples;

fn row() -> OrderRow {
    OrderRow {
        number: Some(1_043),
        href: text("/drift/bestillinger/x"),
        home: text("Solvik kommune"),
        module: "LETTER",
        area: 7,
        ordered: Some((text("Gro Hagen"), at())),
        held: (11, 12),
        flags: Flag::all(day(2027, 2, 4)),
        codes: vec![text("DPA_EXPIRED")],
        test_key: "joining-test-answered",
        last_day: None,
    }
}

impl Samples for OrdersPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let keys = [
            ("joining-tab-ordered", "venter"),
            ("joining-tab-active", "aktive"),
            ("joining-tab-suspended", "stanset"),
            ("joining-tab-notice-given", "oppsagt"),
            ("joining-tab-rejected", "avvist"),
        ];
        let tab = |(at, (key, list)): (usize, (&'static str, &str))| Tab {
            key,
            href: format!("/drift/bestillinger?liste={list}"),
            count: at,
            is_here: at == 0,
        };
        let tabs: Vec<Tab> = keys.into_iter().enumerate().map(tab).collect();
        let modules = ["DIALOG", "APPOINTMENTS", "SERVICE_MESSAGE", "FORM", "TOOL"];
        let ready = modules.map(|module| OrderRow {
            module,
            held: (12, 12),
            flags: Vec::new(),
            codes: Vec::new(),
            test_key: "joining-test-sent",
            ..row()
        });
        let leaving = OrderRow { number: None, last_day: Some(day(2027, 3, 15)), ..row() };
        let mut rows = vec![row(), leaving];
        rows.extend(ready);
        vec![
            ("empty", Self { tabs: tabs.clone(), rows: Vec::new() }),
            ("filled", Self { tabs, rows }),
        ]
    }
}

impl Samples for OrderPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let events = [
            "joining-event-create",
            "joining-event-confirm",
            "joining-event-order",
            "joining-event-activate",
            "joining-event-reject",
            "joining-event-cancel",
            "joining-event-agreement-lapsed",
            "joining-event-stop",
            "joining-event-review-stop",
            "joining-event-capability-lost",
            "joining-event-cause-gone",
            "joining-event-resume",
            "joining-event-give-notice",
            "joining-event-withdraw-notice",
            "joining-event-last-day-over",
            "joining-event-begin-wind-down",
            "joining-event-withdraw-wind-down",
        ];
        let reason = Some(text("Avtalen mangler en underskrift."));
        let held = vec!["joining-guard-general", "joining-flag-dpia"];
        let events = events.map(|key| OrderEvent {
            key: key.to_owned(),
            at: at(),
            reason: reason.clone(),
            held: if key == "joining-event-order" { held.clone() } else { Vec::new() },
        });
        let waiting = Self {
            back: text("/drift/bestillinger"),
            action: text("/drift/bestillinger/x"),
            home_href: text("/drift/kommuner/x"),
            row: row(),
            state: "ORDERED",
            guards: vec![
                ("joining-guard-general", None),
                ("joining-guard-agreement", Some(text("DPA_EXPIRED"))),
            ],
            events: events.to_vec(),
            can_stop: false,
            is_stopped: false,
            further: None,
            terms_warned: String::new(),
            can_test: true,
            reason: String::new(),
            journal: Some(text("Fjellheim Journal 5.1")),
            tested: (String::new(), String::new()),
            letter: None,
            warned: None,
            wrong: Wrong::default(),
            done: Some("joining-did-tested"),
        };
        let faulty = Self { wrong: wrong("reason", "REASON_TOO_SHORT"), ..waiting.clone() };
        let unconnected = Self { wrong: wrong("sjekket", "EPJ_NOT_CONNECTED"), ..waiting.clone() };
        let in_state = |state, done| Self {
            state,
            done: Some(done),
            can_stop: state == "ACTIVE",
            is_stopped: state == "SUSPENDED",
            further: Some(if state == "SUSPENDED" { "review" } else { "terms" }),
            can_test: false,
            row: OrderRow { codes: Vec::new(), test_key: "joining-test-none", ..row() },
            warned: Some((day(2027, 2, 1), day(2027, 2, 15))),
            letter: (state == "ACTIVE").then(|| NoticeForm {
                signers: vec![(text("s"), text("Berit Sand"))],
                signer: text("s"),
                ..NoticeForm::default()
            }),
            ..waiting.clone()
        };
        vec![
            ("faulty", faulty),
            ("unconnected", unconnected),
            ("active", in_state("ACTIVE", "joining-did-activated")),
            ("rejected", in_state("REJECTED", "joining-did-rejected")),
            ("stopped", in_state("SUSPENDED", "joining-did-stopped")),
            ("proved", in_state("ACTIVE", "joining-did-proved")),
            ("reviewed", in_state("SUSPENDED", "joining-did-reviewed")),
            ("resumed", in_state("ACTIVE", "joining-did-resumed")),
            ("noticed", in_state("NOTICE_GIVEN", "leaving-did-notice")),
            ("waiting", waiting),
        ]
    }
}

fn shelf_row(published_on: Option<Date>) -> ShelfRow {
    ShelfRow {
        title: text("Særskilte vilkår for kommuner"),
        version: text("4.0"),
        from: day(2027, 4, 1),
        is_material: published_on.is_none(),
        published_on,
        review_since: published_on,
        href: text("/drift/vilkar/x"),
    }
}

impl Samples for ShelfPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let rows = vec![shelf_row(None), shelf_row(Some(day(2026, 5, 1)))];
        vec![("empty", Self { rows: Vec::new() }), ("filled", Self { rows })]
    }
}

impl Samples for VersionPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let draft = Self {
            back: text("/drift/vilkar"),
            action: text("/drift/vilkar/x"),
            row: shelf_row(None),
            consulted_on: Some(day(2027, 1, 20)),
            changes: changes(),
            affected: vec![text("Solvik kommune")],
            wrong: Wrong::default(),
        };
        let published =
            Self { row: shelf_row(Some(day(2026, 5, 1))), affected: Vec::new(), ..draft.clone() };
        let faulty = Self {
            consulted_on: None,
            wrong: wrong("publiser", "KS_NOT_CONSULTED"),
            ..draft.clone()
        };
        vec![("draft", draft), ("published", published), ("faulty", faulty)]
    }
}

fn home(member_from: Option<Date>) -> HomeRow {
    HomeRow {
        name: text("Nordfjell kommune"),
        href: text("/drift/kommuner/x"),
        member_from,
        network_since: member_from,
    }
}

impl Samples for HomesPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let filled = Self {
            rows: vec![home(None)],
            subs: text("/drift/underleverandorer"),
            operating: text("/drift/virksomhet"),
        };
        vec![("filled", filled)]
    }
}

impl Samples for HomePage {
    fn samples() -> Vec<(&'static str, Self)> {
        let new = Self {
            back: text("/drift/kommuner"),
            action: text("/drift/kommuner/x"),
            row: home(None),
            charges: text("/drift/kommuner/x/fakturagrunnlag"),
            document: String::new(),
            from: String::new(),
            last_day: String::new(),
            agreements: agreements(),
            wrong: Wrong::default(),
            is_saved: false,
        };
        let member = Self { row: home(Some(day(2027, 1, 1))), is_saved: true, ..new.clone() };
        let faulty = Self { wrong: wrong("document", "DOCUMENT_MISSING"), ..new.clone() };
        let no_day = Self { wrong: Wrong::no_day("from"), ..new.clone() };
        vec![("new", new), ("member", member), ("faulty", faulty), ("no-day", no_day)]
    }
}
