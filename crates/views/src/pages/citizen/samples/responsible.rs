//! Who is responsible, in each state.

use helsebro_domain::time::Date;

use super::super::{Responsible, ServiceCard};
use crate::Samples;
use crate::pages::municipality::{Because, How, sample_lines, sample_told};

impl Samples for Responsible {
    fn samples() -> Vec<(&'static str, Self)> {
        let lines = sample_lines();
        let joint =
            sample_told(How::Joint, &["Solvik kommune", "Fjordro Omsorg AS"], Because::Joint);
        let solbakken = ServiceCard {
            place: 1,
            unit: "Solbakken sykehjem".to_owned(),
            told: joint,
            now: lines.get(2).cloned(),
            contact: Some((
                "Fjordro Omsorg AS".to_owned(),
                Some("personvern@fjordro.example".to_owned()),
                Some("75 00 09 00".to_owned()),
            )),
            sound: Some("Solvik kommune".to_owned()),
            essence: Some("Kommunen svarer på spørsmål.".to_owned()),
            before: lines
                .iter()
                .take(2)
                .map(|line| (line.clone(), Some("Beta Omsorg".to_owned())))
                .collect(),
            notice: "/personvern/u".to_owned(),
        };
        let nobody = ServiceCard {
            place: 2,
            unit: "Solvik legevakt".to_owned(),
            told: sample_told(How::Nobody, &["Solvik kommune"], Because::Gap),
            now: None,
            contact: None,
            sound: None,
            essence: None,
            before: Vec::new(),
            notice: "/personvern/v".to_owned(),
        };
        let moving = vec![(
            "Solbakken sykehjem".to_owned(),
            Date::constant(2027, 6, 30),
            "/meg/ansvar/flytting/c".to_owned(),
        )];
        vec![
            ("empty", Self { services: Vec::new(), moving: Vec::new() }),
            ("filled", Self { services: vec![solbakken, nobody], moving }),
        ]
    }
}
