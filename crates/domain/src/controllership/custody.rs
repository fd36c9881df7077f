//! Who has a record now, after deliveries and agreements have changed (§ 5.6).

use crate::ids::{CustodyId, MunicipalityId};
use crate::time::Instant;

use super::register::{Ground, Register, Spot};
use super::resolve::{heir, resolve, resolve_undecided};
use super::{Controllers, CustodyEvent, Party, Question, Resolution, Whose};

/// Who answers for a record now, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// Who is controller for it.
    pub controllers: Controllers,
    /// Who takes and answers requests, the contact point first.
    pub receivers: Vec<Party>,
    /// The transfer by which it came there, if it has moved.
    pub moved_by: Option<CustodyId>,
    /// The answer of the table that it rests on.
    pub resolution: Resolution,
}

/// Who answers for a record now (§ 5.4 no. 3): whoever it was handed over to last, and
/// has said so; or whoever answered when it was written, because records do not move
/// by themselves.
///
/// A decision in force goes before all. When it has expired, the record is as if it
/// had not been (case VI). `question.at` is now; the entry says when it was written.
pub fn current_controller(register: &Register, question: &Question, whose: Whose) -> Current {
    let now = resolve(register, question);
    let (Some(written), None) = (question.entry.created_at, now.decision) else {
        return as_answered(now);
    };
    let then = resolve_undecided(register, &question.at(written));
    let holders: Vec<Party> = then
        .controllers
        .parties()
        .iter()
        .map(|party| inherited(register, question, *party))
        .collect();
    let held = Held {
        ground: ground_of(register, question),
        whose,
        written: Some(written),
        author: question.entry.author,
        holders: &holders,
    };
    if let Some(event) = last_event(&held, question.at) {
        return Current {
            controllers: Controllers::One(event.to),
            receivers: vec![event.to],
            moved_by: Some(event.id),
            resolution: now,
        };
    }
    if holders.is_empty() || holders == now.controllers.parties() {
        return as_answered(now);
    }
    let receivers =
        then.receivers.iter().map(|party| inherited(register, question, *party)).collect();
    let controllers = renamed(&then.controllers, holders);
    Current { controllers, receivers, moved_by: None, resolution: then }
}

fn as_answered(resolution: Resolution) -> Current {
    Current {
        controllers: resolution.controllers.clone(),
        receivers: resolution.receivers.clone(),
        moved_by: None,
        resolution,
    }
}

fn renamed(controllers: &Controllers, parties: Vec<Party>) -> Controllers {
    Controllers::from_stored(controllers.kind(), parties).unwrap_or(Controllers::Nobody)
}

/// What holds for the service now: of the municipality that has taken it over, if one has.
fn ground_of<'r>(register: &'r Register, question: &Question) -> Ground<'r> {
    let asked =
        Spot { municipality: question.municipality, area: question.care_area, unit: question.unit };
    heir(register, asked, question.at).0
}

/// A municipality that is gone is its successor.
fn inherited(register: &Register, question: &Question, party: Party) -> Party {
    let of = |municipality: MunicipalityId| {
        let spot = Spot { municipality, area: question.care_area, unit: question.unit };
        heir(register, spot, question.at).0.spot.municipality
    };
    match party {
        Party::Municipality(municipality) => Party::Municipality(of(municipality)),
        other => other,
    }
}

/// A record whose transfers are looked for.
pub(super) struct Held<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) whose: Whose,
    pub(super) written: Option<Instant>,
    pub(super) author: Option<Party>,
    /// Who has it before any transfer.
    pub(super) holders: &'a [Party],
}

/// The last transfer that has moved the record by then: each from whoever has it to
/// whoever has said that it is there.
pub(super) fn last_event<'a>(held: &Held<'a>, at: Instant) -> Option<&'a CustodyEvent> {
    let mut events: Vec<&CustodyEvent> =
        held.ground.custody().filter(|event| concerns(event, held)).collect();
    events.sort_by_key(|event| (event.at, event.id));
    let own: Vec<&CustodyEvent> =
        events.iter().copied().filter(|event| event.whose != Whose::Everyone).collect();
    let mut last: Option<&CustodyEvent> = None;
    for event in events {
        // Whoever has chosen for herself does not go where the others go.
        let is_hers = |one: &&CustodyEvent| (one.at, one.case) == (event.at, event.case);
        if event.whose == Whose::Everyone && own.iter().any(is_hers) {
            continue;
        }
        let has_it = match last {
            Some(last) => event.from.contains(&last.to),
            None => event.from.iter().any(|party| held.holders.contains(party)),
        };
        let is_there = event.at <= at && event.received_at.is_some_and(|received| received <= at);
        if has_it && is_there {
            last = Some(event);
        }
    }
    last
}

fn concerns(event: &CustodyEvent, held: &Held<'_>) -> bool {
    (event.whose == Whose::Everyone || event.whose == held.whose)
        && held.written.is_none_or(|written| event.written.holds_at(written))
        && event.author.is_none_or(|author| held.author.is_none_or(|own| own == author))
}

/// Whether those concerned were told before their records go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// They were, then.
    SentAt(Instant),
    /// It was not practicable, and somebody has written why.
    NotPracticable,
}

/// Records may not go before those concerned have been told (`PJL24_NOTICE_MISSING`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("those concerned have not been told")]
pub struct NoticeMissing;

/// Whether records may go at that instant (§ 5.6 case II, pjl § 24).
///
/// # Errors
///
/// When nobody was told before.
pub fn may_go(at: Instant, notice: Option<Notice>) -> Result<(), NoticeMissing> {
    match notice {
        Some(Notice::NotPracticable) => Ok(()),
        Some(Notice::SentAt(sent)) if sent <= at => Ok(()),
        _ => Err(NoticeMissing),
    }
}

/// Where one person's record goes: where the others' go, unless she has opposed it and
/// named somebody (S2-3-e).
pub fn goes_to(others: Party, named: Option<Party>) -> Party {
    named.unwrap_or(others)
}

/// Who has records of a service now, that these had when they were written: whoever
/// everybody's were handed over to last, or still these.
pub fn holders_now(
    register: &Register,
    question: &Question,
    (written, holders): (Instant, &[Party]),
) -> Vec<Party> {
    let ground = ground_of(register, question);
    let held =
        Held { ground, whose: Whose::Everyone, written: Some(written), author: None, holders };
    match last_event(&held, question.at) {
        Some(event) => vec![event.to],
        None => holders.to_vec(),
    }
}
