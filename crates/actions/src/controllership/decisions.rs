//! Laws, regulations and decisions that place controllership (S2-1-d): entered by one,
//! confirmed by the data protection officer.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::{Category, Named, Override, Party, Place, Scope, Validity};
use helsebro_domain::ids::OverrideId;
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_domain::refusals::{ReasonCode, Refusal};
use helsebro_domain::time::Date;
use helsebro_storage::controllership::{self, OverrideRow};

use super::{SCOPE, copy, line};
use crate::{ActError, Acts, trail};

const RULES: &[&str] = &["S2-1-d"];

/// The longest reference, in characters.
pub const MAX_REFERENCE: usize = 200;

/// A decision that is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// Which part of the municipality's services.
    pub place: Place,
    /// Who is controller.
    pub controllers: Vec<Party>,
    /// Where it is found.
    pub reference: String,
    /// The first day.
    pub first: Date,
    /// The last day, when it has one.
    pub last: Option<Date>,
}

/// Enters a decision; it counts when the data protection officer has confirmed it.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator; `OVERRIDE_WITHOUT_REFERENCE`
/// without a reference or without anybody named; `INVALID_TRANSITION` for no time.
pub async fn enter(
    acts: &Acts,
    access: &ConsoleAccess,
    new: &NewDecision,
) -> Result<OverrideId, ActError> {
    let now = acts.now();
    let id = OverrideId::from_uuid(acts.fresh(now));
    let line = line(acts, access, (Event::OverrideEntered, Object::Override(id.uuid())), now);
    acts.db()
        .write(SCOPE, "controllership.enter_override", async |mut tx| {
            let decided = access
                .as_one(ConsoleRole::Administrator)
                .and_then(|access| checked(access, id, new));
            let row = match trail::settle(&mut tx, line.clone(), decided).await? {
                Ok(row) => row,
                Err(refusal) => return Ok::<_, ActError>(Err(refusal)),
            };
            controllership::add_override(&mut tx, &row).await?;
            Ok(Ok(id))
        })
        .await?
        .map_err(ActError::from)
}

fn checked(
    access: &ConsoleAccess,
    id: OverrideId,
    new: &NewDecision,
) -> Result<OverrideRow, Refusal> {
    let reference = new.reference.trim();
    if reference.is_empty() || new.controllers.is_empty() {
        return Err(Refusal::told(ReasonCode::OverrideWithoutReference, RULES));
    }
    let validity = Validity::days(new.first, new.last)
        .ok_or(Refusal::told(ReasonCode::InvalidTransition, RULES))?;
    Ok(OverrideRow {
        decision: Override {
            id,
            categories: vec![Category::EpjRecord],
            scope: Scope { municipality: access.municipality(), place: new.place },
            validity,
            named: Named { controllers: new.controllers.clone(), processors: None, contact: None },
        },
        reference: reference.chars().take(MAX_REFERENCE).collect(),
        entered_by: access.staff(),
        confirmed_by: None,
    })
}

/// Confirms a decision that another has entered.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no data protection officer; `FOUR_EYES` for
/// whoever entered it; [`ActError::NotFound`] when none such waits.
pub async fn confirm(acts: &Acts, access: &ConsoleAccess, id: OverrideId) -> Result<(), ActError> {
    let now = acts.now();
    let line = line(acts, access, (Event::OverrideConfirmed, Object::Override(id.uuid())), now);
    let home = access.municipality();
    acts.db()
        .write(SCOPE, "controllership.confirm_override", async |mut tx| {
            let ours = controllership::overrides_of(&mut tx, home).await?;
            let waiting =
                ours.iter().find(|row| row.decision.id == id && row.confirmed_by.is_none());
            let decided = match waiting {
                None => Err(Refusal::neutral(ReasonCode::NotAvailable, RULES)),
                Some(row) => access.as_one(ConsoleRole::Dpo).and_then(|access| {
                    match row.entered_by == access.staff() {
                        true => Err(Refusal::told(ReasonCode::FourEyes, RULES)),
                        false => Ok(()),
                    }
                }),
            };
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), decided).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            controllership::confirm_override(&mut tx, id, (home, access.staff())).await?;
            Ok(Ok(()))
        })
        .await?
        .inspect(|_| copy::is_old(acts))
        .map_err(ActError::from)
}

/// The decisions about the municipality's services.
///
/// # Errors
/// When the database fails.
pub async fn list(acts: &Acts, access: &ConsoleAccess) -> Result<Vec<OverrideRow>, ActError> {
    acts.db()
        .read(SCOPE, "controllership.overrides", async |mut tx| {
            Ok::<_, ActError>(controllership::overrides_of(&mut tx, access.municipality()).await?)
        })
        .await
}
