//! Deletes what a plan says, each looked at anew when its turn comes.

use helsebro_domain::audit::{Actor, Event, Object};
use helsebro_domain::ids::{MunicipalityId, RetentionPlanId, StaffId, ThreadId};
use helsebro_domain::retention::{Finding, Plan, PlanState, judge};
use helsebro_domain::time::Instant;
use helsebro_storage::retention::{self, SeenRow};
use helsebro_storage::{Scope, Tx, audit, joining, parties};

use super::facts::Around;
use super::{STEP, Step, line};
use crate::controllership::made;
use crate::{ActError, Acts};

/// Takes the next of a plan that somebody carries out.
pub(super) async fn step(
    acts: &Acts,
    (home, id): (MunicipalityId, RetentionPlanId),
) -> Result<Step, ActError> {
    let now = acts.now();
    let register = made::at_hand(acts).await?;
    acts.db()
        .write(Scope::Municipality(home), "retention.delete", async |mut tx| {
            let Some(plan) = retention::plan(&mut tx, id).await? else { return Ok(Step::Enough) };
            let (PlanState::Deleting, Some((by, _))) = (plan.state(now.in_oslo().date), plan.begun)
            else {
                return Ok(Step::Enough);
            };
            // A custody that is planned, or its leaving, comes before these or after them.
            joining::hold(&mut tx, home).await?;
            let threads = retention::items_to_do(&mut tx, id, STEP).await?;
            if threads.is_empty() {
                return finish(acts, &mut tx, (&plan, by), now).await;
            }
            let around = Around::of(&mut tx, (&register, home), now).await?;
            for thread in threads {
                delete(acts, &mut tx, (&around, &plan, by), (thread, now)).await?;
            }
            Ok::<_, ActError>(Step::More)
        })
        .await
}

async fn delete(
    acts: &Acts,
    tx: &mut Tx,
    (around, plan, by): (&Around<'_>, &Plan, StaffId),
    (thread, now): (ThreadId, Instant),
) -> Result<(), ActError> {
    let row = retention::one_to_look_at(tx, (plan.municipality, thread)).await?;
    if let Some(row) = &row {
        // What she asks for at the same time comes before or after, and is seen if before.
        parties::take_turn(tx, row.person).await?;
    }
    let finding = match &row {
        Some(row) => judge(&around.facts(tx, row).await?, now.in_oslo().date),
        None => Finding::Delete,
    };
    if !retention::item_done(tx, (plan.id, thread), (finding, now)).await? {
        return Ok(());
    }
    let Some(row) = row.filter(|_| finding == Finding::Delete) else { return Ok(()) };
    erase(acts, tx, (plan, by, &row), now).await
}

/// Deletes what the unit has of one, with the line of whoever carries the plan out. Who had
/// looked into it goes too, when its time had come: the log is kept as long as the record.
pub(super) async fn erase(
    acts: &Acts,
    tx: &mut Tx,
    (plan, by, row): (&Plan, StaffId, &SeenRow),
    now: Instant,
) -> Result<(), ActError> {
    let thread = row.thread;
    if retention::delete_units_copy(tx, (plan.id, plan.municipality, thread), now).await? {
        let who = (Actor::Staff(by), plan.municipality);
        let mut line = line(acts, who, (Event::RecordDeleted, plan.id), now);
        line.object = Object::Thread(thread.uuid());
        line.subject = Some(row.person);
        line.unit = Some(row.unit);
        // What was granted to be erased leaves its log: that it was there is no secret (RR-04).
        if plan.granted.is_none() {
            line.inputs_hash = audit::let_go(tx, (row.person, thread), &line).await?;
        }
        audit::append(tx, &line).await?;
    }
    Ok(())
}

async fn finish(
    acts: &Acts,
    tx: &mut Tx,
    (plan, by): (&Plan, StaffId),
    now: Instant,
) -> Result<Step, ActError> {
    if retention::set_plan(tx, &Plan { done_at: Some(now), ..*plan }).await? {
        let who = (Actor::Staff(by), plan.municipality);
        audit::append(tx, &line(acts, who, (Event::DeletionDone, plan.id), now)).await?;
    }
    Ok(Step::Enough)
}
