//! One of each state, with the demo town's people.

use helsebro_domain::breaches::{BreachState, Persons, Risk};
use helsebro_domain::time::{Date, Instant, Time};

use super::{BreachForms, BreachPage, BreachRow, BreachesPage, Clock, OwnBreach, OwnBreachesPage};
use crate::Samples;
use crate::pages::disclosure::{DisclosureRow, State};
use crate::pages::municipality::{Wrong, Wrongs};

const NATURE: &str = "En arbeidsliste ble lagt igjen på bussen.";

fn text(text: &str) -> String {
    text.to_owned()
}

fn at(day: i8, hour: i8) -> Instant {
    Instant::from_oslo(Date::constant(2027, 2, day), Time::constant(hour, 10, 0, 0))
}

fn wrongs(all: &[(&str, Wrong)]) -> Wrongs {
    Wrongs(all.iter().map(|(field, wrong)| (text(field), wrong.clone())).collect())
}

fn refused(code: &str) -> Wrong {
    Wrong::Refused(text(code))
}

const STATES: [BreachState; 5] = [
    BreachState::Registered,
    BreachState::TellAuthority,
    BreachState::TellPersons,
    BreachState::Ready,
    BreachState::Closed,
];

impl Samples for BreachesPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            action: text("/kommune/brudd"),
            rows: Vec::new(),
            overridden: Vec::new(),
            day: text("2.2.2027"),
            time: text("09.12"),
            nature: String::new(),
            limit: 4_000,
            wrongs: Wrongs::default(),
        };
        let clocks = [
            Clock::Until(at(4, 22)),
            Clock::Soon(at(3, 8)),
            Clock::Late(at(1, 8)),
            Clock::Stopped,
            Clock::Stopped,
        ];
        let row = |(state, clock)| BreachRow {
            href: text("/kommune/brudd/b1"),
            aware_at: at(1, 22),
            state,
            clock,
        };
        let overridden = DisclosureRow {
            href: String::new(),
            person: None,
            asker: text("Per Haug, sykepleier"),
            other: text("Solbakken sykehjem"),
            asked_at: at(2, 9),
            state: State::Waits,
            is_overridden: true,
        };
        let filled = Self {
            rows: STATES.into_iter().zip(clocks).map(row).collect(),
            overridden: vec![overridden],
            ..empty.clone()
        };
        let faults = wrongs(&[("day", Wrong::NoDate), ("nature", refused("ASSESSMENT_MISSING"))]);
        vec![
            ("empty", empty.clone()),
            ("filled", filled.clone()),
            ("wrong", Self { wrongs: faults, ..filled }),
        ]
    }
}

impl Samples for BreachPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let registered = Self {
            back: text("/kommune/brudd"),
            action: text("/kommune/brudd/b1"),
            aware_at: at(1, 22),
            state: BreachState::Registered,
            clock: Clock::Until(at(4, 22)),
            is_passed_on: false,
            nature: text(NATURE),
            risk: None,
            kinds: None,
            consequences: None,
            measures: None,
            concerned: None,
            records: None,
            authority: None,
            delay: String::new(),
            persons: None,
            named: 0,
            forms: None,
            is_saved: false,
            wrongs: Wrongs::default(),
        };
        let forms = BreachForms {
            units: vec![(text("u1"), text("Hjemmesykepleien Solvik øst"))],
            unit: text("u1"),
            risk: text("HIGH"),
            persons: text("TOLD"),
            ..BreachForms::default()
        };
        let operators =
            BreachForms { homes: vec![(text("m1"), text("Solvik kommune"))], ..forms.clone() };
        let assess = Self { forms: Some(forms.clone()), ..registered.clone() };
        let assessed = Self {
            state: BreachState::TellAuthority,
            clock: Clock::Soon(at(3, 8)),
            risk: Some(Risk::High),
            kinds: Some(text("Pasienter i hjemmesykepleien: navn, adresse og tid for besøk.")),
            consequences: Some(text("Andre kan ha sett hvem som får hjelp hjemme, og når.")),
            measures: Some(text("Listen er funnet igjen, og rutinen er endret.")),
            concerned: Some(12),
            records: Some(12),
            is_saved: true,
            ..assess.clone()
        };
        let told = Self {
            state: BreachState::Ready,
            clock: Clock::Stopped,
            authority: Some((at(2, 9), text("27/00123"))),
            delay: text("Omfanget var ikke klart før i dag."),
            persons: Some(Persons::Told),
            named: 12,
            ..assessed.clone()
        };
        let faults = wrongs(&[
            ("risk", Wrong::NotChosen),
            ("concerned", Wrong::Missing),
            ("records", Wrong::Missing),
            ("kinds", refused("ASSESSMENT_MISSING")),
            ("consequences", refused("ASSESSMENT_MISSING")),
            ("measures", refused("ASSESSMENT_MISSING")),
            ("day", Wrong::NoDate),
            ("reference", refused("BREACH_NOTICE_INCOMPLETE")),
            ("delay", refused("BREACH_DELAY_REASON_MISSING")),
            ("persons", refused("BREACH_PERSONS_NOT_TOLD")),
            ("story", refused("ASSESSMENT_MISSING")),
            ("close", refused("BREACH_AUTHORITY_NOT_TOLD")),
        ]);
        let mut all = vec![
            ("registered", registered),
            ("assess", assess),
            ("assessed", assessed.clone()),
            ("wrong", Self { wrongs: faults, ..assessed.clone() }),
            ("operator", Self { forms: Some(operators), is_passed_on: true, ..assessed.clone() }),
            ("told", told.clone()),
            ("closed", Self { state: BreachState::Closed, forms: None, ..told.clone() }),
        ];
        let names = ["told-each", "unreadable", "risk-removed", "in-public"];
        for (name, persons) in names.into_iter().zip(Persons::ALL) {
            all.push((name, Self { persons: Some(persons), ..told.clone() }));
        }
        for (name, risk) in ["unlikely", "some", "high"].into_iter().zip(Risk::ALL) {
            all.push((name, Self { risk: Some(risk), ..told.clone() }));
        }
        all
    }
}

impl Samples for OwnBreachesPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self { of: None, back: text("/meg"), rows: Vec::new() };
        let row = |home| OwnBreach { at: at(2, 9), home, provider: None, story: text(NATURE) };
        let solvik = Some((text("Solvik"), text("75 00 01 00")));
        let fjordro = Some((text("Fjordro Omsorg AS"), text("75 00 07 00")));
        let providers = OwnBreach { provider: fjordro, ..row(None) };
        let filled = Self { rows: vec![row(solvik), row(None), providers], ..empty.clone() };
        let of = Some(text("Emil Berg"));
        let childs = Self { of, back: text("/meg/hvem-har-sett"), ..filled.clone() };
        vec![("empty", empty), ("filled", filled), ("childs", childs)]
    }
}
