//! What is erased because it was demanded: chosen when it is granted, carried out by somebody
//! named, and told of when it is done (RR-04 to RR-06, L-GDPR-17, L-GDPR-19).

use std::collections::BTreeMap;

use helsebro_domain::controllership::{Register, Validity};
use helsebro_domain::ids::{RetentionPlanId, RightsPartId, ThreadId, UnitId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::retention::{Finding, Granted, Plan, judge_granted};
use helsebro_domain::rights::{Outcome, RightsDesk};
use helsebro_domain::time::Instant;
use helsebro_storage::retention::{CountRow, MAX_ERASED, SeenRow};
use helsebro_storage::rights::{EventRow, StoredPart, StoredRequest};
use helsebro_storage::{Tx, disclosure, retention, rights};
use uuid::Uuid;

use super::shown::What;
use super::steps::{Ours, ours};
use super::{SCOPE, following, happened};
use crate::controllership::made;
use crate::retention::Around;
use crate::{ActError, Acts};

/// A conversation that can be named in an answer, and what would come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erasable {
    /// Which.
    pub thread: ThreadId,
    /// When it began.
    pub opened_at: Instant,
    /// When something was written last.
    pub last_at: Instant,
    /// Whether it is erased when it is named, or what holds it back.
    pub finding: Finding,
}

/// What can be named in the answer to a part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Erasables {
    /// The newest first.
    pub all: Vec<Erasable>,
    /// Whether there are older ones too, which cannot be named.
    pub has_more: bool,
}

/// The conversations that an answer to a part may name; none when nothing is demanded to be
/// erased, or it is answered.
///
/// # Errors
/// When the database fails.
pub async fn erasable(
    acts: &Acts,
    desk: &RightsDesk,
    id: RightsPartId,
) -> Result<Erasables, ActError> {
    let now = acts.now();
    let register = made::at_hand(acts).await?;
    acts.db()
        .read(SCOPE, "rights.erasable", async |mut tx| {
            let mut found = Erasables::default();
            let Some((request, part, _)) = ours(&mut tx, desk, id).await? else {
                return Ok::<_, ActError>(found);
            };
            let is_asked = request.kind.deletes(request.wish) && part.planned.part.state.is_open();
            if !is_asked {
                return Ok(found);
            }
            let (rows, has_more) = held(&mut tx, &request, &part).await?;
            found.has_more = has_more;
            let around = around(&mut tx, &register, (&request, &part), now).await?;
            for row in rows {
                let finding = judge_granted(&around.facts(&mut tx, &row).await?);
                let SeenRow { thread, opened_at, last_at, .. } = row;
                found.all.push(Erasable { thread, opened_at, last_at, finding });
            }
            Ok(found)
        })
        .await
}

async fn around<'a>(
    tx: &mut Tx,
    register: &'a Register,
    (request, part): (&StoredRequest, &StoredPart),
    now: Instant,
) -> Result<Around<'a>, ActError> {
    let holders = part.planned.part.holders.as_slice();
    let home = request.spot.municipality;
    Ok(Around::of_granted(tx, (register, home), (request.id, holders), now).await?)
}

/// What the unit has of hers that was written in when the part is about; whether there is more.
async fn held(
    tx: &mut Tx,
    request: &StoredRequest,
    part: &StoredPart,
) -> Result<(Vec<SeenRow>, bool), ActError> {
    let Some(unit) = request.spot.unit else { return Ok((Vec::new(), false)) };
    let about = (request.spot.municipality, unit);
    let mut rows = retention::erasable(tx, about, request.person).await?;
    let has_more = rows.len() > MAX_ERASED;
    rows.truncate(MAX_ERASED);
    let written = &part.planned.written;
    let is_within = |row: &SeenRow| {
        let touches = |one: &Validity| {
            one.from() <= row.last_at && one.to().is_none_or(|to| row.opened_at < to)
        };
        written.is_empty() || written.iter().any(touches)
    };
    rows.retain(is_within);
    Ok((rows, has_more))
}

/// What is erased when a part is answered so; none when it is no yes to an erasure.
pub(super) async fn chosen(
    tx: &mut Tx,
    register: &Register,
    ((request, part, _), (named, outcome)): (&Ours, (&[ThreadId], Outcome)),
    now: Instant,
) -> Result<Result<Option<Vec<SeenRow>>, Refusal>, ActError> {
    if !request.kind.deletes(request.wish) || outcome == Outcome::Refused {
        return Ok(Ok(None));
    }
    let (rows, _) = held(tx, request, part).await?;
    let around = around(tx, register, (request, part), now).await?;
    let mut chosen = Vec::new();
    for thread in named {
        let Some(row) = rows.iter().find(|row| row.thread == *thread) else {
            return Ok(Err(Refusal::neutral(ReasonCode::NotAvailable, &["RR-04"])));
        };
        if let Err(refusal) = judge_granted(&around.facts(tx, row).await?).lets_erase() {
            return Ok(Err(refusal));
        }
        if !chosen.contains(row) {
            chosen.push(*row);
        }
    }
    Ok(Ok(Some(chosen)))
}

/// Stores what is to be erased, in the transaction that grants it.
pub(super) async fn order(
    acts: &Acts,
    tx: &mut Tx,
    ((request, part, party), desk, rows): (&Ours, &RightsDesk, &[SeenRow]),
    now: Instant,
) -> Result<(), ActError> {
    let id = RetentionPlanId::from_uuid(acts.fresh(now));
    let granted = Granted { part: part.id, by: *party };
    let plan = Plan::of_granted(id, (request.spot.municipality, desk.staff()), granted, now);
    let threads: Vec<ThreadId> = rows.iter().map(|row| row.thread).collect();
    let nil = ThreadId::from_uuid(Uuid::nil());
    retention::add_granted(tx, &plan, (&threads, nil)).await?;
    let mut counts = BTreeMap::new();
    for row in rows {
        counts.entry(row.area.code()).or_insert((row.area, 0_i64)).1 += 1;
    }
    for (area, conversations) in counts.into_values() {
        let finding = Finding::Delete;
        retention::count(tx, id, CountRow { area, finding, conversations }).await?;
    }
    Ok(())
}

/// Carries out what a provider has granted, by somebody who answers for it. What a municipality
/// has granted is carried out by whoever may bind it, among its plans.
///
/// # Errors
/// `NOT_SIGNATORY` for a municipality's; `INVALID_TRANSITION` when it is done; those of
/// `Finding::lets_erase`; [`ActError::NotFound`] for what is another's, or was not granted.
pub async fn erase(acts: &Acts, desk: &RightsDesk, id: RightsPartId) -> Result<(), ActError> {
    let plan = acts
        .db()
        .read(SCOPE, "rights.erase", async |mut tx| match ours(&mut tx, desk, id).await? {
            Some(_) => Ok::<_, ActError>(retention::granted_of(&mut tx, id).await?),
            None => Ok(None),
        })
        .await?
        .ok_or(ActError::NotFound)?;
    let her = (desk.staff(), desk.parties());
    let begins = |plan: &Plan, now| plan.begin_at(her, now);
    crate::retention::erase(acts, (plan.id, desk.staff()), begins).await
}

/// What follows when it is erased, in that transaction: those who had got it are told, and so is
/// she. Says which units are told.
pub(crate) async fn erased(
    acts: &Acts,
    tx: &mut Tx,
    granted: Granted,
    now: Instant,
) -> Result<Vec<UnitId>, ActError> {
    let part = rights::part(tx, granted.part).await?.ok_or(ActError::NotFound)?;
    let request = rights::request(tx, part.request).await?.ok_or(ActError::NotFound)?;
    let happens = |what: What| EventRow {
        part: Some(part.id),
        at: now,
        what: what.stored(),
        by: Some(granted.by),
    };
    happened(acts, tx, request.id, happens(What::Erased)).await?;
    let mut units = Vec::new();
    if let Some(unit) = request.spot.unit {
        let about = (part.id, request.kind, now);
        units = disclosure::tell_recipients(tx, (request.person, unit), about).await?;
    }
    if !units.is_empty() {
        happened(acts, tx, request.id, happens(What::RecipientsTold)).await?;
    }
    following::told(acts, tx, (&request, acts.fresh(now)), now).await?;
    Ok(units)
}
