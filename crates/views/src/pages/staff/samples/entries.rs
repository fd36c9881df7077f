//! What stands in the conversations of the samples.

use helsebro_domain::dialog::{CloseReason, ReturnedWhy, Talk, TalkWay};
use helsebro_domain::time::Instant;

use super::super::{
    Answered, Author, Delivery, Entry, Event, Happening, Kind, Message, Note, Reading,
};
use super::{at, home_care, text};

pub(super) fn entries() -> Vec<Entry> {
    let read_by = vec![Reading { name: text("Kari Nilsen"), at: at(2, 9, 10) }];
    vec![
        Entry::Message(Message {
            at: at(1, 16, 20),
            ..bare("m1", kari(), "Såret på leggen væsker litt mer enn før.")
        }),
        Entry::Message(Message {
            answered: Some(Answered::InTime(at(2, 15, 30))),
            read_by,
            ..bare("m2", staff(), "Hei, Kari. Jeg ser på såret i dag.\n\nHilsen Per")
        }),
        Entry::Message(Message {
            at: at(2, 9, 18),
            reference: Some(text("HB-4R7K")),
            ..bare("m3", kari(), "Fint! Kan du ta med flere plaster?")
        }),
    ]
}

pub(super) fn events() -> Vec<Entry> {
    let mut all = entries();
    all.extend([
        event(at(2, 9, 20), Happening::Taken(text("Siri Dahl"))),
        event(at(2, 9, 30), Happening::PutBack),
        event(at(2, 9, 40), Happening::Assigned(text("Per Haug"))),
        event(at(2, 9, 50), Happening::Forwarded(home_care())),
        event(at(2, 9, 51), returned(ReturnedWhy::PromiseNear)),
        event(at(2, 9, 52), returned(ReturnedWhy::Away)),
        event(at(2, 9, 53), Happening::PromiseMoved { from: at(3, 15, 30), to: at(4, 15, 30) }),
    ]);
    all.extend(
        CloseReason::ALL
            .map(|reason| event(at(2, 10, 0), Happening::Closed { reason, guidance: None })),
    );
    all
}

fn returned(why: ReturnedWhy) -> Happening {
    Happening::Returned { from: text("Siri Dahl"), why }
}

/// What colleagues have noted, and talks that they have logged.
pub(super) fn noted() -> Vec<Entry> {
    let talk = |id, way, body: &str| {
        let kind = Kind::Talk(Talk { way, at: at(2, 12, 10) });
        Entry::Message(Message { kind, ..bare(id, staff(), body) })
    };
    let mut all = entries();
    all.extend([
        Entry::Note(Note {
            id: text("n1"),
            by: text("Siri Dahl"),
            at: at(2, 12, 5),
            text: text("Plaster ligger i bil 3."),
        }),
        talk("t1", TalkWay::Phone, "Vi ble enige om at Per kommer klokken ti."),
        talk("t2", TalkWay::Counter, "Kari hentet plaster."),
    ]);
    all
}

pub(super) fn from_epj() -> Vec<Entry> {
    let epj = || Author::Epj(text("Siri Dahl"));
    let refused = |id, kind| Entry::Message(Message { kind, ..bare(id, epj(), "") });
    vec![
        message("e1", kari(), "Kan dere se på såret?"),
        Entry::Message(Message {
            heading: Some(text("Svar fra behandler")),
            answered: Some(Answered::Late(at(1, 15, 30))),
            ..bare("e2", epj(), &"Vi kommer i morgen. ".repeat(60))
        }),
        message("e3", Author::Unit(home_care()), "Hilsen oss alle."),
        refused("e4", Kind::Rejected),
        refused("e5", Kind::NoAccess),
        refused("e6", Kind::Failed),
    ]
}

/// Messages of which some were destroyed with their key.
pub(super) fn gone() -> Vec<Entry> {
    let gone = |id, author| Entry::Message(Message { is_gone: true, ..bare(id, author, "") });
    vec![gone("g1", kari()), gone("g2", staff()), message("g3", kari(), "Kan dere se på såret?")]
}

/// A citizen's message, in each state of its way to the journal system.
pub(super) fn to_epj() -> Vec<Entry> {
    let one = |id, delivery| {
        let words = bare(id, kari(), "Kan dere se på såret?");
        Entry::Message(Message { delivery, reference: Some(text("SOL-2027-000124")), ..words })
    };
    vec![
        one("d1", Delivery::Received),
        one("d2", Delivery::ReceivedWithErrors),
        one("d3", Delivery::NotTaken),
        one("d4", Delivery::Late),
        one("d5", Delivery::HandedOver),
        one("d6", Delivery::Queued),
    ]
}

fn kari() -> Author {
    Author::Citizen(text("Kari Nilsen"))
}

fn staff() -> Author {
    Author::Staff { name: text("Per Haug"), title: text("sykepleier") }
}

fn message(id: &str, author: Author, body: &str) -> Entry {
    Entry::Message(bare(id, author, body))
}

fn bare(id: &str, author: Author, body: &str) -> Message {
    Message {
        id: text(id),
        author,
        at: at(2, 8, 47),
        kind: Kind::Text,
        heading: None,
        body: text(body),
        files: crate::pages::files::sample_files(),
        is_gone: false,
        answered: None,
        read_by: Vec::new(),
        reference: None,
        delivery: Delivery::None,
    }
}

pub(super) fn event(at: Instant, what: Happening) -> Entry {
    Entry::Event(Event { at, what })
}
