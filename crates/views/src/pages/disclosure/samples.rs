//! One of each state, with the demo town's people.

use helsebro_domain::disclosure::{BasisCode, Check, Finding, Purpose};
use helsebro_domain::rights::Kind;
use helsebro_domain::time::{Date, Instant, Time};

use super::{
    AskPage, CandidateRow, DecideForm, DisclosureDone, DisclosurePage, DisclosureRow,
    DisclosuresPage, GivenPage, GivenRow, NotedRow, State,
};
use crate::Samples;
use crate::pages::municipality::{Wrong, Wrongs};

const LONG_NAME: &str = "Maximiliane-Alexandrina Hammervold Skjelbreidalen-Kristoffersen";

fn text(text: &str) -> String {
    text.to_owned()
}

fn at(day: i8, hour: i8, minute: i8) -> Instant {
    Instant::from_oslo(Date::constant(2027, 2, day), Time::constant(hour, minute, 0, 0))
}

fn row(person: Option<&str>, state: State) -> DisclosureRow {
    DisclosureRow {
        href: text("/ansatt/utleveringer/u1"),
        person: person.map(text),
        asker: text("Per Haug, sykepleier"),
        other: text("Solbakken sykehjem"),
        asked_at: at(2, 9, 5),
        state,
        is_overridden: state == State::Waits,
    }
}

fn wrongs(all: &[(&str, Wrong)]) -> Wrongs {
    Wrongs(all.iter().map(|(field, wrong)| (text(field), wrong.clone())).collect())
}

fn refused(code: &str) -> Wrong {
    Wrong::Refused(text(code))
}

impl Samples for DisclosuresPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/ansatt/arbeidsliste"),
            new: text("/ansatt/utleveringer/ny"),
            action: text("/ansatt/utleveringer"),
            asked: Vec::new(),
            to_decide: Vec::new(),
            noted: Vec::new(),
            number: String::new(),
            reason: String::new(),
            done: None,
            wrongs: Wrongs::default(),
        };
        let filled = Self {
            asked: vec![
                row(Some("Kari Nilsen"), State::Waits),
                row(None, State::Declined),
                row(Some(LONG_NAME), State::Open(at(9, 9, 5))),
                row(Some("Sara L."), State::Over(at(1, 9, 5))),
            ],
            to_decide: vec![row(Some("Kari Nilsen"), State::Waits)],
            noted: vec![NotedRow {
                value: text("p1"),
                name: text("Kari Nilsen"),
                reason: text("Har sagt at naboen som arbeider der, ikke skal se noe."),
                by: text("Mona Lie"),
                at: at(1, 13, 0),
            }],
            number: text("12864800015"),
            ..empty.clone()
        };
        let mut all = vec![("empty", empty), ("filled", filled.clone())];
        let faults =
            wrongs(&[("number", Wrong::NoNumber), ("reason", refused("ASSESSMENT_MISSING"))]);
        all.push(("wrong", Self { wrongs: faults, ..filled.clone() }));
        for (name, done) in
            ["asked", "released", "declined", "noted"].into_iter().zip(DisclosureDone::ALL)
        {
            all.push((name, Self { done: Some(done), ..filled.clone() }));
        }
        all
    }
}

impl Samples for AskPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/ansatt/utleveringer"),
            action: text("/ansatt/utleveringer/ny"),
            whose: text("one"),
            number: String::new(),
            sources: vec![(text("u1"), text("Solbakken sykehjem (Solvik)"))],
            source: String::new(),
            purpose: None,
            has_consent: false,
            what: String::new(),
            from: String::new(),
            to: String::new(),
            days: text("7"),
            why: String::new(),
            compelling: String::new(),
            is_opposed: false,
            limit: 1_000,
            wrongs: Wrongs::default(),
        };
        let filled = Self {
            number: text("12864800015"),
            source: text("u1"),
            purpose: Some(Purpose::Care),
            has_consent: true,
            what: text("Sårjournal"),
            from: text("1.1.2027"),
            to: text("28.2.2027"),
            why: text("Jeg steller såret og må vite hva som er prøvd."),
            ..empty.clone()
        };
        let faults = wrongs(&[
            ("number", Wrong::NoNumber),
            ("source", Wrong::NotChosen),
            ("purpose", Wrong::NotChosen),
            ("what", Wrong::Missing),
            ("from", Wrong::NoDate),
            ("to", Wrong::EndsBefore),
            ("days", refused("SCOPE_TOO_WIDE")),
            ("why", refused("ASSESSMENT_MISSING")),
        ]);
        let opposed = wrongs(&[("compelling", refused("PATIENT_OPPOSED"))]);
        let bulk = wrongs(&[("whose", refused("BULK_DISCLOSURE_NOT_ALLOWED"))]);
        vec![
            ("empty", empty.clone()),
            ("filled", filled.clone()),
            ("wrong", Self { wrongs: faults, ..empty }),
            ("opposed", Self { is_opposed: true, wrongs: opposed, ..filled.clone() }),
            ("bulk", Self { whose: text("everybody"), wrongs: bulk, ..filled }),
        ]
    }
}

impl Samples for DisclosurePage {
    fn samples() -> Vec<(&'static str, Self)> {
        let waits = Self {
            back: text("/ansatt/utleveringer"),
            person: Some(text("Kari Nilsen")),
            asker: text("Per Haug, sykepleier"),
            unit: text("Hjemmesykepleien Solvik øst"),
            source: text("Solbakken sykehjem"),
            asked_at: at(2, 9, 5),
            state: State::Waits,
            purpose: Purpose::Care,
            basis: None,
            what: text("Sårjournal"),
            period: (Date::constant(2027, 1, 1), Date::constant(2027, 2, 28)),
            why: text("Jeg steller såret og må vite hva som er prøvd."),
            compelling: String::new(),
            decided_by: None,
            checks: Vec::new(),
            given: None,
            changed: Vec::new(),
            form: None,
            done: None,
            wrongs: Wrongs::default(),
        };
        let candidate = |topic: &str, is_ticked| CandidateRow {
            value: text("t1"),
            topic: text(topic),
            first: Date::constant(2027, 1, 4),
            last: Date::constant(2027, 2, 1),
            is_ticked,
        };
        let form = DecideForm {
            action: text("/ansatt/utleveringer/u1"),
            candidates: vec![candidate("Såret på leggen", true), candidate(LONG_NAME, false)],
            words: String::new(),
            limit: 8_000,
            days: text("7"),
        };
        let nothing = DecideForm { candidates: Vec::new(), ..form.clone() };
        let decide = Self { form: Some(form), ..waits.clone() };
        let overridden = Self {
            compelling: text("Såret er infisert, og hun kan ikke svare for seg nå."),
            form: Some(nothing),
            ..waits.clone()
        };
        let findings = Check::ALL.map(|check| match check {
            Check::NotOpposed => (check, Finding::Overridden),
            Check::OnePatient => (check, Finding::Minimised),
            _ => (check, Finding::Passed),
        });
        let released = Self {
            state: State::Open(at(9, 9, 5)),
            decided_by: Some(text("Mona Lie, sykepleier")),
            checks: findings.to_vec(),
            given: Some(text("/ansatt/utleveringer/u1/innhold")),
            basis: Some("HPL25_2026"),
            ..waits.clone()
        };
        let wrong = |field: &str, wrong: Wrong| Self {
            wrongs: wrongs(&[(field, wrong)]),
            ..decide.clone()
        };
        let mut all = vec![
            ("waits", Self { done: Some(DisclosureDone::Asked), ..waits.clone() }),
            ("decide", decide.clone()),
            ("overridden", overridden),
            ("wrong", wrong("days", refused("SCOPE_TOO_WIDE"))),
            ("nothing", wrong("words", refused("ASSESSMENT_MISSING"))),
            ("not-logged", wrong("days", refused("LOG_WRITE_FAILED"))),
            ("no-basis", wrong("days", refused("DISCLOSURE_NO_BASIS"))),
            ("released", released.clone()),
            (
                "changed",
                Self {
                    changed: [Kind::RectifyRecord, Kind::EraseEntry, Kind::RestrictOrObject]
                        .map(|kind| (kind, at(1, 9, 5)))
                        .to_vec(),
                    ..released.clone()
                },
            ),
            ("over", Self { state: State::Over(at(1, 9, 5)), given: None, ..released.clone() }),
            (
                "declined",
                Self { state: State::Declined, purpose: Purpose::Quality, person: None, ..waits },
            ),
        ];
        let bases = ["b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8"];
        for (name, basis) in bases.into_iter().zip(BasisCode::ALL) {
            let basis = Some(basis.as_str());
            all.push((name, Self { basis, purpose: Purpose::Case, ..released.clone() }));
        }
        all
    }
}

impl Samples for GivenPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let words = Self {
            back: text("/ansatt/utleveringer/u1"),
            person: Some(text("Kari Nilsen")),
            source: text("Solbakken sykehjem"),
            until: at(9, 9, 5),
            words: Some(text("Såret er stelt annenhver dag.\nSist med skumbandasje.")),
            threads: Vec::new(),
        };
        let message = (at(1, 14, 5), text("Mona Lie, sykepleier"), text("Det ser bra ut."));
        let thread = GivenRow { topic: text("Såret på leggen"), messages: vec![message] };
        let empty = GivenRow { topic: text(LONG_NAME), messages: Vec::new() };
        let threads = Self { words: None, threads: vec![thread, empty], ..words.clone() };
        vec![("words", Self { person: None, ..words }), ("conversations", threads)]
    }
}
