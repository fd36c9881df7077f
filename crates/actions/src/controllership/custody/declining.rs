//! A receiver that somebody has named says no: what was named for it goes elsewhere, and each who
//! named it is told and chooses anew (RR-08, S2-3-e).

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::Party;
use helsebro_domain::controllership::moving::{Decline, may_decline};
use helsebro_domain::ids::{CustodyId, JobId};
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_storage::controllership::{self as stored, PlanRow};
use helsebro_storage::jobs::{self, CustodyPayload};
use helsebro_storage::{Tx, audit};

use super::super::{SCOPE, line};
use super::going::MAX_PAPER;
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["RR-08", "S2-3-e"];

/// Notes that a receiver has said no. Those who named it are told by a job, and their records go
/// to whoever is named here when they do not choose anew.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator of the planner;
/// [`ActError::NotFound`] for what is another's; `DOCUMENT_MISSING` and `INVALID_TRANSITION` as
/// the rules say, also when nobody has named it, it has said no before, or it has the records.
pub async fn decline(
    acts: &Acts,
    access: &ConsoleAccess,
    (id, decline): (CustodyId, Decline),
) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, access, (Event::CustodyDeclined, Object::Custody(id.uuid())), now);
    let paper = decline.paper.trim().chars().take(MAX_PAPER).collect();
    let decline = Decline { paper, ..decline };
    acts.db()
        .write(SCOPE, "controllership.decline_custody", async |mut tx| {
            let plans = stored::plans_of(&mut tx, access.municipality()).await?;
            let Some(row) = plans.into_iter().find(|row| row.plan.id == id) else {
                let refusal = Refusal::neutral(ReasonCode::NotAvailable, RULES);
                audit::append(&mut tx, &line.clone().refused(refusal)).await?;
                return Ok::<_, ActError>(Err(refusal));
            };
            let planner = Party::Municipality(row.plan.scope.municipality);
            let by = Party::Municipality(access.municipality());
            let is_asked = is_asked(&mut tx, &row, decline.receiver).await?;
            let decided = access.as_one(ConsoleRole::Administrator).and_then(|_| {
                may_decline(&row.plan, &decline, (by, planner))?;
                match is_asked {
                    true => Ok(()),
                    false => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
                }
            });
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok(Err(refusal));
            }
            stored::decline(&mut tx, (id, &decline), (now, access.staff())).await?;
            let job = (JobId::from_uuid(acts.fresh(now)), now);
            jobs::enqueue_custody(&mut tx, CustodyPayload { plan: id }, job).await?;
            Ok(Ok(()))
        })
        .await?
        .map_err(ActError::from)
}

/// Whether somebody has named a receiver, and it has neither said no nor got anything.
async fn is_asked(tx: &mut Tx, row: &PlanRow, receiver: Party) -> Result<bool, ActError> {
    let id = row.plan.id;
    if stored::declines(tx, id).await?.iter().any(|one| one.decline.receiver == receiver) {
        return Ok(false);
    }
    if row.carried_out.is_none() {
        return Ok(stored::named_in(tx, id).await?.contains(&receiver));
    }
    let gone = stored::goings(tx, id).await?;
    Ok(gone.iter().any(|one| one.receiver == receiver && one.received.is_none()))
}
