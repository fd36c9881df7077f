//! Samples of a record that goes over to somebody else.

use helsebro_domain::time::Date;

use crate::Samples;
use crate::pages::citizen::Moving;

impl Samples for Moving {
    fn samples() -> Vec<(&'static str, Self)> {
        let told = Self {
            back: "/meg/ansvar".to_owned(),
            action: "/meg/ansvar/flytting/c".to_owned(),
            covers: (Some(19), Some("Solbakken sykehjem".to_owned())),
            from: "Fjordro Omsorg AS".to_owned(),
            to: "Beta Omsorg".to_owned(),
            day: Date::constant(2027, 6, 30),
            parties: vec![("m1".to_owned(), "Solvik kommune".to_owned())],
            chosen: String::new(),
            hers: None,
            declined: None,
            can_stay: true,
            saved: false,
            fault: None,
        };
        let chosen = Self { chosen: "m1".to_owned(), saved: true, ..told.clone() };
        let wrong = Self { fault: Some("Velg hva du vil.".to_owned()), ..told.clone() };
        let over = Self {
            parties: Vec::new(),
            covers: (Some(19), None),
            hers: Some("Solvik kommune".to_owned()),
            ..told.clone()
        };
        let declined = Self {
            declined: Some(("Solvik kommune".to_owned(), "Nasjonalarkivet".to_owned())),
            can_stay: false,
            ..told.clone()
        };
        let all = Self { covers: (None, None), chosen: "stay".to_owned(), ..told.clone() };
        vec![
            ("told", told),
            ("chosen", chosen),
            ("wrong", wrong),
            ("over", over),
            ("all", all),
            ("declined", declined),
        ]
    }
}
