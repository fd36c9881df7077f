//! Organisations that take part without being a municipality here.

use helsebro_domain::audit::{Event, Object};
use helsebro_domain::controllership::OrgKind;
use helsebro_domain::ids::OrgId;
use helsebro_domain::parties::{ConsoleAccess, ConsoleRole};
use helsebro_storage::controllership::{self, OrganisationRow};

use super::{SCOPE, copy, line};
use crate::{ActError, Acts, trail};

/// What is entered of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOrganisation {
    /// What kind it is.
    pub kind: OrgKind,
    /// Its name.
    pub name: String,
    /// Its number in the register of entities, when it has one.
    pub org_number: Option<String>,
    /// An e-mail address for questions.
    pub contact: String,
    /// A phone number.
    pub phone: String,
}

/// Enters an organisation; one with the same number is the same.
///
/// # Errors
/// `STAFF_NOT_AUTHORISED` for whoever is no administrator.
pub async fn enter(
    acts: &Acts,
    access: &ConsoleAccess,
    new: &NewOrganisation,
) -> Result<OrgId, ActError> {
    let now = acts.now();
    let id = OrgId::from_uuid(acts.fresh(now));
    let object = Object::Organisation(id.uuid());
    let line = line(acts, access, (Event::OrganisationEntered, object), now);
    let row = OrganisationRow {
        id,
        kind: new.kind,
        name: new.name.clone(),
        org_number: new.org_number.clone(),
        contact: new.contact.clone(),
        phone: new.phone.clone(),
    };
    acts.db()
        .write(SCOPE, "controllership.enter_organisation", async |mut tx| {
            let may = access.as_one(ConsoleRole::Administrator);
            if let Err(refusal) = trail::settle(&mut tx, line.clone(), may).await? {
                return Ok::<_, ActError>(Err(refusal));
            }
            if row.org_number.is_some() {
                let there = controllership::organisations(&mut tx).await?;
                if let Some(same) = there.iter().find(|one| one.org_number == row.org_number) {
                    return Ok(Ok(same.id));
                }
            }
            controllership::add_organisation(&mut tx, access.municipality(), &row).await?;
            Ok(Ok(id))
        })
        .await?
        .inspect(|_| copy::is_old(acts))
        .map_err(ActError::from)
}
