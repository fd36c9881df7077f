//! Keys, and the choice of a unit, in each state.

use super::super::{ChooseUnit, Place, Saved, ShortcutsPage, Standing};
use super::{day_of, home_care, text};
use crate::{Language, Samples, Shortcuts, Theme};

impl Samples for ShortcutsPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let on = Self {
            back: text("/ansatt/arbeidsliste"),
            action: text("/ansatt/snarveier"),
            keys: Shortcuts::On,
            language: Language::Nb,
            theme: Theme::Device,
            saved: Saved::No,
        };
        let saved = Self {
            keys: Shortcuts::Off,
            language: Language::Nn,
            theme: Theme::Dark,
            saved: Saved::JustNow,
            ..on.clone()
        };
        vec![("on", on), ("saved-off", saved)]
    }
}

impl Samples for ChooseUnit {
    fn samples() -> Vec<(&'static str, Self)> {
        let filled = Self {
            back: Some(text("/ansatt/arbeidsliste")),
            action: text("/ansatt/bytt-enhet"),
            places: vec![
                place("u1", home_care(), Standing::Current),
                place("u2", text("Frisklivssentralen Solvik"), Standing::Holds),
                place("u4", text("Hjemmesykepleien Solvik vest"), Standing::NotBegun(day_of(3, 1))),
                place("u3", text("Solbakken sykehjem"), Standing::Ended),
            ],
        };
        let ended = vec![place("u3", text("Solbakken sykehjem"), Standing::Ended)];
        vec![
            ("refused", Self { back: None, places: ended, ..filled.clone() }),
            ("empty", Self { back: None, places: Vec::new(), ..filled.clone() }),
            ("filled", filled),
        ]
    }
}

fn place(value: &str, name: String, standing: Standing) -> Place {
    let last_day = if standing == Standing::Ended { day_of(1, 31) } else { day_of(6, 30) };
    let municipality = text("Solvik kommune");
    Place { value: text(value), name, municipality, last_day, standing }
}
