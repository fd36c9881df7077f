//! Those concerned are told, the plan is carried out by a named person, and the receiver
//! says that it has the records.

use helsebro_domain::audit::{AuditLine, Event, Object};
use helsebro_domain::controllership::moving::{
    Plan, Told, events, may_carry_out, may_receive, may_tell,
};
use helsebro_domain::controllership::{CustodyEvent, Party, Register, Whose, deliverer};
use helsebro_domain::ids::{CustodyId, JobId};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::controllership::{self as stored, Gone, Sets};
use helsebro_storage::jobs::{self, CustodyPayload};
use helsebro_storage::{Tx, audit};

use super::super::{SCOPE, line, register};
use super::planning::own;
use super::report::{goes, question, stretches};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S2-3-e", "S2-2-b3"];

/// The longest name of a paper, in characters.
pub(super) const MAX_PAPER: usize = 200;

/// Tells those concerned, on their own pages and by an SMS or e-mail that says nothing
/// (L-PJL-24, SM-1), which a job sends; or writes why it is not practicable.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator; [`ActError::NotFound`] for
/// another municipality's; `INVALID_TRANSITION` and `REASON_TOO_SHORT` as the rules say.
pub async fn tell(
    acts: &Acts,
    access: &ConsoleAccess,
    (id, not_practicable): (CustodyId, Option<&str>),
) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, access, (Event::CustodyTold, Object::Custody(id.uuid())), now);
    let told = match not_practicable {
        None => Told::At(now),
        Some(why) => Told::NotPracticable(why.chars().take(MAX_PAPER).collect()),
    };
    acts.db()
        .write(SCOPE, "controllership.tell_custody", async |mut tx| {
            let Some(row) = own(&mut tx, access, id).await? else {
                return nothing(&mut tx, &line).await;
            };
            let decided = access
                .as_one(ConsoleRole::Administrator)
                .and_then(|_| may_tell(&row.plan, row.told.as_ref(), &told));
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok(Err(refusal));
            }
            stored::tell_plan(&mut tx, (id, access.municipality()), &told).await?;
            if matches!(told, Told::At(_)) {
                let job = (JobId::from_uuid(acts.fresh(now)), now);
                jobs::enqueue_custody(&mut tx, CustodyPayload { plan: id }, job).await?;
            }
            Ok(Ok(()))
        })
        .await?
        .map_err(ActError::from)
}

async fn nothing<T>(tx: &mut Tx, line: &AuditLine) -> Result<Result<T, Refusal>, ActError> {
    let refusal = Refusal::neutral(ReasonCode::NotAvailable, RULES);
    audit::append(tx, &line.clone().refused(refusal)).await?;
    Ok(Err(refusal))
}

/// Carries out a plan: what goes is noted with how much and which, and whoever does it is
/// named. Until the receiver has said that it has it, whoever had it answers.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator; [`ActError::NotFound`] for
/// another municipality's; `PJL24_NOTICE_MISSING`, `NOTICE_TOO_SHORT`,
/// `INVALID_TRANSITION` as the rules say.
pub async fn carry_out(acts: &Acts, access: &ConsoleAccess, id: CustodyId) -> Result<(), ActError> {
    let now = acts.now();
    let register = register(acts).await?;
    let line = line(acts, access, (Event::CustodyCarriedOut, Object::Custody(id.uuid())), now);
    acts.db()
        .write(SCOPE, "controllership.carry_out_custody", async |mut tx| {
            let Some(row) = own(&mut tx, access, id).await? else {
                return nothing(&mut tx, &line).await;
            };
            let decided = access.as_one(ConsoleRole::Administrator).and_then(|_| {
                if row.carried_out.is_some() {
                    return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
                }
                may_carry_out(&row.plan, row.told.as_ref(), now)
            });
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok(Err(refusal));
            }
            let choices = stored::choices(&mut tx, id).await?;
            let fresh = || CustodyId::from_uuid(acts.fresh(now));
            let going = events(&row.plan, &choices, fresh);
            let gone = gone(&mut tx, (&register, &row.plan), going, now).await?;
            let by = (now, access.staff());
            stored::carry_out(&mut tx, (id, access.municipality()), &gone, by).await?;
            Ok(Ok(()))
        })
        .await?
        .map_err(ActError::from)
}

/// How much goes by each event, and a hash over which.
async fn gone(
    tx: &mut Tx,
    (register, plan): (&Register, &Plan),
    going: Vec<CustodyEvent>,
    now: Instant,
) -> Result<Vec<Gone>, ActError> {
    let mut sets = Sets::default();
    let mut author = None;
    for stretch in stretches(tx, register, plan).await? {
        author =
            author.or(deliverer(register, &question(plan, stretch.unit, stretch.written.from())));
        let is_its = |controllers: &_| goes((register, plan), (&stretch, now), controllers);
        stored::gather(tx, (plan.id, &stretch), is_its, &mut sets).await?;
    }
    let each = going.into_iter().map(|event| {
        let person = match event.whose {
            Whose::Everyone => None,
            Whose::Person(person) => Some(person),
        };
        // The entries of a unit are of whoever delivers there; of others there are none.
        let has_some = event.author.is_none_or(|own| author == Some(own));
        let (records, set_hash) = match has_some {
            true => sets.of(person),
            false => Sets::default().of(None),
        };
        Gone { event, records, set_hash }
    });
    Ok(each.collect())
}

/// Says for a receiver that it has what went to it. A municipality here says so itself;
/// for others whoever has carried it out says on what paper.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator of the one that may say it;
/// [`ActError::NotFound`] when nothing went there; `DOCUMENT_MISSING` without a paper.
pub async fn receive(
    acts: &Acts,
    access: &ConsoleAccess,
    (id, receiver): (CustodyId, Party),
    paper: &str,
) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, access, (Event::CustodyReceived, Object::Custody(id.uuid())), now);
    let paper: String = paper.trim().chars().take(MAX_PAPER).collect();
    acts.db()
        .write(SCOPE, "controllership.receive_custody", async |mut tx| {
            let plans = stored::plans_of(&mut tx, access.municipality()).await?;
            let waits = stored::goings(&mut tx, id).await?;
            let waits = waits.iter().any(|one| one.receiver == receiver && one.received.is_none());
            let Some(row) = plans.into_iter().find(|row| row.plan.id == id && waits) else {
                return nothing(&mut tx, &line).await;
            };
            let planner = Party::Municipality(row.plan.scope.municipality);
            let by = Party::Municipality(access.municipality());
            let decided = access
                .as_one(ConsoleRole::Administrator)
                .and_then(|_| may_receive((receiver, by), (planner, &paper)));
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok(Err(refusal));
            }
            let receipt = (!paper.is_empty()).then_some(paper.as_str());
            stored::receive(&mut tx, (id, receiver), (now, access.staff(), receipt)).await?;
            Ok(Ok(()))
        })
        .await?
        .map_err(ActError::from)
}
