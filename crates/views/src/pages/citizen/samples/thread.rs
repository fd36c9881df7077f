//! One conversation in each of its states.

use helsebro_domain::dialog::{CloseReason, Talk, TalkWay};

use helsebro_domain::time::Date;

use super::{BODY, LONG_UNIT, UNIT, at, reach, switchboard};
use crate::Samples;
use crate::pages::citizen::{
    Arrival, BodyFault, By, Closed, Entry, Happened, InTime, JustSent, Kept, Kind, Print, Reading,
    ReplyBox, ReplyForm, ShownMessage, Side, Standing, Thread,
};

fn per() -> By {
    By::Named { name: "Per Haug".to_owned(), title: Some("sykepleier".to_owned()) }
}

fn own(n: i8) -> ShownMessage {
    ShownMessage {
        id: format!("m{n}"),
        side: Side::Own,
        by: By::You,
        at: at(1, 16, n),
        heading: None,
        body: BODY.to_owned(),
        files: crate::pages::files::sample_files(),
        reference: Some("SOL-2027-000122".to_owned()),
        answered: None,
        read_by: vec![Reading { by: per(), at: at(2, 8, 31) }],
        kind: Kind::Text,
        arrival: Arrival::Delivered,
    }
}

fn queued() -> ShownMessage {
    let arrival = Arrival::Queued(UNIT.to_owned());
    ShownMessage { arrival, read_by: Vec::new(), ..own(40) }
}

fn answer(n: i8, in_time: InTime) -> ShownMessage {
    ShownMessage {
        side: Side::Theirs,
        by: per(),
        at: at(2, 8, n),
        body: "Hei, Kari. Takk for at du sa fra. Jeg ser på såret når jeg kommer.".to_owned(),
        reference: None,
        answered: Some((at(2, 15, 30), in_time)),
        read_by: Vec::new(),
        ..own(n)
    }
}

fn from_journal() -> ShownMessage {
    ShownMessage {
        by: By::Unit(UNIT.to_owned()),
        heading: Some("Svar på henvendelse".to_owned()),
        body: "Vi har fått meldingen din. ".repeat(60),
        answered: None,
        ..answer(50, InTime::Yes)
    }
}

fn not_taken() -> ShownMessage {
    let by = By::Named { name: "Journalsystemet".to_owned(), title: None };
    ShownMessage {
        id: "m51".to_owned(),
        by,
        kind: Kind::NotTaken,
        body: String::new(),
        ..from_journal()
    }
}

fn talked(n: i8, way: TalkWay) -> ShownMessage {
    let talk = Talk { way, at: at(2, 8, 30) };
    let body = "Vi ble enige om at Per kommer klokken ti.".to_owned();
    ShownMessage { kind: Kind::Talk(talk), body, ..answer(n, InTime::Yes) }
}

fn closed() -> Closed {
    Closed { at: at(1, 12, 10), reason: CloseReason::Answered, guidance: None }
}

fn guided() -> Closed {
    let guidance = Some("Ring Tildelingskontoret på 75 00 01 10.".to_owned());
    Closed { reason: CloseReason::WrongPlace, guidance, ..closed() }
}

fn everything() -> Vec<Entry> {
    let messages = vec![
        own(1),
        own(2),
        answer(47, InTime::Yes),
        answer(48, InTime::No),
        from_journal(),
        not_taken(),
        talked(52, TalkWay::Phone),
        ShownMessage { answered: None, ..talked(53, TalkWay::Counter) },
        own(3),
        queued(),
    ];
    let moved = Happened::Forwarded { at: at(2, 8, 40), to: LONG_UNIT.to_owned() };
    let promise =
        Happened::PromiseMoved { at: at(2, 8, 41), from: at(3, 15, 30), to: at(4, 15, 30) };
    Entry::woven(messages, vec![moved, promise, Happened::Closed(guided())])
}

fn form() -> ReplyForm {
    ReplyForm {
        action: "/meldinger/t1".to_owned(),
        submission: "0190b0c0-0000-7000-8000-000000000001".to_owned(),
        body: String::new(),
        body_fault: None,
        saved_at: None,
        files: Some(Vec::new()),
        kept: Kept::No,
    }
}

fn waiting() -> Thread {
    Thread {
        topic: "Såret på leggen".to_owned(),
        unit: reach(UNIT),
        entries: Entry::woven(vec![own(1)], Vec::new()),
        standing: Standing::Waiting(at(3, 15, 30)),
        reply: ReplyBox::Open(form()),
        just_sent: None,
        readers: vec![
            Reading { by: per(), at: at(2, 8, 31) },
            Reading { by: By::Unit(UNIT.to_owned()), at: at(2, 8, 32) },
        ],
        controller: "Solvik kommune".to_owned(),
        municipality: "Solvik kommune".to_owned(),
        ends_on: None,
        copies_until: None,
        print_href: "/meldinger/t1/skriv-ut".to_owned(),
    }
}

fn with(reply: ReplyBox) -> Thread {
    Thread { standing: Standing::Nothing, reply, ..waiting() }
}

impl Samples for Thread {
    fn samples() -> Vec<(&'static str, Self)> {
        let there = || Some("/meldinger/ny/til/c1?om=t1".to_owned());
        let sent = JustSent { reference: "SOL-2027-000123".to_owned(), at: at(2, 9, 18) };
        let kept = ReplyForm {
            body: BODY.to_owned(),
            kept: Kept::AfterSignIn,
            saved_at: Some(at(2, 9, 0)),
            ..form()
        };
        let missing = ReplyForm { body_fault: Some(BodyFault::Missing), ..form() };
        let too_long = ReplyForm {
            body: "x".repeat(1_037),
            body_fault: Some(BodyFault::TooLong(37)),
            ..form()
        };
        let long = Self {
            topic: "Hverdagsrehabiliteringsoppfølgingssamtalen i mars".to_owned(),
            unit: reach(LONG_UNIT),
            entries: everything(),
            ..waiting()
        };
        let reason = |reason| {
            with(ReplyBox::Closed { closed: Closed { reason, ..closed() }, anew_href: there() })
        };
        vec![
            ("waiting", waiting()),
            ("unread", Self { readers: Vec::new(), ..waiting() }),
            ("just-sent", Self { just_sent: Some(sent), ..waiting() }),
            ("late", Self { standing: Standing::Late(at(1, 15, 30)), ..waiting() }),
            ("unpromised", Self { standing: Standing::Unpromised, ..waiting() }),
            ("answered", Self { entries: everything(), ..with(ReplyBox::Open(form())) }),
            ("long-name", long),
            ("kept", with(ReplyBox::Open(kept))),
            ("missing", with(ReplyBox::Open(missing))),
            ("too-long", with(ReplyBox::Open(too_long))),
            ("closed", reason(CloseReason::Answered)),
            ("closed-elsewhere", reason(CloseReason::SettledElsewhere)),
            ("closed-asked", reason(CloseReason::CitizenAsked)),
            ("closed-by-epj", reason(CloseReason::ByEpj)),
            ("closed-service-ended", reason(CloseReason::ServiceEnded)),
            ("closed-guided", with(ReplyBox::Closed { closed: guided(), anew_href: None })),
            (
                "ended",
                with(ReplyBox::ContactEnded { anew_href: None, switchboard: Some(switchboard()) }),
            ),
            ("ended-anew", with(ReplyBox::ContactEnded { anew_href: there(), switchboard: None })),
            ("notice", with(ReplyBox::NotAllowed { anew_href: there() })),
            ("no-reply-alone", with(ReplyBox::NotAllowed { anew_href: None })),
            ("not-active", with(ReplyBox::UnitNotActive)),
            (
                "ends",
                Self {
                    ends_on: Some(Date::constant(2027, 3, 15)),
                    copies_until: Some(Date::constant(2027, 6, 13)),
                    ..waiting()
                },
            ),
        ]
    }
}

impl Samples for Print {
    fn samples() -> Vec<(&'static str, Self)> {
        let page = Self {
            person: "Kari Nilsen".to_owned(),
            topic: "Såret på leggen".to_owned(),
            unit: UNIT.to_owned(),
            controller: "Solvik kommune".to_owned(),
            entries: everything(),
            thread_href: "/meldinger/t1".to_owned(),
        };
        let empty = Self { entries: Vec::new(), ..page.clone() };
        vec![("filled", page), ("empty", empty)]
    }
}
