//! What is given out with an answer, as it is that day.

use helsebro_domain::audit::{Actor, Event, concerns_her};
use helsebro_domain::controllership::Validity;
use helsebro_domain::ids::{PersonId, RightsPartId};
use helsebro_domain::parties::Revealing;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{Basis, Sight};
use helsebro_domain::rights::{Answer, AnswerAs, Kind, Outcome, RightsDesk};
use helsebro_domain::time::Instant;
use helsebro_storage::audit::{Doings, From, MAX_LINES, StoredLine};
use helsebro_storage::rights::StoredRequest;
use helsebro_storage::{Tx, Viewer, audit, parties, rights};

use super::steps::{Ours, ours};
use super::{SCOPE, entry_of};
use crate::{ActError, Acts, content, representation};

/// How many pages of the log are looked through for one answer: as many lines as a lifetime with
/// services every day may leave. More is no answer, rather than one that leaves something out.
const MAX_PAGES: usize = 1_000;

/// Something that is given out, sealed anew as a part of the answer.
pub(super) struct Sealed {
    pub(super) at: Instant,
    pub(super) by_citizen: bool,
    pub(super) words: Vec<u8>,
    pub(super) event: Option<Event>,
}

/// What was done, and by whom.
struct Done {
    at: Instant,
    event: Event,
    who: String,
}

/// The same before it is sealed.
#[derive(Default)]
struct Found {
    written: Vec<rights::Written>,
    done: Vec<Done>,
}

/// What is given out with the answer to a part; nothing with a no, and to a parent of a
/// youth.
pub(super) async fn copied(
    acts: &Acts,
    desk: &RightsDesk,
    (id, given): (RightsPartId, &Answer),
) -> Result<Vec<Sealed>, ActError> {
    if given.outcome == Outcome::Refused {
        return Ok(Vec::new());
    }
    let now = acts.now();
    let found = acts
        .db()
        .read(SCOPE, "rights.given_out", async |mut tx| match ours(&mut tx, desk, id).await? {
            Some(ours) => match sees(&mut tx, &ours.0, now).await? {
                Some(asks) => given_out(&mut tx, asks, &ours).await,
                None => Ok(Found::default()),
            },
            None => Ok(Found::default()),
        })
        .await?;
    let mut copied = Vec::with_capacity(found.written.len() + found.done.len());
    for one in found.written {
        let from = ("messages", one.message.uuid(), "text");
        let text = content::unless_gone(content::open_citizens(acts, from, &one.words).await)?;
        let Some(text) = text else { continue };
        let body = content::Words::from_text(&text).body;
        let (place, by_citizen) = (entry_of(id, copied.len()), one.by_citizen);
        let words = content::seal_citizens_bytes(acts, place, body.as_bytes()).await?;
        copied.push(Sealed { at: one.at, by_citizen, words, event: None });
    }
    for one in found.done {
        let place = entry_of(id, copied.len());
        let words = content::seal_citizens_bytes(acts, place, one.who.as_bytes()).await?;
        let by_citizen = one.who.is_empty();
        copied.push(Sealed { at: one.at, by_citizen, words, event: Some(one.event) });
    }
    Ok(copied)
}

/// What whoever asked sees of it on the day of the answer: her own, or what her basis lets
/// her see by now. None when she has none any more, or when it is a youth's by now. The next
/// of kin of somebody without competence has access to the whole record (pbrl § 3-3).
async fn sees(
    tx: &mut Tx,
    request: &StoredRequest,
    now: Instant,
) -> Result<Option<Viewer>, ActError> {
    let (person, actor) = (request.person, request.asked_by);
    if request.answer_as != AnswerAs::InFull {
        return Ok(None);
    }
    if person == actor {
        return Ok(Some(Viewer::own(person)));
    }
    let sight = match representation::access(tx, actor, person, now).await? {
        Ok(access) => match access.basis() {
            Basis::ParentOfYouth => None,
            Basis::NextOfKin { .. } => Some(Sight::All),
            _ => Some(access.sight()),
        },
        Err(_) => None,
    };
    Ok(sight.map(|sight| Viewer { person, actor, sight }))
}

async fn given_out(
    tx: &mut Tx,
    asks: Viewer,
    (request, part, _): &Ours,
) -> Result<Found, ActError> {
    let mut found = Found::default();
    match request.kind {
        // What she and the unit have written here, in the time that the part is about.
        Kind::AccessRecord if request.spot.unit.is_some() => {
            for during in &part.planned.written {
                let about = (request.spot, *during);
                found.written.extend(rights::written_at(tx, asks, about).await?);
            }
        }
        // The copy that her inbox has, and what she has done here herself: signed in, said
        // yes or no to something, asked.
        Kind::AccessPlatform => {
            let during = request.written.unwrap_or(Validity::starting(Instant::from_micros(0)));
            found.written = rights::all_written(tx, asks, during).await?;
            let about = (request.person, Doings::Own);
            for line in lines(tx, about, (&[during], |_| true)).await? {
                found.done.push(Done { at: line.at, event: line.event, who: String::new() });
            }
        }
        // Who at this service has seen or done what; for herself alone, as the list is.
        Kind::WhoHasAccessed if request.asked_by == request.person => {
            let about = (request.person, Doings::Others);
            let is_here = |line: &StoredLine| {
                line.org == Some(request.spot.municipality)
                    && (request.spot.unit.is_none() || line.unit == request.spot.unit)
                    && concerns_her(line.event)
            };
            for line in lines(tx, about, (&part.planned.written, is_here)).await? {
                let who = who(tx, &line).await?;
                found.done.push(Done { at: line.at, event: line.event, who });
            }
        }
        _ => {}
    }
    Ok(found)
}

/// The lines about a person in these times that are wanted, the oldest first.
async fn lines(
    tx: &mut Tx,
    about: (PersonId, Doings),
    (times, is_wanted): (&[Validity], impl Fn(&StoredLine) -> bool),
) -> Result<Vec<StoredLine>, ActError> {
    let Some(first) = times.iter().map(|one| one.from()).min() else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut from = From::Newest;
    for _ in 0..MAX_PAGES {
        let page = audit::lines_of(tx, about, from, MAX_LINES).await?;
        let is_last = page.last().is_none_or(|line| {
            from = From::Before(line.id);
            line.at < first
        });
        let is_here = |line: &StoredLine| times.iter().any(|one| one.holds_at(line.at));
        found.extend(page.into_iter().filter(|line| is_here(line) && is_wanted(line)));
        if is_last {
            found.reverse();
            return Ok(found);
        }
    }
    Err(Refusal::told(ReasonCode::ScopeTooWide, &["L-PJL-22a"]).into())
}

/// The name of whoever it was and the unit, as the list of who has seen says it.
async fn who(tx: &mut Tx, line: &StoredLine) -> Result<String, ActError> {
    let name = match line.actor {
        Actor::Staff(staff) => parties::staff(tx, staff).await?.map(|staff| staff.name.full()),
        _ => None,
    };
    let unit = match line.unit {
        Some(unit) => parties::unit(tx, unit).await?,
        None => None,
    };
    let unit = unit.filter(|unit| unit.revealing == Revealing::No).map(|unit| unit.name);
    let both: Vec<String> = name.into_iter().chain(unit).collect();
    Ok(both.join(", "))
}
