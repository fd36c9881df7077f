//! Who is told of a fact, decided with what the contact register says now.

use core::time::Duration;

use helsebro_domain::controllership::Controller;
use helsebro_domain::ids::{JobId, NoticeId};
use helsebro_domain::notices::{
    NotNotified, Planned, Receiver, TOO_OLD, once_per_point, sending_time,
};
use helsebro_domain::time::Instant;
use helsebro_storage::jobs::{self, FactPayload, NoticeFact};
use helsebro_storage::notices::{self, NewNotice, NewPoint, Told};

use super::SCOPE;
use super::loading::{Candidate, Cards, found_for, opened};
use crate::{ActError, Acts, content};

/// How long is waited before the contact register is asked again (§ 8.3 f).
pub const REGISTER_PAUSE: Duration = Duration::from_secs(15 * 60);

/// How many times it is asked (§ 8.3 f).
pub const REGISTER_ROUNDS: u32 = 8;

/// How many times it is asked about what is owed: through a day.
pub const REGISTER_ROUNDS_OWED: u32 = 96;

/// Why nobody was told: the register never answered.
const REGISTER_AWAY: &str = "KRR_UNAVAILABLE";

/// What came of deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// So many notices will be sent.
    Notices(usize),
    /// It was decided before.
    Before,
    /// The register did not answer for everybody; it is asked again.
    NotAnswered,
}

/// Those who may be told of a fact and want to be, as far as is known before the
/// contact register is asked. What is a day old is told to nobody, unless it is owed.
///
/// # Errors
/// When the database fails.
pub async fn candidates(acts: &Acts, payload: &FactPayload) -> Result<Vec<Candidate>, ActError> {
    let now = acts.now();
    let fact = &payload.fact;
    let occasion = fact.occasion();
    if !occasion.is_owed() && now.since(payload.at) >= TOO_OLD {
        return Ok(Vec::new());
    }
    let mut candidates = Vec::new();
    for found in found_for(acts, fact, now).await? {
        let wants = found.receiver().wants(occasion, occasion.weight(), now.in_oslo().date);
        if wants.is_ok() {
            candidates.extend(opened(acts, found).await?);
        }
    }
    Ok(candidates)
}

/// A notice, or why there is none, ready before the writer's turn.
struct Prepared {
    id: NoticeId,
    told: Told,
    plan: Result<(Planned, [u8; 32], Vec<u8>), NotNotified>,
}

/// Decides who is told, where, and when. Decided once, it is not decided again.
///
/// # Errors
/// When the database fails.
pub async fn decide(
    acts: &Acts,
    fact: &NoticeFact,
    candidates: &[Candidate],
    cards: &Cards,
) -> Result<Decided, ActError> {
    let now = acts.now();
    let (occasion, today) = (fact.occasion(), now.in_oslo().date);
    let mut reached = Vec::with_capacity(candidates.len());
    let mut prepared = Vec::new();
    for candidate in candidates {
        let Some((card, parents)) = candidate.cards(cards) else {
            return Ok(Decided::NotAnswered);
        };
        let receiver = &candidate.receiver;
        match receiver.points(occasion, card, &parents, today) {
            Ok(points) => reached.push((receiver, card, points)),
            Err(why) if why.is_shown() => {
                let id = NoticeId::from_uuid(acts.fresh(now));
                prepared.push(Prepared { id, told: told(fact, receiver), plan: Err(why) });
            }
            Err(_) => {}
        }
    }
    for (receiver, points) in once_per_point(reached) {
        for planned in points.unwrap_or_default() {
            let id = NoticeId::from_uuid(acts.fresh(now));
            let mac = point_mac(acts, &planned).await?;
            let shown = shown_sealed(acts, id, &planned).await?;
            let plan = Ok((planned, mac, shown));
            prepared.push(Prepared { id, told: told(fact, receiver), plan });
        }
    }
    store(acts, fact, &prepared, now).await
}

pub(super) async fn point_mac(acts: &Acts, planned: &Planned) -> Result<[u8; 32], ActError> {
    let keyed = planned.address.to_be_keyed();
    Ok(acts.vault().hmac(Controller::Platform, keyed.as_bytes()).await?)
}

pub(super) async fn shown_sealed(
    acts: &Acts,
    id: NoticeId,
    planned: &Planned,
) -> Result<Vec<u8>, ActError> {
    let place = ("notices", id.uuid(), "shown");
    Ok(content::seal_own(acts, place, &planned.address.masked()).await?)
}

async fn store(
    acts: &Acts,
    fact: &NoticeFact,
    prepared: &[Prepared],
    now: Instant,
) -> Result<Decided, ActError> {
    acts.db()
        .write(SCOPE, "notices.decide", async |mut tx| {
            if notices::is_decided(&mut tx, fact.id(), fact.occasion()).await? {
                return Ok(Decided::Before);
            }
            let mut sent = 0;
            for Prepared { id, told, plan } in prepared {
                let point = plan.as_ref().ok().map(|(planned, mac, shown)| NewPoint {
                    channel: planned.address.channel(),
                    template: planned.template,
                    language: planned.language,
                    mac,
                    shown_sealed: shown,
                    confirmed_on: planned.confirmed_on,
                });
                let due_at = point.as_ref().map_or(now, |to| sending_time(to.channel, now));
                let why = plan.as_ref().err().map(|why| why.code());
                let goes = point.is_some();
                let new = NewNotice { id: *id, told: *told, point, why, decided_at: now, due_at };
                if notices::add_notice(&mut tx, &new).await? && goes {
                    let job = JobId::from_uuid(acts.fresh(now));
                    jobs::enqueue_notice(&mut tx, *id, due_at, (job, now)).await?;
                    sent += 1;
                }
            }
            Ok(Decided::Notices(sent))
        })
        .await
}

/// What is done when the contact register did not answer: it is asked again later, and
/// in the end those who wanted to be told see that they were not. Never is an outage
/// read as an answer (§ 8.3 f). True when it is asked again.
///
/// # Errors
/// When the database fails.
pub async fn not_answered(
    acts: &Acts,
    payload: FactPayload,
    candidates: &[Candidate],
) -> Result<bool, ActError> {
    let now = acts.now();
    let FactPayload { fact, at, round } = payload;
    let is_owed = fact.occasion().is_owed();
    let rounds = if is_owed { REGISTER_ROUNDS_OWED } else { REGISTER_ROUNDS };
    acts.db()
        .write(SCOPE, "notices.not_answered", async |mut tx| {
            if round + 1 < rounds {
                let next = FactPayload { fact, at, round: round + 1 };
                let job = JobId::from_uuid(acts.fresh(now));
                let run_at = now.plus(REGISTER_PAUSE);
                jobs::enqueue_fact(&mut tx, next, run_at, (job, now)).await?;
                return Ok(true);
            }
            if notices::is_decided(&mut tx, fact.id(), fact.occasion()).await? {
                return Ok(false);
            }
            for candidate in candidates {
                let new = NewNotice {
                    id: NoticeId::from_uuid(acts.fresh(now)),
                    told: told(&fact, &candidate.receiver),
                    point: None,
                    why: Some(REGISTER_AWAY),
                    decided_at: now,
                    due_at: now,
                };
                notices::add_notice(&mut tx, &new).await?;
            }
            Ok(false)
        })
        .await
}

fn told(fact: &NoticeFact, receiver: &Receiver) -> Told {
    let person = receiver.party.id;
    let (about, place, owner) = match *fact {
        NoticeFact::Message { municipality, thread, person: about, .. } => {
            (about, Some(thread.uuid()), Some(municipality))
        }
        NoticeFact::GrantGiven { giver, .. } | NoticeFact::GrantEnded { giver, .. } => {
            (giver, None, None)
        }
        NoticeFact::ServiceEnds { municipality, person: about, .. }
        | NoticeFact::Block { municipality, person: about, .. } => {
            (about, None, Some(municipality))
        }
        NoticeFact::Breach { person: about, .. }
        | NoticeFact::RecordMoves { person: about, .. } => (about, None, None),
        NoticeFact::GrantAsked { .. }
        | NoticeFact::Summarised { .. }
        | NoticeFact::LookedUp { .. }
        | NoticeFact::RightsAnswered { .. } => (person, None, None),
    };
    Told {
        person,
        about,
        occasion: fact.occasion(),
        fact: fact.id(),
        place,
        owner,
        standing: receiver.standing,
    }
}
