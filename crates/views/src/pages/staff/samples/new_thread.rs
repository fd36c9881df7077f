//! A new conversation in each state.

use helsebro_domain::dialog::FileKind;
use helsebro_domain::notices::Weight;
use helsebro_domain::text::{MAX_BODY, MAX_TOPIC};

use super::super::{
    BegunLine, Choice, Decision, NatureQuestion, NewThread, NewThreadFaults, OtherUnit,
    PersonFault, ReplyChoice, ShownAs, TextFault, TooManyBegun, WayBack,
};
use super::{LONG_NAME, at, home_care, per, text};
use crate::Samples;
use crate::pages::files::ListedFile;

impl Samples for NewThread {
    fn samples() -> Vec<(&'static str, Self)> {
        let filled = filled();
        let wrong = |faults| NewThread { faults, ..filled.clone() };
        let decision = NewThreadFaults { decision: Some(Decision), ..NewThreadFaults::default() };
        let person = Some(PersonFault::NotARecipient);
        let asked = NewThread {
            body: text("Søknaden er innvilget."),
            nature: NatureQuestion::Ask,
            ..filled.clone()
        };
        vec![
            ("empty", empty()),
            ("nobody", NewThread { people: Vec::new(), ..empty() }),
            ("begun", NewThread { begun: begun(), ..empty() }),
            ("discarded", NewThread { is_discarded: true, ..empty() }),
            ("too-many-begun", too_many_begun(&filled)),
            ("nothing-written", NewThread { faults: nothing(), ..empty() }),
            ("too-long", wrong(too_long())),
            ("refused", wrong(NewThreadFaults { person, ..NewThreadFaults::default() })),
            ("refused-decision", NewThread { faults: decision, ..asked.clone() }),
            ("asked", asked),
            ("many", many(&filled)),
            ("files", NewThread { files: Some(vec![file()]), ..filled.clone() }),
            ("no-files", NewThread { files: None, ..filled.clone() }),
            ("filled", filled),
        ]
    }
}

impl Samples for OtherUnit {
    fn samples() -> Vec<(&'static str, Self)> {
        let open = Self {
            back: text("/ansatt/arbeidsliste"),
            action: text("/ansatt/samtaler/ny"),
            fields: vec![("topic", text("Besøk")), ("body", text("Vi kommer\npå torsdag."))],
            written: Some(text("Vi kommer\npå torsdag.")),
            here: text("Frisklivssentralen Solvik"),
            there: home_care(),
            way: WayBack::Open,
        };
        vec![("ended", Self { way: WayBack::Ended, ..open.clone() }), ("open", open)]
    }
}

fn begun() -> Vec<BegunLine> {
    let line = |n: i8, topic: Option<&str>, to: Option<&str>, files| BegunLine {
        href: format!("/ansatt/samtaler/ny/b{n}"),
        topic: topic.map(text),
        to: to.map(text),
        saved_at: at(n, 9, 30),
        files,
    };
    vec![
        line(4, Some("Treningsplan"), Some("Kari Nilsen (1948)"), 2),
        line(3, Some(LONG_NAME), Some(LONG_NAME), 1),
        line(2, None, None, 0),
    ]
}

fn too_many_begun(filled: &NewThread) -> NewThread {
    let faults = NewThreadFaults { begun: Some(TooManyBegun), ..NewThreadFaults::default() };
    NewThread { begun: begun(), faults, ..filled.clone() }
}

fn file() -> ListedFile {
    ListedFile {
        name: text("treningsplan.pdf"),
        kind: FileKind::Pdf,
        size_bytes: 240_000,
        href: None,
    }
}

fn nothing() -> NewThreadFaults {
    NewThreadFaults {
        person: Some(PersonFault::NobodyChosen),
        topic: Some(TextFault::Empty),
        body: Some(TextFault::Empty),
        ..NewThreadFaults::default()
    }
}

fn too_long() -> NewThreadFaults {
    NewThreadFaults {
        topic: Some(TextFault::TooLong { over: 1, limit: MAX_TOPIC }),
        body: Some(TextFault::TooLong { over: 30, limit: MAX_BODY }),
        ..NewThreadFaults::default()
    }
}

fn empty() -> NewThread {
    NewThread {
        back: text("/ansatt/arbeidsliste"),
        action: text("/ansatt/samtaler/ny"),
        unit: text("u1"),
        begun: Vec::new(),
        is_discarded: false,
        files: Some(vec![]),
        people: vec![person("p1", "Kari Nilsen", "1948"), person("p2", LONG_NAME, "1950")],
        chosen: None,
        topic: String::new(),
        topic_limit: MAX_TOPIC,
        body: String::new(),
        body_limit: MAX_BODY,
        reply: ReplyChoice::Allowed,
        shown_as: per(),
        nature: NatureQuestion::NotAsked,
        weight: Weight::Plain,
        faults: NewThreadFaults::default(),
    }
}

fn filled() -> NewThread {
    NewThread {
        chosen: Some(text("p1")),
        topic: text("Vi kommer litt senere i morgen"),
        body: text("Hei, Kari. I morgen kommer vi mellom kl. 9 og 11."),
        reply: ReplyChoice::NotAllowed,
        shown_as: ShownAs::Unit(home_care()),
        ..empty()
    }
}

/// More than radios hold: a list to choose from.
fn many(filled: &NewThread) -> NewThread {
    let people = (1..=12).map(|n| person(&format!("p{n}"), &format!("Ola Moen {n}"), "1960"));
    NewThread { people: people.collect(), ..filled.clone() }
}

fn person(value: &str, name: &str, born: &str) -> Choice {
    Choice { value: text(value), name: text(name), detail: Some(text(born)) }
}
