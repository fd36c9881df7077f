//! What somebody in a municipality must look at: looked for each night, and done by hand
//! where something must be said of it (S2-0-c, S2-0-e).

use helsebro_domain::audit::{Actor, AuditLine, Event, Object};
use helsebro_domain::controllership::{MAX_OUTCOME, Register, tasks};
use helsebro_domain::ids::{AuditId, MunicipalityId, ResponsibilityTaskId};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Instant;
use helsebro_storage::controllership;
pub use helsebro_storage::controllership::TaskRow;
use helsebro_storage::{Tx, audit, parties};

use super::{SCOPE, line, register};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S2-0-c", "S2-0-e"];

/// The fewest characters in which somebody says what came of a task.
const MIN_OUTCOME: usize = 20;

/// Looks in every municipality for what is wrong with the register, what ends soon and what
/// is to be gone through. What was there before and is so no more is over; says how many
/// tasks are new.
///
/// # Errors
/// When the database fails.
pub async fn watch(acts: &Acts) -> Result<usize, ActError> {
    let register = register(acts).await?;
    let now = acts.now();
    let homes = acts
        .db()
        .read(SCOPE, "controllership.homes", async |mut tx| {
            Ok::<_, ActError>(parties::municipalities(&mut tx).await?)
        })
        .await?;
    let mut new = 0;
    for home in homes {
        new += acts
            .db()
            .write(SCOPE, "controllership.watch", async |mut tx| {
                watched(acts, &mut tx, (&register, home.id), now).await
            })
            .await?;
    }
    Ok(new)
}

async fn watched(
    acts: &Acts,
    tx: &mut Tx,
    (register, home): (&Register, MunicipalityId),
    now: Instant,
) -> Result<usize, ActError> {
    let found = tasks(register, home, now);
    let open = controllership::open_tasks(tx, home).await?;
    let over = controllership::ended_tasks(tx, home).await?;
    let new: Vec<_> = found
        .iter()
        .filter(|task| !open.iter().any(|row| row.task == **task))
        .filter(|task| !over.iter().any(|row| row.task == **task && row.done_by.is_some()))
        .collect();
    let gone: Vec<_> = open.iter().filter(|row| !found.contains(&row.task)).collect();
    if new.is_empty() && gone.is_empty() {
        return Ok(0);
    }
    let id = AuditId::from_uuid(acts.fresh(now));
    let mut line = AuditLine::accepted(id, now, Event::ResponsibilityWatched, Actor::System);
    (line.org, line.rules) = (Some(home), RULES);
    audit::append(tx, &line).await?;
    for task in &new {
        let id = ResponsibilityTaskId::from_uuid(acts.fresh(now));
        controllership::add_task(tx, (home, id), (task, now)).await?;
    }
    for row in gone {
        controllership::end_task(tx, (home, row.id), now, None).await?;
    }
    Ok(new.len())
}

/// What is open in the municipality, and what is over.
///
/// # Errors
/// When the database fails.
pub async fn list(
    acts: &Acts,
    access: &ConsoleAccess,
) -> Result<(Vec<TaskRow>, Vec<TaskRow>), ActError> {
    let home = access.municipality();
    acts.db()
        .read(SCOPE, "controllership.tasks", async |mut tx| {
            let open = controllership::open_tasks(&mut tx, home).await?;
            let over = controllership::ended_tasks(&mut tx, home).await?;
            Ok::<_, ActError>((open, over))
        })
        .await
}

/// Says what came of a task that is done by hand, and what is put right.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator; [`ActError::NotFound`] for what
/// is not open here; `INVALID_TRANSITION` for what is over when the register is put right;
/// `REASON_TOO_SHORT` with too few words.
pub async fn done(
    acts: &Acts,
    access: &ConsoleAccess,
    (id, outcome): (ResponsibilityTaskId, &str),
) -> Result<(), ActError> {
    let now = acts.now();
    let about = (Event::ResponsibilityTaskDone, Object::ResponsibilityTask(id.uuid()));
    let line = line(acts, access, about, now);
    let home = access.municipality();
    let outcome: String = outcome.trim().chars().take(MAX_OUTCOME).collect();
    acts.db()
        .write(SCOPE, "controllership.task_done", async |mut tx| {
            let open = controllership::open_tasks(&mut tx, home).await?;
            let decided = match open.iter().find(|row| row.id == id) {
                None => Err(Refusal::neutral(ReasonCode::NotAvailable, RULES)),
                Some(row) => access.as_one(ConsoleRole::Administrator).and_then(|access| {
                    if !row.task.kind.is_done_by_hand() {
                        return Err(Refusal::told(ReasonCode::InvalidTransition, RULES));
                    }
                    match outcome.chars().count() < MIN_OUTCOME {
                        true => Err(Refusal::told(ReasonCode::ReasonTooShort, RULES)),
                        false => Ok(access.staff()),
                    }
                }),
            };
            let by = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(by) => by,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            controllership::end_task(&mut tx, (home, id), now, Some((by, &outcome))).await?;
            Ok(Ok(()))
        })
        .await?
        .map_err(ActError::from)
}
