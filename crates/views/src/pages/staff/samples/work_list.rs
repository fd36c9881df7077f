//! The work list in each state.

use super::super::{
    Alert, Due, Duty, Listening, Live, LiveUpdate, Notice, Part, PartLink, Row, TakenBy, WorkList,
    WorksIn,
};
use super::{LONG_NAME, LONG_TOPIC, at, text};
use crate::Samples;

impl Samples for WorkList {
    fn samples() -> Vec<(&'static str, Self)> {
        let not_taken = list(Part::NotTaken, untaken());
        let filled = WorkList { mine: taken_by_me(), ..not_taken.clone() };
        let late = WorkList {
            alert: Some(Alert {
                over: 1,
                soon: 0,
                first_at: None,
                href: Some(text("#")),
                duty: None,
            }),
            rows: taken_by_me(),
            ..list(Part::Mine, Vec::new())
        };
        vec![
            ("filled", filled.clone()),
            ("empty", WorkList { alert: None, open: 0, ..list(Part::NotTaken, Vec::new()) }),
            ("empty-mine", list(Part::Mine, Vec::new())),
            ("in-epj", WorkList { works_in: WorksIn::Epj, new_thread: None, ..filled.clone() }),
            ("mine", late),
            ("open", WorkList { more: Some(text("#")), ..list(Part::Open, everybody()) }),
            ("empty-open", list(Part::Open, Vec::new())),
            ("waiting", list(Part::Waiting, vec![answered()])),
            ("empty-waiting", list(Part::Waiting, Vec::new())),
            ("closed", WorkList { earlier: Some(text("#")), ..list(Part::Closed, vec![closed()]) }),
            ("empty-closed", list(Part::Closed, Vec::new())),
            ("long-name", list(Part::NotTaken, vec![long()])),
            ("paused", paused(&filled)),
            ("answered", noticed(&filled, Notice::Answered { next: Some(text("Gerd Aas")) })),
            ("answered-last", noticed(&not_taken, Notice::Answered { next: None })),
            (
                "answered-and-closed",
                noticed(&filled, Notice::AnsweredAndClosed { next: Some(text("Gerd Aas")) }),
            ),
            (
                "answered-and-closed-last",
                noticed(&not_taken, Notice::AnsweredAndClosed { next: None }),
            ),
            ("closed-now", noticed(&filled, Notice::Closed)),
            ("put-back", noticed(&filled, Notice::PutBack)),
            ("forwarded", noticed(&filled, Notice::Forwarded(text("Frisklivssentralen Solvik")))),
            ("assigned", noticed(&filled, Notice::Assigned(text("Siri Dahl")))),
            ("warned-one", warned(1)),
            ("warned", warned(3)),
            (
                "assigned-stand-in",
                noticed(
                    &filled,
                    Notice::AssignedToStandIn { away: text("Siri Dahl"), to: text("Per Haug") },
                ),
            ),
            (
                "assigned-queue",
                noticed(&filled, Notice::AssignedToQueue { away: text("Siri Dahl") }),
            ),
            ("started", noticed(&filled, Notice::Started(text("Kari Nilsen")))),
        ]
    }
}

impl Samples for LiveUpdate {
    fn samples() -> Vec<(&'static str, Self)> {
        let update = |news| Self { parts: parts(), news, href: text("/ansatt/arbeidsliste") };
        vec![("none", update(0)), ("one", update(1)), ("two", update(2))]
    }
}

fn noticed(list: &WorkList, notice: Notice) -> WorkList {
    WorkList { notice: Some(notice), ..list.clone() }
}

fn paused(list: &WorkList) -> WorkList {
    let live = Live { listening: Listening::Paused, ..list.live.clone() };
    WorkList { live, ..list.clone() }
}

fn list(part: Part, rows: Vec<Row>) -> WorkList {
    WorkList {
        part,
        parts: parts(),
        open: 11,
        notice: None,
        alert: Some(alert()),
        returned: 0,
        rows,
        mine: Vec::new(),
        earlier: None,
        more: None,
        works_in: WorksIn::Console,
        new_thread: Some(text("/ansatt/samtaler/ny")),
        shortcuts: text("/ansatt/snarveier"),
        live: Live {
            stream: text("/ansatt/arbeidsliste/nytt"),
            reload: text("/ansatt/arbeidsliste"),
            updated: at(2, 14, 48),
            listening: Listening::On,
            turn: text("/ansatt/arbeidsliste?oppdatering=av"),
        },
    }
}

fn alert() -> Alert {
    let duty = Some(Duty::Colleague { name: text("Siri Dahl"), at: at(2, 14, 30) });
    Alert { over: 1, soon: 2, first_at: Some(at(2, 15, 30)), href: None, duty }
}

/// As whoever leads the duty sees it.
fn warned(count: u32) -> WorkList {
    let href = text("/ansatt/arbeidsliste?del=alle");
    let duty = Some(Duty::Reader { count, first_at: at(2, 15, 30), href });
    let alert = Some(Alert { over: 0, soon: 0, first_at: None, href: None, duty });
    WorkList { alert, returned: count, ..list(Part::NotTaken, untaken()) }
}

fn parts() -> Vec<PartLink> {
    Part::ALL
        .into_iter()
        .zip([Some(4), Some(3), Some(11), Some(2), None])
        .map(|(part, count)| PartLink { part, href: text("/ansatt/arbeidsliste"), count })
        .collect()
}

fn row(id: &str, name: &str, topic: &str) -> Row {
    Row {
        id: text(id),
        href: format!("/ansatt/samtaler/{id}"),
        take: Some(format!("/ansatt/samtaler/{id}/ta")),
        name: text(name),
        born_year: Some(1960),
        is_protected: false,
        topic: text(topic),
        unread: 1,
        came: at(1, 15, 2),
        due: Due::Later { at: at(3, 15, 30) },
        taken_by: TakenBy::Nobody,
        closed_at: None,
        is_forwarded: false,
        stands_in_for: None,
        draft_at: None,
        is_next: false,
    }
}

fn untaken() -> Vec<Row> {
    let soon = Due::Soon { minutes: 42, at: at(2, 15, 30) };
    vec![
        Row { due: Due::Over { minutes: 15 }, ..row("a1", "Arne Vold", "Ny rullator") },
        Row { due: soon, is_next: true, ..row("a2", "Ola Moen", "Bytte dag for dusj") },
        Row {
            due: Due::Soon { minutes: 102, at: at(2, 16, 30) },
            born_year: Some(1939),
            is_forwarded: true,
            ..row("a3", "Gerd Aas", "Nøkkelboksen er tom")
        },
        Row { unread: 3, born_year: Some(1948), ..row("a4", "Kari Nilsen", "Såret på leggen") },
        Row {
            born_year: None,
            is_protected: true,
            is_forwarded: true,
            unread: 0,
            came: at(2, 13, 41),
            ..row("a5", "Sara L.", "Spørsmål om tidspunkt")
        },
    ]
}

fn taken_by_me() -> Vec<Row> {
    let mine = |row: Row| Row { take: None, taken_by: TakenBy::Me, unread: 0, ..row };
    vec![
        mine(Row {
            due: Due::Over { minutes: 130 },
            ..row("b1", "Bjørg Lien", "Medisinene fra apoteket")
        }),
        mine(Row {
            due: Due::Today { at: at(2, 15, 30) },
            ..row("b2", "Ingrid Foss", "Kan besøket være senere?")
        }),
        mine(Row {
            due: Due::None,
            draft_at: Some(at(2, 14, 10)),
            ..row("b3", "Kari Nilsen", "Takk for sist")
        }),
        Row {
            take: None,
            taken_by: TakenBy::Colleague(text("Siri Dahl")),
            stands_in_for: Some(text("Siri Dahl")),
            ..row("b4", "Ola Moen", "Ny dosett")
        },
    ]
}

fn everybody() -> Vec<Row> {
    let colleague = Row {
        take: None,
        taken_by: TakenBy::Colleague(text("Siri Dahl")),
        due: Due::Over { minutes: 3_000 },
        ..row("c1", "Ingrid Foss", "Ny tid")
    };
    let mut rows = vec![colleague];
    rows.extend(untaken());
    rows.extend(taken_by_me());
    rows
}

fn answered() -> Row {
    Row { take: None, taken_by: TakenBy::Me, due: Due::None, ..row("d1", "Arne Vold", "Rullator") }
}

fn closed() -> Row {
    Row {
        take: None,
        due: Due::None,
        closed_at: Some(at(1, 14, 5)),
        ..row("e1", "Arne Vold", "Rullator")
    }
}

fn long() -> Row {
    Row { is_forwarded: true, unread: 12, ..row("f1", LONG_NAME, LONG_TOPIC) }
}
