//! Powers of attorney on paper, in each state.

use helsebro_domain::representation::{Coverage, Covers};

use super::super::{Choice, DateTyped, Eyes, Faults, PaperRow, PapersDone, PapersPage, Wrong};
use super::{LONG_NAME, day_of, text};
use crate::Samples;
use crate::pages::citizen::{AskForm, HowLong};

fn row(receiver: &str, eyes: Eyes) -> PaperRow {
    PaperRow {
        value: text("p1"),
        giver: text("Kari Nilsen"),
        receiver: text(receiver),
        coverage: Coverage::of(&[Covers::Messages, Covers::SensitiveUnits]),
        last_day: Some(day_of(12, 31)),
        signed_on: day_of(1, 29),
        by: text("Siri Dahl"),
        eyes,
    }
}

impl Samples for PapersPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let nobody = Self {
            back: text("/ansatt/enheten"),
            action: text("/ansatt/enheten/fullmakter"),
            waiting: Vec::new(),
            held: Vec::new(),
            people: Vec::new(),
            chosen: String::new(),
            form: AskForm::default(),
            signed: DateTyped::default(),
            done: None,
            faults: Faults::default(),
        };
        let kari =
            Choice { value: text("k"), name: text("Kari Nilsen"), detail: Some(text("1948")) };
        let empty = Self { people: vec![kari], ..nobody.clone() };
        let held = PaperRow { last_day: None, ..row("Anne Nilsen", Eyes::Colleagues) };
        let filled = Self {
            waiting: vec![row("Anne Nilsen", Eyes::Colleagues), row(LONG_NAME, Eyes::Own)],
            held: vec![held],
            chosen: text("k"),
            form: AskForm {
                number: text("12864800015"),
                coverage: Coverage::of(&[Covers::Messages]),
                how_long: HowLong::OneYear,
            },
            signed: DateTyped { day: text("29"), month: text("1"), year: text("2027") },
            ..empty.clone()
        };
        let with = |faults: &[(&'static str, Wrong)]| {
            let faults = Faults(faults.to_vec());
            Self { faults, ..filled.clone() }
        };
        let done = |done| Self { done: Some(done), ..filled.clone() };
        vec![
            ("nobody", nobody),
            ("empty", empty.clone()),
            ("filled", filled.clone()),
            ("registered", done(PapersDone::Registered)),
            ("confirmed", done(PapersDone::Confirmed)),
            ("rejected", done(PapersDone::Rejected)),
            ("withdrawn", done(PapersDone::Withdrawn)),
            (
                "wrong",
                with(&[
                    ("person", Wrong::NotChosen),
                    ("number", Wrong::NoNumber),
                    ("covers", Wrong::NothingCovered),
                    ("signed", Wrong::NoDate),
                ]),
            ),
            ("impossible", with(&[("number", Wrong::PaperImpossible)])),
            ("age", with(&[("number", Wrong::ProxyAge), ("signed", Wrong::NotSigned)])),
            ("too-many", with(&[("person", Wrong::TooManyPapers)])),
        ]
    }
}
