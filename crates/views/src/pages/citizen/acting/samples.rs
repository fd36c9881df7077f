//! One of each state of these pages. Synthetic people only.

use helsebro_domain::representation::{Coverage, Covers, GrantSource};
use helsebro_domain::time::Date;

use super::{
    ActChoice, ActFor, AnswerRequest, AskFault, AskForGrant, AskForm, CheckAsk, GrantAsked,
    GrantRow, GrantSide, Helpers, HelpersDone, HowLong, MadeRow, On, OneGrant, OtherPerson,
    PastChoice, RightLost, WaitingRow,
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
        let made = |is_granted| MadeRow { asked_on: TODAY, coverage: some(), is_granted };
        let empty = Self {
            waiting: vec![],
            given: vec![],
            received: vec![],
            made: vec![],
            done: Some(HelpersDone::Declined),
        };
        let waiting = vec![WaitingRow {
            href: text("/meg/fullmakter/sporsmal/a"),
            asker: text("Anne Nilsen"),
        }];
        let filled = Self {
            waiting,
            given: vec![row("Anne Nilsen", None), row("Ola Moen", Some(TODAY))],
            received: vec![GrantRow { last_day: None, ..row("Gerd Aas", None) }],
            made: vec![made(true), made(false)],
            done: Some(HelpersDone::Granted),
        };
        let ended = Self { done: Some(HelpersDone::Ended), ..empty.clone() };
        let plain = Self { done: None, ..empty.clone() };
        vec![("empty", plain), ("declined", empty), ("ended", ended), ("filled", filled)]
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
        vec![
            ("empty", Self { form: AskForm::default(), faults: vec![] }),
            ("filled", Self { form: form(), faults: vec![] }),
            ("error", Self { form: wrong, faults: vec![AskFault::Number, AskFault::Nothing] }),
        ]
    }
}

impl Samples for CheckAsk {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![
            ("filled", Self { form: form(), last_day: Some(LAST) }),
            ("open", Self { form: form(), last_day: None }),
        ]
    }
}

impl Samples for GrantAsked {
    fn samples() -> Vec<(&'static str, Self)> {
        vec![("plain", Self {})]
    }
}

impl Samples for AnswerRequest {
    fn samples() -> Vec<(&'static str, Self)> {
        let asked = |coverage, last_day| Self {
            asker: text("Anne Nilsen"),
            given: text("Anne"),
            coverage,
            last_day,
            action: text("/meg/fullmakter/sporsmal/a"),
        };
        vec![
            ("filled", asked(some(), Some(LAST))),
            ("open", asked(Coverage::of(&Covers::ALL), None)),
        ]
    }
}
