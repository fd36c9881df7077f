//! A conversation in each state.

use helsebro_domain::dialog::CloseReason;
use helsebro_domain::notices::Weight;
use helsebro_domain::parties::StaffNames;
use helsebro_domain::text::MAX_BODY;

use super::super::{
    Basis, Choice, Facts, Happening, NamesShown, NatureQuestion, Number, Person, Promised,
    RefusedAnswer, ReplyForm, ShownAs, SideActs, State, Stood, TakenBy, TextFault, Thread,
    ThreadNotice, Why,
};
use super::entries::{entries, event, events, from_epj, gone, noted, to_epj};
use super::{LONG_NAME, LONG_TOPIC, at, day_of, home_care, per, text};
use crate::Samples;

impl Samples for Thread {
    fn samples() -> Vec<(&'static str, Self)> {
        let mine = thread(State::Mine(reply()));
        let with = |form: ReplyForm| Thread { state: State::Mine(form), ..mine.clone() };
        let asked =
            ReplyForm { body: text("Vedtaket er sendt."), nature: NatureQuestion::Ask, ..reply() };
        let refused = Thread { refused: Some(RefusedAnswer::Decision), ..with(asked.clone()) };
        let meanwhile = RefusedAnswer::Meanwhile { body: text("Vi kommer i morgen.") };
        vec![
            ("mine", Thread { notice: Some(ThreadNotice::Taken), ..mine.clone() }),
            ("taken-over", Thread { notice: Some(ThreadNotice::TakenOver), ..mine.clone() }),
            ("not-taken", not_taken()),
            ("colleague", colleague()),
            ("stopped", Thread { refused: Some(RefusedAnswer::Stopped), ..mine.clone() }),
            ("colleague-meanwhile", Thread { refused: Some(meanwhile), ..colleague() }),
            ("closed", closed()),
            ("empty-answer", with(ReplyForm { fault: Some(TextFault::Empty), ..reply() })),
            ("long-answer", with(too_long())),
            ("asked", with(asked)),
            ("refused", refused),
            ("number-shown", number_shown(&mine)),
            ("number-shown-not-taken", number_shown(&not_taken())),
            ("protected", protected()),
            ("long-name", long()),
            ("events", Thread { entries: events(), ..mine.clone() }),
            ("from-epj", Thread { entries: from_epj(), ..mine.clone() }),
            ("to-epj", Thread { entries: to_epj(), ..mine.clone() }),
            ("gone", Thread { topic: None, entries: gone(), ..mine }),
            ("standing-in", standing_in()),
            ("noted", Thread { entries: noted(), ..thread(State::Mine(reply())) }),
            ("draft", with_draft()),
            ("in-epj", Thread { acts: SideActs::default(), ..thread(State::InEpj) }),
        ]
    }
}

fn thread(state: State) -> Thread {
    Thread {
        back: text("/ansatt/arbeidsliste"),
        notice: None,
        topic: Some(text("Såret på leggen")),
        person: kari(),
        promise: Promised::Waiting(at(3, 15, 30)),
        entries: entries(),
        state,
        refused: None,
        facts: Facts {
            taken_by: TakenBy::Me,
            taken_at: Some(at(2, 14, 50)),
            unit: home_care(),
            reference: Some(text("HB-4R7K")),
        },
        acts: SideActs {
            put_back: Some(text("/ansatt/samtaler/a1/legg-tilbake")),
            forward: Some(text("/ansatt/samtaler/a1/send-videre")),
            assign: Some(text("/ansatt/samtaler/a1/tildel")),
            close: Some(text("/ansatt/samtaler/a1/avslutt")),
            note: Some(text("/ansatt/samtaler/a1/notat")),
            talk: Some(text("/ansatt/samtaler/a1/kontakt")),
            relatives: Some(text("/ansatt/samtaler/a1/parorende")),
            block: Some(text("/ansatt/samtaler/a1/stenging")),
        },
        names: NamesShown {
            names: StaffNames::Shown,
            chosen: None,
            href: Some(text("/ansatt/samtaler/a1/navn")),
        },
        why: Why {
            basis: Basis::Service,
            last_day: day_of(6, 30),
            controller: text("Solvik kommune"),
        },
        shortcuts: text("/ansatt/snarveier"),
    }
}

fn kari() -> Person {
    Person {
        name: text("Kari Nilsen"),
        given: text("Kari"),
        age: Some(78),
        is_protected: false,
        is_reachable: true,
        is_restricted: false,
        number: Number::Masked {
            masked: text("128648 •••••"),
            action: text("/ansatt/samtaler/a1/fodselsnummer"),
        },
    }
}

fn reply() -> ReplyForm {
    ReplyForm {
        action: text("/ansatt/samtaler/a1"),
        shown_as: per(),
        body: text("Hei! Jeg la igjen ti plaster på kjøkkenbenken i dag."),
        limit: MAX_BODY,
        fault: None,
        nature: NatureQuestion::NotAsked,
        weight: Weight::Plain,
        saved_at: None,
        files: Some(crate::pages::files::sample_files()),
        standard: Vec::new(),
    }
}

fn with_draft() -> Thread {
    let standard = vec![
        Choice { value: text("r1"), name: text("Timebestilling"), detail: None },
        Choice { value: text("r2"), name: text(LONG_TOPIC), detail: None },
    ];
    let form = ReplyForm { saved_at: Some(at(2, 14, 10)), standard, ..reply() };
    let names = NamesShown {
        names: StaffNames::TitleOnly,
        chosen: Some((text("Har truet en kollega."), text("Siri Dahl"), at(1, 9, 0))),
        href: Some(text("/ansatt/samtaler/a1/navn")),
    };
    Thread { notice: Some(ThreadNotice::Inserted), names, ..thread(State::Mine(form)) }
}

fn standing_in() -> Thread {
    let state = State::Colleague {
        name: text("Siri Dahl"),
        at: None,
        take_over: text("/ansatt/samtaler/a1/ta-over"),
        stood: Some(Stood::ByReader(day_of(2, 5))),
    };
    Thread { state, notice: Some(ThreadNotice::NamesChosen), ..colleague() }
}

fn too_long() -> ReplyForm {
    let fault = Some(TextFault::TooLong { over: 12, limit: MAX_BODY });
    ReplyForm {
        weight: Weight::NeedsAnswer,
        body: "a".repeat(MAX_BODY + 12),
        fault,
        shown_as: ShownAs::Unit(home_care()),
        ..reply()
    }
}

fn not_taken() -> Thread {
    let take = text("/ansatt/samtaler/a1/ta");
    let open = thread(State::NotTaken { take });
    let facts = Facts { taken_by: TakenBy::Nobody, taken_at: None, ..open.facts.clone() };
    let acts = SideActs { put_back: None, ..open.acts.clone() };
    Thread { facts, acts, promise: Promised::Broken(at(2, 8, 30)), ..open }
}

fn colleague() -> Thread {
    let open = thread(State::Colleague {
        name: text("Siri Dahl"),
        at: Some(at(2, 14, 49)),
        take_over: text("/ansatt/samtaler/a1/ta-over"),
        stood: Some(Stood::ByOthers(day_of(2, 5))),
    });
    let taken_by = TakenBy::Colleague(text("Siri Dahl"));
    let facts = Facts { taken_by, taken_at: Some(at(2, 14, 49)), ..open.facts.clone() };
    Thread { facts, ..open }
}

fn closed() -> Thread {
    let mut entries = entries();
    let guidance = Some(text("Ring Tildelingskontoret på 75 00 01 10."));
    entries.push(event(
        at(2, 14, 55),
        Happening::Closed { reason: CloseReason::WrongPlace, guidance },
    ));
    let open = thread(State::Closed {
        at: at(2, 14, 55),
        reason: CloseReason::WrongPlace,
        new_thread: Some(text("/ansatt/samtaler/ny")),
    });
    let facts = Facts { taken_by: TakenBy::Nobody, taken_at: None, ..open.facts.clone() };
    let acts = SideActs::default();
    Thread { facts, acts, entries, promise: Promised::Nothing, ..open }
}

fn number_shown(thread: &Thread) -> Thread {
    // A synthetic number: the month is shifted by eighty.
    let number = Number::Shown {
        whole: text("128648 00000"),
        masked: text("128648 •••••"),
        action: text("/ansatt/samtaler/a1/fodselsnummer"),
    };
    Thread { person: Person { number, ..thread.person.clone() }, ..thread.clone() }
}

fn protected() -> Thread {
    let person = Person {
        name: text("Sara L."),
        given: text("Sara"),
        age: None,
        is_protected: true,
        is_reachable: false,
        is_restricted: true,
        ..kari()
    };
    let facts = Facts { reference: None, ..not_taken().facts };
    Thread { person, facts, why: Why { basis: Basis::Forwarded, ..not_taken().why }, ..not_taken() }
}

fn long() -> Thread {
    let person = Person { name: text(LONG_NAME), given: text("Maximiliane-Alexandrina"), ..kari() };
    Thread { person, topic: Some(text(LONG_TOPIC)), ..thread(State::Mine(reply())) }
}
