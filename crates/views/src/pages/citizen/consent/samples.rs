//! One of each state of these pages. Synthetic people only.

use helsebro_domain::consent::Level;
use helsebro_domain::time::{Instant, Time};
use jiff::civil::date;

use super::{AskedAs, Consent, ConsentDone, LedgerRow, ResponsibleFor, Stands, WithdrawConsent};
use crate::pages::public::Switchboard;
use crate::{Language, Samples};

fn at(day: i8) -> Instant {
    Instant::from_oslo(date(2027, 2, day), Time::new(9, 5, 0, 0).unwrap_or_default())
}

fn solvik() -> Vec<ResponsibleFor> {
    let service = |name: &str, phone: &str| (name.to_owned(), phone.to_owned());
    vec![ResponsibleFor {
        name: "Solvik kommune".to_owned(),
        phone: "75 00 01 00".to_owned(),
        services: vec![
            service("Frisklivssentralen Solvik", "75 00 01 60"),
            service(
                "Hverdagsrehabiliterings- og korttidsavdelingen ved Fjordgløtt bo- og \
                 behandlingssenter i Nordfjell",
                "75 00 01 20",
            ),
        ],
    }]
}

fn consent(stands: Stands) -> Consent {
    Consent {
        given: "Lise".to_owned(),
        stands,
        asks_anew: false,
        responsible: solvik(),
        ledger: Vec::new(),
        terms: "2027-01".to_owned(),
        language: Language::Nb,
        back: "/hjem".to_owned(),
        has_fault: false,
        done: ConsentDone::Nothing,
        switchboards: vec![Switchboard {
            name: "Solvik kommune".to_owned(),
            phone: "75 00 01 00".to_owned(),
        }],
        asked_as: AskedAs::Grown,
        has_youths: false,
    }
}

impl Samples for Consent {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |level, day| LedgerRow { level, terms: "2027-01".to_owned(), at: at(day) };
        let ledger =
            vec![row(Some(Level::Looking), 4), row(None, 3), row(Some(Level::Everything), 2)];
        let closed = Self { ledger: ledger[1..].to_vec(), ..consent(Stands::Closed) };
        vec![
            ("first", consent(Stands::First)),
            ("first-no-service", Self { responsible: Vec::new(), ..consent(Stands::First) }),
            ("first-nothing-chosen", Self { has_fault: true, ..consent(Stands::First) }),
            ("too-young", consent(Stands::TooYoung)),
            ("needs-parent", consent(Stands::NeedsParent)),
            ("youth", Self { asked_as: AskedAs::Youth, ..consent(Stands::First) }),
            (
                "youth-agreed",
                Self { asked_as: AskedAs::Youth, ..consent(Stands::Agreed(Level::Everything)) },
            ),
            (
                "agreed",
                Self {
                    ledger,
                    done: ConsentDone::Changed,
                    ..consent(Stands::Agreed(Level::Looking))
                },
            ),
            ("everything", Self { has_youths: true, ..consent(Stands::Agreed(Level::Everything)) }),
            ("anew", Self { asks_anew: true, ..consent(Stands::Agreed(Level::Everything)) }),
            ("withdrawn", Self { done: ConsentDone::Withdrawn, ..closed.clone() }),
            ("closed", closed),
        ]
    }
}

impl Samples for WithdrawConsent {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("none", Self { grants: 0, responsible: Vec::new() }),
            ("some", Self { grants: 2, responsible: solvik() }),
        ]
    }
}
