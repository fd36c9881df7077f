//! Those around a patient, by her age.

use helsebro_domain::representation::BlockReach;

use super::super::{
    Choice, DateTyped, Faults, RelativeRow, RelativesDone, RelativesPage, RelativesTyped, Wrong,
};
use super::{LONG_NAME, day_of, text};
use crate::Samples;

fn row<T>(name: Option<&str>, what: T) -> RelativeRow<T> {
    RelativeRow {
        value: text("r1"),
        name: name.map(text),
        what,
        by: text("Per Haug"),
        reason: text("Forstår ikke hva hjelpen gjelder, vurdert sammen med fastlegen."),
    }
}

impl Samples for RelativesPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let bare = Self {
            back: text("/ansatt/samtaler/a1"),
            action: text("/ansatt/samtaler/a1/parorende"),
            given: text("Kari"),
            age: Some(78),
            parents: Vec::new(),
            decisions: Vec::new(),
            blocks: Vec::new(),
            openings: Vec::new(),
            typed: RelativesTyped::default(),
            done: None,
            faults: Faults::default(),
        };
        let parent = |name: &str| Choice { value: text("l"), name: text(name), detail: None };
        let child = Self {
            given: text("Emil"),
            age: Some(9),
            parents: vec![parent("Lise Berg"), parent(LONG_NAME)],
            blocks: vec![
                row(Some("Lise Berg"), BlockReach::Thread),
                row(None, BlockReach::Everything),
            ],
            ..bare.clone()
        };
        let youth = Self {
            given: text("Jonas"),
            age: Some(14),
            openings: vec![row(Some("Lise Berg"), ())],
            blocks: Vec::new(),
            ..child.clone()
        };
        let decided = Self {
            decisions: vec![row(Some("Gerd Aas"), day_of(12, 31))],
            done: Some(RelativesDone::Decided),
            ..bare.clone()
        };
        let typed = RelativesTyped {
            act: text("decide"),
            number: text("123"),
            last_day: DateTyped { day: text("31"), month: text("2"), year: text("2027") },
            why: text("Kort."),
            ..RelativesTyped::default()
        };
        let faults = Faults(vec![
            ("number", Wrong::NoNumber),
            ("last", Wrong::NoDate),
            ("why-decide", Wrong::Assessment),
        ]);
        let wrong = Self { typed, faults, ..bare.clone() };
        let typed =
            RelativesTyped { act: text("open"), parent: text("l"), ..RelativesTyped::default() };
        let faults = Faults(vec![
            ("open-parent", Wrong::NotPossible),
            ("told", Wrong::NotTold),
            ("why-open", Wrong::Assessment),
        ]);
        let not_told = Self { typed, faults, ..youth.clone() };
        let orphan = Self { parents: Vec::new(), ..youth.clone() };
        let faults = Faults(vec![("number", Wrong::NoClinician), ("last", Wrong::DecisionTooLong)]);
        let no_clinician = Self { faults, ..bare.clone() };
        let ended = Self { done: Some(RelativesDone::Ended), ..child.clone() };
        vec![
            ("bare", bare),
            ("decided", decided),
            ("child", child),
            ("ended", ended),
            ("youth", youth),
            ("no-parents", orphan),
            ("wrong", wrong),
            ("not-told", not_told),
            ("no-clinician", no_clinician),
        ]
    }
}
