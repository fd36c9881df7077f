//! One of each state.

use helsebro_domain::blocks::{BlockState, MAX_BLOCK_WORDS};
use helsebro_domain::time::{Date, Instant, Time};

use super::{
    BlockFacts, BlockPage, BlockRow, BlocksPage, DecideForm, NewBlockPage, OwnBlockPage,
    OwnBlocksPage, Stands,
};
use crate::Samples;
use crate::pages::municipality::{Wrong, Wrongs};

const WHY: &str = "Du har skrevet at du skal skade dem som kommer hjem til deg.";
const HERS: &str = "Jeg var redd og sint den dagen, og det er over nå.";

fn text(text: &str) -> String {
    text.to_owned()
}

fn at(day: i8) -> Instant {
    Instant::from_oslo(Date::constant(2027, 2, day), Time::constant(9, 10, 0, 0))
}

fn wrong(field: &str, wrong: Wrong) -> Wrongs {
    Wrongs(vec![(text(field), wrong)])
}

const STATES: [BlockState; 6] = [
    BlockState::Noticed,
    BlockState::ToDecide,
    BlockState::Blocked,
    BlockState::NotBlocked,
    BlockState::Over,
    BlockState::Lifted,
];

fn rows(person: Option<&str>, href: &str) -> Vec<BlockRow> {
    let row = |state| BlockRow {
        href: text(href),
        person: person.map(text),
        unit: text("Hjemmesykepleien Solvik øst"),
        noticed_at: at(2),
        stands: Stands { state, holds: state == BlockState::Blocked },
    };
    STATES.map(row).to_vec()
}

fn facts(state: BlockState) -> BlockFacts {
    BlockFacts {
        unit: text("Hjemmesykepleien Solvik øst"),
        phone: text("75000120"),
        noticed_at: at(2),
        comment_by: Date::constant(2027, 2, 16),
        stands: Stands { state, holds: state == BlockState::Blocked },
        undecided_until: None,
        reasons: text(WHY),
        comment: None,
        decision: None,
        last_day: None,
    }
}

fn decided() -> BlockFacts {
    BlockFacts {
        comment: Some(text(HERS)),
        decision: Some((at(17), text("Gro Vik"), text(WHY))),
        last_day: Some(Date::constant(2027, 4, 30)),
        ..facts(BlockState::Blocked)
    }
}

impl Samples for NewBlockPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self {
            back: text("/ansatt/samtaler/a1"),
            action: text("/ansatt/samtaler/a1/stenging"),
            of: text("01890000-0000-7000-8000-000000000001"),
            name: text("Kari Nilsen"),
            reasons: String::new(),
            is_at_once: false,
            limit: MAX_BLOCK_WORDS,
            wrongs: Wrongs::default(),
        };
        let faults = wrong("reasons", Wrong::Refused(text("REASON_TOO_SHORT")));
        let faulty =
            Self { reasons: text("Nei."), is_at_once: true, wrongs: faults, ..empty.clone() };
        vec![("empty", empty), ("wrong", faulty)]
    }
}

impl Samples for BlocksPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let filled = Self { rows: rows(Some("Kari Nilsen"), "/kommune/stenginger/s1") };
        vec![("empty", Self { rows: Vec::new() }), ("filled", filled)]
    }
}

impl Samples for BlockPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let noticed = Self {
            back: text("/kommune/stenginger"),
            action: text("/kommune/stenginger/s1"),
            person: text("Kari Nilsen"),
            facts: facts(BlockState::Noticed),
            form: Some(DecideForm { limit: MAX_BLOCK_WORDS, ..DecideForm::default() }),
            can_lift: false,
            is_saved: false,
            wrongs: Wrongs::default(),
        };
        let at_once = BlockFacts {
            stands: Stands { state: BlockState::Noticed, holds: true },
            undecided_until: Some(Date::constant(2027, 3, 2)),
            ..facts(BlockState::Noticed)
        };
        let form = DecideForm {
            outcome: text("blocked"),
            day: text("30.4.2027"),
            words: text(WHY),
            limit: MAX_BLOCK_WORDS,
        };
        let early = wrong("outcome", Wrong::Refused(text("COMMENT_DEADLINE_RUNNING")));
        let decided = Self {
            facts: decided(),
            form: None,
            can_lift: true,
            is_saved: true,
            ..noticed.clone()
        };
        vec![
            ("noticed", noticed.clone()),
            ("at-once", Self { facts: at_once, can_lift: true, ..noticed.clone() }),
            ("reader", Self { form: None, ..noticed.clone() }),
            ("wrong", Self { form: Some(form), wrongs: early, ..noticed }),
            ("decided", decided),
        ]
    }
}

impl Samples for OwnBlocksPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let empty = Self { back: text("/meg"), rows: Vec::new() };
        let filled = Self { rows: rows(None, "/meg/stenginger/s1"), ..empty.clone() };
        vec![("empty", empty), ("filled", filled)]
    }
}

impl Samples for OwnBlockPage {
    fn samples() -> Vec<(&'static str, Self)> {
        let noticed = Self {
            back: text("/meg/stenginger"),
            action: text("/meg/stenginger/s1"),
            facts: facts(BlockState::Noticed),
            form: Some(String::new()),
            limit: MAX_BLOCK_WORDS,
            is_saved: false,
            wrongs: Wrongs::default(),
        };
        let faults = wrong("comment", Wrong::Refused(text("REASON_TOO_SHORT")));
        let commented = BlockFacts { comment: Some(text(HERS)), ..facts(BlockState::Noticed) };
        let at_once = BlockFacts {
            stands: Stands { state: BlockState::Noticed, holds: true },
            undecided_until: Some(Date::constant(2027, 3, 2)),
            ..facts(BlockState::Noticed)
        };
        vec![
            ("noticed", noticed.clone()),
            ("at-once", Self { facts: at_once, ..noticed.clone() }),
            ("wrong", Self { form: Some(text("Nei.")), wrongs: faults, ..noticed.clone() }),
            ("commented", Self { facts: commented, form: None, is_saved: true, ..noticed.clone() }),
            ("decided", Self { facts: decided(), form: None, ..noticed }),
        ]
    }
}
