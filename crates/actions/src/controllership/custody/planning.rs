//! A plan is entered, looked at, and thrown away if it was not meant.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::moving::{Wanted, planned};
use helsebro_domain::controllership::registering::{AgreementState, Kind};
use helsebro_domain::controllership::{CustodyCase, Party, Place, Scope};
use helsebro_domain::ids::CustodyId;
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::{Date, Instant};
use helsebro_storage::controllership::{self, PlanRow};
use helsebro_storage::{Tx, audit, joining};

use super::super::{SCOPE, line, register};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S2-2-b3"];

/// A plan that is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPlan {
    /// Why records change hands.
    pub case: CustodyCase,
    /// Of which part of the municipality's services.
    pub place: Place,
    /// The day on which they go.
    pub day: Date,
    /// Who gets them; none when they stay, or when an agreement says it.
    pub to: Option<Party>,
}

/// Enters a plan. Nothing goes by it before it is carried out.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator; `INVALID_TRANSITION` when nothing
/// like it ends there; `KO_ARCHIVE_RESPONSIBLE_MISSING` as the rules say.
pub async fn plan(
    acts: &Acts,
    access: &ConsoleAccess,
    new: NewPlan,
) -> Result<CustodyId, ActError> {
    let now = acts.now();
    let register = register(acts).await?;
    let id = CustodyId::from_uuid(acts.fresh(now));
    let line = line(acts, access, (Event::CustodyPlanned, Object::Custody(id.uuid())), now);
    let scope = Scope { municipality: access.municipality(), place: new.place };
    acts.db()
        .write(SCOPE, "controllership.plan_custody", async |mut tx| {
            // What is being deleted is deleted before it, or kept because of it.
            joining::hold(&mut tx, access.municipality()).await?;
            let archives = archives(&mut tx, scope).await?;
            let wanted = Wanted {
                id,
                case: new.case,
                scope,
                at: Instant::start_of(new.day),
                to: new.to,
                archives,
            };
            let decided = access
                .as_one(ConsoleRole::Administrator)
                .and_then(|access| Ok((planned(&register, &wanted)?, access.staff())));
            let (plan, staff) = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(found) => found,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            controllership::add_plan(&mut tx, &plan, staff).await?;
            Ok(Ok(id))
        })
        .await?
        .map_err(ActError::from)
}

/// Whom the agreement of a task community names for its archives (KO-10).
async fn archives(tx: &mut Tx, scope: Scope) -> Result<Option<String>, ActError> {
    let ours = controllership::agreements_of(tx, scope.municipality).await?;
    let found = ours.into_iter().find(|row| {
        row.draft.kind == Kind::TaskCommunity
            && row.state == AgreementState::InForce
            && row.draft.scopes.iter().any(|one| one.place.covers(scope.place))
    });
    Ok(found.and_then(|row| row.draft.answer("ko-10.archives").map(str::to_owned)))
}

/// Throws away a plan that nobody was told of.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator; [`ActError::NotFound`] for
/// another municipality's; `INVALID_TRANSITION` when somebody was told, or it is done.
pub async fn drop(acts: &Acts, access: &ConsoleAccess, id: CustodyId) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, access, (Event::CustodyDropped, Object::Custody(id.uuid())), now);
    let home = access.municipality();
    acts.db()
        .write(SCOPE, "controllership.drop_custody", async |mut tx| {
            let Some(row) = own(&mut tx, access, id).await? else {
                let refusal = Refusal::neutral(ReasonCode::NotAvailable, RULES);
                audit::append(&mut tx, &line.clone().refused(refusal)).await?;
                return Ok::<_, ActError>(Err(refusal));
            };
            let is_begun = row.told.is_some() || row.carried_out.is_some();
            let decided = access.as_one(ConsoleRole::Administrator).and_then(|_| match is_begun {
                true => Err(Refusal::told(ReasonCode::InvalidTransition, RULES)),
                false => Ok(()),
            });
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok(Err(refusal));
            }
            controllership::drop_plan(&mut tx, (id, home)).await?;
            Ok(Ok(()))
        })
        .await?
        .map_err(ActError::from)
}

/// A plan of the municipality's own.
pub(super) async fn own(
    tx: &mut Tx,
    access: &ConsoleAccess,
    id: CustodyId,
) -> Result<Option<PlanRow>, ActError> {
    let found = controllership::plan(tx, id).await?;
    Ok(found.filter(|row| row.plan.scope.municipality == access.municipality()))
}

/// The plans of the municipality, and those by which something comes to it.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, access: &ConsoleAccess) -> Result<Vec<PlanRow>, ActError> {
    acts.db()
        .read(SCOPE, "controllership.custody_plans", async |mut tx| {
            Ok::<_, ActError>(controllership::plans_of(&mut tx, access.municipality()).await?)
        })
        .await
}
