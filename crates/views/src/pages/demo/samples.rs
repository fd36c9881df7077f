//! One of each state of the demo town's pages.

use helsebro_domain::time::{Date, Instant, Time};

use super::{
    Cast, CitizenCard, Clock, ClockFault, JournalCard, SentCard, StaffCard, Start, WorksIn,
};
use crate::Samples;

impl Samples for Start {
    fn samples() -> Vec<(&'static str, Self)> {
        let filled = Self {
            sign_in: text("/demo/logg-inn"),
            citizens: citizens(),
            staff: staff(),
            now: nine(),
            step: text("/demo/klokke/steg"),
            set_clock: text("/demo/klokke"),
            journal: Some(journal(WorksIn::Console)),
            sent: Some(sent()),
        };
        let in_journal = Self { journal: Some(journal(WorksIn::Journal)), ..filled.clone() };
        let alone = Self { journal: None, sent: None, ..filled.clone() };
        vec![("filled", filled), ("in-journal", in_journal), ("alone", alone)]
    }
}

impl Samples for Clock {
    fn samples() -> Vec<(&'static str, Self)> {
        let filled = Self {
            back: text("/demo"),
            action: text("/demo/klokke"),
            now: nine(),
            day: text("2"),
            month: text("2"),
            year: text("2027"),
            time: text("14.30"),
            fault: None,
        };
        let wrong = |fault| Self { fault: Some(fault), ..filled.clone() };
        vec![
            ("no-such-date", Self { day: text("30"), ..wrong(ClockFault::NoSuchDate) }),
            ("no-such-time", Self { time: text("25"), ..wrong(ClockFault::NoSuchTime) }),
            ("backwards", Self { time: text("08.00"), ..wrong(ClockFault::Backwards) }),
            ("too-far", Self { year: text("2099"), ..wrong(ClockFault::TooFar) }),
            ("filled", filled),
        ]
    }
}

fn journal(works_in: WorksIn) -> JournalCard {
    JournalCard {
        name: text("Fjellheim Journal"),
        screen: text("http://127.0.0.1:8083/"),
        unit: text("Hjemmesykepleien Solvik øst"),
        works_in,
    }
}

fn sent() -> SentCard {
    SentCard {
        sms: text("http://127.0.0.1:8084/"),
        email: text("http://127.0.0.1:8084/epost"),
        registers: text("http://127.0.0.1:8084/personer"),
    }
}

fn nine() -> Instant {
    Instant::from_oslo(Date::constant(2027, 2, 2), Time::constant(9, 0, 0, 0))
}

fn citizens() -> Vec<CitizenCard> {
    [
        (Cast::Kari, "Kari", "Nilsen", 78, Some("Solvik")),
        (Cast::Anne, "Anne", "Nilsen", 51, Some("Granli")),
        (Cast::Ola, "Ola", "Moen", 66, Some("Solvik")),
        (Cast::Lise, "Lise", "Berg", 43, Some("Solvik")),
        (Cast::Jonas, "Jonas", "Berg", 14, Some("Solvik")),
        (Cast::Sara, "Sara", "Lund", 36, None),
        (Cast::Gerd, "Gerd", "Aas", 87, Some("Solvik")),
    ]
    .map(|(who, given, family, age, place)| CitizenCard {
        who,
        name: format!("{given} {family}"),
        given: text(given),
        age,
        place: place.map(text),
    })
    .into()
}

fn staff() -> Vec<StaffCard> {
    [
        (Cast::Per, "Per", "Haug", "Hjemmesykepleien Solvik øst"),
        (Cast::Siri, "Siri", "Dahl", "Hjemmesykepleien Solvik øst"),
        (Cast::Liv, "Liv", "Strand", "Frisklivssentralen Solvik"),
        (Cast::Mona, "Mona", "Lie", "Fjordro Omsorg"),
        (Cast::Hege, "Hege", "Vold", "Hjemmetjenesten Granli"),
        (Cast::Jon, "Jon", "Eide", "Hjemmesykepleien Solvik øst"),
    ]
    .map(|(who, given, family, unit)| StaffCard {
        who,
        name: format!("{given} {family}"),
        given: text(given),
        title: text("sykepleier"),
        unit: text(unit),
    })
    .into()
}

fn text(text: &str) -> String {
    text.to_owned()
}
