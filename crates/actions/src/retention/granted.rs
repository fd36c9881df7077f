//! What was demanded to be erased, and granted, is carried out: all of it, or nothing while
//! something holds it back (L-GDPR-17, L-HPL-43).

use helsebro_domain::audit::{Actor, Event};
use helsebro_domain::controllership::Register;
use helsebro_domain::ids::{RetentionPlanId, StaffId};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::retention::{Finding, Granted, Plan, judge_granted};
use helsebro_domain::time::Instant;
use helsebro_storage::retention::{self, MAX_ERASED, SeenRow};
use helsebro_storage::{Scope, SystemReason, Tx, audit, joining, parties, rights};

use super::carrying_out::erase;
use super::facts::Around;
use super::{RULES, line};
use crate::controllership::made;
use crate::{ActError, Acts, Sight, trail};

const SCOPE: Scope = Scope::System(SystemReason::Retention);

/// Erases what a plan says, and tells those who had got it and her, in one transaction. Each
/// conversation is looked at anew; when one is held back, nothing is erased.
///
/// # Errors
/// As `begins` says; those of [`Finding::lets_erase`]; [`ActError::NotFound`] when there is no
/// such plan.
pub(crate) async fn carry_out(
    acts: &Acts,
    (id, by): (RetentionPlanId, StaffId),
    begins: impl Fn(&Plan, Instant) -> Result<Plan, Refusal> + Send + Sync,
) -> Result<(), ActError> {
    let now = acts.now();
    let register = made::at_hand(acts).await?;
    let told = acts
        .db()
        .write(SCOPE, "retention.erase", async |mut tx| {
            let plan = retention::granted(&mut tx, id).await?;
            let Some((plan, granted)) = plan.and_then(|plan| Some((plan, plan.granted?))) else {
                return Ok(Err(Refusal::neutral(ReasonCode::NotAvailable, RULES)));
            };
            let who = (Actor::Staff(by), plan.municipality);
            let begun = line(acts, who, (Event::DeletionBegun, id), now);
            let decided = match begins(&plan, now) {
                Ok(begun) => looked_at(&mut tx, (&register, &begun, granted), now).await?,
                Err(refusal) => Err(refusal),
            };
            let (plan, rows) = match trail::settle(&mut tx, begun, decided).await? {
                Ok(found) => found,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            for row in &rows {
                let deleted = (Finding::Delete, now);
                if retention::item_done(&mut tx, (id, row.thread), deleted).await? {
                    erase(acts, &mut tx, (&plan, by, row), now).await?;
                }
            }
            if !retention::set_plan(&mut tx, &Plan { done_at: Some(now), ..plan }).await? {
                return Err(ActError::NotFound);
            }
            audit::append(&mut tx, &line(acts, who, (Event::DeletionDone, id), now)).await?;
            Ok(Ok(crate::rights::erased(acts, &mut tx, granted, now).await?))
        })
        .await??;
    for unit in told {
        acts.news().tell(Sight::Unit(unit));
    }
    Ok(())
}

type Looked = Result<(Plan, Vec<SeenRow>), Refusal>;

/// What is there to erase; why not, when any of it is held back.
async fn looked_at(
    tx: &mut Tx,
    (register, plan, granted): (&Register, &Plan, Granted),
    now: Instant,
) -> Result<Looked, ActError> {
    let part = rights::part(tx, granted.part).await?.ok_or(ActError::NotFound)?;
    let holders = &part.planned.part.holders;
    let home = plan.municipality;
    let about = (part.request, holders.as_slice());
    let around = Around::of_granted(tx, (register, home), about, now).await?;
    let most = i64::try_from(MAX_ERASED).unwrap_or(i64::MAX);
    // A custody that is planned comes before this or after it.
    joining::hold(tx, home).await?;
    let mut rows = Vec::new();
    for thread in retention::items_to_do(tx, plan.id, most).await? {
        // What has gone since, because its time had come, is gone.
        let Some(row) = retention::one_to_look_at(tx, (home, thread)).await? else { continue };
        // What she asks for at the same time comes before or after, and is seen if before.
        parties::take_turn(tx, row.person).await?;
        if let Err(refusal) = judge_granted(&around.facts(tx, &row).await?).lets_erase() {
            return Ok(Err(refusal));
        }
        rows.push(row);
    }
    Ok(Ok((*plan, rows)))
}

/// Whether a plan of the municipality's is about what was granted.
pub(super) async fn is_one(
    acts: &Acts,
    scope: Scope,
    id: RetentionPlanId,
) -> Result<bool, ActError> {
    acts.db()
        .read(scope, "retention.is_granted", async |mut tx| {
            let plan = retention::plan(&mut tx, id).await?;
            Ok::<_, ActError>(plan.is_some_and(|plan| plan.granted.is_some()))
        })
        .await
}
