//! What follows of an answer, in the transaction that gives it: what is kept and not used,
//! those who got data before are told, and what may be a breach is entered.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::breaches::{Breach, Holder};
use helsebro_domain::controllership::Party;
use helsebro_domain::ids::{BreachId, RightsPartId, UnitId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::CHILD_UNTIL;
use helsebro_domain::rights::{Answer, AnswerAs, Kind, Outcome, RightsDesk, TOLD_BEFORE_USE, Wish};
use helsebro_domain::time::Instant;
use helsebro_storage::breaches::{BreachWords, StoredBreach};
use helsebro_storage::jobs::NoticeFact;
use helsebro_storage::rights::{self, EventRow, StoredRequest};
use helsebro_storage::{Tx, audit, breaches, disclosure, parties};
use uuid::Uuid;

use super::shown::What;
use super::steps::{Ours, about, line, not_ours, ours};
use super::{SCOPE, happened};
use crate::{ActError, Acts, Sight, notices, trail};

/// What may be a breach, with its words sealed for whoever keeps the register.
pub(super) struct FoundBreach {
    breach: Breach,
    nature: Vec<u8>,
}

/// What is entered as a breach when a part is answered so: something that stood on the wrong
/// person may have been read by somebody who should not (RR-05). The 72 hours run from now.
pub(super) async fn breach(
    acts: &Acts,
    desk: &RightsDesk,
    (id, given): (RightsPartId, &Answer),
    now: Instant,
) -> Result<Option<FoundBreach>, ActError> {
    let found = acts
        .db()
        .read(SCOPE, "rights.may_be_breach", async |mut tx| ours(&mut tx, desk, id).await)
        .await?;
    let Some((request, _, party)) = found else { return Ok(None) };
    let holder = match party {
        Party::Municipality(home) => Holder::Municipality(home),
        Party::Org(org) => Holder::Org(org),
        Party::Operator => return Ok(None),
    };
    if !request.kind.may_be_a_breach() || given.outcome == Outcome::Refused {
        return Ok(None);
    }
    let breach = BreachId::from_uuid(acts.fresh(now));
    let nature = format!("{}: {}", request.reference, given.words.trim());
    let nature = crate::breaches::seal(acts, holder, (breach, "nature"), &nature).await?;
    let breach = Breach::registered((breach, holder), None, (now, now))?;
    Ok(Some(FoundBreach { breach, nature }))
}

/// Does what follows; says which units are told.
pub(super) async fn follow(
    acts: &Acts,
    tx: &mut Tx,
    (ours, desk, given): (&Ours, &RightsDesk, &Answer),
    (found, now): (Option<&FoundBreach>, Instant),
) -> Result<Vec<UnitId>, ActError> {
    let (request, part, party) = ours;
    if given.outcome == Outcome::Refused {
        return Ok(Vec::new());
    }
    let happens = |what: What| EventRow {
        part: Some(part.id),
        at: now,
        what: what.stored(),
        by: Some(*party),
    };
    if request.kind == Kind::RestrictOrObject && request.wish == Wish::Restrict {
        rights::add_restriction(tx, (request.person, part.id), (request.spot, now)).await?;
        happened(acts, tx, request.id, happens(What::Restricted)).await?;
    }
    let mut told = Vec::new();
    // Of what is erased they are told when it is (`erasing::erased`).
    let is_told =
        request.kind.is_told_to_recipients(request.wish) && !request.kind.deletes(request.wish);
    if let (true, Some(unit)) = (is_told, request.spot.unit) {
        let about = (part.id, request.kind, now);
        told = disclosure::tell_recipients(tx, (request.person, unit), about).await?;
        if !told.is_empty() {
            happened(acts, tx, request.id, happens(What::RecipientsTold)).await?;
        }
    }
    if let Some(FoundBreach { breach, nature }) = found {
        let mut entered = line(acts, desk, (Event::BreachRegistered, part.id), now);
        entered.object = Object::Breach(breach.id.uuid());
        entered.rules = &["RR-05", "L-GDPR-33"];
        if let Party::Municipality(home) = party {
            entered.org = Some(*home);
        }
        audit::append(tx, &entered).await?;
        let words = BreachWords { nature: nature.clone(), ..BreachWords::default() };
        let stored = StoredBreach { breach: *breach, registered_at: now, words };
        breaches::add_breach(tx, &stored, desk.staff()).await?;
    }
    Ok(told)
}

/// Tells her whom it concerns by SMS or e-mail; a parent when it is the parent who is
/// answered, or who reads in the child's stead (L-EFV-11). It says no more than that something
/// is there.
pub(super) async fn told(
    acts: &Acts,
    tx: &mut Tx,
    (request, telling): (&StoredRequest, Uuid),
    now: Instant,
) -> Result<(), ActError> {
    let today = now.in_oslo().date;
    let age = parties::person(tx, request.person).await?.and_then(|person| person.age_on(today));
    let is_child = age.is_some_and(|age| age < CHILD_UNTIL);
    let to_parent = request.answer_as == AnswerAs::ToParentOfYouth || is_child;
    let person = if to_parent { request.asked_by } else { request.person };
    let fact = NoticeFact::RightsAnswered { telling, person };
    Ok(notices::queue_in(acts, tx, fact, now).await?)
}

/// Tells the units that look.
pub(super) fn tell(acts: &Acts, units: Vec<UnitId>) {
    for unit in units {
        acts.news().tell(Sight::Unit(unit));
    }
}

/// What was kept and not used is used again: it is settled. She is told now, and it is used
/// when she has had a day to know (L-GDPR-18).
///
/// # Errors
/// `INVALID_TRANSITION` when nothing is, or it is settled already; [`ActError::NotFound`] for
/// what is another's.
pub async fn use_again(acts: &Acts, desk: &RightsDesk, id: RightsPartId) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, desk, (Event::RestrictionLifted, id), now);
    acts.db()
        .write(SCOPE, "rights.use_again", async |mut tx| {
            let Some(ours) = ours(&mut tx, desk, id).await? else {
                return Ok(Err(not_ours(&mut tx, (line.clone(), id)).await?));
            };
            let (request, part, party) = &ours;
            let held = (request.person, part.id);
            let lifted = rights::lift_restriction(&mut tx, held, now.plus(TOLD_BEFORE_USE)).await?;
            let nothing = Refusal::told(ReasonCode::InvalidTransition, &["L-GDPR-18"]);
            let decided = if lifted { Ok(()) } else { Err(nothing) };
            let line = about(line.clone(), &ours);
            if let Err(refusal) = trail::settle(&mut tx, line, decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            let what = What::UsedAgain.stored();
            let event = EventRow { part: Some(id), at: now, what, by: Some(*party) };
            happened(acts, &mut tx, request.id, event).await?;
            told(acts, &mut tx, (request, acts.fresh(now)), now).await?;
            Ok(Ok(()))
        })
        .await??;
    Ok(())
}
