//! What is done with a part: by those who answer it, and by her who asks.

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::controllership::{Party, Validity};
use helsebro_domain::ids::{AuditId, RightsPartId, RightsRequestId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_domain::rights::{Ask, Part, RightsDesk, handed_over};
use helsebro_domain::time::Instant;
use helsebro_storage::rights::{self, EventRow, PartChange, StoredPart, StoredRequest};
use helsebro_storage::{Scope, Tx, audit};

use super::following;
use super::send::{add_parts, told_journals};
use super::shown::{self, RequestShown, What};
use super::{SCOPE, happened, reason_of, set_warnings};
use crate::controllership::register;
use crate::epj::queueing;
use crate::{ActError, Acts, content, trail};

/// The most letters of an answer, and of why there is more time.
pub const MAX_ANSWER: usize = 4_000;

/// A part that somebody answers, with the request around it.
pub(super) type Ours = (StoredRequest, StoredPart, Party);

/// The part, when she answers for somebody who has it. What is another's is not found, and
/// the line says so.
pub(super) async fn ours(
    tx: &mut Tx,
    desk: &RightsDesk,
    id: RightsPartId,
) -> Result<Option<Ours>, ActError> {
    let Some(part) = rights::part(tx, id).await? else { return Ok(None) };
    let Some(party) = desk.of(&part.planned.part.holders) else { return Ok(None) };
    let Some(request) = rights::request(tx, part.request).await? else { return Ok(None) };
    Ok(Some((request, part, party)))
}

pub(super) fn line(
    acts: &Acts,
    desk: &RightsDesk,
    (event, part): (Event, RightsPartId),
    now: Instant,
) -> AuditLine {
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, event, Actor::Staff(desk.staff()));
    line.object = Object::RightsPart(part.uuid());
    line.rules = &["S2-3-b"];
    line
}

/// The same line about a request that is hers to answer.
pub(super) fn about(mut line: AuditLine, (request, _, party): &Ours) -> AuditLine {
    line.subject = Some(request.person);
    line.rules = request.kind.rules();
    line.org = match party {
        Party::Municipality(home) => Some(*home),
        Party::Operator | Party::Org(_) => Some(request.spot.municipality),
    };
    line
}

pub(super) async fn not_ours(
    tx: &mut Tx,
    (line, id): (AuditLine, RightsPartId),
) -> Result<Refusal, ActError> {
    let code = match rights::part(tx, id).await? {
        Some(_) => ReasonCode::StaffNotAuthorised,
        None => ReasonCode::NotAvailable,
    };
    let refusal = Refusal::neutral(code, &["S2-3-b"]);
    audit::append(tx, &line.refused(refusal)).await?;
    Ok(refusal)
}

/// Opens a request for somebody who answers a part of it. She sees her own part and who
/// has the others, not what they answered.
///
/// # Errors
/// [`ActError::NotFound`] when nobody whom she answers for has it.
pub async fn read(
    acts: &Acts,
    desk: &RightsDesk,
    id: RightsPartId,
) -> Result<(RequestShown, Party, String), ActError> {
    let now = acts.now();
    let line = line(acts, desk, (Event::RightsRead, id), now);
    let found = acts
        .db()
        .write(SCOPE, "rights.read", async |mut tx| {
            let Some(ours) = ours(&mut tx, desk, id).await? else {
                return Ok(Err(not_ours(&mut tx, (line.clone(), id)).await?));
            };
            audit::append(&mut tx, &about(line.clone(), &ours)).await?;
            let person = helsebro_storage::parties::person(&mut tx, ours.0.person).await?;
            let name = person.map_or_else(String::new, |person| person.name_in_lists());
            Ok::<_, ActError>(Ok((ours.0.id, ours.2, name)))
        })
        .await??;
    let (request, party, name) = found;
    let loaded = shown::by_id(acts, request).await?.ok_or(ActError::NotFound)?;
    let mut shown = shown::opened(acts, loaded).await?;
    for part in shown.parts.iter_mut().filter(|part| desk.of(&part.part.holders).is_none()) {
        (part.answer, part.reason, part.journal_note) = (None, None, None);
        part.entries.clear();
    }
    Ok((shown, party, name))
}

/// What a step writes.
struct Written<'a> {
    event: Event,
    what: What,
    change: PartChange<'a>,
}

/// Takes one step with a part of ours.
async fn step(
    acts: &Acts,
    desk: &RightsDesk,
    id: RightsPartId,
    written: Written<'_>,
    decide: impl Fn(&Ours, Instant) -> Result<Part, Refusal> + Send + Sync,
) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, desk, (written.event, id), now);
    acts.db()
        .write(SCOPE, "rights.step", async |mut tx| {
            let Some(ours) = ours(&mut tx, desk, id).await? else {
                return Ok(Err(not_ours(&mut tx, (line.clone(), id)).await?));
            };
            let decided = decide(&ours, now);
            let line = about(line.clone(), &ours);
            let after = match trail::settle(&mut tx, line, decided).await? {
                Ok(after) => after,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let (request, before, party) = &ours;
            rights::change_part(&mut tx, before, (&after, written.change)).await?;
            if after.clock != before.planned.part.clock {
                set_warnings(acts, &mut tx, (id, &after, request.sent_at), now).await?;
            }
            let by = Some(*party);
            let event = EventRow { part: Some(id), at: now, what: written.what.stored(), by };
            happened(acts, &mut tx, request.id, event).await?;
            if matches!(written.what, What::Extended | What::Guided) {
                following::told(acts, &mut tx, (request, acts.fresh(now)), now).await?;
            }
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Begins.
///
/// # Errors
/// [`Part::take`]; [`ActError::NotFound`] for what is another's.
pub async fn take(acts: &Acts, desk: &RightsDesk, id: RightsPartId) -> Result<(), ActError> {
    let change = PartChange { taken_by: Some(desk.staff()), ..PartChange::default() };
    let written = Written { event: Event::RightsTaken, what: What::Taken, change };
    step(acts, desk, id, written, |(_, part, _), _| part.planned.part.clone().take()).await
}

/// Gives more time, with a reason that she reads; she is told that it is there (L-GDPR-12).
///
/// # Errors
/// [`Part::extend`].
pub async fn extend(
    acts: &Acts,
    desk: &RightsDesk,
    id: RightsPartId,
    reason: &str,
) -> Result<(), ActError> {
    let reason: String = reason.trim().chars().take(MAX_ANSWER).collect();
    let sealed = content::seal_own(acts, reason_of(id), &reason).await?;
    let change =
        PartChange { taken_by: Some(desk.staff()), reason: Some(&sealed), ..PartChange::default() };
    let written = Written { event: Event::RightsExtended, what: What::Extended, change };
    step(acts, desk, id, written, |(_, part, _), now| {
        part.planned.part.clone().extend(&reason, now)
    })
    .await
}

/// Tells her who is responsible, and leaves it to her; that it waits for her is told (§ 9).
///
/// # Errors
/// [`Part::guide`].
pub async fn guide(acts: &Acts, desk: &RightsDesk, id: RightsPartId) -> Result<(), ActError> {
    let change = PartChange::default();
    let written = Written { event: Event::RightsGuided, what: What::Guided, change };
    step(acts, desk, id, written, |(_, part, _), _| part.planned.part.clone().guide()).await
}

/// Sends a part on to those responsible: each gets a part with a clock of its own.
///
/// # Errors
/// [`Part::hand_over`]; `INVALID_TRANSITION` when she has not said that it may be sent on.
pub async fn hand_over(acts: &Acts, desk: &RightsDesk, id: RightsPartId) -> Result<(), ActError> {
    let now = acts.now();
    let register = register(acts).await?;
    let line = line(acts, desk, (Event::RightsHandedOver, id), now);
    acts.db()
        .write(SCOPE, "rights.hand_over", async |mut tx| {
            let Some(ours) = ours(&mut tx, desk, id).await? else {
                return Ok(Err(not_ours(&mut tx, (line.clone(), id)).await?));
            };
            let (request, part, party) = &ours;
            let asked_first = Refusal::told(ReasonCode::InvalidTransition, &["S2-3-c"]);
            let decided = part.planned.part.clone().hand_over();
            let decided = decided.and_then(|after| match request.may_send_on {
                true => Ok(after),
                false => Err(asked_first),
            });
            let line = about(line.clone(), &ours);
            let after = match trail::settle(&mut tx, line, decided).await? {
                Ok(after) => after,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            let by = Some(*party);
            on(acts, &mut tx, (&register, request, part), (&after, by, now)).await?;
            following::told(acts, &mut tx, (request, acts.fresh(now)), now).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// Makes the parts of those responsible, in the transaction that closes this one.
async fn on(
    acts: &Acts,
    tx: &mut Tx,
    (register, request, part): (
        &helsebro_domain::controllership::Register,
        &StoredRequest,
        &StoredPart,
    ),
    (after, by, now): (&Part, Option<Party>, Instant),
) -> Result<(), ActError> {
    rights::change_part(tx, part, (after, PartChange::default())).await?;
    let all = rights::parts_of(tx, request.id).await?;
    let have: Vec<(Vec<Party>, Vec<Validity>)> = all
        .iter()
        .filter(|one| one.planned.part.standing.must_answer())
        .map(|one| (one.planned.part.holders.clone(), one.planned.written.clone()))
        .collect();
    let ask = Ask {
        kind: request.kind,
        spot: request.spot,
        written: request.written,
        person: request.person,
        at: request.sent_at,
    }
    .sent_on_at(now);
    let plan = handed_over(register, &ask, &have);
    let next = all.iter().map(|one| one.place).max().unwrap_or(0) + 1;
    add_parts(acts, tx, (request.id, Some(part.id), next), &plan, now).await?;
    let event = EventRow { part: Some(part.id), at: now, what: What::SentOn.stored(), by };
    Ok(happened(acts, tx, request.id, event).await?)
}

/// A part of her own request, to be changed by her.
async fn hers(
    acts: &Acts,
    citizen: &CitizenAccess,
    request: RightsRequestId,
) -> Result<(), ActError> {
    let thing = Object::RightsRequest(request.uuid());
    trail::allowed(acts, citizen, Deed::AskForRights, (Event::RightsAsked, thing)).await?;
    let found = acts
        .db()
        .read(Scope::from(citizen), "rights.hers", async |mut tx| {
            Ok::<_, ActError>(rights::request_here(&mut tx, request).await?.is_some())
        })
        .await?;
    match found {
        true => Ok(()),
        false => Err(trail::not_hers(acts, citizen, Event::RightsAsked, thing).await?),
    }
}

/// She says that what went to the wrong one is sent on.
///
/// # Errors
/// [`Part::hand_over`]; [`ActError::NotFound`] for what is not hers.
pub async fn send_on(
    acts: &Acts,
    citizen: &CitizenAccess,
    (request, id): (RightsRequestId, RightsPartId),
) -> Result<(), ActError> {
    hers(acts, citizen, request).await?;
    let now = acts.now();
    let register = register(acts).await?;
    let mut line = trail::by_citizen(acts, citizen, Event::RightsHandedOver, now);
    line.object = Object::RightsPart(id.uuid());
    line.rules = &["S2-3-c"];
    acts.db()
        .write(SCOPE, "rights.send_on", async |mut tx| {
            let part = rights::part(&mut tx, id).await?.filter(|part| part.request == request);
            let (Some(part), Some(stored)) = (part, rights::request(&mut tx, request).await?)
            else {
                return Err(ActError::NotFound);
            };
            let decided = part.planned.part.clone().hand_over();
            let after = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(after) => after,
                Err(refusal) => return Ok(Err(refusal)),
            };
            on(acts, &mut tx, (&register, &stored, &part), (&after, None, now)).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// She takes back what is not answered.
///
/// # Errors
/// `INVALID_TRANSITION` when nothing is open; [`ActError::NotFound`] for what is not hers.
pub async fn withdraw(
    acts: &Acts,
    citizen: &CitizenAccess,
    request: RightsRequestId,
) -> Result<(), ActError> {
    hers(acts, citizen, request).await?;
    let now = acts.now();
    let mut line = trail::by_citizen(acts, citizen, Event::RightsWithdrawn, now);
    line.object = Object::RightsRequest(request.uuid());
    line.rules = &["L-GDPR-12"];
    acts.db()
        .write(SCOPE, "rights.withdraw", async |mut tx| {
            let parts = rights::parts_of(&mut tx, request).await?;
            let open: Vec<(&StoredPart, Part)> = parts
                .iter()
                .filter_map(|part| Some((part, part.planned.part.clone().withdraw().ok()?)))
                .collect();
            let decided = match open.is_empty() {
                true => Err(Refusal::told(ReasonCode::InvalidTransition, line.rules)),
                false => Ok(()),
            };
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            for (part, after) in &open {
                rights::change_part(&mut tx, part, (after, PartChange::default())).await?;
            }
            // What she chose by it is as before.
            rights::take_back_choice(&mut tx, (citizen.person(), request)).await?;
            let what = What::Withdrawn.stored();
            let event = EventRow { part: None, at: now, what, by: None };
            happened(acts, &mut tx, request, event).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}

/// She takes back that something is not shared, and the journal systems are told; or that
/// something is not used.
///
/// # Errors
/// `INVALID_TRANSITION` when it is taken back; [`ActError::NotFound`] for what is not hers.
pub async fn lift(
    acts: &Acts,
    citizen: &CitizenAccess,
    request: RightsRequestId,
) -> Result<(), ActError> {
    hers(acts, citizen, request).await?;
    let now = acts.now();
    let mut line = trail::by_citizen(acts, citizen, Event::RightsWithdrawn, now);
    line.object = Object::RightsRequest(request.uuid());
    line.rules = &["RR-07"];
    let systems = acts
        .db()
        .write(SCOPE, "rights.lift", async |mut tx| {
            let person = citizen.person();
            let opposed = rights::lift_opposition(&mut tx, (person, request), now).await?;
            let mut used = false;
            for part in rights::parts_of(&mut tx, request).await? {
                used |= rights::lift_restriction(&mut tx, (person, part.id), now).await?;
            }
            let decided = match opposed || used {
                true => Ok(()),
                false => Err(Refusal::told(ReasonCode::InvalidTransition, line.rules)),
            };
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let what = if opposed { What::Lifted } else { What::UsedAgain }.stored();
            let event = EventRow { part: None, at: now, what, by: None };
            happened(acts, &mut tx, request, event).await?;
            let stored = rights::request(&mut tx, request).await?;
            match stored.filter(|_| opposed) {
                Some(stored) => {
                    let about = (person, stored.spot.unit, request);
                    Ok(Ok(told_journals(acts, &mut tx, about, now).await?))
                }
                None => Ok(Ok(Vec::new())),
            }
        })
        .await??;
    for system in systems {
        queueing::tell(acts, system);
    }
    Ok(())
}
