//! What those concerned have a say about: the patient reads that her record goes, says no,
//! or names who shall have it (S2-3-e, pjl § 24).

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::Party;
use helsebro_domain::controllership::moving::{Choice, Choosing, may_choose};
use helsebro_domain::ids::CustodyId;
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::representation::{CitizenAccess, Deed};
use helsebro_storage::controllership::{self as stored, PlanRow};
use helsebro_storage::{Scope, Tx, audit};

use super::super::{Directory, directory};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S2-3-e", "pjl § 24"];

/// A plan that somebody's record is in, and what she has said.
#[derive(Debug, Clone)]
pub struct Concerned {
    /// The plan.
    pub row: PlanRow,
    /// What she has said.
    pub choice: Option<Choice>,
    /// Whom she had named, that has said no, while she may choose anew.
    pub declined: Option<Party>,
    /// Those who have said no to the plan.
    pub unwilling: Vec<Party>,
    /// The names.
    pub directory: Directory,
}

/// The plans that a citizen was told of. They are hers alone to see, as the choice is.
///
/// # Errors
/// When the database fails.
pub async fn concerning(acts: &Acts, citizen: &CitizenAccess) -> Result<Vec<Concerned>, ActError> {
    if citizen.may(Deed::ManageProfile).is_err() {
        return Ok(Vec::new());
    }
    let rows = acts
        .db()
        .read(Scope::from(citizen), "custody.concerning", async |mut tx| {
            let mut found = Vec::new();
            for row in stored::plans_of_person(&mut tx).await? {
                let choice = stored::own_choice(&mut tx, row.plan.id).await?;
                let declined = stored::open_again(&mut tx, row.plan.id).await?;
                let unwilling = unwilling(&mut tx, row.plan.id).await?;
                found.push((row, choice, declined, unwilling));
            }
            Ok::<_, ActError>(found)
        })
        .await?;
    let mut found = Vec::new();
    for (row, choice, declined, unwilling) in rows {
        let directory = directory(acts, row.plan.scope.municipality).await?;
        found.push(Concerned { row, choice, declined, unwilling, directory });
    }
    Ok(found)
}

/// Those who have said no to a plan.
async fn unwilling(tx: &mut Tx, id: CustodyId) -> Result<Vec<Party>, ActError> {
    let all = stored::declines(tx, id).await?;
    Ok(all.into_iter().map(|one| one.decline.receiver).collect())
}

/// Stores what she has chosen: who shall have her record, or that it shall stay.
///
/// # Errors
/// Neutral for a plan that her record is not in; `INVALID_TRANSITION` as the rules say.
pub async fn choose(
    acts: &Acts,
    citizen: &CitizenAccess,
    (id, named): (CustodyId, Option<Party>),
) -> Result<(), ActError> {
    let about = (Event::CustodyChosen, Object::Custody(id.uuid()));
    trail::allowed(acts, citizen, Deed::ManageProfile, about).await?;
    let now = acts.now();
    let mut line = trail::by_citizen(acts, citizen, Event::CustodyChosen, now);
    (line.object, line.rules) = (Object::Custody(id.uuid()), RULES);
    acts.db()
        .write(Scope::from(citizen), "custody.choose", async |mut tx| {
            let told = stored::plans_of_person(&mut tx).await?;
            let Some(row) = told.into_iter().find(|row| row.plan.id == id) else {
                let refusal = Refusal::neutral(ReasonCode::NotAvailable, RULES);
                audit::append(&mut tx, &line.clone().refused(refusal)).await?;
                return Ok::<_, ActError>(Err(refusal));
            };
            let declined = unwilling(&mut tx, id).await?;
            let at = Choosing {
                told: row.told.as_ref(),
                is_carried_out: row.carried_out.is_some(),
                is_open_again: stored::open_again(&mut tx, id).await?.is_some(),
                declined: &declined,
            };
            let decided = may_choose(&row.plan, at, (named, now));
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok(Err(refusal));
            }
            stored::choose(&mut tx, id, (named, now)).await?;
            Ok(Ok(()))
        })
        .await?
        .map_err(ActError::from)
}
