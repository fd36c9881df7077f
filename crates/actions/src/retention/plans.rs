//! Plans: made by an administrator, carried out by whoever may bind the municipality.

use helsebro_domain::audit::{Actor, Event};
use helsebro_domain::ids::{RetentionPlanId, StaffId, ThreadId};
use helsebro_domain::parties::ConsoleAccess;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::retention::{Finding, Plan, PlanState};
use helsebro_domain::time::Instant;
use helsebro_storage::retention::CountRow;
use helsebro_storage::{Scope, StorageError, Tx, parties, retention};
use uuid::Uuid;

use super::{RULES, granted, line};
use crate::{ActError, Acts, trail};

/// A plan as a page shows it.
#[derive(Debug, Clone)]
pub struct PlanShown {
    /// The plan.
    pub plan: Plan,
    /// How far it has come.
    pub state: PlanState,
    /// Who made it, by name.
    pub made_by: String,
    /// Who carries it out, by name.
    pub begun_by: Option<String>,
    /// What it counted, by service and finding.
    pub counts: Vec<CountRow>,
    /// How many had their turn, by what came of it.
    pub done: Vec<(Finding, i64)>,
}

fn who(access: &ConsoleAccess) -> (Actor, helsebro_domain::ids::MunicipalityId) {
    (Actor::Staff(access.staff()), access.municipality())
}

/// Begins a plan. It is looked through by [`super::go_on`].
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for who is no administrator; `INVALID_TRANSITION` while another
/// of the municipality's goes on.
pub async fn plan(acts: &Acts, access: &ConsoleAccess) -> Result<RetentionPlanId, ActError> {
    let now = acts.now();
    let id = RetentionPlanId::from_uuid(acts.fresh(now));
    let line = line(acts, who(access), (Event::DeletionPlanned, id), now);
    let decided = Plan::made(id, access, now);
    acts.db()
        .write(Scope::Municipality(access.municipality()), "retention.plan", async |mut tx| {
            let decided = match decided {
                Ok(plan) => added(&mut tx, &plan).await?.map(|()| plan),
                refused => refused,
            };
            Ok::<_, ActError>(trail::settle(&mut tx, line.clone(), decided).await?)
        })
        .await??;
    super::begin(acts, id).await;
    Ok(id)
}

async fn added(tx: &mut Tx, plan: &Plan) -> Result<Result<(), Refusal>, StorageError> {
    let nil = ThreadId::from_uuid(Uuid::nil());
    Ok(match retention::add_plan(tx, plan, nil).await? {
        true => Ok(()),
        false => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
    })
}

/// Begins to carry a plan out; what was granted is carried out at once.
///
/// # Errors
/// `NOT_SIGNATORY`; `FOUR_EYES` for whoever made it; `INVALID_TRANSITION` when it is not
/// ready or too old; those of `Finding::lets_erase` for what was granted; [`ActError::NotFound`]
/// for another municipality's.
pub async fn carry_out(
    acts: &Acts,
    access: &ConsoleAccess,
    id: RetentionPlanId,
) -> Result<(), ActError> {
    if granted::is_one(acts, Scope::Municipality(access.municipality()), id).await? {
        let begins = |plan: &Plan, now| plan.begin(access, now);
        return granted::carry_out(acts, (id, access.staff()), begins).await;
    }
    change(acts, access, (Event::DeletionBegun, id), Plan::begin).await?;
    super::begin(acts, id).await;
    Ok(())
}

/// Throws a plan away.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED`; `INVALID_TRANSITION` when it is carried out already;
/// [`ActError::NotFound`] for another municipality's.
pub async fn drop(
    acts: &Acts,
    access: &ConsoleAccess,
    id: RetentionPlanId,
) -> Result<(), ActError> {
    change(acts, access, (Event::DeletionDropped, id), Plan::dropped).await
}

type Decide = fn(&Plan, &ConsoleAccess, Instant) -> Result<Plan, Refusal>;

async fn change(
    acts: &Acts,
    access: &ConsoleAccess,
    (event, id): (Event, RetentionPlanId),
    decide: Decide,
) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, who(access), (event, id), now);
    acts.db()
        .write(Scope::Municipality(access.municipality()), "retention.change", async |mut tx| {
            let decided = match retention::plan(&mut tx, id).await? {
                Some(plan) => decide(&plan, access, now),
                None => Err(Refusal::neutral(ReasonCode::NotAvailable, RULES)),
            };
            let plan = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(plan) => plan,
                Err(refusal) => return Ok(Err(refusal)),
            };
            match retention::set_plan(&mut tx, &plan).await? {
                true => Ok::<_, ActError>(Ok(())),
                false => Err(ActError::NotFound),
            }
        })
        .await??;
    Ok(())
}

/// The municipality's plans, newest first.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever only reads agreements (S2-0-k).
pub async fn list(acts: &Acts, access: &ConsoleAccess) -> Result<Vec<PlanShown>, ActError> {
    access.with_a_duty()?;
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::Municipality(access.municipality()), "retention.list", async |mut tx| {
            let mut all = Vec::new();
            for plan in retention::plans(&mut tx).await? {
                all.push(shown(&mut tx, plan, plan.state(today)).await?);
            }
            Ok::<_, ActError>(all)
        })
        .await
}

/// One of them.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever only reads agreements (S2-0-k);
/// [`ActError::NotFound`] for another municipality's.
pub async fn one(
    acts: &Acts,
    access: &ConsoleAccess,
    id: RetentionPlanId,
) -> Result<PlanShown, ActError> {
    access.with_a_duty()?;
    let today = acts.now().in_oslo().date;
    acts.db()
        .read(Scope::Municipality(access.municipality()), "retention.one", async |mut tx| {
            let plan = retention::plan(&mut tx, id).await?.ok_or(ActError::NotFound)?;
            Ok::<_, ActError>(shown(&mut tx, plan, plan.state(today)).await?)
        })
        .await
}

async fn shown(tx: &mut Tx, plan: Plan, state: PlanState) -> Result<PlanShown, StorageError> {
    let begun_by = match plan.begun {
        Some((by, _)) => Some(name(tx, by).await?),
        None => None,
    };
    Ok(PlanShown {
        plan,
        state,
        made_by: name(tx, plan.made_by).await?,
        begun_by,
        counts: retention::counts(tx, plan.id).await?,
        done: retention::items_done(tx, plan.id).await?,
    })
}

async fn name(tx: &mut Tx, staff: StaffId) -> Result<String, StorageError> {
    Ok(parties::staff(tx, staff).await?.map(|found| found.name.full()).unwrap_or_default())
}
