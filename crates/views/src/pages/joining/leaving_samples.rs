//! Samples of the pages about leaving and phasing out, in each state.

use super::samples::{at, day, text, wrong};
use super::{
    GonePage, GoneRow, LeavingForm, LeavingPage, LetterMessage, LetterPage, VolumeRow,
    WindDownForm, WindDownPage, WindDownView, Wrong,
};
use crate::Samples;

impl Samples for LeavingPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let none = Self {
            action: text("/kommune/utmelding"),
            back: text("/kommune/oppkobling"),
            home: text("Solvik kommune"),
            began_at: None,
            ready_at: None,
            volumes: Vec::new(),
            confirmed: None,
            receipt: None,
            destroyed_at: None,
            may_fetch: true,
            may_sign: true,
            form: LeavingForm::default(),
            wrong: Wrong::default(),
            done: None,
        };
        let volume = |number, is_fetched| VolumeRow { number, conversations: 214, is_fetched };
        let begun = Self {
            began_at: Some(at()),
            volumes: vec![volume(1, true), volume(2, false)],
            ..none.clone()
        };
        let early = Self { ready_at: Some(at()), ..begun.clone() };
        let form = LeavingForm { sums: text("a7a7"), ..LeavingForm::default() };
        let faulty = Self { form, wrong: wrong("sums", "EXPORT_NOT_CONFIRMED"), ..begun.clone() };
        let whole = Self {
            volumes: vec![volume(1, true)],
            confirmed: Some((text("Hilde Bø"), at())),
            done: Some("leaving-did-confirmed"),
            ..begun.clone()
        };
        let unsigned = Self { may_sign: false, may_fetch: false, done: None, ..whole.clone() };
        let signed = Self {
            receipt: Some((text("Berit Aas"), at(), text("Journalarkivet 2027/14"))),
            done: Some("leaving-did-signed"),
            ..whole.clone()
        };
        let over = Self { destroyed_at: Some(at()), done: None, ..signed.clone() };
        vec![
            ("none", none),
            ("begun", begun),
            ("early", early),
            ("faulty", faulty),
            ("whole", whole),
            ("unsigned", unsigned),
            ("signed", signed),
            ("over", over),
        ]
    }
}

impl Samples for LetterPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let open = Self {
            home: text("Solvik kommune"),
            unit: text("Hjemmesykepleien Solvik øst"),
            person: (text("Kari Nilsen"), text("•••••• •••••")),
            topic: text("Såret på leggen"),
            opened_at: at(),
            closed_at: None,
            messages: vec![LetterMessage {
                author: text("Kari Nilsen"),
                at: at(),
                body: text("Såret væsker litt mer enn før.\nHva gjør jeg?"),
                files: vec![text("leggen.jpg")],
            }],
            notes: Vec::new(),
        };
        let notes = vec![(text("Per Haug, sykepleier"), at(), text("Ser på det i morgen."))];
        let closed = Self { closed_at: Some(at()), notes, ..open.clone() };
        vec![("open", open), ("closed", closed)]
    }
}

impl Samples for GonePage {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = GoneRow {
            home: text("Solvik kommune"),
            value: text("0193"),
            began_at: at(),
            confirmed_at: None,
            receipt: None,
            destroyed_at: None,
            from: None,
        };
        let whole = GoneRow { confirmed_at: Some(at()), ..row.clone() };
        let receipt = Some((at(), text("Journalarkivet 2027/14")));
        let signed = GoneRow { receipt, ..whole.clone() };
        let early = GoneRow { from: Some(day(2027, 6, 14)), ..signed.clone() };
        let over = GoneRow { destroyed_at: Some(at()), ..signed.clone() };
        let empty = Self {
            action: text("/drift/avslutninger"),
            rows: Vec::new(),
            wrong: Wrong::default(),
            is_destroyed: false,
        };
        let filled = Self { rows: vec![row, whole, early, signed, over], ..empty.clone() };
        let done = Self { is_destroyed: true, ..filled.clone() };
        let faulty = Self { wrong: wrong("liste", "EXPORT_NOT_CONFIRMED"), ..filled.clone() };
        vec![("empty", empty), ("filled", filled), ("done", done), ("faulty", faulty)]
    }
}

impl Samples for WindDownPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let body = text("Helse- og omsorgsdepartementet");
        let homes = vec![(text("Granli kommune"), None), (text("Solvik kommune"), None)];
        let none = Self {
            action: text("/drift/utfasing"),
            module: "DIALOG",
            bodies: vec![body.clone()],
            going_on: None,
            homes,
            form: WindDownForm::default(),
            wrong: Wrong::default(),
            done: None,
        };
        let code = "OPERATOR_WIND_DOWN_NO_INSTRUCTION";
        let form = WindDownForm { issuer: body.clone(), ..WindDownForm::default() };
        let faulty = Self { form, wrong: wrong("document", code), ..none.clone() };
        let view = WindDownView {
            issuer: body,
            dated: day(2027, 1, 20),
            document: text("27/101"),
            told: day(2027, 1, 25),
            announced_at: at(),
            earliest: None,
            last_day: None,
        };
        let announced = Self {
            going_on: Some(view.clone()),
            homes: vec![
                (text("Granli kommune"), Some(day(2027, 2, 1))),
                (text("Solvik kommune"), None),
            ],
            done: Some("winding-did-announced"),
            ..none.clone()
        };
        let receipted = WindDownView { earliest: Some(day(2027, 8, 1)), ..view.clone() };
        let ready = Self {
            going_on: Some(receipted.clone()),
            homes: vec![(text("Granli kommune"), Some(day(2027, 2, 1)))],
            done: None,
            ..announced.clone()
        };
        let begun = WindDownView { last_day: Some(day(2027, 8, 1)), ..receipted };
        let begun =
            Self { going_on: Some(begun), done: Some("winding-did-begun"), ..ready.clone() };
        let back = Self { done: Some("winding-did-withdrawn"), ..none.clone() };
        vec![
            ("none", none),
            ("faulty", faulty),
            ("announced", announced),
            ("ready", ready),
            ("begun", begun),
            ("withdrawn", back),
        ]
    }
}
