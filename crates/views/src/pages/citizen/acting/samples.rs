//! One of each state of these pages. Synthetic people only.

use helsebro_domain::representation::{Coverage, Covers, GrantSource};
use helsebro_domain::time::{Date, Instant, Time};

use super::{
    ActChoice, ActFor, AnswerRequest, AskFault, AskForGrant, AskForm, Became, Begun, CheckAsk,
    GrantAsked, GrantRow, GrantSide, Helpers, HelpersDone, HowLong, MadeRow, On, OneGrant,
    OtherPerson, PastChoice, RightLost, WaitingRow,
};
use crate::Samples;

const LAST: Date = Date::constant(2028, 1, 31);
const TODAY: Date = Date::constant(2027, 2, 2);

fn text(words: &str) -> String {
    words.to_owned()
}

fn some() -> Coverage {
    Coverage::of(&[Covers::Messages])
}

impl Samples for RightLost {
    fn samples() -> Vec<(&'static str, Self)> {
        let lost = |is_withdrawn| Self { name: text("Kari Nilsen"), is_withdrawn };
        vec![("withdrawn", lost(true)), ("other", lost(false))]
    }
}

impl Samples for OtherPerson {
    fn samples() -> Vec<(&'static str, Self)> {
        let (choose_href, home_href) = (text("/meg/opptrer-for"), text("/hjem"));
        vec![("plain", Self { choose_href, home_href })]
    }
}

impl Samples for ActFor {
    fn samples() -> Vec<(&'static str, Self)> {
        let choice = |value: &str, name: &str, on, age, last_day| ActChoice {
            value: text(value),
            name: text(name),
            age,
            on,
            last_day,
        };
        let choices = vec![
            choice("a", "Emil Berg", On::Parent, Some(9), None),
            choice("b", "Jonas Berg", On::ParentOfYouth, Some(14), None),
            choice("c", "Kari Nilsen", On::Attorney(Coverage::of(&Covers::ALL)), None, Some(LAST)),
            choice("d", "Aslaug Rise", On::Guardian, Some(78), None),
            choice("e", "Gerd Aas", On::NextOfKin, Some(87), Some(LAST)),
        ];
        let past = vec![PastChoice { name: text("Ola Moen"), ended_on: TODAY }];
        let own = text("Anne Nilsen");
        vec![
            ("empty", Self { own: own.clone(), current: None, choices: vec![], past: vec![] }),
            ("filled", Self { own, current: Some(text("c")), choices, past }),
        ]
    }
}

impl Samples for Helpers {
    fn samples() -> Vec<(&'static str, Self)> {
        let row = |name: &str, ended_on| GrantRow {
            href: text("/meg/fullmakter/a"),
            name: text(name),
            coverage: some(),
            last_day: Some(LAST),
            ended_on,
        };
        let made = |begun, became| MadeRow {
            begun,
            asked_on: TODAY,
            coverage: some(),
            became,
            take_back: (begun == Begun::Offered && became == Became::Nothing)
                .then(|| text("/meg/fullmakter/tilbud/a/trekk")),
        };
        let empty = Self {
            waiting: vec![],
            given: vec![],
            received: vec![],
            made: vec![],
            months: vec![],
            decisions: vec![],
            openings: vec![],
            done: None,
        };
        let waits = |begun, href: &str, asker: &str| WaitingRow {
            begun,
            href: text(href),
            asker: text(asker),
        };
        let waiting = vec![
            waits(Begun::Asked, "/meg/fullmakter/sporsmal/a", "Anne Nilsen"),
            waits(Begun::Offered, "/meg/fullmakter/tilbud/a", "Gerd Aas"),
        ];
        let since = Instant::from_oslo(TODAY, Time::MIN);
        let filled = Self {
            months: vec![(TODAY, text("Anne Nilsen"), 14), (TODAY, text("Gerd Aas"), 1)],
            decisions: vec![(text("Gerd Aas"), text("Hjemmesykepleien Solvik øst"), LAST)],
            openings: vec![(text("Lise Berg"), text("/meldinger/a"), since)],
            waiting,
            given: vec![row("Anne Nilsen", None), row("Ola Moen", Some(TODAY))],
            received: vec![GrantRow { last_day: None, ..row("Gerd Aas", None) }],
            made: vec![
                made(Begun::Asked, Became::Granted),
                made(Begun::Asked, Became::Nothing),
                made(Begun::Offered, Became::Granted),
                made(Begun::Offered, Became::Nothing),
                made(Begun::Offered, Became::TakenBack),
            ],
            done: Some(HelpersDone::Granted),
        };
        let done = |done| Self { done, ..empty.clone() };
        vec![
            ("empty", done(None)),
            ("declined", done(Some(HelpersDone::Declined))),
            ("ended", done(Some(HelpersDone::Ended))),
            ("accepted", done(Some(HelpersDone::Accepted))),
            ("taken-back", done(Some(HelpersDone::TakenBack))),
            ("filled", filled),
        ]
    }
}

impl Samples for OneGrant {
    fn samples() -> Vec<(&'static str, Self)> {
        let given = Self {
            side: GrantSide::Giver,
            name: text("Anne Nilsen"),
            given: text("Anne"),
            coverage: some(),
            from: TODAY,
            last_day: Some(LAST),
            ended_on: None,
            source: GrantSource::Online,
            action: text("/meg/fullmakter/a"),
        };
        let got = Self { side: GrantSide::Receiver, last_day: None, ..given.clone() };
        let ended = Self { ended_on: Some(TODAY), ..given.clone() };
        let paper = Self { source: GrantSource::Paper, ..given.clone() };
        vec![("given", given), ("received", got), ("ended", ended), ("paper", paper)]
    }
}

fn form() -> AskForm {
    AskForm { number: text("12864800015"), coverage: some(), how_long: HowLong::OneYear }
}

impl Samples for AskForGrant {
    fn samples() -> Vec<(&'static str, Self)> {
        let wrong = AskForm { number: text("123"), ..AskForm::default() };
        let faults = vec![AskFault::Number, AskFault::Nothing];
        let of = |begun, form: &AskForm, faults: &[AskFault]| Self {
            begun,
            form: form.clone(),
            faults: faults.to_vec(),
        };
        vec![
            ("empty", of(Begun::Asked, &AskForm::default(), &[])),
            ("filled", of(Begun::Asked, &form(), &[])),
            ("error", of(Begun::Asked, &wrong, &faults)),
            ("offer", of(Begun::Offered, &form(), &[])),
            ("offer-error", of(Begun::Offered, &wrong, &faults)),
        ]
    }
}

impl Samples for CheckAsk {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("filled", Self { begun: Begun::Asked, form: form(), last_day: Some(LAST) }),
            ("open", Self { begun: Begun::Asked, form: form(), last_day: None }),
            ("offer", Self { begun: Begun::Offered, form: form(), last_day: Some(LAST) }),
        ]
    }
}

impl Samples for GrantAsked {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("plain", Self { begun: Begun::Asked }), ("offer", Self { begun: Begun::Offered })]
    }
}

impl Samples for AnswerRequest {
    fn samples() -> Vec<(&'static str, Self)> {
        let asked = |coverage, last_day| Self {
            begun: Begun::Asked,
            asker: text("Anne Nilsen"),
            given: text("Anne"),
            coverage,
            last_day,
            action: text("/meg/fullmakter/sporsmal/a"),
        };
        vec![
            ("filled", asked(some(), Some(LAST))),
            ("open", asked(Coverage::of(&Covers::ALL), None)),
            ("offer", Self { begun: Begun::Offered, ..asked(some(), Some(LAST)) }),
        ]
    }
}
